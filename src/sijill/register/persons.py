"""Persons from clusters of records: what the records agree on, and each disagreement kept."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from sijill.model.codes import CivilianStatus, Harm, Sex
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.results.persons import Disagreement, Person
from sijill.model.values.ages import UNKNOWN_AGE, AgeBasis, AgeInterval
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval, DatePrecision
from sijill.model.values.identifiers import short_id
from sijill.model.values.names import NameStatus, PersonName, Script
from sijill.model.values.places import UNKNOWN_PLACE, Place

Linkable = PersonRecord | RemainsRecord
Fact = TypeVar("Fact", bound=Hashable)

_STATUS_ORDER = (NameStatus.FULL, NameStatus.PARTIAL, NameStatus.DESCRIBED, NameStatus.UNNAMED)
_HARM_ORDER = (
    Harm.KILLED,
    Harm.DIED_OF_WOUNDS,
    Harm.MISSING_PRESUMED_DEAD,
    Harm.MISSING,
    Harm.INJURED,
    Harm.SURVIVED_TRAPPED,
    Harm.DETAINED,
    Harm.ALIVE,
    Harm.UNKNOWN,
)


def person_id(records: Iterable[str]) -> str:
    """The id of the person of these records: short, and made from the first record's id."""
    return short_id("P", min(records))


def build_persons(
    clusters: Iterable[tuple[str, ...]],
    records: Mapping[str, Linkable],
    died: Mapping[str, DateInterval],
    places: Mapping[str, Place],
) -> dict[str, Person]:
    """Every person of a partition by id.

    Args:
        clusters: record ids, each record in exactly one cluster.
        records: persons and remains by record id.
        died: the day of death that each record implies, its incident's included.
        places: likewise the place.
    """
    persons = (build_person(cluster, records, died, places) for cluster in clusters)
    return {person.id: person for person in persons}


def build_person(
    cluster: tuple[str, ...],
    records: Mapping[str, Linkable],
    died: Mapping[str, DateInterval],
    places: Mapping[str, Place],
) -> Person:
    """The person of these records; see ``build_persons``."""
    return _person([records[record] for record in cluster], died, places)


def _person(
    records: list[Linkable], died: Mapping[str, DateInterval], places: Mapping[str, Place]
) -> Person:
    ids = tuple(record.head.id for record in records)
    listed = [record for record in records if isinstance(record, PersonRecord)]
    lists = {record.head.source for record in records}
    names = [name for record in records for name in record.written_names if name.written]
    sex, sexes = _agreed(records, lambda record: record.sex, Sex.UNKNOWN)
    age, ages = _narrowed_ages(records)
    day, days = _narrowed_days(records, died)
    status, statuses = _agreed(records, _status_of, CivilianStatus.UNKNOWN)
    if statuses:
        status = CivilianStatus.CONTESTED
    disagreeing = (("sex", sexes), ("age", ages), ("died", days), ("civilian status", statuses))
    return Person(
        id=person_id(ids),
        records=ids,
        lists=tuple(sorted(lists)),
        status=min(
            (name.status for name in names), key=_STATUS_ORDER.index, default=NameStatus.UNNAMED
        ),
        latin=_fullest(names, Script.LATIN),
        arabic=_fullest(names, Script.ARABIC),
        spellings=tuple(dict.fromkeys(name.written for name in names)),
        sex=sex,
        age=age,
        harm=min(map(_harm_of, records), key=_HARM_ORDER.index),
        died=day,
        place=_best_place(places[record] for record in ids),
        civilian_status=status,
        actors=tuple(sorted({actor for record in listed for actor in record.actors})),
        incidents=tuple(sorted({record.incident for record in listed if record.incident})),
        remains=tuple(record.head.id for record in records if isinstance(record, RemainsRecord)),
        disagreements=tuple(Disagreement(name, values) for name, values in disagreeing if values),
        doubt=_doubt_of(records),
        may_be_on=tuple(sorted({other for record in listed for other in record.may_be_on} - lists)),
    )


