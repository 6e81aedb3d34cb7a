"""Pairs inside connected components that no key gave: they are compared before clusters grow."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Rows = npt.NDArray[np.int32]

LARGEST_COMPONENT = 400
"""Components above this are not closed pair by pair (80,000 pairs).

Their missing pairs count as far.
"""
_PAIR = 2


def label_components(records: int, left: Rows, right: Rows) -> Rows:
    """For each record the number of its connected component."""
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(records, records))
    label: Rows = connected_components(graph, directed=False)[1].astype(np.int32)
    return label


def missing_pairs(label: Rows, left: Rows, right: Rows) -> pa.Table:
    """Pairs inside components that are not among the given ones, sorted."""
    sizes = np.bincount(label)
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.cumsum(sizes)[:-1])
    inside = [
        group[np.stack(np.triu_indices(len(group), 1))]
        for group in groups
        if _PAIR < len(group) <= LARGEST_COMPONENT
    ]
    if not inside:
        return pa.table({"left": pa.array([], pa.int32()), "right": pa.array([], pa.int32())})
    pairs = np.sort(np.concatenate(inside, axis=1), axis=0).astype(np.int64)
    count = len(label)
    keys = np.unique(pairs[0] * count + pairs[1])
    have = left.astype(np.int64) * count + right
    keys = keys[~np.isin(keys, have)]
    return pa.table(
        {"left": (keys // count).astype(np.int32), "right": (keys % count).astype(np.int32)}
    )
