"""The words by which a sentence gives a time without a date, as ``times.toml`` lists them."""

from dataclasses import dataclass
from functools import cache

from sijill.claims.sentences.words import phrases
from sijill.language.phrases import Phrases
from sijill.model.word_files import words_beside


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Phrases by what they say of a time (``times.toml``)."""

    units: Phrases
    """Stretches of time: "weeks"."""
    which: Phrases
    """Beside one of these, which of several it was: "first"."""
    alone: Phrases
    """Stretches that say how many they are: "fortnight"."""
    seasons: Phrases
    """Times of a year that have no day of their own: "the summer of"."""
    wholes: Phrases
    """Behind a stretch: what lasted so long, "the four-month campaign", or who is so old."""
    greatest: Phrases
    """Before a stretch in which something was the greatest: "the worst in two years"."""
    since: Phrases
    """From a time on, up to the day of the sentence: "since the campaign began"."""
    since_beginning: Phrases
    """The same where a beginning follows: "from the start of the offensive"."""
    beginnings: Phrases
    """Words for a beginning: "start", "began"."""
    since_then: Phrases
    """Before "since" where it only says afterwards: "has since acknowledged"."""
    on: Phrases
    """Before a day of the week."""
    behind_day: Phrases
    """The same behind it."""
    saying: Phrases
    """Verbs of telling, before the time at which somebody tells."""
    before_month: Phrases
    """Before a month without a year, beside the words before a date: "for"."""
    that: Phrases
    """Behind a verb of telling."""
    elsewhere: Phrases
    """Elsewhere than at a place that was named."""


@cache
def time_words() -> TimeWords:
    """The words, read once."""
    return TimeWords(**phrases(words_beside(__name__, "times.toml")))
