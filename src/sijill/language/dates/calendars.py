"""Days, months and years of a calendar as our intervals: Gregorian, Hijri, Iranian, Thai.

Hijri dates follow the Umm al-Qura calendar, 1343 to 1499 AH. A local sighting of the moon can
differ from it by a day; the register keeps the calendar's day and the words as written. Dates of
the Iranian calendar (Iran, Afghanistan, Iranian Kurdistan; solar Hijri) follow its cycle of 33
years with eight leap years, which gives the official calendar's days from 1178 to 1633 (K. M.
Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74, 1996).
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hijridate import Hijri

from sijill.model.values.dates import DateInterval
from sijill.model.values.unreadable import Unreadable

EARLIEST_YEAR, LATEST_YEAR = 1800, 2100
"""Outside these a year is a typing error in a list of people killed; lists of historians begin, and
victims of the first half of the 20th century were born, before 1900."""

FIRST_IRANIAN_YEAR, LAST_IRANIAN_YEAR = 1300, 1479
FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
YEARS_BEFORE_BUDDHIST = 543
BUDDHIST_YEARS = range(2484, 2644)
"""1941, when the year of Thailand began to begin in January, to 2100."""
LATEST_PAST_IRANIAN_YEAR = 1420
"""2041: a death is not dated later, so a year from 1421 to 1500 is Hijri (2000 to 2077)."""
MONTHS = 12
PERSIAN_YEAR = re.compile(
    "(?<![\u06f0-\u06f9])\u06f1"
    "(?:\u06f3[\u06f0-\u06f9]|\u06f4[\u06f0-\u06f2])[\u06f0-\u06f9](?![\u06f0-\u06f9])"
)
"""A year from 1300 to 1429 (1921 to 2051) in the digits of Iran and Afghanistan: it is solar."""


_IRANIAN_EPOCH_YEAR, _IRANIAN_EPOCH = 1300, date(1921, 3, 21)
"""The first of Farvardin of a year, from which days are counted."""
_IRANIAN_CYCLE = 33
_IRANIAN_LEAP_YEARS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_FIRST_HALF, _LONG_MONTH, _SHORT_MONTH = 6, 31, 30
_DAYS_IN_YEAR = 365


class Calendar(StrEnum):
    """In which calendar a date is written."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"
    """Lunar Hijri."""
    IRANIAN = "iranian"
    """Solar Hijri, Jalali."""
    BUDDHIST = "buddhist"
    """That of Thailand: the days of the Gregorian calendar, 543 years ahead (พ.ศ.)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text gives of a date. ``month`` or ``day`` 0 means that it is not given."""

    year: int = 0
    month: int = 0
    day: int = 0
    calendar: Calendar = Calendar.GREGORIAN


