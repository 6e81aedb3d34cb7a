"""Words to numbers of people: "4", "4-9", "at least three", "dozens", "ثلاثة", "عشرات".

A cell is cut into numbers and the words around them, and the words say what holds of the number. A
text that says nothing about a number is unknown; it is never zero. "none" may mean either and is
set aside. A cell of any length and content gets an answer, in linear time.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from sijill.language.numbers.digits import GREATEST_COUNT, NUMBER, read_digits
from sijill.language.numbers.numerals import numerals, value_of
from sijill.language.numbers.phrases import (
    BOUND_SIGNS,
    Bound,
    approximation,
    bounds,
    phrase_values,
    phrases,
)
from sijill.language.scripts import fold_arabic, fold_dashes, fold_digits, fold_plain, tidy
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

_LONGEST_PHRASE = 6
_PIECE = re.compile(
    rf"(?P<number>{NUMBER})|(?P<word>[^\W\d_]+)|(?P<sign>>=|<=|[≥≤><+~≈?/-])|[^\w\s]"
)
_CASE_ENDING = re.compile(r"(?<=\d)['’][a-z]{1,3}(?![a-z])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ`´](?=[^\W\d_])")
_GLUED = re.compile(r"\d[a-z]{1,9}\d")
_WORD_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_PARTICLE = re.compile(r"(?<![^\W\d_])([כמלוو])-?(?=\d)|(?<![^\W\d_])([כמלוو])([^\W\d_]{2,})")
"""A particle written to a number: כ-10, מחמישה, وستة."""
_ABLATIVE = re.compile(r"([^\W\d_]{2,}?)[dt][ea]n(?=\s+(?:cok|fazla|az|daha))")
"""The Turkish ending before "more" and "less": beşten fazla."""
_NO_COUNT = Unreadable(
    "this is no whole number, range or listed phrase: write 4, 4-9, 'at least 4' or 'unknown'"
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number or a phrase that stands for one."""

    value: CountRange


Piece = _Number | Bound
Answer = CountRange | Unreadable


@lru_cache(maxsize=65_536)
def read_count(text: str, thousands: str = "") -> Answer:
    """Read a cell or a short phrase as a number of people; empty is unknown.

    A spreadsheet's ``4.0`` is 4; ``4.5`` people is unreadable, as is a negative number.
    ``thousands`` is ``.`` where the column parts thousands by points (see ``thousands_sign``).
    """
    if len(text) > LONGEST_COUNT:
        return Unreadable("this text is too long for a number") if text.strip() else UNKNOWN_COUNT
    if is_spreadsheet_error(text):
        return Unreadable("the spreadsheet could not compute this cell")
    if (listed := phrase_values().get(phrase_form(text))) is not None:
        return listed
    if is_zero_or_unknown(text):
        return Unreadable(f"{tidy(text)!r} can mean zero or unknown: write 0 or leave it empty")
    if means_unknown(text, Topic.COUNT):
        return UNKNOWN_COUNT
    folded = fold_count(text)
    if folded.startswith("-"):
        return Unreadable("a number of people cannot be negative")
    if _GLUED.search(folded):
        return _NO_COUNT
    pieces = _pieces(_WORD_HYPHEN.sub(" ", folded), thousands)
    return pieces if isinstance(pieces, Unreadable) else _meaning(pieces)


def fold_count(text: str) -> str:
    """A cell folded: digits 0 to 9, no case or accents, one kind of dash."""
    plain = fold_dashes(fold_plain(fold_arabic(fold_digits(tidy(text)))))
    return _ABLATIVE.sub(
        _stem, _PARTICLE.sub(_apart, _APOSTROPHE.sub(" ", _CASE_ENDING.sub("", plain)))
    )


def _apart(found: re.Match[str]) -> str:
    """A particle and the number or number word to which it is written as two words."""
    if found[1]:
        return f"{found[1]} "
    is_number = value_of([found[3]]) is not None
    return f"{found[2]} {found[3]}" if is_number else found[0]


def _stem(found: re.Match[str]) -> str:
    return found[1] if value_of([found[1]]) is not None else found[0]


def _pieces(folded: str, thousands: str) -> list[Piece] | Unreadable:
    """The text as numbers and the words around them, in order."""
    found: list[Piece] = []
    matches = list(_PIECE.finditer(folded))
    words = [match["word"] or "" for match in matches]
    position = 0
    while position < len(matches):
        match = matches[position]
        if match["number"]:
            number = read_digits(match["number"].strip(), thousands)
            if isinstance(number, Unreadable):
                return number
            found.append(_Number(CountRange.exactly(number)))
            position += 1
        elif match["sign"]:
            if match["sign"] not in BOUND_SIGNS:
                return _NO_COUNT
            found.append(BOUND_SIGNS[match["sign"]])
            position += 1
        elif match["word"]:
            piece, used = _of_words(words, position)
            if piece is None:
                return _NO_COUNT
            found.append(piece)
            position += used
        else:
            position += 1
    return found


