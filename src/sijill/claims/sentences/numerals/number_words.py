"""Which words of a sentence are numbers, and which begin a unit."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from sijill.claims.sentences.words import claim_words
from sijill.language.numbers import hundreds, numerals, phrases

_AND = "و"
"""Arabic "and", which is written to the word behind it."""
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_GROUPS = frozenset(
    [
        "dizaine",
        "vingtaine",
        "trentaine",
        "cinquantaine",
        "soixantaine",
        "centaine",
        "decena",
        "docena",
        "veintena",
        "treintena",
        "cincuentena",
        "centenar",
        "millar",
    ]
)
"""French and Spanish nouns for about so many; not "quarantaine" and "quincena", of days as well."""


def is_numeral(form: str) -> bool:
    """Whether a word is a number in digits, or a number word as such."""
    return form[:1].isdigit() or form in _numerals()


@lru_cache(maxsize=4_096)
def is_number_word(form: str) -> bool:
    """Whether a word is a number or one like "dozens"; a plural such as "civilians" is none."""
    if form[:1].isdigit():
        return True
    return form in _number_words() or is_joined_numeral(form)


def is_group(form: str) -> bool:
    """Whether a word is a noun for about so many: "centaine", "treintena"."""
    return form in _GROUPS


def is_joined_numeral(form: str) -> bool:
    """Whether "and" is written to a number word: وثلاثة."""
    return form[:1] == _AND and (form[1:] in numerals("ar") or form[1:] in hundreds("ar"))


def without_and(words: str, first: str) -> str:
    """The words of a number without an "and" written to them, which joins it to others before."""
    return words.removeprefix(_AND) if is_joined_numeral(first) else words


def with_factor(tokens: Sequence[str], forms: Sequence[str], position: int) -> int | None:
    """A decimal number of thousands or millions, "1.5 million"; a whole one before a k: 12K."""
    if position + 1 >= len(forms):
        return None
    number, behind = tokens[position], forms[position + 1]
    if not (_DECIMAL.fullmatch(number) or (number.isdigit() and behind == "k")):
        return None
    factor = claim_words().factors.get((behind,))
    return None if factor is None else round(Decimal(number.replace(",", ".")) * factor)


@cache
def _number_words() -> frozenset[str]:
    units = {word for phrase in claim_words().units for word in phrase}
    listed = {word for phrase in phrases() for word in phrase.words.split() if len(word) > 2}  # noqa: PLR2004
    return (_numerals() | listed | _GROUPS | {"hundred", "thousand", "dozen"}) - units


@cache
def _numerals() -> frozenset[str]:
    """The number words of the languages whose claims are read."""
    read = ("en", "ar", "fr", "es", "ru", "uk")
    return frozenset(numerals(*read)) | frozenset(hundreds(*read))


def is_unit_word(form: str) -> bool:
    """Whether a word begins a word or phrase for what is counted."""
    return form in _first_words_of_units()


@cache
def _first_words_of_units() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in claim_words().units)
