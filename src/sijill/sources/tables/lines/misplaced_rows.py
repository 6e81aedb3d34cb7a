"""Rows of a list that stand where its rows do not: above the headings, or with another separator.

Somebody who pastes one list beneath another, or sorts a sheet with its headings, makes such rows.
They name people like all others, so each is set aside with its own reason; read as a note about the
list, they would be missed by nobody.
"""

import csv
from collections.abc import Sequence

from sijill.language.numbers.digits import serial_number

ABOVE = (
    "the row stands above the headings, and looks like the rows of the list; it was not read. Move "
    "the headings to the top"
)
_FEWEST_CELLS = 3

Cells = Sequence[str]


def is_row_above(cells: Cells, headings: Cells) -> bool:
    """Whether a line above the headings is a row rather than a title, groups or numbers of columns.

    It fills as many cells as the headings, no two of which are the same, and holds words and
    numbers.
    """
    named = [heading for heading in headings if heading.strip()]
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(named) < _FEWEST_CELLS or len(set(named)) < len(named) or len(filled) < len(named):
        return False
    has_numbers = any(any(map(str.isdigit, cell)) for cell in filled)
    return has_numbers and any(serial_number(cell) is None for cell in filled)


def separator_of(cells: Cells, width: int, separators: Sequence[str]) -> str:
    """The separator under which a line has as many cells as the headings, if not this one; or "".

    Args:
        cells: as the separator of the file takes them apart, the first of ``separators``.
        width: how many headings there are.
        separators: that of the file, then the others.
    """
    filled = sum(1 for cell in cells if cell.strip())
    if width < _FEWEST_CELLS or not filled or 2 * filled >= width:
        return ""
    own, *others = separators
    line = own.join(cells).rstrip(own)
    if "\n" in line or "\r" in line:
        return ""
    csv.field_size_limit(max(len(line), csv.field_size_limit()))
    for other in others:
        if line.count(other) >= width - 1:
            again = next(csv.reader([line], delimiter=other), [])
            if len(again) == width and sum(map(bool, map(str.strip, again))) > filled:
                return other
    return ""
