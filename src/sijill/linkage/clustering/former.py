"""An earlier partition, and which of its records nothing has changed for.

Clusters depend on nothing outside their component. So where a record's scored pairs, its
constraints and its list are what they were, and those of all others in its component too, its
cluster is what it was, and only the other components grow anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq

import numpy as np

from sijill.linkage.arrays import Rows
from sijill.linkage.clustering.clusters import ClusteringInput, Edges

_GONE = -1
_NOWHERE = -1
_AT_A_TIME = 100


@dataclass(frozen=True, slots=True, eq=False)
class Clustering:
    """What a partition was made from, and for each record the number of its cluster."""

    given: ClusteringInput
    numbers: Rows

    def find_settled(self, now: ClusteringInput) -> Rows:
        """For each record of now the number of its earlier cluster, or -1 where it has changed.

        A record has changed where it is new, or has another list or a name since, or where a pair
        or a constraint of it is new, is gone or says otherwise.
        """
        before = self.given
        settled = np.full(len(now.ids), _NOWHERE, dtype=np.int32)
        if before.threshold != now.threshold:
            return settled
        row_now = _rows_now(before.ids, now.ids)
        there = row_now != _GONE
        settled[row_now[there]] = self.numbers[there]
        for column in ("once", "compared"):
            then = getattr(before, column)[there]
            settled[row_now[there][then != getattr(now, column)[row_now[there]]]] = _NOWHERE
        ends = _ends_changed(before.edges, now.edges, row_now, len(now.ids))
        settled[ends[ends != _GONE]] = _NOWHERE
        different = _binding(before) ^ _binding(now)
        ends_of = {end for pair in different for end in pair[1:]}
        rows = [row for row, record in enumerate(now.ids) if record in ends_of] if ends_of else []
        settled[rows] = _NOWHERE
        return settled


def _rows_now(before: Sequence[str], now: Sequence[str]) -> Rows:
    """For each record of before its row now, or ``_GONE``.

    Both are sorted, and as a rule few records come or go: most of a few at a time stand as they
    stood.
    """
    rows = np.full(len(before), _GONE, dtype=np.int32)
    for start in range(0, len(before), _AT_A_TIME):
        some = before[start : start + _AT_A_TIME]
        first, end = bisect_left(now, some[0]), bisect_right(now, some[-1])
        there = now[first:end]
        if len(there) == len(some) and all(map(eq, some, there)):
            rows[start : start + len(some)] = np.arange(first, end)
            continue
        row_of = {record: first + place for place, record in enumerate(there)}
        rows[start : start + len(some)] = [row_of.get(record, _GONE) for record in some]
    return rows


def _binding(given: ClusteringInput) -> set[tuple[str, str, str]]:
    """The constraints of which both records are there: kind, and the two records."""
    bound = given.constraints.same | given.constraints.different
    here = set(given.ids) if bound else set()
    return {
        (kind, *pair)
        for kind in ("same", "different")
        for pair in getattr(given.constraints, kind)
        if here.issuperset(pair)
    }


def _ends_changed(before: Edges, now: Edges, row_now: Rows, records: int) -> Rows:
    """The rows of now that have a pair which is new, is gone, or says otherwise; or ``_GONE``.

    The pairs of either time are sorted by their rows.
    """
    left, right = row_now[before.left], row_now[before.right]
    is_there = (left != _GONE) & (right != _GONE)
    keys_now = now.left.astype(np.int64) * records + now.right
    keys = left[is_there].astype(np.int64) * records + right[is_there]
    place = np.searchsorted(keys_now, keys)
    found = np.flatnonzero(place < len(keys_now))
    at, of = place[found], np.flatnonzero(is_there)[found]
    is_same = (
        (keys_now[at] == keys[found])
        & (now.weights[at] == before.weights[of])
        & (now.forbidden[at] == before.forbidden[of])
    )
    has_changed = np.ones(len(left), dtype=bool)
    has_changed[of[is_same]] = False
    is_new = np.ones(len(keys_now), dtype=bool)
    is_new[at[is_same]] = False
    ends = [left[has_changed], right[has_changed], now.left[is_new], now.right[is_new]]
    rows: Rows = np.concatenate(ends).astype(np.int32)
    return rows
