"""Days in running text: "On Sept. 3-4, 2017, near ...", and where each stands."""

import re
from dataclasses import dataclass
from functools import cache

from sijill.language.dates.grammar import read_date
from sijill.language.dates.words import months_of
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as read, and where it stands."""

    value: DateInterval
    start: int
    end: int


_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\A(20\d\d)\s+([A-Za-z]+\s*\d{1,2})\Z")
_MAY_HAVE = re.compile(r"may\s+(?:have|be|not|also|well|still|yet|never|possibly)\b")
"""The verb, and no month: "as many as 24 may have been"."""
_HYPHENS = re.compile(r"\A(\d{1,2})-([A-Za-z]+)-(\d{2,4})\Z")
"""A day of a table: "26-Sep-17"."""
_ALL_NUMBERS = re.compile(r"\A(\d{1,2})-(\d{1,2})-(\d{4})\Z")
"""A day in numbers with hyphens, which says which number is the month where one is above 12."""
_OF = re.compile(r"(?<=\d)\s+of\s+", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*")


@cache
def _date_pattern() -> re.Pattern[str]:
    names = sorted(months_of("en"), key=len, reverse=True)
    month = rf"(?<![^\W\d_])(?:{'|'.join(names)})(?![^\W\d_])\.?"
    day = r"(?<!\w)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
    year = r"(?:\d{4}|['’]?\d{2}(?![\d:]))"
    single = (
        rf"(?:{day}-{month}-{year}|{month},?\s*{day}(?![\d:])(?:,?\s*\d{{4}})?|{day}(?:\s+of)?\s*{month},?(?:\s*{year})?"
        rf"|\b20\d\d,?\s+{month}\s*{day}(?![\d:])|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b20[0-3]\d[01]\d[0-3]\d\b|{month},?\s*\d{{4}}|\b\d{{1,2}}(?:/\d{{1,2}}/|-\d{{1,2}}-|\.\d{{1,2}}\.)\d{{4}}\b)"
    )
    tail = (
        r"(?:\s*(?:-|–|—|\bto\b|\bthrough\b|\band\b|&|\bor\b)\s*"
        rf"(?:{single}|{day}(?:,?\s*\d{{4}})?\b(?!\s*(?:civilian|people))))?"
    )
    day_range = rf"{day}\s*(?:-|–|—|\bto\b|\band\b|&)\s*{day}\s*{month},?\s*{year}"
    month_range = rf"{month}\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b)\s*{month},?\s*\d{{4}}"
    return re.compile(
        rf"(?:\b(?:between|from)\s+)?(?:{day_range}|{month_range}|{single}{tail})", re.IGNORECASE
    )


def dates_in(text: str) -> list[Dated]:
    """Every date of a text; ``value`` is unknown where it is unreadable."""
    dates: list[Dated] = []
    for match in _date_pattern().finditer(text):
        if match[0].isalpha() or _MAY_HAVE.match(text, match.end() - len("may")):
            continue
        dates.append(Dated(_read(match[0]), match.start(), match.end()))
    return dates


def _read(words: str) -> DateInterval:
    if re.fullmatch(r"\d{8}", words):
        words = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    words = _ALL_NUMBERS.sub(r"\1/\2/\3", _HYPHENS.sub(r"\1 \2 \3", words))
    plain = _OF.sub(" ", _ORDINAL.sub("", words)).replace("’", "'").replace("'", " ")
    plain = re.sub(r"(?<=[A-Za-z])[.,]", " ", plain)
    plain = _YEAR_FIRST.sub(r"\2 \1", plain)
    plain = _DASH.sub(" to ", plain) if not re.search(r"\d{4}-\d{2}", plain) else plain
    plain = " ".join(re.sub(r"\s(?:and|&|or)\s", " to ", plain).split())
    for form in (plain, re.split(r"\s(?:to|through)\s", plain)[0]):
        value = read_date(re.sub(r"^(?:between|from)\s", "", form, flags=re.IGNORECASE))
        if isinstance(value, DateInterval) and value.is_known:
            return value
    return UNKNOWN_DATE
