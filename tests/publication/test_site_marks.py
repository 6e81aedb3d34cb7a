"""The marks of sites on the plan of a day, as INSARAG paints them."""

import pytest

from sijill.model.codes import SiteState
from sijill.model.results.sites import NearHazard, Site
from sijill.model.values.counts import CountRange
from sijill.model.values.places import UNKNOWN_PLACE
from sijill.publication.forms.plan_page import mark_of, plan_page


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        (SiteState.GO, "GO"),
        (SiteState.RESTRICTED, "GO, team only"),
        (SiteState.NO_GO, "NO GO"),
        (SiteState.NOT_ASSESSED, "NO GO"),
        (SiteState.SUSPENDED, "NO GO"),
        (SiteState.COMPLETED_CLEAR, "C"),
        (SiteState.DECEASED_ONLY, "D"),
    ],
)
def test_only_what_somebody_opened_says_go(state: SiteState, sign: str) -> None:
    assert mark_of(Site("s:1", "S1", None, UNKNOWN_PLACE, state)).sign == sign


def test_hazards_stand_above_the_dead_beside_and_the_missing_below() -> None:
    site = Site(
        "s:1", "S1", None, UNKNOWN_PLACE, SiteState.NO_GO,
        near=(NearHazard("mines:M1", 4.0),),
        remains=("n:1", "n:2"),
        still_missing=CountRange(1, 3),
    )  # fmt: skip
    mark = mark_of(site)
    assert (mark.hazards, mark.dead, mark.missing) == (("mines:M1",), 2, "1–3")
    page = plan_page("A street", (), (site,), ())
    assert page.index("mines:M1") < page.index("NO GO") < page.index("1–3")


def test_how_many_are_missing_is_not_zero_where_nobody_says() -> None:
    assert mark_of(Site("s:1", "S1", None, UNKNOWN_PLACE, SiteState.GO)).missing == "?"
