"""Rows of a list of incidents that say word by word what an earlier row says.

Two shootings of one day may fill a short row with the same words; two accounts of an incident
that agree in every word are one account that was entered twice. A row that repeats more than a few
words, a time, a link or a point is in doubt; of other equal rows a note tells.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from sijill.model.records.record import Locator, RecordKind, Remark
from sijill.model.records.rejects import Effect
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import EQUAL_ROWS, SourceMapping
from sijill.sources.records.cells import RowValues
from sijill.sources.row_numbers import counting_columns

_FEWEST_WORDS = 4
_TELLING = re.compile(r"https?://|\d{1,2}:\d{2}|\d\.\d{4}")
"""A link, a time of day or a point: two incidents seldom share one."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAID = (
    "the row says word by word what an earlier row says, and may be one incident entered twice: "
    "its numbers are in upper ends alone until a person withdraws it (sijill withdraw) or says "
    'that it counts (sijill correct, field note; all such rows: settled = ["equal rows"] in the '
    "mapping)"
)
_NOTED = (
    "the row says word by word what an earlier row says; both count. If they are one incident, "
    "withdraw this one (sijill withdraw)"
)


@dataclass(frozen=True, slots=True)
class EqualRows:
    """By the sheet and the number of a row, the earlier row of the sheet that it repeats."""

    earlier: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, mapping: SourceMapping, rows: Sequence[tuple[Locator, Mapping[str, str]]]) -> Self:
        """The equal rows of a list of incidents, from where each stands and what it says.

        The columns of the key may differ, and so may the number of a row that no field reads.
        Rows that are taken apart, one for each column, are looked at whole by their
        list.
        """
        if mapping.kind is not RecordKind.INCIDENT or mapping.unpivot:
            return cls()
        if EQUAL_ROWS in (mapping.settled or ()):
            return cls()
        first: dict[tuple[str, tuple[str, ...]], int] = {}
        earlier: dict[tuple[str, int], int] = {}
        others = [rule.reads for name, rule in mapping.fields.items() if name != "code"]
        numbers = counting_columns(rows).keys() | _own_numbers([cells for _, cells in rows])
        left_out = numbers.difference(*others) | {*mapping.key.columns}
        for where, cells in rows:
            words = tuple(cell for column, cell in cells.items() if column not in left_out)
            before = first.setdefault((where.sheet, words), where.row)
            if before != where.row:
                earlier[where.sheet, where.row] = before
        return cls(earlier)

    def in_doubt(self, where: Locator, values: RowValues, corrected: Collection[str]) -> RowValues:
        """The values of a row, in doubt or with a note where it repeats an earlier one."""
        before = self.earlier.get((where.sheet, where.row))
        if before is None or values.doubt is not None or "note" in corrected:
            return values
        is_doubted = any(map(_tells_apart, values.texts.values()))
        said = Remark("", f"row {before}", _SAID if is_doubted else _NOTED, Effect.NOTE)
        doubt = RowDoubt.REPEATED if is_doubted else None
        return replace(values, doubt=doubt, remarks=(*values.remarks, said))


def _tells_apart(words: str) -> bool:
    return bool(_TELLING.search(words)) or len(_WORD.findall(words)) >= _FEWEST_WORDS


def _own_numbers(rows: Sequence[Mapping[str, str]]) -> set[str]:
    """The columns in which every row has a number of its own, given in any order, with gaps."""
    return {
        column
        for column in (rows[0] if rows else ())
        if all(cells.get(column, "").strip().isdecimal() for cells in rows)
        and len({cells[column].strip() for cells in rows}) == len(rows)
    }
