"""Pairs to persons: clusters in which no veto and no human "different" stands, whatever the chains.

Connected components join A to C because both resemble B; with families this makes clusters of
dozens. So clusters grow by average linkage: the two that are closest are joined first, as long as
their closeness (the mean weight between their records, with some of the best) reaches the threshold
and nothing forbids any pair between them (constrained agglomerative clustering). A pair that nobody
scored counts as far apart.
Human judgements come first: records judged the same enter as one, and records judged different are
forbidden.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.clustering.growing import Joining, make_groups, meet, merge

SHARE_OF_BEST = 0.25
"""Of the best pair in the closeness of two clusters: one poor record, which agrees with few others,
then does not part what a good pair joins, and no pair alone makes a chain. In two simulated cities
of 12,000 records it joins a hundredth more of the true pairs at the same precision."""
_PAIR = 2
STRONGEST = 12.0
"""Weights beyond it, in natural log-odds, are cut in means: one pair cannot carry a chain."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided: pairs that are one person, and pairs that are not (ids sorted).

    ``teach`` says that a case lets this change the scores of pairs that nobody judged.
    """

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    teach: bool = False


def rows_of_pairs(ids: Sequence[str], pairs: frozenset[tuple[str, str]]) -> Rows:
    """Shape (2, pairs): the rows of both ids of each pair; pairs that lack one are left out."""
    bound = {end for pair in pairs for end in pair}
    row_of = {record: row for row, record in enumerate(ids) if record in bound} if bound else {}
    rows = sorted((row_of[a], row_of[b]) for a, b in pairs if a in row_of and b in row_of)
    return np.array(rows, dtype=np.int32).reshape(-1, 2).T


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows with their weights in natural log-odds; ``forbidden`` pairs never join."""

    left: Rows
    right: Rows
    weights: Floats
    forbidden: Flags


@dataclass(frozen=True, slots=True, eq=False)
class ClusteringInput:
    """Records, and what joins and parts them.

    ``ids`` are all records that can be linked, sorted: the rows of the ``edges``. ``constraints``
    hold in the result without exception, provided they do not contradict each other
    (``contradictions`` tells). Two clusters join while their closeness reaches ``threshold``.
    ``once`` is for each record the number of a list that names each person once, or -1;
    ``compared`` tells which have a name, so that they could be in a scored pair.
    """

    ids: Sequence[str]
    edges: Edges
    constraints: Constraints
    threshold: float
    once: Rows
    compared: Flags


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


def cluster(given: ClusteringInput) -> tuple[tuple[str, ...], ...]:
    """The partition of the records: sorted ids, sorted by their first."""
    return name_clusters(given.ids, number_clusters(given))


def number_clusters(given: ClusteringInput, settled: Rows | None = None) -> Rows:
    """For each record the number of its cluster; clusters are numbered by their first record.

    Args:
        given: the records, and what joins and parts them.
        settled: for each record the number of its cluster in an earlier partition, or -1 where
            anything about it has changed since. Components in which nothing has changed keep their
            clusters; the result is the same as without.
    """
    bound = {
        end for pair in (*given.constraints.same, *given.constraints.different) for end in pair
    }
    row_of = {record: row for row, record in enumerate(given.ids) if record in bound}
    atom_of = find_atoms(given.ids, row_of, given.constraints)
    label = _label_components(given, atom_of)
    grows = np.bincount(label) > 1
    numbers = atom_of.astype(np.int64)
    if settled is not None:
        is_changed = np.zeros(len(grows), dtype=bool)
        is_changed[label[atom_of[settled < 0]]] = True
        keeps = (grows & ~is_changed)[label[atom_of]]
        numbers[keeps] = len(label) + settled[keeps]
        grows &= is_changed
    pairs = _find_lone_pairs(given, row_of, atom_of, label, grows)
    joined = pairs[_joins(given, pairs)]
    numbers[given.edges.right[joined]] = numbers[given.edges.left[joined]]
    grows[label[atom_of[given.edges.left[pairs]]]] = False
    offset = int(numbers.max(initial=-1)) + 1
    for number, rows in enumerate(_grow(given, row_of, atom_of, label, grows)):
        numbers[rows] = offset + number
    return _number_by_first(numbers)


def _number_by_first(numbers: npt.NDArray[np.int64]) -> Rows:
    """The same groups, numbered from 0 in the order of their first records."""
    records = np.arange(len(numbers), dtype=np.int32)
    first = np.empty(int(numbers.max(initial=-1)) + 1, dtype=np.int32)
    first[numbers[::-1]] = records[::-1]  # where one number stands several times, the last is kept
    is_first = first[numbers] == records
    rank: Rows = (np.cumsum(is_first, dtype=np.int32) - 1)[first[numbers]]
    return rank


