"""Changes of a number: "rose from 40 to 60", "fell by 12", ارتفع من 40 إلى 60.

Two states of a count are two claims of two days, and what was added is no total: neither is held
against a count of the whole. "Rose to 60" gives a number as it stands, and is read as one. Two
numbers of which either may be meant ("hundreds, possibly thousands") are one range.
"""

from collections.abc import Collection, Sequence

from sijill.claims.sentences.numerals.numbers import STOPS, SentenceNumber
from sijill.claims.sentences.words import claim_words, phrase_of, phrase_spans
from sijill.language.phrases import Phrase
from sijill.model.values.counts import CountRange

_REACH = 10
"""Words between the verb and the number."""


def change_around(forms: Sequence[str], number: SentenceNumber) -> str:
    """The words by which a number is an end of a change, or its size; empty where it is neither."""
    words = claim_words().frame
    if added := _added(forms, number):
        return added
    verbs = [
        span
        for span in phrase_spans(forms, words.change_verbs)
        if number.end >= span.end
        and number.start - span.end <= _REACH
        and not any(form in STOPS for form in forms[span.end : number.start])
    ]
    if not verbs:
        return ""
    verb = verbs[-1]
    behind = forms[verb.start : number.end]
    ahead = forms[number.end : number.end + 2]
    begins = _has(behind, words.change_from)
    is_between = begins and _has((*behind, *ahead), words.change_to)
    before = tuple(forms[max(0, number.start - 1) : number.start])
    is_end = before in words.change_from | words.change_by
    is_size = tuple(forms[number.start : number.start + 1]) in words.change_by
    if not (is_between or is_end or is_size):
        return ""
    return " ".join(forms[verb.start : number.end])


def _added(forms: Sequence[str], number: SentenceNumber) -> str:
    """The words by which a number is only what came to another: "another 12", "up 12 on"."""
    words = claim_words().frame
    if (number.words.lower(),) in claim_words().no_count.one_more:
        return ""  # "another wounded" is one person, and added to nothing
    before = forms[max(0, number.start - 1) : number.start]
    inside, ahead = forms[number.start : number.end], forms[number.end : number.end + 3]
    is_added = _has((*before, *inside[:1]), words.added) or _has(ahead[:1], words.added_behind)
    is_from = _has(inside[:1], words.change_from)  # "up from fewer than 50"
    is_up = _has(before, words.change_sides) and (is_from or _has(ahead, words.change_on))
    if not (is_added or is_up):
        return ""
    first = number.start - 1 if _has(before, words.added | words.change_sides) else number.start
    return " ".join(forms[first : number.end + (0 if first < number.start and not is_up else 1)])


def _has(forms: Sequence[str], listed: Collection[Phrase]) -> bool:
    return any((form,) in listed for form in forms)


def with_hedged(numbers: Sequence[SentenceNumber], forms: Sequence[str]) -> list[SentenceNumber]:
    """The numbers, two with a hedge between them as one range: "hundreds, possibly thousands"."""
    joined: list[SentenceNumber] = []
    for number in numbers:
        before = joined[-1] if joined else None
        between = (
            [form for form in forms[before.end : number.start] if form not in (",", "،")]
            if before
            else []
        )
        if before is not None and _is_hedge(between):
            highest = number.value.highest
            is_range = highest is None or highest >= before.value.at_least
            value = CountRange(before.value.lowest, highest) if is_range else before.value
            words = f"{before.words} {' '.join(between)} {number.words}"
            joined[-1] = SentenceNumber(before.start, number.end, value, words, before.has_head)
        else:
            joined.append(number)
    return joined


def _is_hedge(forms: Sequence[str]) -> bool:
    """Whether words say that the number behind them may be meant instead: "if not", "perhaps"."""
    return bool(forms) and phrase_of(" ".join(forms)) in claim_words().no_count.hedges
