"""The phrase table: words for numbers of people and the words around a number."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sijill.language.unknown import phrase_form
from sijill.model.values.counts import CountRange
from sijill.model.word_files import toml_beside


@dataclass(frozen=True, slots=True)
class CountPhrase:
    """A phrase that stands for a number of people, and where that reading comes from."""

    words: str
    value: CountRange
    source: str


class Bound(StrEnum):
    """What a word does to the number beside it (tables of ``[bounds]`` and ``[counts_only]``).

    ``ODD`` is "thirty-odd". ``INVERTED`` is a noun for people that makes a number behind it
    approximate, as in Russian and Ukrainian: человек десять, some ten people. ``AND`` makes a range
    behind "between" alone: "3 and 5" are two numbers.
    """

    AT_LEAST = "at_least"
    OR_MORE = "or_more"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    RANGE = "range"
    ABOUT = "about"
    ODD = "odd"
    INVERTED = "inverted"
    AND = "and"
    PEOPLE = "people"


BOUND_SIGNS = {
    ">=": Bound.AT_LEAST,
    "≥": Bound.AT_LEAST,
    ">": Bound.MORE_THAN,
    "<=": Bound.AT_MOST,
    "=<": Bound.AT_MOST,
    "=>": Bound.AT_LEAST,
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
    return toml_beside(__name__, "phrases.toml")


@cache
def phrases() -> tuple[CountPhrase, ...]:
    """The phrase table, longest phrase first, words folded."""
    rows = _content()["phrase"]
    if not isinstance(rows, list):
        raise TypeError("phrases.toml needs [[phrase]] tables")
    listed = [
        CountPhrase(phrase_form(words), CountRange(row["min"], row.get("max")), row["source"])
        for row in rows
        for words in row["words"]
    ]
    return tuple(sorted(listed, key=lambda phrase: -len(phrase.words)))


@cache
def phrase_values() -> dict[str, CountRange]:
    """The value of each listed phrase."""
    return {phrase.words: phrase.value for phrase in phrases()}


@dataclass(frozen=True, slots=True)
class Multiple:
    """A noun that counts in groups: a dozen, une dizaine.

    ``is_about`` says that the noun is approximate of itself. ``is_behind_several`` holds of words
    that are plain numbers elsewhere: چند ده, several tens. ``is_behind_bound`` holds of forms that
    are a plural elsewhere: около сотни, about a hundred. ``is_behind_number`` holds of forms that
    are another number alone: واحد وعشرون ألفا.
    """

    value: int
    is_about: bool
    is_behind_several: bool
    is_behind_bound: bool
    is_behind_number: bool

    @property
    def needs_more_before(self) -> bool:
        """Whether it counts in groups only behind other words."""
        return self.is_behind_several or self.is_behind_bound or self.is_behind_number


@cache
def multiples() -> dict[tuple[str, ...], Multiple]:
    """The nouns that count in groups, as tuples of folded words."""
    rows = _content()["multiple"]
    if not isinstance(rows, list):
        raise TypeError("phrases.toml needs [[multiple]] tables")
    return {
        tuple(phrase_form(words).split()): Multiple(
            row["value"],
            row.get("about", False),
            row.get("behind_several", False),
            row.get("behind_bound", False),
            row.get("behind_number", False),
        )
        for row in rows
        for words in row["words"]
    }


@cache
def bounds() -> dict[tuple[str, ...], Bound]:
    """The words around numbers, as tuples of folded words."""
    return _bounds_of("bounds")


@cache
def count_bounds() -> dict[tuple[str, ...], Bound]:
    """The words around numbers of people, with those that mean something else around ages."""
    return bounds() | _bounds_of("counts_only")


def _bounds_of(name: str) -> dict[tuple[str, ...], Bound]:
    match _content()[name]:
        case dict() as tables:
            return {
                tuple(phrase_form(words).split()): Bound(table)
                for table in reversed(tables)
                for words in tables[table]
            }
    raise TypeError(f"phrases.toml needs a table [{name}]")


@cache
def approximation() -> tuple[int, int]:
    """How far "about" reaches: per cent of the number, and the fewest people."""
    match _content()["approximate"]:
        case {"percent": int() as percent, "least": int() as least}:
            return percent, least
    raise TypeError("phrases.toml needs [approximate] with percent and least")
