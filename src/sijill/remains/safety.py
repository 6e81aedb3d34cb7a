"""A site within reach of a hazard that was not released is no-go."""

from collections.abc import Iterable

from sijill.model.codes import SiteState
from sijill.model.records.record import HazardRecord, RemainsRecord
from sijill.model.results.sites import SiteSafety
from sijill.remains.hazards import OpenHazards

REACH_M = 50
"""A hazard inside 50 m bars a site, where the case sets no other safety distance."""


def site_safety(
    remains: Iterable[RemainsRecord], hazards: Iterable[HazardRecord], reach_m: float = REACH_M
) -> dict[str, SiteSafety]:
    """The safety of each find that has a point, by record id of the remains."""
    dangers = OpenHazards(hazards)
    by_record: dict[str, SiteSafety] = {}
    for record in remains:
        point = record.found_at.point
        if point is None:
            continue
        near = tuple(nearby.hazard for nearby in dangers.near(point, reach_m))
        state = SiteState.NO_GO if near else SiteState.NOT_ASSESSED
        by_record[record.head.id] = SiteSafety(record.head.id, state, near)
    return by_record
