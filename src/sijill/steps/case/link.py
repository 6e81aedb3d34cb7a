"""Link: records to persons, under the working thresholds and under the two extremes of doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sijill.figures.analysis import People
from sijill.files.temporary_files import private_folder
from sijill.ledger.entries.gc_paused import gc_frozen
from sijill.linkage.candidates.blocking import LARGEST_BLOCK, NEIGHBOURS
from sijill.linkage.candidates.spill import spilling_to
from sijill.linkage.circumstances import Circumstance, circumstances
from sijill.linkage.clustering.clusters import Constraints, cluster
from sijill.linkage.persons import Linkage, link, log_odds
from sijill.linkage.review import pairs_to_review
from sijill.model.codes import LinkDecision
from sijill.model.records.record import IncidentRecord, PersonRecord, RemainsRecord
from sijill.model.results.links import Partition, ScoredPair
from sijill.register.persons import build_persons
from sijill.register.register import Register
from sijill.steps.case.notices import Notice
from sijill.steps.workspace import Progress

SPILL = "spill"
"""The work whose leftovers a killed linkage leaves in the work folder."""
NEAR_CERTAIN_PERMILLE = 950
"""From here a pair counts as one person even when every doubt is taken as two."""
HARDLY_POSSIBLE_PERMILLE = 20
"""Below this a pair counts as two persons even when every doubt is taken as one."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linkage found."""

    people: People
    partition: Partition
    scored: Mapping[tuple[str, str], ScoredPair]
    review: tuple[ScoredPair, ...]
    known: Mapping[str, Circumstance]
    """Day and place of death by record id."""
    cut_blocks: Mapping[str, int] = field(default_factory=dict)
    """By key, the groups of records with one key that were too big to be compared whole."""


@gc_frozen()
def link_records(register: Register, progress: Progress, work: Path) -> Linked:
    """Link all active persons and remains of the register.

    Args:
        register: the records.
        progress: called with what is being done and how far it is.
        work: the case's work folder, in which the engine may write for a while.

    Raises:
        StorageError: if that folder cannot be written to.
    """
    with private_folder(work, SPILL) as folder, spilling_to(folder):
        return _link(register, progress)


def _link(register: Register, progress: Progress) -> Linked:
    records = register.linkable
    known = circumstances(records.values(), register.active(IncidentRecord))
    constraints = constraints_of(register)
    same = 10 * register.case.linkage.same_percent
    review = 10 * register.case.linkage.review_percent
    linkage = link(records.values(), known, constraints, same, lambda doing: progress(doing, 0, 0))
    readings = (
        linkage.partition.clusters,
        _read_doubts(linkage, constraints, HARDLY_POSSIBLE_PERMILLE),
        _read_doubts(linkage, constraints, NEAR_CERTAIN_PERMILLE),
    )
    people = _people(readings, records, known)
    grey = pairs_to_review(
        linkage.scored, linkage.partition, register.decisions.judgements, same, review
    )
    cut = linkage.blocking.oversize if linkage.blocking else {}
    return Linked(people, linkage.partition, linkage.scored, tuple(grey), known, cut)


def explain_cut_blocks(cut_blocks: Mapping[str, int]) -> list[Notice]:
    """What a person should hear where not every pair that shares a key was compared."""
    if not cut_blocks:
        return []
    keys = ", ".join(f"{count:,} by {key}" for key, count in cut_blocks.items())
    return [
        Notice(
            "linkage",
            f"groups of more than {LARGEST_BLOCK} records that share a key were not compared pair "
            f"by pair: {keys}. In these each record was compared with its {NEIGHBOURS} neighbours "
            "by name and by age or birth, so some links may be missed.",
        )
    ]


def _read_doubts(
    linkage: Linkage, constraints: Constraints, permille: int
) -> tuple[tuple[str, ...], ...]:
    """The partition under another threshold."""
    return cluster(linkage.ids, linkage.edges, constraints, log_odds(permille), linkage.once)


def constraints_of(register: Register) -> Constraints:
    """The decisions that bind: judged same or different, and identified as one person.

    Possibly and unsure bind nothing, nor does an identification that is only a hypothesis. An
    identification binds while both its records count.
    """
    judged = register.decisions.judgements.values()
    linkable = register.linkable
    identified = {
        one.pair
        for one in register.decisions.identifications.values()
        if one.joins and linkable.keys() >= set(one.pair)
    }
    return Constraints(
        frozenset(one.pair for one in judged if one.decision is LinkDecision.SAME) | identified,
        frozenset(one.pair for one in judged if one.decision is LinkDecision.DIFFERENT),
    )


def _people(
    readings: Iterable[tuple[tuple[str, ...], ...]],
    records: Mapping[str, PersonRecord | RemainsRecord],
    known: Mapping[str, Circumstance],
) -> People:
    """The persons of the three readings."""
    died = {record: circumstance.died for record, circumstance in known.items()}
    places = {record: circumstance.place for record, circumstance in known.items()}
    return People(*build_persons(readings, records, died, places))
