"""The numbers in a sentence: in digits and words, "dozens", "nobody"; shares are none."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sijill.claims.vocabulary_words import claim_words
from sijill.language.numbers import numerals, phrases, read_count
from sijill.language.unknown import phrase_form
from sijill.model.values.counts import CountRange

_LONGEST_NUMBER = 6
STOPS = frozenset(".;:!?—")
"""Marks that end a part of a sentence."""
_COMMAS = frozenset(",،")
_MARKS = STOPS | _COMMAS | frozenset("-–")


@dataclass(frozen=True, slots=True)
class SentenceNumber:
    """A number from token ``start`` to before ``end``, as read and as written."""

    start: int
    end: int
    value: CountRange
    words: str


def find_numbers(
    tokens: Sequence[str], forms: Sequence[str], days: Collection[int]
) -> list[SentenceNumber]:
    """Every number of a sentence that may count something; ``days`` are the tokens of dates."""
    numbers: list[SentenceNumber] = []
    position = 0
    while position < len(tokens):
        number = _number_at(tokens, forms, days, position)
        if number is None:
            position += 1
            continue
        behind = [tuple(forms[number.end : number.end + length]) for length in (1, 2)]
        if _is_proportion(forms, number) or _is_no_count(forms, number):
            position = number.end + 1
            continue
        if not any(following in claim_words().not_counts for following in behind):
            numbers.append(number)
        position = number.end
    return numbers


def proportion_at(forms: Sequence[str]) -> range | None:
    """The tokens of the first proportion such as "one in three"; ``None`` where there is none."""
    for place in range(len(forms)):
        match = _PROPORTIONS.match(" ".join(forms[place : place + 5]))
        if match is not None and _is_of_numbers(match):
            return range(place, place + len(match[0].split()))
    return None


def _is_proportion(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether a number is one end of "one in five" or "two out of three": a share, no count."""
    if not number.value.is_exact or (number.value.highest or 0) > _PROPORTION:
        return False
    surroundings = " ".join(forms[max(0, number.start - 3) : number.end + 3])
    return any(_is_of_numbers(match) for match in _PROPORTIONS.finditer(surroundings))


def _is_of_numbers(match: re.Match[str]) -> bool:
    """Whether both ends of a proportion are numbers; "three in 2016" names a year."""
    ends = _is_number_word(match[1]) and _is_number_word(match[2])
    return ends and not _is_year(match[2])


_PROPORTIONS = re.compile(r"(?<!\S)(\S+) (?:in|in every|out of|out of every|of every|من كل) (\S+)")


def _is_year(form: str) -> bool:
    return form.isdigit() and len(form) == 4  # noqa: PLR2004  the digits of a year


_NOT_A_COUNT_BEFORE = frozenset({"as", "how", "so", "too", "that", "this"})
_FACTORS = {
    phrase_form(word): factor
    for word, factor in (
        *(("thousand", 1000), ("ألف", 1000)),
        *(("million", 1_000_000), ("مليون", 1_000_000)),
    )
}
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")


def _is_no_count(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether the words count nothing: "as many as", "two thirds", "one family"."""
    before = forms[number.start - 1] if number.start else ""
    behind = forms[number.end] if number.end < len(forms) else ""
    first = forms[number.start]
    if first in ("many", "few") and before in _NOT_A_COUNT_BEFORE:
        return True
    if number.value.is_exact and (behind,) in claim_words().fractions:
        return True
    if first in ("one", "a", "single") and (behind,) in claim_words().single:
        return True
    second = forms[number.start + 1] if number.start + 1 < len(forms) else ""
    is_the_number_of = first in ("عدد", "number") and second.startswith(("ال", "of"))
    return is_the_number_of or (first,) in claim_words().fractions


def _with_factor(
    tokens: Sequence[str], forms: Sequence[str], position: int
) -> SentenceNumber | None:
    """A decimal number of thousands or millions: "1.5 million"."""
    if position + 1 >= len(tokens) or not _DECIMAL.fullmatch(tokens[position]):
        return None
    factor = _FACTORS.get(forms[position + 1])
    if factor is None:
        return None
    value = round(Decimal(tokens[position].replace(",", ".")) * factor)
    words = f"{tokens[position]} {tokens[position + 1]}"
    return SentenceNumber(position, position + 2, CountRange.exactly(value), words)


_NOBODY = ("nobody", "zero")
_PROPORTION = 100
"""The greatest number that is read as an end of a proportion."""


def _number_at(
    tokens: Sequence[str], forms: Sequence[str], days: Collection[int], position: int
) -> SentenceNumber | None:
    """The longest number that begins at a token; of "no civilians were killed" it is zero."""
    if forms[position] in _NOBODY or (
        forms[position] == "no" and position + 1 < len(forms) and _is_unit(forms[position + 1])
    ):
        return SentenceNumber(position, position + 1, CountRange.exactly(0), tokens[position])
    if (decimal := _with_factor(tokens, forms, position)) is not None:
        return decimal
    for length in range(min(_LONGEST_NUMBER, len(tokens) - position), 0, -1):
        places = range(position, position + length)
        if any(place in days for place in places) or forms[places[-1]] in _MARKS:
            continue
        if any(forms[place] in STOPS | _COMMAS for place in places):
            continue
        if not any(_is_number_word(forms[place]) for place in places):
            continue
        words = " ".join(tokens[position : position + length])
        value = read_count(words)
        if isinstance(value, CountRange) and value.is_known:
            return SentenceNumber(position, position + length, value, words)
    return None


def _is_number_word(form: str) -> bool:
    """Whether a word is a number or one like "dozens"; a plural such as "civilians" is none."""
    if form[:1].isdigit():
        return True
    return form in _number_words()


@cache
def _number_words() -> frozenset[str]:
    units = {word for phrase in claim_words().units for word in phrase}
    listed = {word for phrase in phrases() for word in phrase.words.split() if len(word) > 2}  # noqa: PLR2004
    return (frozenset(numerals("en", "ar")) | listed | {"hundred", "thousand", "dozen"}) - units


def _is_unit(form: str) -> bool:
    return any(phrase[0] == form for phrase in claim_words().units)
