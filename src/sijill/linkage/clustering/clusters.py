"""Pairs to persons: clusters in which no veto and no human "different" stands, whatever the chains.

Connected components join A to C because both resemble B; with families this makes clusters of
dozens. So clusters grow by average linkage: the two with the greatest mean weight between their
records are joined first, as long as that mean reaches the threshold and nothing forbids any pair
between them (constrained agglomerative clustering). A pair that nobody scored counts as far apart.
Human judgements come first: records judged the same enter as one, and records judged different are
forbidden.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

STRONGEST = 12.0
"""Weights beyond it, in natural log-odds, are cut in means: one pair cannot carry a chain."""
UNSCORED = -7.0
"""The weight of a pair that nobody scored: one in a thousand."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided: pairs that are one person, and pairs that are not (ids sorted)."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows with their weights in natural log-odds; ``forbidden`` pairs never join."""

    left: Rows
    right: Rows
    weights: Floats
    forbidden: Flags


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


def components(records: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected components, each sorted, sorted by their first member; lone records included."""
    parent = {record: record for record in records}

    def root(record: str) -> str:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    for left, right in edges:
        first, second = sorted((root(left), root(right)))
        parent[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for record in parent:
        groups[root(record)].append(record)
    return sorted(sorted(group) for group in groups.values())


def cluster(
    ids: Sequence[str],
    edges: Edges,
    constraints: Constraints,
    threshold: float,
    once: Rows | None = None,
    compared: Flags | None = None,
) -> tuple[tuple[str, ...], ...]:
    """The partition of the records.

    Args:
        ids: all record ids that can be linked, sorted; the rows of the edges.
        edges: scored pairs.
        constraints: human judgements; they hold in the result without exception, provided they do
            not contradict each other (``contradictions`` tells).
        threshold: two clusters join while the mean weight between their records reaches it.
        once: for each record the number of a list that names each person once, or -1.
        compared: for each record whether it has a name, so that it could be in a scored pair.
    """
    once = np.full(len(ids), -1, dtype=np.int32) if once is None else once
    compared = np.ones(len(ids), dtype=bool) if compared is None else compared
    row_of = {record: row for row, record in enumerate(ids)}
    atom_of = find_atoms(ids, row_of, constraints)
    apart = {
        tuple(sorted((int(atom_of[row_of[a]]), int(atom_of[row_of[b]]))))
        for a, b in constraints.different
        if a in row_of and b in row_of
    }
    left, right = atom_of[edges.left], atom_of[edges.right]
    joining = (edges.weights >= threshold) & ~edges.forbidden & (left != right)
    count = int(atom_of.max(initial=-1)) + 1
    graph = coo_array(
        (np.ones(joining.sum(), dtype=np.int8), (left[joining], right[joining])),
        shape=(count, count),
    )
    _, label = connected_components(graph, directed=False)
    parts = _merge_all(
        make_groups(atom_of, once, compared), label, (left, right, edges, apart), threshold
    )
    return tuple(sorted(tuple(sorted(ids[row] for row in part)) for part in parts))


def find_atoms(ids: Sequence[str], row_of: dict[str, int], constraints: Constraints) -> Rows:
    """For each record the number of its atom: records judged the same are one."""
    together = [pair for pair in constraints.same if pair[0] in row_of and pair[1] in row_of]
    if not together:
        return np.arange(len(ids), dtype=np.int32)
    rows = [(row_of[a], row_of[b]) for a, b in together]
    graph = coo_array(
        (np.ones(len(rows), dtype=np.int8), tuple(zip(*rows, strict=True))),
        shape=(len(ids), len(ids)),
    )
    _, label = connected_components(graph, directed=False)
    atoms: Rows = label.astype(np.int32)
    return atoms


def make_groups(atom_of: Rows, once: Rows, compared: Flags) -> list[GrowingCluster]:
    """One group for each atom, without neighbours."""
    groups = [GrowingCluster([], set(), 0) for _ in range(int(atom_of.max(initial=-1)) + 1)]
    columns = (atom_of.tolist(), once.tolist(), compared.tolist())
    for row, (atom, single, has_name) in enumerate(zip(*columns, strict=True)):
        groups[atom].records.append(row)
        groups[atom].compared += has_name
        if single >= 0:
            groups[atom].lists.add(single)
    return groups


def _merge_all(
    groups: list[GrowingCluster],
    label: npt.NDArray[np.int32],
    pairs: tuple[Rows, Rows, Edges, set[tuple[int, ...]]],
    threshold: float,
) -> list[list[int]]:
    """The clusters of every component, as rows."""
    left, right, edges, apart = pairs
    members: dict[int, list[int]] = defaultdict(list)
    for atom, component in enumerate(label.tolist()):
        members[component].append(atom)
    inside = (label[left] == label[right]) & (left != right)
    for a, b, weight, forbidden in zip(
        left[inside].tolist(),
        right[inside].tolist(),
        np.clip(edges.weights[inside], -STRONGEST, STRONGEST).tolist(),
        edges.forbidden[inside].tolist(),
        strict=True,
    ):
        groups[a].meet(b, weight, forbidden=forbidden)
        groups[b].meet(a, weight, forbidden=forbidden)
    for a, b in apart:
        groups[a].forbidden.add(b)
        groups[b].forbidden.add(a)
    clusters: list[list[int]] = []
    for atoms in members.values():
        alone = len(atoms) == 1
        clusters += (
            [groups[atoms[0]].records] if alone else merge(atoms, groups, Joining(threshold))
        )
    return clusters


def merge(
    atoms: list[int],
    groups: Sequence[GrowingCluster] | Mapping[int, GrowingCluster],
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


def contradictions(constraints: Constraints) -> list[tuple[str, str]]:
    """Pairs judged different that other judgements make the same person."""
    ids = {record for pair in (*constraints.same, *constraints.different) for record in pair}
    group_of = {
        record: number
        for number, group in enumerate(components(ids, constraints.same))
        for record in group
    }
    return sorted(pair for pair in constraints.different if group_of[pair[0]] == group_of[pair[1]])