def _doubt_of(records: Iterable[Linkable]) -> RowDoubt | None:
    """Why the person may not be one of those killed; ``None`` where the rows leave no doubt.

    That somebody is alive, or was not killed, speaks against every row about them. A row that its
    list takes back says nothing of the other rows, and one that repeats another is outweighed by a
    row of the same list beside it.
    """
    dead = [record for record in records if _harm_of(record).is_death]
    doubts = [record.doubt for record in dead if record.doubt]
    against_all = next((doubt for doubt in doubts if not doubt.is_about_row), None)
    if against_all or not doubts:
        return against_all
    plain = {record.head.source for record in dead if record.doubt is None}
    if any(
        record.doubt is RowDoubt.REPEATED and record.head.source not in plain for record in dead
    ):
        return RowDoubt.REPEATED
    return None if plain else doubts[0]


def _status_of(record: Linkable) -> CivilianStatus:
    return record.civilian_status if isinstance(record, PersonRecord) else CivilianStatus.UNKNOWN


def _harm_of(record: Linkable) -> Harm:
    return record.harm if isinstance(record, PersonRecord) else Harm.KILLED


def _fullest(names: Iterable[PersonName], script: Script) -> str:
    """The spelling with most parts in a script; between equals the first."""
    fitting = [name for name in names if name.script is script]
    best = max(fitting, key=lambda name: (name.is_comparable, len(name.parts)), default=None)
    return best.written if best else ""


def _agreed(
    records: Iterable[Linkable], fact: Callable[[Linkable], Fact], unknown: Fact
) -> tuple[Fact, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The value all records agree on, or ``unknown`` and the values with their records."""
    values: dict[Fact, list[str]] = defaultdict(list)
    for record in records:
        if fact(record) != unknown:
            values[fact(record)].append(record.head.id)
    if len(values) > 1:
        return unknown, tuple((str(value), tuple(ids)) for value, ids in values.items())
    return next(iter(values), unknown), ()


def _narrowed_ages(
    records: Iterable[Linkable],
) -> tuple[AgeInterval, tuple[tuple[str, tuple[str, ...]], ...]]:
    known = [record for record in records if record.age.is_known]
    age: AgeInterval | None = UNKNOWN_AGE
    for record in known:
        age = age.narrowed_by(record.age) if age is not None else None
    if age is not None:
        return age, ()
    low = [record.age.least_months for record in known]
    high = [record.age.most_months for record in known]
    span = AgeInterval(
        min(end for end in low if end is not None) if all(end is not None for end in low) else None,
        max(end for end in high if end is not None)
        if all(end is not None for end in high)
        else None,
        AgeBasis.STATED,
    )
    return span, tuple((str(record.age), (record.head.id,)) for record in known)


def _narrowed_days(
    records: Iterable[Linkable], died: Mapping[str, DateInterval]
) -> tuple[DateInterval, tuple[tuple[str, tuple[str, ...]], ...]]:
    known = [
        (record.head.id, died[record.head.id])
        for record in records
        if died[record.head.id].is_known
    ]
    day: DateInterval | None = UNKNOWN_DATE
    for _, interval in known:
        day = day.narrowed_by(interval) if day is not None else None
    if day is not None:
        return day, ()
    first = [interval.earliest for _, interval in known]
    last = [interval.latest for _, interval in known]
    span = DateInterval(
        min(end for end in first if end) if all(first) else None,
        max(end for end in last if end) if all(last) else None,
        DatePrecision.WINDOW,
    )
    return span, tuple((str(interval), (record,)) for record, interval in known)


def _best_place(places: Iterable[Place]) -> Place:
    """The place known most exactly: the one with the smallest radius, else one with words."""
    known = [place for place in places if place.is_known]
    return min(
        known, key=lambda place: (place.point is None, place.radius_m or 0), default=UNKNOWN_PLACE
    )
