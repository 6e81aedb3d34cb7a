"""One number of people killed or injured, with who says so; of which kinds a line tells."""

from dataclasses import dataclass
from enum import StrEnum

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.words import any_of


class HarmKind(StrEnum):
    """What a number counts."""

    DEATHS = "deaths"
    INJURIES = "injuries"
    CASUALTIES = "casualties"
    """Killed and injured under one number, or harm that is not said to be either."""


@dataclass(frozen=True, slots=True)
class HarmClause:
    """One number of people harmed. ``count`` is unknown where harm is stated without a number.

    ``start`` and ``end`` are verbatim characters. ``is_total`` marks a number that sums others,
    ``is_of_fighters`` that only the fighters among those harmed are told: nothing is said of the
    others, so the count of 0 is no finding that none of them was a civilian. ``is_taken_up`` marks
    a number with the article, which may be one told before: "the two deaths". ``is_unnumbered``
    marks harm without a number, of which only the least is known: "civilians were killed".
    """

    kind: HarmKind
    count: CountRange
    frame: Frame
    start: int
    end: int
    words: str
    is_total: bool = False
    is_of_fighters: bool = False
    is_taken_up: bool = False
    is_unnumbered: bool = False
    is_own_deed: bool = False
    """Whether the authority tells that its own force did it."""
    beside: CountRange = UNKNOWN_COUNT
    """Those harmed beside the fighters, where only these are told."""
    each: CountRange = UNKNOWN_COUNT
    """The number of each, where several of them are told and ``count`` is the least of all."""

    @property
    def is_only_hit(self) -> bool:
        """Whether people are told to be hit by fragments: what became of them says more."""
        return _HIT.search(self.words) is not None


_HIT = expression(r"(?<!\S)(?:hit|struck) ")
_OF_DEATH = expression(
    rf"(?<!\S)(?:{any_of('killed', 'died', 'death', 'killing')}"
    r"|(?:toll|dead|fatal|lives|life) )"
)
_OF_INJURY = expression(
    rf"(?<!\S)(?:{any_of('injured', 'injury', 'injuring', 'hurt_verb')}"
    r"|(?:wounds?|burns|broken|fractured|lost|hospital|clinic|treatment|surgery|shrapnel|splinters?"
    r"|fragments?|debris) )"
)
_OF_EITHER = expression(rf"(?<!\S)(?:{any_of('casualties')}|harm )")


def kinds_told(line: str) -> frozenset[HarmKind]:
    """The kinds of harm of which a line has any word: without one, none of its forms fits."""
    told: set[HarmKind] = set()
    if _OF_DEATH.search(line):
        told.add(HarmKind.DEATHS)
    if _OF_INJURY.search(line):
        told.add(HarmKind.INJURIES)
    if len(told) > 1 or _OF_EITHER.search(line):
        told.add(HarmKind.CASUALTIES)
    return frozenset(told)
