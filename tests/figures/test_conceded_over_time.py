"""What a party had conceded on a day: each release stands until the next one about its incident."""

from datetime import date

import pytest

from sijill.figures.claimed.conceded_over_time import conceded_over_time
from sijill.figures.figure import Contribution
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord, Head, Locator
from sijill.model.results.claims import DatedCount
from sijill.model.results.official import OfficialLine
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval

REJECTED, CONCEDED = OfficialPosition.NON_CREDIBLE, OfficialPosition.CREDIBLE
Release = tuple[str, OfficialPosition, int | None]
"""Its day, what it finds, and the deaths that it states."""


def _parts(
    releases: list[Release], stands: int, happened: str = "2031-05-01"
) -> tuple[DatedCount, ...]:
    """The parts of one line; its columns concede ``stands`` deaths, without a day."""
    records = {
        f"releases:{number}": DeterminationRecord(
            Head(f"releases:{number}", "releases", Locator("releases.csv", "0" * 64, "", number)),
            position=position,
            deaths=UNKNOWN_COUNT if deaths is None else CountRange.exactly(deaths),
            issued=DateInterval.from_edtf(day),
            happened=DateInterval.from_edtf(happened),
        )
        for number, (day, position, deaths) in enumerate(
            [("", CONCEDED, stands), *releases], start=1
        )
    }
    line = OfficialLine(
        "alliance", "incidents:1", tuple(records), CONCEDED, OfficialReason.NONE_GIVEN
    )
    added = Contribution("releases:1", CountRange.exactly(stands))
    return conceded_over_time([line], records, [added])


def _on(day: str, parts: tuple[DatedCount, ...]) -> int:
    """The deaths conceded on a day."""
    at = date.fromisoformat(day)
    return sum(part.count.lowest or 0 for part in parts if part.stands_on(at))


def test_a_number_stands_until_the_release_that_corrects_it() -> None:
    parts = _parts([("2032-03-28", CONCEDED, 1), ("2033-02-28", CONCEDED, 12)], stands=12)
    days = ["2032-03-27", "2032-03-28", "2033-02-27", "2033-02-28", "2035-01-01"]
    assert [_on(day, parts) for day in days] == [0, 1, 1, 12, 12]


def test_nothing_is_conceded_until_a_rejected_allegation_is_reopened() -> None:
    parts = _parts([("2031-08-04", REJECTED, None), ("2033-02-28", CONCEDED, 8)], stands=8)
    assert [_on(day, parts) for day in ("2032-11-09", "2033-03-01")] == [0, 8]


def test_a_concession_taken_back_for_a_while_is_not_counted_then() -> None:
    releases: list[Release] = [
        ("2031-08-04", CONCEDED, 3),
        ("2032-01-01", REJECTED, None),
        ("2033-01-01", CONCEDED, 4),
    ]
    parts = _parts(releases, stands=4)
    assert [_on(day, parts) for day in ("2031-09-01", "2032-06-01", "2033-06-01")] == [3, 0, 4]


def test_the_register_decides_how_many_the_last_release_concedes() -> None:
    parts = _parts([("2032-07-26", CONCEDED, 16), ("2032-08-30", CONCEDED, 16)], stands=10)
    assert parts == (DatedCount(date(2032, 7, 26), CountRange.exactly(10)),)


@pytest.mark.parametrize(
    "releases",
    [
        [],
        [("", CONCEDED, 3)],
        [("2031-02-28", CONCEDED, 3)],
        [("2031-08-04", REJECTED, None)],
    ],
    ids=["none", "undated", "before the strike", "the last dated one rejects"],
)
def test_what_no_dated_release_concedes_has_no_day(releases: list[Release]) -> None:
    assert _parts(releases, stands=3) == (DatedCount(None, CountRange.exactly(3)),)


def test_a_strike_without_a_day_takes_no_release_away() -> None:
    parts = _parts([("2031-02-28", CONCEDED, 3)], stands=3, happened=UNKNOWN_DATE.to_edtf())
    assert _on("2031-03-01", parts) == 3
