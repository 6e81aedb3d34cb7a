"""Sites: what closes one, what may follow what, who waits and what was found there."""

from datetime import UTC, datetime

import pytest

from made_records import head_of
from sijill.figures.field.site_plan import grave_plan, in_sequence
from sijill.model.codes import HazardStatus, SiteState
from sijill.model.decisions.decision import Decided
from sijill.model.decisions.field_work import SiteDecision
from sijill.model.records.field_work import RecoveryDetails, SiteRecord
from sijill.model.records.record import HazardRecord, PersonRecord, RemainsRecord
from sijill.model.recovery_codes import HazardObject
from sijill.model.results.sites import Site
from sijill.model.values.counts import CountRange
from sijill.model.values.places import GeoPoint, Place, PlacePrecision
from sijill.remains.hazards import OpenHazards, open_hazards
from sijill.remains.site_states import NEXT_STATES, why_not_next
from sijill.remains.sites import SiteEvidence, assess_sites

METRES_NORTH = 1 / 111_320
HERE = GeoPoint(35.95, 39.01)
EARLIER = Decided("aa:1", "Hind", datetime(2031, 11, 2, tzinfo=UTC))


def hazard(
    record: str = "survey:H1",
    *,
    north_m: float = 0,
    status: HazardStatus = HazardStatus.CHA,
    **more: object,
) -> HazardRecord:
    place = Place(
        point=GeoPoint(HERE.latitude + north_m * METRES_NORTH, HERE.longitude), radius_m=5_000
    )
    return HazardRecord(head_of(record), status=status, place=place, **more)  # type: ignore[arg-type]


def decision(state: SiteState, *hazards: str, override_by: str = "") -> SiteDecision:
    return SiteDecision("sites:S1", state, "looked", "", override_by, hazards, EARLIER)


def assess(
    *,
    decided: SiteDecision | None = None,
    hazards: tuple[HazardRecord, ...] = (),
    site: SiteRecord | None = None,
    remains: tuple[RemainsRecord, ...] = (),
    missing: tuple[PersonRecord, ...] = (),
    identified: tuple[str, ...] = (),
) -> Site:
    """The one site S1 as it stands, 50 m being the safety distance."""
    record = site or SiteRecord(
        head_of("sites:S1"), code="S1", place=Place(point=HERE, radius_m=10)
    )
    history = {"sites:S1": (decided,)} if decided else {}
    evidence = SiteEvidence(
        sites={"sites:S1": record},
        history=history,
        decided={"sites:S1": decided} if decided else {},
        hazards=hazards,
        remains={one.head.id: one for one in remains},
        missing={one.head.id: one for one in missing},
        identified=identified,
    )
    return assess_sites(evidence, 50)["sites:S1"]


@pytest.mark.parametrize("listed", [SiteState.GO, SiteState.RESTRICTED])
def test_a_list_that_says_go_is_no_decision(listed: SiteState) -> None:
    record = SiteRecord(head_of("sites:S1"), code="S1", listed_state=listed)
    assert assess(site=record).state is SiteState.NOT_ASSESSED


@pytest.mark.parametrize(
    ("north_m", "state"),
    [(0, SiteState.NO_GO), (59, SiteState.NO_GO), (62, SiteState.NOT_ASSESSED)],
)
def test_the_safety_distance_is_measured_from_the_edge_of_the_site(
    north_m: float, state: SiteState
) -> None:
    """The site has a radius of 10 m; how exactly the hazard's point is known, nobody stated."""
    assert assess(hazards=(hazard(north_m=north_m),)).state is state


def test_a_hazard_that_is_listed_later_closes_the_site_again_and_says_so() -> None:
    opened = decision(SiteState.GO)
    assert assess(decided=opened).state is SiteState.GO
    site = assess(decided=opened, hazards=(hazard(),))
    assert site.state is SiteState.NO_GO
    assert "was set to go by Hind (2031-11-02, entry aa:1), but a hazard" in site.finding
    assert "survey:H1 (the site lies in it)" in site.finding


