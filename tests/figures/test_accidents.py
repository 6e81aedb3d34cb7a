"""Killed and injured in accidents with mines and ordnance: a number of its own."""

from collections.abc import Mapping
from datetime import date

import pytest

from made_records import head_of
from sijill.figures.figure import Figure, Writer
from sijill.figures.layers.accidents import accident_figures
from sijill.model.records.record import HazardRecord, RecordKind
from sijill.model.recovery_codes import HazardObject
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.names import Script
from sijill.model.values.places import Place, Text
from sijill.model.values.quantities import Quantity, Refusal, Scope, Unit, gap_between
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.tables.table import Row, Table


def _hazard(
    row: int,
    killed: CountRange = UNKNOWN_COUNT,
    injured: CountRange = UNKNOWN_COUNT,
    form: HazardObject = HazardObject.ACCIDENT,
    concerns: str = "",
) -> HazardRecord:
    head = head_of(f"mines:{row}")
    return HazardRecord(
        head, form=form, code=f"H{row}", concerns=concerns, killed=killed, injured=injured
    )


def _figures(*hazards: HazardRecord) -> Mapping[str, Figure]:
    writer = Writer(load_codebook(), {"safety_m": "50"}, Scope())
    return {figure.name: figure for figure in accident_figures(writer, hazards)}


def _value(figure: Figure) -> Quantity:
    assert isinstance(figure.value, Quantity)
    return figure.value


TWO, THREE = CountRange.exactly(2), CountRange(3, 5)
AREA = HazardObject.AREA


def test_the_killed_and_the_injured_are_summed_apart_and_an_unknown_number_is_said() -> None:
    figures = _figures(_hazard(2, TWO, THREE), _hazard(3, CountRange.exactly(0), TWO), _hazard(4))
    killed, injured = figures["hazards.killed"], figures["hazards.injured"]
    assert (_value(killed).value, _value(killed).unit) == (TWO, Unit.ACCIDENT_DEATHS)
    assert (_value(injured).value, _value(injured).unit) == (
        CountRange(5, 7),
        Unit.ACCIDENT_INJURIES,
    )
    assert (killed.unknown, injured.unknown) == (1, 1)
    assert _value(figures["hazards.accidents"]).value == CountRange.exactly(3)


def test_without_any_accident_there_is_no_figure() -> None:
    assert _figures() == {}
    assert _figures(_hazard(2, form=AREA)) == {}


def test_what_an_area_states_beyond_its_listed_accidents_is_in_the_upper_end_alone() -> None:
    listed = _figures(_hazard(2, TWO, form=AREA), _hazard(3, THREE, concerns="h2"))
    assert _value(listed["hazards.killed"]).value == THREE
    more = _figures(_hazard(2, THREE, form=AREA), _hazard(3, TWO, concerns="h2"))
    assert _value(more["hazards.killed"]).value == CountRange(2, 5)
    alone = _figures(_hazard(2, THREE, form=AREA), _hazard(3, TWO, concerns="H9"))
    assert _value(alone["hazards.killed"]).value == CountRange(5, 7)


def test_what_an_area_states_counts_where_its_accidents_give_no_number() -> None:
    area = _hazard(2, TWO, THREE, form=AREA)
    figures = _figures(area, _hazard(3, TWO, concerns="H2"))
    assert _value(figures["hazards.killed"]).value == TWO
    assert _value(figures["hazards.injured"]).value == THREE
    assert figures["hazards.injured"].unknown == 1


def test_they_are_never_subtracted_from_deaths() -> None:
    killed = _value(_figures(_hazard(2, TWO))["hazards.killed"])
    deaths = Quantity(TWO, Unit.DEATHS, killed.layer, killed.scope)
    assert isinstance(gap_between(deaths, killed), Refusal)


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("Accident ID;Accident date;Device type;Number of killed;Number of injured", "accident"),
        ("Fecha del accidente;Artefacto explosivo;Muertos;Heridos;Tipo de peligro", "accident"),
        ("تاريخ الانفجار;نوع اللغم;عدد القتلى;عدد الجرحى;نوع الخطر", "accident"),
        ("Hazard ID;Hazard type;Hazard status;Area size;Killed;Injured", None),
        ("Hazard ID;Hazard type;Clearance date", None),
    ],
)
def test_a_list_of_accidents_is_told_from_one_of_areas(heading: str, stated: str | None) -> None:
    names = tuple(heading.split(";"))
    table = Table(
        names, (Row(2, dict(zip(names, ["A1", "2031-03-04", "3", "1", "2", "4"], strict=False))),)
    )
    guessed = guess(look_at(table), table.rows, RecordKind.HAZARD)
    assert guessed.fixed.get("hazard_object") == stated
    if stated:
        assert {"killed", "injured"} <= guessed.fields.keys()


def _accident(source: str, row: int, day: str, place: str, killed: int) -> HazardRecord:
    head = head_of(f"{source}:{row}")
    return HazardRecord(
        head,
        form=HazardObject.ACCIDENT,
        place=Place((Text(place, Script.LATIN),)),
        reported=DateInterval.on(date.fromisoformat(day)),
        killed=CountRange.exactly(killed),
    )


def test_an_accident_of_two_lists_is_counted_once_in_the_lower_end() -> None:
    deminers = [
        _accident("deminers", 2, "2031-03-04", "Basatin", 2),
        _accident("deminers", 3, "2031-04-02", "Sukkar", 1),
    ]
    council = [
        _accident("council", 2, "2031-03-05", "al-Basatin village", 3),  # a day later, one more
        _accident("council", 3, "2031-04-02", "Nahr", 1),  # elsewhere
        _accident("council", 4, "2031-05-11", "Basatin", 4),  # another time
        _accident("council", 5, "2031-04-04", "Sukkar", 1),  # two days later
    ]
    figures = _figures(*deminers, *council)
    killed, accidents = figures["hazards.killed"], figures["hazards.accidents"]
    assert _value(accidents).value == CountRange(5, 6)
    assert _value(killed).value == CountRange(3 + 1 + 1 + 4 + 1, 2 + 3 + 1 + 1 + 4 + 1)
    assert _figures(*council, *deminers)["hazards.killed"] == killed
    (told,) = [one for one in killed.contributions if one.remark]
    assert (told.subject, told.value) == ("deminers:2", CountRange(0, 2))


def test_two_accidents_of_one_list_on_one_day_are_two() -> None:
    killed = _figures(
        _accident("deminers", 2, "2031-03-04", "Basatin", 1),
        _accident("deminers", 3, "2031-03-04", "Basatin", 1),
        _accident("council", 2, "2031-03-04", "Basatin", 1),
        _accident("council", 3, "2031-03-04", "Basatin", 1),
        _accident("council", 4, "2031-03-04", "Basatin", 1),
    )["hazards.killed"]
    assert _value(killed).value == CountRange(3, 5)
