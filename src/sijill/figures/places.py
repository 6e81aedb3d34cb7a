"""Incidents by place, with how exactly each place is known: what the map draws."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.model.results.incidents import Incident
from sijill.model.values.counts import CountRange, total
from sijill.model.values.places import GeoPoint

WIDE_M = 2_000
"""From this radius in metres on, neighbourhoods cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Incidents that share one point and radius (metres). ``killed`` adds those with a number."""

    point: GeoPoint
    radius_m: int
    incidents: tuple[str, ...]
    killed: CountRange


@dataclass(frozen=True, slots=True)
class Located:
    """Incidents on a map: how many are known no better than ``WIDE_M``, and how many nowhere."""

    spots: tuple[Spot, ...]
    wide: int
    nowhere: int


def locate(incidents: Sequence[Incident]) -> Located:
    """Where incidents lie."""
    spots = by_spot(incidents)
    return Located(
        tuple(spots),
        sum(len(spot.incidents) for spot in spots if spot.radius_m >= WIDE_M),
        sum(incident.record.place.point is None for incident in incidents),
    )


def by_spot(incidents: Iterable[Incident]) -> list[Spot]:
    """Incidents grouped by point, the widest circles first so that they are drawn beneath."""
    groups: dict[tuple[float, float, int], list[Incident]] = defaultdict(list)
    for incident in incidents:
        place = incident.record.place
        if place.point is not None:
            groups[place.point.latitude, place.point.longitude, place.radius_m or 0].append(
                incident
            )
    found = [
        Spot(
            GeoPoint(latitude, longitude),
            radius_m,
            tuple(incident.id for incident in members),
            total(incident.killed for incident in members).range,
        )
        for (latitude, longitude, radius_m), members in groups.items()
    ]
    return sorted(
        found, key=lambda spot: (-spot.radius_m, spot.point.latitude, spot.point.longitude)
    )
