"""Incidents: records grouped over the lists, ranges, reports with origins, suggested grades."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sijill.claims.report_statements import trace_reports
from sijill.figures.analysis import Analysis, People
from sijill.figures.compared.official_ledger import ledger_of
from sijill.figures.layers.documented import leading
from sijill.figures.overlap import fewest_and_most
from sijill.files.reading import read_if_there
from sijill.incidents.candidates import NEIGHBOURS
from sijill.incidents.evidence import EvidenceSources, gather_evidence
from sijill.incidents.grading import GradingCodebook, airwars_grading, grading_of, suggest_grade
from sijill.incidents.grouping import group_incidents
from sijill.incidents.pair_scores import Facts
from sijill.incidents.ranges import (
    counted_group,
    listed_deaths,
    settle_incident,
    states_parts_alone,
)
from sijill.model.case_limits import MOST_RESULT_BYTES
from sijill.model.codes import EvidenceGrade, LinkDecision
from sijill.model.decisions.decision import Judgement
from sijill.model.errors import CaseError
from sijill.model.records.record import IncidentRecord, PersonRecord, ReportRecord
from sijill.model.results.incidents import Incident, IncidentGroups
from sijill.model.results.official import OfficialLine
from sijill.model.results.origins import OriginGraph
from sijill.model.results.persons import Person
from sijill.model.settings.case import Case
from sijill.places.toponyms import place_keys
from sijill.register.register import Register
from sijill.steps.case.notices import Notice
from sijill.steps.workspace import Workspace

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SettledIncidents:
    """Every incident record as an incident, the groups, and which record leads each.

    ``incidents`` holds every record; that of a group's lead has the numbers of all its records.
    ``leads`` gives for every record the lead of its group.
    """

    incidents: Mapping[str, Incident]
    groups: IncidentGroups
    leads: Mapping[str, str]
    reports: OriginGraph


def explain_unnamed_party(analysis: Analysis) -> list[Notice]:
    """A notice where a party's acknowledgement is compared and no incident names the party."""
    case, source = analysis.register.case, analysis.incident_list
    comparison = case.comparison
    listed = [
        each for each in leading(analysis).values() if source in ("", each.record.head.source)
    ]
    if comparison is None or not listed:
        return []
    named = {
        party.id for each in listed for name in each.record.actors if (party := case.actor(name))
    }
    if comparison.actor in named:
        return []
    name = next((actor.name for actor in case.actors if actor.id == comparison.actor), "")
    words = (
        f"{name or comparison.actor} is compared, and none of the {len(listed):,} incidents names "
        "it: their dead are in no total. Name the column of the parties under actors in the "
        "mapping of the incidents, or, where all of them are of this party, write actors = "
        f'"{comparison.actor}" under [fixed]; or take [comparison] out of case.toml.'
    )
    return [Notice("incidents", words)]


def explain_ledgers(analysis: Analysis) -> list[Notice]:
    """A notice for each sum of an authority's monthly totals that does not hold."""
    return [
        Notice(
            "monthly totals",
            f"{broken.identity}: {broken.words} ({', '.join(broken.records)}); which number is "
            "wrong is not known from this",
        )
        for ledger in ledger_of(analysis).values()
        for broken in ledger.breaks
    ]


def settle_incidents_of(register: Register, people: People) -> SettledIncidents:
    """Group and settle the incidents of a register."""
    records = register.active(IncidentRecord)
    same, different = judged_pairs(register.decisions.judgements)
    grouping = register.case.incidents
    groups = group_incidents(
        _facts(register, records, people.working),
        same,
        different,
        (10 * grouping.same_percent, 10 * grouping.review_percent),
    )
    chosen = counted_list(register, records.values())
    listed = listed_deaths(register.active(PersonRecord).values(), *fewest_and_most(people))
    grades = {
        key: EvidenceGrade(assessment.grade)
        for key, assessment in register.decisions.assessments.items()
    }
    of_list = [record for record in records.values() if chosen in ("", record.head.source)]
    settle = partial(
        settle_incident,
        listed=listed,
        counted=counted_group(of_list),
        sums_parts=states_parts_alone(of_list),
    )
    incidents: dict[str, Incident] = {}
    leads: dict[str, str] = {}
    for group in groups.groups:
        ordered = _lead_first([records[record_id] for record_id in group], chosen)
        leads |= {record.head.id: ordered[0].head.id for record in ordered}
        incidents |= _settled(ordered, chosen, grades, settle)
    places: dict[str, set[str]] = defaultdict(set)
    for identity, record in records.items():
        places[leads[identity]] |= {name.written for name in record.place.names}
    reports = trace_reports(register.active(ReportRecord).values(), leads, same, different, places)
    return SettledIncidents(incidents, groups, leads, reports)


def explain_cut_incidents(groups: IncidentGroups) -> list[Notice]:
    """A notice where not every two incidents that may be one were compared."""
    if not groups.cut_records:
        return []
    words = (
        f"{groups.cut_records:,} incidents have the day, a victim or the code of very many others, "
        f"and were compared with {NEIGHBOURS} neighbours by day and place in each list alone, so "
        "some that are one may stand apart. See whether the lists give days and codes of their own."
    )
    return [Notice("incidents", words)]


