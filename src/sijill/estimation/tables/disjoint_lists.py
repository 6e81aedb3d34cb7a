"""Lists that share nobody with the others: missed by chance, or lists of other people?

Either a list missed the others' persons by chance, or it holds persons that no other list can hold.
How likely the first is can be told: of n persons like those on the other lists, about n times the
share of all persons that these hold would be on them too. Where that is many, to share nobody has
next to no chance, and the list is about other people. Where it is few, the list stays, and a
warning says that it shares nobody; the methods then take one or the other for granted.
"""

import math
from collections.abc import Sequence

from sijill.estimation.tables.cells import count_cells
from sijill.estimation.tables.lower_bound import chao_unseen
from sijill.estimation.tables.wording import name_with_numbers, within
from sijill.language.sentences import join
from sijill.model.results.captures import CaptureTable
from sijill.model.values.quantities import Refusal, RefusalReason

LEAST_CHANCE = 0.001
"""To share nobody by chance; below, a list is about other people."""
NEEDED = (
    "A look at whether links between the lists were missed, or whether they cover different "
    "places, periods or people; a list that does is not part of this stratum."
)


def refuse_overlap(table: CaptureTable, used: Sequence[str]) -> Refusal | None:
    """Why these lists show too little of what they miss, or ``None``."""
    parts = find_parts(table, used)
    if len(parts) == len(used):
        return Refusal(
            RefusalReason.NO_OVERLAP,
            f"Nobody {within(table.stratum)} is on more than one of "
            f"{name_with_numbers(table, used)}, so nothing shows how much any of them misses.",
            NEEDED,
        )
    return _refuse_others(table, parts)


def find_parts(table: CaptureTable, lists: Sequence[str]) -> list[tuple[str, ...]]:
    """Lists that hang together by shared persons: those of several lists first, by persons."""
    parts: list[set[str]] = []
    for name in lists:
        touched = [part for part in parts if any(table.on_both(name, other) for other in part)]
        parts = [part for part in parts if part not in touched]
        parts.append({name}.union(*touched))
    return sorted(
        (tuple(sorted(part)) for part in parts),
        key=lambda part: (len(part) == 1, -_persons(table, part), part),
    )


def _refuse_others(table: CaptureTable, parts: Sequence[Sequence[str]]) -> Refusal | None:
    """A part that would share somebody with the first if it were about the same people."""
    first, *rest = parts
    share = _share_recorded(table, first)
    for part in rest:
        expected = share * _persons(table, part)
        if math.exp(-expected) < LEAST_CHANCE:
            shares = "shares" if len(part) == 1 else "share"
            return Refusal(
                RefusalReason.NO_OVERLAP,
                f"{name_with_numbers(table, part)} {shares} nobody with "
                f"{name_with_numbers(table, first)}. Of as many persons like those on the latter, "
                f"about {expected:,.0f} would be on them too; so {join(part)} must be about other "
                "people, or links were missed.",
                NEEDED,
            )
    return None


def _share_recorded(table: CaptureTable, lists: Sequence[str]) -> float:
    """Of all persons, those on the lists, at Chao's estimate of the total (``lower_bound``)."""
    counts = count_cells(table, lists)
    recorded = float(counts.sum())
    return recorded / (recorded + chao_unseen(counts)[0])


def _persons(table: CaptureTable, lists: Sequence[str]) -> int:
    """Those on any of the lists."""
    return int(count_cells(table, lists).sum())
