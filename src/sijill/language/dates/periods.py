"""Counted parts of a year or month: its quarters, halves and weeks; early, mid and late in it.

A week with its number and a year is that of ISO 8601, from Monday to Sunday; a week of a month is
seven days from its first, eighth, fifteenth or twenty-second. The halves of a month part behind
its fifteenth day. "Early", "mid" and "late" are ten days of a month, four months of a year.
"""

from calendar import monthrange
from datetime import date, timedelta

from sijill.language.dates.calendars import EARLIEST_YEAR, LATEST_YEAR, Calendar, Parts, interval_of
from sijill.language.dates.words import DateToken, Sign, is_weekday
from sijill.model.values.dates import DateInterval
from sijill.model.values.unreadable import Unreadable

Answer = DateInterval | Unreadable

NOUNS = (Sign.QUARTER, Sign.HALF, Sign.WEEK)
PARTS_OF_TIME = (Sign.EARLY, Sign.MID, Sign.LATE, *NOUNS)
_LAST_WEEK = 5
_LAST = {Sign.QUARTER: 4, Sign.HALF: 2, Sign.WEEK: 53}
_FIFTEEN = 15
_COUNT_DIGITS = 2
"""Of a number beside a quarter, half or week; more are a year."""
_NUMERAL_LETTERS = len("iii")
"""Of a Roman numeral, which before a month is no day of it; nor is the Turkish "ilk"."""


def with_numbers(tokens: list[DateToken]) -> list[DateToken]:
    """Quarters, halves and weeks with the number or ordinal beside them; "first of June" as 1 June.

    An ordinal that counts nothing is dropped where it is the name of a day of the week ("segunda"),
    and is no part of a date elsewhere.
    """
    counted: list[DateToken] = []
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        if token.sign in NOUNS and not token.number:
            token = _counted(token, counted, waiting)
            if token.number and waiting and waiting[0].sign is Sign.FROM:
                waiting.pop(0)  # "of" in Arabic: النصف الثاني من 2017
        elif token.sign is Sign.ORDINAL and not _precedes_noun(waiting):
            if is_weekday(token.text):
                continue
            is_numeral = token.text.isascii() and len(token.text) <= _NUMERAL_LETTERS
            is_day = bool(waiting) and waiting[0].sign is Sign.MONTH and not is_numeral
            sign = Sign.NUMBER if is_day else Sign.STRANGE
            token = DateToken(sign, str(token.number) if is_day else token.text)
        counted.append(token)
    return counted


def _precedes_noun(waiting: list[DateToken]) -> bool:
    return bool(waiting) and waiting[0].sign in NOUNS and not waiting[0].number


def _counted(noun: DateToken, before: list[DateToken], waiting: list[DateToken]) -> DateToken:
    """A noun with its number, which is taken from the tokens beside it."""
    if before and before[-1].sign is Sign.ORDINAL:
        return DateToken(noun.sign, noun.text, before.pop().number)
    if waiting and waiting[0].sign is Sign.ORDINAL:
        return DateToken(noun.sign, noun.text, waiting.pop(0).number)
    if before and _is_count(before[-1], noun):
        return DateToken(noun.sign, noun.text, int(before.pop().text))
    while waiting and waiting[0].text == ".":
        waiting.pop(0)
    if waiting and _is_count(waiting[0], noun):
        return DateToken(noun.sign, noun.text, int(waiting.pop(0).text))
    return noun


def _is_count(token: DateToken, noun: DateToken) -> bool:
    return (
        token.sign is Sign.NUMBER
        and len(token.text) <= _COUNT_DIGITS
        and 1 <= int(token.text) <= _LAST[noun.sign]
    )


def iso_week(year: int, week: int, weekday: int = 0) -> Answer:
    """A week of ISO 8601, or one day of it (1 for Monday)."""
    if (
        not EARLIEST_YEAR <= year <= LATEST_YEAR
        or not 1 <= week <= date(year, 12, 28).isocalendar().week
    ):
        return Unreadable(f"there is no week {week} of {year}")
    begins = date.fromisocalendar(year, week, max(1, weekday))
    return DateInterval.on(begins) if weekday else _days(begins, 7)


def part_of(parts: Parts, part: DateToken) -> Answer | None:
    """The part of a month or year; ``None`` where it cannot be one of these."""
    if part.sign in NOUNS and not part.number:
        return None
    is_week_of_year = part.sign is Sign.WEEK and not parts.month
    if is_week_of_year and parts.year and parts.calendar is Calendar.GREGORIAN:
        return iso_week(parts.year, part.number)
    whole = interval_of(parts)
    if isinstance(whole, Unreadable):
        return whole
    if parts.day or whole.earliest is None or whole.latest is None:
        return None
    if part.sign in NOUNS:
        return _counted_part(parts, part, whole.earliest, whole.latest)
    return _third(parts, part, whole.earliest, whole.latest)


def _counted_part(parts: Parts, part: DateToken, first: date, last: date) -> Answer | None:
    match part.sign:
        case Sign.WEEK if parts.month and part.number == _LAST_WEEK:
            return DateInterval.between(last - timedelta(days=6), last)
        case Sign.WEEK if parts.month and part.number < _LAST_WEEK:
            return _days(first + timedelta(days=7 * (part.number - 1)), 7)
        case Sign.HALF if parts.month:
            middle = first + timedelta(days=_FIFTEEN)
            if part.number == 1:
                return DateInterval.between(first, middle - timedelta(days=1))
            return DateInterval.between(middle, last)
        case Sign.HALF if parts.calendar is Calendar.GREGORIAN:
            return _months(parts.year, 6 * part.number - 5, 6)
        case Sign.QUARTER if not parts.month and parts.calendar is Calendar.GREGORIAN:
            return _months(parts.year, 3 * part.number - 2, 3)
    return None


def _third(parts: Parts, part: DateToken, first: date, last: date) -> Answer:
    third = {Sign.EARLY: 0, Sign.MID: 1, Sign.LATE: 2}[part.sign]
    if parts.month:
        begins = first + timedelta(days=10 * third)
        return DateInterval.between(begins, last if third == 2 else begins + timedelta(days=9))  # noqa: PLR2004  the last
    start, end = (
        interval_of(Parts(parts.year, 4 * third + 1, 1, parts.calendar)),
        interval_of(Parts(parts.year, 4 * third + 4, 0, parts.calendar)),
    )
    if isinstance(start, Unreadable) or isinstance(end, Unreadable):
        return start if isinstance(start, Unreadable) else end
    if start.earliest is None or end.latest is None:
        return Unreadable("this part of a year has no days")
    return DateInterval.between(start.earliest, end.latest)


def _months(year: int, first: int, number: int) -> Answer:
    last = first + number - 1
    return DateInterval.between(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _days(begins: date, number: int) -> DateInterval:
    return DateInterval.between(begins, begins + timedelta(days=number - 1))
