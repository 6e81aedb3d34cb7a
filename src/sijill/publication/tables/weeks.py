"""Incidents by week: what the timeline draws, what its page lists, and its table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.figures.acknowledged import concedes_death
from sijill.figures.documented import graded, incidents_in_scope
from sijill.figures.findings import Findings
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.publication.exports import CsvTable


@dataclass(frozen=True, slots=True)
class Week:
    """The incidents that begin in one week (Monday to Sunday, ISO 8601).

    ``lowest`` and ``highest`` deaths of the incidents that give a number, ``unknown`` how many give
    none; ``acknowledged`` deaths conceded for these incidents, the highest number.
    """

    monday: date
    incidents: tuple[str, ...]
    lowest: int
    highest: int
    acknowledged: int
    unknown: int

    @property
    def address(self) -> str:
        """Where the dossier lists its incidents."""
        return f"weeks.html#{self.monday.isoformat()}"


def graded_weeks(findings: Findings, lines: Mapping[str, OfficialLine]) -> list[Week]:
    """The weeks of the incidents that are counted and graded for publication."""
    case = findings.register.case
    counted = incidents_in_scope(findings.incidents, findings.incident_list, case)
    return by_week(graded(counted, case), lines)


def by_week(incidents: Iterable[Incident], lines: Mapping[str, OfficialLine]) -> list[Week]:
    """The weeks in which an incident begins, in order.

    Incidents of unknown beginning are in none.
    """
    groups: dict[date, list[Incident]] = defaultdict(list)
    for incident in incidents:
        first = incident.record.happened.earliest
        if first is not None:
            groups[first - timedelta(days=first.weekday())].append(incident)
    return [_week(monday, members, lines) for monday, members in sorted(groups.items())]


def _week(monday: date, members: list[Incident], lines: Mapping[str, OfficialLine]) -> Week:
    conceding = [
        line
        for incident in members
        if (line := lines.get(incident.id)) is not None and concedes_death(line)
    ]
    return Week(
        monday,
        tuple(incident.id for incident in members),
        lowest=sum(incident.killed.lowest or 0 for incident in members),
        highest=sum(incident.killed.highest or incident.killed.lowest or 0 for incident in members),
        acknowledged=sum(line.deaths.highest or 0 for line in conceding),
        unknown=sum(not incident.killed.is_known for incident in members),
    )


def week_table(weeks: Sequence[Week]) -> CsvTable:
    """One row a week."""
    columns = ("week", "lowest", "highest", "acknowledged", "unknown", "incidents")
    rows = [
        (
            week.monday.isoformat(),
            week.lowest,
            week.highest,
            week.acknowledged,
            week.unknown,
            " ".join(week.incidents),
        )
        for week in weeks
    ]
    return CsvTable("weeks", columns, rows)
