"""Which numbers of a sentence count something: not those of names, speakers and denials."""

from collections.abc import Sequence

from sijill.claims.sentences.attribution.attributions import counts_speakers
from sijill.claims.sentences.numerals.numbers import STOPS, SentenceNumber
from sijill.claims.sentences.proper_names import ends_name
from sijill.claims.sentences.words import claim_words, phrase_spans


def counts_something(tokens: Sequence[str], forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether a number is no part of a name, counts no speakers and is not set aside."""
    is_named = number.end - number.start == 1 and ends_name(tokens, forms, number.start)
    return not (is_named or counts_speakers(forms, number) or _is_set_aside(forms, number))


def _is_set_aside(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether a number is the one that is not meant: "85 people, not 20, had been killed".

    Nobody is no other number: "not one civilian was killed".
    """
    if number.value.highest == 0:
        return False
    margins = phrase_spans(forms[: number.start], claim_words().no_count.margins)
    if any(span.end == number.start for span in margins):
        return True
    before = forms[number.start - 2] if number.start > 1 else ","
    is_denied = number.start > 0 and forms[number.start - 1] == "not"
    return is_denied and before in (*STOPS, ",", "and")
