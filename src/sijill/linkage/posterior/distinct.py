"""The different clusters of many partitions, each once, and which draw holds which."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sijill.model.results.replicates import Replicates

Labels = npt.NDArray[np.int32]
"""Shape (draws, records): the row by which a record's cluster is known in a draw."""


def distinct_clusters(ids: Sequence[str], labels: Labels) -> Replicates[tuple[str, ...]]:
    """Partitions as their clusters of record ids, sorted."""
    draws, records = labels.shape
    random = np.random.default_rng(1)
    marks = np.asarray(random.integers(1, 2**63, size=records, dtype=np.int64)).astype(np.uint64)
    names: dict[int, int] = {}
    clusters: list[tuple[str, ...]] = []
    held: list[npt.NDArray[np.int64]] = []
    latest = np.zeros(records, dtype=np.uint64), np.full(records, -1, dtype=np.int64)
    for label in labels if records else ():
        order = np.argsort(label, kind="stable")
        starts = np.flatnonzero(np.diff(label[order], prepend=-1))
        with np.errstate(over="ignore"):
            sums: npt.NDArray[np.uint64] = np.add.reduceat(marks[order], starts)
        ends = np.append(starts[1:], records)
        first = order[starts]
        numbers = np.where(latest[0][first] == sums, latest[1][first], -1)  # most are as they were
        for at in np.flatnonzero(numbers < 0).tolist():
            mark = int(sums[at])
            if mark not in names:
                names[mark] = len(clusters)
                clusters.append(tuple(ids[row] for row in order[starts[at] : ends[at]].tolist()))
            numbers[at] = names[mark]
        latest[0][first], latest[1][first] = sums, numbers
        held.append(numbers)
    return _split(clusters, held or [np.zeros(0, dtype=np.int64)] * draws, draws)


def _split(
    clusters: list[tuple[str, ...]], held: list[npt.NDArray[np.int64]], draws: int
) -> Replicates[tuple[str, ...]]:
    """The clusters of all draws apart from the others; both sorted."""
    times = np.bincount(np.concatenate(held), minlength=len(clusters))
    order = sorted(range(len(clusters)), key=clusters.__getitem__)
    varying = [number for number in order if times[number] < draws]
    place = np.full(len(clusters), -1, dtype=np.int64)
    place[varying] = np.arange(len(varying))
    members = [np.sort(place[numbers][place[numbers] >= 0]) for numbers in held]
    return Replicates(
        tuple(clusters[number] for number in order if times[number] == draws),
        tuple(clusters[number] for number in varying),
        np.concatenate([[0], np.cumsum([len(drawn) for drawn in members])]).astype(np.int64),
        np.concatenate([np.zeros(0, dtype=np.int64), *members]),
    )
