"""Tables of incidents and of what officials say about them."""

from collections.abc import Sequence

from sijill.figures.analysis import Analysis
from sijill.figures.layers.acknowledged import concedes_death, lines_by_incident
from sijill.figures.layers.documented import by_first_day
from sijill.figures.layers.gap import gap_of_incident
from sijill.figures.weeks import Week
from sijill.publication.exports import CsvTable
from sijill.publication.wording import if_known


def incident_table(analysis: Analysis) -> CsvTable:
    """One row an incident: documented, acknowledged and what lies between."""
    line_of = lines_by_incident(analysis)
    columns = (
        *("incident", "code", "date", "place", "grade", "suggested_grade", "killed_lowest"),
        *("killed_highest", "stated", "listed_killed", "stands_for", "lowest_set_by"),
        *("highest_set_by", "reports", "position", "conceded", "not_acknowledged"),
    )
    rows = [
        (
            incident.id,
            incident.record.code,
            str(incident.record.happened),
            if_known(incident.record.place),
            incident.grade,
            incident.suggested.grade if incident.suggested else "",
            incident.killed.lowest,
            incident.killed.highest,
            str(incident.stated),
            len(incident.listed),
            " ".join(incident.members)
            if analysis.leads.get(incident.id, incident.id) == incident.id
            else "",
            incident.lowest.rule if incident.lowest else "",
            incident.highest.rule if incident.highest else "",
            len(incident.reports),
            line.position if line else "",
            str(line.deaths) if line and line.deaths.is_known else "",
            str(gap) if (gap := gap_of_incident(incident, line)) else "",
        )
        for incident in by_first_day(analysis.incidents.values())
        for line in (line_of.get(incident.id),)
    ]
    return CsvTable("incidents", columns, rows)


def week_table(weeks: Sequence[Week]) -> CsvTable:
    """One row a week; an end that is unknown or open is empty."""
    columns = (
        "week",
        "lowest",
        "highest",
        "acknowledged_lowest",
        "acknowledged_highest",
        "unknown",
        "incidents",
    )
    rows = [
        (
            week.monday.isoformat(),
            week.killed.lowest,
            week.killed.highest,
            week.acknowledged.lowest,
            week.acknowledged.highest,
            week.unknown,
            " ".join(week.incidents),
        )
        for week in weeks
    ]
    return CsvTable("weeks", columns, rows)


def official_table(analysis: Analysis) -> CsvTable:
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
        "repeats",
    )
    rows = [
        (
            line.actor,
            line.incident,
            analysis.matches[line.determinations[0]].basis,
            " ".join(analysis.matches[line.determinations[0]].candidates),
            line.position,
            "; ".join(line.reasons),
            if_known(line.deaths),
            if_known(line.injuries),
            "yes" if concedes_death(line) else "",
            " ".join(line.determinations),
            line.disagreement,
            line.repeats,
        )
        for line in analysis.lines
    ]
    return CsvTable("official_lines", columns, rows)
