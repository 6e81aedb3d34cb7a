"""Documented and acknowledged deaths by week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.figures.analysis import Analysis
from sijill.figures.layers.acknowledged import conceded_by, lines_by_incident
from sijill.figures.layers.documented import counted_incidents, graded
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.values.counts import CountRange, total


@dataclass(frozen=True, slots=True)
class Week:
    """The incidents that begin in one week (Monday to Sunday, ISO 8601).

    ``killed`` adds the incidents that give a number and is unknown where none does, open where one
    gives no highest number; ``unknown`` is how many give none. ``acknowledged`` adds the deaths
    conceded for these incidents; it is unknown where no line concedes any, open where one
    concedes harm without a number.
    """

    monday: date
    incidents: tuple[str, ...]
    killed: CountRange
    acknowledged: CountRange
    unknown: int


def graded_weeks(analysis: Analysis) -> list[Week]:
    """The weeks of the incidents that are counted and graded for publication."""
    incidents = graded(counted_incidents(analysis), analysis.register.case)
    return by_week(incidents, lines_by_incident(analysis))


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
    killed = total(incident.killed for incident in members)
    conceded = [
        line.deaths
        for incident in members
        if (line := lines.get(incident.id)) is not None and conceded_by(line).highest != 0
    ]
    return Week(
        monday,
        tuple(incident.id for incident in members),
        killed.range,
        total(conceded).with_unknown if conceded else CountRange(),
        killed.unknown,
    )


def undated(incidents: Iterable[Incident]) -> int:
    """How many incidents have no first day and so stand in no week."""
    return sum(incident.record.happened.earliest is None for incident in incidents)


def sum_unknown(weeks: Iterable[Week]) -> int:
    """How many incidents of these weeks give no number."""
    return sum(week.unknown for week in weeks)
