"""Headings, keys and names of sheets that are themselves words of a protected column.

A sheet is named after the witness who filled it in, a form writes a column for each person that may
be chosen, an object has people as its keys. Such a name is no cell, and leaves with the columns
that nobody protects. It is known by what stands in the protected cells of the same file.
"""

import re
from collections.abc import Iterable
from itertools import chain

from sijill.language.unknown import means_unknown
from sijill.model.limits import LONGEST_PROTECTED_VALUE, LONGEST_SHEET_NAME
from sijill.sources.tables.protection.protected_columns import fold_name, words_of_name

_LEAST_LETTERS = 4
_MOST_WORDS = 12
_PARTS = re.compile(r"[;,|/\n]")
_LEVELS = re.compile(r"[./\[\]:]+")


def words_of_value(text: str) -> tuple[str, ...]:
    """The words of a text, folded as values are compared."""
    return tuple(words_of_name(fold_name(text)))


class ProtectedValues:
    """What stands in the protected cells of a file, as names are compared with it."""

    def __init__(self, cells: Iterable[str]) -> None:
        self._known: set[tuple[str, ...]] = set()
        self._cut: set[str] = set()
        self._asked: dict[str, bool] = {}
        for cell in dict.fromkeys(cells):
            if len(cell) <= LONGEST_PROTECTED_VALUE:
                if len(cell) > LONGEST_SHEET_NAME:
                    self._cut.add(fold_name(cell[:LONGEST_SHEET_NAME]))
                for part in {cell, *_PARTS.split(cell)}:
                    self._add(part)

    def _add(self, part: str) -> None:
        words = words_of_value(part)
        letters = sum(map(str.isalpha, "".join(words)))
        if letters >= _LEAST_LETTERS and len(words) <= _MOST_WORDS and not means_unknown(part):
            self._known.add(words)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._known)

    def are_in(self, name: str) -> bool:
        """Whether a name is such a value, or holds one of several words.

        A single word must be the whole name, or a whole level of a nested one (``people.Samira``).
        """
        if not self._known:
            return False
        if name not in self._asked:
            is_cut = len(name) == LONGEST_SHEET_NAME and fold_name(name) in self._cut
            self._asked[name] = is_cut or bool(self.found_in(name))
        return self._asked[name]

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of the first value that a text is or holds, folded; none where it holds none.

        A single word must be the whole text, or a whole level of a nested name.
        """
        words = words_of_value(text)
        whole = [words, *map(words_of_value, _LEVELS.split(text))]
        runs = (
            words[first : first + length]
            for length in range(2, min(_MOST_WORDS, len(words)) + 1)
            for first in range(len(words) - length + 1)
        )
        return next((found for found in chain(whole, runs) if found in self._known), ())
