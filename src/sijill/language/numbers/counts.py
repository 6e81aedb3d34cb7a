"""Words to numbers of people: "4", "4-9", "at least three", "dozens", "ثلاثة", "عشرات".

A cell is cut into numbers and the words around them (``pieces.py``), and the words say what holds
of the number. A text that says nothing about a number is unknown; it is never zero. "none" may mean
either and is set aside. A cell of any length and content gets an answer, in linear time.
"""

import re
from dataclasses import replace
from functools import lru_cache

from sijill.language.numbers.doubted import doubted, without_doubt
from sijill.language.numbers.numerals import value_of
from sijill.language.numbers.phrases import (
    Bound,
    approximation,
    multiples,
    phrase_values,
)
from sijill.language.numbers.pieces import NO_COUNT, Number, Piece, pieces_of
from sijill.language.numbers.stated_parts import without_earlier, without_part
from sijill.language.scripts import (
    fold_arabic,
    fold_dashes,
    fold_digits,
    fold_plain,
    has_note_mark,
    tidy,
)
from sijill.language.unknown import (
    Topic,
    is_spreadsheet_error,
    is_zero_or_unknown,
    means_unknown,
    phrase_form,
)
from sijill.model.limits import LONGEST_COUNT
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.unreadable import Unreadable

_CASE_ENDING = re.compile(r"(?<=\d)['’][a-z]{1,3}(?![a-z])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ`´](?=[^\W\d_])")
_GLUED = re.compile(r"\d[a-z]{1,9}\d")
_SIGN_BEHIND = re.compile(r"\d\s*[<>≤≥]=?$")
_WORD_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])")
_PARTICLE = re.compile(r"(?<![^\W\d_])([כמלוو])-?(?=\d)|(?<![^\W\d_])([כמלוو])([^\W\d_]{2,})")
"""A particle written to a number: כ-10, מחמישה, وستة."""
_CASE_OF_A_WORD = re.compile(
    r"([^\W\d_]{2,}?)(?:[dt][ea]n(?=\s+(?:cok|fazla|az|daha))|[iuae](?=\s+(?:askin|asan|yakin)))"
)
"""The Turkish endings before "more", "less" and "near": beşten fazla, onu aşkın, ona yakın."""
_FOOTNOTE = re.compile(r"(?<=[\d+])(?:\[(?:\d{1,3}|[a-z]{1,2}|note \d{1,3})\])+")
"""The marks of notes as encyclopedias write them to a number: 17[1], 40+[2][a]."""
_ADDED = re.compile(r"\d{1,5}(?:\s*\+\s*\d{1,5}){1,5}")
"""Numbers that a person wrote side by side to be added: 3+1."""
_PERHAPS_ADDED = re.compile(r"(\d{1,5})\s*\(\s*\+\s*(\d{1,5})(?:\s+[^\W\d_][^\d()]{0,30})?\)")
"""A number and, in brackets, some whom not everybody adds to it: 12 (+1), 12 (+1 attacker)."""
_FIVE, _TWENTY, _HUNDRED = 5, 20, 100
_FEW_DIGITS = 7
"""So many digits alone are never more people than can be meant."""
_TWO_NUMBERS = Unreadable("this gives more than one number of people: write the one that is meant")

Answer = CountRange | Unreadable


def read_count(text: str, thousands: str = "", *, of_cell: bool = True) -> Answer:
    """Read a cell or a short phrase as a number of people; empty is unknown.

    A spreadsheet's ``4.0`` is 4; ``4.5`` people is unreadable, as is a negative number.
    ``thousands`` is ``.`` where the column parts thousands by points (see ``thousands_sign``).
    In running text (``of_cell`` false) words of doubt are of the sentence, and not of the number.
    """
    if len(text) <= _FEW_DIGITS and text.isascii() and text.isdigit():
        return _of_digits(text)
    return _read_count(text, thousands, of_cell)


@lru_cache(maxsize=65_536)
def _of_digits(text: str) -> CountRange:
    return CountRange.exactly(int(text))


