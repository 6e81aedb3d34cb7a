"""Link what has arrived since the last whole linkage, by its parameters and its compared pairs.

Only pairs with an arrived record are compared. The result is that of a whole linkage with the same
parameters; where a block is too big to be compared whole, pairs that were compared before are kept
although an arrived record stands between them now. It follows from the last whole linkage and the
records of now alone: in how many steps they arrived does not matter.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Flags
from sijill.linkage.arrivals.changes import Arrived
from sijill.linkage.arrivals.comparing import ArrivalComparer, ComparedArrivals
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.meetings import Keys, find_audited, find_meetings
from sijill.linkage.arrivals.numbering import GONE, Numbering, number_rows
from sijill.linkage.arrivals.parameters import extend, find_single, learn_priors, renumber_lists
from sijill.linkage.candidates.audit import unseen_ratio
from sijill.linkage.candidates.closure import label_components, missing_pairs
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.learned import ComparedPairs, Parameters
from sijill.linkage.linkage import (
    Audit,
    Compared,
    LinkableRecords,
    Linkage,
    form_persons,
)
from sijill.linkage.persons import LEAST_AUDITED_WEIGHT, likely_from
from sijill.linkage.record_pairs import VetoedPairs
from sijill.linkage.rivalry import LEAST_WEIGHT


def link_arrived(
    kept: Kept, arrived: Arrived, records: LinkableRecords, threshold: float
) -> Linkage:
    """Link the kept and the arrived records.

    Args:
        kept: the last whole linkage.
        arrived: what has changed since.
        records: those of now, the ones without a name included.
        threshold: natural log-odds from which clusters join.
    """
    work = _Arrival(kept, arrived)
    pairs = work.compare_all(threshold)
    ids = work.numbering.ids
    audit = Audit(pairs.missed, unseen_ratio(len(ids), work.audited), work.audited)
    compared = Compared(ids, pairs, work.parameters, audit)
    linkage = form_persons(records, compared, threshold, kept.learned.clustering)
    learned = kept.learned
    return replace(linkage, cut_blocks=learned.cut_blocks, unsplit_blocks=learned.unsplit_blocks)


class _Arrival:
    """One comparison of what has arrived."""

    def __init__(self, kept: Kept, arrived: Arrived) -> None:
        self._kept, self._arrived = kept, arrived
        self.numbering: Numbering = number_rows(kept, arrived)
        self._before = len(kept.learned.parameters.lists)
        self.parameters: Parameters = extend(kept.learned.parameters, arrived.features)
        self._comparer = ArrivalComparer(kept, arrived, self.numbering, self.parameters.lists)
        self.audited = 0

    def compare_all(self, threshold: float) -> ComparedPairs:
        """All compared pairs of now that may matter."""
        keys = find_meetings(self._kept, self._arrived, self.numbering)
        audited, self.audited = find_audited(self._kept, self._arrived, self.numbering)
        missed = np.setdiff1d(audited, keys, assume_unique=True)
        compared = self._comparer.compare(np.concatenate([keys, missed]))
        by_key = np.arange(len(keys) + len(missed)) < len(keys)
        self._learn(compared, by_key)
        found = self._weigh(self._with_vetoes(compared))
        likely = (found.weights >= LEAST_AUDITED_WEIGHT) & (found.vetoes < 0)
        found = replace(found, missed=~by_key).part(by_key | likely)
        return self._close(ComparedPairs.join([self._kept_pairs(), found]), threshold)

    def _learn(self, compared: ComparedArrivals, by_key: Flags) -> None:
        """What the pairs that share a key say of new lists."""
        data = self._with_vetoes(compared).data.part(by_key)
        self.parameters = find_single(self.parameters, self._before, data)
        data = self._with_vetoes(compared).data.part(by_key)
        self.parameters = learn_priors(self.parameters, self._before, data)

    def _with_vetoes(self, compared: ComparedArrivals) -> VetoedPairs:
        return compared.with_vetoes(self.parameters.numbered | self.parameters.unique)

    def _weigh(self, pairs: VetoedPairs, *, closed: bool = False) -> ComparedPairs:
        data, model = pairs.data, self.parameters.model
        return ComparedPairs(
            data=data,
            vetoes=pairs.vetoes,
            weights=model.weights(data),
            added=model.added(data),
            missed=np.zeros(len(data), dtype=bool),
            closed=np.full(len(data), closed),
        )

    def _kept_pairs(self) -> ComparedPairs:
        """The pairs of before whose two records are still as they were, by their rows of now."""
        pairs, rows = self._kept.learned.pairs, self.numbering.kept
        there = (rows[pairs.data.left] != GONE) & (rows[pairs.data.right] != GONE)
        pairs = pairs if there.all() else pairs.part(there)
        data = replace(
            pairs.data,
            left=rows[pairs.data.left],
            right=rows[pairs.data.right],
            lists=renumber_lists(pairs.data.lists, self._before, len(self.parameters.lists)),
        )
        return replace(pairs, data=data)

    def _close(self, pairs: ComparedPairs, threshold: float) -> ComparedPairs:
        """Leave out what matters no more, and compare what arrived records brought together."""
        data = pairs.data
        likely = (pairs.weights >= likely_from(threshold)) & ~data.barred
        label = label_components(self.numbering.records, data.left[likely], data.right[likely])
        together = label[data.left] == label[data.right]
        pairs = pairs.part(together | ((pairs.weights >= LEAST_WEIGHT) & ~pairs.closed))
        keys = self._missing(label, pairs.data)
        if not len(keys):
            return pairs
        more = self._weigh(self._with_vetoes(self._comparer.compare(keys)), closed=True)
        return ComparedPairs.join([pairs, more])

    def _missing(self, label: npt.NDArray[np.int32], data: PairData) -> Keys:
        """The pairs that were never compared, in components that an arrived record is in."""
        new = self.numbering.arrived[: self._arrived.features.num_rows]
        is_touched = np.zeros(int(label.max(initial=-1)) + 1, dtype=bool)
        is_touched[label[new]] = True
        rows = np.flatnonzero(is_touched[label])
        inside = is_touched[label[data.left]] & is_touched[label[data.right]]
        left, right = (
            np.searchsorted(rows, side[inside]).astype(np.int32) for side in (data.left, data.right)
        )
        _, local = np.unique(label[rows], return_inverse=True)
        found = missing_pairs(local.astype(np.int32), left, right)
        ends = [rows[found[side].to_numpy()].astype(np.int64) for side in ("left", "right")]
        keys: Keys = ends[0] * self.numbering.records + ends[1]
        return keys
