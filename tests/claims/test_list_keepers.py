"""Who keeps the lists of a case, by which names, and which numbers are theirs."""

import pytest

from sijill.figures.claimed.list_keepers import recorders_of, with_keeper
from sijill.model.results.claims import ClaimParts
from sijill.model.settings.case import Actor, Case
from sijill.model.values.quantities import Layer
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
