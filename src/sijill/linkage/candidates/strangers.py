"""Pairs drawn at random from all records: next to all of them are strangers."""

import numpy as np
import pyarrow as pa

STRANGER_PAIRS = 100_000
SEED = 7


def random_pairs(records: int) -> pa.Table:
    """Pairs drawn at random, sorted, each once; all of them where there are few."""
    if records * (records - 1) // 2 <= STRANGER_PAIRS:
        left, right = np.triu_indices(records, 1)
    else:
        random = np.random.default_rng(SEED)
        ends = random.integers(0, records, (STRANGER_PAIRS, 2))
        ends = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
        left, right = ends.T
    return pa.table({"left": left.astype(np.int32), "right": right.astype(np.int32)})
