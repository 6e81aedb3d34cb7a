"""The words by which a sentence says whose number it is, as ``attributions.toml`` lists them."""

from dataclasses import dataclass
from functools import cache

from sijill.claims.sentences.words import Phrase, phrases
from sijill.model.word_files import words_beside


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Phrases by what they say of a speaker, each compared as in ``phrase_of``."""

    origin: frozenset[Phrase]
    """Between a count and whoever it comes from."""
    of_counts: frozenset[Phrase]
    """Between the owner and the noun of a count: "latest official"."""
    tolls: frozenset[Phrase]
    """Counts that events and places have as well: "the strike's toll"."""
    documents: frozenset[Phrase]
    """What somebody says things in: "the ministry's briefings"."""
    nobody_says: frozenset[Phrase]
    """The beginning of a subject of which nobody says it."""
    conceding: frozenset[Phrase]
    """The beginning of a sentence whose first comma parts two speakers."""
    wholes: frozenset[Phrase]
    """The beginning of a whole of which a party concedes a part: "of the 52 killed"."""
    speaks_for: frozenset[Phrase]
    """Persons and papers of a party, before its name: "a spokesman for the coalition"."""
    speaks_against: frozenset[Phrase]
    """Whoever is named after a party and does not speak for it: "critics of"."""
    than: frozenset[Phrase]
    """Behind a number, before another that it is compared with and that nobody gives."""
    past: frozenset[Phrase]
    """Past tenses without "ed"."""
    said_begins: frozenset[Phrase]
    """Where what was said begins behind an Arabic speaker."""


@cache
def attribution_words() -> AttributionWords:
    """The words, read once."""
    return AttributionWords(**phrases(words_beside(__name__, "attributions.toml")))
