"""The position that the words of a line suggest, where the grammar recognised no finding.

Each component of the line adds its weight to each position (a multinomial logistic model, fitted by
``bench/release_words.py`` to invented lines whose positions are known). The answer is a guess with
its share; below ``LEAST_PERCENT`` there is none. A guess that harm is conceded needs a greater
share, and concedes no number but one that the authority plainly tells (see ``numbers_told.py``).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.word_files import toml_beside
from sijill.official.grammar.suggested.components import answering_concepts, components_of
from sijill.official.grammar.words import class_of

LEAST_PERCENT = 70
"""From this share on a position is suggested: 94 of 100 lines that were left out of the fit and
reached it had the position."""
LEAST_FOR_HARM = 90
"""The share from which it is suggested that harm is conceded, of a line without any denial, word of
others or fighters: 97 of 100 had it."""
LEAST_AGAINST_HARM = 95
"""The share from which a rejection is suggested of a line that tells harm without denying it."""
_LEAST_REASON_PERCENT = 60
_LEAST_REASON_OF_BARE = 75
"""From this share on the reason of a rejection that is read without one is suggested: 94 of 100."""
_LEAST_CONCEPTS = 2
"""A text that tells fewer concepts answers nothing: "the market lies beside the old bridge"."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A position by the words of the line; ``percent`` is its share among all positions.

    ``tells_number`` says that a number stands beside words for death or injury, ``is_plain`` that
    nothing in it is denied, supposed, told by others or of fighters.
    """

    position: OfficialPosition
    reason: OfficialReason
    percent: int
    tells_number: bool = False
    is_plain: bool = False


@cache
def _weights() -> Mapping[str, Any]:
    return toml_beside(__name__, "weights.toml")


def suggest(account: str) -> Suggestion | None:
    """What the words suggest, or ``None`` where no position has a clear majority.

    Args:
        account: the text without its head (date, place, channel, codes), which says no position.
    """
    components = components_of(account)
    if len(components & answering_concepts()) < _LEAST_CONCEPTS:
        return None
    position, percent = _likeliest("positions", components)
    if percent < LEAST_PERCENT or position == OfficialPosition.NO_STATEMENT:
        return None
    is_plain = _is_plain(components)
    if position == OfficialPosition.CREDIBLE and not is_plain:
        percent = min(percent, LEAST_FOR_HARM - 1)
    reason = OfficialReason.NONE_GIVEN
    if position == OfficialPosition.NON_CREDIBLE:
        reason = _reason(components)
    if position == OfficialPosition.DUPLICATE:
        reason = OfficialReason.DUPLICATE_OF
    tells_number = "NUMBER" in components and not components.isdisjoint(("DEATH", "INJURY"))
    return Suggestion(OfficialPosition(position), reason, percent, tells_number, is_plain)


def _is_plain(components: Iterable[str]) -> bool:
    """Whether nothing is denied, supposed, told by others or of fighters: it may be conceded."""
    turning = {"FIGHTER", *class_of("hypothetical"), *class_of("attributes")}
    return not any(one in turning or one.startswith(("not: ", "said: ")) for one in components)


def suggest_reason(account: str) -> OfficialReason:
    """The reason that the words of a rejection suggest; none where none is likely enough."""
    return _reason(components_of(account), _LEAST_REASON_OF_BARE)


def _reason(
    components: Iterable[str], least_percent: int = _LEAST_REASON_PERCENT
) -> OfficialReason:
    likeliest, percent = _likeliest("reasons", components)
    return OfficialReason(likeliest if percent >= least_percent else "none_given")


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