@lru_cache(maxsize=65_536)
def _read_count(text: str, thousands: str, of_cell: bool) -> Answer:  # noqa: FBT001  cached
    if len(text) > LONGEST_COUNT:
        return Unreadable("this text is too long for a number") if text.strip() else UNKNOWN_COUNT
    if is_spreadsheet_error(text):
        return Unreadable("the spreadsheet could not compute this cell")
    if (listed := phrase_values().get(phrase_form(text))) is not None:
        return listed
    if has_note_mark(text):
        return Unreadable("a raised digit may be the mark of a note: write the number alone")
    if is_zero_or_unknown(text):
        return Unreadable(f"{tidy(text)!r} can mean zero or unknown: write 0 or leave it empty")
    if means_unknown(text, Topic.COUNT):
        return UNKNOWN_COUNT
    folded = without_earlier(without_part(fold_count(text)))
    sure, is_doubted = without_doubt(folded) if of_cell else (folded, False)
    if is_doubted:
        answer = _read_count(sure, thousands, of_cell)
        return doubted(answer) if isinstance(answer, CountRange) else answer
    return _of_numbers(folded, thousands)


def _of_numbers(folded: str, thousands: str) -> Answer:
    """What the numbers of a folded cell and the words around them come to."""
    if _ADDED.fullmatch(folded):
        return CountRange.exactly(sum(map(int, folded.split("+"))))
    if added := _PERHAPS_ADDED.fullmatch(folded):
        return CountRange(int(added[1]), int(added[1]) + int(added[2]))
    if folded.startswith("-"):
        return Unreadable("a number of people cannot be negative")
    if "%" in folded or "٪" in folded:
        return Unreadable("a share is no number of people")
    if _GLUED.search(folded) or _SIGN_BEHIND.search(folded):
        return NO_COUNT
    pieces = pieces_of(_WORD_HYPHEN.sub(" ", folded), thousands)
    return pieces if isinstance(pieces, Unreadable) else _meaning(pieces)


@lru_cache(maxsize=4_096)
def fold_count(text: str) -> str:
    """A cell folded: digits 0 to 9, no case or accents, one kind of dash."""
    plain = fold_dashes(fold_plain(fold_arabic(fold_digits(tidy(text))))).replace("&", " and ")
    plain = _FOOTNOTE.sub("", _CASE_ENDING.sub("", plain))
    return _CASE_OF_A_WORD.sub(_stem, _PARTICLE.sub(_apart, _APOSTROPHE.sub(" ", plain)))


def states_part(text: str) -> bool:
    """Whether a text says who some of a number of people were: "41, of whom 24 children"."""
    folded = fold_count(text)
    return without_part(folded) != folded


def _apart(match: re.Match[str]) -> str:
    """A particle and the number or number word to which it is written as two words."""
    if match[1]:
        return f"{match[1]} "
    is_number = value_of([match[3]]) is not None or (match[3],) in multiples()
    return f"{match[2]} {match[3]}" if is_number else match[0]


def _stem(match: re.Match[str]) -> str:
    return match[1] if value_of([match[1]]) is not None else match[0]


def _meaning(pieces: list[Piece]) -> Answer:
    pieces = _without_of(pieces)
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, Number)]
    if places and Bound.PEOPLE in pieces[places[0] : places[-1]]:
        return _TWO_NUMBERS
    numbers = [piece for piece in pieces if isinstance(piece, Number)]
    marks: list[Bound] = [
        piece for piece in pieces if isinstance(piece, Bound) and piece is not Bound.PEOPLE
    ]
    if len(numbers) == 2:  # noqa: PLR2004  a number said twice, or the ends of a range
        return _of_two(numbers, marks, pieces[places[0] : places[-1]])
    if len(numbers) != 1:
        return NO_COUNT
    if numbers[0].is_about and Bound.ABOUT not in marks:
        marks.append(Bound.ABOUT)
    return _one(numbers[0].value, marks)


def _without_of(pieces: list[Piece]) -> list[Piece]:
    """The pieces without "of" behind the last number, and with "about" where order says so."""
    last = max((at for at, piece in enumerate(pieces) if isinstance(piece, Number)), default=-1)
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece is Bound.BETWEEN and 0 <= last < place:
            continue
        if piece is Bound.INVERTED:
            is_before = place + 1 < len(pieces) and isinstance(pieces[place + 1], Number)
            is_first = not any(isinstance(before, Number) for before in pieces[:place])
            kept.append(Bound.ABOUT if is_before and is_first else Bound.PEOPLE)
        else:
            kept.append(piece)
    if kept[-1:] == [Bound.ABOUT] and Bound.ABOUT in kept[:-1]:
        kept.pop()
    return kept


