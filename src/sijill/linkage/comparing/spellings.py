"""Records that a list names in several spellings: two records are compared by the two that fit.

A name in Arabic and in Latin letters, or a full and a short form, are two readings of one person's
name; where one of them holds a slip, the other may still agree. Each combination is compared, and
the one whose names agree best by the stated shares is taken. What is learned plays no part in the
choice, so it can be made before anything is learned.
"""

from collections.abc import Callable, Collection, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.evidence import STATED_M, STATED_U
from sijill.linkage.comparing.scoring import ALL_FIELDS, Comparer, LevelComparer, Levels

_NAMES = ("given", "family", "father", "grandfather")
_FIELDS = [number for number, comparison in enumerate(COMPARISONS) if comparison.name in _NAMES]
_STATED = np.log(STATED_M) - np.log(STATED_U)


class Spellings:
    """Compares records, each in the spelling that fits the other record best.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
        further: the same of further spellings, as ``spelling_table`` makes it.
        of: for each of these the row of its record.
        comparer: makes what compares the rows of a table.
    """

    def __init__(
        self,
        features: pa.Table,
        further: pa.Table,
        of: Sequence[int],
        comparer: Callable[[pa.Table], LevelComparer] = Comparer,
    ) -> None:
        self.records = features.num_rows
        self.are_several = bool(further.num_rows)
        self.table = pa.concat_tables([features, further]).combine_chunks()
        self.record_of = np.concatenate(
            [np.arange(self.records), np.array(of, dtype=np.int64)]
        ).astype(np.int32)
        self._comparer = comparer(self.table)
        self._spellings = np.bincount(self.record_of, minlength=self.records)
        order = np.argsort(self.record_of, kind="stable").astype(np.int32)
        self._order = order
        self._start = np.searchsorted(self.record_of[order], np.arange(self.records))

    def compare(
        self, pairs: pa.Table, fields: Collection[str] = ALL_FIELDS
    ) -> tuple[Levels, Rows, Rows]:
        """The levels of pairs of records, and the rows of the two spellings that were taken.

        Args:
            pairs: columns ``left`` and ``right``, rows of the records.
            fields: the names of the comparisons that are made.
        """
        left, right = (pairs[side].to_numpy().astype(np.int32) for side in ("left", "right"))
        levels = self._comparer.compare(pairs, fields)
        taken = left.copy(), right.copy()
        best = _agreement(levels)
        several = np.flatnonzero(self._spellings[left] * self._spellings[right] > 1)
        of_left, of_right = self._spellings[left[several]], self._spellings[right[several]]
        combinations = product(range(of_left.max(initial=1)), range(of_right.max(initial=1)))
        next(combinations)  # both as first spelt: compared above
        for first, second in combinations:
            chosen = several[(of_left > first) & (of_right > second)]
            if not len(chosen):
                continue
            rows = self._rows(left[chosen], first), self._rows(right[chosen], second)
            compared = self._comparer.compare(pa.table({"left": rows[0], "right": rows[1]}), fields)
            agreement = _agreement(compared)
            better = agreement > best[chosen]
            at = chosen[better]
            levels[at], best[at] = compared[better], agreement[better]
            taken[0][at], taken[1][at] = rows[0][better], rows[1][better]
        return levels, *taken

    def bound(self, pairs: pa.Table) -> tuple[Levels, Rows, Rows, npt.NDArray[np.bool_]]:
        """The best levels that pairs of records may meet on, and the rows of their spellings.

        Beside them, which pairs may meet on later levels; see ``Comparer.bound``. Records of
        several spellings are compared, since which of them fit is not known before.

        Args:
            pairs: columns ``left`` and ``right``, rows of the records.
        """
        left, right = (pairs[side].to_numpy().astype(np.int32) for side in ("left", "right"))
        taken = left.copy(), right.copy()
        levels = np.empty((len(left), len(COMPARISONS)), dtype=np.int8)
        is_open = np.zeros(len(left), dtype=bool)
        is_lone = self._spellings[left] * self._spellings[right] == 1
        levels[is_lone], is_open[is_lone] = self._comparer.bound(pairs.filter(pa.array(is_lone)))
        several = np.flatnonzero(~is_lone)
        if len(several):
            levels[several], *rows = self.compare(pairs.take(pa.array(several)))
            taken[0][several], taken[1][several] = rows
        return levels, *taken, is_open

    def _rows(self, records: Rows, number: int) -> Rows:
        """The rows of the spelling of this number of each record; 0 is its first."""
        rows: Rows = self._order[self._start[records] + number]
        return rows

    def of_records(self, pairs: pa.Table) -> pa.Table:
        """Pairs of rows, sorted and each once, as such pairs of their records."""
        if not self.are_several:
            return pairs
        keys = key_record_pairs(pairs, self.record_of, self.records)
        return pa.table(
            {
                "left": (keys // self.records).astype(np.int32),
                "right": (keys % self.records).astype(np.int32),
            }
        )


def key_record_pairs(pairs: pa.Table, record_of: Rows, records: int) -> npt.NDArray[np.int64]:
    """Pairs of rows as pairs of their records: left · records + right, sorted, each once.

    Args:
        pairs: columns ``left`` and ``right``.
        record_of: for each row its record.
        records: how many there are.
    """
    ends = [record_of[pairs[side].to_numpy()] for side in ("left", "right")]
    low, high = np.minimum(*ends).astype(np.int64), np.maximum(*ends).astype(np.int64)
    keys = (low * records + high)[low != high]
    keys.sort()
    different: npt.NDArray[np.int64] = keys[np.diff(keys, prepend=-1) > 0]
    return different


def _agreement(levels: Levels) -> Floats:
    """How far the names agree by the stated shares, in natural log-odds."""
    total = np.zeros(len(levels))
    for number in _FIELDS:
        column = levels[:, number]
        total += np.where(column == UNKNOWN, 0.0, _STATED[number, np.maximum(column, 0)])
    return total
