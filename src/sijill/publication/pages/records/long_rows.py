"""Rows so long that their words stand once, with the first of the records that are of the row.

A row with a group of columns for each of a thousand people is a thousand records, and all of its
words with each of them would be a million cells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.model.records.record import Record

_LONG = 100
"""Cells of a row from which on its words stand once."""


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """The record that shows the words of a row, and the cells in which another differs from it."""

    record: str
    cells: Mapping[str, str]


def shown_before(records: Iterable[Record]) -> dict[str, ShownBefore]:
    """By record the first of its row, where that shows the words of the row.

    Args:
        records: in the order in which they are shown.
    """
    first: dict[tuple[str, str, int], Record] = {}
    found: dict[str, ShownBefore] = {}
    for record in records:
        head = record.head
        if len(head.cells) <= _LONG:
            continue
        row = head.locator.sha256, head.locator.sheet, head.locator.row
        shown = first.setdefault(row, record).head
        if shown.id != head.id:
            own = {
                column: cell or "(empty)"
                for column, cell in head.cells.items()
                if shown.cells.get(column) != cell
            }
            found[head.id] = ShownBefore(shown.id, own)
    return found
