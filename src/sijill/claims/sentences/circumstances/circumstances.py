"""Where and when what each number of a sentence counts happened.

Of two places, or times, in two clauses each is that of the number in its clause: "12 died in Tell
Nur and 25 in Bir Sabil". A clause without one is about what was named before it, or about all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijill.claims.sentences.attribution.attribution_words import attribution_words
from sijill.claims.sentences.circumstances.dates import day_written, find_dates, month_alone
from sijill.claims.sentences.circumstances.places import (
    begins_place,
    place_in,
    place_of_event,
    place_written,
)
from sijill.claims.sentences.circumstances.time_words import time_words
from sijill.claims.sentences.circumstances.undated import since_event, undated_time
from sijill.claims.sentences.numerals.number_words import is_number_word, is_unit_word
from sijill.claims.sentences.numerals.numbers import CLAUSE_ENDS, STOPS, SentenceNumber
from sijill.claims.sentences.words import claim_words, first_words, phrase_spans
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Place and period, and the words for a time that has no date: "on Sunday"."""

    place: str = ""
    period: DateInterval = UNKNOWN_DATE
    undated: tuple[tuple[str, str], ...] = ()
    said_on: DateInterval = UNKNOWN_DATE


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names of the places of a case, of its incidents, and of whoever is no place."""

    places: Sequence[str]
    events: Sequence[str]
    others: Sequence[str]


def circumstances_of(
    tokens: Sequence[str],
    forms: Sequence[str],
    numbers: Sequence[SentenceNumber],
    names: PlaceNames,
) -> tuple[Circumstances, list[Circumstances]]:
    """Those of the sentence, and those of each of its numbers.

    Args:
        tokens: the words as written.
        forms: the same folded.
        numbers: those that are counted.
        names: of places, and of whoever is none.
    """
    whole = _read(tokens, forms, names)
    if len(numbers) <= 1:
        return whole, [whole] * len(numbers)
    each: list[Circumstances] = []
    for number, clause in zip(numbers, own_clauses(tokens, forms, numbers), strict=True):
        own = _read(tokens[clause], forms[clause], names)
        is_apart = is_whole_before(forms, numbers, number)
        before = each[-1] if each else Circumstances() if is_apart else whole
        timed = own if own.period.is_known or own.undated else before
        place = own.place or before.place
        each.append(Circumstances(place, timed.period, timed.undated, whole.said_on))
    return whole, each


def is_whole_before(
    forms: Sequence[str], numbers: Sequence[SentenceNumber], number: SentenceNumber
) -> bool:
    """Whether a number is the whole of those behind it: "of the 92 killed, 59 died in Tell Nur".

    What is said of a part is not said of it.
    """
    is_whole = any(tuple(forms[:length]) in attribution_words().wholes for length in (1, 2))
    is_first = len(numbers) > 1 and number == numbers[0]
    return is_first and (is_whole or _is_part_somewhere(forms, numbers[1]))


def _is_part_somewhere(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether a number is of those before it, and a place its own: "40 of them in Tell Nur".

    Or "of them 40 in Tell Nur".
    """
    words = forms[max(0, number.start - 1) : number.end]
    is_of_them = any((form,) in claim_words().shares.them for form in words)
    behind = range(number.end - 1, min(number.end + 2, len(forms)))
    them = (at for at in behind if (forms[at],) in claim_words().shares.them)
    among = phrase_spans(forms[: number.start], claim_words().frame.among)
    is_among = any(span.end == number.start for span in among)
    is_somewhere = any(begins_place(forms, at + 1) for at in them)
    return is_somewhere or ((is_among or is_of_them) and begins_place(forms, number.end))


def _read(tokens: Sequence[str], forms: Sequence[str], names: PlaceNames) -> Circumstances:
    """What the words of a sentence or of a clause say of place and time."""
    place = (
        place_of_event(tokens, forms, names.events)
        or place_in(tokens, forms, names.places)
        or place_written(tokens, forms, names.others)
        or first_words(forms, time_words().elsewhere)
    )
    if season := first_words(forms, time_words().seasons):
        return Circumstances(place, undated=(("day", season),))
    _, period, said_on = find_dates(tokens, forms)
    if period.is_known:
        return Circumstances(place, period, said_on=said_on)
    month = month_alone(tokens, forms)
    day = day_written(tokens) or undated_time(forms) or ("" if month else since_event(forms))
    times = (("month", month), ("day", day))
    undated = tuple((part, words) for part, words in times if words)
    return Circumstances(place, period, undated, said_on)


def own_clauses(
    tokens: Sequence[str], forms: Sequence[str], numbers: Sequence[SentenceNumber]
) -> list[slice]:
    """The words of each number, up to the strongest joint before the next."""
    compared = {span.start for span in phrase_spans(forms, claim_words().frame.comparison)}
    ends = [
        _joint(tokens, forms, range(before.end, number.start), compared)
        for before, number in pairwise(numbers)
    ]
    return [slice(*ends_of) for ends_of in pairwise([0, *ends, len(forms)])][: len(numbers)]


def _joint(
    tokens: Sequence[str], forms: Sequence[str], between: range, compared: Collection[int]
) -> int:
    """The last of the strongest joints between two numbers; else where the second begins."""
    ranked = (
        [at for at in between if forms[at] in STOPS],
        [at for at in between if at in compared or _joins(tokens, forms, at)],
        [at for at in between if forms[at] in CLAUSE_ENDS],
    )
    return next((places[-1] for places in ranked if places), between.stop)


def _joins(tokens: Sequence[str], forms: Sequence[str], at: int) -> bool:
    """Whether an "and" parts two clauses, and no two names or days: "3 and 9 May"."""
    if forms[at].startswith("و") and is_unit_word(forms[at][1:]):
        return True
    if (
        forms[at].startswith("وال")
        and "".join(forms[at + 1 : at + 2])
        and is_number_word(forms[at + 1])
    ):
        return True  # والجيش ثمانية
    beside = [tokens[place][:1] for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
    is_of_names = all(letter.isupper() for letter in beside)
    is_of_days = all(letter.isdigit() for letter in beside)
    return (forms[at],) in claim_words().counting.joined and not (is_of_names or is_of_days)
