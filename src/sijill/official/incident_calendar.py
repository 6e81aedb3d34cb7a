"""Incidents by day, so that an official line is compared with the few of its days."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.official.incident_days import LONGEST_INTERVAL_DAYS


@dataclass(frozen=True, slots=True)
class IncidentCalendar:
    """Incidents by day, and by day of the year, so that a line is compared with few of them."""

    by_day: Mapping[date, tuple[Incident, ...]]
    by_day_of_year: Mapping[tuple[int, int], tuple[Incident, ...]]
    long: tuple[Incident, ...]

    @classmethod
    def of(cls, incidents: Mapping[str, Incident]) -> "IncidentCalendar":
        """The calendar of these incidents; one without a known day is in none."""
        by_day: dict[date, list[Incident]] = defaultdict(list)
        by_day_of_year: dict[tuple[int, int], list[Incident]] = defaultdict(list)
        long: list[Incident] = []
        for incident in incidents.values():
            happened = incident.record.happened
            length = happened.length_days
            if not happened.is_known:
                continue
            if length is None or length > LONGEST_INTERVAL_DAYS or happened.earliest is None:
                long.append(incident)
                continue
            for offset in range(length):
                by_day[happened.earliest + timedelta(days=offset)].append(incident)
            if happened.day:
                by_day_of_year[happened.day.month, happened.day.day].append(incident)
        return cls(
            {day: tuple(held) for day, held in by_day.items()},
            {day: tuple(held) for day, held in by_day_of_year.items()},
            tuple(long),
        )

    def near(self, record: DeterminationRecord, reach: int) -> list[Incident]:
        """Every incident within ``reach`` days of the line, or on its day in another year."""
        happened = record.happened
        incidents = {incident.id: incident for incident in self.long}
        length = happened.length_days
        if happened.earliest is None or length is None or length > LONGEST_INTERVAL_DAYS:
            return list(incidents.values()) if happened.is_known else []
        for offset in range(-reach, length + reach):
            day = happened.earliest + timedelta(days=offset)
            incidents |= {incident.id: incident for incident in self.by_day.get(day, ())}
        if happened.day:
            same = self.by_day_of_year.get((happened.day.month, happened.day.day), ())
            incidents |= {incident.id: incident for incident in same}
        return [incidents[key] for key in sorted(incidents)]
