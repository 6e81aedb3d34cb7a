"""The place that a sentence names."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from sijill.claims.sentences.words import PhraseBook, claim_words, phrase_of, phrase_spans
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
