"""Whose a number is that has no verb of its own: "the alliance killed 14 and the army eight".

The verb is that of the number before, so whoever stands beside the second number did what was
counted, and not whoever did the first. Behind a verb of telling the second one tells a number
instead ("the network says 14 and the ministry eight"), unless what is told is somebody's deed.
"""

import re
from collections.abc import Sequence

from sijill.claims.sentences.attribution.author_words import author_words
from sijill.claims.sentences.attribution.authors import author_of_harm
from sijill.claims.sentences.numerals.numbers import SentenceNumber
from sijill.claims.sentences.parties import Party, party_called, party_phrases
from sijill.claims.sentences.words import PhraseSpan, bare_form, claim_words, phrase_spans

_AND = re.compile("^وال")
"""Arabic "and" written to the article."""


def author_of_number(
    words: tuple[Sequence[str], Sequence[str]],
    number: SentenceNumber,
    own: slice,
    parties: tuple[Party, ...],
    *,
    is_told: bool,
) -> str:
    """The party that stands beside a number without a verb; empty where none does.

    Args:
        words: those of the sentence as written, and folded.
        number: one of several.
        own: the words up to the joints beside it.
        parties: those of the case.
        is_told: whether somebody says or counted the number.
    """
    tokens, forms = words
    at = range(number.start - own.start, number.end - own.start)
    who = _beside(forms[own], at, parties)
    if who is None or (is_told and not author_of_harm(tokens[: own.start], forms[: own.start])):
        return ""
    written = " ".join(tokens[own][who.start : who.end])
    return who.value or party_called(_AND.sub("ال", written), parties)


def _beside(forms: Sequence[str], number: range, parties: tuple[Party, ...]) -> PhraseSpan | None:
    """Who stands right before a number, or behind "by" right before or behind it."""
    determiners = claim_words().counting.determiners
    by = {span.end: span.start for span in phrase_spans(forms, author_words().by)}
    known = phrase_spans([bare_form(form) for form in forms], party_phrases(parties))
    for who in (*known, *phrase_spans(forms, author_words().belligerents)):
        last = who.end
        while last < number.start and _is_between(forms[last]):
            last += 1
        first = who.start
        while first and first not in by and (forms[first - 1],) in determiners:
            first -= 1
        if last == number.start or number.stop == by.get(first):
            return who
    return None


def _is_between(form: str) -> bool:
    """Whether a word may stand between somebody and their number: a colon, "shelling"."""
    words = author_words()
    return form == ":" or any((form,) in listed for listed in (words.beside, words.attacks))
