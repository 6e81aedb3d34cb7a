"""Tables of incidents and of what officials say about them."""

from collections.abc import Iterable

from sijill.figures.acknowledged import concedes_death
from sijill.figures.findings import Findings
from sijill.figures.gap import gap_of_incident
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.publication.exports import CsvTable


def incident_table(findings: Findings) -> CsvTable:
    """One row an incident: documented, acknowledged and what lies between."""
    line_of = lines_by_incident(findings)
    columns = (
        "incident",
        "code",
        "date",
        "place",
        "grade",
        "killed_lowest",
        "killed_highest",
        "stated",
        "listed_killed",
        "position",
        "conceded",
        "not_acknowledged",
    )
    rows = [
        (
            incident.id,
            incident.record.code,
            str(incident.record.happened),
            str(incident.record.place) if incident.record.place.is_known else "",
            incident.grade,
            incident.killed.lowest,
            incident.killed.highest,
            str(incident.stated),
            len(incident.listed),
            line.position if line else "",
            str(line.deaths) if line and line.deaths.is_known else "",
            str(gap) if (gap := gap_of_incident(incident, line)) else "",
        )
        for incident in sorted_incidents(findings.incidents.values())
        for line in (line_of.get(incident.id),)
    ]
    return CsvTable("incidents", columns, rows)


def sorted_incidents(incidents: Iterable[Incident]) -> list[Incident]:
    """By first day, then id."""
    return sorted(
        incidents,
        key=lambda incident: (str(incident.record.happened.earliest or "9999"), incident.id),
    )


def lines_by_incident(findings: Findings) -> dict[str, OfficialLine]:
    """The comparison's party's line for each incident."""
    comparison = findings.register.case.comparison
    actor = comparison.actor if comparison else ""
    return {
        line.incident: line
        for line in findings.lines
        if line.incident and (not actor or line.actor == actor)
    }


def official_table(findings: Findings) -> CsvTable:
    """One row an official line, matched or not."""
    columns = (
        "actor",
        "incident",
        "basis",
        "candidates",
        "position",
        "reason",
        "deaths",
        "injuries",
        "concedes",
        "determinations",
        "disagreement",
    )
    rows = [
        (
            line.actor,
            line.incident,
            findings.matches[line.determinations[0]].basis,
            " ".join(findings.matches[line.determinations[0]].candidates),
            line.position,
            line.reason,
            str(line.deaths) if line.deaths.is_known else "",
            str(line.injuries) if line.injuries.is_known else "",
            "yes" if concedes_death(line) else "",
            " ".join(line.determinations),
            line.disagreement,
        )
        for line in findings.lines
    ]
    return CsvTable("official_lines", columns, rows)
