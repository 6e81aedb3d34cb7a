"""A record that fits two people of one list: neither is likelier than the other allows.

Where a list is known to name each person once, all partners of a record exclude each other
(``assignment``). In other lists two records may be one person entered twice, who is no rival of
himself. But where these two are different people, a record that fits both is one of them at most: a
girl without an age, whose two namesakes of 12 and 19 stand on the other list, is joined to neither
and shown for review. That is asked in small registers, where two namesakes are rare and a wrong
join is seen; in large ones the best partner is right more often than not.
"""

from collections import defaultdict
from itertools import permutations

import numpy as np

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.comparing.learning import number_ends
from sijill.linkage.comparing.pair_data import PairData

LEAST_RIVAL = -2.0
"""Pairs below these log-odds take next to nothing from another: exp(-2) beside 1 moves log-odds by
an eighth. Chosen by eye."""


def weigh_namesakes(pairs: PairData, weights: Floats, open_pairs: Flags, lists: int) -> Floats:
    """The log-odds of pairs, those of rivals who are other people taken into account.

    Args:
        pairs: the scored pairs.
        weights: log-odds of each pair by itself.
        open_pairs: pairs that may be one person, and whose rivals are not weighed elsewhere.
        lists: how many lists there are.
    """
    odds = weights.copy()
    chosen = np.flatnonzero(open_pairs & (weights >= LEAST_RIVAL))
    rivals: dict[int, float] = defaultdict(float)
    left, right, _ = number_ends(pairs, lists)
    one = _one_person(pairs, weights, open_pairs)
    sides = ((left, pairs.right), (right, pairs.left))
    for members in _groups([(ends[chosen], others[chosen]) for ends, others in sides]):
        for (own, record), (rival, other) in permutations(members, 2):
            if record != other and (min(record, other), max(record, other)) not in one:
                rivals[own] += float(np.exp(min(weights[chosen[rival]], 100.0)))
    for own, total in rivals.items():
        odds[chosen[own]] -= np.log1p(total)
    return odds


def _groups(
    sides: list[tuple[Rows, Rows]],
) -> list[list[tuple[int, int]]]:
    """For each record and other list, its pairs (by number) with the records at their other end."""
    ends = np.concatenate([end for end, _ in sides])
    _, number, count = np.unique(ends, return_inverse=True, return_counts=True)
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    pairs = len(sides[0][0])
    others = np.concatenate([other for _, other in sides])
    for at in np.flatnonzero(count[number] > 1).tolist():
        groups[int(number[at])].append((at % pairs, int(others[at])))
    return list(groups.values())


def _one_person(pairs: PairData, weights: Floats, open_pairs: Flags) -> set[tuple[int, int]]:
    """Pairs of records of one list that look like one person entered twice."""
    likely = open_pairs & (weights >= 0)
    return set(zip(pairs.left[likely].tolist(), pairs.right[likely].tolist(), strict=True))