def name_clusters(ids: Sequence[str], numbers: Rows) -> tuple[tuple[str, ...], ...]:
    """The clusters by the ids of their records.

    Args:
        ids: of all records, sorted.
        numbers: as ``number_clusters`` gives them.
    """
    names = np.array(ids, dtype=object)[np.argsort(numbers, kind="stable")].tolist()
    ends = np.cumsum(np.bincount(numbers)).tolist()
    return tuple(tuple(names[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=False))


def _label_components(given: ClusteringInput, atom_of: Rows) -> Rows:
    """For each atom the number of the component that pairs above the threshold make."""
    edges = given.edges
    left, right = atom_of[edges.left], atom_of[edges.right]
    joining = (edges.weights >= given.threshold) & ~edges.forbidden & (left != right)
    count = int(atom_of.max(initial=-1)) + 1
    graph = coo_array(
        (np.ones(joining.sum(), dtype=np.int8), (left[joining], right[joining])),
        shape=(count, count),
    )
    label: Rows = connected_components(graph, directed=False)[1].astype(np.int32)
    return label


def _find_lone_pairs(
    given: ClusteringInput, row_of: Mapping[str, int], atom_of: Rows, label: Rows, grows: Flags
) -> npt.NDArray[np.intp]:
    """The edges that are alone in a component of two records about which nobody judged.

    Most components of a large register are such pairs, and whether they join is seen at once.
    """
    ends = label[atom_of[given.edges.left]], label[atom_of[given.edges.right]]
    inside = np.flatnonzero((ends[0] == ends[1]) & grows[ends[0]])
    component = ends[0][inside]
    is_pair = np.bincount(label[atom_of], minlength=len(grows)) == _PAIR
    is_pair &= np.bincount(component, minlength=len(grows)) == 1
    is_pair[label[atom_of[list(row_of.values())]]] = False
    lone: npt.NDArray[np.intp] = inside[is_pair[component]]
    return lone


def _joins(given: ClusteringInput, pairs: npt.NDArray[np.intp]) -> Flags:
    """Whether each of these edges joins its two records."""
    edges = given.edges
    weights = np.clip(edges.weights[pairs], -STRONGEST, STRONGEST)
    # of a single pair best and mean are one weight, rounded as ``Joining.closeness`` rounds it
    closeness = SHARE_OF_BEST * weights + (1 - SHARE_OF_BEST) * weights
    once = given.once[edges.left[pairs]]
    of_one_list = (once >= 0) & (once == given.once[edges.right[pairs]])
    joins: Flags = (closeness >= given.threshold) & ~edges.forbidden[pairs] & ~of_one_list
    return joins


def _grow(
    given: ClusteringInput, row_of: Mapping[str, int], atom_of: Rows, label: Rows, grows: Flags
) -> Iterator[list[int]]:
    """The clusters of the components that grow, as rows."""
    is_inside = grows[label]
    groups = make_groups(
        np.flatnonzero(is_inside[atom_of]).tolist(), atom_of, given.once, given.compared
    )
    edges = given.edges
    left, right = atom_of[edges.left], atom_of[edges.right]
    inside = is_inside[left] & (label[left] == label[right]) & (left != right)
    weights = np.clip(edges.weights[inside], -STRONGEST, STRONGEST)
    meet(groups, (left[inside], right[inside]), weights, edges.forbidden[inside])
    for pair in given.constraints.different:
        first, second = (int(atom_of[row_of[end]]) if end in row_of else -1 for end in pair)
        if first in groups and second in groups:
            groups[first].forbidden.add(second)
            groups[second].forbidden.add(first)
    members: dict[int, list[int]] = defaultdict(list)
    for atom in sorted(groups):
        members[int(label[atom])].append(atom)
    for atoms in members.values():
        yield from merge(atoms, groups, Joining(given.threshold, SHARE_OF_BEST))


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


def contradictions(constraints: Constraints) -> list[tuple[str, str]]:
    """Pairs judged different that other judgements make the same person."""
    ids = {record for pair in (*constraints.same, *constraints.different) for record in pair}
    group_of = {
        record: number
        for number, group in enumerate(components(ids, constraints.same))
        for record in group
    }
    return sorted(pair for pair in constraints.different if group_of[pair[0]] == group_of[pair[1]])
