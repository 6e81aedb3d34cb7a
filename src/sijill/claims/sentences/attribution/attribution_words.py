"""The words by which a sentence says whose number it is, as ``attributions.toml`` lists them."""

from dataclasses import dataclass
from functools import cache

from sijill.claims.sentences.words import phrases
from sijill.language.phrases import Phrases
from sijill.model.word_files import words_beside


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Phrases by what they say of a speaker, each compared as in ``phrase_of``."""

    origin: Phrases
    """Between a count and whoever it comes from."""
    of_counts: Phrases
    """Between the owner and the noun of a count: "latest official"."""
    tolls: Phrases
    """Counts that events and places have as well: "the strike's toll"."""
    documents: Phrases
    """What somebody says things in: "the ministry's briefings"."""
    nobody_says: Phrases
    """The beginning of a subject of which nobody says it."""
    conceding: Phrases
    """The beginning of a sentence whose first comma parts two speakers."""
    wholes: Phrases
    """The beginning of a whole of which a party concedes a part: "of the 52 killed"."""
    speaks_for: Phrases
    """Persons and papers of a party, before its name: "a spokesman for the coalition"."""
    speaks_against: Phrases
    """Whoever is named after a party and does not speak for it: "critics of"."""
    than: Phrases
    """Behind a number, before another that it is compared with and that nobody gives."""
    past: Phrases
    """Past tenses without "ed"."""
    said_begins: Phrases
    """Where what was said begins behind an Arabic speaker."""


@cache
def attribution_words() -> AttributionWords:
    """The words, read once."""
    return AttributionWords(**phrases(words_beside(__name__, "attributions.toml")))
