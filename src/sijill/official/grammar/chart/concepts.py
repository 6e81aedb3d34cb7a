"""The words of a sentence as concepts: who, what became of them, who says so, denied or open."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.suggested.components import concept_of
from sijill.official.grammar.words import class_of

_KINDS = {"CIVILIAN": "civilian", "PERSON": "person", "FIGHTER": "fighter"}
"""The concepts of people, by the kind of a word in ``components.toml``."""
_CLASSES = {
    "fighter": ("fighter", "group"),
    "person": ("anybody",),
    "civilian": ("victim",),
    "others": ("third_party",),
}
"""The concepts of people, by classes of ``words.toml``."""


@dataclass(frozen=True, slots=True)
class ConceptToken:
    """A word or phrase with its concept, "" where it has none.

    ``start`` and ``end`` count the pieces of the clause.
    """

    concept: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    concept: str


@cache
def _content() -> dict[str, Any]:
    text = files("sijill.official.grammar.chart").joinpath("concepts.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words_of(name: str) -> frozenset[str]:
    """The small words of a row of ``concepts.toml``.

    Raises:
        KeyError: if it has no such row.
    """
    return frozenset(_content()["words"][name])


@cache
def _phrases() -> Mapping[str, Sequence[_Phrase]]:
    """The phrases by their first word or stem, longest first."""
    listed: dict[str, list[_Phrase]] = {}
    for concept, entries in _content()["concepts"].items():
        for words in (words for entry in entries for words in _written_out(entry)):
            listed.setdefault(words[0], []).append(_Phrase(words, concept))
    for concept, names in _CLASSES.items():
        for words in (tuple(entry.split()) for name in names for entry in class_of(name)):
            listed.setdefault(words[0], []).append(_Phrase(words, concept))
    for found in listed.values():
        found.sort(key=lambda phrase: -len(phrase.words))
    return listed


def _written_out(entry: str) -> Iterator[tuple[str, ...]]:
    """Every phrase that an entry of the data stands for."""
    choices = [
        [*item.rstrip("?").split("|"), *([""] if item.endswith("?") else [])]
        for item in entry.split()
    ]
    return (tuple(filter(None, chosen)) for chosen in product(*choices) if any(chosen))


def concepts_in(clause: Clause) -> list[ConceptToken]:
    """The sentence as concepts, in order: at each word the longest phrase that begins there."""
    words = [piece.word for piece in clause.pieces]
    tokens: list[ConceptToken] = []
    at = 0
    while at < len(words):
        concept, length = _concept(words, at)
        end = at + length
        tokens.append(ConceptToken(concept, " ".join(words[at:end]), at, end))
        at = end
    return tokens


def _concept(words: Sequence[str], at: int) -> tuple[str, int]:
    """The concept of the longest phrase that begins at a word, and of how many words it is."""
    if words[at].startswith("<") and words[at].endswith(">"):
        return "number", 1
    for phrase in _beginning(words[at]):
        length = len(phrase.words)
        behind = words[at + 1 : at + length]
        if len(behind) == length - 1 and all(map(_fits, phrase.words[1:], behind)):
            return phrase.concept, length
    return _KINDS.get(concept_of(words[at]), ""), 1


@lru_cache(maxsize=4096)
def _beginning(word: str) -> tuple[_Phrase, ...]:
    """The phrases that may begin with a word, longest first; a whole word before a stem."""
    listed = _phrases()
    longest = max(len(first) for first in listed)
    stems = (f"{word[:length]}~" for length in range(min(len(word), longest), 1, -1))
    found = [phrase for first in (word, *stems) for phrase in listed.get(first, ())]
    return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))


def _fits(written: str, word: str) -> bool:
    return word.startswith(written[:-1]) if written.endswith("~") else word == written