def _of_two(numbers: list[Number], marks: list[Bound], inside: list[Piece]) -> Answer:
    first, second = numbers
    if first.value == second.value and not marks:  # "4 (four)"
        return first.value
    rest: list[Bound] = [mark for mark in marks if mark is not Bound.ABOUT]
    is_about = len(rest) < len(marks) or first.is_about or second.is_about
    if not rest:
        is_range = len(inside) == 1 and _are_neighbours(first, second)
        return CountRange(first.value.lowest, second.value.highest) if is_range else NO_COUNT
    if Bound.AND in rest:
        if not {Bound.BETWEEN, Bound.AT_LEAST} & set(rest):
            return _TWO_NUMBERS
        rest = [mark for mark in rest if mark is not Bound.AND]
        if Bound.AT_MOST not in rest:
            rest.append(Bound.RANGE)
    is_up_to = rest == [Bound.AT_MOST] and Bound.AT_MOST in inside
    first = _of_hundreds(first, second)
    both = _two(first.value, second.value, [Bound.RANGE] if is_up_to else rest)
    return _about(both) if is_about and isinstance(both, CountRange) else both


def _of_hundreds(first: Number, second: Number) -> Number:
    """The first end of a range in hundreds where the second is: "two or three hundred"."""
    low, high = first.value.lowest, first.value.highest
    if not high or high >= second.hundreds:
        return first
    value = CountRange(None if low is None else 100 * low, 100 * high)
    return replace(first, value=value)


def _are_neighbours(first: Number, second: Number) -> bool:
    """Whether two number words side by side are a range: deux trois, üç dört, пять-шесть."""
    low, high = first.value.lowest, second.value.highest
    if not (first.is_word and second.is_word and low and high and low < high):
        return False
    if low % 10 == 0 and high % 10 == 0:
        return high == low + 10 and high < _HUNDRED
    return high < _TWENTY and high - low <= _FIVE


def _about(count: CountRange) -> CountRange:
    """A range widened as "about" says; an open end stays open."""
    percent, least = approximation()
    low, high = count.lowest, count.highest
    return CountRange(
        None if low is None else max(0, low - max(least, -(-low * percent // 100))),
        None if high is None else high + max(least, -(-high * percent // 100)),
    )


def _one(number: CountRange, marks: list[Bound]) -> Answer:
    kept = set(marks) - {Bound.BETWEEN} if len(set(marks)) > 1 else set(marks)
    if Bound.ABOUT in kept:
        number, kept = _about(number), kept - {Bound.ABOUT}
    low, high = number.lowest, number.highest
    match sorted(kept):
        case []:
            return number
        case [Bound.AT_LEAST] | [Bound.OR_MORE]:
            return CountRange(low)
        case [Bound.MORE_THAN]:
            return CountRange(None if low is None else low + 1)
        case [Bound.AT_MOST] if high is not None:
            return CountRange(0, high)
        case [Bound.FEWER_THAN] if high:
            return CountRange(0, high - 1)
        case [Bound.ODD] if low:
            return CountRange(low, low + 9 if low % 100 and not low % 10 else None)
    return NO_COUNT


def _two(first: CountRange, second: CountRange, marks: list[Bound]) -> Answer:
    """A range; or a least and a greatest number. "At least 5-7" leaves the upper end open."""
    low, high = first.lowest, second.highest
    if marks == [Bound.AT_LEAST, Bound.RANGE]:
        high = None
    is_range = set(marks) <= {Bound.BETWEEN, Bound.RANGE} and marks.count(Bound.RANGE) == 1
    is_least_to_most = marks[0] in (Bound.AT_LEAST, Bound.BETWEEN) and marks[-1] in (
        Bound.RANGE,
        Bound.AT_MOST,
    )
    if not (is_range or is_least_to_most):
        return NO_COUNT
    if low is not None and high is not None and low > high:
        return Unreadable(f"the range begins at {low} and ends below it at {high}")
    return CountRange(low, high)
