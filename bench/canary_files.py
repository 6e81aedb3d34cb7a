"""Shapes of whole files with a protected column: what programs and forms write around the rows.

Quoted cells of several lines, rows without their last cells, tables printed page by page, two
tables side by side, repeated keys, arrays of arrays, text in UTF-16, archives with words in their
own headers: in each the protected column is there as the mapping names it, and a witness stands in
another place as well.
"""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable

import xlsxwriter

from canary_kinds import PROTECTED
from canary_shapes import Shape, book, csv_text, plain_lines
from hostile_tables import ods_content, ods_members, zipped

_OPEN = ("no", "name", "died", "place")
_HEADINGS = (*_OPEN, PROTECTED)


def _text(*lines: str) -> Callable[[list[str]], bytes]:
    """A list in order, then lines in which ``{}`` is the first canary."""

    def write(canaries: list[str]) -> bytes:
        more = "".join(f"{line}\r\n" for line in lines).replace("{}", canaries[0])
        return csv_text(plain_lines(canaries)) + more.encode()

    return write


def _without_ends(canaries: list[str]) -> bytes:
    """Empty last cells are left out; one row lacks a cell in its middle, too."""
    lines = [",".join(line) for line in plain_lines(canaries)]
    more = ["81,Rana,2031-06-03,Basatin", f"82,2031-06-03,Basatin,{canaries[0]}"]
    more += [f"83,Rana,2031-06-03,{canaries[0]}", f"84,Rana,{canaries[0]}"]
    return "\r\n".join([*lines, *more, ""]).encode()


def _tabs(canaries: list[str]) -> bytes:
    """What Excel calls Unicode text: tabs, UTF-16, marks around cells of several lines."""
    lines = ["\t".join(line) for line in plain_lines(canaries)]
    lines += [f'71\tRana\t2031-06-03\t"Basatin\n72\tSami\t2031-06-03\tBasatin\t{canaries[0]}"\tx']
    return "\r\n".join([*lines, ""]).encode("utf-16")


def _items(canaries: list[str]) -> list[dict[str, object]]:
    first, *rows = plain_lines(canaries)
    return [dict(zip(first, row, strict=True)) for row in rows]


def _json(change: Callable[[str, str], str]) -> Callable[[list[str]], bytes]:
    """A JSON list as text, changed; the change gets the text and the first canary."""
    return lambda canaries: change(json.dumps(_items(canaries)), canaries[0]).encode()


def _more_objects(*items: str) -> Callable[[list[str]], bytes]:
    """A JSON list with these objects behind, ``{}`` in them the first canary."""
    return _json(lambda text, one: f"{text[:-1]}, {', '.join(items).replace('{}', one)}]")


_BEGIN = '{"no": "61", "name": "Rana", "died": "2031-06-03", "place": "Basatin", '


def _pages(canaries: list[str]) -> list[list[str]]:
    """A table printed page by page: headings again, and one page whose columns moved."""
    lines = plain_lines(canaries)
    moved = [list(reversed(line)) for line in lines]
    return [*lines, lines[0], *lines[1:], ["Page 2", "", "", "", canaries[0]], *moved]


def _aside(canaries: list[str]) -> list[list[str]]:
    """Two tables side by side, and words beside the first, in a column without a heading."""
    first, *rows = plain_lines(canaries)
    return [[*first, "", *first], *([*row, canaries[0], *row] for row in rows)]


def _rich(sheets: xlsxwriter.Workbook, canary: str) -> None:
    """Rich text, a formula with its result, a merged foot, a header of two rows, a drawn table."""
    sheet, bold = sheets.worksheets()[0], sheets.add_format({"bold": True})
    sheet.write_rich_string(1, 4, bold, canary, " and a neighbour")
    sheet.write_formula(2, 4, "=E2", None, canary)
    foot = sheet.dim_rowmax + 1
    sheet.merge_range(foot, 0, foot, 3, f"Told by {canary}")
    sheet.merge_range(foot + 2, 3, foot + 4, 4, canary)
    sheet.write_row(foot + 3, 0, ["65", "Rana", "2031-06-03"])
    sheet.set_row(foot + 3, None, None, {"hidden": True})
    sheet.conditional_format(
        1, 0, 9, 4, {"type": "text", "criteria": "containing", "value": canary, "format": bold}
    )


def _total_row(canaries: list[str]) -> list[list[str]]:
    lines = plain_lines(canaries)
    return [*lines, ["Total", "2", "", "", canaries[0]], [f"Total for {canaries[0]}", "2", "", ""]]


def _in_two_rows(canaries: list[str]) -> list[list[str]]:
    """A heading over two columns, each with a second heading beneath it."""
    rows = [[*line, line[-1]] for line in plain_lines(canaries)[1:]]
    return [[*_OPEN, PROTECTED, ""], ["", "", "", "", "name", "telephone"], *rows]


