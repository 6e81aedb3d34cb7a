"""The numbers in a sentence: in digits and words, "dozens", "nobody"; shares are none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sijill.claims.sentences.numerals.nobody import is_nobody, words_of_nobody
from sijill.claims.sentences.numerals.number_words import (
    is_group,
    is_number_word,
    is_numeral,
    is_unit_word,
    with_factor,
    without_and,
)
from sijill.claims.sentences.numerals.proportions import is_proportion
from sijill.claims.sentences.words import claim_words
from sijill.language.numbers import may_be_of_count, may_end_count, read_count, states_part
from sijill.model.values.counts import CountRange

_LONGEST_NUMBER = 9
STOPS = frozenset(".;:!?—")
"""Marks that end a part of a sentence."""
CLAUSE_ENDS = STOPS | frozenset(",،")
_MARKS = CLAUSE_ENDS | frozenset("-–")


@dataclass(frozen=True, slots=True)
class SentenceNumber:
    """A number from token ``start`` to before ``end``, as read and as written."""

    start: int
    end: int
    value: CountRange
    words: str
    has_head: bool = False
    """Whether one more was counted than the number says: "he and his three children"."""


def find_numbers(
    tokens: Sequence[str], forms: Sequence[str], days: Collection[int]
) -> list[SentenceNumber]:
    """Every number of a sentence that may count something; ``days`` are the tokens of dates."""
    numbers: list[SentenceNumber] = []
    forms = [
        form if not _is_article(tokens, forms, place) else ";" for place, form in enumerate(forms)
    ]
    starts = _possible_starts(forms)
    position = 0
    while position < len(tokens):
        number = _number_at(tokens, forms, days, position) if position in starts else None
        if number is None:
            position += 1
            continue
        number = _of_families(tokens, forms, days, number)
        number = _passed(forms, _with_head(tokens, forms, number))
        words = " ".join(forms[number.end : number.end + _WORDS_BEHIND]).replace("-", " ").split()
        behind = [tuple(words[:length]) for length in (1, 2)]  # "34-year-old" is of no people
        ends = range(number.start, number.end)
        if is_proportion(forms, ends, number.value) or _is_no_count(forms, number):
            position = position + 1 if _is_the_number_of(forms, number) else number.end + 1
            continue
        has_unit = any(map(is_unit_word, forms[number.start + 1 : number.end]))
        # "12 children killed days later" counts children
        if number.has_head and numbers and numbers[-1].end == number.start - 2:
            numbers.pop()  # "a couple"
        if has_unit or not any(each in claim_words().no_count.units for each in behind):
            numbers.append(number)
        position = number.end
    return numbers


def _possible_starts(forms: Sequence[str]) -> set[int]:
    """Where a number may begin: words for nobody, "another", and words up to a number word."""
    starts: set[int] = set()
    away = _LONGEST_NUMBER
    for place in range(len(forms) - 1, -1, -1):
        form = forms[place]
        if not may_be_of_count(form):
            away = _LONGEST_NUMBER
        else:
            away = 0 if is_number_word(form) else away + 1
        if away < _LONGEST_NUMBER or form in words_of_nobody():
            starts.add(place)
    return starts


def _of_families(
    tokens: Sequence[str], forms: Sequence[str], days: Collection[int], number: SentenceNumber
) -> SentenceNumber:
    """Several families of a number: so many at least, and at most so many in each.

    "Two families of seven" may be seven or fourteen people.
    """
    listed = claim_words()
    behind = forms[number.end : number.end + 2]
    if len(behind) < 2 or (behind[0],) not in listed.no_count.families:  # noqa: PLR2004
        return number
    if (behind[1],) not in listed.shares.of or not number.value.is_exact:
        return number
    each = _number_at(tokens, forms, days, number.end + 2)
    if each is None or not each.value.is_exact or number.value == CountRange.exactly(1):
        return number
    least, families = each.value.greatest_known, number.value.greatest_known
    words = " ".join(tokens[number.start : each.end])
    return SentenceNumber(number.start, each.end, CountRange(least, families * least), words)


def _passed(forms: Sequence[str], number: SentenceNumber) -> SentenceNumber:
    """A number that was passed, as the least: "the toll exceeds 30,000".

    In Arabic its subject may stand between: تجاوز عدد القتلى 3000.
    """
    passed = claim_words().no_count.passed
    before = forms[max(0, number.start - _REACH_OF_PASSED) : number.start]
    is_passed = tuple(before[-1:]) in passed or any(
        (form,) in passed and not form.isascii() and not _MARKS.intersection(before[at:])
        for at, form in enumerate(before)
    )
    if not is_passed or not number.value.is_exact:
        return number
    return replace(number, value=CountRange(number.value.at_least + 1, None))


def _with_head(
    tokens: Sequence[str], forms: Sequence[str], number: SentenceNumber
) -> SentenceNumber:
    """A number of kin with whom they belong to: "a woman and her two daughters" are three."""
    listed = claim_words().no_count
    before = forms[max(0, number.start - 3) : number.start]
    behind = forms[number.start : number.end + 2]
    is_of_kin = any((form,) in listed.kin for form in behind)
    if len(before) < 3 or not is_of_kin or before[1] not in _BESIDE:  # noqa: PLR2004
        return number
    is_name = tokens[number.start - 3][:1].isupper() and before[1] == "and"
    heads = 2 if (before[0],) in listed.pairs else int(is_name or (before[0],) in listed.heads)
    if (before[2],) not in listed.possessors or not heads:
        return number
    others = heads + _is_one_behind(forms, number.end)
    low, high = number.value.lowest, number.value.highest
    more = CountRange(
        None if low is None else low + others, None if high is None else high + others
    )
    words = " ".join(tokens[number.start - 3 : number.end])
    return SentenceNumber(number.start, number.end, more, words, has_head=True)


_BESIDE = ("and", ",")


def _is_one_behind(forms: Sequence[str], end: int) -> bool:
    """Whether one more is told behind the noun: "her three daughters and a neighbour were"."""
    behind = forms[end + 1 : end + 5]
    if len(behind) < 4 or behind[0] != "and" or behind[3] not in _PLURAL_VERBS:  # noqa: PLR2004
        return False
    is_counted = isinstance(read_count(" ".join(behind[1:3]), of_cell=False), CountRange)
    return behind[1] in ("a", "an") and not is_counted and not is_unit_word(behind[2])


_PLURAL_VERBS = frozenset({"were", "are", "have", "died"})


def _is_no_count(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether the words count nothing: "as many as", "two thirds", "one family"."""
    before = forms[number.start - 1] if number.start else ""
    behind = forms[number.end] if number.end < len(forms) else ""
    first = forms[number.start]
    if (before,) in claim_words().no_count.hundredths:
        return True  # "per cent"
    if first in ("many", "few") and (before,) in claim_words().no_count.many_before:
        return True
    if number.value.is_exact and (behind,) in claim_words().shares.fractions:
        return True
    is_told = (behind,) in claim_words().frame.speech and number.end == number.start + 1
    if is_told and not is_numeral(first):
        return True  # "some say"
    nobody = claim_words().nobody
    is_counted = is_unit_word(behind) or (behind,) in claim_words().statuses
    if (first,) in nobody.one and (before,) in nobody.negations and not is_counted:
        return True  # "not one but three"
    earlier = forms[number.start - 2] if number.start > 1 else ""
    if (first,) in nobody.one and behind in ("", *CLAUSE_ENDS):
        return (earlier,) in claim_words().counting.determiners  # "than the official one"
    if (first,) in claim_words().no_count.single_before and (
        behind,
    ) in claim_words().no_count.single:
        return True
    second = forms[number.start + 1] if number.start + 1 < len(forms) else ""
    if (first,) in claim_words().no_count.single_before and (second,) in claim_words().shares.of:
        ahead = forms[number.start + 2 : number.start + _REACH_OF_ONE]
        people = any(is_unit_word(form) or (form,) in claim_words().shares.them for form in ahead)
        return not people  # "one of the most violent weeks"
    return _is_the_number_of(forms, number) or (first,) in claim_words().shares.fractions


