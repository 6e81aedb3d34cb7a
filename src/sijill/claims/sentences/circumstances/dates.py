"""The dates of a sentence: which words are no counts, and what period the sentence gives."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sijill.claims.sentences.circumstances.sayings import is_of_saying
from sijill.claims.sentences.circumstances.time_words import time_words
from sijill.claims.sentences.numerals.number_words import is_unit_word
from sijill.claims.sentences.words import claim_words, phrase_of
from sijill.language.dates import may_be_of_date, months, parts_of_years, read_date
from sijill.language.unknown import phrase_form
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval

_LONGEST_DATE = 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?")
DAY_IN_DIGITS = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)"
"""A day as digits write it, which is one word of a sentence: 2017-07-03, 3/7/2017."""
_DAY_IN_DIGITS = re.compile(DAY_IN_DIGITS)


def with_months_apart(tokens: Sequence[str]) -> list[str]:
    """The tokens with what is written to a month as words: وتشرين, June-October, 20. Oktober."""
    first = _first_words_of_months()
    apart: list[str] = []
    for place, token in enumerate(tokens):
        is_joined = token[:1] == "و" and phrase_form(token) not in first
        before, dash, month = token.partition("-")
        if dash and phrase_form(month) in first:  # June-October, mid-October
            apart += [before, dash, month] if phrase_form(before) in first else [before, month]
        elif is_joined and phrase_form(token[1:]) in first:
            apart += [token[:1], token[1:]]
        elif not _is_ordinal(tokens, place):
            apart.append(token)
    return apart


def _is_ordinal(tokens: Sequence[str], place: int) -> bool:
    """Whether a point ends no sentence but the day of a month: "3. und 9. Mai"."""
    if not place or tokens[place] != "." or not _DAY.fullmatch(tokens[place - 1]):
        return False
    ahead = [*tokens[place + 1 : place + 4], "", "", ""]
    is_of_two = _DAY.fullmatch(ahead[1]) and ahead[2] == "."
    return phrase_form(ahead[0]) in _first_words_of_months() or bool(is_of_two)


class Dates(NamedTuple):
    """The tokens that are dates, the period that the first gives, and when somebody said it."""

    tokens: set[int]
    period: DateInterval
    said_on: DateInterval


def find_dates(tokens: Sequence[str], forms: Sequence[str]) -> Dates:
    """The dates of a sentence; the time at which somebody says something is no period."""
    taken: set[int] = set()
    period = said_on = UNKNOWN_DATE
    named = _words_of_months()
    position = 0
    while position < len(tokens):
        length = _date_length(tokens, forms, named, position)
        if not length:
            position += 1
            continue
        stands_at = tuple(forms[position : position + 2]) in claim_words().stands_at
        first = position + 2 if stands_at else position
        read = read_date(" ".join(tokens[first : position + length]))
        if day_written(tokens[position : position + 1]):
            taken.add(position)
        if isinstance(read, DateInterval) and read.is_known:
            taken |= set(range(position, position + length))
            if is_of_saying(forms, position, position + length):
                said_on = said_on if said_on.is_known else read
            elif not period.is_known:
                before = forms[position - 1] if position else ""
                stands_at = stands_at or tuple(forms[position - 2 : position]) in (
                    claim_words().stands_at
                )
                begun = _month_before(forms[:position], read)
                period = begun or (_until(read) if stands_at else _sided(read, before))
        position += length
    return Dates(taken | set(_days_of_months(tokens, forms)), period, said_on)


def day_written(tokens: Sequence[str]) -> str:
    """The first day in digits, also one whose month and day cannot be told apart."""
    return next((token for token in tokens if _DAY_IN_DIGITS.fullmatch(token)), "")


def is_year(words: str) -> bool:
    """Whether the words of a number that counts nothing are a year: "its 2019 report"."""
    return bool(_YEAR.fullmatch(words))


@cache
def _first_words_of_months() -> frozenset[str]:
    return frozenset(month.split()[0] for month in _months())


@cache
def _words_of_months() -> frozenset[str]:
    return frozenset(word for month in _months() for word in month.split())


def _days_of_months(tokens: Sequence[str], forms: Sequence[str]) -> dict[int, range]:
    """The numbers that are days of a month without a year, and day and month: "from 6 June".

    "In June 12 people died" counts twelve, so behind a month a number is a day only before no unit.
    """
    days: dict[int, range] = {}
    for place in range(len(forms)):
        if not (length := _month_at(tokens, forms, place)):
            continue
        stop = place + length
        is_of = place > 1 and (forms[place - 1],) in claim_words().shares.of
        day = place - 1 - is_of  # "el 11 de noviembre"
        if place and _DAY.fullmatch(forms[day]):
            days[day] = range(day, stop)
        elif stop < len(forms) and _DAY.fullmatch(forms[stop]):
            is_count = any(map(is_unit_word, forms[stop + 1 : stop + 2]))
            days |= {} if is_count else {stop: range(place, stop + 1)}
    return days


def _month_at(tokens: Sequence[str], forms: Sequence[str], place: int) -> int:
    """How many words of a month begin at a word; none for a verb: "12 may have died"."""
    if tokens[place] in _VERBS:
        return 0
    lengths = (2, 1)  # تشرين الأول
    return next((n for n in lengths if " ".join(forms[place : place + n]) in _months()), 0)


_VERBS = ("may", "march")


@cache
def _months() -> frozenset[str]:
    return frozenset(phrase_form(month) for month in months())


def month_alone(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """A month without a year, after a word that begins a date or with a day; else empty.

    "In June", "on 20 October".
    """
    for day in _days_of_months(tokens, forms).values():
        if not is_of_saying(forms, day.start, day.stop):
            return " ".join(tokens[day.start : day.stop])
    for place, before in enumerate(forms[:-1]):
        if phrase_of(before) in claim_words().dates.keys() | time_words().before_month:
            length = _month_at(tokens, forms, place + 1)
            if length and not is_of_saying(forms, place + 1, place + 1 + length):
                return " ".join(forms[place + 1 : place + 1 + length]).capitalize()
    return ""


def _date_length(
    tokens: Sequence[str], forms: Sequence[str], named: frozenset[str], position: int
) -> int:
    """How many tokens from here on are a date; 0 where none begins."""
    if not tokens[position][:1].isalnum():
        return 0  # a mark before a date would take the place of its last word
    ahead = forms[position : position + _LONGEST_DATE]
    strange = (at for at, form in enumerate(ahead) if not may_be_of_date(form))
    named = named | parts_of_years()
    has_name = not named.isdisjoint(ahead)
    for length in range(next(strange, len(ahead)) if has_name else 0, 1, -1):
        if named.isdisjoint(ahead[:length]):
            break  # nor has any shorter one a month or a half
        last = position + length - 1
        if not (tokens[last][:1].isdigit() or forms[last] in named):
            continue  # "June 2031 at least 12"
        if length > _DAY_IN_MONTH and _is_count(tokens[last], forms[last + 1 : last + 2]):
            continue  # "20 October 40 people"
        if isinstance(read_date(" ".join(tokens[position : position + length])), DateInterval):
            return length
    if not tokens[position][:1].isdigit():
        return 0
    if _DAY_IN_DIGITS.fullmatch(tokens[position]):
        return 1
    if not _YEAR.fullmatch(tokens[position]):
        return 0
    before = forms[position - 1] if position else ""
    words = claim_words()
    is_compared = any(
        tuple(forms[max(0, position - length) : position]) in words.compared for length in (1, 2)
    )
    is_count = tuple(forms[position + 1 : position + 2]) in words.units
    is_dated = phrase_of(before) in words.dates or (is_compared and not is_count)
    of_year = tuple(forms[position + 1 : position + 2]) in words.of_a_year  # "the 2017 campaign"
    return int(is_dated or of_year)


_DAY_IN_MONTH = 2
"""Words of a day of a month."""


def _is_count(token: str, behind: Sequence[str]) -> bool:
    """Whether two digits are no year, but count what stands behind them."""
    return token.isdigit() and len(token) < _YEAR_DIGITS and any(map(is_unit_word, behind))


_YEAR_DIGITS = 4


def _month_before(before: Sequence[str], read: DateInterval) -> DateInterval | None:
    """The time from a month to a date behind it that alone has the year: "May to mid-June 2017"."""
    if len(before) < _MONTH_AND_JOINT or read.latest is None:
        return None
    month, joint = before[-_MONTH_AND_JOINT:]
    if month not in _months() or phrase_of(joint) not in claim_words().dates:
        return None
    begins = read_date(f"{month} {read.latest.year}")
    if not isinstance(begins, DateInterval) or begins.earliest is None:
        return None
    if begins.earliest > read.latest:
        return None
    return DateInterval.between(begins.earliest, read.latest)


_MONTH_AND_JOINT = 2


def _until(read: DateInterval) -> DateInterval:
    return read if read.latest is None else DateInterval.before(read.latest)


def _sided(read: DateInterval, before: str) -> DateInterval:
    side = claim_words().dates.get(phrase_of(before), "within") if before else "within"
    if side == "after" and read.earliest is not None:
        return DateInterval.after(read.earliest)
    if side == "before" and read.latest is not None:
        return DateInterval.before(read.latest)
    return read
