"""Dates as lists write them, in twelve languages: a day, a month, a range, "before", "early June".

A day that does not exist (31.02.2017) is unreadable with a reason. ``0000-00-00`` and empty mean
unknown. Where day and month could be exchanged and neither the mapping nor the column says which is
which, the text is unreadable rather than guessed. Of a time of day only the day is kept (see
``clock`` for times in UTC). A cell of any length and content gets an answer, in linear time.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sijill.language.dates.bounds import (
    LOWER,
    UPPER,
    is_inside_a_date,
    split_bounds,
    with_first_and_last_day,
    with_one_connector,
    without_outer_separators,
)
from sijill.language.dates.calendars import (
    FIRST_IRANIAN_YEAR,
    LAST_HIJRI_YEAR,
    PERSIAN_YEAR,
    Calendar,
    Parts,
    interval_of,
)
from sijill.language.dates.clock import Clock, local_days, moment_of_milliseconds, split_time
from sijill.language.dates.edtf import is_qualified, is_season, plain_form
from sijill.language.dates.forms import WHAT_TO_WRITE, DateStyle, calendar_of, parts_of, shape_of
from sijill.language.dates.periods import PARTS_OF_TIME, iso_week, part_of, with_numbers
from sijill.language.dates.words import DateToken, Sign, fold_date, tokens_of
from sijill.language.scripts import has_note_mark
from sijill.language.unknown import Topic, is_spreadsheet_error, means_unknown
from sijill.model.limits import LONGEST_DATE
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.unreadable import Unreadable

_NO_DATE = Unreadable(f"this is no date in a form that sijill reads: {WHAT_TO_WRITE}")
_ABOUT = Unreadable(
    "the date is approximate and does not say how far: write its ends, like 2017-06-10/2017-06-20"
)
_SEASON = Unreadable(
    "this is a season or another part of a year: write its months, like 2017-03/2017-05"
)
_ZEROS = re.compile(r"^[0\s\-/.:tz+]*0[0\s\-/.:tz+]*$|^1/0/1900\b.*|^0?0?[-/ ]?jan[-/ ](?:19)?00$")
_LETTER_FOR_DIGIT = re.compile(r"(?<=\d)(?:o(?=\d)|l(?![a-z]))")
_WHOLE_AS_DECIMAL = re.compile(r"^(\d{4,8})\.(?:0+|\d{1,12})$")
_TWO_POINTS = re.compile(r"(?<=\d)\s?\.\.\s?(?=\d)")
_DECADE = re.compile(r"^(\d{3})x$")
_TENS_OF_DAYS = re.compile(r"^(\d{4})-(\d{2})-([0-3])x$")
_TWO_CALENDARS = re.compile(
    r"^([^()=]{4,60}?)\s?(?:\(|=|\b(?:الموافق|موافق|المصادف|corresponding to)\b)\s?"
    r"([^()=]{4,60})\)?$"
)
_MOST_DAYS_BETWEEN_CALENDARS = 2
_OPEN = re.compile(
    r"^(?:(?:\.\.|open|unknown)?/(?P<before>[\d-]+)|(?P<after>[\d-]+)/(?:\.\.|open|unknown)?)$"
)
_ISO_DATE = re.compile(r"^([12][0-9]{3})-([01][0-9])-([0-3][0-9])$")
_ISO_WEEK = re.compile(r"^(\d{4})-?w(\d{2})(?:-?([1-7]))?$")
_CONNECTORS = (Sign.AND, Sign.UNTIL, Sign.SEPARATOR)
Answer = DateInterval | Unreadable


@lru_cache(maxsize=65_536)
def read_date(
    text: str,
    *,
    day_first: bool | None = None,
    zone: ZoneInfo | None = None,
    is_mixed: bool = False,
    calendar: Calendar | None = None,
) -> Answer:
    """Read one date cell.

    Args:
        text: the cell.
        day_first: which number of ``03/04/2017`` is the day; ``None`` where nobody says.
        zone: the zone of the place, in which a moment in UTC is a day.
        is_mixed: whether the column holds dates of both orders, so that points show none.
        calendar: in which calendar a year from 1300 to 1500, or 2560, counts; ``None`` where nobody
            says.
    """
    if calendar is not Calendar.BUDDHIST and (match := _ISO_DATE.match(text)):
        return interval_of(Parts(int(match[1]), int(match[2]), int(match[3])))
    if len(text) > LONGEST_DATE:
        return UNKNOWN_DATE if not text.strip() else Unreadable("this text is too long for a date")
    answer = _without_reading(text)
    if answer is not None:
        return answer
    if has_note_mark(text):
        return Unreadable("a raised digit may be the mark of a note: write the date alone")
    if calendar is None and PERSIAN_YEAR.search(text):
        calendar = Calendar.IRANIAN
    style = DateStyle(day_first, is_mixed, calendar)
    text = plain_form(text)
    text = moment_of_milliseconds(text.removesuffix(".0")) or text
    folded = _bare(fold_date(text))
    if _ZEROS.match(folded):
        return UNKNOWN_DATE
    if match := _TWO_CALENDARS.match(folded):
        pair = _of_two_calendars(match[1], match[2], style)
        if pair is not None:
            return pair
    rest, clock = split_time(folded)
    local = _of_text(_bare(rest), style)
    return local if clock is None else _at_the_place(local, clock, zone)


def _without_reading(text: str) -> Answer | None:
    """What a whole cell says that gives no days: unknown, approximate, a season."""
    if means_unknown(text, Topic.DATE):
        return UNKNOWN_DATE
    if is_spreadsheet_error(text):
        return Unreadable("the spreadsheet could not compute this cell")
    if is_qualified(text):
        return _ABOUT
    return _SEASON if is_season(text) else None


def _bare(folded: str) -> str:
    """Without the points and commas around it, but for those that leave an end of a range open."""
    return folded if _OPEN.match(folded) else folded.strip(" .,")


def _of_two_calendars(first: str, second: str, style: DateStyle) -> Answer | None:
    """A date given in two calendars: the Gregorian one, where the other agrees to two days."""
    answers = [_of_text(text.strip(" .,"), style) for text in (first, second)]
    other = [_is_of_other_calendar(text) for text in (first, second)]
    if other.count(True) != 1:
        return None
    there, here = answers[other.index(True)], answers[other.index(False)]
    if not (isinstance(there, DateInterval) and isinstance(here, DateInterval)):
        return here
    apart = here.days_apart(there)
    if apart is not None and apart <= _MOST_DAYS_BETWEEN_CALENDARS:
        return here
    return Unreadable(f"the two calendars give {here} and {there}: write the one that is right")


def _is_of_other_calendar(text: str) -> bool:
    tokens = tokens_of(text) or []
    years = [int(token.text) for token in tokens if token.text.isdecimal() and len(token.text) == 4]  # noqa: PLR2004  a year
    return any(calendar_of(token) is not Calendar.GREGORIAN for token in tokens) or any(
        FIRST_IRANIAN_YEAR <= year <= LAST_HIJRI_YEAR for year in years
    )


def _at_the_place(answer: Answer, clock: Clock, zone: ZoneInfo | None) -> Answer:
    if not isinstance(answer, DateInterval) or answer.day is None:
        return answer
    return DateInterval.between(*local_days(answer.day, clock, zone))


def _of_text(folded: str, style: DateStyle) -> Answer:
    if match := _WHOLE_AS_DECIMAL.match(folded):
        folded = match[1]
    if match := _DECADE.match(folded):
        return _checked(Parts(int(match[1]) * 10), Parts(int(match[1]) * 10 + 9))
    if match := _TENS_OF_DAYS.match(folded):
        year, month, tens = int(match[1]), int(match[2]), 10 * int(match[3])
        if not 1 <= month <= 12:  # noqa: PLR2004  months of a year
            return Unreadable(f"there is no month {month}")
        last = monthrange(year or 1, month)[1]
        return _checked(Parts(year, month, tens or 1), Parts(year, month, min(tens + 9, last)))
    if match := _ISO_WEEK.match(folded):
        return iso_week(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := _OPEN.match(folded):
        inner = _of_text(match["before"] or match["after"], style)
        return _before(inner) if match["before"] else _after(inner)
    tokens = tokens_of(_TWO_POINTS.sub(" to ", folded))
    if not tokens or _LETTER_FOR_DIGIT.search(folded):
        return _NO_DATE
    return _of_tokens(tokens, style)


def _of_tokens(tokens: list[DateToken], style: DateStyle) -> Answer:
    tokens = with_first_and_last_day(with_numbers(tokens))
    problem = _set_aside(tokens)
    if problem is not None:
        return problem
    while tokens[-1].sign is Sign.AND and len(tokens) > 1:
        tokens = tokens[:-1]
    if Sign.NIGHT_BEFORE in (tokens[0].sign, tokens[-1].sign):
        rest = _without(tokens, Sign.NIGHT_BEFORE)
        return _night_before(_of_tokens(rest, style)) if rest else _NO_DATE
    if Sign.DAY_UNKNOWN in (tokens[0].sign, tokens[-1].sign):
        rest = _without(tokens, Sign.DAY_UNKNOWN)
        return _without_day(_of_tokens(rest, style)) if rest else UNKNOWN_DATE
    if Sign.BETWEEN in (tokens[0].sign, tokens[-1].sign):
        return _range(_without(tokens, Sign.BETWEEN), style)
    bounds, bare = split_bounds(tokens)
    if not bounds:
        single = _one(tokens, style)
        return single if single is not _NO_DATE else _range(tokens, style)
    single = _one(bare, style)
    if bounds <= UPPER:
        return _before(single)
    if not bounds <= LOWER:
        return _NO_DATE
    if single is not _NO_DATE:
        return _after(single)
    return _range(with_one_connector(bare), style)


def _set_aside(tokens: list[DateToken]) -> Unreadable | None:
    """Why these tokens cannot be one date, where a single one of them says so, or none is left."""
    signs = {token.sign for token in tokens}
    if not tokens or Sign.STRANGE in signs:
        return _NO_DATE
    if Sign.DOUBTFUL_MONTH in signs:
        return Unreadable("two months have this name: write the first or the second, or its number")
    if Sign.ABOUT in signs or tokens[-1] == DateToken(Sign.PLACEHOLDER, "?"):
        return _ABOUT
    return None


def _night_before(morning: Answer) -> Answer:
    """The evening and the night that ends on a day: "в ночь на 4 мая"."""
    if isinstance(morning, DateInterval) and morning.day is not None:
        return DateInterval.between(morning.day - timedelta(days=1), morning.day)
    return morning


def _without_day(answer: Answer) -> Answer:
    """A month or year with a remark that the day is not known."""
    if isinstance(answer, DateInterval) and answer.day is not None:
        return Unreadable(f"this gives the day {answer.day} and says that it is not known")
    return answer


def _without(tokens: list[DateToken], sign: Sign) -> list[DateToken]:
    return [token for token in tokens if token.sign is not sign]


def _one(tokens: list[DateToken], style: DateStyle) -> Answer:
    """One date, or a part of a month or year."""
    part = next((token for token in tokens if token.sign in PARTS_OF_TIME), None)
    bare = [token for token in tokens if token.sign not in PARTS_OF_TIME]
    parts = parts_of(without_outer_separators(bare) if part else bare, style)
    if parts is None:
        return _NO_DATE
    if isinstance(parts, Unreadable):
        return parts
    if parts == Parts():
        return UNKNOWN_DATE
    if not parts.year:
        return Unreadable(f"the date has no year: {WHAT_TO_WRITE}")
    if part is not None:
        days = part_of(parts, part)
        return _NO_DATE if days is None else days
    return interval_of(parts)


def _range(tokens: list[DateToken], style: DateStyle) -> Answer:
    """Two dates and a connecting word or sign; one may lend the other its month and year."""
    problem: Unreadable = _NO_DATE
    for position in range(1, len(tokens) - 1):
        if tokens[position].sign not in _CONNECTORS:
            continue
        left, right = tokens[:position], tokens[position + 1 :]
        if is_inside_a_date(tokens[position], left, right):
            continue
        answer = _joined(left, right, style)
        if isinstance(answer, DateInterval):
            return answer
        if answer is not None and problem is _NO_DATE:
            problem = answer
    return problem


def _joined(left: list[DateToken], right: list[DateToken], style: DateStyle) -> Answer | None:
    if any(token.sign in PARTS_OF_TIME for token in (*left, *right)):
        start, end = _one(left, style), _one(right, style)
        if isinstance(start, DateInterval) and isinstance(end, DateInterval):
            return _between(start, end)
        return None
    first = parts_of(left, style)
    second = _day_and_year(left, right) or parts_of(right, style)
    for side in (first, second):
        if not isinstance(side, Parts):
            return side
    if not (isinstance(first, Parts) and isinstance(second, Parts)):
        return None
    return _filled(first, second)


def _day_and_year(left: list[DateToken], right: list[DateToken]) -> Parts | None:
    """The right side of "June 15-17, 2017": a day and a year, its month stands on the left."""
    if shape_of(right) == "dy" and shape_of(left) in ("md", "dm"):
        return Parts(int(right[1].text), 0, int(right[0].text))
    return None


def _filled(first: Parts, second: Parts) -> Answer | None:
    """Each side with what it lacks taken from the other."""
    calendar = next(
        (parts.calendar for parts in (second, first) if parts.calendar is not Calendar.GREGORIAN),
        Calendar.GREGORIAN,
    )
    if second.day and not second.month and first.month:
        second = replace(second, month=first.month)
    if not second.year and first.year:
        second = replace(second, year=first.year)
    if first.day and not first.month and second.day:
        first = replace(first, month=second.month)
    if not first.year and second.year:
        later = first.month > second.month > 0
        first = replace(first, year=second.year - 1 if later else second.year)
    if not (first.year and second.year) or (first.day and not first.month):
        return None
    return _checked(replace(first, calendar=calendar), replace(second, calendar=calendar))


def _checked(first: Parts, second: Parts) -> Answer:
    start, end = interval_of(first), interval_of(second)
    if isinstance(start, Unreadable):
        return start
    return end if isinstance(end, Unreadable) else _between(start, end)


def _between(start: DateInterval, end: DateInterval) -> Answer:
    if start.earliest is None or end.latest is None:
        return _NO_DATE
    if start.earliest > end.latest:
        return Unreadable(
            f"the range begins on {start.earliest} and ends before it, on {end.latest}"
        )
    return DateInterval.between(start.earliest, end.latest)


def _before(end: Answer) -> Answer:
    if isinstance(end, DateInterval):
        return DateInterval.before(end.latest) if end.latest else _NO_DATE
    return end


def _after(start: Answer) -> Answer:
    if isinstance(start, DateInterval):
        return DateInterval.after(start.earliest) if start.earliest else _NO_DATE
    return start
