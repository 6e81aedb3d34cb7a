"""More shapes of lists with a protected column: where else a witness stands beside it.

The column is there as the mapping names it, and the name stands in another place as well: under a
second heading that a person reads as the first, in a second table, in a row that is too short,
inside a nested list, in a title or a sheet's name. Each is a file that somebody could have sent.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

from canary_kinds import PROTECTED
from hostile_tables import ods_content, ods_members, zipped

_COLUMNS = ["no", "name", "died", "place"]
_HEADINGS = [*_COLUMNS, PROTECTED]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: the ending of its file, what writes it, and what its mapping says besides.

    ``changes`` are texts of the usual mapping and what stands in their place.
    """

    suffix: str
    write: Callable[[list[str]], bytes]
    changes: tuple[tuple[str, str], ...] = ()
    is_refused: bool = False


def _row(number: int, canary: str) -> list[str]:
    return [str(number), f"Khalid Samir {number}", "2031-06-03", "Basatin", canary]


def csv_text(lines: list[list[str]]) -> bytes:
    """The lines as a CSV file."""
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    return written.getvalue().encode()


def _under(*headings: str) -> Shape:
    """A CSV file in which the canary stands under these headings, too."""

    def write(canaries: list[str]) -> bytes:
        rows = [
            [*_row(number, canary), *[canary] * len(headings)]
            for number, canary in enumerate(canaries, 1)
        ]
        return csv_text([[*_HEADINGS, *headings], *rows])

    return Shape("csv", write)


def _lines(
    before: list[str] | None = None, behind: Callable[[str], list[list[str]]] = lambda _: []
) -> Callable[[list[str]], bytes]:
    """A CSV file as it should be, with lines before or behind it that hold the first canary."""

    def write(canaries: list[str]) -> bytes:
        above = [[cell.format(canaries[0]) for cell in before]] if before else []
        rows = [_row(number, canary) for number, canary in enumerate(canaries, 1)]
        return csv_text([*above, _HEADINGS, *rows, *behind(canaries[0])])

    return write


def _objects(*changed: Callable[[str], dict[str, object]], wrap: str = "") -> Shape:
    """A JSON list with one more object for each change; the change gets the first canary."""

    def write(canaries: list[str]) -> bytes:
        items: list[dict[str, object]] = [
            dict(zip(_HEADINGS, _row(number, canary), strict=True))
            for number, canary in enumerate(canaries, 1)
        ]
        for number, change in enumerate(changed, len(items) + 1):
            items.append({**items[0], "no": str(number)} | change(canaries[0]))
        for item in items:
            for name in [name for name, value in item.items() if value is None]:
                del item[name]
        return json.dumps({wrap: items} if wrap else items).encode()

    return Shape("json", write)


def book(
    sheets: Callable[[list[str]], dict[str, list[list[str]]]],
    touch: Callable[[xlsxwriter.Workbook, str], None] = lambda *_: None,
) -> Callable[[list[str]], bytes]:
    """A workbook of these sheets; ``touch`` adds to it and gets the first canary."""

    def write(canaries: list[str]) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as written:
            for name, lines in sheets(canaries).items():
                sheet = written.add_worksheet(name)
                for number, line in enumerate(lines):
                    sheet.write_row(number, 0, line)
            touch(written, canaries[0])
        return target.getvalue()

    return write


def plain_lines(canaries: list[str]) -> list[list[str]]:
    """A list as it should be, headings first."""
    return [_HEADINGS, *(_row(number, canary) for number, canary in enumerate(canaries, 1))]


