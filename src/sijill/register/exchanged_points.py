"""Points whose latitude and longitude look exchanged. They are stated and never mended.

A list gives it away in three ways. Its points lie outside the country that its places, or the case,
name, and inside it once latitude and longitude are exchanged. They lie far from those of another
list, and among them once exchanged. Or some of its own points do so against its others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from sijill.model.records.record import Record
from sijill.model.records.rejects import Effect, Reject
from sijill.model.values.places import UNKNOWN_PLACE, GeoPoint, Place
from sijill.places.countries import Country, country_in, country_in_title, is_heading_of_origin
from sijill.places.distances import distance_m

_FAR_M, _NEAR_M = 150_000, 75_000
"""Lists of one city or province lie nearer to each other, those of two countries farther apart."""
_FEWEST_POINTS = 5
"""So many points of a list show where it lies, so that a single one can be held against them."""
_SHARE = 0.9
"""Of a list's points that lie in its country once exchanged; some rows have slips of their own."""
_COLUMNS = "latitude, longitude"
_SAMPLE = 300
"""So many records of a list show which country its places name."""
_LONGEST_PLACE = 120
_NEAR_DEGREES, _FAR_DEGREES = 0.7, 1.4
"""Quick tests before the distance on the ellipsoid."""
_MEND = (
    "look at a map, and exchange the two columns in the mapping if it is so; nothing was changed"
)

Records = Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class _Points:
    """The points of one list, where their middle lies, and the country that its places name."""

    source: str
    records: tuple[Record, ...]
    points: tuple[GeoPoint, ...]
    middle: GeoPoint
    country: Country | None


def exchanged_points(records: Records, case_words: str) -> list[Reject]:
    """A note for each list, or row of a list, whose latitude and longitude look exchanged.

    Args:
        records: the records of each source.
        case_words: the title and the area of the case, which may name its country.
    """
    of_case = country_in_title(case_words)
    lists = [points for source in sorted(records) if (points := _points(source, records[source]))]
    notes: list[Reject] = []
    for points in lists:
        sentence = _against_country(points, points.country or of_case) or _against_lists(
            points, lists
        )
        if sentence:
            notes.append(_note(points.records[0], 0, "", f"{sentence}: {_MEND}"))
        else:
            notes += _against_its_others(points)
    return notes


def list_notes(rejects: Iterable[Reject]) -> list[tuple[str, str]]:
    """The sources, of all that was noted, whose points look exchanged as a whole; with the note."""
    return [
        (reject.source, reject.reason)
        for reject in rejects
        if reject.column == _COLUMNS and not reject.row and reject.effect is Effect.NOTE
    ]


def _points(source: str, records: Iterable[Record]) -> _Points | None:
    placed = [(record, point) for record in records if (point := _place(record).point) is not None]
    if not placed:
        return None
    points = tuple(point for _, point in placed)
    named = Counter(
        country
        for record, _ in placed[:_SAMPLE]
        for cell in dict.fromkeys(_cells_of_places(record))
        if len(cell) <= _LONGEST_PLACE and (country := country_in(cell)) is not None
    )
    return _Points(
        source,
        tuple(record for record, _ in placed),
        points,
        GeoPoint(median(p.latitude for p in points), median(p.longitude for p in points)),
        named.most_common(1)[0][0] if named else None,
    )


def _cells_of_places(record: Record) -> Iterator[str]:
    cells = record.head.cells.items()
    return (cell for heading, cell in cells if not is_heading_of_origin(heading))


def _place(record: Record) -> Place:
    place = getattr(record, "place", UNKNOWN_PLACE)
    return place if isinstance(place, Place) else UNKNOWN_PLACE


def exchanged(point: GeoPoint) -> GeoPoint | None:
    """The point with its latitude and longitude exchanged; ``None`` where that is none."""
    is_latitude = -90 <= point.longitude <= 90  # noqa: PLR2004  the definition of a latitude
    return GeoPoint(point.longitude, point.latitude) if is_latitude else None


def _against_country(points: _Points, country: Country | None) -> str:
    if country is None or any(map(country.holds, points.points)):
        return ""
    inside = sum(
        1 for point in points.points if (other := exchanged(point)) and country.holds(other)
    )
    if inside < _SHARE * len(points.points):
        return ""
    return (
        f"no point of this list lies in {country.name}, and with latitude and longitude exchanged "
        f"{inside:,} of {len(points.points):,} do"
    )


def _against_lists(points: _Points, lists: Iterable[_Points]) -> str:
    mirrored = exchanged(points.middle)
    if mirrored is None:
        return ""
    others = [other for other in lists if other.source != points.source]
    beside = [other for other in others if distance_m(points.middle, other.middle) < _NEAR_M]
    opposite = [
        other
        for other in others
        if distance_m(points.middle, other.middle) > _FAR_M
        and distance_m(mirrored, other.middle) < _NEAR_M
    ]
    if not opposite or len(beside) >= len(opposite):
        return ""
    away = distance_m(points.middle, opposite[0].middle) / 1000
    return (
        f"its points lie {away:,.0f} km from those of {opposite[0].source!r}, and among them with "
        "latitude and longitude exchanged: in one of the two lists they may be exchanged"
    )


def _against_its_others(points: _Points) -> list[Reject]:
    if len(points.points) < _FEWEST_POINTS:
        return []
    middle = points.middle
    return [
        _note(
            record,
            record.head.locator.row,
            f"{point.latitude:g}, {point.longitude:g}",
            "this point lies far from the others of its list, and among them with latitude and "
            "longitude exchanged: look at a map, and correct the row if it is so; nothing was "
            "changed",
        )
        for record, point in zip(points.records, points.points, strict=True)
        if _degrees_apart(point, middle) > _FAR_DEGREES
        and (other := exchanged(point)) is not None
        and _degrees_apart(other, middle) < _NEAR_DEGREES
        and distance_m(point, middle) > _FAR_M
    ]


def _degrees_apart(left: GeoPoint, right: GeoPoint) -> float:
    return max(abs(left.latitude - right.latitude), abs(left.longitude - right.longitude))


def _note(record: Record, row: int, value: str, reason: str) -> Reject:
    where = record.head.locator
    return Reject(
        record.head.source,
        where.file,
        where.sheet,
        row,
        _COLUMNS,
        value,
        reason,
        Effect.NOTE,
    )
