"""The place that a sentence names."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from sijill.claims.sentences.dates import month_alone
from sijill.claims.sentences.proper_names import is_headline
from sijill.claims.sentences.words import Phrase, PhraseBook, claim_words, phrase_of, phrase_spans
from sijill.places.countries import countries
from sijill.places.toponyms import place_keys


@lru_cache(maxsize=8)
def _names(places: tuple[str, ...]) -> PhraseBook:
    """The names of places, ready to be looked for."""
    return PhraseBook({phrase_of(name): name for name in places if name})


def place_in(forms: Sequence[str], places: Iterable[str]) -> str:
    """The place of the case that the sentence names, also in the other script: في الرقة.

    Where it names none of these, the country that it says something happened in, or all of them.
    """
    by_name = _names(tuple(places))
    if spans := phrase_spans(forms, by_name):
        return spans[0].value
    for before, form in pairwise(forms):
        if (before,) in claim_words().frame.place_before and (keys := place_keys(form)):
            for name in by_name.values():
                if keys == place_keys(name):
                    return name
    by_country, joints = (
        countries(),
        claim_words().frame.place_before | claim_words().counting.joined,
    )
    named = [
        ((before,), by_country[form].name)
        for before, form in pairwise(forms)
        if form in by_country and (before,) in joints
    ]
    is_place = any(before in claim_words().frame.place_before for before, _ in named)
    return " and ".join(dict.fromkeys(name for _, name in named)) if is_place else ""


def place_written(tokens: Sequence[str], forms: Sequence[str], names: Iterable[str]) -> str:
    """A place that neither the case nor the list of countries knows, as written: "in Dar Sabil".

    A name with capital letters behind a preposition of place is one, in no headline, where it is
    no month or body that tells, none of ``names`` and no owner of something.
    """
    if is_headline(tokens):
        return ""
    others = {phrase_of(name) for name in names if name}
    for place, form in enumerate(forms[:-1]):
        if form not in _IN:
            continue
        end = place + 1
        while end - place <= _MOST_WORDS and _goes_on(
            tokens[end : end + 2], is_first=end == place + 1
        ):
            end += 1
        run = tuple(forms[place + 1 : end])
        if not run or _is_no_place(run, others) or tokens[end - 1].endswith(("'s", "’s", "'", "’")):
            continue
        if tuple(forms[end : end + 1]) not in claim_words().units:
            return " ".join(tokens[place + 1 : end])
    return ""


_IN = frozenset({"in", "inside", "across", "throughout", "near", "outside", "dans", "pres"})
"""Prepositions of place, folded, behind which a name with a capital letter is of a place."""
_MOST_WORDS = 4


_ARTICLES = frozenset({"al", "el", "ul", "ez", "ed", "ud", "de", "del", "la"})
_BEHIND_ARTICLE = re.compile(r"[a-z]{1,3}['’ʼ-][^\W\d_a-z]")
"""A word of a name that begins with a small article: "al-Nasr", "ez-Zor", "d'Ivoire"."""


def _goes_on(words: Sequence[str], *, is_first: bool) -> bool:
    """Whether a name goes on with the first of these words: "Bab al-Nasr", "Harat al Wadi"."""
    if not words or words[0][:1].isupper():
        return bool(words)
    is_article = words[0] in _ARTICLES and words[-1][:1].isupper()
    return bool(_BEHIND_ARTICLE.match(words[0])) or (is_article and not is_first)


def _is_no_place(run: Phrase, others: Collection[Phrase]) -> bool:
    """Whether a name is of a month, a body that tells or counts, or one that the case knows."""
    frame = claim_words().frame
    return (
        run in others
        or bool(month_alone(("in", run[0])))
        or bool(phrase_spans(run, frame.speakers))
        or bool(phrase_spans(run, PhraseBook(dict.fromkeys(others, ""))))
    )
