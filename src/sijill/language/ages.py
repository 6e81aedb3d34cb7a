"""Ages as lists write them: "40", "1 year 6 months", "20 days old", "late 40s", "80 plus", "child".

A number alone is completed years. An age outside 0 to 125 is unreadable with a reason.
"""

import re
from functools import lru_cache

from sijill.language.numbers import numerals
from sijill.language.scripts import fold_arabic, fold_digits, tidy
from sijill.model.values.ages import (
    GREATEST_AGE_YEARS,
    MONTHS_PER_YEAR,
    UNKNOWN_AGE,
    AgeBasis,
    AgeInterval,
)
from sijill.model.values.unreadable import Unreadable

DAYS_PER_MONTH = 30
_YEARS = r"(?:years?|yrs?|y|سنوات|سنه|عام|اعوام|عاما)"
_MONTHS = r"(?:months?|mos?|اشهر|شهر|شهور|شهرا)"
_DAYS = r"(?:days?|يوم|ايام|يوما)"
_WEEKS = r"(?:weeks?|اسبوع|اسابيع)"
_ALONE = re.compile(r"^(\d+)(?:\.0+)?$")
_DECIMAL = re.compile(r"^(\d+)\.(\d+)$")
_HALF = re.compile(r"^(\d+) and a half$")
_RANGE = re.compile(r"^(\d+)\s*(?:-|–|—|to|/)\s*(\d+)$")
_DECADE = re.compile(r"^(?:(early|mid|late|mid-late|early-mid)[ -])?(\d0)'?s$")
_FROM = re.compile(
    r"^(?:over|above|more than|at least|>)\s*(\d+)$|^(\d+)\s*(?:\+|plus|or older|and over)$"
)
_UNDER = re.compile(r"^(?:under|below|less than|<)\s*(\d+)$")
_COMPOUND = re.compile(
    rf"^(?:(\d+)\s*{_YEARS})?[\s,]*(?:and|و)?\s*(?:(\d+)\s*{_MONTHS})?[\s,]*(?:and|و)?\s*"
    rf"(?:(\d+)\s*{_WEEKS})?[\s,]*(?:(\d+)\s*{_DAYS})?(?:\s*old)?$"
)
_DECADE_PARTS = {
    "early": (0, 3),
    "early-mid": (0, 6),
    "mid": (3, 6),
    "mid-late": (4, 9),
    "late": (6, 9),
    None: (0, 9),
}
_GROUPS = {
    "child": AgeInterval.child(),
    "minor": AgeInterval.child(),
    "طفل": AgeInterval.child(),
    "طفله": AgeInterval.child(),
    "قاصر": AgeInterval.child(),
    "adult": AgeInterval.adult(),
    "بالغ": AgeInterval.adult(),
    "بالغه": AgeInterval.adult(),
    "infant": AgeInterval(0, 11, AgeBasis.GROUP),
    "baby": AgeInterval(0, 23, AgeBasis.GROUP),
    "newborn": AgeInterval(0, 1, AgeBasis.GROUP),
    "رضيع": AgeInterval(0, 23, AgeBasis.GROUP),
    "رضيعه": AgeInterval(0, 23, AgeBasis.GROUP),
    "teenager": AgeInterval(12 * MONTHS_PER_YEAR, 18 * MONTHS_PER_YEAR - 1, AgeBasis.GROUP),
    "elderly": AgeInterval(60 * MONTHS_PER_YEAR, None, AgeBasis.GROUP),
    "مسن": AgeInterval(60 * MONTHS_PER_YEAR, None, AgeBasis.GROUP),
    "مسنه": AgeInterval(60 * MONTHS_PER_YEAR, None, AgeBasis.GROUP),
}
_UNKNOWN = ("", "unknown", "age unknown", "n/a", "?", "-", "غير معروف", "مجهول")


@lru_cache(maxsize=65_536)
def read_age(text: str) -> AgeInterval | Unreadable:
    """Read one age cell; empty and "unknown" are unknown."""
    plain = fold_arabic(fold_digits(tidy(text))).lower().rstrip(".")
    if plain in _UNKNOWN:
        return UNKNOWN_AGE
    if plain in _GROUPS:
        return _GROUPS[plain]
    for word, number in numerals().items():
        if plain.startswith(f"{word} "):
            plain = f"{number} {plain.removeprefix(word).strip()}"
            break
    interval = _in_years(plain) or _in_months(plain)
    if interval is None:
        return Unreadable("this is no age in years, months, a range or a listed word")
    least, most = interval
    if max(least, most or 0) > GREATEST_AGE_YEARS * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1:
        return Unreadable(f"an age above {GREATEST_AGE_YEARS} years cannot be meant")
    return AgeInterval(least, most, AgeBasis.STATED)


def _in_years(plain: str) -> tuple[int, int | None] | None:
    """Least and greatest months for the forms that count in years, or ``None``."""
    if found := _ALONE.match(plain):
        return _years(int(found[1]), int(found[1]))
    if found := _RANGE.match(plain):
        first, last = sorted((int(found[1]), int(found[2])))
        return _years(first, last)
    if found := _DECADE.match(plain):
        first, last = _DECADE_PARTS[found[1]]
        return _years(int(found[2]) + first, int(found[2]) + last)
    if found := _FROM.match(plain):
        return int(found[1] or found[2]) * MONTHS_PER_YEAR, None
    if found := _UNDER.match(plain):
        return 0, max(0, int(found[1]) * MONTHS_PER_YEAR - 1)
    return None


def _in_months(plain: str) -> tuple[int, int | None] | None:
    """Least and greatest months for the forms that know months, or ``None``."""
    if found := _HALF.match(plain):
        months = int(found[1]) * MONTHS_PER_YEAR + MONTHS_PER_YEAR // 2
        return months, months
    if found := _DECIMAL.match(plain):
        months = round(float(plain) * MONTHS_PER_YEAR)
        return months, months
    found = _COMPOUND.match(plain)
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days = (int(part) if part else 0 for part in found.groups())
    if found[1] and not any(found.groups()[1:]):
        return _years(years, years)
    total = years * MONTHS_PER_YEAR + months + (7 * weeks + days) // DAYS_PER_MONTH
    return total, total


def _years(first: int, last: int) -> tuple[int, int]:
    return first * MONTHS_PER_YEAR, last * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
