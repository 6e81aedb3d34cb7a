"""Heights: every way of writing one that forms, cards and families use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.numbers.stature import read_stature
from sijill.model.values.stature import SHORTEST_CM, TALLEST_CM, UNKNOWN_STATURE, Stature
from sijill.model.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "least_cm", "most_cm"),
    [
        ("172", 172, 172),
        ("172 cm", 172, 172),
        ("172.5", 172, 172),
        ("١٧٢", 172, 172),
        ("170 سم", 170, 170),
        ("1.72 m", 172, 172),
        ("1,72", 172, 172),
        ("1m72", 172, 172),
        ("1 m 72", 172, 172),
        ("165-175", 165, 175),
        ("165 – 175 cm", 165, 175),
        ("175-165", 165, 175),
        ("1.6-1.7 m", 160, 170),
        ("170 to 180", 170, 180),
        ("170 à 180", 170, 180),
        ("5'8\"", 173, 173),
        ("5 ft 8 in", 173, 173),
        ("5 feet", 152, 152),
        ("about 170", 167, 173),
        ("~170", 167, 173),
        ("حوالي ١٧٠", 167, 173),
    ],
)
def test_a_height_is_read_as_it_is_written(text: str, least_cm: int, most_cm: int) -> None:
    assert read_stature(text) == Stature(least_cm, most_cm)


@pytest.mark.parametrize("text", ["", "unknown", "غير معروف", "n/a", "?"])
def test_unknown_is_no_height(text: str) -> None:
    assert read_stature(text) == UNKNOWN_STATURE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tall", "this is no height"),
        ("5'13\"", "this is no height"),
        ("17", "outside 20 to 280"),
        ("300", "outside 20 to 280"),
        ("170-180-190", "this is no height"),
    ],
)
def test_what_is_no_height_is_set_aside_with_its_reason(text: str, reason: str) -> None:
    answer = read_stature(text)
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason


@given(st.integers(SHORTEST_CM, TALLEST_CM), st.integers(SHORTEST_CM, TALLEST_CM))
def test_what_is_printed_is_read_back(one: int, other: int) -> None:
    stature = Stature(min(one, other), max(one, other))
    assert read_stature(str(stature)) == stature


def test_ends_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="above the greatest"):
        Stature(180, 170)
