"""The scope that a figure states: a party only where the figure is limited to it."""

import re

import pytest

from sijill.figures.figure import Writer
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Layer, Quantity, Scope, Unit

PERIOD = DateInterval.from_edtf("2031-06-01/2031-10-20")


def _stated(name: str) -> Scope:
    scope = Scope("Basatin district", PERIOD, "The Alliance")
    entry = load_codebook().figures[name]
    braces = re.findall(r"{(\w+)", f"{entry.title} {entry.title_ar} {entry.definition}")
    writer = Writer(load_codebook(), dict.fromkeys(braces, "words"), scope)
    value = Quantity(CountRange.exactly(3), Unit.DEATHS, Layer.REGISTER, scope)
    figure = writer.figure(name, value)
    assert isinstance(figure.value, Quantity)
    assert figure.value.scope.place == "Basatin district"
    return figure.value.scope


@pytest.mark.parametrize(
    "name", ["documented.deaths", "acknowledged.deaths", "gap.deaths", "persons.named.actor"]
)
def test_what_is_limited_to_a_party_names_it(name: str) -> None:
    assert _stated(name).actor == "The Alliance"


@pytest.mark.parametrize(
    "name",
    [
        "persons.named",
        "remains.recovered",
        "damage.structures",
        "strikes.reported",
        "register.records",
    ],
)
def test_what_is_of_everybody_names_no_party(name: str) -> None:
    assert _stated(name).actor == ""


def test_a_period_is_stated_only_where_the_figure_is_limited_to_it() -> None:
    for name in ("documented.deaths", "persons.named.period", "acknowledged.deaths"):
        assert _stated(name).period == PERIOD
    for name in ("persons.named", "remains.recovered", "damage.structures", "register.records"):
        assert _stated(name).period == UNKNOWN_DATE
