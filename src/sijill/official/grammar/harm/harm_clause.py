"""One number of people killed or injured, with who says so."""

from dataclasses import dataclass

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.grammar.harm.shares import HarmKind
from sijill.official.grammar.telling.speakers import Frame


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
    beside: CountRange = UNKNOWN_COUNT
    """Those harmed beside the fighters, where only these are told."""
