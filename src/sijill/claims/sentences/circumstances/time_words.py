"""The words by which a sentence gives a time without a date, as ``times.toml`` lists them."""

from dataclasses import dataclass
from functools import cache

from sijill.claims.sentences.words import Phrase, phrases
from sijill.model.word_files import words_beside


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Phrases by what they say of a time (``times.toml``)."""

    units: frozenset[Phrase]
    """Stretches of time: "weeks"."""
    which: frozenset[Phrase]
    """Beside one of these, which of several it was: "first"."""
    alone: frozenset[Phrase]
    """Stretches that say how many they are: "fortnight"."""
    seasons: frozenset[Phrase]
    """Times of a year that have no day of their own: "the summer of"."""
    wholes: frozenset[Phrase]
    """Behind a stretch: what lasted so long, "the four-month campaign", or who is so old."""
    greatest: frozenset[Phrase]
    """Before a stretch in which something was the greatest: "the worst in two years"."""
    on: frozenset[Phrase]
    """Before a day of the week."""
    behind_day: frozenset[Phrase]
    """The same behind it."""
    saying: frozenset[Phrase]
    """Verbs of telling, before the time at which somebody tells."""
    before_month: frozenset[Phrase]
    """Before a month without a year, beside the words before a date: "for"."""
    that: frozenset[Phrase]
    """Behind a verb of telling."""
    elsewhere: frozenset[Phrase]
    """Elsewhere than at a place that was named."""


@cache
def time_words() -> TimeWords:
    """The words, read once."""
    return TimeWords(**phrases(words_beside(__name__, "times.toml")))
