"""Who keeps the lists of a case, by which names, and which numbers are theirs."""

import pytest

from sijill.claims.recorded import keeper_of, refuse_uncounted
from sijill.figures.claimed.list_keepers import recorders_of, with_keeper
from sijill.model.results.claims import ClaimParts, ListKeeper, Measure
from sijill.model.settings.case import Actor, Case
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Scope, Unit
from sijill.sources.toml_files import read_mapping

_LIST = """
id = "{0}"
title = "{1}"
publisher = "{2}"
kind = "{3}"
file = "{0}.csv"
[key]
columns = ["no"]
[fields]
{4} = "no"
"""


_ROWS = (
    ("incidents", "River Monitor: incidents", "River Monitor", "incident", "code"),
    ("victims", "River Monitor: victims", "River Monitor", "person", "name"),
    ("memorial", "Memorial page", "Families and Friends of Basatin", "person", "name"),
    ("own", "Alliance: its dead", "The Alliance", "person", "name"),
    ("posts", "Posts", "many pages", "report", "text"),
)
"""Two lists of one monitor, a memorial's, a party's own and a list of posts."""
CASE = Case(title="A town", actors=(Actor(id="alliance", name="The Alliance"),))
RECORDERS = recorders_of(
    CASE, {row[0]: read_mapping(_LIST.format(*row), f"{row[0]}.toml") for row in _ROWS}
)


def test_a_keeper_is_called_by_publisher_and_by_the_title_of_a_list() -> None:
    named = {recorder.name: recorder.names for recorder in RECORDERS}
    assert named == {
        "Families and Friends of Basatin": (
            "FFB",
            "Families and Friends of Basatin",
            "Memorial page",
        ),
        "River Monitor": ("River Monitor",),
    }


@pytest.mark.parametrize(
    ("parts", "counted_by"),
    [
        (ClaimParts("", said_by="river monitor"), "River Monitor"),
        (ClaimParts("", said_by="Radio Basatin"), ""),
        (ClaimParts("", said_by="The Alliance"), ""),
        (ClaimParts("", said_by="River Monitor", layer=Layer.ACKNOWLEDGED), ""),
        (ClaimParts("", said_by="Radio Basatin", counted_by="A ministry"), "A ministry"),
    ],
)
def test_what_a_keeper_says_itself_is_its_count(parts: ClaimParts, counted_by: str) -> None:
    assert with_keeper(parts, RECORDERS).counted_by == counted_by


def _kept(name: str, *units: Unit) -> ListKeeper:
    counted = CountRange.exactly(3)
    return ListKeeper(
        name,
        tuple(
            Measure(
                unit.value, unit.value, Quantity(counted, unit, Layer.DOCUMENTED_PERSON, Scope())
            )
            for unit in units
        ),
    )


COUNCIL = _kept("Civil Council")
TEAM = _kept("Civil Council, recovery team", Unit.BODIES)
DESK = _kept("Civil Council, families' desk", Unit.NAMED_VICTIMS)


@pytest.mark.parametrize(
    ("counted_by", "unit", "keeper"),
    [
        ("Civil Council", Unit.BODIES, TEAM),
        ("Civil Council", Unit.NAMED_VICTIMS, DESK),
        ("Civil Council", Unit.BUILDINGS, COUNCIL),
        ("Civil Council, recovery team", Unit.BODIES, TEAM),
        ("Civil", Unit.BODIES, None),
        ("Civil Council; River Monitor", Unit.BODIES, None),
    ],
)
def test_what_a_body_counts_is_tested_by_the_list_of_its_office(
    counted_by: str, unit: Unit, keeper: ListKeeper | None
) -> None:
    parts = ClaimParts("", unit=unit, counted_by=counted_by)
    assert keeper_of(parts, (COUNCIL, TEAM, DESK)) == keeper


def test_a_list_that_does_not_count_the_unit_is_named_as_the_bridge() -> None:
    parts = ClaimParts("", unit=Unit.BUILDINGS, counted_by="Civil Council")
    refused = refuse_uncounted("claim:1", parts, COUNCIL).refusal
    assert refused is not None
    words = "The bridge that is missing: a list of Civil Council that counts buildings."
    assert refused.needed == words
