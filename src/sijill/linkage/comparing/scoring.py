"""The levels on which pairs of records meet, asked of DuckDB.

What recurs is compared once: each question (``questions``) is put for each two values that meet in
some pair, and the pairs take their answers from there. What a level is worth is learned in
``evidence``. Nothing here is random, and the answer comes in the order of the pairs.
"""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Flags
from sijill.linkage.comparing.asking.questions import Question, questions
from sijill.linkage.comparing.asking.screens import Answers, Screen, make_screen
from sijill.linkage.comparing.asking.values import Rows, Values
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN

Levels = npt.NDArray[np.int8]
"""Shape (pairs, comparisons): the position of the level, 0 the first; -1 where one is unknown."""
PAIRS_AT_A_TIME = 1_000_000
"""Pairs compared at a time, which bounds the memory."""
LARGEST_TABLE = 9_000_000
"""Answers to one question that are kept: those about 3,000 values."""
SMALL_TABLE = 40_000
"""So many answers, or fewer, are asked for at once: to plan one more query takes longer."""
_NOT_ASKED = -1
ALL_FIELDS = frozenset(comparison.name for comparison in COMPARISONS)


class LevelComparer(Protocol):
    """Compares pairs of rows of one table of features."""

    def compare(self, pairs: pa.Table, fields: Collection[str] = ALL_FIELDS) -> Levels:
        """The levels of the given pairs, in their order; see ``Comparer``."""
        ...

    def bound(self, pairs: pa.Table) -> tuple[Levels, Flags]:
        """The best levels that the pairs may meet on; see ``Comparer``."""
        ...


class Comparer:
    """Compares pairs of rows of one table of features.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
    """

    def __init__(self, features: pa.Table) -> None:
        self._values = Values(features)
        self._tables: dict[Question, Answers] = {}
        self._screens: dict[Question, Screen | None] = {}

    def compare(self, pairs: pa.Table, fields: Collection[str] = ALL_FIELDS) -> Levels:
        """The levels of the given pairs, in their order.

        Args:
            pairs: columns ``left`` and ``right``, rows of the features.
            fields: the names of the comparisons that are made; the levels of others are unknown.
        """
        return self._in_parts(pairs, fields, is_bound=False)[0]

    def bound(self, pairs: pa.Table) -> tuple[Levels, Flags]:
        """The best levels that the given pairs may meet on, found without comparing most words.

        No level of ``compare`` stands before these: a pair that does not reach a weight by them
        does not reach it. Levels of full agreement, and unknown, are those of ``compare``.

        Returns:
            the levels, and for each pair whether any of them may be a later one.
        """
        return self._in_parts(pairs, ALL_FIELDS, is_bound=True)

    def _in_parts(
        self, pairs: pa.Table, fields: Collection[str], *, is_bound: bool
    ) -> tuple[Levels, Flags]:
        chosen = [comparison.name in fields for comparison in COMPARISONS]
        left, right = (pairs[side].to_numpy() for side in ("left", "right"))
        levels = np.empty((pairs.num_rows, len(COMPARISONS)), dtype=np.int8)
        is_open = np.zeros(pairs.num_rows, dtype=bool)
        for start in range(0, pairs.num_rows, PAIRS_AT_A_TIME):
            part = slice(start, start + PAIRS_AT_A_TIME)
            flags = is_open[part] if is_bound else None
            levels[part] = self._compare(left[part], right[part], chosen, flags)
        return levels, is_open

    def _compare(
        self, left: Rows, right: Rows, chosen: Sequence[bool], is_open: Flags | None
    ) -> Levels:
        """The levels of pairs of rows; with flags, the best ones, and pairs that stay open."""
        lowest = np.empty((len(left), len(COMPARISONS)), dtype=np.int8)
        lowest[:] = [
            len(comparison.levels) - 1 if asked else UNKNOWN
            for comparison, asked in zip(COMPARISONS, chosen, strict=True)
        ]
        for question in questions():
            undecided = np.flatnonzero(_undecided(question, lowest))
            if not len(undecided):
                continue
            answers, stays_open = self._answers(
                question, left[undecided], right[undecided], is_bound=is_open is not None
            )
            if is_open is not None:
                is_open[undecided[stays_open]] = True
            for use in question.uses:
                levels = np.array(use.levels, dtype=np.int8)[answers]
                column = lowest[:, use.comparison]
                column[undecided] = np.minimum(column[undecided], levels)
        return lowest

    def _answers(
        self, question: Question, left: Rows, right: Rows, *, is_bound: bool
    ) -> tuple[Answers, Rows]:
        """The answers for pairs of rows, and the positions of those that stay open.

        Each two values are asked about once. Where few values can meet, all answers so far are kept
        in a table of every two of them.
        """
        number, row = self._values.numbers(question.columns)
        left, right = number[left], number[right]
        if len(row) ** 2 <= LARGEST_TABLE:
            return self._look_up(question, row, left * len(row) + right), _NONE
        screen = self._screen(question)
        if screen is None:
            return self._ask(question, row, left * len(row) + right), _NONE
        answers, is_open = screen.best(left, right)
        is_asked = is_open & (answers < screen.decisive) if is_bound else is_open
        asked = np.flatnonzero(is_asked)
        answers[asked] = self._ask(question, row, left[asked] * len(row) + right[asked])
        return answers, np.flatnonzero(is_open & ~is_asked)

    def _look_up(self, question: Question, row: Rows, keys: Rows) -> Answers:
        """The answers for keys of two values, from the table of all of them."""
        table = self._tables.get(question)
        if table is None:
            table = self._tables[question] = np.full(len(row) ** 2, _NOT_ASKED, dtype=np.int8)
        answers = table[keys]
        if (answers == _NOT_ASKED).any():
            meets = np.full(len(table), len(table) <= SMALL_TABLE)
            meets[keys] = True
            asked = np.flatnonzero(meets & (table == _NOT_ASKED))
            table[asked] = self._ask(question, row, asked)
            answers = table[keys]
        return answers

    def _screen(self, question: Question) -> Screen | None:
        """What tells beforehand what it can of the answers, if anything does."""
        if question not in self._screens:
            ask = partial(self._values.ask, question.columns)
            self._screens[question] = make_screen(question, ask)
        return self._screens[question]

    def _ask(self, question: Question, row: Rows, keys: Rows) -> Answers:
        """The answers for keys of two values: number of the left times their count, plus right."""
        different, which = np.unique(keys, return_inverse=True)
        values, columns = self._values, [*question.columns]
        for column in question.columns:
            forms = {name: form(of) for name, (of, form) in question.forms.items() if of == column}
            values.add_forms(column, forms)
            columns += forms
        pairs = values.pairs(columns, row[different // len(row)], row[different % len(row)])
        answers: Answers = values.answer(question.query, "pairs", pairs)["answer"].to_numpy()
        return answers[which]


_NONE = np.zeros(0, dtype=np.int64)


def _undecided(question: Question, lowest: Levels) -> npt.NDArray[np.bool_]:
    """The pairs whose level an answer may still lower, in one of the comparisons."""
    undecided = np.zeros(len(lowest), dtype=bool)
    for use in question.uses:
        undecided |= lowest[:, use.comparison] > min(use.levels)
    return undecided
