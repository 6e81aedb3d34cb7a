"""The reviewed words of ``words.toml``, folded, by what they say."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sijill.language.unknown import phrase_form

Phrase = tuple[str, ...]
"""A phrase as its folded words."""


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Phrases by what they say; the longest phrase at a place counts."""

    units: Mapping[Phrase, str]
    layers: Mapping[Phrase, str]
    statuses: Mapping[Phrase, str]
    share: frozenset[Phrase]
    part: frozenset[Phrase]
    event: frozenset[Phrase]
    comparison: frozenset[Phrase]
    not_counts: frozenset[Phrase]
    fractions: frozenset[Phrase]
    single: frozenset[Phrase]
    cited_before: frozenset[Phrase]
    cited_after: frozenset[Phrase]
    dates: Mapping[Phrase, str]
    """``after``, ``before`` or ``within`` by the word before a date."""


@cache
def claim_words() -> ClaimWords:
    """The words, read once."""
    content = tomllib.loads(
        files("sijill.claims").joinpath("words.toml").read_text(encoding="utf-8")
    )

    def by_phrase(table: str) -> dict[Phrase, str]:
        return {
            phrase_of(words): row[table]
            for row in reversed(content[table])
            for words in row["words"]
        }

    def phrases(table: str, key: str = "words") -> frozenset[Phrase]:
        return frozenset(phrase_of(words) for words in content[table][key])

    return ClaimWords(
        by_phrase("unit"),
        by_phrase("layer"),
        by_phrase("status"),
        phrases("share"),
        phrases("part"),
        phrases("event"),
        phrases("comparison"),
        phrases("not_counts"),
        phrases("fractions"),
        phrases("single"),
        phrases("cited", "before"),
        phrases("cited", "after"),
        {
            phrase_of(words): side
            for side in ("within", "before", "after")
            for words in content["dates"][side]
        },
    )


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


def phrase_spans(forms: Sequence[str], listed: Mapping[Phrase, str]) -> list[PhraseSpan]:
    """Where listed phrases stand, the longest at each place."""
    spans: list[PhraseSpan] = []
    position = 0
    while position < len(forms):
        for length in range(min(_LONGEST_PHRASE, len(forms) - position), 0, -1):
            ahead = tuple(" ".join(forms[position : position + length]).split())
            value = listed.get(ahead)
            if value is None and length == 1:
                value = listed.get(tuple(_without_article(forms[position]).split()))
            if value is not None:
                spans.append(PhraseSpan(position, position + length, value))
                position += length - 1
                break
        position += 1
    return spans


def _without_article(form: str) -> str:
    """An Arabic word without the particles written to it: والمدنيين, بالقتلى."""
    return re.sub(r"^(?:[وفبلك]?ال|لل|[وف])(?=\w{3})", "", form)


def first_value(spans: Iterable[PhraseSpan], first: int, last: int) -> str:
    """What the first phrase says that begins between two tokens; empty where none does."""
    return next((span.value for span in spans if first <= span.start < last), "")
