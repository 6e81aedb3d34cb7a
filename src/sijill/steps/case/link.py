"""Link: records to persons, as settled and in draws that say how sure that is."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import numpy as np

from sijill.figures.analysis import People
from sijill.files.temporary_files import private_folder, system_folder
from sijill.ledger.entries.gc_paused import gc_frozen
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.candidates.blocking import LARGEST_BLOCK
from sijill.linkage.candidates.spill import spilling_to
from sijill.linkage.candidates.splitting import NEIGHBOURS, NEIGHBOURS_UNSPLIT
from sijill.linkage.circumstances import Circumstance, circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.features import comparable_name
from sijill.linkage.judging.lesson import Lesson
from sijill.linkage.linkage import Linkage
from sijill.linkage.persons import link
from sijill.linkage.posterior.lost_links import RecordTraits
from sijill.linkage.posterior.replicates import draw_partitions
from sijill.linkage.review import order_by_effect, pairs_to_review, review_bound
from sijill.model.codes import LinkDecision
from sijill.model.records.record import IncidentRecord, PersonRecord, RemainsRecord
from sijill.model.results.links import Partition, ScoredPair
from sijill.model.results.persons import Person
from sijill.model.results.replicates import Replicates
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place
from sijill.register.persons import build_person, build_persons
from sijill.register.register import Register
from sijill.register.watching import Watch
from sijill.steps.case.kept_linkage import LinkageRun, link_by, recall_linkage
from sijill.steps.case.notices import Notice
from sijill.steps.workspace import KEPT_LINKAGE

_SPILL = "spill"
"""The work whose leftovers a killed linkage leaves in the work folder."""


@contextmanager
def spilling(work: Path) -> Iterator[None]:
    """Within it, the engine may write to a private folder in the work folder.

    Where that may not be written to (a case on a disc that is only read), the folder lies among the
    system's temporary files.

    Raises:
        StorageError: if there is no place for it.
    """
    is_open = os.access(work, os.W_OK | os.X_OK)
    place = private_folder(work, _SPILL) if is_open else system_folder(_SPILL)
    with place as folder, spilling_to(folder):
        yield


@dataclass(frozen=True, slots=True)
class Linked:
    """What linkage found."""

    people: People
    partition: Partition
    scored: Mapping[tuple[str, str], ScoredPair]
    review: tuple[ScoredPair, ...]
    review_bound: int
    """Persons by which all pairs outside the review are expected to move their number, at most."""
    known: Mapping[str, Circumstance]
    """Day and place of death by record id."""
    cut_blocks: Mapping[str, int] = field(default_factory=dict)
    """By key, the groups of records with one key that were too big to be compared whole."""
    unsplit_blocks: Mapping[str, int] = field(default_factory=dict)
    """Those of them that no third fact splits."""
    run: LinkageRun = field(default_factory=LinkageRun)
    """Whether all records were linked anew."""
    lesson: Lesson | None = None
    """What judgements taught about pairs that nobody judged."""


@gc_frozen()
def link_records(
    register: Register, progress: Watch, work: Path, anew: str = "", *, keeps: bool = False
) -> Linked:
    """Link all active persons and remains of the register.

    Where the register's settlement rests on a kept linkage that is there, only what arrived since
    is compared.

    Args:
        register: the records.
        progress: called with what is being done and how far it is.
        work: the case's work folder, in which the engine may write for a while.
        anew: why all records are linked anew, whatever is kept; empty where they need not be.
        keeps: whether what a whole linkage learned is in the result.

    Raises:
        StorageError: if that folder cannot be written to.
    """
    kept = None if anew else recall_linkage(register, work / KEPT_LINKAGE)
    with spilling(work):
        return _link(register, progress, kept, anew, keeps=keeps)


def learn_linkage(register: Register, progress: Watch, work: Path) -> LinkageRun:
    """What a whole linkage of a register learns, as it stood when that was settled."""
    with spilling(work):
        linkage = _link_whole(register, known_circumstances(register), progress, keeps=True)
    return LinkageRun(learned=linkage.learned)


def known_circumstances(register: Register) -> dict[str, Circumstance]:
    """Day and place of death by record id, and the age then."""
    return circumstances(
        register.linkable.values(), register.active(IncidentRecord), listed_periods(register)
    )


def _link_whole(
    register: Register, known: Mapping[str, Circumstance], progress: Watch, *, keeps: bool
) -> Linkage:
    return link(
        register.linkable.values(),
        known,
        constraints_of(register),
        10 * register.case.linkage.same_percent,
        lambda doing: progress(doing, 0, 0),
        keeps=keeps,
    )


def _link_or_relink(
    register: Register,
    known: Mapping[str, Circumstance],
    progress: Watch,
    kept: Kept | None,
    anew: str,
    *,
    keeps: bool,
) -> tuple[Linkage, LinkageRun]:
    """Link what has arrived since the kept linkage; all, where none is kept or too much has.

    ``anew`` is why none is kept.
    """
    if kept is not None:
        settings = register.case.linkage
        relinked = link_by(kept, register.linkable, known, constraints_of(register), settings)
        if not isinstance(relinked, str):
            return relinked
        anew = relinked
    linkage = _link_whole(register, known, progress, keeps=keeps)
    return linkage, LinkageRun(anew, learned=linkage.learned)


def _link(
    register: Register, progress: Watch, kept: Kept | None, anew: str, *, keeps: bool
) -> Linked:
    records = register.linkable
    settings = register.case.linkage
    same, review = 10 * settings.same_percent, 10 * settings.review_percent
    known = known_circumstances(register)
    linkage, run = _link_or_relink(register, known, progress, kept, anew, keeps=keeps)
    settled = build_persons(linkage.partition.clusters, records, *_days_and_places(known))
    progress("drawing partitions", 0, 0)
    posterior = draw_partitions(
        linkage,
        linkage.constraints,
        _traits(linkage.ids, records),
        register.case.linkage.replicates,
    )
    people = People(
        settled, _persons_drawn(posterior.replicates, settled, records, known), posterior.doubtful
    )
    grey = pairs_to_review(
        linkage.scored, linkage.partition, register.decisions.judgements, same, review
    )
    bound = review_bound(len(settled))
    return Linked(
        people=people,
        partition=linkage.partition,
        scored=linkage.scored,
        review=tuple(
            order_by_effect(grey, posterior.doubtful, linkage.scored, linkage.partition, bound)
        ),
        review_bound=bound,
        known=known,
        cut_blocks=linkage.cut_blocks,
        unsplit_blocks=linkage.unsplit_blocks,
        run=run,
        lesson=linkage.lesson,
    )


def listed_periods(register: Register) -> dict[str, DateInterval]:
    """By source, when the deaths on it can have happened.

    It is the period that the list covers, else that of the case; and a list that was received on
    one day holds nobody who died after it (a day later still, for the zones of the world).
    """
    periods: dict[str, DateInterval] = {}
    for source, mapping in register.mappings.items():
        stated = mapping.covers.period if mapping.covers.period.is_known else register.case.period
        captures = register.captures.get(source, ())
        if captures:
            received = DateInterval.before((captures[-1].at + timedelta(days=1)).date())
            stated = stated.narrowed_by(received) or stated
        periods[source] = stated
    return periods


def explain_cut_blocks(
    cut_blocks: Mapping[str, int], unsplit_blocks: Mapping[str, int]
) -> list[Notice]:
    """Notices where not every pair that shares a key was compared.

    Args:
        cut_blocks: by key, the groups that were too big.
        unsplit_blocks: those of them that no third fact splits.
    """
    if not cut_blocks:
        return []
    keys, unsplit = (
        ", ".join(f"{count:,} by {key}" for key, count in blocks.items())
        for blocks in (cut_blocks, unsplit_blocks)
    )
    sentence = (
        f"groups of more than {LARGEST_BLOCK} records that share a key were not compared pair "
        f"by pair: {keys}. In these each record was compared with those that share a third fact "
        f"(another name, a birth, an age, a day of death) and with its {NEIGHBOURS} neighbours by "
        "name and by age or birth, so some links may be missed."
    )
    if unsplit:
        sentence += (
            f" No third fact splits {unsplit} of these groups; there, each record was compared "
            f"with its {NEIGHBOURS_UNSPLIT} neighbours."
        )
    return [Notice("linkage", sentence)]


def _traits(
    ids: Sequence[str], records: Mapping[str, PersonRecord | RemainsRecord]
) -> RecordTraits:
    """The list of each record, its sex with whether it says dead, and whether it has a number."""
    lists = sorted({record.head.source for record in records.values()})
    groups = sorted({_group_of(record) for record in records.values()})
    return RecordTraits(
        np.array([lists.index(records[identity].head.source) for identity in ids], dtype=np.int32),
        np.array([groups.index(_group_of(records[identity])) for identity in ids], dtype=np.int32),
        np.array([bool(records[identity].personal.identity_numbers) for identity in ids]),
    )


def _group_of(record: PersonRecord | RemainsRecord) -> tuple[str, bool, bool]:
    """What two records of one person have in common: sex, whether dead, whether named."""
    is_dead = not isinstance(record, PersonRecord) or record.harm.is_death
    return record.sex, is_dead, comparable_name(record) is not None


def constraints_of(register: Register) -> Constraints:
    """The decisions that bind: judged same or different, and identified as one person.

    Possibly and unsure bind nothing, nor does an identification that is only a hypothesis. An
    identification binds while both its records count.
    """
    judged = register.decisions.judgements.values()
    linkable = register.linkable
    identified = {
        identification.pair
        for identification in register.decisions.identifications.values()
        if identification.joins and linkable.keys() >= set(identification.pair)
    }
    return Constraints(
        frozenset(judgement.pair for judgement in judged if judgement.decision is LinkDecision.SAME)
        | identified,
        frozenset(
            judgement.pair for judgement in judged if judgement.decision is LinkDecision.DIFFERENT
        ),
        register.case.linkage.judgements_teach,
    )


def _persons_drawn(
    replicates: Replicates[tuple[str, ...]],
    settled: Mapping[str, Person],
    records: Mapping[str, PersonRecord | RemainsRecord],
    known: Mapping[str, Circumstance],
) -> Replicates[Person]:
    """The person that each drawn cluster makes; those of the settled partition are the same."""
    have = {person.records: person for person in settled.values()}
    died, places = _days_and_places(known)

    def make(cluster: tuple[str, ...]) -> Person:
        return have.get(cluster) or build_person(cluster, records, died, places)

    return replicates.change(make)


def _days_and_places(
    known: Mapping[str, Circumstance],
) -> tuple[dict[str, DateInterval], dict[str, Place]]:
    """Day and place of death by record."""
    return (
        {record: circumstance.died for record, circumstance in known.items()},
        {record: circumstance.place for record, circumstance in known.items()},
    )
