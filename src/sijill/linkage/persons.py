"""Linkage from records to a partition: block, compare, learn, audit, close, form persons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.candidates.audit import Sample, sample_missed_pairs
from sijill.linkage.candidates.closure import label_components, missing_pairs
from sijill.linkage.candidates.strangers import random_pairs
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.clustering.duplicates import find_unique_lists, numbered_lists
from sijill.linkage.clustering.former import Clustering
from sijill.linkage.comparing.evidence import Model, PairData, list_pair
from sijill.linkage.comparing.frequencies import Frequencies, count_names
from sijill.linkage.comparing.learning import fit
from sijill.linkage.comparing.pair_data import sort_pairs
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.comparing.vetoes import DECISIVE, RecordFacts, find_vetoes
from sijill.linkage.engines import Engine, current_engine
from sijill.linkage.features import Linkable, comparable_name, feature_table, spelling_table
from sijill.linkage.learned import ComparedPairs, Learned, Parameters
from sijill.linkage.linkage import (
    Audit,
    Compared,
    LinkableRecords,
    Linkage,
    form_persons,
    form_without_pairs,
    log_odds,
)
from sijill.linkage.rivalry import LEAST_WEIGHT

PAIRS_AT_A_TIME = 500_000
"""Pairs of the audit compared at a time, which bounds the memory."""
LEAST_AUDITED_WEIGHT = -3.0
"""Pairs that the audit of blocking found are kept from here on."""

_PAIR = 2

Progress = Callable[[str], None]


def link(
    records: Iterable[Linkable],
    known: Mapping[str, Circumstance],
    constraints: Constraints,
    same_permille: int,
    progress: Progress,
    *,
    keeps: bool = False,
) -> Linkage:
    """Link records.

    Args:
        records: persons and remains; those without a comparable name stand alone, unless an
            identity number ties them to another.
        known: day and place of death by record id.
        constraints: human judgements.
        same_permille: mean probability, in thousandths, from which clusters join.
        progress: receives in words what is being done.
        keeps: whether the result holds what was learned.
    """
    by_id = {record.head.id: record for record in records}
    linkable = LinkableRecords.of(by_id, known, constraints)
    comparable = [record for record in by_id.values() if comparable_name(record) is not None]
    features = feature_table(comparable, known)
    named = features["record_id"].to_pylist()
    threshold = log_odds(same_permille)
    if len(named) < _PAIR:
        return form_without_pairs(linkable, named, threshold)
    engine = current_engine()
    spellings = Spellings(features, *spelling_table(comparable, known), engine.comparer)
    work = _Work(spellings, engine, progress)
    work.learn()
    work.audit()
    work.close(threshold)
    progress("forming persons")
    compared = work.compared()
    linkage = form_persons(linkable, compared, threshold)
    return replace(
        linkage,
        cut_blocks=work.candidates.oversize,
        learned=work.learned(compared, linkage.clustering) if keeps else None,
    )


def likely_from(threshold: float) -> float:
    """The weight from which pairs make components that are closed."""
    return min(threshold, 0.0) - 3.0


class _Work:
    """One run over one table of features."""

    def __init__(self, spellings: Spellings, engine: Engine, progress: Progress) -> None:
        features = spellings.table.slice(0, spellings.records)
        progress("comparing candidate pairs")
        self._progress = progress
        self._features = features
        self._ids = features["record_id"].to_pylist()
        self._facts = RecordFacts(features)
        self._spellings = spellings
        self._counted = count_names(features)
        self._frequencies = Frequencies(spellings.table, self._counted)
        self._sizes = np.bincount(self._facts.lists, minlength=len(self._facts.list_names))
        self._numbered = numbered_lists(features, self._facts.lists, self._sizes)
        self._data: PairData
        self._vetoes: npt.NDArray[np.int8]
        self._model: Model
        candidates = engine.find_candidates(spellings.table)
        self.candidates = replace(candidates, pairs=spellings.of_records(candidates.pairs))
        self._data, self._vetoes = self._compare(self.candidates.pairs)
        self._strangers, _ = self._compare(random_pairs(len(self._ids)))
        self._unique = (
            find_unique_lists(self._data, self._strangers.levels, self._sizes) & ~self._numbered
        )
        self._allow_one_partner()
        self._sample: Sample
        self._missed: npt.NDArray[np.int64]
        self._closed = np.zeros(0, dtype=np.int64)

    def _allow_one_partner(self) -> None:
        """Veto again, now that it is known which lists name each person once."""
        self._facts.once = (self._numbered | self._unique)[self._facts.lists]
        data = self._data
        self._vetoes = find_vetoes(data.left, data.right, data.levels, self._facts)
        self._data = replace(data, barred=self._vetoes >= 0)

    def _compare(self, pairs: pa.Table) -> tuple[PairData, npt.NDArray[np.int8]]:
        left, right = (pairs[side].to_numpy().astype(np.int32) for side in ("left", "right"))
        levels, left_taken, right_taken = self._spellings.compare(pairs)
        vetoes = find_vetoes(left, right, levels, self._facts)
        lists = list_pair(self._facts.lists[left], self._facts.lists[right], len(self._sizes))
        rarity = self._frequencies.logarithms(left_taken, right_taken, levels)
        return PairData(left, right, lists, levels, rarity, vetoes >= 0), vetoes

    def learn(self) -> None:
        self._progress("learning what agreement is worth")
        strangers = self._strangers
        barred = find_vetoes(strangers.left, strangers.right, strangers.levels, self._facts) >= 0
        self._model = fit(self._data, replace(strangers, barred=barred), self._sizes)

    def _parameters(self) -> Parameters:
        return Parameters(
            model=self._model,
            counted=self._counted,
            lists=tuple(self._facts.list_names),
            sizes=self._sizes,
            numbered=self._numbered,
            unique=self._unique,
            strangers=self._strangers.levels,
            audited_up_to=self._sample.up_to,
        )

    def audit(self) -> None:
        """Compare a sample of records with all others, and keep what blocking missed."""
        self._progress("auditing the blocking")
        self._sample = sample_missed_pairs(self._features, self.candidates.pairs)
        kept = []
        for start in range(0, self._sample.pairs.num_rows, PAIRS_AT_A_TIME):
            part, vetoes = self._compare(
                self._without_vetoes(self._sample.pairs.slice(start, PAIRS_AT_A_TIME))
            )
            likely = (self._model.weights(part) >= LEAST_AUDITED_WEIGHT) & (vetoes < 0)
            kept.append((part.part(likely), vetoes[likely]))
        self._missed = np.concatenate(
            [np.zeros(0, dtype=np.int64), *(self._keys(part) for part, _ in kept)]
        )
        self._join(kept)

    def _without_vetoes(self, pairs: pa.Table) -> pa.Table:
        """The pairs that are not parted by the few fields on which most vetoes rest."""
        left, right = (pairs[side].to_numpy() for side in ("left", "right"))
        levels, *_ = self._spellings.compare(pairs, DECISIVE)
        return pairs.filter(pa.array(find_vetoes(left, right, levels, self._facts) < 0))

    def _keys(self, data: PairData) -> npt.NDArray[np.int64]:
        return data.left.astype(np.int64) * len(self._ids) + data.right

    def close(self, threshold: float) -> None:
        """Score every pair inside the components, and keep what may matter."""
        self._progress("closing components")
        weights = self._model.weights(self._data)
        likely = (weights >= likely_from(threshold)) & ~self._data.barred
        label = label_components(len(self._ids), self._data.left[likely], self._data.right[likely])
        together = label[self._data.left] == label[self._data.right]
        self._keep((weights >= LEAST_WEIGHT) | together)
        missing = missing_pairs(label, self._data.left, self._data.right)
        if missing.num_rows:
            more, vetoes = self._compare(missing)
            self._closed = self._keys(more)
            self._join([(more, vetoes)])

    def _keep(self, chosen: npt.NDArray[np.bool_]) -> None:
        self._data, self._vetoes = self._data.part(chosen), self._vetoes[chosen]

    def _join(self, more: Sequence[tuple[PairData, npt.NDArray[np.int8]]]) -> None:
        """Put compared pairs and their vetoes among the others, all at once: sorting is dear."""
        self._data, order = sort_pairs([self._data, *(part for part, _ in more)])
        self._vetoes = np.concatenate([self._vetoes, *(vetoes for _, vetoes in more)])[order]

    def learned(self, compared: Compared, clustering: Clustering) -> Learned:
        """All that a later linkage can go on from."""
        rows = self._spellings
        return Learned(
            parameters=compared.parameters,
            table=rows.table,
            record_of=rows.record_of,
            records=rows.records,
            pairs=compared.pairs,
            clustering=clustering,
            cut_blocks=self.candidates.oversize,
        )

    def compared(self) -> Compared:
        """The records, all pairs that were kept, weighed, and what weighed them."""
        data, keys = self._data, self._keys(self._data)
        pairs = ComparedPairs(
            data=data,
            vetoes=self._vetoes,
            weights=self._model.weights(data),
            added=self._model.added(data),
            missed=np.isin(keys, self._missed),
            closed=np.isin(keys, self._closed),
        )
        audit = Audit(pairs.missed, self._sample.unseen_ratio, self._sample.audited)
        return Compared(self._ids, pairs, self._parameters(), audit)
