"""Figures: intervals with a type, unknown beside the sum, gaps between like and like."""

from datetime import date

import pytest

from made_records import head_of
from sijill.figures.book import share_text
from sijill.figures.coverage import uncovered_stretches
from sijill.figures.layers.gap import gap_of_incident
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Gap, Layer, Quantity, Refusal, Scope, Unit, gap_between
from small_cases import BuiltCity, SmallCase

SCOPE = Scope("Basatin", DateInterval.in_month(2031, 6), "alliance")


def _deaths(low: int, high: int, layer: Layer, scope: Scope = SCOPE) -> Quantity:
    return Quantity(CountRange(low, high), Unit.DEATHS, layer, scope)


def test_a_gap_is_an_interval_from_the_least_to_the_most_it_can_be() -> None:
    documented = _deaths(10, 20, Layer.DOCUMENTED_INCIDENT)
    gap = gap_between(documented, _deaths(2, 4, Layer.ACKNOWLEDGED))
    assert isinstance(gap, Gap)
    assert (gap.lowest, gap.highest) == (6, 18)
    assert (gap.share_lowest_permille, gap.share_highest_permille) == (100, 400)


@pytest.mark.parametrize(
    ("documented", "acknowledged", "ends"),
    [
        (CountRange(6, 8), CountRange(4), (None, 4)),
        (CountRange(6, 8), CountRange(9), (None, -1)),
        (CountRange(6), CountRange(2, 3), (3, None)),
        (CountRange(None, 8), CountRange(2, 3), (None, 6)),
    ],
)
def test_an_open_end_leaves_one_end_of_the_gap_open(
    documented: CountRange, acknowledged: CountRange, ends: tuple[int | None, int | None]
) -> None:
    gap = gap_between(
        Quantity(documented, Unit.DEATHS, Layer.DOCUMENTED_INCIDENT, SCOPE),
        Quantity(acknowledged, Unit.DEATHS, Layer.ACKNOWLEDGED, SCOPE),
    )
    assert isinstance(gap, Gap)
    assert (gap.lowest, gap.highest) == ends
    assert gap.share_lowest_permille is None is gap.share_highest_permille


@pytest.mark.parametrize(
    "other",
    [
        Quantity(CountRange(2, 4), Unit.BODIES, Layer.ACKNOWLEDGED, SCOPE),
        _deaths(
            2, 4, Layer.ACKNOWLEDGED, Scope("Basatin", DateInterval.in_month(2031, 7), "alliance")
        ),
        Quantity(CountRange(), Unit.DEATHS, Layer.ACKNOWLEDGED, SCOPE),
    ],
)
def test_unlike_or_unknown_quantities_have_no_gap_but_a_reason(other: Quantity) -> None:
    gap = gap_between(_deaths(10, 20, Layer.DOCUMENTED_INCIDENT), other)
    assert isinstance(gap, Refusal)
    assert gap.explanation


def _incident(killed: CountRange) -> Incident:
    head = head_of("monitor:1")
    record = IncidentRecord(head)
    return Incident(record, record.grade, killed, killed, ())


def _line(deaths: CountRange, position: OfficialPosition) -> OfficialLine:
    reason = OfficialReason.NONE_GIVEN
    return OfficialLine("alliance", "monitor:1", ("releases:1",), position, reason, deaths)


@pytest.mark.parametrize(
    ("killed", "line", "gap"),
    [
        (CountRange(3, 5), None, CountRange(3, 5)),
        (
            CountRange(3, 5),
            _line(CountRange(2, 2), OfficialPosition.CREDIBLE),
            CountRange(1, 3),
        ),
        (
            CountRange(3, 3),
            _line(CountRange(2), OfficialPosition.CREDIBLE),
            CountRange(0, 1),
        ),
        (
            CountRange(3, 5),
            _line(CountRange(None, 2), OfficialPosition.CREDIBLE),
            CountRange(1, 5),
        ),
        (
            CountRange(1, 2),
            _line(CountRange(4, 4), OfficialPosition.CREDIBLE),
            CountRange(0, 0),
        ),
        (CountRange(3, 5), _line(CountRange(), OfficialPosition.CREDIBLE), CountRange(0, 5)),
        (CountRange(3, 5), _line(CountRange(), OfficialPosition.NON_CREDIBLE), CountRange(3, 5)),
        (CountRange(), None, None),
        (CountRange(3), None, None),
    ],
)
def test_the_gap_of_one_incident(
    killed: CountRange, line: OfficialLine | None, gap: CountRange | None
) -> None:
    assert gap_of_incident(_incident(killed), line) == gap


def test_stretches_that_no_list_covers() -> None:
    june = DateInterval.in_month(2031, 6)
    covered = [
        DateInterval.between(date(2031, 6, 3), date(2031, 6, 10)),
        DateInterval.between(date(2031, 6, 8), date(2031, 6, 20)),
        UNKNOWN_DATE,
    ]
    assert uncovered_stretches(june, covered) == (
        DateInterval.between(date(2031, 6, 1), date(2031, 6, 2)),
        DateInterval.between(date(2031, 6, 21), date(2031, 6, 30)),
    )
    assert uncovered_stretches(june, [june]) == ()
    assert uncovered_stretches(june, []) == (
        DateInterval.between(date(2031, 6, 1), date(2031, 6, 30)),
    )


def test_a_share_is_told_in_per_cent() -> None:
    assert share_text(CountRange(78, 103)) == "7.8–10.3 %"
    assert share_text(CountRange(100, 100)) == "10.0 %"


@pytest.mark.xdist_group("city")
def test_sums_are_the_sums_of_what_they_open(city: BuiltCity) -> None:
    summed = 0
    for figure in city.built.book.figures.values():
        value = figure.value
        if (
            isinstance(value, Refusal)
            or not figure.contributions
            or not figure.name.startswith("documented")
        ):
            continue
        known = [one.value for one in figure.contributions if one.value.is_known]
        assert value.value.lowest == sum(one.lowest or 0 for one in known), figure.name
        assert figure.unknown == len(figure.contributions) - len(known), figure.name
        summed += 1
    assert summed > 8


@pytest.mark.xdist_group("city")
def test_every_number_has_unit_layer_and_scope_and_no_layer_is_mixed(city: BuiltCity) -> None:
    layers = {"documented": Layer.DOCUMENTED_INCIDENT, "acknowledged": Layer.ACKNOWLEDGED}
    for figure in city.built.book.figures.values():
        value = figure.value
        if isinstance(value, Refusal):
            continue
        assert figure.definition
        assert figure.title_ar
        wanted = layers.get(figure.name.partition(".")[0])
        assert wanted is None or value.layer is wanted, figure.name


@pytest.mark.xdist_group("city")
def test_children_women_and_men_are_not_more_than_the_named(city: BuiltCity) -> None:
    figures = city.built.book.figures

    def lowest(name: str) -> int:
        value = figures[name].value
        assert isinstance(value, Quantity)
        return value.value.lowest or 0

    parts = lowest("persons.children") + lowest("persons.women") + lowest("persons.men")
    assert 0 < parts <= lowest("persons.named")


def test_two_lists_of_people_give_no_estimate_but_the_reason(built_street: SmallCase) -> None:
    estimate = built_street.figures()["estimate.total"]
    assert estimate["refused"] == "too_few_lists"
    assert "lists" in str(estimate["explanation"])


def test_the_gap_is_refused_where_nothing_is_acknowledged_in_numbers(
    built_street: SmallCase,
) -> None:
    """Without incidents and statements the figures of both are absent, not zero."""
    assert "acknowledged.deaths" not in built_street.figures()
    assert "documented.deaths" not in built_street.figures()
