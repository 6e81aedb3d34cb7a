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
    line_of, leads = lines_by_incident(analysis), analysis.leads
    return CsvTable.of(
        "incidents",
        by_first_day(analysis.incidents.values()),
        {
            "incident": lambda incident: incident.id,
            "code": lambda incident: incident.record.code,
            "date": lambda incident: str(incident.record.happened),
            "place": lambda incident: if_known(incident.record.place),
            "grade": lambda incident: incident.grade,
            "suggested_grade": lambda incident: (
                incident.suggested.grade if incident.suggested else ""
            ),
            "killed_lowest": lambda incident: incident.killed.lowest,
            "killed_highest": lambda incident: incident.killed.highest,
            "stated": lambda incident: str(incident.stated),
            "listed_killed": lambda incident: len(incident.listed),
            "stands_for": lambda incident: (
                " ".join(incident.members)
                if leads.get(incident.id, incident.id) == incident.id
                else ""
            ),
            "lowest_set_by": lambda incident: incident.lowest.rule if incident.lowest else "",
            "highest_set_by": lambda incident: incident.highest.rule if incident.highest else "",
            "reports": lambda incident: len(incident.reports),
            "position": lambda incident: (
                line.position if (line := line_of.get(incident.id)) else ""
            ),
            "conceded": lambda incident: (
                if_known(line.deaths) if (line := line_of.get(incident.id)) else ""
            ),
            "not_acknowledged": lambda incident: str(
                gap_of_incident(incident, line_of.get(incident.id)) or ""
            ),
        },
    )


def week_table(weeks: Sequence[Week]) -> CsvTable:
    """One row a week; an end that is unknown or open is empty."""
    return CsvTable.of(
        "weeks",
        weeks,
        {
            "week": lambda week: week.monday.isoformat(),
            "lowest": lambda week: week.killed.lowest,
            "highest": lambda week: week.killed.highest,
            "acknowledged_lowest": lambda week: week.acknowledged.lowest,
            "acknowledged_highest": lambda week: week.acknowledged.highest,
            "unknown": lambda week: week.unknown,
            "incidents": lambda week: " ".join(week.incidents),
        },
    )


def official_table(analysis: Analysis) -> CsvTable:
    """One row an official line, matched or not."""
    matches = analysis.matches
    return CsvTable.of(
        "official_lines",
        analysis.lines,
        {
            "actor": lambda line: line.actor,
            "incident": lambda line: line.incident,
            "basis": lambda line: matches[line.determinations[0]].basis,
            "candidates": lambda line: " ".join(matches[line.determinations[0]].candidates),
            "position": lambda line: line.position,
            "reason": lambda line: "; ".join(line.reasons),
            "deaths": lambda line: if_known(line.deaths),
            "injuries": lambda line: if_known(line.injuries),
            "concedes": lambda line: "yes" if concedes_death(line) else "",
            "determinations": lambda line: " ".join(line.determinations),
            "disagreement": lambda line: line.disagreement,
            "repeats": lambda line: line.repeats,
        },
    )
