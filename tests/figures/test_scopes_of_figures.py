"""The scope that a figure states: a party only where the figure is limited to it."""

import re

import pytest

from sijill.figures.figure import Writer
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Scope, Unit


def _stated(name: str) -> str:
    scope = Scope("Basatin district", actor="The Alliance")
    entry = load_codebook().figures[name]
    braces = re.findall(r"{(\w+)", f"{entry.title} {entry.title_ar} {entry.definition}")
    writer = Writer(load_codebook(), dict.fromkeys(braces, "words"), scope)
    value = Quantity(CountRange.exactly(3), Unit.DEATHS, Layer.REGISTER, scope)
    figure = writer.figure(name, value)
    assert isinstance(figure.value, Quantity)
    assert figure.value.scope.place == "Basatin district"
    return figure.value.scope.actor


@pytest.mark.parametrize(
    "name", ["documented.deaths", "acknowledged.deaths", "gap.deaths", "persons.named.actor"]
)
def test_what_is_limited_to_a_party_names_it(name: str) -> None:
    assert _stated(name) == "The Alliance"


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
    assert _stated(name) == ""
