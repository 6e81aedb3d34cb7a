"""Incidents by place, with how exactly each place is known: what the map draws."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.model.results.incidents import Incident
from sijill.model.values.counts import CountRange, total
from sijill.model.values.places import RADIUS_M, GeoPoint, Place, PlacePrecision

EXACT_M = 120
"""Up to this radius in metres a place is drawn as a dot as well as a circle."""
WIDE_M = 2_000
"""From this radius in metres on, neighbourhoods cannot be told apart."""


@dataclass(frozen=True, slots=True)
class MapSpot:
    """Incidents that share one point and radius (metres). ``killed`` adds those with a number.

    ``is_stated`` is false where no list says how exactly the point is known, so that the radius is
    what sijill assumes.
    """

    point: GeoPoint
    radius_m: int
    incidents: tuple[str, ...]
    killed: CountRange
    is_stated: bool = True


@dataclass(frozen=True, slots=True)
class Located:
    """Incidents on a map.

    ``wide`` counts those that a list says are known no better than ``WIDE_M``, ``unstated`` those
    of which no list says how exactly, ``nowhere`` those without a position.
    """

    spots: tuple[MapSpot, ...]
    wide: int
    unstated: int
    nowhere: int


def locate(incidents: Sequence[Incident]) -> Located:
    """Where incidents lie."""
    spots = by_spot(incidents)
    return Located(
        tuple(spots),
        sum(len(spot.incidents) for spot in spots if spot.radius_m >= WIDE_M and spot.is_stated),
        sum(len(spot.incidents) for spot in spots if not spot.is_stated),
        sum(incident.record.place.point is None for incident in incidents),
    )


def states_precision(place: Place) -> bool:
    """Whether the list says how exactly the point is known; else its radius is a wide guess."""
    return (
        place.precision is not PlacePrecision.UNKNOWN
        or place.radius_m != RADIUS_M[PlacePrecision.CITY]
    )


def by_spot(incidents: Iterable[Incident]) -> list[MapSpot]:
    """Incidents grouped by point, the widest circles first so that they are drawn beneath."""
    groups: dict[tuple[float, float, int], list[Incident]] = defaultdict(list)
    for incident in incidents:
        place = incident.record.place
        if place.point is not None:
            groups[place.point.latitude, place.point.longitude, place.radius_m or 0].append(
                incident
            )
    spots = [
        MapSpot(
            GeoPoint(latitude, longitude),
            radius_m,
            tuple(incident.id for incident in members),
            total(incident.killed for incident in members).range,
            any(states_precision(incident.record.place) for incident in members),
        )
        for (latitude, longitude, radius_m), members in groups.items()
    ]
    return sorted(
        spots, key=lambda spot: (-spot.radius_m, spot.point.latitude, spot.point.longitude)
    )


def numbers_apart(places: Sequence[MapSpot], apart: float) -> list[tuple[GeoPoint, int]]:
    """Where a number of incidents stands on a map, and which, so that no two lie on one another.

    Circles of different radius about one point, and points that the page cannot tell apart, have
    one number: of the incidents in all of them. A single incident that is a dot has none.

    Args:
        places: the spots of the map.
        apart: degrees of longitude that two numbers have at least between them.
    """
    groups: list[list[MapSpot]] = []
    for spot in sorted(places, key=lambda spot: -len(spot.incidents)):
        if spot.radius_m <= EXACT_M and len(spot.incidents) == 1:
            continue
        near = (group for group in groups if _across(group[0].point, spot.point) < apart)
        if (group := next(near, None)) is None:
            groups.append([spot])
        else:
            group.append(spot)
    counted = [(group, sum(len(spot.incidents) for spot in group)) for group in groups]
    return [
        (group[0].point, number)
        for group, number in counted
        if number > 1 or group[0].radius_m >= WIDE_M
    ]


def _across(one: GeoPoint, other: GeoPoint) -> float:
    """How far two points are apart on a map, in degrees of longitude."""
    narrowing = max(0.01, math.cos(math.radians(one.latitude)))
    return math.hypot(one.longitude - other.longitude, (one.latitude - other.latitude) / narrowing)
