"""When and where each record puts the death: its own words, else those of its incident."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.model.records.record import IncidentRecord, PersonRecord, RemainsRecord
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When and where a record puts the death: its own words, else those of its incident."""

    died: DateInterval
    place: Place


def circumstances(
    records: Iterable[PersonRecord | RemainsRecord], incidents: Mapping[str, IncidentRecord]
) -> dict[str, Circumstance]:
    """For each record id, day and place of death; a victim without them has those of the incident.

    Remains whose death nobody dated died before they were recovered.
    """
    found: dict[str, Circumstance] = {}
    for record in records:
        if isinstance(record, RemainsRecord):
            died = record.died
            if not died.is_known and record.recovered.latest:
                died = DateInterval.before(record.recovered.latest)
            found[record.head.id] = Circumstance(died, record.found_at)
            continue
        incident = incidents.get(record.incident)
        died = record.died
        place = record.place
        if incident is not None:
            died = died if died.is_known else incident.happened
            place = place if place.is_known else incident.place
        found[record.head.id] = Circumstance(died, place)
    return found
