"""How often the point of an incident is the point that its official line prints.

Monitors take coordinates from the authority's own releases. Where they did, that a line and an
incident lie at one point is no evidence that they are about one event: it is circular.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match
from sijill.model.values.places import PlaceBasis
from sijill.places.distances import distance_m

SAME_M = 60
"""Metres up to which two points are taken to be one point, written twice."""


@dataclass(frozen=True, slots=True)
class SharedPoints:
    """Lines that print a point, tied to an incident that has one: all, and those at one point."""

    all: int
    same: int
    by_distance: int
    """Of those at one point, the lines tied by likeness, not by key, code or hand."""

    @property
    def is_circular(self) -> bool:
        """Whether so many are at one point that the points were taken from the lines."""
        return self.all > 0 and 2 * self.same > self.all


def shared_points(
    matches: Mapping[str, Match],
    determinations: Mapping[str, DeterminationRecord],
    incidents: Mapping[str, Incident],
) -> SharedPoints:
    """Count the lines whose printed point is that of the incident that they are tied to."""
    counted = same = scored = 0
    for identity, match in matches.items():
        line = determinations[identity].place
        incident = incidents.get(match.incident)
        point = incident.record.place.point if incident else None
        if line.basis is not PlaceBasis.BELLIGERENT_MGRS or line.point is None or point is None:
            continue
        counted += 1
        if distance_m(line.point, point) <= SAME_M:
            same += 1
            scored += bool(match.ranked)
    return SharedPoints(counted, same, scored)
