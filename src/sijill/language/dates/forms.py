"""The forms of one date: ``2017-06-15``, ``15/06/2017``, "15 June 2017", "June 2017", ``42901``.

A form is the string of its tokens' shapes (``d`` one or two digits, ``y`` four, ``m`` a month's
name, ``u`` a placeholder, separators as they are), looked up in a table.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sijill.language.dates.calendars import (
    BUDDHIST_YEARS,
    EARLIEST_YEAR,
    FIRST_IRANIAN_YEAR,
    LAST_HIJRI_YEAR,
    LATEST_YEAR,
    MONTHS,
    Calendar,
    Parts,
)
from sijill.language.dates.words import DateToken, Sign
from sijill.model.values.unreadable import Unreadable

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_SERIALS = range(18_264, 73_415)
"""Day numbers of the years 1950 to 2100 in the 1900 date system of spreadsheets."""

_CENTURY_TURNS_AT = 30
"""Two-digit years: 00 to 29 are 2000 to 2029, as spreadsheets read them."""

LAST_YEARS_OF_TWO_DIGITS = {Calendar.IRANIAN: 19, Calendar.HIJRI: 60}
"""The last year of the fifteenth century of each calendar that two digits mean: about 2040."""

WHAT_TO_WRITE = "write it like 2017-06-15, 2017-06, 2017 or 2017-06-01/2017-06-15"
_UNTOLD = Unreadable("day and month cannot be told apart: say day_first in the mapping")

_SHAPES = {
    Sign.MONTH: "m",
    Sign.HIJRI_MONTH: "m",
    Sign.IRANIAN_MONTH: "m",
    Sign.PLACEHOLDER: "u",
}
_CALENDARS = {
    Sign.HIJRI: Calendar.HIJRI,
    Sign.HIJRI_MONTH: Calendar.HIJRI,
    Sign.IRANIAN: Calendar.IRANIAN,
    Sign.IRANIAN_MONTH: Calendar.IRANIAN,
}
_LAST_DAY_OF_LUNAR_MONTHS = 30
_WITHOUT_SEPARATORS = str.maketrans("", "", "-/.")
_DIGIT_SHAPES = {1: "d", 2: "d", 4: "y", 5: "s", 8: "e"}


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes its dates, where the mapping or its cells say so.

    ``day_first`` is which number of 03/04/2017 is the day, ``is_mixed`` that the column holds both
    orders, ``calendar`` in which one a year from 1300 to 1500 counts.
    """

    day_first: bool | None = None
    is_mixed: bool = False
    calendar: Calendar | None = None

    def prefers_day(self, form: str) -> bool:
        """Whether numbers in this form are day, month, year where nothing else says so.

        Parted by points they stand so in every locale of the Unicode CLDR that parts them by
        points and puts the year last (de, ru, uk, tr, he, pl, fi and others).
        """
        return "." in form and not self.is_mixed


_NAMED = {
    "dmy": "dmy",
    "mdy": "mdy",
    "umy": "umy",
    "my": "my",
    "ymd": "ymd",
    "ym": "ym",
    "dm": "dm",
    "md": "md",
    "m": "m",
    "dmd": "dmY",
    "mdd": "mdY",
}
"""Forms with a month's name, separators left out; ``Y`` is a year of two digits."""


def shape_of(tokens: list[DateToken]) -> str:
    """The shapes of the tokens in a row; ``?`` for what is no part of a date."""
    return "".join(
        token.text
        if token.sign is Sign.SEPARATOR
        else _DIGIT_SHAPES.get(len(token.text), "?")
        if token.sign is Sign.NUMBER
        else _SHAPES.get(token.sign, "?")
        for token in tokens
    )


def calendar_of(token: DateToken) -> Calendar:
    """The calendar that a token shows; Gregorian where it shows none."""
    return _CALENDARS.get(token.sign, Calendar.GREGORIAN)


def parts_of(tokens: list[DateToken], style: DateStyle) -> Parts | Unreadable | None:
    """What one date gives; ``None`` where the tokens have none of the forms."""
    shown = {calendar_of(token) for token in tokens} - {Calendar.GREGORIAN}
    bare = [token for token in tokens if token.sign not in (Sign.HIJRI, Sign.IRANIAN)]
    shape = shape_of(bare)
    if "?" in shape or not shape.strip("-/."):
        return None
    named = "".join(letter for letter in shape if letter not in "-/.")
    values = [token for token in bare if token.sign is not Sign.SEPARATOR]
    parts = _named(named, values) if "m" in named else _numeric(shape, values, style)
    if not isinstance(parts, Parts):
        return parts
    if Calendar.IRANIAN in shown:  # "هجری شمسی" holds the word of the lunar calendar, too
        return replace(parts, calendar=Calendar.IRANIAN)
    if shown:
        return replace(parts, calendar=Calendar.HIJRI)
    if style.calendar is Calendar.BUDDHIST and parts.year in BUDDHIST_YEARS:
        return replace(parts, calendar=Calendar.BUDDHIST)
    if FIRST_IRANIAN_YEAR <= parts.year <= LAST_HIJRI_YEAR and "m" not in named:
        return replace(parts, calendar=_calendar_of_year(parts, style))
    return parts