def judged_pairs(judgements: Mapping[Pair, Judgement]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """The pairs that people judged the same, and those judged different."""
    return (
        frozenset(
            pair
            for pair, judgement in judgements.items()
            if judgement.decision is LinkDecision.SAME
        ),
        frozenset(
            pair
            for pair, judgement in judgements.items()
            if judgement.decision is LinkDecision.DIFFERENT
        ),
    )


def counted_list(register: Register, records: Iterable[IncidentRecord]) -> str:
    """The list whose incidents are counted: the one the case names, or the only one there is.

    Empty where there are several and none is named: then the groups over all lists are counted.

    Raises:
        CaseError: if the case names a list that the register does not have, or that is withdrawn.
            None of its incidents would be counted, which reads as if nobody had been killed.
    """
    comparison = register.case.comparison
    if comparison is not None and comparison.incidents:
        if comparison.incidents not in register.counted_mappings:
            raise CaseError(
                f"incidents under [comparison] in case.toml: there is no list "
                f"{comparison.incidents!r} that counts; the lists are "
                f"{', '.join(sorted(register.counted_mappings))}."
            )
        return comparison.incidents
    sources = {record.head.source for record in records}
    return next(iter(sources)) if len(sources) == 1 else ""


def _facts(
    register: Register, records: Mapping[str, IncidentRecord], persons: Mapping[str, Person]
) -> list[Facts]:
    victims: dict[str, set[str]] = defaultdict(set)
    for person in persons.values():
        if person.is_named:
            for incident in person.incidents:
                victims[incident].add(person.id)
    party_of = parties_by_name(register.case)
    texts, days = _reported(register, records.values())
    area = place_keys(register.case.area)
    return [
        Facts(
            record,
            frozenset(victims[identity]),
            frozenset(
                party
                for words in record.actors
                if (party := party_of.get(words.strip().casefold(), ""))
            ),
            frozenset().union(*map(place_keys, texts[identity])) - area,
            min(days[identity], default=None),
        )
        for identity, record in records.items()
    ]


def _reported(
    register: Register, records: Iterable[IncidentRecord]
) -> tuple[Mapping[str, set[str]], Mapping[str, set[date]]]:
    """By incident record, the texts of the reports that name it, and their days.

    Records of one list are not compared by them, so of one list alone nothing is read.
    """
    texts: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[date]] = defaultdict(set)
    if len({record.head.source for record in records}) > 1:
        for report in register.active(ReportRecord).values():
            for incident in report.incidents:
                texts[incident].add(report.text)
                if report.published.day:
                    days[incident].add(report.published.day)
    return texts, days


def parties_by_name(case: Case) -> dict[str, str]:
    """The id of each party by every name that the case gives it."""
    return {
        name.strip().casefold(): actor.id
        for actor in case.actors
        for name in (actor.id, actor.name, actor.name_ar, *actor.aliases)
        if name
    }


def _lead_first(records: Sequence[IncidentRecord], chosen: str) -> list[IncidentRecord]:
    """The records of a group, the one that stands for it first: of the counted list, graded."""
    return sorted(
        records,
        key=lambda record: (
            record.head.source != chosen,
            record.grade is EvidenceGrade.UNGRADED,
            record.place.radius_m is None,
            record.place.radius_m or 0,
            record.head.id,
        ),
    )


def _settled(
    ordered: Sequence[IncidentRecord],
    chosen: str,
    grades: Mapping[str, EvidenceGrade],
    settle: Callable[..., Incident],
) -> dict[str, Incident]:
    """The lead with the numbers of the group, and every other record with its own.

    ``settle`` is ``settle_incident`` with what holds for all incidents of the case.
    """
    lead = ordered[0]
    counted = (
        [record for record in ordered if record.head.source == chosen] if chosen else list(ordered)
    )
    counted = counted or [lead]
    taken = {record.head.id for record in counted}
    others = [record for record in ordered if record.head.id not in taken]
    grade = next((grades[record.head.id] for record in ordered if record.head.id in grades), None)
    others_alone = {
        record.head.id: settle((record,), grade=grades.get(record.head.id))
        for record in ordered[1:]
    }
    return {lead.head.id: settle(counted, grade=grade, others=others), **others_alone}


def with_suggestions(
    register: Register, settled: SettledIncidents, lines: Iterable[OfficialLine]
) -> dict[str, Incident]:
    """Every incident with its reports and the grade that the rules suggest."""
    records = register.active(IncidentRecord)
    reports: dict[str, list[str]] = defaultdict(list)
    for report in register.active(ReportRecord).values():
        for named in report.incidents:
            lead = settled.leads.get(named, named)
            if report.head.id not in reports[lead]:
                reports[lead].append(report.head.id)
    by_incident: dict[str, list[OfficialLine]] = defaultdict(list)
    for line in lines:
        by_incident[line.incident].append(line)
    sources = EvidenceSources(
        settled.reports,
        reports,
        by_incident,
        register.active(PersonRecord),
        {source: mapping.derives_from for source, mapping in register.mappings.items()},
        parties_by_name(register.case),
        {actor.id: " with ".join(register.case.side(actor.id)) for actor in register.case.actors},
    )
    book = grading_book(register.case)
    suggested: dict[str, Incident] = {}
    for identity, incident in settled.incidents.items():
        evidence = gather_evidence(
            incident, (records[member] for member in incident.members), sources
        )
        suggested[identity] = replace(
            incident,
            suggested=suggest_grade(evidence, book),
            reports=tuple(reports.get(identity, ())),
        )
    return suggested


def grading_book(case: Case) -> GradingCodebook:
    """The codebook by which grades are suggested: the case's own, or Airwars' scale.

    Raises:
        CaseError: if the case's own is none.
    """
    if case.grading is None:
        return airwars_grading()
    try:
        return grading_of(case.grading.model_dump())
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError(f"[grading] in case.toml: {error}.") from error


def suggested_grades(workspace: Workspace) -> dict[str, str]:
    """The grades that the rules suggested at the last build, by incident; empty without one."""
    path = workspace.out / "tables" / "grades.csv"
    content = read_if_there(path, MOST_RESULT_BYTES)
    if content is None:
        return {}
    text = content.decode("utf-8-sig")
    return {row["incident"]: row["suggested"] for row in csv.DictReader(io.StringIO(text))}
