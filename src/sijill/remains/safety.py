"""A site within reach of a hazard that was not released is no-go.

Land is released by cancellation, or by clearance and hand-over (IMAS 07.11); suspected and
confirmed areas are not.
"""

from collections.abc import Iterable

from sijill.model.codes import SiteState
from sijill.model.records.record import HazardRecord, RemainsRecord
from sijill.model.results.sites import SiteSafety
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import metres_from, read_outline
from sijill.places.distances import distance_m

REACH_M = 50
"""A hazard inside 50 m bars a site; the margin of the acceptance test for confirmed areas."""


def site_safety(
    remains: Iterable[RemainsRecord], hazards: Iterable[HazardRecord]
) -> dict[str, SiteSafety]:
    """The safety of each find that has a point, by record id of the remains."""
    dangers = [hazard for hazard in hazards if not hazard.status.is_released]
    found: dict[str, SiteSafety] = {}
    for record in remains:
        if record.found_at.point is None:
            continue
        near = tuple(hazard.head.id for hazard in dangers if _is_within_reach(record, hazard))
        state = SiteState.NO_GO if near else SiteState.NOT_ASSESSED
        found[record.head.id] = SiteSafety(record.head.id, state, near)
    return found


def _is_within_reach(record: RemainsRecord, hazard: HazardRecord) -> bool:
    point = record.found_at.point
    if point is None:
        return False
    if hazard.outline is not None:
        outline = read_outline(hazard.outline)
        if not isinstance(outline, Unreadable):
            return metres_from(outline, point) <= REACH_M
    if hazard.place.point is None:
        return False
    return distance_m(hazard.place.point, point) <= REACH_M + (hazard.place.radius_m or 0)
