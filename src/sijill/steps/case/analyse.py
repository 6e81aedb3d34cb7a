"""Analyse: from a settled register and its persons to everything that figures are computed from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sijill.claims.statements import trace_claims
from sijill.figures.analysis import Analysis, LogHead
from sijill.figures.claimed.claim_desk import read_claims
from sijill.figures.coverage import CoverageOfLists, find_coverage
from sijill.figures.estimates.floors import hold_to_counts
from sijill.figures.field.site_reports import sites_of
from sijill.incidents.context import find_nearby
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.mentions import find_mentions
from sijill.model.records.record import (
    CountRecord,
    DamageRecord,
    DeterminationRecord,
    HazardRecord,
    IncidentRecord,
    RemainsRecord,
    ReportRecord,
    StrikeRecord,
    TestimonyRecord,
)
from sijill.model.results.captures import Estimate
from sijill.model.results.claims import Origin
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, OfficialLine
from sijill.model.results.origins import OriginGraph
from sijill.model.results.regions import Region
from sijill.model.values.quantities import Refusal
from sijill.official.lines import official_lines
from sijill.official.matching import match_determinations
from sijill.official.release_text import read_release
from sijill.official.surroundings import Reporting
from sijill.register.register import Register
from sijill.remains.safety import site_safety
from sijill.steps.case.incidents import (
    SettledIncidents,
    counted_list,
    judged_pairs,
    settle_incidents_of,
    with_suggestions,
)
from sijill.steps.case.link import Linked


def analyse(
    register: Register,
    checkpoint: LogHead,
    linked: Linked,
    estimates: Mapping[str, Estimate | Refusal],
    regions: Sequence[Region] = (),
) -> Analysis:
    """Everything that the stages find in a settled register; nothing is appended or written here.

    Args:
        register: the records and decisions.
        checkpoint: the state of the ledger that they come from.
        linked: which records are one person.
        estimates: by stratum.
        regions: the areas of the case, possibly none.
    """
    settled = settle_incidents_of(register, linked.people)
    official = _read_officials(register, settled)
    claims_read = read_claims(register)
    claim_graph = trace_claims(
        register.active(CountRecord).values(),
        claims_read,
        *judged_pairs(register.decisions.judgements),
    )
    analysis = Analysis(
        register=register,
        checkpoint=checkpoint,
        people=linked.people,
        partition=linked.partition,
        scored=linked.scored,
        review=linked.review,
        review_bound=linked.review_bound,
        incidents=with_suggestions(register, settled, official.lines),
        incident_list=counted_list(register, register.active(IncidentRecord).values()),
        groups=settled.groups,
        leads=settled.leads,
        report_graph=settled.reports,
        nearby=find_nearby(
            register.active(IncidentRecord).values(),
            register.active(StrikeRecord).values(),
            register.active(DamageRecord).values(),
        ),
        determinations=official.determinations,
        matches=official.matches,
        lines=official.lines,
        estimates=estimates,
        safety=site_safety(
            register.active(RemainsRecord).values(),
            register.active(HazardRecord).values(),
            register.case.sites.safety_distance_m,
        ),
        sites=sites_of(register),
        origins=origins_of(claim_graph),
        claims_read=claims_read,
        claim_graph=claim_graph,
        known=linked.known,
        coverage=_coverage(register, linked.known, regions),
        mentions=find_mentions(
            register.active(TestimonyRecord).values(), linked.people.working, register.linkable
        ),
        regions=tuple(regions),
    )
    return hold_to_counts(analysis)


class _Official(NamedTuple):
    """The determinations as read, the incident of each, and the line of each party."""

    determinations: Mapping[str, DeterminationRecord]
    matches: Mapping[str, Match]
    lines: tuple[OfficialLine, ...]


def _read_officials(register: Register, settled: SettledIncidents) -> _Official:
    """Read every determination, match it to an incident, and sum up the lines of each party."""
    determinations = _read(register.active(DeterminationRecord), settled.incidents)
    matches = match_determinations(
        determinations.values(),
        settled.incidents,
        register.case,
        register.decisions.ties,
        settled.leads,
        _reporting(register, settled.leads),
    )
    lines = official_lines(determinations.values(), matches, register.case)
    return _Official(determinations, matches, lines)


def _read(
    records: Mapping[str, DeterminationRecord], incidents: Mapping[str, Incident]
) -> dict[str, DeterminationRecord]:
    """Every determination with its text read: of a pasted release, the line about its incident."""
    readings: dict[str, DeterminationRecord] = {}
    for identity, record in records.items():
        own = incidents.get(record.incident)
        if own is None:
            readings[identity] = read_release(record)
        else:
            codes = own.record.code.split()
            readings[identity] = read_release(record, own.record.happened, codes)
    return readings


def _reporting(register: Register, leads: Mapping[str, str]) -> Reporting:
    """By incident, who reported it in which words, and when first; and who keeps each list."""
    publishers: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, set[str]] = defaultdict(set)
    days = defaultdict(list)
    for report in register.active(ReportRecord).values():
        for incident in report.incidents:
            lead = leads.get(incident, incident)
            publishers[lead] |= {report.publisher, report.author} - {""}
            texts[lead] |= {report.text} - {""}
            if report.published.day:
                days[lead].append(report.published.day)
    return Reporting(
        publishers,
        texts,
        {source: mapping.publisher for source, mapping in register.mappings.items()},
        {lead: min(published) for lead, published in days.items()},
    )


def origins_of(graph: OriginGraph) -> tuple[Origin, ...]:
    """The origins among the claims of the register, with what repeats each."""
    return tuple(Origin(cluster.first, cluster.echoes) for cluster in graph.clusters)


def _coverage(
    register: Register, known: Mapping[str, Circumstance], regions: Sequence[Region]
) -> CoverageOfLists:
    return find_coverage(
        register.case,
        register.counted_mappings,
        {
            identity: record
            for identity, record in register.records.items()
            if register.decisions.withdrawal_of(identity) is None
        },
        {identity: circumstance.died for identity, circumstance in known.items()},
        regions,
    )
