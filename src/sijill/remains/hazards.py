"""Hazards that bar a place: ground that was not released, accidents, items found.

Land is released by cancellation, or by clearance and hand-over (IMAS 07.11). An activity that
released land releases the area that it names, if it released all of it as far as sizes are stated.
An accident or an item of ordnance is evidence of a hazard where it lies until it is released, or
the area that it belongs to is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely

from sijill.language.scripts import fold
from sijill.model.records.record import HazardRecord
from sijill.model.recovery_codes import HazardObject
from sijill.model.results.sites import NearHazard
from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import metres_from, read_outline
from sijill.places.distances import distance_m, stated_radius_m

_LEAST_COSINE = 0.01


@dataclass(frozen=True, slots=True)
class _Danger:
    record: HazardRecord
    outline: shapely.Geometry | None

    def metres_from(self, point: GeoPoint) -> float:
        """From a point to the outline, or to the circle in which the true place lies; 0 inside."""
        if self.outline is not None:
            return metres_from(self.outline, point)
        place = self.record.place
        if place.point is None:
            return float("inf")
        return max(0.0, distance_m(place.point, point) - stated_radius_m(place))


class OpenHazards:
    """The hazards that were not released and have a position, to ask what is near a place."""

    def __init__(self, hazards: Iterable[HazardRecord]) -> None:
        listed = list(hazards)
        self.is_listed = bool(listed)
        """Whether any list of hazards is there at all; without one nobody has looked."""
        dangers = [_Danger(hazard, _outline_of(hazard)) for hazard in open_hazards(listed)]
        self._dangers = [
            danger
            for danger in dangers
            if danger.outline is not None or danger.record.place.point is not None
        ]
        self.unplaced = tuple(
            danger.record.head.id
            for danger in dangers
            if danger.outline is None and danger.record.place.point is None
        )
        """Hazards without a position: how far they are from anywhere is not known."""
        self._near: dict[tuple[GeoPoint, float], tuple[NearHazard, ...]] = {}
        self._boxes = np.array([_box(danger) for danger in self._dangers]).reshape(-1, 4)

    def near(self, point: GeoPoint, within_m: float) -> tuple[NearHazard, ...]:
        """The hazards within so many metres of a point, the nearest first.

        Sites that are placed at one point, as a town's middle, are looked up once.
        """
        if (point, within_m) not in self._near:
            self._near[point, within_m] = self._look_up(point, within_m)
        return self._near[point, within_m]

    def _look_up(self, point: GeoPoint, within_m: float) -> tuple[NearHazard, ...]:
        north_south = within_m / METRES_PER_DEGREE * 1.01
        east_west = north_south / max(cos(radians(point.latitude)), _LEAST_COSINE)
        west, south, east, north = self._boxes.T
        is_candidate = (
            (west - east_west <= point.longitude)
            & (point.longitude <= east + east_west)
            & (south - north_south <= point.latitude)
            & (point.latitude <= north + north_south)
        )
        near = [
            NearHazard(self._dangers[place].record.head.id, metres)
            for place in np.flatnonzero(is_candidate)
            if (metres := self._dangers[place].metres_from(point)) <= within_m
        ]
        return tuple(sorted(near, key=lambda nearby: (nearby.metres, nearby.hazard)))


def open_hazards(hazards: Iterable[HazardRecord]) -> list[HazardRecord]:
    """Those that bar a place: not released, neither themselves nor by work on them."""
    listed = list(hazards)
    released = _released_by_work(listed)
    return [
        hazard
        for hazard in listed
        if hazard.form is not HazardObject.ACTIVITY
        and not hazard.status.is_released
        and not _names_of(hazard) & released
        and not (hazard.form is not HazardObject.AREA and fold(hazard.concerns) in released)
    ]


def _names_of(hazard: HazardRecord) -> set[str]:
    """By what other rows name an area: its code, or its key."""
    key = hazard.head.id.partition(":")[2]
    return {fold(name) for name in (hazard.code, key) if name}


def _released_by_work(hazards: Iterable[HazardRecord]) -> set[str]:
    """Folded names of the areas that activities released as a whole."""
    kept = list(hazards)
    work: Mapping[str, list[HazardRecord]] = defaultdict(list)
    for hazard in kept:
        if hazard.form is HazardObject.ACTIVITY and hazard.status.is_released and hazard.concerns:
            work[fold(hazard.concerns)].append(hazard)
    sizes = {
        name: hazard.area_m2
        for hazard in kept
        if hazard.form is HazardObject.AREA
        for name in _names_of(hazard)
    }
    released = {name for name, done in work.items() if _is_all(sizes.get(name), done)}
    for hazard in kept:
        if hazard.form is HazardObject.AREA and (
            hazard.status.is_released or _names_of(hazard) & released
        ):
            released |= _names_of(hazard)
    return released


def _is_all(size_m2: float | None, work: Iterable[HazardRecord]) -> bool:
    """Whether the work covers an area, as far as both sizes are stated."""
    done = [activity.area_m2 for activity in work]
    stated = [area for area in done if area is not None]
    return size_m2 is None or len(stated) < len(done) or sum(stated) >= size_m2


def _outline_of(hazard: HazardRecord) -> shapely.Geometry | None:
    if hazard.outline is None:
        return None
    outline = read_outline(hazard.outline)
    return None if isinstance(outline, Unreadable) else outline


def _box(danger: _Danger) -> tuple[float, float, float, float]:
    """West, south, east, north of everything that the danger may cover, in degrees."""
    if danger.outline is not None:
        west, south, east, north = danger.outline.bounds
        return west, south, east, north
    place = danger.record.place
    if place.point is None:
        raise ValueError(f"{danger.record.head.id} has no position")
    reach = stated_radius_m(place) / METRES_PER_DEGREE * 1.01
    wide = reach / max(cos(radians(place.point.latitude)), _LEAST_COSINE)
    latitude, longitude = place.point.latitude, place.point.longitude
    return longitude - wide, latitude - reach, longitude + wide, latitude + reach
