"""When something happened, as an interval of days.

A date in a casualty record is seldom a day. Lists say "June", "before the end of Ramadan", "between
the two satellite pictures", or nothing. So a date here is never an instant: it is the earliest and
the latest day on which the thing can have happened, with a word on how the source expressed it.
An end that nobody knows is ``None``; both ends ``None`` is *unknown*, which is an answer, not a
zero.

Days are calendar days at the place of the event (no time zone is applied: the lists give local
days). Written form: ISO 8601-2 (EDTF): ``2017-06-15``, ``2017-06``, ``2017``,
``2017-06-01/2017-06-15``, ``../2017-06-15`` (before), ``2017-06-15/..`` (after) and the empty
string (unknown).
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self


class DatePrecision(StrEnum):
    """How the source expressed the date (vocabulary ``date_precision``)."""

    EXACT_MINUTE = "exact_minute"
    EXACT_HOUR = "exact_hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WINDOW = "window"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN_IMAGES = "between_images"
    FIRST_REPORTED_ONLY = "first_reported_only"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days on which something can have happened, both ends included.

    Raises:
        ValueError: if the earliest day is after the latest.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(
                f"the interval ends ({self.latest}) before it begins ({self.earliest})"
            )

    @classmethod
    def on(cls, day: date) -> Self:
        """One day."""
        return cls(day, day, DatePrecision.DAY)

    @classmethod
    def in_month(cls, year: int, month: int) -> Self:
        """Some day of a month (1 to 12).

        Raises ValueError outside it or outside years 1 to 9999.
        """
        first = date(year, month, 1)
        last = date(year, month, calendar.monthrange(year, month)[1])
        return cls(first, last, DatePrecision.MONTH)

    @classmethod
    def in_year(cls, year: int) -> Self:
        """Some day of a year. Raises ValueError outside 1 to 9999."""
        return cls(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)

    @classmethod
    def between(cls, earliest: date, latest: date) -> Self:
        """A window, both days included. Equal days are a day."""
        return (
            cls.on(earliest) if earliest == latest else cls(earliest, latest, DatePrecision.WINDOW)
        )

    @classmethod
    def before(cls, latest: date) -> Self:
        """On or before a day, with no known beginning."""
        return cls(None, latest, DatePrecision.BEFORE)

    @classmethod
    def after(cls, earliest: date) -> Self:
        """On or after a day, with no known end."""
        return cls(earliest, None, DatePrecision.AFTER)

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known, even one end."""
        return self.earliest is not None or self.latest is not None

    @property
    def day(self) -> date | None:
        """The day, where the interval is a single day; otherwise ``None``."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def length_days(self) -> int | None:
        """The number of days it covers (1 for a day); ``None`` where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: Self) -> bool:
        """Whether both can be the same day. An unknown date can be any day."""
        return not (
            _is_after(self.earliest, other.latest) or _is_after(other.earliest, self.latest)
        )

    def lies_within(self, period: Self) -> bool:
        """Whether every day of this interval is in the period (never true of an unknown date)."""
        begins_inside = self.earliest is not None and not _is_after(period.earliest, self.earliest)
        ends_inside = self.latest is not None and not _is_after(self.latest, period.latest)
        return (
            (begins_inside or period.earliest is None)
            and (ends_inside or period.latest is None)
            and self.is_known
        )

    def days_apart(self, other: Self) -> int | None:
        """The least number of days between the two.

        0 if they overlap, ``None`` if one is unknown.
        """
        if not (self.is_known and other.is_known):
            return None
        if self.earliest and other.latest and self.earliest > other.latest:
            return (self.earliest - other.latest).days
        if other.earliest and self.latest and other.earliest > self.latest:
            return (other.earliest - self.latest).days
        return 0

    def narrowed_by(self, other: Self) -> Self | None:
        """The days that both allow, or ``None`` where there is no such day.

        The narrower of the two lends its precision; an unknown date narrows nothing.
        """
        if not self.overlaps(other):
            return None
        earliest = max(filter(None, (self.earliest, other.earliest)), default=None)
        latest = min(filter(None, (self.latest, other.latest)), default=None)
        for part in (self, other):
            if (part.earliest, part.latest) == (earliest, latest):
                return part
        return type(self)(earliest, latest, DatePrecision.WINDOW)

    def to_edtf(self) -> str:
        """The written form (ISO 8601-2), the inverse of ``from_edtf`` up to the precision word."""
        if not self.is_known:
            return ""
        if self.precision is DatePrecision.MONTH and self.earliest:
            return f"{self.earliest:%Y-%m}"
        if self.precision is DatePrecision.YEAR and self.earliest:
            return f"{self.earliest.year:04d}"
        if self.day:
            return self.day.isoformat()
        first = self.earliest.isoformat() if self.earliest else ".."
        last = self.latest.isoformat() if self.latest else ".."
        return f"{first}/{last}"

    @classmethod
    def from_edtf(cls, text: str) -> Self:
        """Read the written form.

        Raises:
            ValueError: if the text is no such form or names a day that does not exist.
        """
        if text == "":
            return cls()
        if "/" in text:
            first, _, last = text.partition("/")
            if first == ".." and last == "..":
                raise ValueError("an interval open at both ends says nothing: write an empty text")
            if first == "..":
                return cls.before(_end_of(cls.from_edtf(last)))
            if last == "..":
                return cls.after(_start_of(cls.from_edtf(first)))
            return cls.between(_start_of(cls.from_edtf(first)), _end_of(cls.from_edtf(last)))
        numbers = [int(part) for part in text.split("-")]
        match [len(part) for part in text.split("-")]:
            case [4]:
                return cls.in_year(numbers[0])
            case [4, 2]:
                return cls.in_month(numbers[0], numbers[1])
            case [4, 2, 2]:
                return cls.on(date(*numbers))
        raise ValueError(
            f"{text!r} is no date in the form 2017, 2017-06, 2017-06-15 or 2017-06-15/2017-06-20"
        )

    def __str__(self) -> str:
        return self.to_edtf() or "unknown"


UNKNOWN_DATE = DateInterval()


def _is_after(left: date | None, right: date | None) -> bool:
    return left is not None and right is not None and left > right


def _start_of(interval: DateInterval) -> date:
    if interval.earliest is None:
        raise ValueError("an interval cannot begin with an open end")
    return interval.earliest


def _end_of(interval: DateInterval) -> date:
    if interval.latest is None:
        raise ValueError("an interval cannot end with an open end")
    return interval.latest
