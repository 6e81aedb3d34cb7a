"""Times at which somebody says something, and nobody dies: "said on Tuesday", "told on 3 May"."""

from collections.abc import Sequence

from sijill.claims.sentences.circumstances.time_words import time_words
from sijill.claims.sentences.numerals.number_words import is_number_word
from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS
from sijill.claims.sentences.words import claim_words

_REACH = 4
"""Words behind a time, within which somebody says that something happened."""


def is_of_saying(forms: Sequence[str], first: int, last: int) -> bool:
    """Whether it is when somebody said it: right behind a verb of telling, or before "said that".

    "Found on Sunday" and "reported killed on Sunday" say when it happened, or may.

    Args:
        forms: the folded words.
        first: where the time begins.
        last: the word behind it.
    """
    words, listed = time_words(), claim_words()
    said = words.saying
    while first and (forms[first - 1],) in words.on | listed.dates.keys():
        first -= 1
    leading = [listed.dates.get((form,), "within") for form in forms[first:last]]
    if {"after", "before"} & set(leading):
        return False  # "admitted from June to October"
    before = forms[max(0, first - 1) : first]
    if any((form,) in said for form in (*before, *forms[last : last + 1])):
        return True
    for at in range(last, min(last + _REACH, len(forms) - 1)):
        if forms[at] in CLAUSE_ENDS or is_number_word(forms[at]):
            return False
        if (forms[at],) in listed.frame.speech and (forms[at + 1],) in words.that:
            return True  # "on Sunday the council said that"
    return False
