"""Which links the draws differ in, and how far each moves the number of persons.

The clusters around a pair are counted in the draws that join it and in those that part it; the
difference is how many clusters its answer changes, mostly one. With a share p of the draws joining
it, judging the pair is expected to move the mean number by 2 p (1 - p) times that difference, and
its doubt adds p (1 - p) times the square to the variance.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sijill.linkage.clustering.clusters import Edges
from sijill.model.results.replicates import DoubtfulLink

Labels = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


def find_doubtful(
    ids: Sequence[str], edges: Edges, labels: Labels, judged: AbstractSet[tuple[str, str]]
) -> tuple[DoubtfulLink, ...]:
    """The pairs that some draws join and some part, the greatest effect first.

    Args:
        ids: all record ids, sorted; the rows of the edges.
        edges: scored pairs; forbidden ones are in no doubt.
        labels: shape (draws, records), by which record each cluster is known.
        judged: pairs that people decided.
    """
    share = _share_joined(edges, labels)
    chosen = np.flatnonzero((share > 0) & (share < 1) & ~edges.forbidden)
    left, right, share = edges.left[chosen], edges.right[chosen], share[chosen]
    difference = _difference(left, right, labels)
    doubt = share * (1 - share)
    links = (
        DoubtfulLink(ids[a], ids[b], round(1000 * p), round(2000 * q * d), round(10**6 * q * d * d))
        for a, b, p, q, d in zip(
            left.tolist(),
            right.tolist(),
            share.tolist(),
            doubt.tolist(),
            difference.tolist(),
            strict=True,
        )
    )
    return tuple(
        sorted(
            (link for link in links if link.pair not in judged),
            key=lambda link: (-link.effect, link.pair),
        )
    )


def _share_joined(edges: Edges, labels: Labels) -> Floats:
    joined = np.zeros(len(edges.left))
    for label in labels:
        joined += label[edges.left] == label[edges.right]
    return joined / max(len(labels), 1)


def _difference(left: Rows, right: Rows, labels: Labels) -> Floats:
    """How many clusters there are more, around each pair, where it is parted."""
    records = labels.shape[1]
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(records, records))
    parts, part = connected_components(graph, directed=False)
    touched = np.unique(np.concatenate([left, right]))
    around = part[left]
    joined, sums, sums_joined = np.zeros(len(left)), np.zeros(len(left)), np.zeros(len(left))
    for label in labels:
        clusters = np.unique(part[touched].astype(np.int64) * records + label[touched])
        counted = np.bincount(clusters // records, minlength=parts)[around]
        same = label[left] == label[right]
        joined += same
        sums += counted
        sums_joined += counted * same
    apart = len(labels) - joined
    differences: Floats = np.abs((sums - sums_joined) / apart - sums_joined / joined)
    return differences