def test_whoever_overrides_answers_for_what_was_known_then_and_no_more() -> None:
    opened = decision(SiteState.GO, "survey:H1", override_by="Capt. Nader")
    assert assess(decided=opened, hazards=(hazard(),)).state is SiteState.GO
    more = assess(decided=opened, hazards=(hazard(), hazard("survey:H2", north_m=20)))
    assert more.state is SiteState.NO_GO
    assert "survey:H2 (20 m)" in more.finding
    assert "survey:H1" not in more.finding


def test_a_restricted_site_closes_too_when_a_hazard_becomes_known() -> None:
    limited = decision(SiteState.RESTRICTED, "survey:H1")
    assert assess(decided=limited, hazards=(hazard(),)).state is SiteState.RESTRICTED
    assert assess(decided=limited, hazards=(hazard("survey:H2"),)).state is SiteState.NO_GO


def test_a_hazard_that_is_released_opens_what_it_had_closed() -> None:
    opened = decision(SiteState.GO)
    released = hazard(status=HazardStatus.CANCELLED)
    assert assess(decided=opened, hazards=(released,)).state is SiteState.GO


def test_a_site_without_a_position_cannot_be_held_against_a_list_of_hazards() -> None:
    nowhere = SiteRecord(head_of("sites:S1"), code="S1")
    opened = decision(SiteState.GO)
    assert assess(site=nowhere, decided=opened).state is SiteState.GO
    site = assess(site=nowhere, decided=opened, hazards=(hazard(),))
    assert site.state is SiteState.NO_GO
    assert "has no position" in site.finding


def test_a_finished_site_stays_finished() -> None:
    done = decision(SiteState.COMPLETED_CLEAR)
    site = assess(decided=done, hazards=(hazard(),))
    assert (site.state, site.finding) == (SiteState.COMPLETED_CLEAR, "")


@pytest.mark.parametrize("state", SiteState)
def test_every_state_has_a_way_out_and_may_be_set_anew(state: SiteState) -> None:
    assert NEXT_STATES[state]
    assert why_not_next(state, state) == ""


@pytest.mark.parametrize(
    ("before", "wanted", "told"),
    [
        (SiteState.NOT_ASSESSED, SiteState.COMPLETED_CLEAR, "from not_assessed a site becomes go"),
        (SiteState.COMPLETED_CLEAR, SiteState.GO, "becomes no_go, suspended, not go"),
        (SiteState.NO_GO, SiteState.DECEASED_ONLY, "not deceased_only"),
    ],
)
def test_a_state_that_may_not_follow_is_refused_with_those_that_may(
    before: SiteState, wanted: SiteState, told: str
) -> None:
    assert told in why_not_next(before, wanted)


def body(record: str, site: str = "", point: GeoPoint | None = None) -> RemainsRecord:
    return RemainsRecord(
        head_of(record), found_at=Place(point=point), recovery=RecoveryDetails(site=site)
    )


def test_remains_belong_to_the_site_that_their_row_names_or_in_which_they_lay() -> None:
    near = GeoPoint(HERE.latitude + 5 * METRES_NORTH, HERE.longitude)
    far = GeoPoint(HERE.latitude + 30 * METRES_NORTH, HERE.longitude)
    site = assess(
        remains=(
            body("n:1", "s1"), body("n:2", point=near), body("n:3", point=far),
            body("n:4", "S9", near),
        )
    )  # fmt: skip
    assert site.remains == ("n:1", "n:2")


def test_families_wait_until_somebody_is_identified() -> None:
    missing = tuple(PersonRecord(head_of(f"families:{number}"), site="S1") for number in (1, 2, 3))
    listed = SiteRecord(
        head_of("sites:S1"), code="S1", expected=CountRange(2, 5), families=("al-Attar",)
    )
    site = assess(
        site=listed, missing=missing, identified=("families:1",), remains=(body("n:1", "S1"),)
    )
    assert [family.name for family in site.families] == ["al-Attar", "families:2", "families:3"]
    assert (site.expected, site.still_missing) == (CountRange(3, 5), CountRange(2, 4))


@pytest.mark.parametrize(
    ("recovered", "left"),
    [
        (CountRange(4), CountRange(0, 9)),
        (CountRange(3, 5), CountRange(3, 9)),
        (CountRange(), CountRange(8, 9)),
    ],
)
def test_who_may_have_been_recovered_may_not_be_missing(
    recovered: CountRange, left: CountRange
) -> None:
    listed = SiteRecord(
        head_of("sites:S1"), code="S1", expected=CountRange(8, 9), recovered=recovered
    )
    assert assess(site=listed).still_missing == left


