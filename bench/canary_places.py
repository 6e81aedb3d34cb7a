"""More places of a witness's name: lists in lists, addresses, remarks of programs, files beside.

A name is reached through a path (``witnesses[0].name``), stands in the query of an address, in
remarks above and behind the rows, in columns and rows that a sheet hides, under headings whose
marks are written apart, and in files that lie beside the list under nearly its name.
"""

import io
import json
import unicodedata
from collections.abc import Callable

import xlsxwriter

from canary_kinds import PROTECTED
from canary_shapes import Shape, book, csv_text, plain_lines

_OPEN = ("no", "name", "died", "place")
_FRENCH = "t\u00e9moin"


def _protecting(name: str) -> tuple[tuple[str, str], ...]:
    return ((f'["{PROTECTED}"]', f'["{name}"]'),)


def _headed(*headings: str) -> Callable[[list[str]], bytes]:
    """A CSV file in which the canary stands under each of the headings, and nowhere else."""

    def write(canaries: list[str]) -> bytes:
        rows = [[*line[:4], *[line[4]] * len(headings)] for line in plain_lines(canaries)[1:]]
        return csv_text([[*_OPEN, *headings], *rows])

    return write


def _objects(witnesses: Callable[[str], object]) -> Callable[[list[str]], bytes]:
    def write(canaries: list[str]) -> bytes:
        items = [
            dict(zip(_OPEN, line, strict=False)) | {"witnesses": witnesses(line[4])}
            for line in plain_lines(canaries)[1:]
        ]
        return json.dumps(items).encode()

    return write


def _remarks(canaries: list[str]) -> bytes:
    """Lines that a program skips, above the headings and behind the rows."""
    signs = ("#", "//", "--", ";", "%", "REM")
    remarks = "".join(f"{sign} told by {canaries[0]}\r\n" for sign in signs)
    return (
        f"# told by {canaries[0]}\r\n".encode()
        + csv_text(plain_lines(canaries))
        + (remarks.encode())
    )


def _with_cells(*cells: str) -> Callable[[list[str]], bytes]:
    """A list as it should be, with a column of remarks; ``{}`` is the first canary."""

    def write(canaries: list[str]) -> bytes:
        first, *rows = plain_lines(canaries)
        more = [
            [str(number), "Rana", "2031-06-03", "Basatin", "x", text.replace("{}", canaries[0])]
            for number, text in enumerate(cells, 61)
        ]
        return csv_text([[*first, "note"], *([*row, ""] for row in rows), *more])

    return write


def _hidden(written: xlsxwriter.Workbook, canary: str) -> None:
    """A hidden column under a doubled heading, hidden rows, and a group that is folded."""
    sheet = written.worksheets()[0]
    for row, text in enumerate((PROTECTED, canary, canary)):
        sheet.write(row, 7, text)
    sheet.write(2, 9, canary)
    sheet.set_column(7, 9, None, None, {"hidden": True, "level": 1})
    sheet.set_row(2, None, None, {"hidden": True})
    written.set_properties({"author": canary, "manager": canary, "company": canary})
    written.set_custom_property("told_by", canary)
    written.define_name("told_by", f'="{canary}"')


def _columns_and_data(canaries: list[str]) -> bytes:
    first, *rows = plain_lines(canaries)
    return json.dumps({"columns": first, "data": rows}).encode()


PLACES: dict[str, Shape] = {
    "marks-apart": Shape(
        "csv", _headed(_FRENCH, unicodedata.normalize("NFD", _FRENCH), _FRENCH.upper(), "temoin"),
        _protecting(_FRENCH),
    ),
    "marks-apart-only": Shape(
        "csv", _headed(unicodedata.normalize("NFD", _FRENCH)), _protecting(_FRENCH),
        is_refused=True,
    ),
    "paths-as-headings": Shape(
        "csv",
        _headed("witnesses[0].name", "witnesses[1].name", "witnesses.2.name", "witnesses/3/name"),
        _protecting("witnesses"),
    ),
    "a-path-of-several": Shape(
        "csv",
        _headed("witnesses[0].name", "witnesses[1].name", "witnesses[10].name"),
        _protecting("witnesses[0].name"),
    ),
    "a-list-of-objects": Shape(
        "json", _objects(lambda one: [{"name": one, "phone": one}, {"name": one}]),
        _protecting("witnesses"),
    ),
    "a-key-in-a-list-of-objects": Shape(
        "json", _objects(lambda one: [{"name": one}, {"name": [one]}]),
        _protecting("witnesses.name"), is_refused=True,
    ),
    "a-key-of-a-path": Shape(
        "json", _objects(lambda one: [{"name": one}, {"name": one}]),
        _protecting("witnesses[0].name"), is_refused=True,
    ),
    "remarks-of-programs": Shape("csv", _remarks, (('file = "', 'header_row = 2\nfile = "'),)),
    "in-addresses": Shape(
        "csv",
        _with_cells(
            "https://f.example/?no=1&told_by={}", "https://f.example/#told_by={}",
            "told_by={}&no=1", "https://f.example/?no=1&Told%20By={}", "told_by%3D{}",
        ),
    ),
    "in-lines-of-a-cell": Shape(
        "csv",
        _with_cells(
            "no: 1\ntold_by: {}", "told_by:\n  - {}", "no\ttold_by\n1\t{}", "no,told_by\r\n1,{}",
            "no|told_by\n1|{}", "TOLD_BY = {}", "told_by -> {}", "[told_by]\n{}", "told_by;{}",
        ),
    ),
    "hidden-in-a-sheet": Shape(
        "xlsx", book(lambda all_: {"list": plain_lines(all_)}, _hidden)
    ),
    "columns-and-data": Shape("json", _columns_and_data, is_refused=True),
}  # fmt: skip
"""By name. What is refused is captured nowhere."""


def beside(canaries: list[str]) -> dict[str, bytes]:
    """Files beside the lists that no mapping reads: notes, letters, metadata, a book of words."""
    one, target = canaries[0], io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as written:
        written.add_worksheet("words").write(0, 0, one)
    return {
        "right.txt": f"Told by {one}".encode(),
        "right.csv.json": json.dumps({PROTECTED: one}).encode(),
        "right.mbox": f"From c@example.org\nFrom: {one} <c@example.org>\n\nA list.\n".encode(),
        "right.docx": target.getvalue(),
        ".right.csv.swp": one.encode(),
        "~$right.xlsx": one.encode("utf-16"),
        f"{one}.md": one.encode(),
    }
