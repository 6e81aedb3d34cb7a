"""What stands around a number: a limit, a rate, a forecast, one event instead of all."""

from collections.abc import Sequence

from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS, STOPS, SentenceNumber
from sijill.claims.sentences.shared_units import OF_PEOPLE
from sijill.claims.sentences.words import claim_words, first_words, phrase_spans

_REACH_OF_ONLY = 2
"""Words before a number, within which "only" sets it as the most."""
_REACH_OF_RATE = 5
"""Words behind a number, within which it is said that it is so many each day."""
_REACH_OF_MODAL = 2
"""Words from "will" or "may" to its verb."""

_REACH_OF_DENIED = 2
"""Words behind a negation, within which it denies what befell people: "did not kill"."""


def limit(forms: Sequence[str], number: SentenceNumber) -> str:
    """The word by which a number is said to be the most: "only 104"."""
    before = forms[max(0, number.start - _REACH_OF_ONLY) : number.end]
    return first_words(before, claim_words().frame.limiting)


def rate(forms: Sequence[str], number: SentenceNumber) -> str:
    """The words that make a number one of each day: "80 airstrikes a day", "every day, 80".

    Before the number a word alone may be of something else, "daily reports", but not in Arabic.
    """
    listed = claim_words().frame.rate
    behind = forms[number.end : number.end + _REACH_OF_RATE]
    stop = next((at for at, form in enumerate(behind) if form in STOPS), len(behind))
    if words := first_words(behind[:stop], listed):
        return words
    before = forms[max(0, number.start - _REACH_OF_RATE) : number.start]
    plain = frozenset(each for each in listed if len(each) > 1 or not each[0].isascii())
    return first_words(before, plain)


def denied_number(forms: Sequence[str], number: SentenceNumber) -> str:
    """The words that deny a number: "did not kill more than 20", "neither of the two strikes".

    Up to which number it is true does not follow from them; "no more than 20" denies none.
    """
    words, first = claim_words(), number.start
    if number.value.highest == 0:
        return ""
    while first and forms[first - 1] not in CLAUSE_ENDS:
        first -= 1
    if of_each := first_words(forms[first : number.start + 1], words.nobody.none_of):
        return of_each
    if phrase_spans(forms[first : number.end], words.frame.limiting | words.counting.excepted):
        return ""
    for place in range(first, number.start):
        if (forms[place],) not in words.nobody.negations | words.counting.denied:
            continue
        ahead = range(place + 1, min(place + 1 + _REACH_OF_DENIED, number.start))
        for at in ahead:
            deed = (forms[at],)
            is_harm = words.units.get(deed) in OF_PEOPLE and deed not in words.frame.people
            if is_harm or deed in words.nobody.denied_deeds:
                return " ".join(forms[max(0, place - 1) : at + 1])
    return ""


def forecast(forms: Sequence[str]) -> str:
    """The words by which a number is of what may yet come: "will reach", "are expected to die"."""
    verbs = phrase_spans(forms, claim_words().frame.forecast_verbs)
    for modal in phrase_spans(forms, claim_words().frame.forecast):
        for verb in verbs:
            if 0 <= verb.start - modal.end < _REACH_OF_MODAL:
                return " ".join(forms[modal.start : verb.end])
    return ""


def event(forms: Sequence[str]) -> str:
    """The words for one event: "one family", "the strike on"; not "the air strike campaign"."""
    frame = claim_words().frame
    if single := first_words(forms, frame.event):
        return single
    for span in phrase_spans(forms, frame.event_nouns):
        behind = tuple(forms[span.end : span.end + 1])
        before = tuple(forms[max(0, span.start - 1) : span.start])
        if behind not in frame.of_many_events and before not in frame.of_many_events:
            first = span.start
            while first and (forms[first - 1],) in claim_words().no_count.single_before:
                first -= 1
            return " ".join(forms[first : span.end])
    return ""
