"""The reviewed words of ``words.toml``, folded, by what they say."""

import tomllib
from collections.abc import Mapping
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
    comparison: frozenset[Phrase]
    not_counts: frozenset[Phrase]
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
        phrases("comparison"),
        phrases("not_counts"),
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