def _aside(book: xlsxwriter.Workbook, canary: str) -> None:
    """Words around the cells: comment, link, header, author, defined name, list to choose from."""
    sheet = book.worksheets()[0]
    sheet.write_comment(1, 1, canary)
    first = canary.split(maxsplit=1)[0]
    sheet.write_url(1, 3, f"mailto:{first}@example.org", string="Basatin", tip=canary)
    sheet.set_header(f"&C{canary}")
    sheet.data_validation(1, 3, 9, 3, {"validate": "list", "source": [canary]})
    sheet.insert_textbox(4, 4, canary)
    book.set_properties({"author": canary, "comments": canary})
    book.define_name(f"{canary.split(maxsplit=1)[0].replace('-', '_')}", "=A1")
    book.add_chartsheet("chart")


def _merged_across(book: xlsxwriter.Workbook, canary: str) -> None:
    sheet = book.worksheets()[0]
    sheet.merge_range(1, 4, 2, 6, canary)


def _by_formula(book: xlsxwriter.Workbook, canary: str) -> None:
    """Texts that formulas made of the protected cell: by way of a column, a sheet and a name."""
    sheet = book.worksheets()[0]
    sheet.write_formula(1, 3, '="Basatin, told by "&list!E2', None, f"Basatin, told by {canary}")
    sheet.write_formula(1, 5, '=IF($E$2="","",E2)', None, canary)
    sheet.write_formula(1, 6, "=UPPER(F2)", None, canary.upper())
    people = book.add_worksheet("people")
    people.write_row(0, 0, ("code", "told_by"))
    people.write_row(1, 0, ("W1", canary))
    book.define_name("whoever", "=people!$B$2")
    sheet.write_formula(
        2, 5, '="asked: "&VLOOKUP("W1",people!A:B,2,FALSE)', None, f"asked: {canary}"
    )
    sheet.write_formula(2, 6, "=whoever", None, canary)


def _ods_cell(words: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    )


def _ods_row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _drawn_over(canaries: list[str]) -> bytes:
    """An OpenDocument sheet with a text box over a name, letters above one, and a formula."""
    rows = "".join(map(_ods_row, plain_lines(canaries)))
    canary = canaries[0]
    space = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    box = f'<d:frame xmlns:d="{space}"><d:text-box><text:p>{canary}</text:p></d:text-box></d:frame>'
    above = f"<text:ruby>Samir<text:ruby-text>{canary}</text:ruby-text></text:ruby>"
    copied = f'office:value-type="string" table:formula="of:=[.E3]"><text:p>{canary}</text:p>'
    rows = rows.replace("<text:p>Khalid Samir 1<", f"{box}<text:p>Khalid {above} 1<")
    before, _, after = rows.rpartition('office:value-type="string"><text:p>Basatin</text:p>')
    return zipped(ods_members(ods_content(before + copied + after)))


def _ods(canaries: list[str]) -> bytes:
    """An OpenDocument sheet with words between cells, in an annotation, and without a type."""
    canary = canaries[0]
    odd = (
        "<table:table-row>"
        + "".join(map(_ods_cell, ["77", "Rana", "2031-06-03", "Basatin"]))
        + f"{canary}<table:table-cell><text:p>{canary}</text:p></table:table-cell>"
        + f'<table:covered-table-cell office:value-type="string"><text:p>{canary}</text:p>'
        + "</table:covered-table-cell></table:table-row>"
    )
    noted = (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>'
        f"{canary}</text:p></office:annotation><text:p>78</text:p></table:table-cell>"
        "</table:table-row>"
    )
    rows = "".join(map(_ods_row, plain_lines(canaries)))
    return zipped(ods_members(ods_content(rows + odd + canary + noted)))


def _form(canaries: list[str]) -> bytes:
    """What a forms server exports: the form, a repeated group, and photographs."""
    first = canaries[0].split()[0]
    target = io.BytesIO()
    rows = [[*_row(n, f"{one.split()[0]}.jpg"), f"uuid:{n}"] for n, one in enumerate(canaries, 1)]
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("form.csv", csv_text([[*_HEADINGS, "KEY"], *rows]))
        archive.writestr("form-group.csv", csv_text([[PROTECTED, "PARENT_KEY"], [first, "uuid:1"]]))
        archive.writestr(f"{first}-table.csv", csv_text([["a", "PARENT_KEY"], [first, "uuid:1"]]))
        archive.writestr("media/other.jpg", b"x")
        archive.writestr(f"media/{first}-2.jpg", b"x")
    return target.getvalue()