def _is_the_number_of(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether "the number of" leads to a number: عدد القتلى 310, يتجاوز عدد القتلى 3000."""
    pairs = list(pairwise(forms[number.start : number.end + 1]))
    leads = pairs[:1] == [("number", "of")]
    return leads or any(form == "عدد" and behind.startswith("ال") for form, behind in pairs)


_REACH_OF_PASSED = 4
"""Words before a number, within which an Arabic verb says that it was passed."""
_REACH_OF_ONE = 6
"""Words from "one of" on, within which it says of whom."""
_WORDS_BEHIND = 3
"""A hyphen and two words."""


_IS_OF = ("est", "de")
"""French for "is", and no short "estimated"; and comparisons with a number, no bounds of it."""
_TIMES_MORE, _MORE_THAN_THE = ("times", "more", "than"), ("than", "the")


def _number_at(
    tokens: Sequence[str], forms: Sequence[str], days: Collection[int], position: int
) -> SentenceNumber | None:
    """The longest number that begins at a token; of "no civilians were killed" it is zero."""
    if is_nobody(forms, position):
        return SentenceNumber(position, position + 1, CountRange.exactly(0), tokens[position])
    if (forms[position],) in claim_words().nobody.words:
        return None  # "nobody knows"
    begin = tuple(forms[position : position + 3])
    is_times = tuple(forms[max(0, position - 1) : position + 2]) == _TIMES_MORE
    if begin[:2] == _IS_OF or begin[1:] == _MORE_THAN_THE or is_times:
        return None
    if _is_one_more(forms, position):
        return SentenceNumber(position, position + 1, CountRange.exactly(1), tokens[position])
    if (value := with_factor(tokens, forms, position)) is not None:
        words = f"{tokens[position]} {tokens[position + 1]}"
        return SentenceNumber(position, position + 2, CountRange.exactly(value), words)
    return _longest_at(tokens, forms, days, position)


def _longest_at(
    tokens: Sequence[str], forms: Sequence[str], days: Collection[int], position: int
) -> SentenceNumber | None:
    """The longest number in digits and words that begins at a token."""
    ahead = forms[position : position + _LONGEST_NUMBER]
    strange = (at for at, form in enumerate(ahead) if not may_be_of_count(form))
    for length in range(next(strange, len(ahead)), 0, -1):
        places = range(position, position + length)
        if any(place in days for place in places) or forms[places[-1]] in _MARKS:
            continue
        if not may_end_count(forms[places[-1]]) or _leads_on(forms[places[-1]]):
            continue
        if any(forms[place] in CLAUSE_ENDS for place in places):
            continue
        if not any(_is_number(tokens, forms, place) for place in places):
            continue
        if _has_no_bound(forms, places):
            continue
        words = without_and(" ".join(tokens[position : position + length]), forms[position])
        value = read_count(words, of_cell=False)
        if isinstance(value, CountRange) and value.is_known and not states_part(words):
            return SentenceNumber(position, position + length, value, words)
    return None


def _leads_on(form: str) -> bool:
    """Whether a word such as "from" leads to what follows: seven bodies *from* the rubble."""
    return (form,) in claim_words().frame.change_from


def _is_number(tokens: Sequence[str], forms: Sequence[str], place: int) -> bool:
    """Whether a word is a number, and not a name with a capital: "Bir" is one in Turkish alone."""
    if not is_number_word(forms[place]):
        return False
    is_first = place == 0 or forms[place - 1] in STOPS
    is_name = tokens[place][:1].isupper() and not is_first
    return is_numeral(forms[place]) or not is_name


def _has_no_bound(forms: Sequence[str], places: range) -> bool:
    """Whether a word behind the number bounds nothing, or the number that follows.

    It says where in "312 bodies under the rubble", and is of 60 in "27 dead and over 60 injured".
    """
    listed = claim_words().no_count
    has_number = [any(map(is_numeral, forms[places[0] : place])) for place in places]
    says_where = any(
        (forms[place],) in listed.no_bound_behind
        and (is_behind or not is_number_word("".join(forms[place + 1 : place + 2])))
        for place, is_behind in zip(places[1:], has_number[1:], strict=True)
    )
    last = places[-1]
    if (forms[last],) in listed.only_behind_or and (forms[last - 1],) not in listed.alternatives:
        return True  # "35 dead so far" is no "35 or so"
    behind = tuple(forms[last + 1 : last + 2])
    return says_where or (has_number[-1] and behind in listed.bound_of_next)


def _is_one_more(forms: Sequence[str], position: int) -> bool:
    """Whether "another" is one person more, to whom something else happened: "another wounded"."""
    if (forms[position],) not in claim_words().no_count.one_more:
        return False
    behind = tuple(forms[position + 1 : position + 2])
    people = claim_words().frame.people
    return bool(claim_words().units.get(behind)) and behind not in people


def _is_article(tokens: Sequence[str], forms: Sequence[str], position: int) -> bool:
    """Whether a word that may count one does not: it does before a unit and behind no noun."""
    if (forms[position],) not in claim_words().no_count.articles:
        return False
    before, behind = forms[max(0, position - 1) : position], forms[position + 1 : position + 2]
    if behind and is_group(behind[0]):
        return False
    is_first = not before or (before[0],) in claim_words().no_count.article_behind
    is_one = is_first and bool(behind) and is_unit_word(behind[0])
    return tokens[position].isupper() or not is_one
