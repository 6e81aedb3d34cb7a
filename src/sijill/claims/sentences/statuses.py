"""To whom a number of people is limited: civilians, children, "women and children".

Of statuses that are joined by "and" each is meant, and the limit is all of them together: "8 women
and children" are neither eight women nor a count of all the dead.
"""

from collections.abc import Sequence

from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS
from sijill.claims.sentences.words import PhraseSpan, claim_words, phrase_spans

AND = " and "
"""Between statuses that a number counts together."""
_COMMAS = frozenset({(",",), ("،",)})


def status_between(spans: Sequence[PhraseSpan], first: int, last: int, forms: Sequence[str]) -> str:
    """The first status that begins between two words, with those joined to it; else empty.

    Args:
        spans: where words for statuses stand, in their order.
        first: the first word.
        last: the word behind the last.
        forms: the folded words of the sentence.
    """
    within = [span for span in spans if first <= span.start < last]
    taken: list[PhraseSpan] = []
    for span in within:
        if taken and not _is_joined(taken[-1], span, forms):
            break
        taken.append(span)
    return AND.join(dict.fromkeys(span.value for span in taken))


def is_telling(forms: Sequence[str], first: int, span: PhraseSpan) -> bool:
    """Whether people behind a number that ends there tell it, did it or are told it."""
    frame, between = claim_words().frame, forms[first : span.start]
    is_told = any((form,) in frame.speech for form in between[-1:])  # "told reporters"
    counting = claim_words().counting
    agent = [form for form in between if (form,) not in counting.determiners][-1:]
    is_agent = any((form,) in counting.by for form in agent)  # "shot dead by soldiers"
    if is_told or is_agent or phrase_spans(between, frame.cited_before):
        return True
    stop = next((at for at in range(span.end, len(forms)) if forms[at] in CLAUSE_ENDS), len(forms))
    is_said = any((form,) in frame.speech for form in forms[span.end : stop])
    return is_said and not CLAUSE_ENDS.isdisjoint(between)


def statuses_of(status: str) -> frozenset[str]:
    """Each status of a limit that may be of several together."""
    return frozenset(filter(None, status.split(AND)))


def _is_joined(before: PhraseSpan, span: PhraseSpan, forms: Sequence[str]) -> bool:
    """Whether nothing but "and" or commas part two statuses: "women, children", نساء وأطفال."""
    between = forms[before.end : span.start]
    if not between:
        return forms[span.start].startswith("و") and span.value != before.value
    listed = claim_words().counting
    joints = listed.joined | _COMMAS | {("or",), ("ou",)}
    articles = listed.determiners | {("des",), ("de",)}
    return any((form,) in joints for form in between) and all(
        (form,) in joints | articles for form in between
    )
