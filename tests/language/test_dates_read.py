"""Dates as lists write them, in either script and any order that can be told apart."""

import pytest

from sijill.language.dates import read_date
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2017-06-15", "2017-06-15"),
        ("2017-06-15T14:03:00", "2017-06-15"),
        ("2017-06", "2017-06"),
        ("2017", "2017"),
        ("20170615", "2017-06-15"),
        ("15.06.2017", "2017-06-15"),
        ("31/12/2017", "2017-12-31"),
        ("12/31/2017", "2017-12-31"),
        ("June 15, 2017", "2017-06-15"),
        ("15 June 2017", "2017-06-15"),
        ("١٥ حزيران ٢٠١٧", "2017-06-15"),
        ("15 يونيو 2017", "2017-06-15"),
        ("June 2017", "2017-06"),
        ("before 2017-06-15", "../2017-06-15"),
        ("قبل 2017-06-15", "../2017-06-15"),
        ("after 2017-06-15", "2017-06-15/.."),
        ("2017-06-01 to 2017-06-15", "2017-06-01/2017-06-15"),
        ("2017-06-01/2017-06-15", "2017-06-01/2017-06-15"),
        ("0000-00-00", ""),
        ("", ""),
        ("unknown", ""),
        ("غير معروف", ""),
    ],
)
def test_dates_as_written(text: str, edtf: str) -> None:
    answer = read_date(text)
    assert isinstance(answer, DateInterval)
    assert answer.to_edtf() == edtf


def test_an_order_that_cannot_be_told_is_asked_for_not_guessed() -> None:
    doubtful = read_date("03/04/2017")
    assert not isinstance(doubtful, DateInterval) or doubtful.day is None
    assert read_date("03/04/2017", day_first=True) == DateInterval.from_edtf("2017-04-03")
    assert read_date("03/04/2017", day_first=False) == DateInterval.from_edtf("2017-03-04")


@pytest.mark.parametrize("text", ["31.02.2017", "2017-02-30", "15 Juneteen 2017", "1217", "soon"])
def test_what_is_no_date_is_unreadable_with_a_reason(text: str) -> None:
    answer = read_date(text)
    assert isinstance(answer, Unreadable)
    assert answer.reason


def test_the_unknown_date_is_one() -> None:
    assert read_date("0000-00-00 00:00:00") == UNKNOWN_DATE
