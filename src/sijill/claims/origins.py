"""Statements grouped by origin: ten articles that quote one post are one origin.

Each statement may say which one it repeats; following these leads to a statement that repeats none.
A circle of statements that repeat each other has no origin of its own; its first by record id
stands for it.
"""

from collections import defaultdict
from collections.abc import Iterable

from sijill.model.records.record import CountRecord
from sijill.model.results.claims import Origin


def origins(claims: Iterable[CountRecord]) -> tuple[Origin, ...]:
    """The origins, sorted by record id.

    A claim that repeats something not in the register is its own.
    """
    repeats = {claim.head.id: claim.repeats for claim in claims}
    groups: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(repeats):
        groups[_root(claim, repeats)].append(claim)
    return tuple(
        Origin(root, tuple(claim for claim in members if claim != root))
        for root, members in sorted(groups.items())
    )


def _root(claim: str, repeats: dict[str, str]) -> str:
    seen = [claim]
    while (before := repeats.get(seen[-1], "")) in repeats:
        if before in seen:
            return min(seen[seen.index(before) :])
        seen.append(before)
    return seen[-1]
