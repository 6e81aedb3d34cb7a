"""Dates as lists write them, in either script.

ISO, day first, month names, months, ranges, "before".

A day that does not exist (31.02.2017) is unreadable with a reason. ``0000-00-00`` and empty mean
unknown. Two-digit years are refused: nobody can say which century. In ``03/04/2017`` the mapping
says which number is the day; where it does not and both could be, the text is unreadable rather
than guessed.
"""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold_arabic, fold_digits, tidy
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.unreadable import Unreadable

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
"""Outside these a year is a typing error in a list of people killed."""

_UNKNOWN = re.compile(r"^(?:0000-00-00.*|unknown|n/?a|\?|-|none|date unknown|غير معروف|مجهول)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\.0+)?$")
_ISO_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})[t ]\d{2}:\d{2}.*$")
_ISO = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_NUMERIC = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[./](\d{1,2})[./](\d{1,2})$")
_MONTH_DAY_YEAR = re.compile(r"^([^\W\d_]+)[.,]*\s*(\d{1,2})(?:st|nd|rd|th)?[,.]*\s*(\d{4})$")
_DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s+([^\W\d_][^\d]*?)[.,]*\s*(\d{4})$")
_MONTH_YEAR = re.compile(r"^([^\W\d_][^\d]*?)[.,]*\s+(\d{4})$")
_BEFORE = re.compile(r"^(?:before|until|by|no later than|قبل|حتي)\s+(.+)$")
_AFTER = re.compile(r"^(?:after|since|not before|بعد|منذ)\s+(.+)$")
_OPEN = re.compile(r"^(?:\.\./(?P<before>[\d-]+)|(?P<after>[\d-]+)/\.\.)$")
_RANGE = re.compile(
    r"^(?:between\s+|from\s+|بين\s+)?(.+?)\s*(?:\band\b|\bto\b|–|—|/|\s-\s|\sو\s?|\sالي\s)\s*(.+)$"
)


@cache
def months() -> dict[str, int]:
    """Month names, folded, with their numbers."""
    content = tomllib.loads(
        files("sijill.language").joinpath("months.toml").read_text(encoding="utf-8")
    )
    return {
        fold_arabic(name): number
        for number, month_names in enumerate(content["months"], start=1)
        for name in month_names
    }


def read_date(text: str, *, day_first: bool | None = None) -> DateInterval | Unreadable:
    """Read one date cell.

    Args:
        text: the cell.
        day_first: which number of ``03/04/2017`` is the day; ``None`` where the mapping does not
        say.
    """
    plain = fold_arabic(fold_digits(tidy(text))).lower().strip(" .")
    if _UNKNOWN.match(plain):
        return UNKNOWN_DATE
    simple = _single(plain, day_first=day_first)
    if simple is not None:
        return simple
    for pattern, build in ((_BEFORE, _before), (_AFTER, _after)):
        if found := pattern.match(plain):
            return build(_single(found[1], day_first=day_first), text)
    if found := _OPEN.match(plain):
        if found["before"]:
            return _before(_single(found["before"], day_first=day_first), text)
        return _after(_single(found["after"], day_first=day_first), text)
    if found := _RANGE.match(plain):
        return _between(
            _single(found[1], day_first=day_first), _single(found[2], day_first=day_first), text
        )
    return Unreadable("this is no date in a form that sijill reads")


def _single(plain: str, *, day_first: bool | None) -> DateInterval | Unreadable | None:
    """A day, month or year; ``None`` where the text has none of these forms."""
    if found := _ISO_TIME.match(plain):
        plain = found[1]
    if found := _COMPACT.match(plain):
        return _checked(found[1], found[2], found[3])
    if found := _ISO.match(plain):
        return _checked(found[1], found[2], found[3])
    if found := _YEAR_FIRST.match(plain):
        return _checked(found[1], found[2], found[3])
    if found := _NUMERIC.match(plain):
        return _numeric(found[1], found[2], found[3], day_first=day_first)
    return _named(plain)


def _numeric(
    first: str, second: str, year: str, *, day_first: bool | None
) -> DateInterval | Unreadable:
    if day_first is None:
        could_be_month = int(first) <= 12, int(second) <= 12  # noqa: PLR2004  months of a year
        if all(could_be_month) and int(first) != int(second):
            return Unreadable("day and month cannot be told apart: say day_first in the mapping")
        day_first = could_be_month[1]
    day, month = (first, second) if day_first else (second, first)
    return _checked(year, month, day)


def _named(plain: str) -> DateInterval | Unreadable | None:
    """The forms with a month's name."""
    if (found := _MONTH_DAY_YEAR.match(plain)) and found[1] in months():
        return _checked(found[3], str(months()[found[1]]), found[2])
    if (found := _DAY_MONTH_YEAR.match(plain)) and found[2].strip() in months():
        return _checked(found[3], str(months()[found[2].strip()]), found[1])
    if (found := _MONTH_YEAR.match(plain)) and found[1].strip() in months():
        return _checked(found[2], str(months()[found[1].strip()]), None)
    return None


def _checked(year: str, month: str | None, day: str | None) -> DateInterval | Unreadable:
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return Unreadable(f"the year {int(year)} is outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    if month is None or int(month) == 0:
        return DateInterval.in_year(int(year))
    if not 1 <= int(month) <= 12:  # noqa: PLR2004  months of a year
        return Unreadable(f"there is no month {int(month)}")
    if day is None or int(day) == 0:
        return DateInterval.in_month(int(year), int(month))
    try:
        return DateInterval.on(date(int(year), int(month), int(day)))
    except ValueError:
        return Unreadable(f"there is no day {int(day)} in {int(year):04d}-{int(month):02d}")


def _before(end: DateInterval | Unreadable | None, text: str) -> DateInterval | Unreadable:
    if isinstance(end, DateInterval) and end.latest:
        return DateInterval.before(end.latest)
    return end if isinstance(end, Unreadable) else _no_end(text)


def _after(start: DateInterval | Unreadable | None, text: str) -> DateInterval | Unreadable:
    if isinstance(start, DateInterval) and start.earliest:
        return DateInterval.after(start.earliest)
    return start if isinstance(start, Unreadable) else _no_end(text)


def _between(
    start: DateInterval | Unreadable | None, end: DateInterval | Unreadable | None, text: str
) -> DateInterval | Unreadable:
    for part in (start, end):
        if isinstance(part, Unreadable):
            return part
    if not (isinstance(start, DateInterval) and isinstance(end, DateInterval)):
        return _no_end(text)
    if start.earliest is None or end.latest is None:
        return _no_end(text)
    if start.earliest > end.latest:
        return Unreadable(
            f"the range begins on {start.earliest} and ends before it, on {end.latest}"
        )
    return DateInterval.between(start.earliest, end.latest)


def _no_end(text: str) -> Unreadable:
    return Unreadable(f"one end of {text!r} is no date")
