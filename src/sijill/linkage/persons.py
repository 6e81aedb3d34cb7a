"""Linkage from records to a partition: block, compare, learn, audit, close, form persons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa

from sijill.linkage.candidates.audit import Sample, sample_missed_pairs
from sijill.linkage.candidates.closure import label_components, missing_pairs
from sijill.linkage.candidates.strangers import random_pairs
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.evidence import Model, Rows
from sijill.linkage.comparing.learning import fit
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.engines import current_engine
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
from sijill.linkage.record_pairs import RecordPairs, VetoedPairs
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
    progress("comparing candidate pairs")
    engine = current_engine()
    spellings = Spellings(features, *spelling_table(comparable, known), engine.comparer)
    candidates = engine.find_candidates(spellings.table)
    pairs = spellings.of_records(candidates.pairs)
    compared = compare_records(RecordPairs(spellings), pairs, threshold, progress)
    progress("forming persons")
    linkage = form_persons(linkable, compared, threshold)
    learned = Learned(
        parameters=compared.parameters,
        table=spellings.table,
        record_of=spellings.record_of,
        records=spellings.records,
        pairs=compared.pairs,
        clustering=linkage.clustering,
        cut_blocks=candidates.oversize,
    )
    return replace(linkage, cut_blocks=candidates.oversize, learned=learned if keeps else None)


def likely_from(threshold: float) -> float:
    """The weight from which pairs make components that are closed."""
    return min(threshold, 0.0) - 3.0


def compare_records(
    records: RecordPairs, candidates: pa.Table, threshold: float, progress: Progress
) -> Compared:
    """Compare candidate pairs, learn from them, and add what the audit and closing find.

    Args:
        records: compares pairs of rows.
        candidates: the pairs that share a key.
        threshold: natural log-odds from which clusters join.
        progress: receives in words what is being done.
    """
    found = records.compare(candidates)
    strangers = records.compare(random_pairs(len(records.ids)))
    records.learn_lists(found.data, strangers.data.levels)
    found, strangers = records.veto(found.data), records.veto(strangers.data)
    progress("learning what agreement is worth")
    model = fit(found.data, strangers.data, records.sizes)
    progress("auditing the blocking")
    sample = sample_missed_pairs(records.features, candidates)
    missed = find_missed(records, model, sample)
    progress("closing components")
    found = VetoedPairs.join([found, missed])
    found, label = keep_likely(found, model, len(records.ids), threshold)
    closed = records.compare(missing_pairs(label, found.data.left, found.data.right))
    found = VetoedPairs.join([found, closed])
    keys, of_missed, of_closed = (pairs.keys(len(records.ids)) for pairs in (found, missed, closed))
    pairs = ComparedPairs(
        data=found.data,
        vetoes=found.vetoes,
        weights=model.weights(found.data),
        added=model.added(found.data),
        missed=np.isin(keys, of_missed),
        closed=np.isin(keys, of_closed),
    )
    parameters = Parameters(
        model=model,
        counted=records.counted,
        lists=records.lists,
        sizes=records.sizes,
        numbered=records.numbered,
        unique=records.unique,
        strangers=strangers.data.levels,
        audited_up_to=sample.up_to,
    )
    audit = Audit(pairs.missed, sample.unseen_ratio, sample.audited)
    return Compared(records.ids, pairs, parameters, audit)


def find_missed(records: RecordPairs, model: Model, sample: Sample) -> VetoedPairs:
    """The likely pairs among those of a sample of records with all others that share no key."""
    parts = []
    for start in range(0, sample.pairs.num_rows, PAIRS_AT_A_TIME):
        pairs = sample.pairs.slice(start, PAIRS_AT_A_TIME)
        part = records.compare(records.without_vetoes(pairs))
        likely = (model.weights(part.data) >= LEAST_AUDITED_WEIGHT) & (part.vetoes < 0)
        parts.append(part.part(likely))
    return VetoedPairs.join(parts or [records.compare(sample.pairs)])


def keep_likely(
    pairs: VetoedPairs, model: Model, records: int, threshold: float
) -> tuple[VetoedPairs, Rows]:
    """The pairs that may matter, and for each record the component that likely pairs make.

    Args:
        pairs: all that were compared.
        model: weighs them.
        records: how many there are.
        threshold: natural log-odds from which clusters join.
    """
    data, weights = pairs.data, model.weights(pairs.data)
    likely = (weights >= likely_from(threshold)) & ~data.barred
    label = label_components(records, data.left[likely], data.right[likely])
    together = label[data.left] == label[data.right]
    return pairs.part((weights >= LEAST_WEIGHT) | together), label
