"""The scope that a figure states: a party and a period only where the figure is limited to them."""

import json

import pytest

from sijill.figures.figure import Writer
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Scope
from small_cases import BuiltCity

PARTY = "The Alliance"
PERIOD = DateInterval.from_edtf("2031-06-01/2031-10-20")


def scopes_of(city: BuiltCity) -> dict[str, Scope]:
    """The scope of every figure of the city that has a value, by its name."""
    figures = json.loads((city.out / "figures.json").read_text("utf-8"))["figures"]
    return {
        name: Scope.from_json(figure["scope"])
        for name, figure in figures.items()
        if "scope" in figure
    }


@pytest.mark.parametrize(
    "name",
    [
        "documented.deaths",
        "documented.deaths.graded",
        "acknowledged.deaths",
        "acknowledged.unmatched",
        "gap.deaths",
        "persons.named.actor",
    ],
)
def test_what_is_limited_to_a_party_and_a_period_states_both(name: str, city: BuiltCity) -> None:
    scope = scopes_of(city)[name]
    assert (scope.place, scope.actor, scope.period) == ("Qalat al-Yasmin", PARTY, PERIOD)


def test_who_died_in_the_period_is_of_everybody(city: BuiltCity) -> None:
    scope = scopes_of(city)["persons.named.period"]
    assert (scope.actor, scope.period) == ("", PERIOD)


@pytest.mark.parametrize(
    "name",
    [
        "persons.named",
        "persons.children",
        "persons.injured",
        "persons.list.monitor-victims",
        "overlap.among.monitor-victims.memorial-page",
        "remains.recovered",
        "remains.bodies",
        "sites.recorded",
        "claims.statements",
        "testimonies.given",
        "documented.incidents.outside",
        "register.records",
    ],
)
def test_what_is_of_all_on_record_states_neither(name: str, city: BuiltCity) -> None:
    scope = scopes_of(city)[name]
    assert (scope.place, scope.actor, scope.period) == ("Qalat al-Yasmin", "", UNKNOWN_DATE)


def test_a_writer_leaves_out_the_party_and_the_period_and_nothing_else() -> None:
    scope = Scope("Basatin", PERIOD, PARTY, "civilian", ("fair",))
    writer = Writer(load_codebook(), {}, scope)
    assert writer.of_everybody().scope == Scope("Basatin", PERIOD, "", "civilian", ("fair",))
    assert writer.of_any_time().scope == Scope(
        "Basatin", UNKNOWN_DATE, PARTY, "civilian", ("fair",)
    )
