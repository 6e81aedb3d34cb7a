"""The position that the words of a line suggest, where the grammar recognised no finding.

Each component of the line adds its weight to each position (a multinomial logistic model, fitted by
``bench/release_words.py`` to invented lines whose positions are known). The answer is a guess with
its share; below ``LEAST_PERCENT`` there is none. A guess never concedes: where the words suggest
that harm is conceded, a person must read the line.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.suggested.components import components_of

LEAST_PERCENT = 75
"""From this share on a position is suggested: 94 of 100 lines that were left out of the fit and
reached it had the position."""
LEAST_AGAINST_HARM = 95
"""The share from which a rejection is suggested of a line that tells harm without denying it."""
_LEAST_REASON_PERCENT = 70


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A position by the words of the line; ``percent`` is its share among all positions."""

    position: OfficialPosition
    reason: OfficialReason
    percent: int


@cache
def _weights() -> Mapping[str, Any]:
    package = files("sijill.official.grammar.suggested")
    return tomllib.loads(package.joinpath("weights.toml").read_text(encoding="utf-8"))


def suggest(account: str) -> Suggestion | None:
    """What the words suggest, or ``None`` where no position has a clear majority.

    Args:
        account: the text without its head (date, place, channel, codes), which says no position.
    """
    components = components_of(account)
    if not components:
        return None
    position, percent = _likeliest("positions", components)
    if percent < LEAST_PERCENT or position == OfficialPosition.NO_STATEMENT:
        return None
    reason = OfficialReason.NONE_GIVEN
    if position == OfficialPosition.NON_CREDIBLE:
        likeliest, reason_percent = _likeliest("reasons", components)
        if reason_percent >= _LEAST_REASON_PERCENT:
            reason = OfficialReason(likeliest)
    if position == OfficialPosition.DUPLICATE:
        reason = OfficialReason.DUPLICATE_OF
    return Suggestion(OfficialPosition(position), reason, percent)


def _likeliest(table: str, components: Iterable[str]) -> tuple[str, int]:
    """The class with the greatest sum of weights, and its share in percent, rounded down."""
    content = _weights()[table]
    names: list[str] = content["classes"]
    sums = [weight / 100 for weight in content["constant"]]
    rows: Mapping[str, list[int]] = content["weights"]
    for component in components:
        for place, weight in enumerate(rows.get(component, ())):
            sums[place] += weight / 100
    greatest = max(sums)
    shares = [math.exp(one - greatest) for one in sums]
    place = shares.index(max(shares))
    return names[place], int(100 * shares[place] / sum(shares))
