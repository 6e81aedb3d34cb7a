"""Which pairs stand for one person while learning: those that no other pair surpasses."""

import numpy as np
import numpy.typing as npt

from sijill.linkage.comparing.pair_data import Floats, PairData, Rows


def chance(weights: Floats) -> Floats:
    """The probabilities of log-odds."""
    chances: Floats = 1 / (1 + np.exp(-np.clip(weights, -500, 500)))
    return chances


def number_ends(pairs: PairData, lists: int) -> tuple[Rows, Rows, int]:
    """For each end of a pair, a number for this record with the other's list."""
    low, high = pairs.lists // lists, pairs.lists % lists
    count = int(max(pairs.left.max(initial=0), pairs.right.max(initial=0))) + 1
    left = pairs.left.astype(np.int64) * lists * lists + low * lists + high
    right = pairs.right.astype(np.int64) * lists * lists + low * lists + high
    return left, right, count * lists * lists


def find_mutual_best(weights: Floats, keys: tuple[Rows, Rows, int]) -> npt.NDArray[np.bool_]:
    """Pairs that no other pair of either record with the same two lists surpasses."""
    left, right, count = keys
    best = np.full(count, -np.inf)
    np.maximum.at(best, left, weights)
    np.maximum.at(best, right, weights)
    is_best: npt.NDArray[np.bool_] = (weights >= best[left]) & (weights >= best[right])
    return is_best


def expect_matches(shares: Floats, pairs: PairData, possible: Floats) -> Floats:
    """With half a pair more than was found, so that two lists without any still have a share."""
    counted = np.bincount(pairs.lists, weights=shares, minlength=len(possible)) + 0.5
    least = np.minimum(0.5, 0.5 * possible)
    expected: Floats = np.clip(counted, least, 0.5 * possible)
    return expected
