"""What is known of an incident before anybody grades it: statements, origins, parties, positions.

A list of incidents is itself no origin: it repeats what others said. Only where no report is on
record do lists that do not derive from each other stand for the origins.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sijill.language.unknown import Topic, means_unknown
from sijill.model.codes import CivilianStatus, OfficialPosition, StrikeStatus
from sijill.model.records.record import Group, IncidentRecord, PersonRecord
from sijill.model.results.grades import GradeEvidence
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.results.origins import OriginGraph

ACCEPTED = frozenset(
    {
        OfficialPosition.CREDIBLE,
        OfficialPosition.ACCEPTED_RESPONSIBILITY,
    }
)
"""Positions by which a party accepts that it harmed civilians in the incident."""
_FIGHTERS = frozenset({CivilianStatus.COMBATANT, CivilianStatus.DIRECT_PARTICIPATION})


@dataclass(frozen=True, slots=True)
class EvidenceSources:
    """What evidence of all incidents is gathered from.

    ``reports`` are the ids of reports by incident; ``lines`` the official lines by incident;
    ``derives`` says for each list from which others it takes records; ``party_of`` gives the id of
    a party by a list's words; ``sides`` the words for a party and its partners, by its id.
    """

    graph: OriginGraph
    reports: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: Mapping[str, Sequence[OfficialLine]] = field(default_factory=dict)
    persons: Mapping[str, PersonRecord] = field(default_factory=dict)
    derives: Mapping[str, Collection[str]] = field(default_factory=dict)
    party_of: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)


def gather_evidence(
    incident: Incident, records: Iterable[IncidentRecord], around: EvidenceSources
) -> GradeEvidence:
    """The evidence about one incident; ``records`` are all that are about it."""
    known = tuple(records)
    reports = around.reports.get(incident.id, ())
    accounts = [report for report in reports if report not in around.graph.frames] or reports[:1]
    roots = sorted(
        {root for account in accounts for root in around.graph.roots.get(account, (account,))}
    )
    lists = _independent_lists({record.head.source for record in known}, around.derives)
    by_lists = not reports and len(lists) > 1
    people = [around.persons[person] for person in incident.listed if person in around.persons]
    circles = [
        cluster for cluster in around.graph.clusters if cluster.circle and cluster.first in roots
    ]
    return GradeEvidence(
        statements=len(lists) if by_lists else len(reports),
        origins=tuple(lists if by_lists else roots),
        parties=_parties(known, around.party_of, around.sides),
        is_strike_contested=any(record.strike_status is StrikeStatus.CONTESTED for record in known),
        is_conceded=any(line.position in ACCEPTED for line in around.lines.get(incident.id, ())),
        is_combatants_only=_is_combatants_only(incident, people),
        is_no_harm=all(record.is_harm_reported is False for record in known),
        named_victims=len(people),
        circles=len(circles),
    )


def _independent_lists(
    sources: Collection[str], derives: Mapping[str, Collection[str]]
) -> list[str]:
    """The lists that take no records from another of them."""
    return sorted(source for source in sources if not set(derives.get(source, ())) & set(sources))


def _parties(
    records: Iterable[IncidentRecord], party_of: Mapping[str, str], sides: Mapping[str, str]
) -> tuple[str, ...]:
    """The sides that are accused, each once under all its names; "unknown" is none.

    Partners are one side: a list that names both does not say that they compete.
    """
    named = (actor for record in records for actor in record.actors)
    parties = (
        party_of.get(words.strip().casefold(), words.strip().casefold())
        for words in named
        if words.strip() and not means_unknown(words, Topic.OTHER)
    )
    return tuple(dict.fromkeys(sides.get(party, party) for party in parties))


def _is_combatants_only(incident: Incident, people: Sequence[PersonRecord]) -> bool:
    counted = incident.record.killed.get(Group.CIVILIANS)
    has_civilians = counted is not None and (counted.highest is None or counted.highest > 0)
    return (
        bool(people)
        and not has_civilians
        and all(person.civilian_status in _FIGHTERS for person in people)
    )
