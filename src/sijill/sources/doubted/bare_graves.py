"""Rows of a list of graves that say where a grave is, and nothing of anybody in it.

A cemetery's book has its plots numbered beforehand. A row that fills no more columns than every row
of its list does, and no day and nobody's name, may be such a plot: it counts no body for sure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sijill.language.dates import read_date
from sijill.model.records.record import RecordKind, Remark
from sijill.model.records.rejects import Effect
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.unreadable import Unreadable
from sijill.sources.records.cells import RowValues

_SAID = (
    "the row says where a grave is and nothing of anybody in it; it is in the upper ends of "
    "numbers alone until a person withdraws it (sijill withdraw) or says that it counts (sijill "
    "correct, field note)"
)
_OF_PLACE = frozenset({"buried_at", "place", "other_place", "site", "found_in", "grid", "link"})
"""Fields that say where a grave is."""


@dataclass(frozen=True, slots=True)
class BareGraves:
    """The columns that every row of a list fills, where rows that fill no other may be plots."""

    always_filled: frozenset[str] | None = None

    @classmethod
    def of(cls, mapping: SourceMapping, rows: Sequence[Mapping[str, str]]) -> Self:
        """What is known of a list: it must say where people are buried, and have no body's code.

        None of these columns may describe anybody, and some rows must fill more of them.
        """
        if mapping.kind is not RecordKind.REMAINS or "buried_at" not in mapping.fields or not rows:
            return cls()
        filled = [_filled(cells) for cells in rows]
        always = frozenset.intersection(*filled)
        describing = {
            column
            for name, rule in mapping.fields.items()
            if name not in _OF_PLACE
            for column in rule.reads
        }
        may_be_bare = "code" not in mapping.fields and always.isdisjoint(describing)
        return cls(always if may_be_bare and any(more > always for more in filled) else None)

    def in_doubt(
        self, cells: Mapping[str, str], values: RowValues, corrected: Mapping[str, str]
    ) -> RowValues:
        """The values of a row, in doubt where it is about a grave and about nobody in it."""
        is_decided = values.doubt is not None or "note" in corrected
        if self.always_filled is None or is_decided or _filled(cells) != self.always_filled:
            return values
        if any(_is_day(cells[column]) for column in self.always_filled):
            return values
        said = Remark("", "", _SAID, Effect.NOTE)
        return replace(values, doubt=RowDoubt.NOT_HUMAN, remarks=(*values.remarks, said))


def _filled(cells: Mapping[str, str]) -> frozenset[str]:
    return frozenset(column for column, cell in cells.items() if cell.strip())


def _is_day(cell: str) -> bool:
    found = read_date(cell, day_first=True)
    return not cell.strip().isdecimal() and not isinstance(found, Unreadable) and found.is_known
