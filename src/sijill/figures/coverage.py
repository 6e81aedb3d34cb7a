"""What the lists set out to cover, what they hold, and what no list covers.

Absence from a list says something only where the list looked. So the days of the period that no
list claims to cover, the months in which none of them has a record, and the areas in which no
record lies are shown beside the numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import shapely

from sijill.model.records.record import (
    IncidentRecord,
    PersonRecord,
    Record,
    RecordKind,
    RemainsRecord,
)
from sijill.model.results.regions import Region
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import read_outline

COVERING = (RecordKind.PERSON, RecordKind.REMAINS, RecordKind.INCIDENT)


@dataclass(frozen=True, slots=True)
class ListCoverage:
    """What one list says it covers, and the records it has in each month of the period.

    ``months`` holds the ids of records whose date lies within one month, by month of the period;
    ``undated`` those of which that cannot be said.
    """

    source: str
    title: str
    kind: RecordKind
    place: str
    period: DateInterval
    categories: tuple[str, ...]
    note: str
    months: Mapping[str, tuple[str, ...]]
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageOfLists:
    """All lists, the parts of the period that none claims to cover, and areas without a record."""

    lists: tuple[ListCoverage, ...]
    months: tuple[str, ...]
    uncovered: tuple[DateInterval, ...]
    silent_regions: tuple[Region, ...]
    regions: int

    @property
    def unstated(self) -> tuple[ListCoverage, ...]:
        """The lists that do not say what time they cover."""
        return tuple(coverage for coverage in self.lists if not coverage.period.is_known)


def find_coverage(
    case: Case,
    mappings: Mapping[str, SourceMapping],
    records: Mapping[str, Record],
    dates: Mapping[str, DateInterval],
    regions: Sequence[Region],
) -> CoverageOfLists:
    """Coverage of a case.

    Args:
        case: period and area.
        mappings: what each source says of itself.
        records: all active records by id.
        dates: the day of death of persons and remains by record id.
        regions: the areas of the case, possibly none.
    """
    months = _months(case.period)
    lists = tuple(
        _list_coverage(
            mapping,
            [record for record in records.values() if record.head.source == source],
            dates,
            months,
        )
        for source, mapping in sorted(mappings.items())
        if mapping.kind in COVERING
    )
    return CoverageOfLists(
        lists,
        months,
        uncovered_stretches(case.period, [coverage.period for coverage in lists]),
        areas_without_records(regions, records.values()),
        len(regions),
    )


def _months(period: DateInterval) -> tuple[str, ...]:
    if period.earliest is None or period.latest is None:
        return ()
    first, last = period.earliest, period.latest
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = (divmod(first.month - 1 + step, 12) for step in range(count))
    return tuple(f"{first.year + years:04d}-{month + 1:02d}" for years, month in months)


def _list_coverage(
    mapping: SourceMapping,
    records: Iterable[Record],
    dates: Mapping[str, DateInterval],
    months: Sequence[str],
) -> ListCoverage:
    ids_of_month: dict[str, list[str]] = defaultdict(list)
    for record in records:
        day = record.happened if isinstance(record, IncidentRecord) else dates.get(record.head.id)
        ids_of_month[_month(day)].append(record.head.id)
    covers = mapping.covers
    return ListCoverage(
        mapping.id,
        mapping.title,
        mapping.kind,
        covers.place,
        covers.period,
        covers.categories,
        covers.note,
        {month: tuple(ids_of_month[month]) for month in months},
        tuple(ids_of_month[""]),
    )


def _month(day: DateInterval | None) -> str:
    if day is None or day.earliest is None or day.latest is None:
        return ""
    first, last = day.earliest, day.latest
    if (first.year, first.month) != (last.year, last.month):
        return ""
    return f"{first.year:04d}-{first.month:02d}"


def uncovered_stretches(
    period: DateInterval, covered: Iterable[DateInterval]
) -> tuple[DateInterval, ...]:
    """The stretches of a period that no interval covers.

    A list that states no period covers none.
    """
    if period.earliest is None or period.latest is None:
        return ()
    stretches: list[DateInterval] = []
    known = [interval for interval in covered if interval.is_known]
    day: date | None = None
    for offset in range((period.latest - period.earliest).days + 2):
        today = period.earliest + timedelta(days=offset)
        open_day = today <= period.latest and not any(
            DateInterval.on(today).lies_within(interval) for interval in known
        )
        if open_day and day is None:
            day = today
        elif not open_day and day is not None:
            stretches.append(DateInterval.between(day, today - timedelta(days=1)))
            day = None
    return tuple(stretches)


def areas_without_records(
    regions: Sequence[Region], records: Iterable[Record]
) -> tuple[Region, ...]:
    """The areas in which no incident, person or body with a point lies."""
    points = [
        shapely.Point(place.point.longitude, place.point.latitude)
        for record in records
        if (place := _place(record)) is not None and place.point is not None
    ]
    tree = shapely.STRtree(points) if points else None
    empty: list[Region] = []
    for region in regions:
        outline = read_outline(region.outline)
        if isinstance(outline, Unreadable):
            continue
        if tree is None or len(tree.query(outline, predicate="intersects")) == 0:
            empty.append(region)
    return tuple(empty)


def _place(record: Record) -> Place | None:
    match record:
        case IncidentRecord() | PersonRecord():
            return record.place
        case RemainsRecord():
            return record.found_at
    return None
