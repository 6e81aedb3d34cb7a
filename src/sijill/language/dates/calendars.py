"""Days, months and years of a calendar as our intervals: Gregorian, and Hijri by ``hijridate``.

Hijri dates follow the Umm al-Qura calendar, 1343 to 1499 AH. A local sighting of the moon can
differ from it by a day; the register keeps the calendar's day and the words as written.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from hijridate import Hijri

from sijill.model.values.dates import DateInterval
from sijill.model.values.unreadable import Unreadable

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Outside these a year is a typing error in a list of people killed."""

FIRST_IRANIAN_YEAR = 1300
FIRST_HIJRI_YEAR, LAST_HIJRI_YEAR = 1343, 1500
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text gives of a date. ``month`` or ``day`` 0 means that it is not given."""

    year: int = 0
    month: int = 0
    day: int = 0
    is_hijri: bool = False


def interval_of(parts: Parts) -> DateInterval | Unreadable:
    """The days that the parts allow, or why there is no such day."""
    if parts.is_hijri:
        return _hijri(parts)
    if not EARLIEST_YEAR <= parts.year <= LATEST_YEAR:
        if FIRST_IRANIAN_YEAR <= parts.year <= LAST_HIJRI_YEAR:
            return Unreadable(
                f"the calendar of the year {parts.year} is not stated: add 'AH' or هـ for a Hijri "
                "date, or write the Gregorian date"
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
        return _hijri_month_of_gregorian_year(parts)
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
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _hijri_month_of_gregorian_year(parts: Parts) -> DateInterval | Unreadable:
    """The Hijri month that lies in a Gregorian year ("Ramadan 2017"), where it is one only."""
    near = (parts.year - 622) * 33 // 32
    found = [
        answer
        for year in range(near - 1, near + 3)
        if isinstance(
            answer := _hijri(Parts(year, parts.month, parts.day, is_hijri=True)), DateInterval
        )
        and answer.earliest
        and answer.latest
        and parts.year in (answer.earliest.year, answer.latest.year)
    ]
    if len(found) == 1:
        return found[0]
    return Unreadable(f"the Hijri month is not one time of {parts.year}: write the Gregorian date")