def interval_of(parts: Parts) -> DateInterval | Unreadable:
    """The days that the parts allow, or why there is no such day."""
    if parts.calendar is Calendar.HIJRI:
        return _hijri(parts)
    if parts.calendar is Calendar.IRANIAN:
        return _iranian(parts)
    if parts.calendar is Calendar.BUDDHIST:
        year = parts.year - YEARS_BEFORE_BUDDHIST
        return interval_of(Parts(year, parts.month, parts.day))
    if not EARLIEST_YEAR <= parts.year <= LATEST_YEAR:
        if FIRST_IRANIAN_YEAR <= parts.year <= LAST_HIJRI_YEAR:
            return Unreadable(
                f"the calendar of the year {parts.year} is not stated: say calendar = 'iranian' or "
                "calendar = 'hijri' in the mapping, add ه.ش or هـ behind the date, or write the "
                "Gregorian date"
            )
        return Unreadable(f"the year {parts.year} is outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    if not parts.month:
        return DateInterval.in_year(parts.year)
    if parts.month > MONTHS:
        return Unreadable(f"there is no month {parts.month}")
    if not parts.day:
        return DateInterval.in_month(parts.year, parts.month)
    if parts.day > calendar.monthrange(parts.year, parts.month)[1]:
        return Unreadable(f"there is no day {parts.day} in {parts.year:04d}-{parts.month:02d}")
    return DateInterval.on(date(parts.year, parts.month, parts.day))


def _hijri(parts: Parts) -> DateInterval | Unreadable:
    year = parts.year
    if EARLIEST_YEAR <= year <= LATEST_YEAR and parts.month:
        return _month_of_gregorian_year(parts, (parts.year - 622) * 33 // 32)
    if not FIRST_HIJRI_YEAR <= year < LAST_HIJRI_YEAR:
        return Unreadable(
            f"the Hijri year {year} is outside {FIRST_HIJRI_YEAR} to {LAST_HIJRI_YEAR - 1}"
        )
    if parts.month > MONTHS:
        return Unreadable(f"there is no month {parts.month}")
    if parts.day:
        if parts.day > Hijri(year, parts.month, 1).month_length():
            return Unreadable(
                f"there is no day {parts.day} in the Hijri month {year}-{parts.month:02d}"
            )
        return DateInterval.on(_gregorian(year, parts.month, parts.day))
    first, last = parts.month or 1, parts.month or MONTHS
    return DateInterval.between(
        _gregorian(year, first, 1), _gregorian(year, last, Hijri(year, last, 1).month_length())
    )


def _gregorian(year: int, month: int, day: int) -> date:
    gregorian = Hijri(year, month, day).to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day)


def _month_of_gregorian_year(parts: Parts, near: int) -> DateInterval | Unreadable:
    """The month of another calendar that lies in a Gregorian year ("Ramadan 2017"), if only one.

    ``near`` is a year of that calendar close to it.
    """
    answers = [
        answer
        for year in range(near - 1, near + 3)
        if isinstance(answer := interval_of(replace(parts, year=year)), DateInterval)
        and answer.earliest
        and answer.latest
        and parts.year in (answer.earliest.year, answer.latest.year)
    ]
    if len(answers) == 1:
        return answers[0]
    return Unreadable(
        f"the {parts.calendar.title()} month is not one time of {parts.year}: write the Gregorian "
        "date"
    )


def _iranian(parts: Parts) -> DateInterval | Unreadable:
    year = parts.year
    if EARLIEST_YEAR <= year <= LATEST_YEAR and parts.month:
        return _month_of_gregorian_year(parts, year - 622)
    if not FIRST_IRANIAN_YEAR <= year < LAST_IRANIAN_YEAR:
        return Unreadable(
            f"the Iranian year {year} is outside {FIRST_IRANIAN_YEAR} to {LAST_IRANIAN_YEAR - 1}"
        )
    if parts.month > MONTHS:
        return Unreadable(f"there is no month {parts.month}")
    if parts.day:
        if parts.day > _iranian_month_length(year, parts.month):
            return Unreadable(
                f"there is no day {parts.day} in the Iranian month {year}-{parts.month:02d}"
            )
        return DateInterval.on(_iranian_day(year, parts.month, parts.day))
    first, last = parts.month or 1, parts.month or MONTHS
    return DateInterval.between(
        _iranian_day(year, first, 1), _iranian_day(year, last, _iranian_month_length(year, last))
    )


def _is_iranian_leap_year(year: int) -> bool:
    return year % _IRANIAN_CYCLE in _IRANIAN_LEAP_YEARS


def _iranian_month_length(year: int, month: int) -> int:
    if month <= _FIRST_HALF:
        return _LONG_MONTH
    return _SHORT_MONTH - (month == MONTHS and not _is_iranian_leap_year(year))


def _iranian_day(year: int, month: int, day: int) -> date:
    years = range(_IRANIAN_EPOCH_YEAR, year)
    days = _DAYS_IN_YEAR * len(years) + sum(map(_is_iranian_leap_year, years))
    days += _SHORT_MONTH * (month - 1) + min(month - 1, _FIRST_HALF)
    return _IRANIAN_EPOCH + timedelta(days=days + day - 1)
