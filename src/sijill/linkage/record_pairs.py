"""Compares pairs of the records of one linkage, and finds what keeps them apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.clustering.duplicates import find_unique_lists, numbered_lists
from sijill.linkage.comparing.evidence import PairData, list_pair
from sijill.linkage.comparing.frequencies import Frequencies, count_names
from sijill.linkage.comparing.pair_data import sort_pairs
from sijill.linkage.comparing.scoring import Levels
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.comparing.vetoes import DECISIVE, RecordFacts, find_vetoes

Flags = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.int64]


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
        self.lists = tuple(self._facts.list_names)
        self.sizes = np.bincount(self._facts.lists, minlength=len(self.lists))
        self.numbered = numbered_lists(self.features, self._facts.lists, self.sizes)
        self.unique: Flags = np.zeros(len(self.lists), dtype=bool)

    def compare(self, pairs: pa.Table) -> VetoedPairs:
        """The pairs (rows ``left`` and ``right``), in their order."""
        left, right = (pairs[side].to_numpy().astype(np.int32) for side in ("left", "right"))
        levels, left_taken, right_taken = self._spellings.compare(pairs)
        lists = list_pair(self._facts.lists[left], self._facts.lists[right], len(self.lists))
        rarity = self._frequencies.logarithms(left_taken, right_taken, levels)
        nobody = np.zeros(len(left), dtype=bool)
        return self.veto(PairData(left, right, lists, levels, rarity, nobody))

    def veto(self, data: PairData) -> VetoedPairs:
        """Compared pairs with the vetoes that follow from what is known of the lists by now."""
        vetoes = find_vetoes(data.left, data.right, data.levels, self._facts)
        return VetoedPairs(replace(data, barred=vetoes >= 0), vetoes)

    def without_vetoes(self, pairs: pa.Table) -> pa.Table:
        """The pairs that are not parted by the few fields on which most vetoes rest."""
        left, right = (pairs[side].to_numpy() for side in ("left", "right"))
        levels, *_ = self._spellings.compare(pairs, DECISIVE)
        return pairs.filter(pa.array(find_vetoes(left, right, levels, self._facts) < 0))

    def learn_lists(self, pairs: PairData, strangers: Levels) -> None:
        """Find which lists name each person once; from now on vetoes take it into account.

        Args:
            pairs: the compared candidate pairs.
            strangers: levels of pairs drawn at random.
        """
        self.unique = find_unique_lists(pairs, strangers, self.sizes) & ~self.numbered
        self._facts.once = (self.numbered | self.unique)[self._facts.lists]
