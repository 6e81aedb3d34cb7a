"""The clause of a sentence that is about one number, and whose count it says the number is."""

from collections.abc import Sequence

from sijill.claims.sentences.attribution.attribution_words import attribution_words
from sijill.claims.sentences.framing import limit
from sijill.claims.sentences.numerals.numbers import STOPS, SentenceNumber
from sijill.claims.sentences.words import claim_words, phrase_spans
from sijill.model.values.quantities import Layer


def clause_of(forms: Sequence[str], number: SentenceNumber, numbers: int) -> range:
    """The words about one number: between the words that set it against another number."""
    if numbers == 1:
        behind = phrase_spans(forms[number.end :], attribution_words().than)
        return range(number.end + behind[0].start if behind else len(forms))
    joints = [place for place, form in enumerate(forms) if form in STOPS]
    compared = phrase_spans(forms, claim_words().frame.comparison)
    own = max(1, number.start - 1)  # "only 104" is of the number; "while 24" begins a clause
    conceded = _conceded_before(forms)
    before = [place for place in conceded if place < number.start] + [
        span.start
        for span in compared
        if span.start < own or (span.end <= number.start and not limit(forms, number))
    ]
    joints += [*conceded, *(span.start for span in compared)]
    first = max([place for place in joints if place < number.start - 1] + before, default=0)
    last = min((place for place in joints if place >= number.end), default=len(forms))
    return range(first, last)


def _conceded_before(forms: Sequence[str]) -> list[int]:
    """The comma behind the first clause of "While the army says 31 died, rebels admit to three".

    Or of "Of the 31 who died, the army has acknowledged three".
    """
    words = attribution_words()
    first = {tuple(forms[:length]) for length in (1, 2)}
    is_conceded = not first.isdisjoint(words.wholes) and layer_of(forms) is Layer.ACKNOWLEDGED
    begins = is_conceded or not first.isdisjoint(words.conceding)
    return [place for place, form in enumerate(forms) if form in (",", "،")][:1] if begins else []


def layer_of(forms: Sequence[str]) -> Layer | None:
    """Whose count the words say a number is; ``None`` where they speak of what happened."""
    spans = phrase_spans(forms, claim_words().layers)
    return Layer(spans[0].value) if spans else None