def _of_words(words: list[str], position: int) -> tuple[Piece | None, int]:
    """The longest phrase at a position: a bound, a number word or a listed phrase."""
    for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
        ahead = words[position : position + length]
        if not all(ahead):
            continue
        bound = bounds().get(tuple(ahead))
        if bound is not None:
            return bound, length
        number = value_of(ahead)
        if number is not None:
            return _Number(CountRange.exactly(number)), length
        listed = phrase_values().get(" ".join(ahead))
        if listed is not None:
            return _Number(listed), length
    return None, 1


def _meaning(pieces: list[Piece]) -> Answer:
    pieces = _with_dozens(pieces)
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, _Number)]
    if places and Bound.PEOPLE in pieces[places[0] : places[-1]]:
        return Unreadable("this gives more than one number of people: write the one that is meant")
    numbers = [piece.value for piece in pieces if isinstance(piece, _Number)]
    marks: list[Bound] = [
        piece for piece in pieces if isinstance(piece, Bound) and piece is not Bound.PEOPLE
    ]
    if len(numbers) == 2 and numbers[0] == numbers[1] and not marks:  # noqa: PLR2004  "4 (four)"
        return numbers[0]
    if len(numbers) == 1:
        return _one(numbers[0], marks)
    if len(numbers) == 2 and marks:  # noqa: PLR2004  both ends of a range
        is_up_to = marks == [Bound.AT_MOST] and pieces[places[0] : places[-1]].count(marks[0]) == 1
        return _two(numbers[0], numbers[1], [Bound.RANGE] if is_up_to else marks)
    return _NO_COUNT


def _with_dozens(pieces: list[Piece]) -> list[Piece]:
    """A dozen as 12, and "two dozen" as 24."""
    found: list[Piece] = []
    for piece in pieces:
        if piece is not Bound.DOZEN:
            found.append(piece)
            continue
        if not (found and isinstance(found[-1], _Number)):
            found.append(_Number(CountRange.exactly(12)))
            continue
        last = len(found) - 1
        for place, before in enumerate(found):
            is_range = place == last - 2 and found[last - 1] is Bound.RANGE
            if isinstance(before, _Number) and (place == last or is_range):
                found[place] = _Number(_times_twelve(before.value))
    return found


def _times_twelve(count: CountRange) -> CountRange:
    low, high = (
        None if end is None else min(12 * end, GREATEST_COUNT)
        for end in (count.lowest, count.highest)
    )
    return CountRange(low, high)


def _one(number: CountRange, marks: list[Bound]) -> Answer:
    low, high = number.lowest, number.highest
    kept = set(marks) - {Bound.BETWEEN} if len(set(marks)) > 1 else set(marks)
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
        case [Bound.ABOUT] if low is not None and high is not None:
            percent, least = approximation()
            reach = [max(least, -(-end * percent // 100)) for end in (low, high)]
            return CountRange(max(0, low - reach[0]), high + reach[1])
    return _NO_COUNT


def _two(first: CountRange, second: CountRange, marks: list[Bound]) -> Answer:
    """A range; or a least and a greatest number."""
    low, high = first.lowest, second.highest
    is_range = set(marks) <= {Bound.BETWEEN, Bound.RANGE} and marks.count(Bound.RANGE) == 1
    is_least_to_most = marks[0] in (Bound.AT_LEAST, Bound.BETWEEN) and marks[-1] in (
        Bound.RANGE,
        Bound.AT_MOST,
    )
    if not (is_range or is_least_to_most):
        return _NO_COUNT
    if low is not None and high is not None and low > high:
        return Unreadable(f"the range begins at {low} and ends below it at {high}")
    return CountRange(low, high)


def number_before(text: str, noun: str) -> CountRange:
    """The number in front of a noun in running text: "thirty three civilians were" gives 33.

    ``noun`` is a regular expression. Unknown where no number stands there.
    """
    words = "|".join(sorted(map(re.escape, numerals("en", "ar")), key=len, reverse=True))
    listed = "|".join(re.escape(phrase.words) for phrase in phrases())
    digits = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,12}(?:\.0{1,3})?"
    found = re.search(rf"({digits}|\b(?:{words})|\b(?:{listed}))\s+(?:{noun})", text.lower())
    value = read_count(found[1]) if found else UNKNOWN_COUNT
    return value if isinstance(value, CountRange) else UNKNOWN_COUNT
