"""Official lines: what an authority said, tied to what a monitor documented."""

from dataclasses import dataclass
from enum import StrEnum

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange


class MatchBasis(StrEnum):
    """Why a determination is taken to be about an incident (vocabulary ``match_basis``)."""

    KEY = "key"
    """The list itself says so."""
    CODE = "code"
    """The line prints the incident's code."""
    DAY_AND_PLACE = "day_and_place"
    """One incident alone has the line's day and place."""
    SEVERAL = "several"
    """More than one incident fits; a person must choose."""
    NOTHING = "nothing"
    """No incident fits."""


@dataclass(frozen=True, slots=True)
class Match:
    """One determination and its incident. ``candidates`` are all that fit, at most ten."""

    determination: str
    incident: str
    basis: MatchBasis
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """What one party says about one incident, from all its determinations taken together.

    ``incident`` is empty for a line that matches none. ``determinations`` are record ids, the one
    that decided position and numbers first. ``disagreement`` tells where columns and release text
    contradict each other.
    """

    actor: str
    incident: str
    determinations: tuple[str, ...]
    position: OfficialPosition
    reason: OfficialReason
    deaths: CountRange = UNKNOWN_COUNT
    injuries: CountRange = UNKNOWN_COUNT
    disagreement: str = ""
