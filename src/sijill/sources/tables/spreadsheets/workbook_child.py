"""The child process that opens a workbook.

Run as ``python -m sijill.sources.tables.spreadsheets.workbook_child FILE CELLS SHEETS``, where
``SHEETS`` is a JSON list of names, empty for all visible sheets, or ``null`` for the first of
these. It writes one JSON object to standard output and nothing else: what sheets there are, those
asked for as rows of texts with their merged cells and faults, or an error. An empty row has no
texts at all.
"""

import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple, TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)
from python_calamine import SheetVisibleEnum as Visible

from sijill.files.reading import read_bounded
from sijill.model import limits
from sijill.model.limits import MOST_UNPACKED
from sijill.sources.tables.spreadsheets.workbook_numbers import (
    may_be_invented,
    numbers_that_are_no_days,
)
from sijill.sources.tables.spreadsheets.workbook_xml import read_sheets_xml

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
_HOUR_S, _MINUTE_S = 3600, 60


class UnreadableSheetError(ValueError):
    """A sheet has more cells than a file of this size may have, or some that are not read."""


def cell_text(value: Cell) -> str:
    """The plainest written form of a cell: ``3843``, ``0.5``, ``2017-06-15``, ``true``."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e18:  # noqa: PLR2004  beyond, digits are invented
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            precise = "seconds" if value.second or value.microsecond else "minutes"
            return value.isoformat(sep=" ", timespec=precise)
        case time():
            return value.isoformat("seconds" if value.second or value.microsecond else "minutes")
        case date():
            return value.isoformat()
        case timedelta():
            return _duration_text(value)
    return str(value)


def _duration_text(value: timedelta) -> str:
    """Hours, minutes and seconds, as a spreadsheet shows a duration: ``26:05:00``."""
    seconds = round(abs(value.total_seconds()))
    hours, rest = divmod(seconds, _HOUR_S)
    sign = "-" if value < timedelta() else ""
    return f"{sign}{hours}:{rest // _MINUTE_S:02}:{rest % _MINUTE_S:02}"


def answer(file: str, most_cells: int, asked: list[str] | None) -> dict[str, object]:
    """What is in the workbook, or what went wrong, as a JSON object."""
    content = read_bounded(Path(file), MOST_UNPACKED)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = list(_sheets(workbook))
        known = Counter(sheet.name for sheet in sheets)
        offered = [sheet.name for sheet in sheets if sheet.is_offered]
        names = asked or (offered[:1] if asked is None else offered)
        if absent := [name for name in names if name not in known]:
            listed = ", ".join(map(repr, known))
            return {"error": f"there is no sheet {absent[0]!r}; the workbook has {listed}."}
        if twice := [name for name in names if known[name] > 1]:
            return {"error": f"two sheets are named {twice[0]!r}. Save the one you need as CSV."}
        named = {sheet.name: sheet for sheet in sheets}
        chosen = [named[name] for name in names]
        tables = list(_tables(chosen, content, most_cells))
    except PasswordError:
        return {"error": "the workbook is locked with a password. Save it without one."}
    except UnreadableSheetError as error:
        return {"error": f"{error}. Save the sheet that you need as CSV."}
    except (CalamineError, IndexError, OSError, ValueError, OverflowError) as error:
        return {"error": f"the workbook is damaged or cut off ({error}). Ask for the file again."}
    return {"sheets": [sheet.as_json() for sheet in sheets], "tables": tables}


class _OpenSheet(NamedTuple):
    """A sheet as the workbook lists it, opened if it is a table."""

    name: str
    is_visible: bool
    opened: CalamineSheet | None

    @property
    def rows(self) -> int:
        end = self.opened.end if self.opened else None
        return end[0] + 1 if end else 0

    @property
    def is_offered(self) -> bool:
        return self.is_visible and self.rows > 0

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "is_table": self.opened is not None,
            "is_visible": self.is_visible,
            "rows": self.rows,
        }


def _sheets(workbook: CalamineWorkbook) -> Iterator[_OpenSheet]:
    for sheet in workbook.sheets_metadata:
        is_table = sheet.typ == SheetTypeEnum.WorkSheet
        opened = workbook.get_sheet_by_name(sheet.name) if is_table else None
        yield _OpenSheet(sheet.name, sheet.visible == Visible.Visible, opened)


def _tables(
    sheets: Sequence[_OpenSheet], content: bytes, most_cells: int
) -> Iterator[dict[str, object]]:
    left = most_cells
    facts = read_sheets_xml(content, [sheet.name for sheet in sheets])
    for name, _, sheet in sheets:
        if sheet is None:
            raise ValueError(f"{name!r} is no table")
        last_row, last_column = sheet.end or (-1, -1)
        left -= (last_row + 1) * (last_column + 1)
        if left < 0:
            raise UnreadableSheetError(
                f"the sheet {name!r} claims {last_row + 1:,} rows of {last_column + 1:,} cells, "
                "nearly all of them empty"
            )
        _demand_places(name, last_row, last_column)
        rows = _rows(name, sheet, content)
        xml = facts[name]
        if xml.refusal:
            raise UnreadableSheetError(f"the sheet {name!r} {xml.refusal}")
        for (row, column), text in xml.own_texts.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text
        ranges = sheet.merged_cell_ranges
        merged = xml.merged if ranges is None else [[*first, *last] for first, last in ranges]
        yield {
            "name": name,
            "rows": rows,
            "merged": merged,
            "faults": [list(fault) for fault in xml.faults],
            "shows_faults": xml.shows_faults,
            "hidden_rows": xml.hidden_rows,
            "struck_rows": xml.struck_rows,
            "computed": xml.texts.rows,
        }


def _demand_places(name: str, last_row: int, last_column: int) -> None:
    """Every cell of the sheet has a place that a spreadsheet program can show."""
    if last_column >= limits.MOST_COLUMNS or last_row >= limits.MOST_SHEET_ROWS:
        raise UnreadableSheetError(
            f"the sheet {name!r} has a cell in row {last_row + 1:,} or column {last_column + 1:,}, "
            f"and no program shows more than {limits.MOST_SHEET_ROWS:,} rows and "
            f"{limits.MOST_COLUMNS:,} columns"
        )


def _rows(name: str, sheet: CalamineSheet, content: bytes) -> list[list[str]]:
    """The cells of each row as texts; of an empty row, however wide, nothing is written."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows: list[list[str]] = []
    doubtful: set[tuple[int, int]] = set()
    for row in sheet.iter_rows() if sheet.end else ():
        cells = enumerate(row, start=len(left))
        doubtful.update((len(rows), column) for column, cell in cells if may_be_invented(cell))
        rows.append([] if row.count("") == len(row) else [*left, *map(cell_text, row)])
    for (number, column), written in numbers_that_are_no_days(content, name, doubtful).items():
        rows[number][column] = written
    return rows


def _answer_whatever(file: str, most_cells: int, asked: list[str] | None) -> dict[str, object]:
    """The answer, or a sentence where the reader of values gave up on a value that it cannot hold.

    It says so by an exception of its own, which is no ``Exception`` (PyO3, ``PanicException``).
    """
    try:
        return answer(file, most_cells, asked)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return {
            "error": "a cell of the workbook holds a number that no date or time has. Save the "
            "sheet that you need as CSV."
        }


if __name__ == "__main__":
    path, cells, wanted = sys.argv[1:]
    sys.stdout.write(json.dumps(_answer_whatever(path, int(cells), json.loads(wanted))))
