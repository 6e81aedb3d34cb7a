"""A file's rows as received: the words of every cell, with row numbers that people see.

Nothing is interpreted here. Cells are text; what a number or a date in a spreadsheet reads as is
written in its plainest form (``3843``, ``0.5``, ``2017-06-15``).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sijill.model import limits
from sijill.model.records.rejects import Effect, Reject

OTHER_TABLE = "another table begins on row"
"""How the reason begins why a line beneath the first table is not read."""
BETWEEN_CELLS = " | "
"""What stands between the cells of a line in a problem."""
_NUL = "\x00"
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file and its cells by column, in the file's order.

    ``sheet`` names its sheet where a table is made of several.
    """

    number: int
    cells: dict[str, str]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell of a workbook that is merged across columns: its rows, first and last, from 1."""

    first_row: int
    last_row: int
    columns: tuple[str, ...]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ComputedCell:
    """Texts of a column, in rows from 1, that formulas made of what stands in other columns.

    ``is_from_elsewhere`` where a formula names another sheet, or what the workbook defines.
    """

    first_row: int
    last_row: int
    column: str
    sources: frozenset[str]
    sheet: str = ""
    is_from_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one list, and how they were read.

    ``encoding`` and ``delimiter`` are empty where the format has none. ``problems`` are rows that
    could not become cells at all, and notes on what was read in an unusual way. ``sheets`` are the
    sheets of a workbook that the rows come from; ``sheet`` is the first of them. ``header_row`` is
    the row of the headings, from 1. ``unsure_rows`` are the numbers of CSV rows whose quotation
    marks are not in pairs, so that nobody can say which cell stands under which heading;
    ``short_rows`` those of rows with fewer cells than the headings, each with how many it has.
    ``merged`` are the cells of a workbook that are merged across columns, ``computed`` those whose
    text a formula made of others. ``legends`` are, by column, the words for its codes that another
    sheet of the workbook states. ``made_columns`` are those of the columns that the file does not
    have: titles between the rows make one.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    problems: tuple[Reject, ...] = ()
    sheets: tuple[str, ...] = ()
    header_row: int = 1
    unsure_rows: frozenset[int] = frozenset()
    short_rows: Mapping[int, int] = field(default_factory=dict)
    merged: tuple[MergedCell, ...] = ()
    computed: tuple[ComputedCell, ...] = ()
    legends: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    made_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table's lines come from, for naming problems."""

    source: str
    file: str
    sheet: str = ""

    def problem(
        self, row: int, reason: str, value: str = "", effect: Effect = Effect.ROW
    ) -> Reject:
        """A line that is no row."""
        return Reject(self.source, self.file, self.sheet, row, "", value, reason, effect)


def name_columns(header: Iterable[str]) -> tuple[str, ...]:
    """Column names as given; an empty one becomes ``column 7``, a repeated one gets ``(2)``."""
    names: list[str] = []
    given: dict[str, int] = {}
    taken: set[str] = set()
    for position, cell in enumerate(header, start=1):
        plain = storable(cell).strip()[: limits.LONGEST_HEADING] or f"column {position}"
        name, count = plain, given.get(plain, 1)
        while name in taken:
            count += 1
            name = f"{plain} ({count})"
        given[plain] = count
        taken.add(name)
        names.append(name)
    return tuple(names)


def storable(text: str) -> str:
    """The text with what no database keeps made visible: NUL, and halves of characters."""
    return _HALF_CHARACTER.sub("\ufffd", text.replace(_NUL, "\u2400"))


def words_of(cells: Iterable[str]) -> str:
    """The cells of a line as one text for a problem; those beyond reason are shortened."""
    cells = list(cells)
    longest = limits.LARGEST_CELL if sum(map(len, cells)) <= limits.LARGEST_ROW else _SHOWN
    return storable(
        BETWEEN_CELLS.join(
            cell if len(cell) <= longest else f"{cell[:_SHOWN]}… ({len(cell):,} characters)"
            for cell in cells
        )
    )


def cell_problem(cells: Collection[str]) -> str:
    """Why the cells of a row cannot be kept, as a sentence; empty if they can."""
    if (length := sum(map(len, cells))) > limits.LARGEST_ROW:
        return f"the row has {length:,} characters; at most {limits.LARGEST_ROW:,} are read"
    for cell in cells:
        if len(cell) > limits.LARGEST_CELL:
            return f"a cell has {len(cell):,} characters; at most {limits.LARGEST_CELL:,} are read"
        if _NUL in cell:
            return "a cell holds the character NUL, which no text has"
        if not cell.isascii() and _HALF_CHARACTER.search(cell):
            return "a cell holds half a character (a lone surrogate)"
    return ""