def _form_sheets(canaries: list[str]) -> dict[str, list[list[str]]]:
    """A workbook of a forms server: the form, and a repeated group that names the witness, too."""
    rows = [
        [f"Group/{name}" for name in _HEADINGS] + [f"Group/{PROTECTED}/friend", "_index"],
        *([*line, line[-1], str(n)] for n, line in enumerate(plain_lines(canaries)[1:], 1)),
    ]
    group = [[PROTECTED, "_parent_index"], [canaries[0], "1"]]
    return {"form": rows, "witnesses": group, f"{canaries[0][:20]}": group}


def _ods(canaries: list[str]) -> bytes:
    """OpenDocument: cells repeated beyond the headings, covered ones, a filter, a second table."""

    def cell(words: str, more: str = "") -> str:
        kind = f'<table:table-cell office:value-type="string"{more}>'
        return f"{kind}<text:p>{words}</text:p></table:table-cell>"

    def row(cells: list[str], more: str = "") -> str:
        inside = "".join(map(cell, cells))
        return f"<table:table-row{more}>{inside}</table:table-row>"

    one = canaries[0]
    again = cell(one, ' table:number-columns-repeated="3"')
    wide = f"<table:table-row>{''.join(map(cell, ['55', 'Rana', '2031-06-03']))}{again}"
    hidden = row(["56", "Sami", "2031-06-03", "Basatin", one], ' table:visibility="collapse"')
    rows = "".join(map(row, plain_lines(canaries))) + wide + "</table:table-row>" + hidden
    second = f'<table:table table:name="other">{row([one])}</table:table>'
    return zipped(ods_members(ods_content(rows, after=second)))


def _features(canaries: list[str]) -> bytes:
    """Features with the name beside their properties, above them, and in a part of a geometry."""
    one = canaries[0]
    point = {"type": "Point", "coordinates": [39.0, 35.9]}
    features: list[dict[str, object]] = [
        {"type": "Feature", "id": item["no"], "properties": item, "geometry": point}
        for item in _items(canaries)
    ]
    features += [
        {"type": "Feature", "properties": None, "geometry": None, PROTECTED: one},
        {"type": "Feature", "properties": [one], "geometry": point},
        {"type": "Feature", "properties": {"no": "46"}, "geometry": {PROTECTED: one}},
        {"type": "Feature", "properties": {"no": "47", "a": {"b": [{PROTECTED: one}]}}},
    ]
    whole = {"type": "FeatureCollection", PROTECTED: one, "features": features}
    return json.dumps(whole).encode()


def _gzip(*, more: bytes = b"") -> Callable[[list[str]], bytes]:
    """A gzip file whose header names the file after the witness; ``more`` stands behind it."""

    def write(canaries: list[str]) -> bytes:
        target = io.BytesIO()
        with gzip.GzipFile(f"{canaries[0]}.csv", "wb", fileobj=target, mtime=0) as file:
            file.write(csv_text(plain_lines(canaries)))
        return target.getvalue() + more.replace(b"{}", canaries[0].encode())

    return write


def _cut_gzip(canaries: list[str]) -> bytes:
    return gzip.compress(csv_text(plain_lines(canaries)))[:-9]


def _archive(canaries: list[str]) -> bytes:
    """An archive of a form whose comment, folder and second table name the witness."""
    target, one = io.BytesIO(), canaries[0]
    rows = [[*line, f"uuid:{n}"] for n, line in enumerate(plain_lines(canaries))]
    rows[0][-1] = "KEY"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = one.encode()
        archive.writestr("form.csv", csv_text(rows))
        archive.writestr("form-told.csv", csv_text([["a", "PARENT_KEY"], [one, "uuid:1"]]))
        archive.writestr(f"{one}/other.txt", one)
    return target.getvalue()


