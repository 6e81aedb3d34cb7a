"""Number words in twelve languages, 0 to 1,000, from ``numerals.toml``."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from sijill.language.unknown import phrase_form

THOUSAND = 1_000
_FIRST_TENS = 20
Spellings = list[list[str]]


@cache
def _content() -> dict[str, dict[str, object]]:
    text = files("sijill.language.numbers").joinpath("numerals.toml").read_text(encoding="utf-8")
    return {name: table for name, table in tomllib.loads(text).items() if isinstance(table, dict)}


LANGUAGES = ("en", "ar", "fa", "ckb", "kmr", "fr", "es", "pt", "de", "tr", "ru", "uk", "he")


@cache
def numerals(*languages: str) -> dict[str, int]:
    """The number words of 0 to 99, folded; of all languages where none is named."""
    numbers: dict[str, int] = {}
    for language in languages or LANGUAGES:
        for words, number in _below_hundred(_content()[language]):
            numbers.setdefault(phrase_form(words), number)
    return numbers


def _below_hundred(table: dict[str, object]) -> Iterator[tuple[str, int]]:
    match table:
        case {"small": list() as small, "tens": list() as tens, "joins": list() as joins}:
            yield from _listed(small, 0, 1)
            yield from _listed(tens, _FIRST_TENS, 10)
            units = list(_listed(small[1:10], 1, 1))
            for base, ten in _listed(tens, _FIRST_TENS, 10):
                for unit, number in units:
                    yield from ((f"{base}{join}{unit}", ten + number) for join in joins)
                    if table.get("units_first"):
                        yield from ((f"{unit}{join}{base}", ten + number) for join in joins)
            yield from _twenties(table, small, joins)
            match table.get("others"):
                case dict() as others:
                    yield from others.items()


def _twenties(
    table: dict[str, object], small: Spellings, joins: list[str]
) -> Iterator[tuple[str, int]]:
    """Bases that take 1 to 19: soixante-douze, quatre-vingt-dix-neuf."""
    match table.get("twenties"):
        case dict() as bases:
            for base, value in bases.items():
                for words, number in _listed(small[1:], 1, 1):
                    yield from ((f"{base}{join}{words}", value + number) for join in joins)


def _listed(spellings: Spellings, first: int, step: int) -> Iterator[tuple[str, int]]:
    for position, words in enumerate(spellings):
        yield from ((word, first + step * position) for word in words)


@cache
def _hundreds() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        match _content()[language]:
            case {"hundreds": list() as hundreds, "thousand": list() as thousand}:
                numbers |= {
                    phrase_form(words): number for words, number in _listed(hundreds, 100, 100)
                }
                numbers |= {phrase_form(words): THOUSAND for words in thousand}
    return numbers


_JOINS = frozenset({"and", "و", "u", "y", "e", "et", "und", "ve"})
"""Between hundreds and what follows them."""


@cache
def words_of_numerals() -> frozenset[str]:
    """Every folded word that a number in words may have, in every language."""
    known = {word for words in (*numerals(), *_hundreds()) for word in words.split()}
    return frozenset(known | _JOINS)


def value_of(words: Iterable[str]) -> int | None:
    """The number that folded words say, or ``None``: "one hundred and five" is 105."""
    pieces = list(words)
    whole = " ".join(pieces)
    known = numerals().get(whole, _hundreds().get(whole))
    if known is not None:
        return known
    for position in range(1, len(pieces)):
        hundred = _hundreds().get(" ".join(pieces[:position]))
        if hundred is None:
            continue
        for rest in _after_join(pieces[position:]):
            if rest in numerals():
                return hundred + numerals()[rest]
    return None


def _after_join(pieces: list[str]) -> Iterator[str]:
    """What follows a hundred, with and without "and" before it or written to it."""
    yield " ".join(pieces)
    if pieces[0] in _JOINS:
        yield " ".join(pieces[1:])
    if pieces[0][:1] in "وו":
        yield " ".join([pieces[0][1:], *pieces[1:]])
