"""The best that two values may meet on, found by numbers before words are compared.

Most candidate pairs share the facts of one key and nothing else: of their other words no condition
holds. Edit distances between such words are most of the cost of a comparison, and a few numbers for
each word tell beforehand that nothing comes of it: two words an edit apart share an end and all
letters but two, and a name that stands at another place of the other record is among its parts. A
screen never changes an answer: it leaves open what it cannot tell, and says the best that may come
of it.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.linkage.arrays import Flags
from sijill.linkage.comparing.asking.letters import Rows, Words
from sijill.linkage.comparing.asking.questions import Question
from sijill.linkage.comparing.conditions import (
    SHORTENED,
    SWAPPED,
    WHOLE_ALIKE,
    WHOLE_SAME,
    alike,
    elsewhere,
    initial,
    near,
    other_vowels,
    remotely_alike,
    resembling,
    same,
    same_letters,
    unknown,
)
from sijill.linkage.consonants import broad, merged, shape
from sijill.linkage.features import ROLES

Ask = Callable[[Sequence[str]], pa.Table]
"""Gives the value of texts in SQL for each value of a question, a column for each text."""

_BIT = "CAST(1 AS BIGINT) << CAST(hash({word}) % 62 AS INTEGER)"


Answers = npt.NDArray[np.int8]


class Screen(Protocol):
    """Tells beforehand what it can of the answers to one question.

    Attributes:
        decisive: open answers before this one are always asked: they are rare and count most.
    """

    decisive: int

    def best(self, left: Rows, right: Rows) -> tuple[Answers, Flags]:
        """Of pairs of values, by their numbers, the first answer that each may have.

        Beside it, whether it is open: a later one may be the answer, too.
        """
        ...


def make_screen(question: Question, ask: Ask) -> Screen | None:
    """The screen of a question, or ``None`` where each two values have to be asked about.

    Args:
        question: any.
        ask: about the values of this question.
    """
    make = _makers().get(question.conditions)
    return make(ask) if make else None


class PartScreen:
    """Two words of one part of the name.

    One edit leaves a word of three letters or more its first or its last one, with the habits of
    hands or without them; what stands behind an article keeps its last.

    Args:
        role: the part.
        ask: about the words.
    """

    decisive = 3

    def __init__(self, role: str, ask: Ask) -> None:
        key, sound, letters = (f"{role}_{form}" for form in ("consonant_key", "sound", "letters"))
        texts = (key, sound, letters, broad(key), f"{role}_name", merged(key), shape(letters))
        columns = ask(texts).columns
        self._key, self._sound, self._letters, self._broad = map(Words.of, columns[:4])
        self._same = [_codes(columns[place]) for place in (1, 2, 4)]
        self._alike = [_codes(columns[place]) for place in (0, 3, 5, 6)]
        self._has_article = pc.fill_null(pc.starts_with(columns[0], "al"), False).to_numpy()  # noqa: FBT003  Arrow's

    def best(self, left: Rows, right: Rows) -> tuple[Answers, Flags]:
        """See ``Screen``."""
        answers = np.full(len(left), len(_OF_PART), dtype=np.int8)
        near = self._agree(self._alike, left, right)
        rest = np.flatnonzero(~near)
        near[rest] = self._are_near(left[rest], right[rest])
        answers[near] = _NEAR
        same = self._agree(self._same, left, right)
        same |= _agree(self._alike[0], left, right) & ~self._share_a_form(left, right)
        answers[same] = _SAME
        unknown = (self._key.lengths[left] == 0) | (self._key.lengths[right] == 0)
        answers[unknown] = 0
        return answers, (near | same) & ~unknown

    def _agree(self, forms: Sequence[Rows], left: Rows, right: Rows) -> Flags:
        agree = np.zeros(len(left), dtype=bool)
        for codes in forms:
            agree |= _agree(codes, left, right)
        return agree

    def _share_a_form(self, left: Rows, right: Rows) -> Flags:
        shared = np.zeros(len(left), dtype=bool)
        for form in (self._sound, self._letters):
            shared |= (form.lengths[left] > 0) & (form.lengths[right] > 0)
        return shared

    def _are_near(self, left: Rows, right: Rows) -> Flags:
        """Of two different known words: whether a few letters may part them."""
        key, wide = self._key, self._broad
        near = key.may_begin(left, right)
        near |= np.maximum(key.lengths[left], key.lengths[right]) <= _SHORT
        article = self._has_article[left] | self._has_article[right]
        near |= article & (key.last[left] == key.last[right])
        near |= key.share_an_end(left, right) & self._few_edits(left, right)
        ends = wide.share_an_end(left, right)
        ends |= np.maximum(wide.lengths[left], wide.lengths[right]) <= _SHORT
        near |= ends & (wide.letters_apart(left, right) <= _LETTERS_AN_EDIT)
        return near

    def _few_edits(self, left: Rows, right: Rows) -> Flags:
        """Whether the fullest form that both have may be as near as any condition asks for."""
        apart = self._key.letters_apart(left, right)
        longer = np.maximum(self._key.lengths[left], self._key.lengths[right])
        for form in (self._sound, self._letters):
            one, other = form.lengths[left], form.lengths[right]
            both = (one > 0) & (other > 0)
            apart = np.where(both, form.letters_apart(left, right), apart)
            longer = np.where(both, np.maximum(one, other), longer)
        few: Flags = apart <= _LETTERS_AN_EDIT * np.where(longer >= _LONG, 2, 1)
        return few


_SAME, _NEAR = 1, 3
"""The conditions of a part of the name: unknown, same, same letters, near and all further ones."""
_SHORT, _LONG, _LETTERS_AN_EDIT = 2, 7, 2
"""A word of two letters has no end that an edit must leave; of seven, two edits may be a slip."""


class PlaceScreen:
    """A part of the name and the parts of another one, in whatever order.

    Args:
        role: the part.
        ask: about both.
    """

    decisive = 0

    def __init__(self, role: str, ask: Ask) -> None:
        key = f"{role}_consonant_key"
        bits = f"list_distinct(list_transform(chain, lambda word: {_BIT.format(word='word')}))"
        texts = (
            f"coalesce({_BIT.format(word=key)}, 0)",
            f"coalesce(CAST(list_sum({bits}) AS BIGINT), 0)",
        )
        self._bit, self._bits = (column.to_numpy() for column in ask(texts).columns)

    def best(self, left: Rows, right: Rows) -> tuple[Answers, Flags]:
        """See ``Screen``. A word has one of 62 bits: where the bit is missing, so is the word."""
        within: Flags = (self._bit[left] & self._bits[right]) != 0
        within |= (self._bit[right] & self._bits[left]) != 0
        return np.where(within, 0, 1).astype(np.int8), within


class CutScreen:
    """Two whole names that may be cut into words otherwise: of other numbers of words, or equal."""

    decisive = 1

    def __init__(self, ask: Ask) -> None:
        whole, parts = ask(("whole", "coalesce(len(chain), 0)")).columns
        self._whole, self._parts = _codes(whole), parts.to_numpy()
        self._words = Words.of(whole)

    def best(self, left: Rows, right: Rows) -> tuple[Answers, Flags]:
        """See ``Screen``."""
        lengths = self._words.lengths
        may_be_near = self._parts[left] != self._parts[right]
        may_be_near &= np.abs(lengths[left] - lengths[right]) <= _MOST_EDITS
        may_be_near &= self._words.letters_apart(left, right) <= _LETTERS_AN_EDIT * _MOST_EDITS
        may_be_near |= _agree(self._whole, left, right)
        return np.where(may_be_near, 0, 1).astype(np.int8), may_be_near


_MOST_EDITS = 2


class ValueScreen:
    """Values that can meet only where one of some forms of theirs is the same.

    Args:
        forms: in SQL over one value.
        other: what may meet with anything, in SQL.
        answer: for two values of which the form differs.
        ask: about both.
    """

    decisive = 1

    def __init__(self, forms: Sequence[str], other: str, answer: int, ask: Ask) -> None:
        self._answer = answer
        *columns, others = ask((*forms, f"coalesce({other}, FALSE)")).columns
        self._forms, self._other = [_codes(column) for column in columns], others.to_numpy()

    def best(self, left: Rows, right: Rows) -> tuple[Answers, Flags]:
        """See ``Screen``."""
        agree = self._other[left] | self._other[right]
        for codes in self._forms:
            agree |= _agree(codes, left, right)
        return np.where(agree, 0, self._answer).astype(np.int8), agree


@cache
def _makers() -> dict[tuple[str, ...], Callable[[Ask], Screen]]:
    """By the conditions of a question, in their order, what makes its screen."""
    makers: dict[tuple[str, ...], Callable[[Ask], Screen]] = {
        (SHORTENED,): partial(ValueScreen, ("rest[1]",), "len(rest) = 0", 1),
        (SWAPPED,): partial(ValueScreen, ("turns", "ends"), "FALSE", 1),
        (WHOLE_ALIKE,): CutScreen,
        (f"NOT ({WHOLE_SAME})",): partial(ValueScreen, ("whole",), "whole IS NULL", 0),
    }
    for role in ROLES:
        makers[tuple(condition(role) for condition in _OF_PART)] = partial(PartScreen, role)
        makers[elsewhere(role),] = partial(PlaceScreen, role)
    return makers


_OF_PART = (
    unknown,
    same,
    same_letters,
    near,
    initial,
    alike,
    other_vowels,
    resembling,
    remotely_alike,
)


def _agree(codes: Rows, left: Rows, right: Rows) -> Flags:
    one = codes[left]
    agree: Flags = (one == codes[right]) & (one >= 0)
    return agree


def _codes(column: pa.ChunkedArray) -> Rows:
    """Numbers of the different values, -1 for unknown, in as few bytes as hold them."""
    encoded = column.combine_chunks().dictionary_encode()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    few: Rows = codes.astype(np.min_scalar_type(-len(encoded.dictionary) - 1))
    return few
