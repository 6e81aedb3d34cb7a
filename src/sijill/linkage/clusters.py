"""Pairs to persons: clusters in which no veto and no human "different" stands, whatever the chains.

Connected components join A to C because both resemble B; with families this makes clusters of
dozens. So each component is split by average linkage over *all* its pairs (scored beforehand),
where a vetoed pair is infinitely far: average linkage can then never join two clusters across a
veto. Human judgements come first: records judged the same enter as one, and records judged
different are as far apart as a veto.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from sijill.model.results.links import ScoredPair

NEVER = 1e6
"""The distance of a vetoed pair; with it in the average, no merge reaches any threshold."""
STRONGEST = math.log(999)
"""The weight of evidence, in natural log-odds, of a probability of 999 thousandths.

Scores are cut there.
"""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What people decided: pairs that are one person, and pairs that are not (ids sorted)."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


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


def missing_pairs(
    groups: Iterable[list[str]], scored: Mapping[tuple[str, str], ScoredPair]
) -> list[tuple[str, str]]:
    """The pairs inside groups that nobody has scored yet."""
    return [
        pair for group in groups for pair in combinations(sorted(group), 2) if pair not in scored
    ]


def cluster(
    records: Iterable[str],
    scored: Mapping[tuple[str, str], ScoredPair],
    constraints: Constraints,
    same_permille: int,
) -> tuple[tuple[str, ...], ...]:
    """The partition of the records.

    Args:
        records: all record ids that can be linked.
        scored: pairs by their sorted ids; pairs inside a component that are absent count as far.
        constraints: human judgements; they hold in the result without exception, provided they do
            not contradict each other (``contradictions`` tells).
        same_permille: two clusters join while the mean evidence between their records is at least
            that of this probability.
    """
    ids = sorted(records)
    present = set(ids)
    together = [pair for pair in constraints.same if present.issuperset(pair)]
    atoms = components(ids, together)
    atom_of = {record: number for number, members in enumerate(atoms) for record in members}
    links = {
        tuple(sorted((atom_of[pair.left], atom_of[pair.right])))
        for pair in scored.values()
        if pair.veto is None
        and pair.permille >= same_permille
        and pair.pair not in constraints.different
    }
    groups = components(map(str, range(len(atoms))), ((str(a), str(b)) for a, b in links if a != b))
    found: list[tuple[str, ...]] = []
    for group in groups:
        members = [atoms[int(number)] for number in group]
        found += [
            tuple(sorted(part)) for part in _split(members, scored, constraints, same_permille)
        ]
    return tuple(sorted(found))


def _split(
    atoms: list[list[str]],
    scored: Mapping[tuple[str, str], ScoredPair],
    constraints: Constraints,
    same_permille: int,
) -> list[list[str]]:
    """Average linkage over the atoms of one component."""
    if len(atoms) == 1:
        return atoms
    distances = np.zeros((len(atoms), len(atoms)))
    for first, second in combinations(range(len(atoms)), 2):
        distance = _distance(atoms[first], atoms[second], scored, constraints)
        distances[first, second] = distances[second, first] = distance
    tree = linkage(squareform(distances), method="average")
    labels = fcluster(tree, t=STRONGEST - _weight(same_permille) + 1e-9, criterion="distance")
    parts: dict[int, list[str]] = defaultdict(list)
    for label, members in zip(labels, atoms, strict=True):
        parts[int(label)] += members
    return list(parts.values())


def _distance(
    left: list[str],
    right: list[str],
    scored: Mapping[tuple[str, str], ScoredPair],
    constraints: Constraints,
) -> float:
    """The mean evidence that is lacking between two groups.

    ``NEVER`` where anything forbids them.
    """
    total = 0.0
    for a in left:
        for b in right:
            key = (a, b) if a < b else (b, a)
            pair = scored.get(key)
            if key in constraints.different or (pair is not None and pair.veto is not None):
                return NEVER
            total += _weight(pair.permille if pair is not None else 0)
    return STRONGEST - total / (len(left) * len(right))


def _weight(permille: int) -> float:
    """A probability in thousandths as evidence: natural log-odds, cut at ``STRONGEST``."""
    share = min(max(permille, 1), 999) / 1000
    return math.log(share / (1 - share))


def contradictions(constraints: Constraints) -> list[tuple[str, str]]:
    """Pairs judged different that other judgements make the same person."""
    ids = {record for pair in (*constraints.same, *constraints.different) for record in pair}
    group_of = {
        record: number
        for number, group in enumerate(components(ids, constraints.same))
        for record in group
    }
    return sorted(pair for pair in constraints.different if group_of[pair[0]] == group_of[pair[1]])
