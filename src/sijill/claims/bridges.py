"""Bridges between units: what is missing to test one with another, and those that a person states.

Bodies are not deaths and reports are not incidents. Where nobody says how the one becomes the
other, the answer is a refusal that names what is missing.
"""

from collections.abc import Iterable
from functools import cache

from sijill.model.results.claims import Bridge
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason, Unit
from sijill.model.vocabulary import label
from sijill.model.word_files import toml_beside


@cache
def _missing() -> dict[tuple[str, str], str]:
    return {
        (row["begins"], row.get("ends", "")): row["missing"]
        for row in toml_beside(__name__, "bridges.toml")["bridge"]
    }


def missing_bridge(begins: Unit, ends: Unit) -> Refusal:
    """Why a number in one unit says nothing about one in another, and what would be needed."""
    known = _missing()
    words = (
        known.get((begins, ends))
        or known.get((ends, begins))
        or known.get((begins, ""))
        or known.get((ends, ""))
        or f"how many {_words(ends)} there are for each of the {_words(begins)}"
    )
    return Refusal(
        RefusalReason.UNLIKE_UNITS,
        f"{_words(begins).capitalize()} and {_words(ends)} are different things, "
        "and they are not compared.",
        f"The bridge that is missing: {words}.",
    )


def _words(unit: Unit) -> str:
    return label("count_unit", unit).lower()


def find_bridge(bridges: Iterable[Bridge], begins: Unit, ends: Unit) -> Bridge | None:
    """The bridge that a person stated from one unit to another, if any."""
    return next(
        (bridge for bridge in bridges if (bridge.begins, bridge.ends) == (begins, ends)), None
    )


def cross(number: CountRange, bridge: Bridge) -> CountRange:
    """A number in the unit in which the bridge ends: the lowest and the highest that it allows."""
    low, high = number.lowest, number.highest
    return CountRange(
        None if low is None else low * bridge.lowest_permille // 1000,
        None if high is None else -(-high * bridge.highest_permille // 1000),
    )
