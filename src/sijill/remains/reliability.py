"""How good the candidates are where the truth is known: ranks, and whether the odds hold.

Odds hold if, of the candidates that are given 30 %, three in ten are right. The table of stated
against true shares is what a forecaster's reliability diagram shows (Murphy and Winkler 1977,
*Applied Statistics* 26: 41).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijill.model.results.candidates import BodyCandidates
from sijill.remains.missing import Traits

BOUNDS = (0.0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 1.0)
LEAST_COMPARED = 4
"""A body is identifiable if so many of the traits that it shares with its person are known."""


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """Candidates whose posterior lies between two bounds: how many, what was said, what is true."""

    lowest: float
    highest: float
    candidates: int
    stated: float
    true: float


def compared_traits(body: Traits, person: Traits) -> int:
    """How many traits are known on both sides: sex, age, stature, place or site, things, marks."""
    both = (
        bool(body.sex and person.sex),
        _are_known(body.age, person.age),
        _are_known(body.stature, person.stature),
        bool(body.site and person.site) or _are_known(body.point, person.point),
        bool(body.things and person.things),
        bool(body.marks and person.marks),
    )
    return sum(both)


def _are_known(*pairs: tuple[float, float]) -> bool:
    return all(value == value for pair in pairs for value in pair)  # noqa: PLR0124  NaN


def ranks_of(bodies: Iterable[BodyCandidates], true_person: Mapping[str, str]) -> dict[str, int]:
    """By body, the place of its true person among the candidates, from 1; 0 where it is in none.

    Args:
        found: the candidates of each body.
        true_person: the record of the person, by the record of the remains; others are left out.
    """
    ranks: dict[str, int] = {}
    for body in bodies:
        wanted = true_person.get(body.remains)
        if wanted is not None:
            people = [candidate.person for candidate in body.candidates]
            ranks[body.remains] = people.index(wanted) + 1 if wanted in people else 0
    return ranks


def share_among_first(ranks: Iterable[int], first: int) -> float:
    """The share of true people among so many first candidates; NaN where there are none."""
    kept = list(ranks)
    if not kept:
        return float("nan")
    return sum(1 <= rank <= first for rank in kept) / len(kept)


def reliability(
    bodies: Iterable[BodyCandidates],
    true_person: Mapping[str, str],
    bounds: Sequence[float] = BOUNDS,
) -> tuple[ReliabilityRow, ...]:
    """Stated against true shares, for candidates of bodies whose person is known or is not listed.

    A body that is in ``bodies`` and not in ``true_person`` is that of nobody on the list.
    """
    stated = [
        (candidate.posterior, true_person.get(body.remains) == candidate.person)
        for body in bodies
        for candidate in body.candidates
    ]
    rows = []
    for lowest, highest in pairwise(bounds):
        is_last = highest == bounds[-1]
        inside = [
            (posterior, is_right)
            for posterior, is_right in stated
            if lowest <= posterior < highest or (is_last and posterior == highest)
        ]
        if inside:
            number = len(inside)
            rows.append(
                ReliabilityRow(
                    lowest,
                    highest,
                    number,
                    sum(posterior for posterior, _ in inside) / number,
                    sum(is_right for _, is_right in inside) / number,
                )
            )
    return tuple(rows)
