"""Incidents over several lists, the reports about them, and grades that are suggested and set."""

from collections import Counter
from collections.abc import Sequence

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.documented import leading
from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import DamageRecord, ReportRecord, StrikeRecord
from sijill.model.results.incidents import Incident
from sijill.model.values.counts import UNKNOWN_COUNT
from sijill.model.values.quantities import Layer, Unit


def grouping_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """How many records of incidents there are, and how many incidents they come to."""
    layer = Layer.DOCUMENTED_INCIDENT
    lists = {incident.record.head.source for incident in analysis.incidents.values()}
    if len(lists) < 2 and all(len(group) == 1 for group in analysis.groups.groups):  # noqa: PLR2004
        return []
    shared = [analysis.leads[group[0]] for group in analysis.groups.groups if len(group) > 1]
    leads = sorted(set(analysis.leads.values()))
    return [
        writer.count("documented.grouped.records", Unit.RECORDS, layer, sorted(analysis.incidents)),
        writer.count("documented.grouped", Unit.INCIDENTS, layer, leads),
        writer.count("documented.grouped.shared", Unit.INCIDENTS, layer, sorted(shared)),
    ]


def grading_figures(writer: Writer, analysis: Analysis, chosen: Sequence[Incident]) -> list[Figure]:
    """Reports with their origins, and how often suggested and set grades differ."""
    figures: list[Figure] = []
    reports = analysis.register.active(ReportRecord)
    layer = Layer.DOCUMENTED_INCIDENT
    if reports:
        figures.append(writer.count("documented.reports", Unit.REPORTS, layer, sorted(reports)))
        origins = [origin.first for origin in analysis.report_graph.clusters]
        figures.append(writer.count("documented.origins", Unit.REPORTS, layer, origins))
    suggested = [
        incident
        for incident in chosen
        if incident.suggested and incident.suggested.grade is not EvidenceGrade.UNGRADED
    ]
    if suggested:
        unlike = [
            incident.id
            for incident in suggested
            if incident.suggested and incident.suggested.grade != incident.grade
        ]
        ids = [incident.id for incident in suggested]
        figures.append(writer.count("documented.grades.suggested", Unit.INCIDENTS, layer, ids))
        figures.append(writer.count("documented.grades.unlike", Unit.INCIDENTS, layer, unlike))
    second = analysis.register.decisions.second_readings
    read = [incident for incident in chosen if any(member in second for member in incident.members)]
    if read:
        disputed = [
            incident.id
            for incident in read
            if any(
                member in second and second[member].grade != incident.grade
                for member in incident.members
            )
        ]
        figures.append(writer.count("documented.grades.disputed", Unit.INCIDENTS, layer, disputed))
    return figures


def context_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Strikes, munitions, damaged structures, each in its unit; none is a number of people."""
    figures: list[Figure] = []
    layer = Layer.BULK_REPORTED
    strikes = analysis.register.active(StrikeRecord)
    if strikes:
        stated = [
            Contribution(key, strike.strikes)
            for key, strike in strikes.items()
            if strike.strikes.is_known
        ]
        dropped = [
            Contribution(key, strike.munitions)
            for key, strike in strikes.items()
            if strike.munitions != UNKNOWN_COUNT
        ]
        figures += [
            writer.count("strikes.records", Unit.RECORDS, layer, sorted(strikes)),
            writer.sum("strikes.reported", Unit.STRIKES, layer, stated),
            writer.sum("strikes.munitions", Unit.MUNITIONS, layer, dropped),
        ]
    damage = analysis.register.active(DamageRecord)
    if damage:
        figures.append(writer.count("damage.structures", Unit.BUILDINGS, layer, sorted(damage)))
    return figures


def grades_met(analysis: Analysis) -> list[tuple[str, str, int]]:
    """For each grade and suggested grade that meet: both, and of how many incidents."""
    met = Counter(
        (incident.grade.value, incident.suggested.grade.value)
        for incident in leading(analysis).values()
        if incident.suggested is not None
    )
    return [(grade, suggested, number) for (grade, suggested), number in sorted(met.items())]
