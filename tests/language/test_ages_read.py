"""Ages as lists write them."""

import pytest

from sijill.language.ages import read_age
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "least_months", "most_months"),
    [
        ("40", 480, 491),
        ("40.0", 480, 491),
        ("٤٠", 480, 491),
        ("40 years", 480, 491),
        ("40 سنة", 480, 491),
        ("7 months", 7, 7),
        ("7 اشهر", 7, 7),
        ("1 year 6 months", 18, 18),
        ("20-25", 240, 311),
        ("25-20", 240, 311),
        ("40s", 480, 599),
        ("late 40s", 552, 599),
        ("child", 0, 215),
        ("طفل", 0, 215),
        ("adult", 216, None),
        ("under 5", 0, 59),
    ],
)
def test_ages_as_written(text: str, least_months: int, most_months: int | None) -> None:
    age = read_age(text)
    assert isinstance(age, AgeInterval)
    assert (age.least_months, age.most_months) == (least_months, most_months)


@pytest.mark.parametrize("text", ["", "unknown", "?", "غير معروف"])
def test_nothing_said_is_unknown(text: str) -> None:
    assert read_age(text) == UNKNOWN_AGE


@pytest.mark.parametrize("text", ["350", "-4", "soon", "1e9"])
def test_what_is_no_age_is_unreadable_with_a_reason(text: str) -> None:
    answer = read_age(text)
    assert isinstance(answer, Unreadable)
    assert answer.reason
