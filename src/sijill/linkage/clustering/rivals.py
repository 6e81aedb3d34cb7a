"""How far other candidates of the same records stand against a pair, on lists with duplicates.

A record has one person on another list, even where that list names some twice. So a pair loses by
each rival: another record of the same list that may be the partner instead. A rival that is itself
the same person as the partner is none. Lists without duplicates are left out: there one assignment
weighs all rivals (``assignment``); so are registers in which few pairs teach (``namesakes``).

By rights all of a rival's odds would be taken off: of several candidates one is right. But scores
of rivals are not certain either, and what makes one of them look likelier than it is (a name that
is common in this quarter alone) does the same to the others; so ``SHARE`` of the log-odds is taken
off. What is left would then be too low for all pairs together, those without rivals included: they
are known to have none, which speaks for them. So all are raised by a level that keeps the expected
number of pairs that are one person (``keep_number``), learned with everything else.
"""

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.comparing.learning import chance
from sijill.linkage.comparing.pair_data import PairData

Numbers = npt.NDArray[np.int64]

LEAST_WEIGHT = -6.0
"""Natural log-odds below which a candidate is no rival."""
SHARE = 0.75
"""Of the log-odds of rivals, what is taken off a pair. In a simulated city of 50,000 records shares
of 0.5, 0.75 and 1 join 0.887, 0.889 and 0.889 of the true pairs from even odds on at a precision
of 0.970, 0.969 and 0.968, without rivals 0.872 at 0.970."""
_MOST = 50.0
"""Natural log-odds: beyond it a pair is as good as certain, and sums of odds lose the others."""
_MOST_SHIFT = 6.0
"""In natural log-odds; where no smaller one keeps the number, nothing is shifted."""


def find_rivalling(pairs: PairData, is_open: Flags, once: Rows, lists: int) -> Flags:
    """The pairs that have rivals and may be some: of two lists, not both without duplicates.

    Args:
        pairs: any.
        is_open: those that may be one person.
        once: for each record the list that names each person once, or -1.
        lists: how many lists there are.
    """
    assigned = (once[pairs.left] >= 0) & (once[pairs.right] >= 0)
    rivalling: Flags = is_open & ~assigned & (pairs.lists // lists != pairs.lists % lists)
    return rivalling


def weigh_beside(
    pairs: PairData, weights: Floats, is_open: Flags, rivalling: Flags, lists: int
) -> Floats:
    """What rivals add to the log-odds of each pair: 0 or less, before the level is put back.

    Args:
        pairs: all compared pairs, sorted by their rows.
        weights: natural log-odds of each.
        is_open: those that may be one person.
        rivalling: see ``find_rivalling``.
        lists: how many lists there are.
    """
    rivals = rival_log_odds(pairs, weights, is_open, rivalling, lists)
    added: Floats = -SHARE * rivals * rivalling
    return added


def keep_number(weights: Floats, before: Floats, is_open: Flags) -> float:
    """The shift that keeps the expected number of open pairs that are one person.

    Args:
        weights: natural log-odds with what was learned.
        before: the same without.
        is_open: the pairs that may be one person.
    """
    expected = chance(before[is_open]).sum()

    def surplus(shift: float) -> float:
        return float(chance(weights[is_open] + shift).sum() - expected)

    if not surplus(-_MOST_SHIFT) < 0 < surplus(_MOST_SHIFT):
        return 0.0
    return float(brentq(surplus, -_MOST_SHIFT, _MOST_SHIFT))


def rival_log_odds(
    pairs: PairData, weights: Floats, is_open: Flags, rivalling: Flags, lists: int
) -> Floats:
    """For each pair the log-odds that its two records belong to rivals: 0 without any.

    It is log(1 + the summed odds of the rivals) and does not depend on the weight of the pair
    itself, so whatever lowers that never raises what is left of it.

    Args:
        pairs: all compared pairs, sorted by their rows.
        weights: natural log-odds of each.
        is_open: those that may be one person; two of one list may be that person twice.
        rivalling: those of them that have rivals and may be some.
        lists: how many lists there are.
    """
    records = int(max(pairs.left.max(initial=0), pairs.right.max(initial=0))) + 1
    keys = pairs.left.astype(np.int64) * records + pairs.right
    same = np.where(is_open, chance(weights), 0.0)
    odds = np.exp(np.clip(weights, -_MOST, _MOST))
    all_rivalling = np.flatnonzero(rivalling)
    likely = weights[all_rivalling] >= LEAST_WEIGHT
    total = np.zeros(len(weights))
    for side, other in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        group = side[all_rivalling].astype(np.int64) * lists**2 + pairs.lists[all_rivalling]
        own, rival = (all_rivalling[at] for at in _meet(group, likely))
        ends = other[own].astype(np.int64), other[rival].astype(np.int64)
        asked = np.minimum(*ends) * records + np.maximum(*ends)
        at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        one_person = np.where(keys[at] == asked, same[at], 0.0)
        total += np.bincount(own, (1 - one_person) * odds[rival], len(weights))
    against: Floats = np.log1p(total)
    return against


def _meet(group: Numbers, is_rival: Flags) -> tuple[Numbers, Numbers]:
    """Each place with each other place of its group that is a rival."""
    rivals = np.flatnonzero(is_rival)
    rivals = rivals[np.argsort(group[rivals], kind="stable")]
    start, end = (np.searchsorted(group[rivals], group, side) for side in ("left", "right"))
    count = end - start
    own = np.repeat(np.arange(len(group)), count)
    within = np.arange(len(own)) - np.repeat(np.cumsum(count) - count, count)
    rival = rivals[np.repeat(start, count) + within]
    apart = own != rival
    return own[apart], rival[apart]
