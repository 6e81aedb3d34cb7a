"""Rows in which a protected word may stand outside its column; in doubt, they are set aside.

A column is withheld by its heading (``protected_columns``). That holds only where each cell stands
under its heading: not in a CSV row that lacks a cell, nor where quotation marks are not in pairs
or hold the cells of several rows, nor beneath the headings of another table. And where the cells of
a row are nested, the protected name may be a key inside another cell.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sijill.model import limits
from sijill.sources.tables.lines.heading_lines import fold_heading
from sijill.sources.tables.lines.moved_cells import MovedCells
from sijill.sources.tables.lines.shifted_cells import holds_other_rows, short_rows_in_doubt
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.table import ComputedCell, Table

UNSURE = (
    "the row lacks cells, or its quotation marks are not in pairs, so what is protected may stand "
    "in any of its cells. Correct the row, or save the list as a workbook"
)
OTHER_ROWS = (
    "a cell of the row runs over several lines, and may hold the cells of other rows, so what is "
    "protected may stand in it. See its quotation marks, or save the list as a workbook"
)
OTHER_HEADINGS = (
    "the row stands beneath other headings than the first, so what is protected may stand in any "
    "of its cells. Move the second table to a file of its own"
)
_FEWEST_HEADINGS = 2


def rows_in_doubt(table: Table, withheld: Collection[str]) -> dict[tuple[str, int], str]:
    """The rows of a file with protected columns that are set aside, by sheet and number, and why.

    Args:
        table: as it was read; it says in which of its rows cells may be misplaced.
        withheld: the columns that are withheld.
    """
    doubtful = _beneath_other_headings(table)
    if not (table.delimiter or table.short_rows):
        return doubtful
    places = [place for place, name in enumerate(table.columns) if name in withheld]
    rows = {row.number: [row.cells[name] for name in table.columns] for row in table.rows}
    if not table.delimiter:
        lacking = short_rows_in_doubt(rows, table.short_rows, places)
        return doubtful | {("", number): UNSURE for number in lacking}
    full = [cells for number, cells in rows.items() if number not in table.short_rows]
    moved = MovedCells(full, places, table.delimiter)
    several = [
        number
        for number, cells in rows.items()
        if holds_other_rows(cells, places, table.delimiter) or moved.may_be(cells)
    ]
    sure = {number: rows[number] for number in rows.keys() - table.unsure_rows - set(several)}
    unsure = table.unsure_rows | short_rows_in_doubt(sure, table.short_rows, places)
    doubtful |= {("", number): UNSURE for number in unsure if number in rows}
    return doubtful | {("", number): OTHER_ROWS for number in several}


def headings_in_doubt(table: Table, withheld: Collection[str]) -> bool:
    """Whether a heading of a CSV file may hold the cells of a row, or be one of them."""
    if not table.delimiter:
        return False
    places = [place for place, name in enumerate(table.columns) if name in withheld]
    several = [place for place, name in enumerate(table.columns) if "\n" in name]
    are_mostly_short = 2 * len(table.short_rows) > len(table.rows)
    if are_mostly_short and MovedCells([], places, table.delimiter).may_be(table.columns):
        return True
    return any(
        holds_other_rows(table.columns, [one for one in places if one != place], table.delimiter)
        for place in several
    )


def _beneath_other_headings(table: Table) -> dict[tuple[str, int], str]:
    headings = {fold_heading(column) for column in table.columns}
    below: set[str] = set()
    doubtful = {}
    for row in table.rows:
        filled = [cell for cell in row.cells.values() if cell.strip()]
        if row.sheet not in below and _are_headings(filled, headings):
            below.add(row.sheet)
        if row.sheet in below:
            doubtful[row.sheet, row.number] = OTHER_HEADINGS
    return doubtful


def _are_headings(filled: list[str], headings: set[str]) -> bool:
    """Whether the cells of a row are mostly headings of the table."""
    if len(filled) < _FEWEST_HEADINGS:
        return False
    found = sum(
        len(cell) <= limits.LONGEST_HEADING and fold_heading(cell) in headings for cell in filled
    )
    return found >= _FEWEST_HEADINGS and 2 * found >= len(filled)


def with_origins(table: Table, values: ProtectedValues, column: str) -> Table:
    """The table; texts from elsewhere that hold a protected word come from a protected column.

    A formula looked them up in another sheet, where nothing tells which column is protected. A long
    text may hold any word, and so may each of very many.

    Args:
        table: as it was read.
        values: what stands in the protected columns of all of its sheets.
        column: the protected column from which such a text is taken to come.
    """
    looked_up = {(text.sheet, text.column) for text in table.computed if text.is_from_elsewhere}
    texts = {
        row.cells[name] for row in table.rows for sheet, name in looked_up if sheet == row.sheet
    }
    are_many = len(texts) > limits.MOST_SHEET_FAULTS
    protected = {
        text
        for text in texts
        if text
        and (are_many or len(text) > limits.LONGEST_PROTECTED_VALUE or values.may_name(text))
    }
    found = [
        ComputedCell(row.number, row.number, name, frozenset((column,)), sheet)
        for row in table.rows
        for sheet, name in looked_up
        if sheet == row.sheet and row.cells[name] in protected
    ]
    return replace(table, computed=(*table.computed, *found)) if found else table


def merged_columns(
    table: Table, withheld: Mapping[str, str]
) -> dict[tuple[str, int], dict[str, str]]:
    """By sheet and row the columns that hold what stands in one that is withheld.

    A cell takes it in that is merged with one of it, and a text that a formula made of one.

    A workbook keeps the words of a cell merged across columns in the first of them. Where so many
    cells are merged that naming each of their rows would take longer than the rows themselves, the
    columns are withheld of every row.

    Args:
        table: as it was read.
        withheld: the columns that are withheld, each with its protected name.
    """
    numbers: dict[str, list[int]] = {}
    for row in table.rows:
        numbers.setdefault(row.sheet, []).append(row.number)
    left = limits.MOST_MERGED_COLUMNS * len(table.rows)
    merged: dict[tuple[str, int], dict[str, str]] = {}
    everywhere: dict[str, str] = {}
    for cell in table.merged:
        name = next((withheld[column] for column in cell.columns if column in withheld), "")
        rows = numbers.get(cell.sheet, []) if name else []
        columns = dict.fromkeys(cell.columns, name)
        if left < 0:
            everywhere |= columns
            continue
        taken = rows[bisect_left(rows, cell.first_row) : bisect_right(rows, cell.last_row)]
        left -= 1 + len(taken) * len(columns)
        for number in taken:
            merged.setdefault((cell.sheet, number), {}).update(columns)
    for text in table.computed:
        name = next((withheld[column] for column in withheld if column in text.sources), "")
        rows = numbers.get(text.sheet, []) if name else []
        taken = rows[bisect_left(rows, text.first_row) : bisect_right(rows, text.last_row)]
        left -= 1 + len(taken)
        if left < 0 and name:
            everywhere[text.column] = name
            continue
        for number in taken:
            merged.setdefault((text.sheet, number), {})[text.column] = name
    if everywhere:
        for row in table.rows:
            merged.setdefault((row.sheet, row.number), {}).update(everywhere)
    return merged


def only_without(table: Table, withheld: Iterable[str]) -> tuple[str, ...]:
    """Columns of a list of objects that are filled only where no protected column is.

    In JSON each object has names of its own: one may call the witness ``informant``. There are none
    in a table with headings, where every row has every column.
    """
    hidden = tuple(withheld)
    if table.delimiter or table.sheet:
        return ()
    beside: set[str] = set()
    apart: dict[str, None] = {}
    for row in table.rows:
        filled = [name for name, cell in row.cells.items() if cell]
        if any(row.cells.get(name) for name in hidden):
            beside.update(filled)
        else:
            apart.update(dict.fromkeys(filled))
    return tuple(name for name in apart if name not in beside) if beside else ()
