"""A text about numbers of people, cut into numbers and the words around them.

Number words, listed phrases, nouns that count in groups ("two dozen", "une dizaine") and words of
bounds are recognised here; what they mean together is said in ``counts.py``.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sijill.language.numbers.digits import GREATEST_COUNT, NUMBER, read_digits
from sijill.language.numbers.numerals import value_of, words_of_numerals
from sijill.language.numbers.phrases import (
    BOUND_SIGNS,
    Bound,
    Multiple,
    count_bounds,
    multiples,
    phrase_values,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable

_LONGEST_PHRASE = 8
_MOST_OF_A_MULTIPLE = 9
_HUNDRED = 100
_PIECE = re.compile(
    rf"(?P<number>{NUMBER})|(?P<word>[^\W\d_]+)|(?P<sign>>=|<=|=<|=>|[≥≤><+~≈?/-])|(?P<label>[:=])"
    r"|[^\w\s]"
)
_ARTICLE = "ال"
NO_COUNT = Unreadable(
    "this is no whole number, range or listed phrase: write 4, 4-9, 'at least 4' or 'unknown'"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a phrase that stands for one.

    ``is_about`` where the word is approximate of itself, ``is_word`` where it is a number word,
    ``is_several`` where it is an unspecified plural. ``hundreds`` are those of "three hundred", and
    0 where it ends otherwise.
    """

    value: CountRange
    is_about: bool = False
    is_word: bool = False
    is_several: bool = False
    hundreds: int = 0


Piece = Number | Bound
_Recognised = Piece | Multiple | None


def pieces_of(folded: str, thousands: str) -> list[Piece] | Unreadable:
    """The text as numbers and the words around them, in order."""
    pieces: list[Piece] = []
    matches = list(_PIECE.finditer(folded))
    words = [match["word"] or "" for match in matches]
    position = 0
    while position < len(matches):
        match = matches[position]
        used = 1
        if match["number"]:
            number = read_digits(match["number"].strip(), thousands)
            if isinstance(number, Unreadable):
                return number
            pieces.append(Number(CountRange.exactly(number)))
        elif match["sign"]:
            if match["sign"] not in BOUND_SIGNS:
                return NO_COUNT
            pieces.append(BOUND_SIGNS[match["sign"]])
        elif match["label"]:
            pieces = [Bound.PEOPLE if piece is Bound.INVERTED else piece for piece in pieces]
        elif match["word"]:
            piece, used = _of_words(words, position, pieces)
            if piece is None:
                return NO_COUNT
            if isinstance(piece, Multiple):
                _multiply(pieces, piece)
            else:
                pieces.append(piece)
        position += used
    return _inverted_multiples(pieces)


@lru_cache(maxsize=65_536)
def may_be_of_count(word: str) -> bool:
    """Whether a folded word of running text can be a part of a number of people.

    ``False`` only for a word in Latin letters that no listed phrase and no numeral has: a text with
    such a word is no number of people.
    """
    return not (word.isascii() and word.isalpha()) or word in _count_words()


@lru_cache(maxsize=65_536)
def may_end_count(word: str) -> bool:
    """Whether a folded word of running text can be the last of a number of people.

    ``False`` only for a word in Latin letters with which no listed phrase and no numeral ends.
    """
    return not (word.isascii() and word.isalpha()) or word in _last_words()


@cache
def _count_phrases() -> tuple[tuple[str, ...], ...]:
    """Every phrase of which numbers of people are put together, but for numerals."""
    listed = (tuple(words.split()) for words in phrase_values())
    return tuple(filter(None, (*multiples(), *count_bounds(), *listed)))


@cache
def _count_words() -> frozenset[str]:
    return frozenset(word for phrase in _count_phrases() for word in phrase) | words_of_numerals()


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _count_phrases()) | words_of_numerals()


