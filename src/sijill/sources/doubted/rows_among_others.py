"""What other rows of a list say against one of them, and what doubt takes from an incident."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sijill.model.records.record import Locator, RecordKind
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.counts import CountRange
from sijill.sources.doubted.bare_graves import BareGraves
from sijill.sources.doubted.continued_rows import ContinuedRows
from sijill.sources.doubted.equal_rows import EqualRows
from sijill.sources.records.cells import RowValues, Value

_LOWEST = "_min"


@dataclass(frozen=True, slots=True)
class RowsAmongOthers:
    """The rows of one list, looked at together."""

    kind: RecordKind
    graves: BareGraves
    equal: EqualRows
    continued: ContinuedRows

    @classmethod
    def of(cls, mapping: SourceMapping, rows: Sequence[tuple[Locator, Mapping[str, str]]]) -> Self:
        """What is known of a list, from where its rows stand and what they say."""
        graves = BareGraves.of(mapping, [cells for _, cells in rows])
        continued = ContinuedRows.of(mapping, rows)
        return cls(mapping.kind, graves, EqualRows.of(mapping, rows), continued)

    def in_doubt(
        self,
        where: Locator,
        cells: Mapping[str, str],
        values: RowValues,
        corrected: Mapping[str, str],
    ) -> RowValues:
        """The values of a row, in doubt where other rows speak against it.

        An incident whose row may be taken back, or stand twice, adds to no lower end.
        """
        values = self.graves.in_doubt(cells, values, corrected)
        values = self.equal.in_doubt(where, values, corrected)
        values = self.continued.in_doubt(where, values, corrected)
        is_incident = self.kind is RecordKind.INCIDENT
        if not is_incident or values.doubt is None or not values.doubt.takes_row_back:
            return values
        lowered: dict[str, Value] = {
            name: replace(value, lowest=0)
            for name, value in values.by_field.items()
            if name.endswith(_LOWEST) and isinstance(value, CountRange) and value.is_known
        }
        return replace(values, by_field={**values.by_field, **lowered})
