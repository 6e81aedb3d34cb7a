"""Who an unidentified body may be: ratios that mean something, and a prior that is stated."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.language.names.reading import read_name
from sijill.model.codes import Harm, Sex
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.values.ages import AgeInterval
from sijill.model.values.dates import DateInterval
from sijill.model.values.personal import PersonalDetails
from sijill.model.values.places import GeoPoint, Place
from sijill.model.values.stature import Stature
from sijill.remains import likelihoods
from sijill.remains.candidates import Prior, find_candidates

DAY = date(2031, 6, 1)
HERE = GeoPoint(35.95, 39.01)


def missing(number: int, **known: object) -> PersonRecord:
    person = PersonRecord(head_of(f"families:{number}"), harm=Harm.MISSING)
    return replace(person, **known)  # type: ignore[arg-type]


def body(**known: object) -> RemainsRecord:
    return replace(RemainsRecord(head_of("notebook:1")), **known)  # type: ignore[arg-type]


def crowd(size: int = 40) -> list[PersonRecord]:
    """People of all ages, half of them men, last seen over two months, over half a degree."""
    return [
        missing(
            number,
            sex=Sex.MALE if number % 2 else Sex.FEMALE,
            age=AgeInterval.of_years(number * 2),
            last_seen=DateInterval.on(DAY + timedelta(days=number)),
            place=Place(point=GeoPoint(35.6 + number / 80, 39.01), radius_m=100),
            personal=PersonalDetails(stature=Stature(150 + number, 150 + number)),
        )
        for number in range(size)
    ]


def test_the_person_who_agrees_in_everything_stands_first_with_reasons() -> None:
    people = crowd()
    meant = people[20]
    found = body(
        sex=Sex.FEMALE,
        age=AgeInterval.of_years(35, 45),
        recovered=DateInterval.on(DAY + timedelta(days=25)),
        found_at=meant.place,
        personal=PersonalDetails(stature=Stature(168, 174)),
    )
    (answer,) = find_candidates([found], people)
    assert answer.candidates[0].person == meant.head.id
    assert answer.candidates[0].posterior > 0.5
    assert {factor.field for factor in answer.candidates[0].factors} >= {"distance", "age", "sex"}
    assert answer.considered == 40


def test_a_body_of_which_nothing_is_known_has_the_prior_for_everybody() -> None:
    (answer,) = find_candidates([body()], crowd(), prior=Prior(0.4), most=100)
    assert answer.none_listed == pytest.approx(0.6)
    assert {round(one.posterior, 6) for one in answer.candidates} == {0.01}
    assert all(one.ratio == 1 and one.factors == () for one in answer.candidates)


def test_who_was_seen_alive_after_the_find_is_excluded_and_counted() -> None:
    found = body(recovered=DateInterval.on(DAY + timedelta(days=9)))
    (answer,) = find_candidates([found], crowd(), most=100)
    assert answer.excluded == 30
    assert {one.person for one in answer.candidates} == {f"families:{n}" for n in range(10)}


def test_a_death_that_another_list_dates_a_day_later_is_no_contradiction() -> None:
    listed = missing(1, died=DateInterval.on(DAY + timedelta(days=1)))
    (answer,) = find_candidates([body(recovered=DateInterval.on(DAY))], [listed])
    assert answer.excluded == 0


def test_whom_people_excluded_is_no_candidate() -> None:
    pair = ("notebook:1", "families:3")
    (answer,) = find_candidates([body()], crowd(), excluded={pair}, most=100)
    assert answer.excluded == 1
    assert "families:3" not in {one.person for one in answer.candidates}


def test_nobody_missing_is_an_answer() -> None:
    (answer,) = find_candidates([body()], [])
    assert (answer.candidates, answer.none_listed) == ((), 1.0)


def test_a_rare_name_says_more_than_a_common_one() -> None:
    names = ["Ahmad Karim"] * 30 + ["Ahmad Zaytouni"]
    people = [missing(n, written_names=(read_name(name),)) for n, name in enumerate(names)]
    (rare,) = find_candidates([body(written_names=(read_name("Ahmad Zaytouni"),))], people)
    (common,) = find_candidates([body(written_names=(read_name("Ahmad Karim"),))], people)
    assert rare.candidates[0].person == "families:30"
    assert rare.candidates[0].ratio > 5 * common.candidates[0].ratio


def test_clothing_speaks_by_its_rarity_and_in_both_scripts() -> None:
    shirts = [missing(n, personal=PersonalDetails(clothing=("blue shirt",))) for n in range(20)]
    ring = missing(20, personal=PersonalDetails(clothing=("قميص أزرق",), effects=("خاتم فضة",)))
    found = body(personal=PersonalDetails(effects=("خاتم من فضة",)))
    (answer,) = find_candidates([found], [*shirts, ring])
    assert answer.candidates[0].person == "families:20"
    assert answer.candidates[0].factors[0].field == "clothing and effects"


def test_ages_grow_until_the_find() -> None:
    boy = missing(1, age=AgeInterval.of_years(12), last_seen=DateInterval.on(date(2021, 6, 1)))
    man = missing(2, age=AgeInterval.of_years(60), last_seen=DateInterval.on(date(2021, 6, 1)))
    found = body(age=AgeInterval.of_years(20, 24), recovered=DateInterval.on(DAY))
    (answer,) = find_candidates([found], [boy, man])
    assert answer.candidates[0].person == "families:1"


@pytest.mark.parametrize("on_list", [0, -0.1, 1.1])
def test_a_prior_is_a_probability(on_list: float) -> None:
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        Prior(on_list)


def test_in_a_closed_set_somebody_is_meant() -> None:
    (answer,) = find_candidates([body(sex=Sex.MALE)], crowd(), prior=Prior(1), most=100)
    assert answer.none_listed == 0
    assert sum(one.posterior for one in answer.candidates) == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_a_list_does_not_matter(order: list[int]) -> None:
    people = crowd(12)
    found = body(sex=Sex.MALE, age=AgeInterval.of_years(10, 14), found_at=Place(point=HERE))
    (one,) = find_candidates([found], people, most=12)
    (other,) = find_candidates([found], [people[place] for place in order], most=12)
    assert [c.person for c in one.candidates] == [c.person for c in other.candidates]
    assert [c.posterior for c in one.candidates] == pytest.approx(
        [c.posterior for c in other.candidates]
    )


def test_a_ratio_is_one_on_average_over_the_list() -> None:
    """A ratio compares with the mean person of the list, so that its mean is 1."""
    gaps = np.linspace(0, 400, 50)
    assert likelihoods.lag_ratios(gaps).mean() == pytest.approx(1, rel=0.01)
    ages = np.column_stack([np.linspace(0, 800, 30), np.linspace(11, 811, 30)])
    assert likelihoods.interval_ratios((240.0, 300.0), ages, 24.0).mean() == pytest.approx(
        1, rel=0.05
    )


def test_a_great_circle_is_measured_in_kilometres() -> None:
    """One degree of a meridian of the sphere: 2 pi 6371 / 360 km."""
    (north, east) = likelihoods.distances_km((0.0, 0.0), np.array([[1.0, 0.0], [0.0, 180.0]]))
    assert north == pytest.approx(111.195, abs=0.001)
    assert east == pytest.approx(20_015.1, abs=0.1)


def test_teeth_speak_and_what_cannot_have_changed_is_named() -> None:
    families = crowd()
    families[3] = replace(families[3], personal=PersonalDetails(dental=("16 missing", "26 crown")))
    families[4] = replace(families[4], personal=PersonalDetails(dental=("16 missing", "26 filled")))
    found = body(personal=PersonalDetails(dental=("16 missing", "26 filled")))
    (candidates,) = find_candidates([found], families, most=len(families))
    words = {one.person: [factor.words for factor in one.factors] for one in candidates.candidates}
    assert candidates.candidates[0].person == families[4].head.id
    assert words[families[3].head.id] == [
        next(one for one in words[families[3].head.id] if "teeth 26 cannot have changed" in one)
    ]
