"""Unknown is not zero: in sums, weeks, places, official lines, and where a column is absent."""

from datetime import date

import pytest

from made_records import head_of
from sijill.figures.figure import Writer
from sijill.figures.layers.acknowledged import acknowledged_figures
from sijill.figures.layers.documented import incidents_in_scope, victim_words
from sijill.figures.places import locate, states_precision
from sijill.figures.weeks import by_week, sum_unknown, undated
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import Group, IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.settings.case import Case
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import GeoPoint, Place, PlacePrecision
from sijill.model.values.quantities import Layer, Quantity, Refusal, Scope, Unit
from small_cases import SmallCase

WORDS = {"actor": "A", "actor_ar": "A", "grades": "Fair", "grades_ar": "F", "source": "S"}
WRITER = Writer(load_codebook(), {**WORDS, "period": "", **victim_words(Group.CIVILIANS)}, Scope())


def _incident(
    key: str, killed: CountRange, when: DateInterval = UNKNOWN_DATE, place: Place | None = None
) -> Incident:
    head = head_of(f"monitor:{key}")
    record = IncidentRecord(head, happened=when)
    if place is not None:
        record = IncidentRecord(head, happened=when, place=place)
    return Incident(record, record.grade, killed, killed, ())


def _line(position: OfficialPosition, deaths: CountRange, injuries: CountRange) -> OfficialLine:
    reason = OfficialReason.NONE_GIVEN
    return OfficialLine("a", "monitor:1", ("releases:1",), position, reason, deaths, injuries)


@pytest.mark.parametrize(
    ("parts", "sum_of_them"),
    [
        ((), CountRange(0, 0)),
        ((UNKNOWN_COUNT,), UNKNOWN_COUNT),
        ((UNKNOWN_COUNT, UNKNOWN_COUNT), UNKNOWN_COUNT),
        ((CountRange(0, 0), UNKNOWN_COUNT), CountRange(0, 0)),
        ((CountRange(2, 3), UNKNOWN_COUNT), CountRange(2, 3)),
        ((CountRange(2), CountRange(1, 1)), CountRange(3)),
        ((CountRange(None, 4),), CountRange(None, 4)),
    ],
)
def test_a_total_of_unknown_parts_alone_is_unknown(
    parts: tuple[CountRange, ...], sum_of_them: CountRange
) -> None:
    assert total(parts).range == sum_of_them


def test_a_sum_of_nothing_is_unknown_and_a_count_of_nothing_is_zero() -> None:
    nothing = WRITER.sum("documented.injured", Unit.INJURIES, Layer.DOCUMENTED_INCIDENT, ())
    assert isinstance(nothing.value, Quantity)
    assert nothing.value.value == UNKNOWN_COUNT
    counted = WRITER.count("documented.incidents", Unit.INCIDENTS, Layer.DOCUMENTED_INCIDENT, ())
    assert isinstance(counted.value, Quantity)
    assert counted.value.value == CountRange(0, 0)


@pytest.mark.parametrize(
    ("lines", "deaths", "unknown"),
    [
        ([_line(OfficialPosition.NON_CREDIBLE, UNKNOWN_COUNT, UNKNOWN_COUNT)], CountRange(0, 0), 0),
        ([_line(OfficialPosition.OPEN, UNKNOWN_COUNT, UNKNOWN_COUNT)], CountRange(0, 0), 0),
        ([_line(OfficialPosition.CREDIBLE, UNKNOWN_COUNT, UNKNOWN_COUNT)], UNKNOWN_COUNT, 1),
        (
            [
                _line(OfficialPosition.CREDIBLE, CountRange(2, 2), UNKNOWN_COUNT),
                _line(OfficialPosition.CREDIBLE, UNKNOWN_COUNT, UNKNOWN_COUNT),
            ],
            CountRange(2),
            1,
        ),
        ([_line(OfficialPosition.CREDIBLE, CountRange(3), UNKNOWN_COUNT)], CountRange(3), 0),
    ],
)
def test_a_line_that_concedes_harm_without_a_number_leaves_the_upper_end_open(
    lines: list[OfficialLine], deaths: CountRange, unknown: int
) -> None:
    figure = acknowledged_figures(WRITER, lines, [])[0]
    assert isinstance(figure.value, Quantity)
    assert (figure.value.value, figure.unknown) == (deaths, unknown)


