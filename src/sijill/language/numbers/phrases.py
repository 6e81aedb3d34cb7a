"""The phrase table: words for numbers of people and the words around a number."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sijill.language.unknown import phrase_form
from sijill.model.values.counts import CountRange


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that stands for a number of people, and where that reading comes from."""

    words: str
    value: CountRange
    source: str


class Bound(StrEnum):
    """What a word does to the number beside it (tables of ``[bounds]``)."""

    AT_LEAST = "at_least"
    OR_MORE = "or_more"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    RANGE = "range"
    ABOUT = "about"
    DOZEN = "dozen"
    PEOPLE = "people"


BOUND_SIGNS = {
    ">=": Bound.AT_LEAST,
    "≥": Bound.AT_LEAST,
    ">": Bound.MORE_THAN,
    "<=": Bound.AT_MOST,
    "≤": Bound.AT_MOST,
    "<": Bound.FEWER_THAN,
    "+": Bound.OR_MORE,
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "-": Bound.RANGE,
}
"""The signs that do what a bound's words do, in counts and in ages."""


@cache
def _content() -> dict[str, object]:
    text = files("sijill.language.numbers").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def phrases() -> tuple[Phrase, ...]:
    """The phrase table, longest phrase first, words folded."""
    rows = _content()["phrase"]
    if not isinstance(rows, list):
        raise TypeError("phrases.toml needs [[phrase]] tables")
    found = [
        Phrase(phrase_form(words), CountRange(row["min"], row.get("max")), row["source"])
        for row in rows
        for words in row["words"]
    ]
    return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))


@cache
def phrase_values() -> dict[str, CountRange]:
    """The value of each listed phrase."""
    return {phrase.words: phrase.value for phrase in phrases()}


@cache
def bounds() -> dict[tuple[str, ...], Bound]:
    """The words around numbers, as tuples of folded words."""
    match _content()["bounds"]:
        case dict() as tables:
            return {
                tuple(phrase_form(words).split()): Bound(table)
                for table in reversed(tables)
                for words in tables[table]
            }
    raise TypeError("phrases.toml needs a table [bounds]")


@cache
def approximation() -> tuple[int, int]:
    """How far "about" reaches: per cent of the number, and the fewest people."""
    match _content()["approximate"]:
        case {"percent": int() as percent, "least": int() as least}:
            return percent, least
    raise TypeError("phrases.toml needs [approximate] with percent and least")