def test_how_many_are_expected_is_unknown_where_nobody_says() -> None:
    assert not assess().expected.is_known
    assert not assess().still_missing.is_known


def area(size_m2: float | None = None) -> HazardRecord:
    return hazard(code="H1", area_m2=size_m2)


def clearance(size_m2: float | None, status: HazardStatus = HazardStatus.CLEARED) -> HazardRecord:
    return hazard(
        "work:1", status=status, form=HazardObject.ACTIVITY, concerns="h1", area_m2=size_m2
    )


@pytest.mark.parametrize(
    ("size_m2", "released_m2", "is_open"),
    [(500, 500, False), (500, 200, True), (None, 200, False), (500, None, False)],
)
def test_clearance_releases_the_area_it_names_if_it_covers_it(
    size_m2: float | None,
    released_m2: float | None,
    is_open: bool,  # noqa: FBT001  what the row expects
) -> None:
    assert bool(open_hazards([area(size_m2), clearance(released_m2)])) is is_open


def test_survey_that_released_nothing_releases_nothing() -> None:
    assert open_hazards([area(), clearance(None, HazardStatus.SHA)]) == [area()]


def test_an_accident_is_a_hazard_until_its_area_is_released() -> None:
    accident = hazard(
        "accidents:1", status=HazardStatus.REPORTED, form=HazardObject.ACCIDENT, concerns="H1"
    )
    assert accident in open_hazards([area(), accident])
    assert open_hazards([area(), accident, clearance(None)]) == []


def test_hazards_come_nearest_first_and_those_without_a_position_not_at_all() -> None:
    nowhere = HazardRecord(head_of("survey:H9"))
    hazards = OpenHazards([hazard("survey:H2", north_m=30), hazard(north_m=-10), nowhere])
    near = hazards.near(HERE, 50)
    assert [(one.hazard, round(one.metres)) for one in near] == [
        ("survey:H1", 10),
        ("survey:H2", 30),
    ]
    assert hazards.is_listed
    assert OpenHazards([]).near(HERE, 50) == ()


def test_a_hazard_whose_exactness_is_stated_bars_all_of_its_circle() -> None:
    place = Place(
        point=GeoPoint(HERE.latitude + 130 * METRES_NORTH, HERE.longitude),
        radius_m=100,
        precision=PlacePrecision.VICINITY_100M,
    )
    hazards = OpenHazards([HazardRecord(head_of("survey:H1"), place=place)])
    assert [round(one.metres) for one in hazards.near(HERE, 50)] == [30]


def in_grave(number: int, grid: str, layer: str = "") -> RemainsRecord:
    head = head_of(f"n:{number}")
    return RemainsRecord(head, recovery=RecoveryDetails(grid=grid, layer=layer))


def test_the_plan_of_a_grave_has_squares_across_and_layers_down() -> None:
    found = [in_grave(1, "A10", "2"), in_grave(2, "A2", "1"), in_grave(3, "A2", "١"),
             in_grave(4, "A2", "1"), in_grave(5, "", "1")]  # fmt: skip
    plan = grave_plan(found)
    assert plan is not None
    assert plan.squares == ("A2", "A10")
    assert plan.layers == ("1", "2")
    assert [one.head.id for one in plan.cells["1", "A2"]] == ["n:2", "n:3", "n:4"]
    assert grave_plan([in_grave(1, "", "2")]) is None


def test_remains_of_a_grave_stand_in_the_order_of_exhumation() -> None:
    where = {
        "n:1": ("10", "2", "B"),
        "n:2": ("٢", "1", "A"),
        "n:3": ("", "1", "C"),
        "n:4": ("",) * 3,
    }
    remains = {
        one: RemainsRecord(
            head_of(one),
            recovery=RecoveryDetails(site="S1", sequence=number, layer=layer, grid=grid),
        )
        for one, (number, layer, grid) in where.items()
    }
    site = assess(remains=tuple(remains.values()))
    assert [one.head.id for one in in_sequence(site, remains)] == ["n:2", "n:1", "n:3"]
