"""The shares in a sentence: "most of", "two thirds of", "one in three"; none of them is a count."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sijill.claims.sentences.numerals.numbers import SentenceNumber
from sijill.claims.sentences.numerals.proportions import proportion_at
from sijill.claims.sentences.statuses import status_between
from sijill.claims.sentences.words import PhraseSpan, claim_words, phrase_spans, status_spans
from sijill.language.phrases import PhraseBook
from sijill.model.results.claims import ClaimParts, Comparator
from sijill.model.values.quantities import Unit

THINGS = frozenset(
    {
        Unit.MUNITIONS,
        Unit.STRIKES,
        Unit.ENGAGEMENTS,
        Unit.BUILDINGS,
        Unit.SQUARE_METRES,
        Unit.SITES,
    }
)
"""Units that are no persons."""
REACH = 3
"""Words between people and what happened to them: "civilians who were killed"."""


def claims_of_share(
    whole: ClaimParts,
    before: Sequence[ClaimParts],
    units: Sequence[PhraseSpan],
    forms: Sequence[str],
) -> list[ClaimParts]:
    """What the sentence says of a share of something: the whole is the number before it, if any."""
    share = _share(tuple(forms))
    if share is None:
        return []
    units = [span for span in units if span.value]
    unit = next((span for span in units if span.start >= share.end), None)
    whole_unit = before[-1].unit if before else None
    if not before and unit is not None and _is_of_a_whole(forms, share, unit):
        whole_unit = Unit(unit.value)  # "most of the bodies were civilians": bodies are the whole
        unit = next(
            (
                span
                for span in units
                if span.start >= unit.end and span.value not in (unit.value, *THINGS)
            ),
            unit,
        )
    elif not before and (named := _inside(units, share)):
        whole_unit = Unit(named.value)  # "un mort sur quatre": the dead are the whole
        unit = named
    status = status_between(status_spans(forms), share.end, len(forms), forms)
    return [
        replace(
            whole,
            comparator=Comparator(share.value),
            unit=Unit(unit.value) if unit else None,
            status=status,
            unlike=whole_unit,
            read=(*whole.read, ("number", " ".join(forms[share.start : share.end]))),
        )
    ]


def _inside(units: Sequence[PhraseSpan], share: PhraseSpan) -> PhraseSpan | None:
    """What a proportion counts that has its noun inside: "un mort sur quatre"."""
    return next(
        (span for span in units if span.value and share.start <= span.start < share.end), None
    )


@cache
def _shares() -> PhraseBook:
    """Words for a share, and whether they say more than half or another part."""
    return PhraseBook(
        {
            **dict.fromkeys(claim_words().shares.part, Comparator.PART_OF.value),
            **dict.fromkeys(claim_words().shares.most, Comparator.MOST_OF.value),
        }
    )


@lru_cache(maxsize=32)
def _share(forms: tuple[str, ...]) -> PhraseSpan | None:
    """The first share of a sentence, its value a comparator: more than half, or another part."""
    spans = [
        span
        for span in phrase_spans(forms, _shares())
        if forms[max(0, span.start - 1) : span.start] not in claim_words().shares.superlative
        or span.end - span.start > 1
    ]
    if spans:
        return spans[0]
    places = proportion_at(forms)
    return PhraseSpan(places.start, places.stop, Comparator.PART_OF.value) if places else None


def share_behind(forms: Sequence[str], first: int) -> int:
    """Where a share of the people before it begins, "most of them", behind a word; else the end.

    What stands behind it is said of the share: "the 2,600 bodies, most of them civilians".
    """
    share = _share(tuple(forms))
    if share is None or share.start < first:
        return len(forms)
    behind = forms[share.end - 1 : share.end + REACH]
    is_of_them = any((form,) in claim_words().shares.them for form in behind)
    return share.start if is_of_them else len(forms)


def is_whole_of_share(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether a number is the whole of a share: "most of the 2,600 bodies were civilians".

    What the sentence says then is said of the share and not of the whole.
    """
    share = _share(forms)
    if share is None or number.start <= share.start or number.start > share.end + 1:
        return False
    before = forms[share.start : number.start + 1]
    return any((form,) in claim_words().shares.of for form in before)


def _is_of_a_whole(forms: Sequence[str], share: PhraseSpan, unit: PhraseSpan) -> bool:
    """Whether "most of the" stands right before the unit, and does not mean people named before."""
    between, words = forms[share.end : unit.start], claim_words()
    is_of = not between or any(
        (form,) in words.shares.of for form in (*forms[share.start : share.end], *between)
    )
    is_of_them = any((form,) in words.shares.them for form in (*between, forms[share.end - 1]))
    return is_of and len(between) <= REACH and not is_of_them
