"""Headings that name a period beside what they count: "January/Died", "2019", "Killed 03/2016"."""

import re
from dataclasses import dataclass
from functools import cache

from sijill.language.dates import read_date
from sijill.language.dates.words import months
from sijill.language.scripts import fold_digits
from sijill.language.unknown import phrase_form
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.headings.readings import groups_of
from sijill.sources.guessing.words import words_of

_YEAR = re.compile(r"(?:1[3489]|20)\d\d")
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"[qw]\d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingOfPeriod:
    """The period that a heading names, what else it says, and how the period is written.

    ``period`` is empty where it names none; then ``rest`` is the heading.
    """

    period: str
    rest: str
    form: str = ""


@cache
def heading_of_period(heading: str) -> HeadingOfPeriod:
    """The heading, cut into a period and the rest: a date of its own, or words for years, months.

    "03/2016" is a date, "March 2016" is two words for one period, "week 12" a word and a number.
    """
    groups = groups_of(heading)
    wholes = [*(groups if len(groups) > 1 else ()), heading]
    for whole in wholes:
        if not _YEAR.fullmatch(whole.strip()) and _is_date(whole):
            others = [group for group in groups if group != whole] if whole != heading else []
            return HeadingOfPeriod(whole, " ".join(others), "date")
    period, rest, form = list[str](), list[str](), list[str]()
    words = _WORD.findall(fold_digits(heading))
    for at, word in enumerate(words):
        kind = _kind(
            word, words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        )
        (period if kind else rest).append(word)
        form += [kind] if kind else []
    if not period:
        return HeadingOfPeriod("", heading)
    return HeadingOfPeriod(" ".join(period), " ".join(rest), " ".join(sorted(form)))


def _kind(word: str, before: str, after: str) -> str:
    """What part of a period a word of a heading is; empty for none."""
    if _YEAR.fullmatch(word):
        return "year"
    if phrase_form(word) in months():
        return "month"
    numbered = words_of("keys.toml", "periods", "words")
    is_numbered = (word.isdecimal() and before.casefold() in numbered) or (
        word.casefold() in numbered and after.isdecimal()
    )
    return "number" if is_numbered or _NUMBERED.fullmatch(word) else ""


def _is_date(text: str) -> bool:
    read = read_date(text, day_first=True)
    return not isinstance(read, Unreadable) and read.is_known
