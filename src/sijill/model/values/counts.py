"""How many, when nobody knows exactly.

A source says "four", "between four and nine", "at least four", or does not say. The last is not
zero: *unknown* is carried beside the sum, never into it (Every Casualty Counts, Standards for
Casualty Recording, 2016; Airwars publishes every harm figure as a minimum and a maximum).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class CountRange:
    """A whole number known to lie between two ends, either of which may be unknown.

    ``CountRange()`` is unknown, ``CountRange(4)`` is at least 4, ``CountRange(4, 9)`` is 4 to 9.

    Raises:
        ValueError: for a negative end, or a lowest above the highest.
    """

    lowest: int | None = None
    highest: int | None = None

    def __post_init__(self) -> None:
        for end in (self.lowest, self.highest):
            if end is not None and end < 0:
                raise ValueError(f"a count cannot be negative: {end}")
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise ValueError(
                f"the lowest count ({self.lowest}) is above the highest ({self.highest})"
            )

    @classmethod
    def exactly(cls, number: int) -> Self:
        """A number that is known."""
        return cls(number, number)

    @property
    def is_known(self) -> bool:
        """Whether the source says anything about the number."""
        return self.lowest is not None or self.highest is not None

    @property
    def is_exact(self) -> bool:
        """Whether both ends are known and equal."""
        return self.lowest is not None and self.lowest == self.highest

    @property
    def at_least(self) -> int:
        """The fewest there can be, to compare and to rank by: 0 where no lowest end is known."""
        return 0 if self.lowest is None else self.lowest

    @property
    def greatest_known(self) -> int:
        """The greater end that is known, to rank by; 0 where none is. There may be more."""
        return self.at_least if self.highest is None else self.highest

    def less(self, taken: "CountRange") -> "CountRange":
        """What may be left of it without those ``taken``, cut off at 0; unknown if it is unknown.

        Where nobody knows how many are taken at most, nothing may be left.
        """
        if not self.is_known:
            return UNKNOWN_COUNT
        left = 0 if taken.highest is None else max(0, self.at_least - taken.highest)
        most = None if self.highest is None else max(0, self.highest - taken.at_least)
        return CountRange(left, most)

    def times(self, factor: "CountRange") -> "CountRange":
        """So many in each of ``factor``; an end that is unknown of either is unknown."""
        ends = zip((self.lowest, self.highest), (factor.lowest, factor.highest), strict=True)
        return CountRange(*(None if a is None or b is None else a * b for a, b in ends))

    def not_below(self, *floors: int | None) -> Self:
        """The range with no end below any of the floors that are known, nor below 0."""
        lowest = max(end for end in (self.lowest, *floors, 0) if end is not None)
        return type(self)(lowest, None if self.highest is None else max(lowest, self.highest))

    def __str__(self) -> str:
        match (self.lowest, self.highest):
            case (None, None):
                return "unknown"
            case (low, None):
                return f"at least {low:,}"
            case (None, high):
                return f"at most {high:,}"
            case (low, high) if low == high:
                return f"{low:,}"
        return f"{self.lowest:,}–{self.highest:,}"


UNKNOWN_COUNT = CountRange()


@dataclass(frozen=True, slots=True)
class CountTotal:
    """A sum of ranges.

    The sum of the lowest ends, the sum of the highest, and how many were unknown.

    ``lowest`` is ``None`` where no part says how many there were at least: "at most 4" and "at most
    5" are at most 9, not 0 to 9. ``highest`` is ``None`` where a part has no highest end.
    ``unknown`` parts add nothing to either end, so a total with unknown parts is a floor and says
    so.
    """

    lowest: int | None
    highest: int | None
    parts: int
    unknown: int

    @property
    def range(self) -> CountRange:
        """The total as a range; unknown where there are parts and every one of them is unknown."""
        if self.parts and self.unknown == self.parts:
            return UNKNOWN_COUNT
        return CountRange(self.lowest, self.highest)

    @property
    def with_unknown(self) -> CountRange:
        """The total with its unknown parts, which may be any number: no highest end is known."""
        return CountRange(self.range.lowest, None if self.unknown else self.highest)


def total(ranges: Iterable[CountRange]) -> CountTotal:
    """Add ranges end by end.

    An end that is open leaves the total open; unknown parts are counted.
    """
    parts = list(ranges)
    known = [part for part in parts if part.is_known]
    lows = [part.lowest for part in known if part.lowest is not None]
    highs = [part.highest for part in known if part.highest is not None]
    return CountTotal(
        sum(lows) if lows or not known else None,
        sum(highs) if len(highs) == len(known) else None,
        len(parts),
        len(parts) - len(known),
    )
