"""Lines of a file to a table: its headings, its rows, and what is wrong with either."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sijill.language.scripts import fold
from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.lines.heading_lines import JOINED, Headings, read_headings
from sijill.sources.tables.lines.misplaced_rows import ABOVE, is_row_above
from sijill.sources.tables.lines.row_kinds import find_remarks, kind_problem
from sijill.sources.tables.lines.section_titles import FATE_ABOVE, IS_FATE_ABOVE, fate_sections
from sijill.sources.tables.lines.stacked_tables import rows_of_other_tables
from sijill.sources.tables.lines.sums.total_reasons import MAY_BE_TOTAL
from sijill.sources.tables.table import (
    OTHER_TABLE,
    Grid,
    Row,
    Table,
    cell_problem,
    name_columns,
    words_of,
)

_SHOWN_OF_HEADINGS = 80


def build_table(
    lines: Sequence[list[str] | None],
    header_row: int,
    where: Grid,
    *,
    size: int,
    titles: Mapping[int, str] = MappingProxyType({}),
) -> Table:
    """Rows from lines of cells, the headings on line ``header_row`` (from 1).

    A line that has more cells than the headings is a problem, for nobody can say which cell is
    which; so are tags, totals and empty lines (one problem for each run of these). A line that is
    ``None`` was set aside already. Missing cells at the end are read as empty.

    Args:
        lines: the cells of each line.
        header_row: the line of the headings.
        where: names the file in problems.
        size: of the unpacked file in bytes; it decides how many cells and rows are read.
        titles: by place, from 0, the words of lines that were set aside as titles.

    Raises:
        FileUnreadableError: if there are more columns, rows or cells than any list has.
    """
    headings = read_headings(lines, header_row)
    columns = name_columns(without_empty_end(list(headings.cells)))
    refuse_excess(columns, sum(map(bool, lines)), size, where)
    builder = _Builder(columns, header_row, where, _titles_above(lines[: header_row - 1]))
    builder.add_headings(lines, headings)
    begins = header_row + len(headings.beneath)
    sections = fate_sections(lines, header_row, begins, titles)
    builder.problems += [
        where.problem(place + 1, IS_FATE_ABOVE, title)
        for place, title in sections.titles.items()
        if place not in titles
    ]
    lines = [None if place in sections.titles else line for place, line in enumerate(lines)]
    others = rows_of_other_tables(lines, begins, headings.cells)
    for number, cells in enumerate(lines[begins:], start=begins + 1):
        if (first := others.get(number - 1)) is not None:
            builder.add_of_other_table(number, lines, first)
            continue
        if headings.first_list:
            cells = builder.without_second_list(number, cells, headings.beside)  # noqa: PLW2901
        builder.add(number, cells)
    builder.end_empty(len(lines))
    builder.set_remarks_aside()
    builder.add_fates(sections.above)
    above = [
        _problem_above(number, cells, columns, where)
        for number, cells in enumerate(lines[: header_row - 1], start=1)
        if cells and any(cell.strip() for cell in cells)
    ]
    return Table(
        builder.columns,
        tuple(builder.rows),
        sheet=where.sheet,
        problems=(*above, *builder.problems),
        header_row=header_row,
        made_columns=builder.columns[len(columns) :],
    )


def _titles_above(lines: Sequence[list[str] | None]) -> frozenset[str]:
    """The titles above the headings: the words, without numbers, of lines of one cell."""
    filled = ([cell for cell in line or () if cell.strip()] for line in lines)
    return frozenset(_words_alone(cells[0]) for cells in filled if len(cells) == 1) - {""}


def _words_alone(cell: str) -> str:
    return " ".join(_WORD.findall(fold(cell)))


_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_TITLE = 3
"""From so many words on further ones may stand behind a repeated title: "page 2"."""


def _problem_above(number: int, cells: list[str], columns: Sequence[str], where: Grid) -> Reject:
    if is_row_above(cells, columns):
        return where.problem(number, ABOVE, words_of(cells))
    return where.problem(number, "the row stands above the headings", words_of(cells), Effect.NOTE)


def refuse_excess(columns: Sequence[str], rows: int, size: int, where: Grid) -> None:
    """Refuse a table that is larger than a list of its size in bytes can be.

    Raises:
        FileUnreadableError: naming what there is too much of.
    """
    excess, width = "", len(columns)
    if width > limits.MOST_COLUMNS:
        excess = f"it has {width:,} columns; at most {limits.MOST_COLUMNS:,} are read"
    elif rows > limits.most_rows(size):
        excess = f"it has {rows:,} rows in {size:,} bytes; no list of records is like that"
    elif width * rows > limits.most_cells(size):
        excess = f"it has {width:,} columns and {rows:,} rows, and nearly all cells are empty"
    elif sum(map(len, columns)) * rows > limits.most_headings(size):
        excess = f"the headings of its {width:,} columns are far longer than its {rows:,} rows"
    if excess:
        raise FileUnreadableError(
            f"{where.file}: {excess}. Save the columns and rows that you need as a new file."
        )


class _Builder:
    """Rows and problems as they come out of the lines."""

    def __init__(
        self, columns: tuple[str, ...], header_row: int, where: Grid, titles: frozenset[str]
    ) -> None:
        self.columns, self.header_row, self.where = columns, header_row, where
        self._titles = titles
        self.rows: list[Row] = []
        self.problems: list[Reject] = []
        self._empty_from = 0

    def add(self, number: int, cells: list[str] | None) -> None:
        """One line: a row or a problem."""
        if cells is not None and not any(cell.strip() for cell in cells):
            self._empty_from = self._empty_from or number
            return
        self.end_empty(number - 1)
        if cells is None:
            return
        filled = without_empty_end(cells)
        reason = self._problem(number, filled)
        if reason:
            self.problems.append(self.where.problem(number, reason, words_of(filled)))
            return
        padded = [*filled, *[""] * (len(self.columns) - len(filled))]
        self.rows.append(Row(number, dict(zip(self.columns, padded, strict=True))))

    def add_headings(self, lines: Sequence[list[str] | None], headings: Headings) -> None:
        """The lines beneath the headings that describe the columns, each as a problem."""
        for number, reason in enumerate(headings.beneath, start=self.header_row + 1):
            effect = Effect.NOTE if reason == JOINED else Effect.ROW
            words = words_of(without_empty_end(lines[number - 1] or []))
            self.problems.append(self.where.problem(number, reason, words, effect))

    def add_of_other_table(
        self, number: int, lines: Sequence[list[str] | None], first: int
    ) -> None:
        """A line of a table that begins at ``first`` beneath this one, as a problem."""
        self.end_empty(number - 1)
        begin = words_of(without_empty_end(lines[first] or []))[:_SHOWN_OF_HEADINGS]
        reason = (
            f"{OTHER_TABLE} {first + 1} ({begin!r}), beneath the first; its rows "
            "were not read by the headings of the first. Move it to a sheet or a file of its own"
        )
        words = words_of(without_empty_end(lines[number - 1] or []))
        if words:
            self.problems.append(self.where.problem(number, reason, words))

    def without_second_list(
        self, number: int, cells: list[str] | None, reason: str
    ) -> list[str] | None:
        """The cells of the first of several lists side by side; the others are set aside."""
        width = len(self.columns)
        others = without_empty_end((cells or [])[width:])
        if others:
            reason = reason.format(behind=width + 1, width=width)
            self.problems.append(self.where.problem(number, reason, words_of(others)))
        return None if cells is None else cells[:width]

    def set_remarks_aside(self) -> None:
        """Take out the rows that speak of the list, once all rows are known."""
        remarks = find_remarks([row.cells for row in self.rows], self.columns)
        for place, reason in remarks.items():
            row = self.rows[place]
            effect = Effect.NOTE if reason == MAY_BE_TOTAL else Effect.ROW
            words = words_of(without_empty_end(list(row.cells.values())))
            self.problems.append(self.where.problem(row.number, reason, words, effect))
        kept = {place for place, reason in remarks.items() if reason == MAY_BE_TOTAL}
        self.rows = [
            row for place, row in enumerate(self.rows) if place not in remarks or place in kept
        ]

    def add_fates(self, above: Mapping[int, str]) -> None:
        """A column of the titles above the rows, by the places of these."""
        if not above:
            return
        (name,) = {*name_columns([*self.columns, FATE_ABOVE])} - {*self.columns}
        self.columns = (*self.columns, name)
        self.rows = [
            replace(row, cells={**row.cells, name: above.get(row.number - 1, "")})
            for row in self.rows
        ]

    def _problem(self, number: int, filled: list[str]) -> str:
        if len(filled) > len(self.columns):
            return f"the row has {len(filled)} cells, the header {len(self.columns)}"
        if self._repeats_title(filled):
            return "the row repeats the title above the headings; it is no record"
        return cell_problem(filled) or kind_problem(filled, number - self.header_row)

    def _repeats_title(self, filled: list[str]) -> bool:
        """Whether the row is one cell, a title again on another page: "Martyrs of Ayn, page 2"."""
        cells = [cell for cell in filled if cell.strip()] if self._titles else []
        if len(cells) != 1:
            return False
        words = _words_alone(cells[0])
        return words in self._titles or any(
            words.startswith(f"{title} ")
            for title in self._titles
            if title.count(" ") + 1 >= _WORDS_OF_TITLE
        )

    def end_empty(self, last: int) -> None:
        """Close a run of empty lines, if one is open."""
        first, self._empty_from = self._empty_from, 0
        if first:
            reason = "the row is empty" if first == last else f"rows {first} to {last} are empty"
            self.problems.append(self.where.problem(first, reason))


def end_cut_off(table: Table, where: Grid) -> Table:
    """The table of a file that stops in the middle of its last row: that row is set aside."""
    if not table.rows:
        return table
    last = table.rows[-1]
    reason = "the file ends in the middle of this row; it may be cut off"
    problem = where.problem(last.number, reason, words_of(last.cells.values()))
    return replace(table, rows=table.rows[:-1], problems=(*table.problems, problem))


def without_empty_end(cells: list[str]) -> list[str]:
    """The cells without the empty ones behind the last that is filled."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
