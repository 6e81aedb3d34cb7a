"""A date is an interval of days; unknown is an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.values.dates import UNKNOWN_DATE, DateInterval

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    """Days, windows, months, years, open intervals and the unknown."""
    first, second = sorted((draw(DAYS), draw(DAYS)))
    return draw(
        st.sampled_from(
            (
                DateInterval.on(first),
                DateInterval.between(first, second),
                DateInterval.before(first),
                DateInterval.after(first),
                DateInterval.in_month(first.year, first.month),
                DateInterval.in_year(first.year),
                UNKNOWN_DATE,
            )
        )
    )


@given(intervals())
def test_the_written_form_is_read_back(interval: DateInterval) -> None:
    again = DateInterval.from_edtf(interval.to_edtf())
    assert (again.earliest, again.latest) == (interval.earliest, interval.latest)
    assert again.to_edtf() == interval.to_edtf()


@given(intervals(), intervals())
def test_what_both_allow_is_the_same_from_either_side(
    left: DateInterval, right: DateInterval
) -> None:
    there, back = left.narrowed_by(right), right.narrowed_by(left)
    assert (there is None) == (back is None) == (not left.overlaps(right))
    if there is not None and back is not None:
        assert (there.earliest, there.latest) == (back.earliest, back.latest)


@given(intervals(), intervals())
def test_days_apart_is_zero_exactly_where_intervals_meet(
    left: DateInterval, right: DateInterval
) -> None:
    apart = left.days_apart(right)
    assert apart == right.days_apart(left)
    if apart is None:
        assert not (left.is_known and right.is_known)
    else:
        assert (apart == 0) == left.overlaps(right)


@given(DAYS, st.integers(0, 5000), st.integers(0, 5000))
def test_a_day_lies_within_a_period_that_holds_it(day: date, before: int, after: int) -> None:
    period = DateInterval.between(day - timedelta(before), day + timedelta(after))
    assert DateInterval.on(day).lies_within(period)
    assert not DateInterval.on(day + timedelta(after + 1)).lies_within(period)
    assert not UNKNOWN_DATE.lies_within(period)


def test_a_month_holds_its_last_day() -> None:
    february = DateInterval.in_month(2016, 2)
    assert february.latest == date(2016, 2, 29)
    assert february.length_days == 29
    assert february.day is None


@pytest.mark.parametrize(
    "text", ["2017-02-31", "2017-13", "17", "June", "../..", "2017-06-15/2017-06-01"]
)
def test_no_such_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        DateInterval.from_edtf(text)


def test_unknown_dates_overlap_everything_and_narrow_nothing() -> None:
    day = DateInterval.on(date(2017, 6, 15))
    assert UNKNOWN_DATE.overlaps(day)
    assert day.narrowed_by(UNKNOWN_DATE) == day
    assert day.days_apart(UNKNOWN_DATE) is None
    assert str(UNKNOWN_DATE) == "unknown"