@pytest.mark.parametrize(
    ("injuries", "value"),
    [
        (UNKNOWN_COUNT, UNKNOWN_COUNT),
        (CountRange(0, 0), CountRange(0, 0)),
        (CountRange(2, 3), CountRange(2, 3)),
    ],
)
def test_injuries_that_no_line_states_are_unknown(injuries: CountRange, value: CountRange) -> None:
    line = _line(OfficialPosition.CREDIBLE, CountRange(1, 1), injuries)
    figures = {one.name: one for one in acknowledged_figures(WRITER, [line], [])}
    stated = figures["acknowledged.injuries"].value
    assert isinstance(stated, Quantity)
    assert stated.value == value


@pytest.mark.parametrize(("unmatched", "words"), [(0, "No statement"), (2, "2 are tied to none")])
def test_where_no_line_is_tied_to_an_incident_nothing_is_said_of_what_is_acknowledged(
    unmatched: int, words: str
) -> None:
    lines = [_line(OfficialPosition.CREDIBLE, CountRange(1, 1), UNKNOWN_COUNT)] * unmatched
    figure = acknowledged_figures(WRITER, [], lines)[0]
    assert isinstance(figure.value, Refusal)
    assert words in figure.value.explanation


def test_a_week_of_unknown_incidents_is_unknown_and_an_open_one_stays_open() -> None:
    june = DateInterval.on(date(2031, 6, 4))
    later = DateInterval.on(date(2031, 6, 12))
    incidents = [
        _incident("1", UNKNOWN_COUNT, june),
        _incident("2", CountRange(3), later),
        _incident("3", CountRange(1, 2), later),
        _incident("4", CountRange(5, 5)),
    ]
    weeks = by_week(incidents, {})
    assert [week.killed for week in weeks] == [UNKNOWN_COUNT, CountRange(4)]
    assert [week.acknowledged for week in weeks] == [UNKNOWN_COUNT, UNKNOWN_COUNT]
    assert (sum_unknown(weeks), undated(incidents)) == (1, 1)


def test_a_week_is_open_where_harm_is_conceded_without_a_number() -> None:
    june = DateInterval.on(date(2031, 6, 4))
    incidents = [_incident(number, CountRange(3), june) for number in ("1", "2", "3")]
    stated = _line(OfficialPosition.CREDIBLE, CountRange(2, 2), UNKNOWN_COUNT)
    unstated = _line(OfficialPosition.CREDIBLE, UNKNOWN_COUNT, UNKNOWN_COUNT)
    denied = _line(OfficialPosition.NON_CREDIBLE, UNKNOWN_COUNT, UNKNOWN_COUNT)
    one, two, three = (incident.id for incident in incidents)
    for lines, conceded in (
        ({one: stated, two: unstated, three: denied}, CountRange(2)),
        ({one: stated, three: denied}, CountRange(2, 2)),
        ({two: unstated}, UNKNOWN_COUNT),
        ({three: denied}, UNKNOWN_COUNT),
    ):
        assert [week.acknowledged for week in by_week(incidents, lines)] == [conceded]


@pytest.mark.parametrize(
    ("precision", "radius_m", "is_stated"),
    [
        (PlacePrecision.UNKNOWN, 5_000, False),
        (PlacePrecision.UNKNOWN, 40, True),
        (PlacePrecision.CITY, 5_000, True),
    ],
)
def test_a_precision_that_nobody_stated_is_not_claimed(
    precision: PlacePrecision, radius_m: int, *, is_stated: bool
) -> None:
    place = Place((), GeoPoint(35.95, 39.01), radius_m, precision)
    assert states_precision(place) is is_stated
    located = locate([_incident("1", CountRange(1, 1), place=place), _incident("2", UNKNOWN_COUNT)])
    assert (located.unstated, located.nowhere) == (int(not is_stated), 1)
    assert located.wide == int(is_stated and radius_m == 5_000)


@pytest.mark.parametrize(
    ("period", "counted"), [("", ["monitor:1", "monitor:2"]), ("2031-06", ["monitor:1"])]
)
def test_without_a_period_nothing_is_outside_it(period: str, counted: list[str]) -> None:
    case = Case(title="t", period=period)
    incidents = {
        one.id: one
        for one in (
            _incident("1", CountRange(2, 2), DateInterval.on(date(2031, 6, 4))),
            _incident("2", CountRange(3, 4)),
        )
    }
    assert [one.id for one in incidents_in_scope(incidents, "monitor", case)] == counted


def test_a_register_of_the_dead_alone_knows_nothing_of_the_injured(built_street: SmallCase) -> None:
    figures = built_street.figures()
    assert figures["persons.injured"]["text"] == "unknown"
    assert (figures["persons.combatants"]["lowest"], figures["persons.combatants"]["highest"]) == (
        0,
        3,
    )
