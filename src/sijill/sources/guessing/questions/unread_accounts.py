"""The question about a list that counts nobody and whose texts tell of people killed."""

from collections.abc import Iterator, Sequence

from sijill.language.numbers.harms import StatedHarm, speaks_of_harm
from sijill.language.scripts import tidy
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column, FieldColumns

_TELLING = frozenset(
    {
        RecordKind.REPORT,
        RecordKind.INCIDENT,
        RecordKind.COUNT,
        RecordKind.STRIKE,
        RecordKind.DAMAGE,
        RecordKind.HAZARD,
        RecordKind.SITE,
    }
)
"""Kinds that hold numbers of people or none, and no person a row."""
_FEWEST_WORDS, _FEWEST_CELLS = 3, 2
_LONGEST_SHOWN = 80


def unread_accounts(
    kind: RecordKind, columns: Sequence[Column], fields: FieldColumns
) -> Iterator[str]:
    """That texts tell of people killed, in a list of which no field counts any."""
    counts = any("killed" in name or name in ("value", "sentence") for name in fields)
    for column in columns if kind in _TELLING and not counts else ():
        if column.words < _FEWEST_WORDS:
            continue
        telling = [cell for cell, _ in column.commonest if speaks_of_harm(cell, StatedHarm.KILLED)]
        if len(telling) >= _FEWEST_CELLS:
            yield (
                f"texts of {column.name!r} tell of people killed "
                f"({tidy(telling[0])[:_LONGEST_SHOWN]!r}), and what they tell is counted nowhere: "
                "the number here holds nobody of them. Write who was killed into a list of people, "
                "or how many into a column of their own"
            )
            return
