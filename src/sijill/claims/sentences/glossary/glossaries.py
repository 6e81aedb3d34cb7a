"""What the words of a language mean in English, as ``glossary.toml`` says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sijill.claims.sentences.words import phrase_of
from sijill.language.numbers import hundreds, numerals
from sijill.language.numbers.phrases import count_bounds, phrase_values
from sijill.language.unknown import phrase_form
from sijill.model.word_files import toml_beside

PHRASE_REACH = 6
"""Words of the longest phrase, and of the longest number."""
BEHIND = " (behind)"
"""Ends a meaning that stands in English before what it follows here."""
ENDS = (",", "،", ".", ";", ":", "!", "?", "—")
"""Marks that end a part of a sentence."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the words of a language mean in English, each phrase folded; and how it writes numbers.

    A meaning that ends in "(behind)" stands in English before what it follows here.
    """

    meanings: Mapping[tuple[str, ...], str]
    numerals: frozenset[str]
    ones: frozenset[str]
    joined: tuple[str, ...]
    separable: tuple[str, ...]
    endings: Mapping[str, str]
    before_number: Mapping[str, str]
    behind_number: Mapping[str, str]
    thousands: str
    is_verb_last: bool


@cache
def glossary_of(code: str) -> Glossary:
    """The glossary of a language.

    Raises:
        KeyError: if ``glossary.toml`` has no such language.
    """
    table: dict[str, Any] = toml_beside(__name__, "glossary.toml")[code]
    meanings = {
        phrase_of(words): english for english, listed in table["words"].items() for words in listed
    }
    words = {word for phrase in (*numerals(code), *hundreds(code)) for word in phrase.split()}
    return Glossary(
        meanings,
        frozenset(words),
        frozenset(map(phrase_form, table["ones"])),
        tuple(table["joined"]),
        tuple(table["separable"]),
        _by_form(table.get("endings", {})),
        _by_form(table.get("before_number", {})),
        _by_form(table.get("behind_number", {})),
        table["thousands"],
        table["verb_last"],
    )


def _by_form(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {phrase_form(word): english for english, listed in table.items() for word in listed}


def phrase_at(tokens: Sequence[str], place: int, glossary: Glossary) -> int:
    """How many tokens the longest phrase of the glossary has that begins there; 0 for none."""
    lengths = range(min(PHRASE_REACH, len(tokens) - place), 0, -1)
    parts = ((length, phrase_of_tokens(tokens[place : place + length])) for length in lengths)
    return next((length for length, phrase in parts if phrase in glossary.meanings), 0)


def phrase_of_tokens(part: Sequence[str]) -> tuple[str, ...]:
    """The words of tokens, folded; none where one of them is a mark."""
    forms = list(map(phrase_form, part))
    return tuple(" ".join(forms).split()) if all(forms) else ()


@cache
def words_of_bounds() -> frozenset[str]:
    """The words around numbers, and phrases that stand for one, in every language."""
    listed = (*count_bounds(), *(tuple(words.split()) for words in phrase_values()))
    return frozenset(word for phrase in listed for word in phrase)


@cache
def listed_phrases() -> frozenset[tuple[str, ...]]:
    """Words of English and its kin that mean something alone."""
    return frozenset(_phrases_in(toml_beside("sijill.claims.sentences.words", "words.toml")))


def _phrases_in(table: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401  a part of a TOML file
    match table:
        case str():
            yield phrase_of(table)
        case dict():
            for value in table.values():
                yield from _phrases_in(value)
        case list():
            for value in table:
                yield from _phrases_in(value)
