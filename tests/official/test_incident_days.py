"""The day of an incident, as lists and the first report have it, beside the day of a line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.official.incident_days import DayShares, days_reason, likely_days

SHARES = DayShares(
    same=4.0,
    line=(0.9, 0.045, 0.004, 0.001),
    listed=(0.94, 0.028, 0.0015, 0.0005),
    reported=(0.85, 0.1, 0.03, 0.01),
    never=0.0005,
    widest=32,
    other_year=1.0,
)
DAY = date(2031, 6, 15)


def _on(offset: int) -> DateInterval:
    return DateInterval.on(DAY + timedelta(days=offset))


def _points(line: DateInterval, *listed: DateInterval, report: int | None = None) -> float:
    first = None if report is None else DAY + timedelta(days=report)
    reason = days_reason(line, listed, first, SHARES)
    assert reason is not None
    return reason.points


def test_a_line_of_the_only_listed_day_has_the_points_of_one_day_and_each_day_off_costs() -> None:
    points = [_points(_on(apart), _on(0)) for apart in range(4)]
    assert points[0] == SHARES.same
    assert points == sorted(points, reverse=True)
    assert points[1] == pytest.approx(4 - 3.6, abs=0.2)


def test_two_lists_of_two_days_do_not_both_fit() -> None:
    """The line of either day has fewer points than where all lists name its day."""
    either = [_points(_on(apart), _on(0), _on(1)) for apart in (0, 1)]
    assert either[0] == pytest.approx(either[1])
    assert 2.5 < either[0] < SHARES.same
    assert _points(_on(0), _on(0), _on(0)) > SHARES.same


def test_the_first_report_decides_between_two_lists() -> None:
    assert _points(_on(0), _on(0), _on(1), report=0) > _points(_on(1), _on(0), _on(1), report=0)
    reason = days_reason(_on(1), (_on(0), _on(1)), DAY, SHARES)
    assert reason is not None
    assert reason.words == "1 day apart"


def test_a_report_before_the_listed_day_speaks_for_the_day_before_and_a_late_one_not() -> None:
    assert _points(_on(-1), _on(0), report=-1) > _points(_on(0), _on(0), report=-1)
    late = [_points(_on(apart), _on(0), report=300) for apart in range(3)]
    assert late == [_points(_on(apart), _on(0)) for apart in range(3)]


def test_the_longer_the_interval_the_less_it_says_and_an_open_one_least() -> None:
    week = DateInterval.between(DAY, DAY + timedelta(days=6))
    month = DateInterval.in_month(2031, 6)
    year, after = DateInterval.in_year(2031), DateInterval.after(DAY)
    points = [_points(_on(2), span) for span in (_on(2), week, month, year)]
    assert points == sorted(points, reverse=True)
    assert points[1] == pytest.approx(4 - 2.8 + 0.2, abs=0.1)  # a day off, it still meets a week
    assert _points(_on(2), year) == pytest.approx(4 - 5 + 0.2, abs=0.1)
    assert _points(_on(2), after) == pytest.approx(4 - 5)
    assert _points(month, _on(2)) == pytest.approx(_points(_on(2), month), abs=0.4)


def test_an_open_interval_beside_a_day_that_is_far_off_is_read_as_the_open_one() -> None:
    assert _points(_on(60), _on(0), DateInterval.after(DAY)) == pytest.approx(4 - 5)


def test_days_too_far_apart_are_no_pair_but_for_the_same_day_of_another_year() -> None:
    assert days_reason(_on(4), (_on(0),), None, SHARES) is None
    assert days_reason(UNKNOWN_DATE, (_on(0),), None, SHARES) is None
    assert days_reason(_on(0), (UNKNOWN_DATE,), None, SHARES) is None
    reason = days_reason(DateInterval.on(DAY.replace(year=2030)), (_on(0),), None, SHARES)
    assert reason is not None
    assert (reason.words, reason.points) == ("same day of another year", 1.0)


def test_hundreds_of_records_that_differ_and_the_ends_of_the_calendar_are_counted() -> None:
    listed = tuple(_on(number % 300) for number in range(600))
    assert sum(likely_days(listed, None, SHARES).values()) == pytest.approx(1)
    for day in (DateInterval.on(date.min), DateInterval.on(date.max)):
        assert sum(likely_days((day,), None, SHARES).values()) == pytest.approx(1)


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 40)), min_size=1, max_size=4),
    st.none() | st.integers(-5, 50),
    st.integers(-5, 5),
)
def test_the_order_of_the_lists_does_not_matter_and_the_days_add_up_to_one(
    spans: list[tuple[int, int]], report: int | None, line: int
) -> None:
    listed = [
        DateInterval.between(DAY + timedelta(days=begin), DAY + timedelta(days=begin + length))
        for begin, length in spans
    ]
    first = None if report is None else DAY + timedelta(days=report)
    assert sum(likely_days(tuple(listed), first, SHARES).values()) == pytest.approx(1)
    forth = days_reason(_on(line), listed, first, SHARES)
    assert forth == days_reason(_on(line), listed[::-1], first, SHARES)
