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
    count_verbs: frozenset[Phrase]
    acknowledging: frozenset[Phrase]
    count_nouns: frozenset[Phrase]
    auxiliaries: frozenset[Phrase]
    passive: frozenset[Phrase]
    denied: frozenset[Phrase]
    determiners: frozenset[Phrase]
    joined: frozenset[Phrase]
    by: frozenset[Phrase]
    own: frozenset[Phrase]
    """Words by which the case speaks of itself."""
    people: frozenset[Phrase]
    no_unit: frozenset[Phrase]
    factors: Mapping[Phrase, int]
    nobody: frozenset[Phrase]
    none: frozenset[Phrase]
    negations: frozenset[Phrase]
    any_of: frozenset[Phrase]
    articles: frozenset[Phrase]
    article_behind: frozenset[Phrase]
    share_of: frozenset[Phrase]
    them: frozenset[Phrase]
    place_before: frozenset[Phrase]
    single_before: frozenset[Phrase]
    change: frozenset[Phrase]
    many_before: frozenset[Phrase]
    joints: tuple[frozenset[Phrase], frozenset[Phrase]]
    """What joins the ends of a proportion, and of these what a noun may stand before."""
    dates: Mapping[Phrase, str]
    """``after``, ``before`` or ``within`` by the word before a date."""


@cache
def claim_words() -> ClaimWords:
    """The words, read once."""
    content = tomllib.loads(
        files("sijill.claims.sentences").joinpath("words.toml").read_text(encoding="utf-8")
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
        units=by_phrase("unit"),
        layers=by_phrase("layer"),
        statuses=by_phrase("status"),
        share=phrases("share"),
        part=phrases("part"),
        event=phrases("event"),
        comparison=phrases("comparison"),
        not_counts=phrases("not_counts"),
        fractions=phrases("fractions"),
        single=phrases("single"),
        cited_before=phrases("cited", "before"),
        cited_after=phrases("cited", "after"),
        count_verbs=phrases("counting", "verbs"),
        acknowledging=phrases("counting", "acknowledging"),
        count_nouns=phrases("counting", "nouns"),
        auxiliaries=phrases("counting", "auxiliaries"),
        denied=phrases("counting", "denied"),
        passive=phrases("counting", "passive"),
        determiners=phrases("counting", "determiners"),
        joined=phrases("counting", "joined"),
        by=phrases("counting", "by"),
        own=phrases("counting", "own"),
        people=phrases("people"),
        no_unit=phrases("no_unit"),
        factors={
            phrase_of(words): row["factor"] for row in content["factor"] for words in row["words"]
        },
        nobody=phrases("nobody"),
        none=phrases("nobody", "none"),
        negations=phrases("nobody", "negations"),
        any_of=phrases("nobody", "any_of"),
        articles=phrases("articles"),
        article_behind=phrases("articles", "behind"),
        share_of=phrases("share", "of"),
        them=phrases("share", "them"),
        place_before=phrases("place", "before"),
        single_before=phrases("single", "before"),
        change=phrases("change"),
        many_before=phrases("not_counts", "many_before"),
        joints=(phrases("proportion", "joints"), phrases("proportion", "noun_before")),
        dates={
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
    """A word without the particles written to it: والمدنيين, بالقتلى, l'armée."""
    bare = re.sub(r"^(?:[وفبلك]?ال|لل|[وف])(?=\w{3})", "", form)
    return re.sub(r"^(?:[ldnsjcm]|qu)['’ ](?=\w{3})", "", bare)


def bare_form(form: str) -> str:
    """A folded word without the ending of a possessor or an elided article: council's, l'armée."""
    return re.sub(r" s$|^(?:l|d|qu) (?=\w{3})", "", form)


def first_value(spans: Iterable[PhraseSpan], first: int, last: int) -> str:
    """What the first phrase says that begins between two tokens; empty where none does."""
    return next((span.value for span in spans if first <= span.start < last), "")
