"""When does this text say that something happened?

``read_date`` reads one cell; ``day_order`` and ``year_calendar`` decide for a whole column whether
its numbers stand day first, and in which calendar its years count, ``has_other_years`` whether any
is of another than the Gregorian; ``months`` lists the names of the months; ``is_weekday`` knows
those of days; ``may_be_of_date`` says of a word whether any date has it; ``without_calendar``
takes the words for a calendar out of a heading and ``without_order`` "dd/mm/yyyy"; of some
calendars nothing is read (``names_unread_calendar``). The words stand in ``words.toml``.
"""

from sijill.language.dates.calendars import Calendar
from sijill.language.dates.grammar import read_date
from sijill.language.dates.headings import (
    may_be_ethiopian,
    names_unread_calendar,
    without_calendar,
    without_order,
)
from sijill.language.dates.order import DayOrder, day_order, has_other_years, year_calendar
from sijill.language.dates.words import is_weekday, may_be_of_date, months, parts_of_years

__all__ = [
    "Calendar",
    "DayOrder",
    "day_order",
    "has_other_years",
    "is_weekday",
    "may_be_ethiopian",
    "may_be_of_date",
    "months",
    "names_unread_calendar",
    "parts_of_years",
    "read_date",
    "without_calendar",
    "without_order",
    "year_calendar",
]
