"""What the heading of a column of dates says of them: their calendar, and the order of their parts.

"تاريخ الوفاة الهجري" names a calendar, "Date (dd/mm/yyyy)" an order; both are taken off before a
heading is looked up. The words stand in ``words.toml``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product

from sijill.language.dates.calendars import Calendar
from sijill.language.dates.words import read_words
from sijill.language.phrases import stands_in, without_phrases
from sijill.language.unknown import phrase_form


def calendar_named(heading: str) -> Calendar | None:
    """The calendar that a heading names ("تاريخ الوفاة الهجري"); ``None`` where it names none."""
    words = f" {_bare(heading)} "
    calendars = (Calendar.IRANIAN, Calendar.HIJRI)
    listed = (word for calendar in calendars for word in _calendar_words(calendar))
    return _named(heading) if any(f" {word} " in words for word in listed) else None


def _named(heading: str) -> Calendar:
    solar = any(stands_in(word, _bare(heading)) for word in _calendar_words(Calendar.IRANIAN))
    return Calendar.IRANIAN if solar else Calendar.HIJRI


def without_calendar(heading: str) -> str:
    """A heading, folded, without the words that name its calendar."""
    solar = without_phrases(_bare(heading), _calendar_words(Calendar.IRANIAN))
    lunar = without_phrases(solar, _calendar_words(Calendar.HIJRI))
    gregorian = read_words()["calendar_headings"]["gregorian"]
    return without_phrases(lunar, tuple(map(phrase_form, gregorian)))


def names_unread_calendar(heading: str) -> bool:
    """Whether a heading names a calendar that is not read: the Ethiopian, the Nepali, the Hebrew.

    Its days look like days of the Gregorian calendar that are years away.
    """
    words = _bare(heading)
    return any(
        stands_in(phrase_form(word), words) for word in read_words()["calendar_headings"]["unread"]
    )


def may_be_ethiopian(heading: str, cells: Iterable[str]) -> bool:
    """Whether days such as 13/03/2013 stand under a heading in Ethiopic letters.

    Keepers who write so count by the Ethiopian calendar, seven to eight years behind, unless the
    heading says otherwise. Days that begin with the year come of software and are Gregorian.
    """
    words = f" {_bare(heading)} "
    listed = read_words()["calendar_headings"]["gregorian"]
    if not _ETHIOPIC.search(heading) or any(f" {phrase_form(word)} " in words for word in listed):
        return False
    return any(_YEAR_LAST.fullmatch(cell.strip()) for cell in cells)


_ETHIOPIC = re.compile(r"[\u1200-\u137f]")
_YEAR_LAST = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:1[89]|20)\d\d")


def day_first_named(heading: str) -> bool | None:
    """Whether a heading has the day before the month: "dd/mm/yyyy".

    ``None`` where it names no order, or one that begins with the year.
    """
    parts, _ = _order_named(heading)
    return None if not parts or parts[0] == "year" else parts[0] == "day"


def without_order(heading: str) -> str:
    """A heading, folded, without the letters that say in which order its dates are written."""
    return _order_named(heading)[1]


def _order_named(heading: str) -> tuple[tuple[str, ...], str]:
    """Day, month and year in the order in which a heading names them, and the rest of it."""
    words = _bare(heading).split()
    for start, word in enumerate(words):
        runs = [match[0] for match in _RUN.finditer(word)]
        for length, letters in ((3, words[start : start + 3]), (1, runs)):
            if parts := _parts_of_order(letters):
                return parts, " ".join([*words[:start], *words[start + length :]])
    return (), " ".join(words)


_RUN = re.compile(r"(\w)\1+")
"""One letter several times: what "ddmmyyyy" is made of."""


def _parts_of_order(letters: Sequence[str]) -> tuple[str, ...]:
    """Which part of a date each stands for; empty where they are not day, month and year."""
    listed = [_order_words().get(one, frozenset()) for one in letters]
    orders = (order for order in product(*listed) if len(order) == len(set(order)) == len(_PARTS))
    return next((order for order in orders if order[1] != "year"), ())


_PARTS = ("day", "month", "year")


@cache
def _order_words() -> Mapping[str, frozenset[str]]:
    """The parts of a date for which letters or words stand: "aa" is a month in Turkish."""
    listed = read_words()["heading_order"]
    words = {phrase_form(word) for part in _PARTS for word in listed[part]}
    return {
        word: frozenset(part for part in _PARTS if word in map(phrase_form, listed[part]))
        for word in words
    }


def _bare(heading: str) -> str:
    """The folded words of a heading, without brackets and signs."""
    return re.sub(r"\W+", " ", phrase_form(heading)).strip()


@cache
def _calendar_words(calendar: Calendar) -> frozenset[str]:
    """The words for a calendar in headings."""
    return frozenset(map(phrase_form, read_words()["calendar_headings"][calendar.value]))
