"""Incidents by place, with how exactly each place is known: what the map draws."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.model.results.incidents import Incident
from sijill.model.values.counts import CountRange, total
from sijill.model.values.places import RADIUS_M, GeoPoint, Place, PlacePrecision

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
