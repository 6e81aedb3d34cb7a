"""The parties of a case in a sentence: which one it is about, and which one says the number."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sijill.claims.sentences.attribution.attribution_words import attribution_words
from sijill.claims.sentences.attribution.author_words import author_words
from sijill.claims.sentences.words import (
    bare_form,
    claim_words,
    phrase_of,
    phrase_spans,
    without_article,
)
from sijill.language.phrases import PhraseBook
from sijill.language.unknown import phrase_form


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the case and the words by which a sentence may call it."""

    id: str
    names: tuple[str, ...]


@lru_cache(maxsize=64)
def party_phrases(parties: tuple[Party, ...]) -> PhraseBook:
    """Every name of a party; of a long Arabic one also its first word, where no other has it.

    التحالف الدولي بقيادة الولايات المتحدة is called التحالف.
    """
    named = {phrase_of(name): party.id for party in parties for name in party.names if name}
    first = Counter(words[0] for words in named)
    short = {
        words[:length]: party
        for words, party in named.items()
        for length in (1, 2)
        if len(words) > length and words[0].startswith("ال") and first[words[0]] == 1
    }
    return PhraseBook({**short, **named})


def party_in(forms: Sequence[str], parties: tuple[Party, ...]) -> str:
    """The first party of the case that the words name; empty where they name none."""
    spans = phrase_spans([bare_form(form) for form in forms], party_phrases(parties))
    return spans[0].value if spans else ""


def party_called(words: str, parties: tuple[Party, ...]) -> str:
    """The only party of the case in whose name all these words stand; else the words themselves.

    التحالف الدولي is the one led by the United States, "Coalition jets" are those of the US-led
    Coalition, and not those of a Saudi-led one.
    """
    if not words:
        return ""
    identifying = _identifying(words)
    called = [
        party.id
        for party in parties
        if any(identifying <= _bare(phrase_of(name)) for name in party.names)
    ]
    return called[0] if len(called) == 1 else words


def _identifying(words: str) -> frozenset[str]:
    """The words by which a party is known: "coalition" of "coalition jets"; all if none is left."""
    bare = _bare(phrase_of(words))
    bare = frozenset(word for word in bare if len(word) > 1) or bare  # l'Alliance
    return bare - _plain_words() or bare


@cache
def _plain_words() -> frozenset[str]:
    """The words that do not tell which party it is: "jets"."""
    return _bare(form for phrase in author_words().plain for form in phrase)


def _bare(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(without_article, words))


def speaking_party(forms: Sequence[str], parties: tuple[Party, ...]) -> str:
    """The party that gives the number itself: "the Alliance says", "according to the Alliance"."""
    frame = claim_words().frame
    for span in phrase_spans(forms, party_phrases(parties)):
        first = span.start
        while first and (forms[first - 1],) in claim_words().counting.determiners:
            first -= 1
        before = [tuple(forms[max(0, first - length) : first]) for length in (1, 2, 3)]
        is_verb_first = before[0] in frame.cited_after and not "".join(before[0]).isascii()
        is_said = before[0] in frame.cited_after  # "the Alliance said the army killed"
        is_cited = not is_said and any(phrase in frame.cited_before for phrase in before)
        is_saying = tuple(forms[span.end : span.end + 1]) in frame.cited_after
        if is_verb_first or is_cited or is_saying:
            return span.value
    return ""


def party_speaking_as(speaker: str, parties: tuple[Party, ...]) -> str:
    """The party for which somebody speaks: "an Alliance general", "spokesman for the Alliance".

    Empty for whoever only names it: "families of those killed by the Alliance", "its critics".
    """
    forms = [bare_form(phrase_form(word) or word) for word in speaker.split()]
    words, counting = attribution_words(), claim_words().counting
    links = claim_words().frame.leading | claim_words().shares.of | counting.by
    for span in phrase_spans(forms, party_phrases(parties)):
        before = forms[: span.start]
        if any((form,) in words.speaks_against for form in (*before, *forms[span.end :])):
            continue
        is_for = any((form,) in words.speaks_for for form in before)
        is_named = not before or (
            speaker.isascii() and not any((form,) in links for form in before)
        )
        if is_for or is_named:
            return span.value
    return ""


def other_party(forms: Sequence[str], parties: tuple[Party, ...], speaker: str) -> str:
    """Another party than the one that speaks: "the Alliance says the army killed".

    Not one whose fighters are counted: "says it killed 38 army soldiers".
    """
    statuses = claim_words().statuses
    return next(
        (
            span.value
            for span in phrase_spans(forms, party_phrases(parties))
            if span.value != speaker and tuple(forms[span.end : span.end + 1]) not in statuses
        ),
        "",
    )
