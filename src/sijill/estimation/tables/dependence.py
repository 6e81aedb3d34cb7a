"""Pairs of lists that plainly hang together or avoid each other, as far as other lists can tell.

Whoever is on a third list is recorded whatever two lists do, so among those persons it is known
who is on both, on one and on neither of the two. Their odds ratio says whether being on one goes
with being on the other. A list that refers its cases to another makes it high; so do persons who
differ in how easily they are recorded. A list that takes persons out of another's reach makes it
low: whoever is registered as dead, for one, is on no later list of the living (an absorbing list;
Schaller, Titman & McCrea 2026, arXiv 2605.21283); so do lists of different places.

That the same holds for those on no other list is the wager of every model that links two lists.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from sijill.estimation.tables.cells import FEWEST_LISTS
from sijill.estimation.tables.disjoint_lists import LEAST_CHANCE
from sijill.language.sentences import with_noun
from sijill.model.results.captures import CaptureTable

PLAIN_ODDS = 3.0
"""An odds ratio of 3, or of 1/3, is worth a word."""
DEVIATIONS = 3.29
"""Beyond this many standard errors from even odds: one pair in a thousand by chance."""


class Pair(NamedTuple):
    """Two lists among the persons on any other list."""

    lists: tuple[str, str]
    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def persons(self) -> int:
        """Those on any other list."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def expected(self) -> float:
        """How many of them would be on both if being on one told nothing of the other."""
        first, second = self.both + self.first_only, self.both + self.second_only
        return first * second / self.persons

    @property
    def log_odds_ratio(self) -> float:
        """With half a person more in each cell, so that it is finite (Haldane 1956)."""
        cells = [number + 0.5 for number in self[1:]]
        return math.log(cells[0] * cells[3] / (cells[1] * cells[2]))

    @property
    def is_plain(self) -> bool:
        """Whether the odds are far from even, and that is no chance."""
        error = math.sqrt(sum(1 / (number + 0.5) for number in self[1:]))
        return abs(self.log_odds_ratio) > max(math.log(PLAIN_ODDS), DEVIATIONS * error)


def find_pairs(table: CaptureTable, lists: Sequence[str]) -> Iterator[Pair]:
    """Each two of the lists, as the persons on a third of them have it."""
    for left, right in combinations(lists, 2):
        others = frozenset(lists) - {left, right}
        cells = dict.fromkeys([(True, True), (True, False), (False, True), (False, False)], 0)
        for members, number in table.counts.items():
            if members & others:
                cells[left in members, right in members] += number
        yield Pair((left, right), *cells.values())


class NeverAlone(NamedTuple):
    """A list all of whose persons are on others, though on no single one."""

    name: str
    persons: int
    expected: float
    """How many of them would be on no other list if it found persons by itself."""

    @property
    def wording(self) -> str:
        """The finding, and what it may mean."""
        return (
            f"nobody is on {self.name} alone, of {with_noun(self.persons, 'person')} on it, where "
            f"about {self.expected:,.0f} would be. It may be a trait of persons and no list, or "
            "take its persons from the other lists; the total would then be too low"
        )


def find_never_alone(table: CaptureTable, lists: Sequence[str]) -> Iterator[NeverAlone]:
    """Lists that found nobody whom the others missed, where chance would hardly have it so.

    A list finds persons whom another misses as often as persons on a third list are missed by that
    one. Of those on a list Y, the share on no third list, times the share of the list's own persons
    who are not on Y, is the share that should be on the list alone; the smallest for any Y counts.
    """
    among = Counter[frozenset[str]]()
    for on, number in table.counts.items():
        among[on.intersection(lists)] += number
    for name in lists:
        others = frozenset(lists) - {name}
        persons = table.on_list(name)
        if among[frozenset((name,))] or not persons or len(others) + 1 < FEWEST_LISTS:
            continue
        share = min(_missed_by(table, name, other, among) for other in others)
        if persons * math.log1p(-share) < math.log(LEAST_CHANCE):
            yield NeverAlone(name, persons, share * persons)


def _missed_by(
    table: CaptureTable, name: str, other: str, among: Mapping[frozenset[str], int]
) -> float:
    """The share of the list's persons whom this list and the rest would miss, by the rest's."""
    on_other = table.on_list(other)
    alone = sum(among.get(frozenset(on), 0) for on in ((other,), (other, name)))
    off = table.on_list(name) - table.on_both(name, other)
    return alone / (on_other + 1) * off / table.on_list(name)


def warn_of_dependence(table: CaptureTable, lists: Sequence[str]) -> list[str]:
    """Pairs that plainly hang together or avoid each other, and lists that nobody is on alone."""
    plain = [pair for pair in find_pairs(table, lists) if pair.is_plain]
    together = [pair for pair in plain if pair.log_odds_ratio > 0]
    apart = [pair for pair in plain if pair.log_odds_ratio < 0]
    sentences = []
    if together:
        sentences.append(
            f"Some lists hold the same persons more often than chance would: {_name(together)}. "
            "One may refer its cases to the other, or some persons are easier to record; methods "
            "that take lists for independent put the total too low."
        )
    if apart:
        sentences.append(
            f"Some lists hold the same persons less often than chance would: {_name(apart)}. "
            "Whoever is on one may be out of the other's reach, or the lists cover different "
            "people; methods that take lists for independent put the total too high."
        )
    return sentences + [
        f"{found.wording[:1].upper()}{found.wording[1:]}."
        for found in find_never_alone(table, lists)
    ]


def _name(pairs: Sequence[Pair]) -> str:
    return "; ".join(
        f"of {with_noun(pair.persons, 'person')} on other lists {pair.both:,} are on both "
        f"{pair.lists[0]} and {pair.lists[1]}, where about {pair.expected:,.0f} would be"
        for pair in pairs
    )
