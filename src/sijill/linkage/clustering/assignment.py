"""Lists that name each person once, and what that says of their pairs.

Between two such lists a record has one partner or none, so candidates of one record exclude each
other: one assignment is chosen over all of them, that with the greatest total weight (Jonker and
Volgenant 1987). The probability of a pair is what is left beside its rivals; two namesakes whom
nothing tells apart share it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.pair_data import PairData

LARGEST_BONUS = 5.0
"""How far the knowledge that most records have a partner may lift a pair, in log-odds."""
LARGEST_BLOCK = 2_000
"""Records on either side up to which rivals are assigned exactly; beyond that the best go first."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """Pairs between lists without duplicates, weighed against their rivals.

    ``odds`` are the log-odds of every pair; ``chosen`` the pairs of the assignment; ``excluded``
    those that lost to it; ``bonus`` what is added to a chosen pair before it is held against the
    threshold.
    """

    odds: Floats
    chosen: Flags
    excluded: Flags
    bonus: Floats


def with_each_list(pairs: PairData) -> tuple[Rows, Rows]:
    """Numbers for the ends of each pair: a record is another end towards each other list.

    Rivals are pairs of the same two lists; a record has a partner on every list that it may be on.
    """
    most = int(pairs.lists.max(initial=0)) + 1
    ends = [side.astype(np.int64) * most + pairs.lists for side in (pairs.left, pairs.right)]
    _, number = np.unique(np.concatenate(ends), return_inverse=True)
    left, right = np.split(number.astype(np.int32), 2)
    return left, right


def weigh_rivals(
    pairs: tuple[Rows, Rows], weights: Floats, bonus: Floats, eligible: Flags
) -> Rivals:
    """Weigh the eligible pairs against their rivals.

    Args:
        pairs: the ends of each pair, see ``with_each_list``.
        weights: log-odds of each pair by itself.
        bonus: for each pair, how far a partner is to be expected for its two records.
        eligible: pairs between two lists without duplicates, and without a veto.
    """
    left, right = (side[eligible] for side in pairs)
    own, extra = weights[eligible], bonus[eligible]
    odds, chosen = weights.copy(), np.zeros(len(weights), dtype=bool)
    excluded, lift = chosen.copy(), np.zeros(len(weights))
    if not len(own):
        return Rivals(odds, chosen, excluded, lift)
    odds[eligible] = own - np.logaddexp(-extra, _rivals(left, right, own))
    chosen[eligible] = _assign(left, right, own + extra)
    excluded = eligible & ~chosen
    lift[chosen] = bonus[chosen]
    return Rivals(odds, chosen, excluded, lift)


def partner_bonus(model: Model, sizes: npt.NDArray[np.int64]) -> Floats:
    """For each pair of lists, how likely a record without a rival has a partner, in log-odds."""
    lists = len(sizes)
    matches = model.matches.reshape(lists, lists)
    matches = np.maximum(matches, matches.T)
    rows = (sizes[:, None] + 1) / (np.maximum(sizes[:, None] - matches, 0) + 1)
    columns = (sizes[None, :] + 1) / (np.maximum(sizes[None, :] - matches, 0) + 1)
    bonus: Floats = np.minimum(np.log(rows) + np.log(columns), LARGEST_BONUS).ravel()
    return bonus


def _rivals(left: Rows, right: Rows, weights: Floats) -> Floats:
    """The log of the summed odds of the other pairs of either record."""
    count = int(max(left.max(), right.max())) + 1
    own = np.exp(np.clip(weights, -100, 100))
    at_left = np.bincount(left, own, count)[left] - own
    at_right = np.bincount(right, own, count)[right] - own
    total: Floats = np.log(np.maximum(at_left, 0) + np.maximum(at_right, 0) + 1e-300)
    return total


def _assign(left: Rows, right: Rows, gains: Floats) -> Flags:
    """The pairs of the best assignment; only pairs with a positive gain take part."""
    chosen = np.zeros(len(gains), dtype=bool)
    useful = np.flatnonzero(gains > 0)
    if not len(useful):
        return chosen
    count = int(max(left.max(), right.max())) + 1
    graph = coo_array(
        (np.ones(len(useful), dtype=np.int8), (left[useful], right[useful])), shape=(count, count)
    )
    _, label = connected_components(graph, directed=False)
    group = label[left[useful]]
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group)[group[order]]
    chosen[useful[order[sizes == 1]]] = True
    order = order[sizes > 1]
    edges = np.split(useful[order], np.flatnonzero(np.diff(group[order])) + 1)
    for members in edges if len(order) else ():
        chosen[members[_assign_group(left[members], right[members], gains[members])]] = True
    return chosen


def _assign_group(left: Rows, right: Rows, gains: Floats) -> npt.NDArray[np.intp]:
    if len(gains) == 1:
        return np.zeros(1, dtype=np.intp)
    rows, row = np.unique(left, return_inverse=True)
    columns, column = np.unique(right, return_inverse=True)
    if max(len(rows), len(columns)) > LARGEST_BLOCK:
        return _best_first(row, column, gains)
    table = np.zeros((len(rows), len(columns)))
    table[row, column] = gains
    at = np.full(table.shape, -1)
    at[row, column] = np.arange(len(gains))
    chosen: npt.NDArray[np.intp] = at[linear_sum_assignment(table, maximize=True)]
    return chosen[chosen >= 0]


def _best_first(
    row: npt.NDArray[np.intp], column: npt.NDArray[np.intp], gains: Floats
) -> npt.NDArray[np.intp]:
    rows_taken: set[int] = set()
    columns_taken: set[int] = set()
    chosen = []
    for edge in np.argsort(-gains, kind="stable"):
        if row[edge] not in rows_taken and column[edge] not in columns_taken:
            rows_taken.add(row[edge])
            columns_taken.add(column[edge])
            chosen.append(edge)
    return np.array(chosen, dtype=np.intp)
