"""A cluster grows: the two closest groups join first, while nothing parts them.

Closeness is the mean weight of the pairs between two groups (average linkage), or lies between that
and the greatest weight. A pair that nobody scored counts as far apart.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sijill.linkage.arrays import Flags, Floats, Rows

UNSCORED = -7.0
"""The weight of a pair that nobody scored: one in a thousand."""


@dataclass(slots=True)
class ClusterPairs:
    """The scored pairs between two clusters: summed weights, number, and greatest weight."""

    sum: float
    count: int
    best: float

    def add(self, sum_: float, count: int, best: float) -> None:
        """Take up further pairs."""
        self.sum += sum_
        self.count += count
        if best > self.best:  # noqa: PLR1730  a call of max() takes longer, millions of times
            self.best = best


@dataclass(slots=True)
class GrowingCluster:
    """A cluster under way: its records, the lists it may hold but once, and its neighbours.

    ``compared`` is how many of the records have a name: those without one are in no scored pair and
    say nothing for or against. ``pairs`` holds, for each neighbour, the pairs between the two: one
    object, which the neighbour holds, too.
    """

    records: list[int]
    lists: set[int]
    compared: int
    pairs: dict[int, ClusterPairs] = field(default_factory=dict)
    forbidden: set[int] = field(default_factory=set)


def meet(
    groups: Mapping[int, GrowingCluster],
    ends: tuple[Rows, Rows],
    weights: Floats,
    forbidden: Flags,
) -> None:
    """Let groups take up scored pairs: the two groups of each, its weight, whether it is parted."""
    columns = (*ends, weights, forbidden)
    for a, b, weight, is_parted in zip(*(column.tolist() for column in columns), strict=True):
        first, second = groups[a], groups[b]
        if b in first.pairs:
            first.pairs[b].add(weight, 1, weight)
        else:
            first.pairs[b] = second.pairs[a] = ClusterPairs(weight, 1, weight)
        if is_parted:
            first.forbidden.add(b)
            second.forbidden.add(a)


@dataclass(frozen=True, slots=True)
class Joining:
    """When two groups join: their closeness reaches the threshold.

    Closeness is ``share_of_best`` parts of the greatest weight between their records and the rest
    of the mean; a pair that nobody scored has the weight ``unscored`` in the mean.
    """

    threshold: float
    share_of_best: float = 0.0
    unscored: float = UNSCORED

    def closeness(
        self, first: GrowingCluster, second: GrowingCluster, pairs: ClusterPairs
    ) -> float:
        """How close two groups are, by the pairs between them."""
        every = first.compared * second.compared
        mean = (pairs.sum + self.unscored * (every - pairs.count)) / every
        if not self.share_of_best:
            return mean
        return self.share_of_best * pairs.best + (1 - self.share_of_best) * mean


def make_groups(
    rows: Iterable[int], atom_of: Rows, once: Rows, compared: Flags
) -> dict[int, GrowingCluster]:
    """A group for each atom of these records, by its number, without neighbours."""
    groups: dict[int, GrowingCluster] = {}
    for row in rows:
        group = groups.setdefault(int(atom_of[row]), GrowingCluster([], set(), 0))
        group.records.append(row)
        group.compared += int(compared[row])
        if once[row] >= 0:
            group.lists.add(int(once[row]))
    return groups


def merge(
    atoms: list[int],
    groups: Mapping[int, GrowingCluster],
    joining: Joining,
) -> list[list[int]]:
    """Join the two closest groups until none is close enough; returns the rows of each.

    Only those that are close enough and that nothing parts wait for their turn: what parts two
    groups parts all that they grow to.
    """
    alive = {atom: groups[atom] for atom in atoms}
    heap: list[tuple[float, int, int]] = []
    for a in atoms:
        _await(a, (b for b in alive[a].pairs if a < b), alive, joining, heap)
    while heap:
        worth, a, b = heapq.heappop(heap)
        if a not in alive or b not in alive:
            continue
        first, second = alive[a], alive[b]
        if worth == -joining.closeness(first, second, first.pairs[b]) and _may_join(
            first, second, b
        ):
            _absorb(a, b, alive)
            _await(a, first.pairs, alive, joining, heap)
    return [group.records for group in alive.values()]


def _await(
    a: int,
    others: Iterable[int],
    alive: Mapping[int, GrowingCluster],
    joining: Joining,
    heap: list[tuple[float, int, int]],
) -> None:
    """Let a group wait for the turn of its pairs with some neighbours."""
    group = alive[a]
    for b in others:
        pairs = group.pairs[b]
        if pairs.best < joining.threshold:  # and so is every mean
            continue
        closeness = joining.closeness(group, alive[b], pairs)
        if closeness >= joining.threshold and _may_join(group, alive[b], b):
            heapq.heappush(heap, (-closeness, min(a, b), max(a, b)))


def _may_join(first: GrowingCluster, second: GrowingCluster, number: int) -> bool:
    """Whether nothing parts a group from the second, which has this number."""
    return number not in first.forbidden and first.lists.isdisjoint(second.lists)


def _absorb(a: int, b: int, alive: dict[int, GrowingCluster]) -> None:
    """The second group becomes part of the first, for itself and for all neighbours."""
    first, second = alive[a], alive.pop(b)
    first.records = first.records + second.records
    first.compared += second.compared
    first.lists = first.lists | second.lists
    first.forbidden = (first.forbidden | second.forbidden) - {a, b}
    del first.pairs[b], second.pairs[a]
    for other, pairs in second.pairs.items():
        neighbour = alive[other]
        del neighbour.pairs[b]
        if other in first.pairs:
            first.pairs[other].add(pairs.sum, pairs.count, pairs.best)
        else:
            first.pairs[other] = neighbour.pairs[a] = pairs
    for other in second.forbidden & alive.keys():
        alive[other].forbidden.discard(b)
        alive[other].forbidden.add(a)
