"""Many hazards at one point, as where a town's middle stands for all: the nearest are named."""

from dataclasses import replace

from made_records import head_of
from sijill.model.codes import SiteState
from sijill.model.records.record import HazardRecord
from sijill.model.results.sites import MOST_NAMED_HAZARDS, Site
from sijill.model.values.names import Script
from sijill.model.values.places import GeoPoint, Place, Text
from sijill.publication.tables.site_tables import hazard_words
from sijill.remains.hazards import OpenHazards
from sijill.remains.site_states import near_hazards, why_closed

PLACE = Place((Text("Basatin", Script.LATIN),), GeoPoint(35.95, 39.01), 100)


def _hazards(many: int) -> OpenHazards:
    return OpenHazards(
        HazardRecord(head_of(f"h:{number:03}", number), place=PLACE)
        for number in range(1, many + 1)
    )


def test_a_reason_names_the_nearest_and_counts_the_others() -> None:
    hazards = _hazards(MOST_NAMED_HAZARDS + 5)
    near = near_hazards(PLACE, hazards, 300)
    assert len(near) == MOST_NAMED_HAZARDS + 5
    reason = why_closed(PLACE, near, hazards)
    assert "h:001" in reason
    assert reason.count("h:") == MOST_NAMED_HAZARDS
    assert reason.endswith("and 5 others")


def test_a_table_names_the_nearest_and_counts_the_others() -> None:
    near = near_hazards(PLACE, _hazards(MOST_NAMED_HAZARDS + 5), 300)
    site = Site("site:A", "A", None, PLACE, SiteState.NO_GO, near=near)
    words = hazard_words(site).split("; ")
    assert (words[0], words[-1]) == ("h:001, 0 m", "and 5 others")
    assert len(words) == MOST_NAMED_HAZARDS + 1
    assert hazard_words(replace(site, near=near[:2]), with_distance=False) == "h:001; h:002"


def test_a_point_that_is_asked_again_has_the_same_hazards() -> None:
    hazards = _hazards(3)
    assert hazards.near(GeoPoint(35.95, 39.01), 50) == hazards.near(GeoPoint(35.95, 39.01), 50)
    assert hazards.near(GeoPoint(36.95, 39.01), 50) == ()
