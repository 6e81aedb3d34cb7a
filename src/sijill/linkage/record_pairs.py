"""Compares pairs of the records of one linkage, and finds what keeps them apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.clustering.duplicates import are_namesakes, find_unique_lists, numbered_lists
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.evidence import Model, list_pair
from sijill.linkage.comparing.frequencies import Frequencies, count_names
from sijill.linkage.comparing.pair_data import PairData, sort_pairs
from sijill.linkage.comparing.scoring import PAIRS_AT_A_TIME, Levels
from sijill.linkage.comparing.slips import Slips
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.comparing.vetoes import DECISIVE, RecordFacts, find_vetoes

Keys = npt.NDArray[np.int64]

_AGES = frozenset(("birth date",))
"""The field beside which ages are held against each other."""
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class VetoedPairs:
    """Compared pairs, and what keeps each apart: a number of ``VETOES``, or -1."""

    data: PairData
    vetoes: npt.NDArray[np.int8]

    def part(self, chosen: Flags) -> "VetoedPairs":
        """The chosen pairs."""
        return VetoedPairs(self.data.part(chosen), self.vetoes[chosen])

    @classmethod
    def join(cls, parts: Sequence["VetoedPairs"]) -> "VetoedPairs":
        """All pairs of the parts, sorted by their rows."""
        data, order = sort_pairs([part.data for part in parts])
        return cls(data, np.concatenate([part.vetoes for part in parts])[order])

    def keys(self, records: int) -> Keys:
        """Each pair as one number: left times the number of records, plus right."""
        return self.data.left.astype(np.int64) * records + self.data.right


@dataclass(frozen=True, slots=True, eq=False)
class LevelledPairs:
    """Pairs of rows of records with the best levels that they may meet on, and nothing else.

    A large register has some dozens of such pairs for each record, of which few matter; these are
    compared word by word and get the other columns (``RecordPairs.complete``). ``taken`` are the
    rows of the spellings; ``is_open`` marks pairs of which a level may be a later one.
    """

    left: Rows
    right: Rows
    levels: Levels
    taken: tuple[Rows, Rows]
    is_open: Flags

    def __len__(self) -> int:
        return len(self.left)

    def part(self, chosen: Flags | npt.NDArray[np.intp] | slice) -> "LevelledPairs":
        """The chosen pairs."""
        first, second = self.taken
        return LevelledPairs(
            self.left[chosen],
            self.right[chosen],
            self.levels[chosen],
            (first[chosen], second[chosen]),
            self.is_open[chosen],
        )

    def in_parts(self) -> Iterator[tuple[slice, "LevelledPairs"]]:
        """All pairs, some at a time, which bounds the memory; and where they stand."""
        for start in range(0, len(self), PAIRS_AT_A_TIME):
            at = slice(start, start + PAIRS_AT_A_TIME)
            yield at, self.part(at)


class RecordPairs:
    """Compares pairs of records.

    Args:
        spellings: the records' columns, and those of their further spellings.

    Attributes:
        ids: of the records, in the order of their rows.
        features: their columns.
        counted: how common each name is.
        lists: the lists that the records are of, by number.
        sizes: how many records each list has.
        numbered: for each list, whether every record has an identity number of its own.
        unique: for each list, whether it was found to name each person once; see ``learn_lists``.
    """

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self.features = spellings.table.slice(0, spellings.records)
        self.ids: Sequence[str] = self.features["record_id"].to_pylist()
        self._facts = RecordFacts(self.features)
        self.counted = count_names(self.features)
        self._frequencies = Frequencies(spellings.table, self.counted)
        self._slips = Slips(spellings.table, self._frequencies)
        self.lists = tuple(self._facts.list_names)
        self.sizes = np.bincount(self._facts.lists, minlength=len(self.lists))
        self.numbered = numbered_lists(self.features, self._facts.lists, self.sizes)
        self.unique: Flags = np.zeros(len(self.lists), dtype=bool)

    def compare(self, pairs: pa.Table) -> VetoedPairs:
        """The pairs (rows ``left`` and ``right``), in their order."""
        return self.complete(self.find_levels(pairs))

    def find_levels(self, pairs: pa.Table) -> LevelledPairs:
        """The best levels that the pairs (rows ``left`` and ``right``) may meet on, in order."""
        left, right = (_rows(pairs[side]) for side in ("left", "right"))
        levels = np.empty((len(left), len(COMPARISONS)), dtype=np.int8)
        is_open = np.zeros(len(left), dtype=bool)
        taken = (left.copy(), right.copy()) if self._spellings.are_several else (left, right)
        for start in range(0, len(left), PAIRS_AT_A_TIME):
            at = slice(start, start + PAIRS_AT_A_TIME)
            part = pairs.slice(start, PAIRS_AT_A_TIME)
            levels[at], *rows, is_open[at] = self._spellings.bound(part)
            if self._spellings.are_several:
                taken[0][at], taken[1][at] = rows
        return LevelledPairs(left, right, levels, taken, is_open)

    def complete(self, pairs: LevelledPairs) -> VetoedPairs:
        """The same, compared word by word and with the other columns."""
        levels, is_open = pairs.levels, np.flatnonzero(pairs.is_open)
        if len(is_open):
            ends = {"left": pairs.left[is_open], "right": pairs.right[is_open]}
            levels = levels.copy()
            levels[is_open], *_ = self._spellings.compare(pa.table(ends))
        levels = self._slips.mark(levels, *pairs.taken)
        pairs = replace(pairs, levels=levels, is_open=np.zeros(len(pairs), dtype=bool))
        rarity = self._frequencies.logarithms(*pairs.taken, pairs.levels)
        return self.veto(self._data(pairs, rarity))

    def may_reach(self, pairs: LevelledPairs, model: Model, weight: float) -> Flags:
        """The pairs that could have this weight: those that would if all their names were rare.

        Many pairs meet on the same levels, which are weighed once.
        """
        lists = self._lists_of(pairs)
        pairs = replace(pairs, levels=self._slips.mark_best(pairs.levels, *pairs.taken))
        codes = lists.astype(np.int64)
        for comparison, column in zip(COMPARISONS, pairs.levels.T, strict=True):
            codes = codes * (len(comparison.levels) + 1) + (column + 1)
        _, first, which = np.unique(codes, return_index=True, return_inverse=True)
        different = pairs.part(first)
        rarest = np.tile(self._frequencies.least, (len(first), 1))
        reach: Flags = model.weights(self._data(different, rarest)) >= weight - _ROUNDING
        return reach[which]

    def _data(self, pairs: LevelledPairs, rarity: Floats) -> PairData:
        nobody = np.zeros(len(pairs), dtype=bool)
        lists = self._lists_of(pairs)
        return PairData(pairs.left, pairs.right, lists, pairs.levels, rarity, nobody)

    def _lists_of(self, pairs: LevelledPairs) -> Rows:
        lists = self._facts.lists
        return list_pair(lists[pairs.left], lists[pairs.right], len(self.lists))

    def veto(self, data: PairData) -> VetoedPairs:
        """Compared pairs with the vetoes that follow from what is known of the lists by now."""
        vetoes = find_vetoes(data.left, data.right, data.levels, self._facts)
        return VetoedPairs(replace(data, barred=vetoes >= 0), vetoes)

    def without_vetoes(self, pairs: pa.Table) -> pa.Table:
        """The pairs that are not parted by the few fields on which most vetoes rest.

        Most are parted by their ages, which cost least to compare, so these come first.
        """
        for fields in (_AGES, DECISIVE):
            left, right = (pairs[side].to_numpy() for side in ("left", "right"))
            levels, *_ = self._spellings.compare(pairs, fields)
            pairs = pairs.filter(pa.array(find_vetoes(left, right, levels, self._facts) < 0))
        return pairs

    def once(self) -> Rows:
        """For each record the number of its list if that names each person once, else -1."""
        lists = self._facts.lists
        return np.where((self.numbered | self.unique)[lists], lists, -1).astype(np.int32)

    def learn_lists(self, pairs: LevelledPairs, strangers: Levels) -> None:
        """Find which lists name each person once; from now on vetoes take it into account.

        Args:
            pairs: the compared candidate pairs.
            strangers: levels of pairs drawn at random.
        """
        chosen = np.zeros(len(pairs), dtype=bool)
        for at, part in pairs.in_parts():
            chosen[at] = are_namesakes(self._data(part, _no_rarity(part)), len(self.lists))
        inside = pairs.part(chosen)
        namesakes = self._data(inside, _no_rarity(inside))
        self.unique = find_unique_lists(namesakes, strangers, self.sizes) & ~self.numbered
        self._facts.once = (self.numbered | self.unique)[self._facts.lists]


def _no_rarity(pairs: LevelledPairs) -> Floats:
    return np.empty((len(pairs), 0))


def _rows(column: pa.ChunkedArray) -> Rows:
    rows: Rows = column.to_numpy().astype(np.int32, copy=False)
    return rows
