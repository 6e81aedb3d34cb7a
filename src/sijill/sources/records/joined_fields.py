"""Places, periods and ranges out of the several fields that give them."""

from functools import lru_cache

from sijill.language.scripts import script_of
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import (
    RADIUS_M,
    UNKNOWN_PLACE,
    GeoPoint,
    Place,
    PlaceBasis,
    PlacePrecision,
    Text,
)
from sijill.model.values.unreadable import Unreadable
from sijill.sources.records.cells import RowValues
from sijill.sources.records.coordinates import point_of

_DIFFERENT_PLACES = 65_536
"""How many places without a point are remembered: a list names the same few again and again."""


def place_of(values: RowValues) -> Place:
    """A place from its words, its point or grid square, and how exact the source says it is."""
    names = _place_names(values.text("place"), values.text("other_place"))
    precision = values.code("place_precision", PlacePrecision, PlacePrecision.UNKNOWN)
    stated_radius = values.number("radius_m")
    radius_m = round(stated_radius) if stated_radius is not None else RADIUS_M.get(precision)
    latitude, longitude = values.number("latitude"), values.number("longitude")
    located: tuple[GeoPoint, int] | None = None
    basis = PlaceBasis.OWN_GEOLOCATION
    if latitude is not None and longitude is not None:
        located = GeoPoint(latitude, longitude), 0
    elif (located := values.point("mgrs")) is not None:
        basis = PlaceBasis.BELLIGERENT_MGRS
    elif (located := values.point("coordinates")) is None:
        located = _point_of_geometry(values)
    if located is None:
        return _place_without_point(names, precision) if names else UNKNOWN_PLACE
    point, least_m = located
    if precision in _CENTROIDS:
        basis = PlaceBasis.GAZETTEER_CENTROID
    radius_m = max(least_m, radius_m or 0) or RADIUS_M[PlacePrecision.CITY]
    return Place(names, point, radius_m, precision, basis)


@lru_cache(maxsize=_DIFFERENT_PLACES)
def _place_names(*written: str) -> tuple[Text, ...]:
    return tuple(Text(words, script_of(words)) for words in written if words)


@lru_cache(maxsize=_DIFFERENT_PLACES)
def _place_without_point(names: tuple[Text, ...], precision: PlacePrecision) -> Place:
    return Place(names, None, None, precision)


def _point_of_geometry(values: RowValues) -> tuple[GeoPoint, int] | None:
    outline = values.outline("geometry")
    point = None if outline is None else point_of(dict(outline))
    return None if isinstance(point, Unreadable) else point


_CENTROIDS = frozenset(
    {
        PlacePrecision.NEIGHBOURHOOD,
        PlacePrecision.VILLAGE,
        PlacePrecision.TOWN,
        PlacePrecision.CITY,
        PlacePrecision.SUBDISTRICT,
        PlacePrecision.DISTRICT,
        PlacePrecision.GOVERNORATE,
        PlacePrecision.COUNTRY,
    }
)


def until(start: DateInterval, end: DateInterval) -> DateInterval:
    """One interval from the first day of a range to its last, where both are given and in order."""
    if start.earliest and end.latest and start.earliest <= end.latest:
        return DateInterval.between(start.earliest, end.latest)
    return start


def ends_of(values: RowValues, least: str, most: str) -> CountRange:
    """A range from two fields; a phrase in one of them may give both ends.

    Where the list has a column for the maximum and leaves it open, one number is the least only.
    """
    low, high = values.count(least), values.count(most)
    if not high.is_known:
        return CountRange(low.lowest) if most in values.texts and low.is_exact else low
    if low.lowest is not None and high.highest is not None and low.lowest > high.highest:
        return CountRange(high.highest, low.lowest)
    return CountRange(low.lowest, high.highest)
