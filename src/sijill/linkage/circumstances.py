"""When and where each record puts the death, and at what age: its own words, else what is implied.

A victim without day or place has those of the incident. Who is listed with a date of birth alone
was as old as the day of death gives; where no day is known either, the period that the list is
about bounds it. So a birth on one list can be held against an age on another, with the tolerance
that the period leaves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.model.records.record import IncidentRecord, PersonRecord, RemainsRecord
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval, age_on
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import Place

_NO_PERIODS: Mapping[str, DateInterval] = {}


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When and where a record puts the death, and the age then."""

    died: DateInterval
    place: Place
    age: AgeInterval = UNKNOWN_AGE


def circumstances(
    records: Iterable[PersonRecord | RemainsRecord],
    incidents: Mapping[str, IncidentRecord],
    periods: Mapping[str, DateInterval] = _NO_PERIODS,
) -> dict[str, Circumstance]:
    """For each record id, day and place of death and the age.

    Remains whose death nobody dated died before they were recovered.

    Args:
        records: persons and remains.
        incidents: the incidents that victims name, by id.
        periods: by list, the days on which the deaths that it holds can have happened. They bound
            the age and nothing else: a day that no record gives stays unknown.
    """
    by_id: dict[str, Circumstance] = {}
    for record in records:
        died, place = _death(record, incidents)
        age = record.age
        if not age.is_known:
            day = died if died.is_known else periods.get(record.head.source, UNKNOWN_DATE)
            age = age_on(record.personal.date_of_birth, day)
        by_id[record.head.id] = Circumstance(died, place, age)
    return by_id


def _death(
    record: PersonRecord | RemainsRecord, incidents: Mapping[str, IncidentRecord]
) -> tuple[DateInterval, Place]:
    if isinstance(record, RemainsRecord):
        died = record.died
        if not died.is_known and record.recovered.latest:
            died = DateInterval.before(record.recovered.latest)
        return died, record.found_at
    incident = incidents.get(record.incident)
    if incident is None:
        return record.died, record.place
    return (
        record.died if record.died.is_known else incident.happened,
        record.place if record.place.is_known else incident.place,
    )
