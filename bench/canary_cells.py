"""Shapes of cells and headings with a protected column: where a word is moved, or named otherwise.

Two stray quotation marks that look like one cell of two lines, and move every cell behind them;
headings that differ from the protected one in signs that nobody sees, or that are themselves a
witness's name; keys and values of what programs write into one cell; the same file twice.
"""

import io
import json
from collections.abc import Callable

import openpyxl
import xlsxwriter

from canary_kinds import PROTECTED
from canary_shapes import Shape, book, csv_text, plain_lines

_OPEN = ["no", "name", "died", "place"]
_HEADINGS = [*_OPEN, PROTECTED]


def _lines(header: str, *lines: str, end: str = "\r\n") -> Callable[[list[str]], bytes]:
    """A CSV file under a header: some rows in order, then lines in which ``{}`` is a canary."""

    def write(canaries: list[str]) -> bytes:
        names = header.split(",")
        rows = [dict(zip(_HEADINGS, row, strict=True)) for row in plain_lines(canaries)[1:]]
        good = [",".join(row.get(name, "") for name in names) for row in rows]
        odd = [line.replace("{}", canaries[0]) for line in lines]
        return (end.join([header, *good, *odd]) + end).encode()

    return write


def _beside(*headings: str) -> Shape:
    """The canary stands under these headings, too; the protected one is there as it should be."""

    def write(canaries: list[str]) -> bytes:
        first, *rows = plain_lines(canaries)
        return csv_text(
            [[*first, *headings], *([*row, *[row[-1]] * len(headings)] for row in rows)]
        )

    return Shape("csv", write)


def _named(protected: str, *headings: str) -> Shape:
    """As ``_beside``, and the protected column has another name."""

    def write(canaries: list[str]) -> bytes:
        first, *rows = plain_lines(canaries)
        names = [*first[:-1], protected, *headings]
        return csv_text([names, *([*row, *[row[-1]] * len(headings)] for row in rows)])

    return Shape("csv", write, ((f'["{PROTECTED}"]', f'["{protected}"]'),))


def _objects(*changes: Callable[[str], dict[str, object]]) -> Shape:
    def write(canaries: list[str]) -> bytes:
        first, *rows = plain_lines(canaries)
        items: list[dict[str, object]] = [dict(zip(first, row, strict=True)) for row in rows]
        for number, change in enumerate(changes, len(items) + 1):
            items.append({**items[0], "no": str(number)} | change(canaries[0]))
        return json.dumps(items).encode()

    return Shape("json", write)


def _note(*cells: str) -> Shape:
    """The canary stands in a column of notes, in what a program wrote into one cell."""

    def write(canaries: list[str]) -> bytes:
        first, *rows = plain_lines(canaries)
        more = [
            [str(n), "Rana", "2031-06-03", "Basatin", "x", cell.replace("{}", canaries[0])]
            for n, cell in enumerate(cells, 50)
        ]
        return csv_text([[*first, "note"], *([*row, ""] for row in rows), *more])

    return Shape("csv", write, (('place = "place"', 'place = "place"\nnote = "note"'),))


def _twice_json(one: str) -> dict[str, object]:
    inner = json.dumps({PROTECTED: one})
    return {"answers": [{"text": inner}], "note": json.dumps({"text": inner})}


def _properties(canaries: list[str]) -> bytes:
    target = io.BytesIO()
    written = openpyxl.Workbook()
    sheet = written.create_sheet("list", 0)
    for line in plain_lines(canaries):
        sheet.append(line)
    one = canaries[0]
    for name in (
        "creator",
        "title",
        "description",
        "subject",
        "keywords",
        "category",
        "lastModifiedBy",
    ):
        setattr(written.properties, name, one)
    sheet["A2"].number_format = f'0"{one}"'
    sheet["A3"].hyperlink = f"#'{one[:20]}'!A1"
    sheet.oddHeader.center.text = one
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    written["Sheet"].title = one[:31]
    written[one[:31]].sheet_state = "veryHidden"
    written.save(target)
    return target.getvalue()


def _table(written: xlsxwriter.Workbook, canary: str) -> None:
    """A table object, a chart, a picture's text and a conditional format that hold the canary."""
    sheet = written.worksheets()[0]
    sheet.add_table(
        10, 8, 12, 9, {"columns": [{"header": canary}, {"header": "b"}], "name": "Told"}
    )
    chart = written.add_chart({"type": "column"})
    chart.add_series({"name": canary, "values": ["list", 1, 0, 2, 0]})
    chart.set_title({"name": canary})
    sheet.insert_chart(20, 1, chart)
    sheet.conditional_format(
        0, 0, 9, 4, {"type": "text", "criteria": "containing", "value": canary}
    )


