"""Times that a sentence gives and does not date: "on Sunday", "since the campaign began".

Nobody can say which of the recorded deaths fall into them, so a number of such a time is not held
against a count of all times.
"""

from collections.abc import Sequence

from sijill.claims.sentences.circumstances.sayings import is_of_saying
from sijill.claims.sentences.circumstances.time_words import time_words
from sijill.claims.sentences.numerals.number_words import is_number_word
from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS, STOPS
from sijill.claims.sentences.words import claim_words, phrase_spans
from sijill.language.dates import is_weekday

_NEAR = 2
"""Words between a stretch of time and its number, or the word that says which."""
_REACH_OF_GREATEST = 6
"""Words before a stretch, within which something may be the greatest of it."""
_WORDS_OF_EVENT = 6
"""Words that say since what."""
_LEAST_LETTERS = 4
"""Shorter names of days are other words as well: "sat", "so"."""


def undated_time(forms: Sequence[str]) -> str:
    """The first words for a time without a date; not where somebody says it then."""
    listed = claim_words()
    for span in phrase_spans(forms, listed.frame.undated):
        before = tuple(forms[max(0, span.start - 1) : span.start])
        is_until = listed.dates.get(before) == "before" or before in listed.shares.of
        if not (is_until or is_of_saying(forms, span.start, span.end)):
            return " ".join(forms[span.start : span.end])
    for place in range(len(forms)):
        stretch = _stretch_at(forms, place) or _weekday_at(forms, place)
        if stretch and not is_of_saying(forms, stretch.start, stretch.stop):
            return " ".join(forms[stretch.start : stretch.stop])
    return ""


def since_event(forms: Sequence[str]) -> str:
    """A time that goes on from an event that has no date: "since the siege began"."""
    words = time_words()
    for span in phrase_spans(forms, words.since | words.since_beginning):
        stops = (at for at in range(span.end, len(forms)) if _ends_event(forms[at]))
        event = forms[span.end : min(next(stops, len(forms)), span.end + _WORDS_OF_EVENT)]
        is_since = tuple(forms[span.start : span.end]) in words.since
        if is_since and tuple(forms[max(0, span.start - 1) : span.start]) in words.since_then:
            continue
        begins = next(iter(phrase_spans(event, words.beginnings)), None)
        if event and (is_since or begins):
            return " ".join((*forms[span.start : span.end], *event))
    return ""


def _ends_event(form: str) -> bool:
    return form in STOPS or form in CLAUSE_ENDS or is_number_word(form)


def _stretch_at(forms: Sequence[str], place: int) -> range | None:
    """A stretch of time that ends at a word: "the first three weeks", "six weeks later"."""
    words = time_words()
    *leading, last = forms[place].split() or [""]
    if (last,) not in words.units and (last.removeprefix("ال"),) not in words.units:
        return None
    ahead = forms[place + 1 : place + 2]
    is_whole = any((form,) in words.wholes for form in ahead)
    if is_whole or _is_greatest(forms, place):
        return None
    if leading or (last,) in words.alone:
        return range(place, place + 1)
    first = next(
        (at for at in range(max(0, place - _NEAR), place) if _is_ordinal_or_number(forms[at])),
        place,
    )
    stop = next(
        (
            at
            for at in range(place + 1, place + 1 + _NEAR)
            if _is_ordinal_or_number("".join(forms[at : at + 1]))
        ),
        place,
    )
    return range(first, stop + 1) if first < place or stop > place else None


def _is_ordinal_or_number(form: str) -> bool:
    return (form,) in time_words().which or is_number_word(form)


def _is_greatest(forms: Sequence[str], place: int) -> bool:
    before = forms[max(0, place - _REACH_OF_GREATEST) : place]
    return bool(phrase_spans(before, time_words().greatest))


def _weekday_at(forms: Sequence[str], place: int) -> range | None:
    """The name of a day of the week behind "on" and the like."""
    form, words = forms[place], time_words()
    if len(form) < _LEAST_LETTERS or not is_weekday(form):
        return None
    is_on = place > 0 and (forms[place - 1],) in words.on
    is_behind = tuple(forms[place + 1 : place + 2]) in words.behind_day
    return range(place, place + 1) if is_on or is_behind else None
