"""A filled-in review file: rows of decisions from a CSV file or a workbook.

People fill in a copy of ``out/review.csv`` or ``out/review.xlsx`` with a spreadsheet program, which
saves it with semicolons or tabs, in UTF-16, or as a workbook. All are read as any list is. Headings
and decisions may be in any letter case.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sijill.language.scripts import tidy
from sijill.model.errors import DecisionError, FileUnreadableError
from sijill.model.records.rejects import Effect
from sijill.sources.tables.content_kinds import FileFormat
from sijill.sources.tables.csv_tables import decode, sniff_delimiter
from sijill.sources.tables.encodings import guess_encodings
from sijill.sources.tables.table import Grid
from sijill.sources.tables.table_files import Reading, format_of, read_table

COLUMNS = ("left", "right", "decision", "reason")
"""The columns that a file of decisions needs; review.csv has them among others."""
_WORKBOOK = b"PK\x03\x04"
"""So begins a workbook, whatever the file is called."""
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row with its number in the file: two record ids, what was decided, and why."""

    number: int
    left: str
    right: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that could not be read, and why."""

    number: int
    reason: str


def read_review(path: Path) -> tuple[list[ReviewRow], list[UnreadRow]]:
    """The rows of a file that hold a decision, and those that could not be read.

    Raises:
        DecisionError: if the file cannot be read or lacks a column.
    """
    try:
        is_packed = path.read_bytes().startswith(_WORKBOOK)
        if format_of(path.name) is FileFormat.CSV and not is_packed:
            return _from_text(path), []
        table = read_table(path, path.name, Reading("review"))
    except (FileUnreadableError, OSError) as error:
        raise DecisionError(
            f"{path} cannot be read: {error} Give the edited copy of out/review.csv, as CSV or "
            "as a workbook."
        ) from error
    columns = _find_columns(table.columns, path)
    rows = [
        _row(row.number, [row.cells.get(table.columns[place], "") for place in columns])
        for row in table.rows
    ]
    unread = [
        UnreadRow(problem.row, problem.reason)
        for problem in table.problems
        if problem.effect in (Effect.ROW, Effect.FILE)
    ]
    return [row for row in rows if row.decision], unread


def _from_text(path: Path) -> list[ReviewRow]:
    """Rows of a CSV file, in any encoding, with commas, semicolons or tabs.

    The columns of decisions come first, so a cell further on that holds the delimiter costs
    nothing.
    """
    content = path.read_bytes()
    where = Grid("review", path.name)
    try:
        text, _ = decode(content, "", where)
    except FileUnreadableError:
        found = guess_encodings(content)
        text, _ = decode(content, found.encoding if found else "", where)
    delimiter = sniff_delimiter(text.partition("\n")[0])
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = _find_columns(next(reader, []), path)
    rows = [
        _row(reader.line_num, [cells[place] if place < len(cells) else "" for place in columns])
        for cells in reader
    ]
    return [row for row in rows if row.decision]


def _find_columns(headings: Sequence[str], path: Path) -> list[int]:
    """The places of the needed columns, their headings in whatever letter case."""
    found = [tidy(heading).lower() for heading in headings]
    missing = [column for column in COLUMNS if column not in found]
    if missing:
        raise DecisionError(
            f"{path} lacks the column(s) {', '.join(missing)}. Edit a copy of out/review.csv "
            "and keep its header."
        )
    return [found.index(column) for column in COLUMNS]


def _row(number: int, cells: Sequence[str]) -> ReviewRow:
    left, right, decision, reason = map(_plain, cells)
    return ReviewRow(
        number, left, right, decision.lower().replace(" ", "_").replace("-", "_"), reason
    )


def _plain(cell: str) -> str:
    """A cell without stray spaces and without the apostrophe that keeps it from being a formula."""
    text = tidy(cell)
    if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS):
        return text[1:]
    return text
