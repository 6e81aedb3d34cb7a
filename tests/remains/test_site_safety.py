"""A find near a hazard that was not released is no-go."""

import pytest

from made_records import head_of
from sijill.model.codes import HazardStatus, SiteState
from sijill.model.records.record import HazardRecord, RemainsRecord
from sijill.model.values.places import GeoPoint, Place
from sijill.remains.safety import site_safety

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[39.0, 35.9], [39.01, 35.9], [39.01, 35.91], [39.0, 35.91], [39.0, 35.9]]],
}
METRES_NORTH = 1 / 111_320


def _find(metres_north_of_the_square: float) -> RemainsRecord:
    latitude = 35.91 + metres_north_of_the_square * METRES_NORTH
    return RemainsRecord(head_of("notebook:1"), found_at=Place(point=GeoPoint(latitude, 39.005)))


def _hazard(status: HazardStatus) -> HazardRecord:
    return HazardRecord(head_of("survey:1"), status=status, outline=SQUARE)


@pytest.mark.parametrize(
    ("metres", "state"),
    [(-10, SiteState.NO_GO), (40, SiteState.NO_GO), (60, SiteState.NOT_ASSESSED)],
)
def test_fifty_metres_around_a_confirmed_area_are_barred(metres: float, state: SiteState) -> None:
    safety = site_safety([_find(metres)], [_hazard(HazardStatus.CHA)])
    assert safety["notebook:1"].state is state


@pytest.mark.parametrize("status", [HazardStatus.CANCELLED, HazardStatus.HANDED_OVER])
def test_released_land_bars_nothing_and_promises_nothing(status: HazardStatus) -> None:
    safety = site_safety([_find(-10)], [_hazard(status)])
    assert safety["notebook:1"].state is SiteState.NOT_ASSESSED


def test_a_hazard_known_as_a_point_bars_its_circle() -> None:
    place = Place(point=GeoPoint(35.92, 39.005), radius_m=2_000)
    hazard = HazardRecord(head_of("survey:1"), status=HazardStatus.REPORTED, place=place)
    assert site_safety([_find(0)], [hazard])["notebook:1"].state is SiteState.NO_GO


def test_a_find_without_a_position_has_no_assessment() -> None:
    assert site_safety([RemainsRecord(head_of("notebook:1"))], [_hazard(HazardStatus.CHA)]) == {}
