"""Incidents with their ranges.

The source's own, raised to the names where more people are named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import Group, IncidentRecord, PersonRecord
from sijill.model.results.incidents import Incident
from sijill.model.values.counts import UNKNOWN_COUNT


def settle_incidents(
    records: Iterable[IncidentRecord],
    persons: Iterable[PersonRecord],
    grades: Mapping[str, EvidenceGrade],
) -> dict[str, Incident]:
    """Every incident by its record id.

    Args:
        records: the incident records.
        persons: the person records; those a list ties to an incident as killed count for it, each
            row as one person, for a list that names two in one incident means two.
        grades: grades set by assessors, by incident id; they replace the source's.
    """
    listed: dict[str, list[str]] = defaultdict(list)
    for person in persons:
        if person.harm.is_death and person.incident:
            listed[person.incident].append(person.head.id)
    return {
        record.head.id: _settle(
            record, tuple(sorted(listed[record.head.id])), grades.get(record.head.id)
        )
        for record in records
    }


def _settle(
    record: IncidentRecord, listed: tuple[str, ...], grade: EvidenceGrade | None
) -> Incident:
    stated = record.killed.get(Group.CIVILIANS, UNKNOWN_COUNT)
    return Incident(record, grade or record.grade, stated, stated.raised_to(len(listed)), listed)