_NUMBERED = (f'["{PROTECTED}"]', '["witness_1"]')
CELLS: dict[str, Shape] = {
    "stray-pair": Shape(
        "csv",
        _lines("no,told_by,name,died,place", '51,"{}', '52",{},2031-06-03,Basatin'),
    ),
    "stray-pair-before": Shape(
        "csv", _lines("no,name,told_by,died,place", '51,"Rana', '52",Sami,{},2031-06-03')
    ),
    "stray-pair-in-short-rows": Shape(
        "csv",
        _lines("no,told_by,name,place,died", "41,x,Rana", '51,"{}', '52",{},Sami'),
    ),
    "stray-pair-of-a-first-column": Shape(
        "csv", _lines("told_by,no,name,died,place", 'x,51,"Rana', '{}",52,Sami')
    ),
    "stray-pair-with-text-keys": Shape(
        "csv", _lines("name,told_by,place,no,died", 'Rana,"{}', 'Sami",{},Basatin')
    ),
    "two-stray-pairs": Shape(
        "csv",
        _lines("no,told_by,name,died,place", '51,"{}', '52","{}', '53",{},Basatin'),
    ),
    "stray-pair-over-three-lines": Shape(
        "csv", _lines("no,told_by,name,died,place", '51,"{}', "52", '53",{},2031-06-03,Basatin')
    ),
    "stray-pair-with-returns": Shape(
        "csv",
        _lines("no,told_by,name,died,place", '51,"{}', '52",{},2031-06-03,Basatin', end="\r"),
    ),
    "stray-pair-in-headings": Shape(
        "csv",
        lambda all_: "\r\n".join(
            ['no,name,place,told_by,died,"note', f'51",Rana,B,{all_[0]},x',
             *(f"{n},Rana,Basatin,{one},2031-06-03,x" for n, one in enumerate(all_, 1))]
        ).encode(),
        is_refused=True,
    ),
    "witness-as-heading": Shape(
        "csv",
        lambda all_: csv_text(
            [[*_HEADINGS, all_[0], f"saw {all_[-1]}"], *([*row, "1", "0"] for row in
             plain_lines(all_)[1:])]
        ),
    ),
    "witness-as-key": _objects(
        lambda one: {one: "yes"}, lambda one: {"people": {one: {"phone": "1"}}}
    ),
    "witness-as-heading-in-a-sheet": Shape(
        "xlsx",
        book(
            lambda all_: {
                "list": [[*_HEADINGS, all_[0]], *([*row, "x"] for row in plain_lines(all_)[1:])]
            }
        ),
    ),
    "marks-of-direction": _beside(
        "\u202btold_by\u202c", "\u200ftold_by", "\ufefftold_by", "told\u00a0by", "told\u2011by",
        "told\u200c_by", "told\u00adby", "\u2066told_by\u2069", "told\u2028by", "told\u3000by",
        "told_by\u034f", "told\u115f_by",
    ),
    "letters-of-mathematics": _beside(
        "𝐭𝐨𝐥𝐝_𝐛𝐲", "ⓣⓞⓛⓓ_ⓑⓨ", "ｔｏｌｄ＿ｂｙ", "tοld_by", "tᴏld_by", "tolԁ_by", "told_bу",
    ),
    "translated": _beside("told_by::English (en)", "told_by::Arabic (ar)", "<b>told_by</b>"),
    "joined-words": _named("witness", "witnessName", "witness's name", "Witness/es"),
    "next-number": _named("witness_1", "witness_2", "witness 3", "Witness4", "witness"),
    "letters-of-persian": _named(
        "اسم الشاهد", "اسم الشاھد", "اسم الشاہد", "اسم ٱلشاهد", "اسم الشاه\u200cد",
        "ﺍﺳﻢ ﺍﻟﺸﺎﻫﺪ", "اسم الشـاهد", "اسم شاهد",
    ),
    "unpivoted": Shape(
        "csv",
        _lines("no,name,died,place,told_by,name 2,told_by 2", "51,Rana,2031-06-03,B,{},Sami,{}"),
        (("[key]", '[unpivot]\nname = ["name", "name 2"]\n[key]'),),
    ),
    "several-names": Shape(
        "csv",
        _lines("no,name,died,place,told_by", '51,"Rana Walid, Sami Walid",2031-06-03,Basatin,{}'),
        (('name = "name"', 'name = { column = "name", split = "," }'),),
    ),
    "in-json-of-json": _objects(_twice_json),
    "question-and-answer": _objects(
        lambda one: {"answers": [{"question": PROTECTED, "answer": one}]},
        lambda one: {"answers": [["Told by", one]]},
    ),
    "in-marks-of-a-program": _note(
        "{told_by: {}}", "<told_by>{}</told_by>", '<p told_by="{}">', "{'told_by': '{}'}",
        '{""told_by"": ""{}""}', "{told_by = {}}", "{ no: 1, Told By : {} }", "{“told_by”: “{}”}",
    ),
    "tagged": Shape(
        "csv",
        lambda all_: csv_text(
            [_HEADINGS, ["#meta+id", "#name", "#date", "#loc", f"#told+by+{all_[0]}"],
             *plain_lines(all_)[1:]]
        ),
    ),
    "properties": Shape("xlsx", _properties),
    "objects-over-cells": Shape("xlsx", book(lambda all_: {"list": plain_lines(all_)}, _table)),
    "line-ends-of-unicode": Shape(
        "csv",
        _lines("no,name,died,place,told_by", "51,Rana\u2028x,2031-06-03,B\u0085,{}\x0b\x1c{}"),
    ),
    "a-title-in-two-cells": Shape(
        "csv",
        lambda all_: csv_text([["List told by", all_[0]], ["", ""], *plain_lines(all_)]),
        (('file = "', 'header_row = 3\nfile = "'),),
    ),
}  # fmt: skip
"""By name."""
