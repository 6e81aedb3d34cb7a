"""The time of day of a death or an incident, as an interval of minutes at its place."""

from dataclasses import dataclass

MINUTES_PER_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """From one minute of the day to another, both included, in the local time of the place.

    Minutes count from midnight (0 to 1439). A night that passes midnight has its ``first`` after
    its ``last``.

    Raises:
        ValueError: for a minute that no day has.
    """

    first: int
    last: int
    words: str = ""

    def __post_init__(self) -> None:
        for minute in (self.first, self.last):
            if not 0 <= minute < MINUTES_PER_DAY:
                raise ValueError(f"a day has the minutes 0 to {MINUTES_PER_DAY - 1}, not {minute}")

    def __str__(self) -> str:
        if self.words:
            return self.words
        first, last = (f"{minute // 60:02}:{minute % 60:02}" for minute in (self.first, self.last))
        return first if first == last else f"{first}–{last}"
