"""Counts between two ends and ages in months: an unknown is carried beside, never added as zero."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.values.ages import (
    GREATEST_AGE_YEARS,
    MONTHS_PER_YEAR,
    UNKNOWN_AGE,
    AgeInterval,
    age_on,
)
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval

ENDS = st.none() | st.integers(0, 10_000)


@st.composite
def ranges(draw: st.DrawFn) -> CountRange:
    """Any range of counts."""
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None:
        low, high = sorted((low, high))
    return CountRange(low, high)


@given(st.lists(ranges()))
def test_a_total_adds_ends_and_counts_the_unknown(parts: list[CountRange]) -> None:
    summed = total(parts)
    known = [part for part in parts if part.is_known]
    assert summed.parts == len(parts)
    assert summed.unknown == len(parts) - len(known)
    if known and all(part.lowest is None for part in known):
        assert summed.lowest is None
    else:
        assert summed.lowest == sum(part.lowest or 0 for part in known)
    if all(part.highest is not None for part in known):
        assert summed.highest == sum(part.highest or 0 for part in known)
    else:
        assert summed.highest is None


NUMBERS = st.integers(0, 40)


def _may_be(count: CountRange, number: int) -> bool:
    return count.at_least <= number and (count.highest is None or number <= count.highest)


@given(ranges(), ranges(), NUMBERS, NUMBERS)
def test_what_may_be_left_holds_every_difference_and_what_may_be_in_each_every_product(
    count: CountRange, other: CountRange, number: int, taken: int
) -> None:
    if _may_be(count, number) and _may_be(other, taken):
        assert _may_be(count.less(other), max(0, number - taken))
        assert _may_be(count.times(other), number * taken)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([CountRange(None, 4), CountRange(None, 6)], "at most 10"),
        ([CountRange(None, 4), UNKNOWN_COUNT], "at most 4"),
        ([CountRange(None, 4), CountRange(2, 6)], "2–10"),
        ([CountRange(None, 4), CountRange(2)], "at least 2"),
        ([CountRange(0, 4), CountRange(0, 6)], "0–10"),
        ([CountRange.exactly(0)], "0"),
        ([UNKNOWN_COUNT, UNKNOWN_COUNT], "unknown"),
    ],
)
def test_lower_ends_that_nobody_knows_are_not_zero(parts: list[CountRange], words: str) -> None:
    assert str(total(parts).range) == words


def test_unknown_is_not_zero() -> None:
    assert not UNKNOWN_COUNT.is_known
    assert CountRange.exactly(0).is_known
    assert CountRange.exactly(0) != UNKNOWN_COUNT


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (5, 4), (0, -2)])
def test_impossible_ranges_are_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match=r"negative|above"):
        CountRange(low, high)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (UNKNOWN_COUNT, "unknown"),
        (CountRange(1200), "at least 1,200"),
        (CountRange(None, 9), "at most 9"),
        (CountRange(4, 4), "4"),
        (CountRange(4, 9), "4–9"),
    ],
)
def test_ranges_in_words(count: CountRange, words: str) -> None:
    assert str(count) == words


@pytest.mark.parametrize(
    ("age", "is_child"),
    [
        (AgeInterval.of_years(17), True),
        (AgeInterval.of_years(18), False),
        (AgeInterval.of_years(15, 20), None),
        (AgeInterval.of_months(4), True),
        (AgeInterval.child(), True),
        (AgeInterval.adult(), False),
        (UNKNOWN_AGE, None),
    ],
)
def test_under_eighteen_is_a_child(age: AgeInterval, is_child: bool | None) -> None:  # noqa: FBT001  a value of the table
    assert age.is_child is is_child


def test_an_age_in_years_covers_twelve_months() -> None:
    forty = AgeInterval.of_years(40)
    assert (forty.least_months, forty.most_months) == (480, 491)
    assert forty.months_apart(AgeInterval.of_years(41)) == 1
    assert forty.narrowed_by(AgeInterval.adult()) == forty
    assert forty.narrowed_by(AgeInterval.child()) is None


def test_an_age_of_350_is_refused() -> None:
    with pytest.raises(ValueError, match="350 years is outside 0 to 125"):
        AgeInterval.of_years(350)


DAYS = st.dates(date(1900, 1, 1), date(2040, 1, 1))


@given(DAYS, DAYS)
def test_the_age_of_a_day_holds_the_birthdays_that_have_passed(born: date, day: date) -> None:
    age = age_on(DateInterval.on(born), DateInterval.on(day))
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if day < born or years > GREATEST_AGE_YEARS:
        assert age == UNKNOWN_AGE
    else:
        assert age.least_months is not None
        assert age.least_months == age.most_months
        assert age.least_months // MONTHS_PER_YEAR == years


def test_open_ends_of_birth_and_death_leave_the_age_open() -> None:
    on = DateInterval.on(date(2031, 6, 1))
    older = age_on(DateInterval.before(date(1981, 6, 1)), on)
    assert (older.least_months, older.most_months) == (600, None)
    assert age_on(DateInterval.after(date(1981, 6, 1)), on).most_months == 600
    assert age_on(UNKNOWN_DATE, on) == UNKNOWN_AGE
    assert age_on(on, DateInterval.before(date(2031, 6, 2))).least_months is None