_TWO_SHEETS = ('file = "', 'sheets = ["one", "two"]\nfile = "')
_FORM = tuple((f'"{name}"', f'"Group/{name}"') for name in (*_OPEN, PROTECTED))
_FORM_FIELDS = tuple((f'{name} = "{name}"', f'{name} = "Group/{name}"') for name in _OPEN[1:])
FILES: dict[str, Shape] = {
    "row-in-a-cell": Shape(
        "csv", _text('51,Rana,2031-06-03,"Basatin', '52,Sami,2031-06-03,Basatin,{}",x')
    ),
    "row-in-a-cell-with-marks": Shape(
        "csv",
        _text('51,Rana,2031-06-03,"Basatin ""old""', "", '52,Sami,2031-06-03,Basatin,{}",x'),
    ),
    "end-of-a-row-in-a-cell": Shape(
        "csv", _text('51,"Rana,2031-06-03,Basatin,{}', 'and others",2031-06-03,Basatin,x')
    ),
    "rows-in-a-cell-with-spaces": Shape(
        "csv", _text('51, Rana, 2031-06-03,"Basatin', '52, Sami, 2031-06-03, Basatin, {}", x')
    ),
    "row-in-a-heading": Shape(
        "csv",
        lambda all_: csv_text(
            [[*_OPEN[:3], f"place\n1,Rana,2031-06-03,B,{all_[0]}", PROTECTED],
             *plain_lines(all_)[1:]]
        ),
        is_refused=True,
    ),
    "carriage-returns": Shape(
        "csv", lambda all_: csv_text(plain_lines(all_)).replace(b"\r\n", b"\r")
    ),
    "a-carriage-return-in-a-row": Shape("csv", _text("51,Rana\r52,Sami,2031-06-03,{}")),
    "without-ends": Shape("csv", _without_ends),
    "unicode-text": Shape("tsv", _tabs),
    "separator-line": Shape(
        "csv",
        lambda all_: b"sep=;\r\n" + csv_text(plain_lines(all_)).replace(b",", b";"),
        ((PROTECTED, PROTECTED),),
    ),
    "single-marks": Shape("csv", _text("51,'Rana,a',2031-06-03,B,'{}'", "52,'a',2031-06-03,B,'{}")),
    "backslashes": Shape("csv", _text(r'51,"Rana \"x\",{}",2031-06-03,Basatin,x')),
    "page-by-page": Shape("csv", lambda all_: csv_text(_pages(all_))),
    "page-by-page-in-a-sheet": Shape("xlsx", book(lambda all_: {"list": _pages(all_)})),
    "side-by-side": Shape("xlsx", book(lambda all_: {"list": _aside(all_)})),
    "side-by-side-in-csv": Shape("csv", lambda all_: csv_text(_aside(all_))),
    "rich-text": Shape("xlsx", book(lambda all_: {"list": plain_lines(all_)}, _rich)),
    "totals": Shape("xlsx", book(lambda all_: {"list": _total_row(all_)})),
    "two-rows-of-headings": Shape("xlsx", book(lambda all_: {"list": _in_two_rows(all_)})),
    "two-sheets": Shape(
        "xlsx",
        book(
            lambda all_: {
                "one": plain_lines(all_),
                "two": [["informant", *_OPEN], [all_[0], "31", "Rana", "2031-06-03", "B"]],
            }
        ),
        (_TWO_SHEETS,),
    ),
    "form-in-sheets": Shape("xlsx", book(_form_sheets), (*_FORM_FIELDS, *_FORM)),
    "more-ods": Shape("ods", _ods),
    "repeated-keys": Shape(
        "json",
        _more_objects(
            _BEGIN + '"told_by": "a", "told_by": "{}"}',
            _BEGIN + '"note": {"told_by": "{}"}, "note": "b"}',
            _BEGIN + '"told\\u005fby": "{}", "Told By": ["{}", {"x": "{}"}]}',
            _BEGIN + '"note": "a", "note": "{}"}',
        ),
    ),
    "arrays-of-arrays": Shape(
        "json", _more_objects(_BEGIN + '"told_by": [[["{}"]], {"a": [["{}"]]}]}', '["{}"]', '"{}"')
    ),
    "rows-as-arrays": Shape(
        "json", lambda all_: json.dumps(plain_lines(all_)).encode(), is_refused=True
    ),
    "rows-by-their-keys": Shape(
        "json",
        lambda all_: json.dumps(
            dict(zip(all_, _items(all_), strict=True))
        ).encode(),
        is_refused=True,
    ),
    "too-deep": Shape("json", _more_objects(_BEGIN + '"a": ' + "[" * 80 + '"{}"' + "]" * 80 + "}")),
    "wide-json": Shape("json", lambda all_: json.dumps(_items(all_)).encode("utf-16")),
    "dotted-name": Shape(
        "json",
        _more_objects(
            _BEGIN + '"told_by": "x", "report": {"told_by": "{}"}, "report.told_by": "{}"}'
        ),
    ),
    "odd-lines": Shape(
        "jsonl",
        lambda all_: "".join(
            f"{line}\n"
            for line in (
                *map(json.dumps, _items(all_)), "null", f'"{all_[0]}"', f'{{"{all_[0]}": 1}}',
                f'{{"no": "9", "told_by": "{all_[0]}"', f"# {all_[0]}", f'[1, "{all_[0]}"]',
            )
        ).encode(),
    ),
    "odd-features": Shape("geojson", _features),
    "named-gzip": Shape("csv.gz", _gzip()),
    "gzip-with-a-tail": Shape("csv.gz", _gzip(more=b"{}"), is_refused=True),
    "two-members": Shape("csv.gz", _gzip(more=gzip.compress(b"77,Rana,2031-06-03,B,x\r\n"))),
    "cut-gzip": Shape("csv.gz", _cut_gzip, is_refused=True),
    "archive": Shape("zip", _archive),
    "not-gzip": Shape("csv.gz", lambda all_: zlib.compress(all_[0].encode()), is_refused=True),
}  # fmt: skip
"""By name."""
