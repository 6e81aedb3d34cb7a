"""What a number counts: the unit behind it, or before it, and what befell the people."""

from collections.abc import Sequence

from sijill.claims.sentences.numerals.number_words import is_numeral
from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS, STOPS, SentenceNumber
from sijill.claims.sentences.shares import REACH, THINGS
from sijill.claims.sentences.words import PhraseSpan, claim_words
from sijill.model.values.quantities import Unit


def nearest_unit(
    units: Sequence[PhraseSpan], number: SentenceNumber, first: int, last: int, forms: Sequence[str]
) -> PhraseSpan | None:
    """The unit behind the number, else before it; deaths are named more exactly by a verb.

    "104 civilians killed" is deaths, "104 civilians injured" injuries: of the units in the same
    clause a word for people yields to the word for what happened to them.
    """
    before = [span for span in reversed(units) if first <= span.start < number.start]
    behind = _behind(units, number, last, forms)
    behind = [
        span for span in behind if not (before and _leads_on(span, number.end, last, forms))
    ]  # "killing 25 and wounding 40 people"
    if number.end < last and (forms[number.end],) in claim_words().no_count.families:
        return None
    if (within := _within(units, number, forms)) is not None:
        return within
    if not behind:
        inside = [span for span in units if number.start <= span.start < number.end]
        behind = inside or before
    if not behind:
        return next((span for span in units if number.end <= span.start < last), None)
    nearest = behind[0]
    befallen = _before_people(units, number, nearest, forms)
    if befallen is not None:
        return befallen
    if (of_remains := _remains_before(units, number, forms)) is not None:
        return of_remains
    killed = [span for span in units if number.start - 2 <= span.start < number.end]
    if not nearest.value and killed and killed[0].value == Unit.DEATHS:
        return killed[0]  # "killed 41 returnees"
    if (forms[nearest.start],) not in claim_words().frame.people and nearest.value:
        return nearest
    exact = [
        span
        for span in behind[1:]
        if span.start - nearest.end <= REACH and not _leads_on(span, nearest.end, last, forms)
    ]
    numeral = numeral_at(forms, number)  # "injured fewer than 500 civilians"
    before = [span for span in reversed(units) if first <= span.start < numeral]
    exact += [span for span in before if _is_said_before(span, numeral, forms)]
    befell = [span for span in exact if _is_of_people(span, forms)]
    leading = [span for span in units if number.start - 2 <= span.start < nearest.start]
    if any(span.value == Unit.DEATHS and _is_of_people(span, forms) for span in leading):
        befell = [span for span in befell if span.value]  # "killed 50 people who fled"
    return next((span for span in befell if span.value), (*befell, nearest)[0])


def _behind(
    units: Sequence[PhraseSpan], number: SentenceNumber, last: int, forms: Sequence[str]
) -> list[PhraseSpan]:
    """The units behind a number in its part of the sentence."""
    stop = next((at for at in range(number.end, last) if forms[at] in STOPS), last)
    return [
        span
        for span in units
        if number.end - 1 <= span.start < stop
        and not _is_verb_of_speech(span, number, stop, forms)
        and not _begins_another(span, forms)
    ]


def _leads_on(span: PhraseSpan, first: int, last: int, forms: Sequence[str]) -> bool:
    """Whether a verb behind an "and" is of the next number: "killed five people and wounded 8"."""
    joints = claim_words().counting.joined | {(mark,) for mark in CLAUSE_ENDS}
    is_joined = any((form,) in joints for form in forms[first : span.start])
    between = forms[span.end : last]
    is_last = last == len(forms) or len(between) > 1 or span.start < first
    return is_joined and not is_last and not any((form,) in joints for form in between)


def numeral_at(forms: Sequence[str], number: SentenceNumber) -> int:
    """Where a number itself begins behind words that lead to it: "the names of 641"."""
    places = (at for at in range(number.start, number.end) if is_numeral(forms[at]))
    return next(places, number.start)


def families_behind(forms: Sequence[str], number: SentenceNumber) -> str:
    """The word for families that a number counts, whose members nobody counted; else empty."""
    ahead = forms[number.end - 1 : number.end + 1]
    return next((form for form in ahead if (form,) in claim_words().no_count.families), "")


def _within(
    units: Sequence[PhraseSpan], number: SentenceNumber, forms: Sequence[str]
) -> PhraseSpan | None:
    """What the words of a number end in that go on behind it: "38 bodies from the school"."""
    last = number.end - 1
    is_joint = (forms[last],) in claim_words().counting.determiners
    people = claim_words().frame.people
    inside = [span for span in units if number.start < span.start < last and span.value]
    return next((span for span in inside if is_joint and (forms[span.start],) not in people), None)


def _before_people(
    units: Sequence[PhraseSpan], number: SentenceNumber, nearest: PhraseSpan, forms: Sequence[str]
) -> PhraseSpan | None:
    """What befell people, between their number and the word for them: "wounded people"."""
    people = claim_words().frame.people
    if (forms[nearest.start],) not in people:
        return None
    between = (span for span in units if number.start < span.start < nearest.start)
    return next(
        (span for span in between if span.value and (forms[span.start],) not in people), None
    )


def _begins_another(span: PhraseSpan, forms: Sequence[str]) -> bool:
    """Whether an "and" is written to it, so that it counts another number: وإصابة 3400."""
    first = forms[span.start]
    return first.startswith("و") and (first[1:],) in claim_words().units


def _is_verb_of_speech(
    span: PhraseSpan, number: SentenceNumber, stop: int, forms: Sequence[str]
) -> bool:
    """Whether "reports" is what somebody does: "54 people died, state television reports"."""
    is_last = span.end == stop and span.value == Unit.REPORTS
    return is_last and any(form in (",", "،") for form in forms[number.end : span.start])


def _remains_before(
    units: Sequence[PhraseSpan], number: SentenceNumber, forms: Sequence[str]
) -> PhraseSpan | None:
    """Bodies, remains or names of a number of people: "the remains of 38 people"."""
    first = numeral_at(forms, number)
    return next(
        (
            span
            for span in units
            if span.value in (Unit.BODIES, Unit.REMAINS_SETS, Unit.NAMED_VICTIMS)
            and span.end <= first <= span.end + 1
            and (forms[span.end],) in claim_words().shares.of
        ),
        None,
    )


def _is_said_before(span: PhraseSpan, numeral: int, forms: Sequence[str]) -> bool:
    """Whether what befell people leads to their number: "wounding 30 children"."""
    between = forms[span.end : numeral]
    is_near = len(between) <= REACH and not any(
        form in (*STOPS, ",", "،", "and") for form in between
    )
    return is_near and span.value in (Unit.INJURIES, Unit.CASUALTIES, "")


def _is_of_people(span: PhraseSpan, forms: Sequence[str]) -> bool:
    """Whether a word says what befell people; "civilians in airstrikes" counts no strikes."""
    is_people = (forms[span.start],) in claim_words().frame.people
    return not is_people and span.value not in THINGS | {Unit.INCIDENTS}


def unit_of(span: PhraseSpan | None, before: Sequence[str]) -> Unit | None:
    """The unit of a phrase; people behind "named" are named victims."""
    if span is None or not span.value:
        return None
    unit = Unit(span.value)
    is_named = tuple(before[-1:]) in claim_words().counting.naming
    return Unit.NAMED_VICTIMS if is_named and unit is Unit.DEATHS else unit
