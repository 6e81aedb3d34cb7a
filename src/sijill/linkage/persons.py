"""Linkage from records to a partition: block, compare, learn, weigh, close, cluster."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.candidates.audit import Sample, sample_missed_pairs
from sijill.linkage.candidates.blocking import Candidates
from sijill.linkage.candidates.closure import label_components, missing_pairs
from sijill.linkage.candidates.strangers import random_pairs
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import Constraints, Edges, cluster
from sijill.linkage.clustering.duplicates import find_unique_lists, numbered_lists
from sijill.linkage.clustering.numbers import tie_by_number
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.evidence import Model, PairData, Rows, list_pair
from sijill.linkage.comparing.frequencies import Frequencies, count_names
from sijill.linkage.comparing.learning import fit
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.comparing.vetoes import DECISIVE, RecordFacts, find_vetoes
from sijill.linkage.engines import Engine, current_engine
from sijill.linkage.features import Linkable, comparable_name, feature_table, spelling_table
from sijill.linkage.learned import ComparedPairs, Learned, Parameters
from sijill.linkage.rivalry import LEAST_WEIGHT, lists_named_once, weigh_pairs
from sijill.linkage.version import model_digest
from sijill.model.results.links import Partition

PAIRS_AT_A_TIME = 500_000
"""Pairs of the audit compared at a time, which bounds the memory."""
LEAST_AUDITED_WEIGHT = -3.0
"""Pairs that the audit of blocking found are kept from here on."""

_PAIR = 2

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lists:
    """What linkage knows of the lists: their names, sizes, and which name each person once."""

    names: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    numbered: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What comparing a sample of records with all others found beyond the blocking keys.

    ``missed`` marks the scored pairs that no key gave; ``unseen_ratio`` is how many pairs of
    records were not looked at for each that was; ``audited`` is the number of records in the
    sample.
    """

    missed: npt.NDArray[np.bool_]
    unseen_ratio: float = 0.0
    audited: int = 0


@dataclass(frozen=True, slots=True)
class Linkage:
    """The partition of all linkable records, and what it rests on.

    ``ids`` are all linkable records, sorted; ``edges`` the scored pairs as rows of them, in the
    order of ``scored``, with the weight that is held against the threshold; ``free`` are the same
    pairs before one partner was assigned to each record of a list that names each person once, and
    with those that few records cannot decide left open;
    ``once`` is for each record the list that does so, or -1; ``compared`` tells which have a name.
    ``constraints`` are the judgements, and what identity numbers alone decide. ``blocking`` is
    ``None`` where there was nothing to compare; ``learned`` where it was not asked for.
    """

    partition: Partition
    scored: ScoredPairs
    ids: tuple[str, ...]
    edges: Edges
    free: Edges
    once: Rows
    compared: npt.NDArray[np.bool_]
    constraints: Constraints
    lists: Lists
    blocking: Candidates | None
    audit: Audit
    learned: Learned | None = None


def log_odds(permille: float) -> float:
    """A probability in thousandths as natural log-odds."""
    share = min(max(permille, 0.001), 999.999) / 1000
    return float(np.log(share / (1 - share)))


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
    ids = tuple(sorted(by_id))
    comparable = [record for record in by_id.values() if comparable_name(record) is not None]
    features = feature_table(comparable, known)
    rows = np.searchsorted(np.array(ids), np.array(features["record_id"].to_pylist(), dtype=str))
    compared = np.zeros(len(ids), dtype=bool)
    compared[rows] = True
    bound = tie_by_number(by_id.values(), known, constraints)
    threshold = log_odds(same_permille)
    if features.num_rows < _PAIR:
        scored, edges = _nothing(features), _no_edges()
        once = np.full(len(ids), -1, dtype=np.int32)
        partition = Partition(cluster(ids, edges, bound, threshold), model_digest())
        nobody = Audit(np.zeros(0, dtype=bool))
        return Linkage(
            partition, scored, ids, edges, edges, once, compared, bound, Lists(), None, nobody
        )
    engine = current_engine()
    spellings = Spellings(features, *spelling_table(comparable, known), engine.comparer)
    work = _Work(spellings, engine, progress)
    work.learn()
    work.audit()
    work.close(threshold)
    progress("forming persons")
    pairs, parameters = work.compared_pairs(), work.parameters()
    once = lists_named_once([by_id[record].head.source for record in ids], parameters)
    scored, edges, free = weigh_pairs(
        features["record_id"].to_pylist(), pairs, parameters, once[rows], rows.astype(np.int32)
    )
    clusters = cluster(ids, edges, bound, threshold, once, compared)
    return Linkage(
        Partition(clusters, model_digest()),
        scored,
        ids,
        edges,
        free,
        once,
        compared,
        bound,
        describe_lists(parameters),
        work.candidates,
        work.audit_result(pairs),
        work.learned(parameters, pairs) if keeps else None,
    )


def likely_from(threshold: float) -> float:
    """The weight from which pairs make components that are closed."""
    return min(threshold, 0.0) - 3.0


def describe_lists(parameters: Parameters) -> Lists:
    """What is known of the lists, by their names."""
    names = np.array(parameters.lists)
    return Lists(
        parameters.lists,
        tuple(parameters.sizes.tolist()),
        tuple(names[parameters.numbered]),
        tuple(names[parameters.unique]),
    )


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

    def parameters(self) -> Parameters:
        """What was learned."""
        return Parameters(
            self._model,
            self._counted,
            tuple(self._facts.list_names),
            self._sizes,
            self._numbered,
            self._unique,
            self._strangers.levels,
            self._sample.up_to,
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

    def audit_result(self, pairs: ComparedPairs) -> Audit:
        """What the audit found, among the scored pairs."""
        return Audit(pairs.missed, self._sample.unseen_ratio, self._sample.audited)

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
        parts = [self._data, *(part for part, _ in more)]
        left, right = (
            np.concatenate([getattr(part, side) for part in parts]) for side in ("left", "right")
        )
        order = np.lexsort((right, left))
        self._data = PairData(
            *(np.concatenate([getattr(part, name) for part in parts])[order] for name in _NAMES)
        )
        self._vetoes = np.concatenate([self._vetoes, *(vetoes for _, vetoes in more)])[order]

    def learned(self, parameters: Parameters, pairs: ComparedPairs) -> Learned:
        """All that a later linkage can go on from."""
        rows = self._spellings
        return Learned(
            parameters,
            rows.table,
            rows.record_of,
            rows.records,
            pairs,
            self.candidates.oversize,
        )

    def compared_pairs(self) -> ComparedPairs:
        """All pairs that were kept, weighed."""
        data, keys = self._data, self._keys(self._data)
        return ComparedPairs(
            data,
            self._vetoes,
            self._model.weights(data),
            self._model.added(data),
            np.isin(keys, self._missed),
            np.isin(keys, self._closed),
        )


_NAMES = ("left", "right", "lists", "levels", "rarity", "barred")


def _nothing(features: pa.Table) -> ScoredPairs:
    none, empty = np.zeros(0, dtype=np.int32), np.zeros(0)
    return ScoredPairs(
        features["record_id"].to_pylist(),
        none,
        none,
        empty,
        empty,
        np.zeros(0, dtype=np.int8),
        np.zeros((0, len(COMPARISONS)), dtype=np.int8),
    )


def _no_edges() -> Edges:
    none = np.zeros(0, dtype=np.int32)
    return Edges(none, none, np.zeros(0), np.zeros(0, dtype=bool))
