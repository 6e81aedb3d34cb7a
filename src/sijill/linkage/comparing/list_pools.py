"""Many short lists are learned from as a few long ones.

How many pairs of two lists are one person is learned for every two lists by itself, with half a
pair more than was found, and only pairs that are each other's best match between two lists teach.
Three hundred lists of five rows make 45,000 pairs of lists: the half pairs alone would then be more
than all records, every pair that looks alike is the best of its two lists, and what is learned is
that namesakes are one person. So of many lists the shortest are put together, until these pools are
long enough or few; a person who is on two lists of one pool is there twice.
"""

import heapq
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.evidence import Model, list_pair
from sijill.linkage.comparing.pair_data import PairData

Counts = npt.NDArray[np.int64]

MOST_LISTS_APART = 12
"""Lists that are never put together, however short they are."""
LEAST_APART = 200
"""Records from which on a list is not put together with others."""


def pool_lists(sizes: Counts) -> Rows:
    """For each list the number of its pool, of 0, 1, 2 …; every list is one, if there are few.

    Args:
        sizes: records of each list.
    """
    pools = [(int(size), number, [number]) for number, size in enumerate(sizes)]
    heapq.heapify(pools)
    while len(pools) > MOST_LISTS_APART and pools[0][0] < LEAST_APART:
        size, number, members = heapq.heappop(pools)
        other, last, more = heapq.heappop(pools)
        heapq.heappush(pools, (size + other, min(number, last), members + more))
    found = np.empty(len(sizes), dtype=np.int32)
    for at, (_, _, members) in enumerate(sorted(pools, key=lambda pool: pool[1])):
        found[members] = at
    return found


def as_pools(pairs: PairData, pools: Rows) -> PairData:
    """The same pairs, as if they were of the pools."""
    return replace(pairs, lists=_pairs_of_pools(pools)[pairs.lists])


def spread(learned: Model, pools: Rows, possible: Floats) -> Model:
    """What was learned of pools, for the lists: each two have their part of the pairs of two pools.

    Args:
        learned: of the pools.
        pools: see ``pool_lists``.
        possible: for each two lists, how many pairs they have.
    """
    both = _pairs_of_pools(pools)
    matches = spread_matches(learned.matches / learned.possible, pools, possible)
    return replace(learned, rows=learned.rows[both], matches=matches, possible=possible)


def spread_matches(shares: Floats, pools: Rows, possible: Floats) -> Floats:
    """How many pairs of each two lists are one person, by the shares of each two pools."""
    return shares[_pairs_of_pools(pools)] * possible


def add_up(possible: Floats, pools: Rows) -> Floats:
    """How many pairs each two pools have, of those that are possible between their lists."""
    side = len(pools)
    once = np.triu(possible.reshape(side, side)).ravel()
    return np.maximum(np.bincount(_pairs_of_pools(pools), once, (int(pools.max()) + 1) ** 2), 1.0)


def _pairs_of_pools(pools: Rows) -> Rows:
    """For each two lists the number of their two pools."""
    low, high = np.divmod(np.arange(len(pools) ** 2), len(pools))
    return list_pair(pools[low], pools[high], int(pools.max()) + 1)
