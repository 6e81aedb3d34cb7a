"""Many hazards at one point, as where a town's middle stands for all: the nearest are named."""

from sijill.model.records.record import HazardRecord, Head, Locator
from sijill.model.values.names import Script
from sijill.model.values.places import GeoPoint, Place, Text
from sijill.remains.hazards import OpenHazards
from sijill.remains.site_states import MOST_NAMED, near_hazards, why_closed

PLACE = Place((Text("Basatin", Script.LATIN),), GeoPoint(35.95, 39.01), 100)


def _hazards(many: int) -> OpenHazards:
    return OpenHazards(
        HazardRecord(
            Head(f"h:{number:03}", "h", Locator("h.csv", "0" * 64, "", number)), place=PLACE
        )
        for number in range(1, many + 1)
    )


def test_a_reason_names_the_nearest_and_counts_the_others() -> None:
    hazards = _hazards(MOST_NAMED + 5)
    near = near_hazards(PLACE, hazards, 300)
    assert len(near) == MOST_NAMED + 5
    reason = why_closed(PLACE, near, hazards)
    assert "h:001" in reason
    assert reason.count("h:") == MOST_NAMED
    assert reason.endswith("and 5 others")


def test_a_point_that_is_asked_again_has_the_same_hazards() -> None:
    hazards = _hazards(3)
    assert hazards.near(GeoPoint(35.95, 39.01), 50) == hazards.near(GeoPoint(35.95, 39.01), 50)
    assert hazards.near(GeoPoint(36.95, 39.01), 50) == ()