def _of_words(words: list[str], position: int, pieces: list[Piece]) -> tuple[_Recognised, int]:
    """The longest phrase at a position: a noun of groups, a bound, a number word or a phrase."""
    last = pieces[-1] if pieces else None
    for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
        ahead = words[position : position + length]
        if not all(ahead) or _begins_another(ahead, words[position + length :]):
            continue
        piece = _recognised(tuple(ahead), last)
        if piece is None and ahead[0].startswith(_ARTICLE):
            piece = _recognised((ahead[0].removeprefix(_ARTICLE), *ahead[1:]), last)
        if piece is not None:
            return piece, length
    return None, 1


def _begins_another(ahead: list[str], behind: list[str]) -> bool:
    """Whether the last word is of the number that follows: "two hundred and three hundred"."""
    has_joint = len(ahead) > 2 and value_of(ahead[-2:]) is None  # noqa: PLR2004
    return has_joint and bool(behind) and value_of([ahead[-1], behind[0]]) is not None


def _recognised(ahead: tuple[str, ...], last: Piece | None) -> _Recognised:
    multiple = multiples().get(ahead)
    is_several = isinstance(last, Number) and last.is_several
    if multiple is not None and _counts_groups(multiple, last, is_several=is_several):
        return multiple
    bound = count_bounds().get(ahead)
    if bound is not None:
        return bound
    number = value_of(ahead)
    if number is not None:
        hundreds = number // _HUNDRED if len(ahead) == 2 else 0  # noqa: PLR2004  "three hundred"
        is_so = hundreds * _HUNDRED == number and value_of(ahead[:1]) == hundreds
        return Number(CountRange.exactly(number), is_word=True, hundreds=hundreds if is_so else 0)
    listed = phrase_values().get(" ".join(ahead))
    if listed is not None:
        several = listed.highest is None and listed.at_least <= _MOST_OF_A_MULTIPLE
        return Number(listed, is_several=several)
    return None if multiple is None or multiple.needs_more_before else multiple


def _counts_groups(multiple: Multiple, last: Piece | None, *, is_several: bool) -> bool:
    """Whether what stands before a noun makes it count in groups, whatever else it may be."""
    if isinstance(last, Number):
        return is_several or not multiple.is_behind_several
    return multiple.is_behind_bound and isinstance(last, Bound)


def _multiply(pieces: list[Piece], multiple: Multiple) -> None:
    """Put a noun of groups behind what stands before it: "two dozen", "2-3 dozen", "a dozen".

    Of a range it multiplies both ends, "between two and three thousand", unless the first is the
    greater and has its own: "two thousand to three thousand".
    """
    last = len(pieces) - 1
    if not (pieces and isinstance(pieces[-1], Number)):
        pieces.append(Number(CountRange.exactly(multiple.value), is_about=multiple.is_about))
        return
    end = pieces[-1].value.greatest_known
    for place, before in enumerate(pieces):
        is_range = place == last - 2 and pieces[last - 1] in (Bound.RANGE, Bound.AND)
        if isinstance(before, Number) and (
            place == last or (is_range and before.value.greatest_known < end)
        ):
            several = before.value.highest is None
            pieces[place] = Number(
                _times(before.value, multiple.value), is_about=multiple.is_about and not several
            )


def _times(count: CountRange, factor: int) -> CountRange:
    low, high = (
        None if end is None else min(factor * end, GREATEST_COUNT)
        for end in (count.lowest, count.highest)
    )
    return CountRange(low, high)


def _inverted_multiples(pieces: list[Piece]) -> list[Piece]:
    """Russian and Ukrainian put the number behind the group to say "about": десятка два."""
    numbers = [place for place, piece in enumerate(pieces) if isinstance(piece, Number)]
    if len(numbers) != 2:  # noqa: PLR2004  the group and its number
        return pieces
    group, factor = pieces[numbers[0]], pieces[numbers[1]]
    between = set(pieces[numbers[0] + 1 : numbers[1]])
    if (
        isinstance(group, Number)
        and isinstance(factor, Number)
        and group.is_about
        and factor.is_word
        and between <= {Bound.ABOUT}
        and 1 < factor.value.greatest_known <= _MOST_OF_A_MULTIPLE
    ):
        product = Number(_times(group.value, factor.value.greatest_known), is_about=True)
        return [*pieces[: numbers[0]], product, *pieces[numbers[1] + 1 :]]
    return pieces
