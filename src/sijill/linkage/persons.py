"""Linkage from records to a partition: block, compare, learn, audit, close, form persons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa

from sijill.linkage.arrays import Rows
from sijill.linkage.candidates.audit import Sample, sample_missed_pairs
from sijill.linkage.candidates.closure import label_components, missing_pairs
from sijill.linkage.candidates.strangers import random_pairs
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.learning import LEAST_LEARNING, begin, fit
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.engines import current_engine
from sijill.linkage.features import Linkable, feature_table, spelling_table
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
from sijill.linkage.record_pairs import LevelledPairs, RecordPairs, VetoedPairs
from sijill.linkage.rivalry import LEAST_WEIGHT, learn_level
from sijill.linkage.writing.name_order import in_one_order

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
    comparable = in_one_order(by_id.values())
    features = feature_table(comparable, known)
    named = features["record_id"].to_pylist()
    threshold = log_odds(same_permille)
    if len(named) < _PAIR:
        return form_without_pairs(linkable, named, threshold)
    progress("comparing candidate pairs")
    comparer = current_engine().comparer
    spellings = Spellings(features, *spelling_table(comparable, known), comparer)
    return link_spellings(spellings, linkable, threshold, progress, keeps=keeps)


def link_spellings(
    spellings: Spellings,
    linkable: LinkableRecords,
    threshold: float,
    progress: Progress,
    *,
    keeps: bool = False,
) -> Linkage:
    """Link records of which the columns are known.

    Args:
        spellings: the columns of those with a comparable name, two records at least.
        linkable: all that can be linked.
        threshold: natural log-odds from which clusters join.
        progress: receives in words what is being done.
        keeps: whether the result holds what was learned.
    """
    candidates = current_engine().find_candidates(spellings.table)
    pairs = spellings.of_records(candidates.pairs)
    compared = compare_records(RecordPairs(spellings), pairs, threshold, progress)
    progress("forming persons")
    linkage = form_persons(linkable, compared, threshold)
    linkage = replace(linkage, cut_blocks=candidates.oversize, unsplit_blocks=candidates.unsplit)
    if not keeps:
        return linkage
    learned = Learned(
        parameters=compared.parameters,
        table=spellings.table,
        record_of=spellings.record_of,
        records=spellings.records,
        pairs=compared.pairs,
        clustering=linkage.clustering,
        cut_blocks=candidates.oversize,
        unsplit_blocks=candidates.unsplit,
    )
    return replace(linkage, learned=learned)


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
    levelled = records.find_levels(candidates)
    strangers = records.compare(random_pairs(len(records.ids)))
    records.learn_lists(levelled, strangers.data.levels)
    strangers = records.veto(strangers.data)
    progress("learning what agreement is worth")
    stated = begin(records.sizes)
    teaching = find_likely(records, stated, levelled, LEAST_LEARNING)
    model = fit(teaching.data, strangers.data, records.sizes)
    del teaching
    progress("auditing the blocking")
    sample = sample_missed_pairs(records.features, candidates)
    missed = find_missed(records, model, sample)
    progress("closing components")
    found, label = keep_likely(records, model, (levelled, missed), threshold)
    del levelled
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
        rivals_level=learn_level(pairs, records.once(), len(records.lists)),
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


def find_likely(
    records: RecordPairs, model: Model, pairs: LevelledPairs, weight: float
) -> VetoedPairs:
    """The pairs that have this weight at least.

    Args:
        records: completes pairs.
        model: weighs them.
        pairs: all that were compared.
        weight: natural log-odds.
    """
    parts = [records.complete(pairs.part(slice(0, 0)))]
    for _, part in pairs.in_parts():
        possible = records.complete(part.part(records.may_reach(part, model, weight)))
        parts.append(possible.part(model.weights(possible.data) >= weight))
    return VetoedPairs.join(parts)


def keep_likely(
    records: RecordPairs, model: Model, pairs: tuple[LevelledPairs, VetoedPairs], threshold: float
) -> tuple[VetoedPairs, Rows]:
    """The pairs that may matter, and for each record the component that likely pairs make.

    Args:
        records: completes pairs.
        model: weighs them.
        pairs: those that share a key, and those that the audit found.
        threshold: natural log-odds from which clusters join.
    """
    by_key, missed = pairs
    least = min(LEAST_WEIGHT, likely_from(threshold))
    found = VetoedPairs.join([find_likely(records, model, by_key, least), missed])
    data, weights = found.data, model.weights(found.data)
    likely = (weights >= likely_from(threshold)) & ~data.barred
    label = label_components(len(records.ids), data.left[likely], data.right[likely])
    together = label[data.left] == label[data.right]
    found = found.part((weights >= LEAST_WEIGHT) | together)
    return VetoedPairs.join([found, _together(records, by_key, found, label)]), label


def _together(
    records: RecordPairs, pairs: LevelledPairs, found: VetoedPairs, label: Rows
) -> VetoedPairs:
    """The pairs of one component that are not among those found."""
    together = label[pairs.left] == label[pairs.right]
    count = len(records.ids)
    keys = pairs.left[together].astype(np.int64) * count + pairs.right[together]
    together[together] = ~np.isin(keys, found.keys(count))
    return records.complete(pairs.part(together))
