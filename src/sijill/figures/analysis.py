"""What the figures are computed from: the register, and what each stage found in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.figures.coverage import CoverageOfLists
from sijill.incidents.context import Beside
from sijill.linkage.circumstances import Circumstance
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.captures import Estimate
from sijill.model.results.claims import ClaimParts, Origin
from sijill.model.results.incidents import Incident, IncidentGroups
from sijill.model.results.links import Partition, ScoredPair
from sijill.model.results.official import Match, OfficialLine
from sijill.model.results.origins import OriginGraph
from sijill.model.results.persons import Person
from sijill.model.results.regions import Region
from sijill.model.results.replicates import DoubtfulLink, Replicates
from sijill.model.results.sites import Site, SiteSafety
from sijill.model.values.quantities import Refusal
from sijill.register.register import Register


@dataclass(frozen=True, slots=True)
class People:
    """Persons by id as settled, and as draws of the partition have them.

    Pages show the persons of ``working``, the settled partition; a count of distinct people is an
    interval over ``replicates``.
    """

    working: Mapping[str, Person]
    replicates: Replicates[Person]
    doubtful: tuple[DoubtfulLink, ...] = ()
    """Links that the draws differ in and nobody has judged, the greatest effect first."""


@dataclass(frozen=True, slots=True)
class LogHead:
    """The state of the ledger that figures are computed from: its size and Merkle root (hex)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the stages found. Keys are record ids unless said otherwise.

    ``incident_list`` is the source whose incidents are counted; with several lists of incidents and
    none chosen in ``case.toml`` it is empty, and the groups over all lists are counted.
    ``determinations`` are the active ones with what their release text says.
    """

    register: Register
    checkpoint: LogHead
    people: People
    partition: Partition
    scored: Mapping[tuple[str, str], ScoredPair]
    review: tuple[ScoredPair, ...]
    review_bound: int
    """Persons by which all pairs outside the review are expected to move their number, at most."""
    incidents: Mapping[str, Incident]
    incident_list: str
    groups: IncidentGroups
    """Which records of incidents are about one incident."""
    leads: Mapping[str, str]
    """For every record of an incident, the one that stands for its group."""
    report_graph: OriginGraph
    """Which report repeats which."""
    nearby: Mapping[str, Beside]
    """By incident, the strikes and damaged structures beside it."""
    determinations: Mapping[str, DeterminationRecord]
    matches: Mapping[str, Match]
    lines: tuple[OfficialLine, ...]
    estimates: Mapping[str, Estimate | Refusal]
    safety: Mapping[str, SiteSafety]
    sites: Mapping[str, Site]
    """The sites that are searched, from lists and decisions."""
    origins: tuple[Origin, ...]
    claims_read: Mapping[str, tuple[ClaimParts, ...]]
    """What the sentences of published claims say, where it is needed: see ``read_claims``."""
    claim_graph: OriginGraph
    """Which published claim repeats which."""
    known: Mapping[str, Circumstance]
    """Day and place of death."""
    coverage: CoverageOfLists
    mentions: Mapping[str, tuple[str, ...]]
    """By person, the testimonies that name someone of that name and time."""
    regions: tuple[Region, ...]
    """The areas of the case."""
