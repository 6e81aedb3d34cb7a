"""One sheet of a workbook as a table, and sheets of one list as one table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sijill.model import limits
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.lines.marked_rows import notes_on_marked_rows
from sijill.sources.tables.lines.row_kinds import find_header_row
from sijill.sources.tables.merged_cells import (
    cells_across,
    fill_merged,
    titles_of_sections,
)
from sijill.sources.tables.spreadsheets.formula_references import ComputedRows, computed_cells
from sijill.sources.tables.spreadsheets.sheet_xml import FaultKind
from sijill.sources.tables.table import ComputedCell, Grid, MergedCell, Row, Table
from sijill.sources.tables.table_building import build_table

_FAULT_REASONS = {
    FaultKind.ERROR: "the workbook has an error here instead of a value",
    FaultKind.OPEN_FORMULA: "a formula whose result is not in the file; open the workbook in a "
    "spreadsheet program and save it",
    FaultKind.NO_TYPE: "words that are no value of the cell: a comment, or a cell without a type",
}
_TITLE = "the row holds one cell, merged across columns: a title of the rows beneath it; no record"


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The cells of one sheet; merged areas and cells without a value, rows and columns from 0."""

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]
    faults: list[tuple[int, int, str, FaultKind]]
    shows_faults: bool
    hidden_rows: int = 0
    struck_rows: tuple[int, ...] = ()
    computed: tuple[ComputedRows, ...] = ()


def sheet_table(content: SheetContent, header_row: int, where: Grid) -> Table:
    """One sheet as a table: merged cells filled down, cells without a value stated."""
    here = Grid(where.source, where.file, content.name)
    used_header = header_row or find_header_row(content.rows[:60])
    lines = [list(row) for row in content.rows]
    problems = fill_merged(lines, content.merged, used_header, here)
    size = _size_of_text(lines)
    titles = titles_of_sections(lines, content.merged, used_header)
    kept = [None if row in titles else line for row, line in enumerate(lines)]
    problems += [here.problem(row + 1, _TITLE, words) for row, words in titles.items()]
    table = build_table(kept, used_header, here, size=size, titles=titles)
    faults = _fault_problems(content, table, here)
    problems += notes_on_marked_rows(content.hidden_rows, content.struck_rows, here)
    if not content.shows_faults:
        reason = "in this format an error in a cell looks like an empty cell; XLSX tells them apart"
        problems.append(here.problem(0, reason, "", Effect.NOTE))
    return replace(
        _without(table, faults),
        problems=(*table.problems, *problems, *faults),
        sheets=(content.name,),
        merged=cells_across(content.merged, table.columns, used_header),
        computed=computed_cells(content.computed, table.columns, used_header),
    )


def _without(table: Table, faults: Iterable[Reject]) -> Table:
    """The table with the cells emptied that have no value of their own."""
    empty = {(fault.row, fault.column) for fault in faults}
    rows = tuple(
        Row(
            row.number,
            {name: "" if (row.number, name) in empty else cell for name, cell in row.cells.items()},
            row.sheet,
        )
        for row in table.rows
    )
    return replace(table, rows=rows) if empty else table


def _size_of_text(lines: Sequence[Sequence[str]]) -> int:
    """The size of a CSV file with these lines, empty cells at their ends included."""
    width = max(map(len, lines), default=0)
    written = sum(1 + len(cell) for line in lines for cell in line)
    return max(written, limits.BYTES_PER_CELL * width * sum(map(bool, lines)))


def _fault_problems(content: SheetContent, table: Table, here: Grid) -> list[Reject]:
    """Errors and open formulas below the headings, each as a value set aside."""
    problems: list[Reject] = []
    for row, column, words, kind in content.faults:
        if row < table.header_row or column >= len(table.columns):
            continue
        reason = _FAULT_REASONS[kind]
        name = table.columns[column]
        problems.append(
            Reject(here.source, here.file, here.sheet, row + 1, name, words, reason, Effect.VALUE)
        )
    return problems


def join_tables(tables: Sequence[Table], where: Grid) -> Table:
    """Several sheets with the same headings as one table; others are stated and left out."""
    first = tables[0]
    if len(tables) == 1:
        return first
    rows: list[Row] = []
    problems: list[Reject] = []
    merged: list[MergedCell] = []
    computed: list[ComputedCell] = []
    joined: list[str] = []
    for table in tables:
        problems += table.problems
        if set(table.columns) != set(first.columns):
            reason = (
                f"the sheet has other headings than {first.sheet!r} and was not taken: "
                f"{', '.join(sorted(set(table.columns) ^ set(first.columns)))[:500]}"
            )
            problems.append(
                Reject(where.source, where.file, table.sheet, 0, "", "", reason, Effect.FILE)
            )
            continue
        joined.append(table.sheet)
        merged += (replace(cell, sheet=table.sheet) for cell in table.merged)
        computed += (replace(cell, sheet=table.sheet) for cell in table.computed)
        rows += (
            Row(row.number, {name: row.cells[name] for name in first.columns}, table.sheet)
            for row in table.rows
        )
    return replace(
        first,
        rows=tuple(rows),
        problems=tuple(problems),
        sheets=tuple(joined),
        merged=tuple(merged),
        computed=tuple(computed),
    )
