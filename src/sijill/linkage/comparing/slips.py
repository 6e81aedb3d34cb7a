"""A slip of the pen: a word a sign away from another, that no other record bears.

Two words a sign apart may be one name, or two. Where both stand in several records, they are two
names as often as not: Christine and Christiane. Where one of them stands nowhere else, next to
nobody is called that, and the likeliest reason for it is the other word: Chrsitine. Words are held
against each other as they are written, not as they sound, for a pen slips on signs: Philippe and
Pihlippe do not even begin alike. So these are a level of their own, with shares that are learned
like all others. Which words no other record bears is known from all names together, so this level
follows once the other levels are known. A listed name is no slip, however rare it is.

Whether a whole name is spelt as in the other record says nothing more where one of its parts is
near alone: that difference is counted there.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from sijill.linkage.arrays import Flags, Rows
from sijill.linkage.comparing.asking.letters import Words
from sijill.linkage.comparing.comparisons import (
    COMPARISONS,
    FIELD_NUMBERS,
    SLIP,
    UNKNOWN,
    level_number,
)
from sijill.linkage.comparing.frequencies import Frequencies
from sijill.linkage.comparing.scoring import Levels

SHORTEST = 4
"""Signs of the longer word: of three, a sign apart is another name too often."""
_SIGNS_AN_EDIT = 2
_SPELLING = FIELD_NUMBERS["spelling"]
_SLIP = {
    number: level_number(field.name, SLIP)
    for number, field in enumerate(COMPARISONS)
    if any(level.word == SLIP for level in field.levels)
}
"""By the number of a part of the name, its level of slips."""
_LAST_SAME = 1
"""The last of the levels of a name's part on which two words are the same."""


class Slips:
    """Finds the slips of the pen among pairs of compared rows.

    Args:
        features: a row a record, then the further spellings.
        frequencies: how common their names are.
    """

    def __init__(self, features: pa.Table, frequencies: Frequencies) -> None:
        self._script = _codes(features["script"])
        self._parts = {
            number: _Part(features, COMPARISONS[number].name, frequencies.is_lone(number))
            for number in _SLIP
        }

    def mark(self, levels: Levels, left: Rows, right: Rows) -> Levels:
        """The levels of pairs, slips among them, and spellings where they say something.

        Args:
            levels: as the words were compared.
            left: the rows of the first records, or of the spellings of them that were compared.
            right: the same of the second ones.
        """
        return self._mark(levels, left, right, is_bound=False)

    def mark_best(self, levels: Levels, left: Rows, right: Rows) -> Levels:
        """The best levels that pairs may meet on once slips are marked; see ``mark``."""
        return self._mark(levels, left, right, is_bound=True)

    def _mark(self, levels: Levels, left: Rows, right: Rows, *, is_bound: bool) -> Levels:
        levels = levels.copy()
        one_script = self._script[left] == self._script[right]
        for number, slip in _SLIP.items():
            part = self._parts[number]
            at = np.flatnonzero((levels[:, number] > slip) & one_script)
            at = at[part.may_be_slips(left[at], right[at])]
            if not is_bound:
                at = at[part.are_a_sign_apart(left[at], right[at])]
            levels[at, number] = slip
        levels[(levels[:, list(_SLIP)] > _LAST_SAME).any(axis=1), _SPELLING] = UNKNOWN
        return levels


class _Part:
    """The words of one part of the name, by row.

    Args:
        features: a row a record, then the further spellings.
        role: the part.
        is_lone: for each row whether no other record writes its word so.
    """

    def __init__(self, features: pa.Table, role: str, is_lone: Flags) -> None:
        written = features[f"{role}_written"].combine_chunks().dictionary_encode()
        self._number = pc.fill_null(written.indices, -1).to_numpy(zero_copy_only=False)
        self._words = np.array([*written.dictionary.to_pylist(), ""], dtype=object)
        self._signs = Words.of(pa.chunked_array([pa.array(self._words, pa.string())]))
        self._is_lone = is_lone & pc.is_null(features[f"{role}_name"]).to_numpy()

    def may_be_slips(self, left: Rows, right: Rows) -> Flags:
        """Whether no other record bears one of two words, which may be a sign apart."""
        possible: Flags = self._is_lone[left] | self._is_lone[right]
        at = np.flatnonzero(possible)
        one, other = self._number[left[at]], self._number[right[at]]
        lengths = self._signs.lengths[one], self._signs.lengths[other]
        possible[at] = (
            (np.minimum(*lengths) > 0)
            & (np.maximum(*lengths) >= SHORTEST)
            & (np.abs(lengths[0] - lengths[1]) <= 1)
            & (self._signs.letters_apart(one, other) <= _SIGNS_AN_EDIT)
        )
        return possible

    def are_a_sign_apart(self, left: Rows, right: Rows) -> Flags:
        """Whether one sign was dropped, added, replaced or swapped with the next."""
        one, other = (self._words[self._number[rows]] for rows in (left, right))
        apart: Flags = cpdist(one, other, scorer=OSA.distance, score_cutoff=1) <= 1
        return apart


def _codes(column: pa.ChunkedArray) -> Rows:
    codes: Rows = column.combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return codes
