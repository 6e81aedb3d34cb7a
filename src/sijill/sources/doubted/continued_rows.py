"""Rows that go on with the row above: cells that a printed page broke into two lines.

Tables taken from a PDF give each line of a cell a row of its own. Where a column numbers the rows
one after another, a row without a number that fills fewer cells than any numbered one, and no age,
sex or day, may be such a line: it counts nobody for sure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sijill.language.numbers.digits import counted_from
from sijill.language.scripts import fold_digits
from sijill.model.records.record import Locator, RecordKind, Remark
from sijill.model.records.rejects import Effect
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.records.cells import RowValues

_FEWEST_NUMBERED = 5
_SAID = (
    "the row has no number among numbered rows and fills fewer cells than any of them: it may go "
    "on with the row above, as broken lines of a page do; it is in the upper ends of numbers alone "
    "until a person withdraws it (sijill withdraw) or says that it counts (sijill correct, field "
    "note)"
)
_OF_SOMEBODY = ("age", "age_group", "sex", "date_of_birth", "died", "recovered", "code")
"""Fields by which a row describes somebody by itself."""


@dataclass(frozen=True, slots=True)
class ContinuedRows:
    """The rows of a list, by sheet and number, that may go on with the row above."""

    rows: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, mapping: SourceMapping, rows: Sequence[tuple[Locator, Mapping[str, str]]]) -> Self:
        """The broken lines of a list of people or remains, from where each row stands."""
        if mapping.kind not in (RecordKind.PERSON, RecordKind.REMAINS) or mapping.unpivot:
            return cls()
        for column in rows[0][1] if rows else ():
            numbered = [cells for _, cells in rows if cells.get(column, "").strip()]
            others = [(where, cells) for where, cells in rows if not cells.get(column, "").strip()]
            if len(numbered) < max(_FEWEST_NUMBERED, len(others)) or not others:
                continue
            if counted_from(_number(cells[column]) for cells in numbered) is None:
                continue
            least = min(map(_width, numbered))
            return cls(frozenset((w.sheet, w.row) for w, cells in others if _width(cells) < least))
        return cls()

    def in_doubt(
        self, where: Locator, values: RowValues, corrected: Mapping[str, str]
    ) -> RowValues:
        """The values of a row, in doubt where it may go on with the row above."""
        is_decided = values.doubt is not None or "note" in corrected
        if (where.sheet, where.row) not in self.rows or is_decided:
            return values
        if any(values.text(name) for name in _OF_SOMEBODY):
            return values
        said = Remark("", "", _SAID, Effect.NOTE)
        return replace(values, doubt=RowDoubt.REPEATED, remarks=(*values.remarks, said))


def _number(cell: str) -> str:
    return fold_digits(cell).strip().rstrip(".):/-").strip()


def _width(cells: Mapping[str, str]) -> int:
    return sum(1 for cell in cells.values() if cell.strip())
