"""A cluster grows: the two closest groups join first, while nothing parts them.

Closeness is the mean weight of the pairs between two groups (average linkage), or lies between that
and the greatest weight. A pair that nobody scored counts as far apart.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

UNSCORED = -7.0
"""The weight of a pair that nobody scored: one in a thousand."""


@dataclass(slots=True)
class GrowingCluster:
    """A cluster under way: its records, the lists it may hold but once, and its neighbours.

    ``compared`` is how many of the records have a name: those without one are in no scored pair and
    say nothing for or against. ``sums``, ``counts`` and ``best`` are, for each neighbour, the
    summed weights, the number and the greatest weight of the scored pairs.
    """

    records: list[int]
    lists: set[int]
    compared: int
    sums: dict[int, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    best: dict[int, float] = field(default_factory=dict)
    forbidden: set[int] = field(default_factory=set)

    def meet(self, other: int, weight: float, *, forbidden: bool) -> None:
        """Take up a scored pair with a neighbour."""
        self.sums[other] = self.sums.get(other, 0.0) + weight
        self.counts[other] = self.counts.get(other, 0) + 1
        self.best[other] = max(self.best.get(other, weight), weight)
        if forbidden:
            self.forbidden.add(other)


@dataclass(frozen=True, slots=True)
class Joining:
    """When two groups join: their closeness reaches the threshold.

    Closeness is ``share_of_best`` parts of the greatest weight between their records and the rest
    of the mean; a pair that nobody scored has the weight ``unscored`` in the mean.
    """

    threshold: float
    share_of_best: float = 0.0
    unscored: float = UNSCORED

    def closeness(self, group: GrowingCluster, other: int, neighbour: GrowingCluster) -> float:
        """How close a group is to its neighbour ``other``."""
        pairs = group.compared * neighbour.compared
        mean = (group.sums[other] + self.unscored * (pairs - group.counts[other])) / pairs
        if not self.share_of_best:
            return mean
        return self.share_of_best * group.best[other] + (1 - self.share_of_best) * mean


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
    """Join the two closest groups until none is close enough; returns the rows of each."""
    alive = {atom: groups[atom] for atom in atoms}
    close = joining.closeness
    heap = [(-close(alive[a], b, alive[b]), a, b) for a in atoms for b in alive[a].sums if a < b]
    heapq.heapify(heap)
    while heap:
        worth, a, b = heapq.heappop(heap)
        if -worth < joining.threshold:
            break
        if a not in alive or b not in alive or worth != -close(alive[a], b, alive[b]):
            continue
        first, second = alive[a], alive[b]
        if b in first.forbidden or first.lists & second.lists:
            continue
        _absorb(first, second, (a, b), alive)
        for other in first.sums:
            low, high = sorted((a, other))
            heapq.heappush(heap, (-close(alive[low], high, alive[high]), low, high))
    return [group.records for group in alive.values()]


def _absorb(
    first: GrowingCluster,
    second: GrowingCluster,
    numbers: tuple[int, int],
    alive: dict[int, GrowingCluster],
) -> None:
    """The second group becomes part of the first, for itself and for all neighbours."""
    a, b = numbers
    first.records = first.records + second.records
    first.compared += second.compared
    first.lists = first.lists | second.lists
    first.forbidden = (first.forbidden | second.forbidden) - {a, b}
    for other, weight in second.sums.items():
        if other == a:
            continue
        first.sums[other] = first.sums.get(other, 0.0) + weight
        first.counts[other] = first.counts.get(other, 0) + second.counts[other]
        first.best[other] = max(first.best.get(other, second.best[other]), second.best[other])
    del first.sums[b], first.counts[b], first.best[b], alive[b]
    for other in first.sums:
        neighbour = alive[other]
        neighbour.sums.pop(b, None)
        neighbour.counts.pop(b, None)
        neighbour.best.pop(b, None)
        neighbour.sums[a], neighbour.counts[a] = first.sums[other], first.counts[other]
        neighbour.best[a] = first.best[other]
    for other in first.forbidden & alive.keys():
        alive[other].forbidden.discard(b)
        alive[other].forbidden.add(a)
