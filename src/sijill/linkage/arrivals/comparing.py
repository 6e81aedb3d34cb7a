"""Compares pairs of which one record has arrived, by the columns of the few records they are of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.arrivals.changes import Arrived
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.numbering import Numbering, ranges
from sijill.linkage.comparing.evidence import list_pair
from sijill.linkage.comparing.frequencies import Frequencies
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.scoring import Levels
from sijill.linkage.comparing.slips import Slips
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.comparing.vetoes import RecordFacts, find_vetoes
from sijill.linkage.record_pairs import VetoedPairs

Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ComparedArrivals:
    """Pairs with their levels, and what vetoes read of their records."""

    left: Rows
    right: Rows
    lists: Rows
    levels: Levels
    rarity: Floats
    facts: RecordFacts
    local: tuple[Rows, Rows]

    def with_vetoes(self, single: Flags) -> VetoedPairs:
        """The pairs as the model weighs them, and what keeps each apart.

        Args:
            single: for each list whether it names each person once.
        """
        self.facts.once = single[self.facts.lists]
        vetoes = find_vetoes(*self.local, self.levels, self.facts)
        data = PairData(
            self.left, self.right, self.lists, self.levels, self.rarity, barred=vetoes >= 0
        )
        return VetoedPairs(data, vetoes)


class ArrivalComparer:
    """Compares pairs of rows of now.

    Args:
        kept: the records of before.
        arrived: those that are new or changed.
        numbering: where the rows of both stand now.
        lists: all lists, by their numbers.
    """

    def __init__(
        self, kept: Kept, arrived: Arrived, numbering: Numbering, lists: tuple[str, ...]
    ) -> None:
        self._sources = kept.learned.table, pa.concat_tables([arrived.features, arrived.further])
        self._numbering = numbering
        self._lists = {name: number for number, name in enumerate(lists)}
        self._counted = kept.learned.parameters.counted
        self._arrived = np.zeros(len(numbering.record_of), dtype=bool)
        self._arrived[numbering.arrived] = True
        self._place = np.empty(len(numbering.record_of), dtype=np.int64)
        there = numbering.kept >= 0
        self._place[numbering.kept[there]] = np.flatnonzero(there)
        self._place[numbering.arrived] = np.arange(len(numbering.arrived))
        self._further = np.bincount(
            numbering.record_of[numbering.records :], minlength=numbering.records
        )
        self._first_further = numbering.records + np.cumsum(self._further) - self._further

    def compare(self, pairs: Keys) -> ComparedArrivals:
        """The levels of pairs, in their order."""
        count = self._numbering.records
        left, right = (pairs // count).astype(np.int32), (pairs % count).astype(np.int32)
        records = np.unique(np.concatenate([left, right]))
        local = tuple(np.searchsorted(records, side).astype(np.int32) for side in (left, right))
        spellings, facts = self._take(records)
        levels, *taken = spellings.compare(pa.table({"left": local[0], "right": local[1]}))
        frequencies = Frequencies(spellings.table, self._counted)
        levels = Slips(spellings.table, frequencies).mark(levels, taken[0], taken[1])
        rarity = frequencies.logarithms(taken[0], taken[1], levels)
        lists = list_pair(facts.lists[local[0]], facts.lists[local[1]], len(self._lists))
        return ComparedArrivals(left, right, lists, levels, rarity, facts, (local[0], local[1]))

    def _take(self, records: Rows) -> tuple[Spellings, RecordFacts]:
        """The columns of some records, by their rows of now."""
        features = self._rows(records)
        several = records[self._further[records] > 0]
        counts = self._further[several]
        further = ranges(self._first_further[several], counts)
        of = np.repeat(np.searchsorted(records, several), counts)
        facts = RecordFacts(features)
        facts.lists = np.array([self._lists[name] for name in facts.list_names], dtype=np.int32)[
            facts.lists
        ]
        return Spellings(features, self._rows(further), of.tolist()), facts

    def _rows(self, rows: npt.NDArray[np.generic]) -> pa.Table:
        """The columns of some rows of now, in order."""
        is_new = self._arrived[rows]
        place = self._place[rows]
        parts = [
            source.take(pa.array(place[chosen]))
            for source, chosen in zip(self._sources, (~is_new, is_new), strict=True)
        ]
        order = np.argsort(np.concatenate([np.flatnonzero(~is_new), np.flatnonzero(is_new)]))
        return pa.concat_tables(parts).take(pa.array(order))