def _feature(canaries: list[str]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(_HEADINGS, _row(n, canary), strict=True))
            | {"report": {"Told by": canary}},
            "told-by": canary,
            "geometry": {"type": "Point", "coordinates": [39.0, 35.9], "told_by": canary},
        }
        for n, canary in enumerate(canaries, 1)
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features, "name": canaries[0]}
    ).encode()


def _swallowed(canaries: list[str]) -> bytes:
    """Quotation marks around more than a cell: the rest of a row stands in the cell before."""
    good = csv_text(plain_lines(canaries)).decode()
    one, two = canaries[0], canaries[-1]
    return (
        f'{good}91,Khalid,2031-06-03,"Basatin,{one}\r\n92,Sami,2031-06-03,Basatin",{two}\r\n'
        f'93,"Khalid,2031-06-03,Basatin,{one}\r\n94,Rana",2031-06-03,Basatin,{two}\r\n'
    ).encode()


def _jsonl_bad(canaries: list[str]) -> bytes:
    item = json.dumps(dict(zip(_HEADINGS, _row(1, canaries[0]), strict=True)))
    return f'{item}\n{item[:-2]}\n{{"no": {canaries[0]}}}\n[{json.dumps(canaries[0])}]\n'.encode()


_SECOND = ["no", PROTECTED, "name", "died", "place"]
_LETTERS = str.maketrans("oe", "\u043e\u0435")
MORE: dict[str, Shape] = {
    "cyrillic-beside": _under(PROTECTED.translate(_LETTERS)),
    "line-break-in-heading": _under("told\nby", "told\r\nby", "told\tby"),
    "written-together": _under("toldby", "toldBy", "ToldBy", "TOLD BY"),
    "with-signs": _under("told_by*", "*told_by", "Told by:", "told_by?", "(told by)", "#told_by"),
    "with-words": _under("told_by_name", "told by (phone)", "told_by phone", "Told by - address"),
    "old-and-new": _under("told_by (old)", "told_by_1", "told_by.1", "told_by[2]", "told_by/x"),
    "second-table": Shape(
        "csv", _lines(behind=lambda one: [[], _SECOND, ["7", one, "Rana", "2031-06-03", "B"]])
    ),
    "second-headings-at-once": Shape(
        "csv", _lines(behind=lambda one: [_SECOND, ["7", one, "Rana", "2031-06-03", "B"]])
    ),
    "second-headings-in-capitals": Shape(
        "csv",
        _lines(
            behind=lambda one: [
                [cell.upper() for cell in _SECOND], ["7", one, "Rana", "2031-06-03", "B"],
            ]
        ),
    ),
    "second-table-told-by": Shape(
        "csv",
        _lines(
            behind=lambda one: [
                [], [f"told by {one}", "name", "died", "place", "no"],
                ["x", "Rana", "2031-06-03", "B", "8"], [one, "Sami", "2031-06-03", "B", "9"],
            ]
        ),
    ),
    "second-table-renamed": Shape(
        "csv",
        _lines(
            behind=lambda one: [
                [], ["informant", "name", "died", "place", "no"],
                [one, "Rana", "2031-06-03", "B", "8"],
            ]
        ),
    ),
    "title-above": Shape(
        "csv", _lines(["Told by {}"]), (('file = "', 'header_row = 2\nfile = "'),)
    ),
    "title-not-said": Shape("csv", _lines(["Told by {}"])),
    "short-row": Shape("csv", _lines(behind=lambda one: [["7", "Rana", "2031-06-03", one]])),
    "shorter-row": Shape("csv", _lines(behind=lambda one: [["7", one], ["8", "Rana", one]])),
    "title-row": Shape(
        "csv",
        _lines(
            behind=lambda one: [
                [f"{one}:"], [f"Total of {one}", "", "", "7"], ["", f"Interviewer: {one}"],
                [f"Source: {one}"], ["", "", "", one],
            ]
        ),
    ),
    "swallowed": Shape("csv", _swallowed),
    "in-a-list": _objects(lambda one: {"people": [{PROTECTED: one}]}),
    "in-a-list-deep": _objects(lambda one: {"people": [{"a": [{"b": {"Told By": one}}]}]}),
    "in-a-text": _objects(lambda one: {"note": json.dumps({PROTECTED: one})}),
    "in-another-object": _objects(lambda one: {"report": {PROTECTED: one}}),
    "in-another-object-instead": _objects(
        lambda one: {PROTECTED: None, "report": {PROTECTED: one}}
    ),
    "informant-in-one-object": _objects(lambda one: {PROTECTED: None, "informant": one}),
    "beside-in-capitals": _objects(lambda one: {"TOLD_BY": one}, wrap="rows"),
    "bad-lines": Shape("jsonl", _jsonl_bad),
    "more-in-features": Shape("geojson", _feature),
    "sheet-name": Shape("xlsx", book(lambda all_: {all_[0][:31]: plain_lines(all_)})),
    "sheet-names": Shape(
        "xlsx",
        book(
            lambda all_: {
                "list": plain_lines(all_),
                all_[0][:31]: plain_lines(all_),
                f"Told {all_[0]}"[:31]: [["informant", "no"], [all_[0], "1"]],
            }
        ),
    ),
    "around-the-cells": Shape("xlsx", book(lambda all_: {"list": plain_lines(all_)}, _aside)),
    "merged-across": Shape(
        "xlsx",
        book(
            lambda all_: {
                "list": [
                    [*_HEADINGS, "street", "note"],
                    *[[*row, "a", "b"] for row in plain_lines(all_)[1:]],
                    ["77", "Rana", "2031-06-03", "B", "x", "c", "d"],
                ]
            },
            _merged_across,
        ),
    ),
    "by-formula": Shape(
        "xlsx",
        book(
            lambda all_: {
                "list": [
                    [*_HEADINGS, "street", "note"],
                    *[[*row, "a", "b"] for row in plain_lines(all_)[1:]],
                ]
            },
            _by_formula,
        ),
    ),
    "second-headings-in-a-sheet": Shape(
        "xlsx",
        book(
            lambda all_: {
                "list": [*plain_lines(all_), [], _SECOND, ["7", all_[0], "Rana", "2031-06-03", "B"]]
            }
        ),
    ),
    "transposed": Shape(
        "csv", lambda all_: csv_text([list(line) for line in zip(*plain_lines(all_), strict=True)]),
        is_refused=True,
    ),
    "drawn-over-ods": Shape("ods", _drawn_over),
    "odd-ods": Shape("ods", _ods, is_refused=True),
    "form-archive": Shape("zip", _form),
    "read-as-a-field": Shape("csv", _lines(), (('place = "place"', 'place = "told_by"'),)),
    "key-of-a-row": Shape("csv", _lines(), (('["no"]', '["no", "told_by"]'),)),
    "extra-of-a-row": Shape(
        "csv", _lines(), (("[fields]", '[extra]\nwho = "told_by"\n[fields]'),)
    ),
    "required": Shape(
        "csv",
        _lines(),
        (
            ("fixed = {", 'required = ["place"]\nfixed = {'),
            ('place = "place"', 'place = "told_by"'),
        ),
    ),
    "empty-name": Shape("csv", _lines(), (('["told_by"]', '["told_by", ""]'),), is_refused=True),
    "star-name": Shape("csv", _lines(), (('["told_by"]', '["told_*"]'),), is_refused=True),
}  # fmt: skip
"""By name. What is refused is captured nowhere."""
