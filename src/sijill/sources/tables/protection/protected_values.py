"""Headings, keys and names of sheets that are themselves words of a protected column.

A sheet is named after the witness who filled it in, a form writes a column for each person that may
be chosen, an object has people as its keys. Such a name is no cell, and leaves with the columns
that nobody protects. It is known by what stands in the protected cells of the same file.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from sijill.language.unknown import means_unknown
from sijill.model.limits import LONGEST_PROTECTED_VALUE
from sijill.sources.tables.protection.protected_columns import fold_name, words_of_name

_LEAST_LETTERS = 4
_LEAST_CUT = 16
"""Letters of one word that may be a cut name; a shorter one begins too many others."""
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
        self._in_any_order: set[tuple[str, ...]] = set()
        self._asked: dict[str, bool] = {}
        for cell in dict.fromkeys(cells):
            if len(cell) <= LONGEST_PROTECTED_VALUE:
                for part in {cell, *_PARTS.split(cell)}:
                    self._add(part)

    def _add(self, part: str) -> None:
        words = words_of_value(part)
        letters = sum(map(str.isalpha, "".join(words)))
        if letters >= _LEAST_LETTERS and len(words) <= _MOST_WORDS and not means_unknown(part):
            self._known.add(words)
            self._in_any_order.add(tuple(sorted(words)))

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
            self._asked[name] = bool(self.found_in(name))
        return self._asked[name]

    def may_name(self, sheet: str) -> bool:
        """Whether a sheet or a list inside a file may be named after such a value.

        It is one or holds one, were it a single word ("Interview Samira"), or ends with the
        beginning of one, as a name does that was cut ("Interview Umm Walid al-At"), before numbers.
        """
        words = words_of_value(sheet)
        if self.are_in(sheet) or any((word,) in self._known for word in words):
            return True
        while words and words[-1].isdecimal():
            words = words[:-1]
        words = words[-_MOST_WORDS:]
        return any(self._begins(words[first:]) for first in range(len(words)))

    def _begins(self, run: tuple[str, ...]) -> bool:
        """Whether a value of several words, or a long one, begins with some words."""
        text = " ".join(run)
        if len(run) == 1 and len(text) < _LEAST_CUT:
            return False
        at = bisect_left(self._beginnings, text)
        return at < len(self._beginnings) and self._beginnings[at].startswith(text)

    @cached_property
    def _beginnings(self) -> list[str]:
        return sorted(map(" ".join, self._known))

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of the first value that a text is or holds, folded; none where it holds none.

        Several words may stand in another order ("al-Attar, Samira"). A single word must be the
        whole text, or a whole level of a nested name.
        """
        words = words_of_value(text)
        whole = [words, *map(words_of_value, _LEVELS.split(text))]
        runs = (
            words[first : first + length]
            for length in range(2, min(_MOST_WORDS, len(words)) + 1)
            for first in range(len(words) - length + 1)
        )
        asked = chain(whole, runs)
        return next((one for one in asked if tuple(sorted(one)) in self._in_any_order), ())
