"""A file's rows as received: the words of every cell, with row numbers that people see.

Nothing is interpreted here. Cells are text; what a number or a date in a spreadsheet reads as is
written in its plainest form (``3843``, ``0.5``, ``2017-06-15``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sijill.model.records.rejects import Effect, Reject


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file and its cells by column, in the file's order."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet, and how they were read.

    ``encoding`` and ``delimiter`` are empty where the format has none. ``problems`` are rows that
    could not become cells at all.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    problems: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table's lines come from, for naming problems."""

    source: str
    file: str
    sheet: str = ""

    def problem(self, row: int, reason: str, value: str = "") -> Reject:
        """A line that is no row."""
        return Reject(self.source, self.file, self.sheet, row, "", value, reason, Effect.ROW)


def name_columns(header: Iterable[str]) -> tuple[str, ...]:
    """Column names as given; an empty one becomes ``column 7``, a repeated one gets ``(2)``."""
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = cell.strip() or f"column {position}"
        taken = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({taken + 1})" if name in names else name)
    return tuple(names)


def build_table(
    lines: Iterable[list[str]], header_row: int, where: Grid, *, ends_cleanly: bool = True
) -> Table:
    """Rows from lines of cells, the header on line ``header_row`` (from 1).

    A line with more cells than the header is a problem, for nobody can say which cell is which.
    Missing cells at the end are read as empty. Empty lines are problems too, told once per run of
    them. ``ends_cleanly`` is false where the file stops in the middle of a line.
    """
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    problems: list[Reject] = []
    empty_from = 0
    number = 0
    for number, cells in enumerate(lines, start=1):
        if number < header_row:
            continue
        if number == header_row:
            columns = name_columns(_without_empty_end(cells))
            continue
        if not any(cell.strip() for cell in cells):
            empty_from = empty_from or number
            continue
        problems += _empty_lines(where, empty_from, number - 1)
        empty_from = 0
        filled = _without_empty_end(cells)
        if len(filled) > len(columns):
            reason = f"the row has {len(filled)} cells, the header {len(columns)}"
            problems.append(where.problem(number, reason, " | ".join(filled)))
            continue
        padded = [*filled, *[""] * (len(columns) - len(filled))]
        rows.append(Row(number, dict(zip(columns, padded, strict=True))))
    problems += _empty_lines(where, empty_from, number)
    if not ends_cleanly and rows:
        reason = "the file ends in the middle of this row; it may be cut off"
        problems.append(where.problem(rows[-1].number, reason, " | ".join(rows[-1].cells.values())))
        rows.pop()
    return Table(columns, tuple(rows), sheet=where.sheet, problems=tuple(problems))


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _empty_lines(where: Grid, first: int, last: int) -> list[Reject]:
    if not first:
        return []
    reason = "the row is empty" if first == last else f"rows {first} to {last} are empty"
    return [where.problem(first, reason)]
