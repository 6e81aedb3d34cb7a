"""What a number counts that says so beside another: "1,600 and 159 civilian deaths"."""

from collections.abc import Sequence
from dataclasses import replace

from sijill.claims.sentences.numerals.number_words import is_unit_word
from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS, STOPS, SentenceNumber
from sijill.claims.sentences.shares import THINGS
from sijill.claims.sentences.statuses import status_between
from sijill.claims.sentences.units import numeral_at
from sijill.claims.sentences.words import claim_words, status_spans
from sijill.model.results.claims import ClaimParts
from sijill.model.values.quantities import Unit


def together(
    number: SentenceNumber, numbers: Sequence[SentenceNumber], forms: Sequence[str]
) -> list[SentenceNumber]:
    """The numbers that stand beside this one with nothing but "and" or a comma between them."""
    joints = claim_words().counting.joined | {(",",), ("،",)}
    runs: list[list[SentenceNumber]] = []
    for each in numbers:
        between = forms[runs[-1][-1].end : each.start] if runs else ()
        if between and all((form,) in joints for form in between):
            runs[-1].append(each)
        else:
            runs.append([each])
    return next(run for run in runs if number in run)


def with_unit_behind(
    claims: Sequence[ClaimParts], numbers: Sequence[SentenceNumber], forms: Sequence[str]
) -> list[ClaimParts]:
    """Numbers of one run count what stands behind its last: "1,600 and 159 civilian deaths"."""
    complete = list(claims)
    joints = claim_words().shares.of | {("the",)}
    for place, number in enumerate(numbers):
        if claims[place].unit is not None:
            continue
        last = claims[numbers.index(together(number, numbers, forms)[-1])]
        behind = numbers[place + 1].start if place + 1 < len(numbers) else None
        first = numeral_at(forms, number) + 1
        if behind is not None and _are_people(forms[first:behind]):
            last = claims[place + 1]  # "76 fighters and 12 civilians died"
            status = status_between(status_spans(forms), number.end - 1, behind, forms)
            last = replace(last, status=status)
        if behind == number.end and (forms[number.end - 1],) in joints:
            last = claims[place + 1]  # "30 of the 415 allegations"
        if last.unit is not None:
            complete[place] = replace(complete[place], unit=last.unit, status=last.status)
    return complete


def _are_people(between: Sequence[str]) -> bool:
    """Whether nothing but a word for people and an "and" parts two numbers."""
    statuses, joints = status_spans(between), claim_words().counting.joined
    last = statuses[0].end if statuses and statuses[0].start == 0 else len(between)
    return last < len(between) and all((form,) in joints for form in between[last:])


_OF_THOSE = {("those", "of"), ("ceux", "de"), ("celles", "de"), ("that", "of")}


def with_unit_before(
    claims: Sequence[ClaimParts], numbers: Sequence[SentenceNumber], forms: Sequence[str]
) -> list[ClaimParts]:
    """A bare number after one of people counts the same: "31 civilians died; they say 12".

    So does one of those of some people: "33 bodies, including those of nine children".
    """
    complete: list[ClaimParts] = []
    for claim, number in zip(claims, numbers, strict=True):
        before = complete[-1] if complete else None
        is_of_those = tuple(forms[max(0, (at := numeral_at(forms, number)) - 2) : at]) in _OF_THOSE
        if before is not None and before.unit is not None and is_of_those:
            claim = replace(claim, unit=before.unit)  # noqa: PLW2901
        is_bare = before is not None and _is_bare(forms, number)
        if claim.words_of("elsewhere") and not is_bare:
            complete.append(claim)
            continue
        is_missing = claim.unit is None or (is_bare and claim.unit in _NO_PEOPLE)
        is_joined = is_bare and STOPS.isdisjoint(forms[: number.start])
        inherited = (*OF_PEOPLE, *_OF_DEAD) if is_joined else OF_PEOPLE
        if is_missing and before is not None and before.unit and before.unit in inherited:
            words = f"not said; as before, {before.unit.value}"
            read = tuple(each for each in claim.read if each[0] not in ("unit", "elsewhere"))
            own = status_between(
                status_spans(forms), number.start, _end_of_noun(forms, number), forms
            )
            status = own or before.status  # "12 civilians, among them three journalists"
            claim = replace(  # noqa: PLW2901  the claim with what it inherits
                claim, unit=before.unit, status=status, read=(*read, ("unit", words))
            )
        complete.append(claim)
    return complete


def _end_of_noun(forms: Sequence[str], number: SentenceNumber) -> int:
    """Where the noun behind a number may end at the latest: "eight army soldiers"."""
    ends = claim_words().counting.joined | {(mark,) for mark in CLAUSE_ENDS}
    latest = min(number.end + _WORDS_OF_NOUN, len(forms))
    stops = (at for at in range(number.end, latest) if (forms[at],) in ends)
    return max(next(stops, latest), number.end + 1)


_WORDS_OF_NOUN = 3


def _is_bare(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether no noun stands behind a number: "eleven of them", "33 in shelling", "say nine"."""
    words, listed = forms[number.start : number.end], claim_words()
    behind = "".join(forms[number.end : number.end + 1])
    is_end = behind in ("", *CLAUSE_ENDS) or (behind,) in listed.frame.leading
    is_of_them = (words[-1],) in listed.shares.them
    return (is_end or is_of_them) and not any(map(is_unit_word, words))


_NO_PEOPLE = THINGS | {Unit.INCIDENTS}
_OF_DEAD = (Unit.BODIES, Unit.REMAINS_SETS)
OF_PEOPLE = (Unit.DEATHS, Unit.INJURIES, Unit.CASUALTIES)