def _calendar_of_year(parts: Parts, style: DateStyle) -> Calendar:
    """No month of the moon has 31 days, the first six of the Iranian calendar have."""
    if style.calendar in (Calendar.IRANIAN, Calendar.HIJRI):
        return style.calendar
    is_solar = parts.day > _LAST_DAY_OF_LUNAR_MONTHS
    return Calendar.IRANIAN if is_solar else Calendar.GREGORIAN


def _named(named: str, values: list[DateToken]) -> Parts | None:
    form = _NAMED.get(named)
    if form is None:
        return None
    given = {"d": 0, "y": 0, "Y": 0, "m": 0}
    for letter, token in zip(form, values, strict=True):
        if letter in given:
            given[letter] = token.number if letter == "m" else int(token.text)
    if "Y" in form:
        if len(values[form.index("Y")].text) != 2:  # noqa: PLR2004  a year of two digits
            return None
        month = values[form.index("m")]
        given["y"] = full_year(given["Y"], calendar_of(month))
    return Parts(given["y"], given["m"], given["d"])


def full_year(two_digits: int, of_calendar: Calendar = Calendar.GREGORIAN) -> int:
    """The year that two digits mean: 98 is 1998, the Iranian year 1398; 38 the Hijri year 1438."""
    if of_calendar is not Calendar.GREGORIAN:
        last = LAST_YEARS_OF_TWO_DIGITS[of_calendar]
        return two_digits + (1400 if two_digits <= last else 1300)
    return two_digits + (2000 if two_digits < _CENTURY_TURNS_AT else 1900)


def _numeric(shape: str, values: list[DateToken], style: DateStyle) -> Parts | Unreadable | None:
    numbers = [0 if token.sign is Sign.PLACEHOLDER else int(token.text) for token in values]
    form = shape.replace("u", "d")
    bare = form if len(set(form) - {"d", "y"}) <= 1 else "mixed separators"
    match bare.translate(_WITHOUT_SEPARATORS):
        case "ydd":
            return Parts(numbers[0], numbers[1], numbers[2])
        case "yd":
            return Parts(numbers[0], numbers[1])
        case "dy":
            return Parts(numbers[1], numbers[0])
        case "ddy":
            return _ordered((numbers[0], numbers[1]), numbers[2], style, form)
        case "ddd" if form != "ddd":
            return _short_year(values, numbers, style, form)
        case "dd" if form != "dd":
            return _ordered((numbers[0], numbers[1]), 0, style, form)
    return _one_number(form, values[0].text, numbers[0], style)


def _one_number(form: str, digits: str, number: int, style: DateStyle) -> Parts | Unreadable | None:
    match form:
        case "y":
            return Parts(number)
        case "d":
            return Parts(day=number)
        case "e":
            return _compact(digits, style)
        case "s":
            return _serial(number)
    return None


def _ordered(pair: tuple[int, int], year: int, style: DateStyle, form: str) -> Parts | Unreadable:
    """Two numbers and a year: which is the day is stated, or one of them can be no month."""
    first, second = pair
    day_first = style.day_first
    if day_first is None:
        is_open = 0 < first <= MONTHS and 0 < second <= MONTHS and first != second
        if is_open and not style.prefers_day(form):
            return _UNTOLD
        day_first = is_open or (second <= MONTHS if first > MONTHS else first in (0, second))
    day, month = (first, second) if day_first else (second, first)
    return Parts(year, month, day)


def _short_year(
    values: list[DateToken], numbers: list[int], style: DateStyle, form: str
) -> Parts | Unreadable | None:
    """``15/06/17``: read only where the order is known, for the year may stand first."""
    if len(values[2].text) != 2 or values[2].sign is Sign.PLACEHOLDER:  # noqa: PLR2004  a year of two digits
        return None
    if style.day_first is None and not style.prefers_day(form):
        return Unreadable(
            "the year has two digits, so day, month and year cannot be told apart: say day_first "
            "in the mapping or write the year with four digits"
        )
    return _ordered((numbers[0], numbers[1]), full_year(numbers[2]), style, form)


def _compact(digits: str, style: DateStyle) -> Parts | Unreadable | None:
    """``20170615``, or ``15062017`` where the first four digits are no year."""
    if set(digits) == {"0"}:
        return Parts()
    if EARLIEST_YEAR <= int(digits[:4]) <= LATEST_YEAR and int(digits[4:6]) <= MONTHS:
        return Parts(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if EARLIEST_YEAR <= int(digits[4:]) <= LATEST_YEAR:
        return _ordered((int(digits[:2]), int(digits[2:4])), int(digits[4:]), style, "")
    return None


def _serial(number: int) -> Parts | None:
    if number not in _EXCEL_SERIALS:
        return None
    day = _EXCEL_DAY_ZERO + timedelta(days=number)
    return Parts(day.year, day.month, day.day)
