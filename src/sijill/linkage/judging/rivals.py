"""How far other candidates of the same records stand against a pair, on lists with duplicates.

A record has one person on another list, even where that list names some twice. So a pair loses by
each rival: another record of the same list that may be the partner instead. A rival that is itself
the same person as the partner is none. Lists without duplicates are left out: there one assignment
weighs all rivals (``clustering.assignment``).
"""

import numpy as np
import numpy.typing as npt

from sijill.linkage.comparing.evidence import Floats, PairData
from sijill.linkage.comparing.learning import chance

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

LEAST_WEIGHT = -6.0
"""Natural log-odds below which a candidate is no rival."""
_MOST = 50.0


def rival_log_odds(pairs: PairData, weights: Floats, is_open: Flags, lists: int) -> Floats:
    """For each pair the log-odds that its two records belong to rivals: 0 without any.

    It is log(1 + the summed odds of the rivals) and does not depend on the weight of the pair
    itself, so whatever lowers that never raises what is left of it.

    Args:
        pairs: all compared pairs, sorted by their rows.
        weights: natural log-odds of each.
        is_open: the pairs that have rivals and may be some: two lists, no veto.
        lists: how many lists there are.
    """
    records = int(max(pairs.left.max(initial=0), pairs.right.max(initial=0))) + 1
    keys = pairs.left.astype(np.int64) * records + pairs.right
    same = np.where(is_open, chance(weights), 0.0)
    odds = np.exp(np.clip(weights, -_MOST, _MOST))
    chosen = np.flatnonzero(is_open & (weights >= LEAST_WEIGHT))
    total = np.zeros(len(weights))
    for side, other in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        own, rival = _meet(chosen, side[chosen].astype(np.int64) * lists**2 + pairs.lists[chosen])
        ends = other[own].astype(np.int64), other[rival].astype(np.int64)
        asked = np.minimum(*ends) * records + np.maximum(*ends)
        at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        one_person = np.where(keys[at] == asked, same[at], 0.0)
        total += np.bincount(own, (1 - one_person) * odds[rival], len(weights))
    against: Floats = np.log1p(total)
    return against


def _meet(chosen: Numbers, group: Numbers) -> tuple[Numbers, Numbers]:
    """Each of the chosen with each other one of its group."""
    order = np.argsort(group, kind="stable")
    chosen, group = chosen[order], group[order]
    _, start, count = np.unique(group, return_index=True, return_counts=True)
    size = np.repeat(count, count)
    own = np.repeat(np.arange(len(chosen)), size)
    within = np.arange(len(own)) - np.repeat(np.cumsum(size) - size, size)
    rival = np.repeat(np.repeat(start, count), size) + within
    apart = own != rival
    return chosen[own[apart]], chosen[rival[apart]]
