"""The reviewed words of ``words.toml``, folded, by what they say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sijill.claims.sentences.word_tables import (
    CountingWords,
    FrameWords,
    NobodyWords,
    NoCountWords,
    ShareWords,
)
from sijill.language.phrases import Phrase, PhraseBook, Phrases
from sijill.language.unknown import phrase_form
from sijill.model.word_files import toml_beside


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Phrases by what they say; the longest phrase at a place counts."""

    units: PhraseBook
    layers: PhraseBook
    statuses: PhraseBook
    factors: Mapping[Phrase, int]
    dates: Mapping[Phrase, str]
    """``after``, ``before`` or ``within`` by the word before a date."""
    stands_at: Phrases
    """Before the day as of which a number stands."""
    compared: Phrases
    """Before a year with which a number is compared."""
    of_a_year: Phrases
    narrower: frozenset[str]
    """Statuses that limit a claim to a part of the dead."""
    counting: CountingWords
    nobody: NobodyWords
    shares: ShareWords
    no_count: NoCountWords
    frame: FrameWords


@cache
def claim_words() -> ClaimWords:
    """The words, read once."""
    content = toml_beside(__name__, "words.toml")
    dates = phrases(content["dates"])
    return ClaimWords(
        units=PhraseBook(_by_phrase(content["unit"], "unit")),
        layers=PhraseBook(_by_phrase(content["layer"], "layer")),
        statuses=PhraseBook(_by_phrase(content["status"], "status")),
        factors=_by_phrase(content["factor"], "factor"),
        dates={words: side for side in ("within", "before", "after") for words in dates[side]},
        stands_at=dates["stands_at"],
        compared=dates["compared"],
        of_a_year=dates["of_a_year"],
        narrower=frozenset(content["narrower"]["statuses"]),
        counting=CountingWords(**phrases(content["counting"])),
        nobody=NobodyWords(**phrases(content["nobody"])),
        shares=ShareWords(**phrases(content["share"])),
        no_count=NoCountWords(**phrases(content["no_count"])),
        frame=FrameWords(**phrases(content["frame"])),
    )


def _by_phrase(rows: Sequence[Mapping[str, Any]], key: str) -> dict[Phrase, Any]:
    """What each phrase of a list of rows says; of two rows with it the first counts."""
    return {phrase_of(words): row[key] for row in reversed(rows) for words in row["words"]}


def phrases(table: Mapping[str, Iterable[str]]) -> dict[str, Phrases]:
    """The phrases of each list of a table."""
    return {key: frozenset(phrase_of(words) for words in listed) for key, listed in table.items()}


def phrase_of(words: str) -> Phrase:
    """A phrase as its folded words."""
    return tuple(phrase_form(words).split()) or (words,)


_LONGEST_PHRASE = 6
"""Words of the longest phrase that is looked for."""


@dataclass(frozen=True, slots=True)
class PhraseSpan:
    """Tokens from ``start`` to before ``end`` and what they say."""

    start: int
    end: int
    value: str


def phrase_spans(forms: Sequence[str], listed: PhraseBook | Phrases) -> list[PhraseSpan]:
    """Where listed phrases stand, the longest at each place. Each form has a word or more."""
    book = listed if isinstance(listed, PhraseBook) else _without_values(listed)
    spans: list[PhraseSpan] = []
    words, places = _words_and_places(tuple(forms))
    if book.firsts.isdisjoint(places):
        return spans
    begun = {place for word in book.firsts & places.keys() for place in places[word]}
    end = 0
    for position in sorted(begun):
        if position >= end and (span := _span_at(position, words, book)) is not None:
            spans.append(span)
            end = span.end
    return spans


def _span_at(
    position: int, words: Sequence[tuple[Phrase, Phrase]], book: PhraseBook
) -> PhraseSpan | None:
    """The longest listed phrase from a word on, or that word without its particles."""
    written, bare = words[position]
    longest = min(book.longest.get(written[0], 0), _LONGEST_PHRASE, len(words) - position)
    ahead = tuple(chain.from_iterable([each for each, _ in words[position : position + longest]]))
    for length in range(longest, 0, -1):
        if (value := book.get(ahead)) is not None:
            return PhraseSpan(position, position + length, value)
        ahead = ahead[: -len(words[position + length - 1][0])]
    value = book.get(bare)
    return None if value is None else PhraseSpan(position, position + 1, value)


def first_words(forms: Sequence[str], listed: PhraseBook | Phrases) -> str:
    """The first listed phrase as it stands among the words; empty where none does."""
    spans = phrase_spans(forms, listed)
    return " ".join(forms[spans[0].start : spans[0].end]) if spans else ""


def unit_spans(forms: Sequence[str]) -> list[PhraseSpan]:
    """Where words for what is counted stand, but for those in names: "the civil defence"."""
    return _outside_names(forms, claim_words().units)


def status_spans(forms: Sequence[str]) -> list[PhraseSpan]:
    """Where words for the status of people stand, but for those in names."""
    return _outside_names(forms, claim_words().statuses)


def _outside_names(forms: Sequence[str], listed: PhraseBook) -> list[PhraseSpan]:
    spans = phrase_spans(forms, listed)
    names = phrase_spans(forms, claim_words().frame.no_units) if spans else []
    return [
        span for span in spans if not any(name.start <= span.start < name.end for name in names)
    ]


@lru_cache(maxsize=32)
def _words_and_places(
    forms: tuple[str, ...],
) -> tuple[Sequence[tuple[Phrase, Phrase]], Mapping[str, Sequence[int]]]:
    """The words of each form, as in ``_words_of``, and where a phrase may begin with a word."""
    words = [_words_of(form) for form in forms]
    places: dict[str, list[int]] = {}
    for place, (written, bare) in enumerate(words):
        places.setdefault(written[0], []).append(place)
        if bare is not written and bare:
            places.setdefault(bare[0], []).append(place)
    return words, places


@lru_cache(maxsize=64)
def _without_values(phrases: Phrases) -> PhraseBook:
    """Phrases that are looked for and have no value of their own."""
    return PhraseBook(dict.fromkeys(phrases, ""))


@lru_cache(maxsize=4_096)
def _words_of(form: str) -> tuple[Phrase, Phrase]:
    """The words of a form, and those without the particles written to it."""
    words, bare = tuple(form.split()), tuple(without_article(form).split())
    return words, words if bare == words else bare


def without_article(form: str) -> str:
    """A word without the particles written to it: والمدنيين, بالقتلى, l'armée."""
    bare = re.sub(r"^(?:[وفبلك]?ال|لل|[وف])(?=\w{3})", "", form)
    return re.sub(r"^(?:[ldnsjcm]|qu)['’ ](?=\w{3})", "", bare)


@lru_cache(maxsize=4_096)
def bare_form(form: str) -> str:
    """A folded word without the ending of a possessor or an elided article: council's, l'armée."""
    return re.sub(r" s$|^(?:l|d|qu) (?=\w{3})", "", form)
