"""What a party had conceded on a day: each release stands until the next one about its incident."""

from datetime import date

import pytest

from made_records import head_of
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.conceded_over_time import (
    ConcededPart,
    conceded_by_month_figures,
    conceded_over_time,
)
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.claims import DatedCount
from sijill.model.results.official import OfficialLine
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Quantity, Scope
from sijill.publication.charts.over_time import steps

REJECTED, CONCEDED = OfficialPosition.NON_CREDIBLE, OfficialPosition.CREDIBLE
Release = tuple[str, OfficialPosition, int | None]
"""Its day, what it finds, and the deaths that it states."""


def _conceded(
    releases: list[Release], stands: int, happened: str = "2031-05-01"
) -> tuple[ConcededPart, ...]:
    """The parts of one line; its columns concede ``stands`` deaths, without a day."""
    records = {
        f"releases:{number}": DeterminationRecord(
            head_of(f"releases:{number}"),
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


def _parts(
    releases: list[Release], stands: int, happened: str = "2031-05-01"
) -> tuple[DatedCount, ...]:
    return tuple(part.dated for part in _conceded(releases, stands, happened))


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


WRITER = Writer(load_codebook(), {"actor": "The Alliance", "actor_ar": "التحالف"}, Scope())


def _ends(figure: Figure) -> tuple[int | None, int | None]:
    assert isinstance(figure.value, Quantity)
    return figure.value.value.lowest, figure.value.value.highest


def test_the_number_of_each_month_is_what_stood_at_its_end() -> None:
    corrected = _conceded([("2032-03-28", CONCEDED, 1), ("2033-02-28", CONCEDED, 12)], stands=12)
    undated = _conceded([], stands=5)
    figures = conceded_by_month_figures(WRITER, [*corrected, *undated])
    assert {figure.name: _ends(figure) for figure in figures} == {
        "acknowledged.deaths.by.2032-03": (1, 6),
        "acknowledged.deaths.by.2033-02": (12, 17),
    }
    assert "by 2033-02-28" in figures[-1].title
    assert [part.subject for part in figures[0].contributions] == ["releases:2", "releases:1"]
    drawn = steps(figures)
    assert drawn is not None
    assert "from 2032-03 to 2033-02" in drawn[0]


def test_a_single_release_makes_no_series() -> None:
    assert not conceded_by_month_figures(WRITER, _conceded([("2032-03-28", CONCEDED, 3)], 3))
    assert steps([]) is None


def test_an_unknown_number_is_no_zero() -> None:
    releases: list[Release] = [("2032-03-28", CONCEDED, None), ("2033-02-28", CONCEDED, 2)]
    first, last = conceded_by_month_figures(WRITER, _conceded(releases, stands=2))
    assert (_ends(first), first.unknown) == ((None, None), 1)
    assert (_ends(last), last.unknown) == ((2, 2), 0)
