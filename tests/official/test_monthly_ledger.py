"""The published monthly ledgers of one coalition hold, and a changed number is a finding."""

from typing import Any

import pytest

from made_records import head_of
from sijill.model.records.record import LedgerMonthRecord
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import DateInterval
from sijill.official.monthly import check_months

FIELDS = (
    "carried",
    "received",
    "reopened",
    "completed",
    "credible",
    "non_credible",
    "duplicates",
    "open_after",
    "deaths",
    "cumulative_deaths",
)
PUBLISHED: dict[str, tuple[int | None, ...]] = {
    "2017-03": (43, 27, None, 28, 9, 17, 2, 42, None, 352),
    "2017-04": (42, 43, None, 47, 16, 31, None, 38, 132, 484),
    "2018-11": (194, 15, None, 25, 3, 20, 2, 184, 15, 1139),
    "2018-12": (184, 10, None, 12, 5, 6, 1, 182, 51, 1190),
    "2019-08": (97, 2, 2, 20, 7, 13, None, 79, 22, 1335),
}
FREE = {
    ("2018-11", "deaths"),
    ("2019-08", "reopened"),
    ("2019-08", "deaths"),
    ("2019-08", "cumulative_deaths"),
}


def _months(changed: str = "", name: str = "", value: int | None = None) -> list[LedgerMonthRecord]:
    found = []
    for row, (month, values) in enumerate(PUBLISHED.items(), start=2):
        head = head_of(f"ledger:{month}", row)
        numbers = dict(zip(FIELDS, values, strict=True))
        if month == changed:
            numbers[name] = value
        counts: dict[str, Any] = {
            key: UNKNOWN_COUNT if number is None else CountRange.exactly(number)
            for key, number in numbers.items()
        }
        when = DateInterval.from_edtf(month)
        found.append(LedgerMonthRecord(head, actor="coalition", month=when, **counts))
    return found


def test_the_published_months_hold() -> None:
    """T1: they load clean; August 2019 holds with the two reopened inside those carried over."""
    ledger = check_months(_months())
    assert not ledger.breaks
    words = {(note.record, note.words) for note in ledger.implied}
    assert ("ledger:2019-08", "the 2 reopened are inside those carried over") in words


def test_what_was_conceded_before_a_month_follows_where_the_month_before_is_silent() -> None:
    """T2: 484 less 132 is 352, and 1,139 and 51 are 1,190."""
    silent = check_months(_months("2018-11", "cumulative_deaths", None))
    assert any(note.words.startswith("1,190 less 51: 1,139") for note in silent.implied)
    ledger = check_months(_months("2017-03", "cumulative_deaths", None))
    assert any(
        note.words.startswith("484 less 132: 352") and note.record == "ledger:2017-04"
        for note in ledger.implied
    )


def test_numbers_in_no_sum_are_listed() -> None:
    ledger = check_months(_months())
    assert {(note.record, note.words) for note in ledger.uncheckable} == {
        ("ledger:2018-11", "deaths: 15"),
        ("ledger:2019-08", "reopened: 2"),
        ("ledger:2019-08", "deaths: 22"),
        ("ledger:2019-08", "cumulative deaths: 1,335"),
    }


CONSTRAINED = [
    (month, name, value)
    for month, values in PUBLISHED.items()
    for name, value in zip(FIELDS, values, strict=True)
    if value is not None and (month, name) not in FREE
]


@pytest.mark.parametrize(("month", "name", "value"), CONSTRAINED)
@pytest.mark.parametrize("by", [-1, 1])
def test_changing_a_number_that_a_sum_constrains_is_a_finding(
    month: str, name: str, value: int, by: int
) -> None:
    ledger = check_months(_months(month, name, value + by))
    assert any(f"ledger:{month}" in one.records for one in ledger.breaks)


def test_cumulative_deaths_that_fall_are_a_finding() -> None:
    (found,) = check_months(_months("2019-08", "cumulative_deaths", 1_100)).breaks
    assert found.identity == "cumulative deaths never fall"


def test_deaths_in_a_month_without_a_credible_report_are_a_finding() -> None:
    months = _months("2018-11", "credible", 0)
    identities = {one.identity for one in check_months(months).breaks}
    assert "deaths are conceded by credible reports" in identities
