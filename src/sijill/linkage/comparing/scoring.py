"""The levels on which pairs of records meet, asked of DuckDB.

What recurs is compared once: each question (``questions``) is put for each two values that meet in
some pair, and the pairs take their answers from there. What a level is worth is learned in
``evidence``. Nothing here is random, and the answer comes in the order of the pairs.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.candidates.spill import engine_settings
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.questions import Question, questions
from sijill.linkage.comparing.values import Rows, Values

Levels = npt.NDArray[np.int8]
"""Shape (pairs, comparisons): the position of the level, 0 the first; -1 where one is unknown."""
PAIRS_AT_A_TIME = 1_000_000
"""Pairs compared at a time, which bounds the memory."""
LARGEST_TABLE = 9_000_000
"""Answers to one question that are kept: those about 3,000 values."""
_NOT_ASKED = -1
ALL_FIELDS = frozenset(comparison.name for comparison in COMPARISONS)


class LevelComparer(Protocol):
    """Compares pairs of rows of one table of features."""

    def compare(self, pairs: pa.Table, fields: Collection[str] = ALL_FIELDS) -> Levels:
        """The levels of the given pairs, in their order; see ``Comparer``."""
        ...


class Comparer:
    """Compares pairs of rows of one table of features.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
    """

    def __init__(self, features: pa.Table) -> None:
        self._values = Values(features)
        self._tables: dict[Question, npt.NDArray[np.int8]] = {}
        self._connection = duckdb.connect(config=engine_settings())

    def compare(self, pairs: pa.Table, fields: Collection[str] = ALL_FIELDS) -> Levels:
        """The levels of the given pairs, in their order.

        Args:
            pairs: columns ``left`` and ``right``, rows of the features.
            fields: the names of the comparisons that are made; the levels of others are unknown.
        """
        chosen = [comparison.name in fields for comparison in COMPARISONS]
        left, right = (pairs[side].to_numpy() for side in ("left", "right"))
        levels = np.empty((pairs.num_rows, len(COMPARISONS)), dtype=np.int8)
        for start in range(0, pairs.num_rows, PAIRS_AT_A_TIME):
            part = slice(start, start + PAIRS_AT_A_TIME)
            levels[part] = self._compare(left[part], right[part], chosen)
        return levels

    def _compare(self, left: Rows, right: Rows, chosen: Sequence[bool]) -> Levels:
        lowest = np.empty((len(left), len(COMPARISONS)), dtype=np.int8)
        lowest[:] = [
            len(comparison.levels) - 1 if asked else UNKNOWN
            for comparison, asked in zip(COMPARISONS, chosen, strict=True)
        ]
        for question in questions():
            undecided = np.flatnonzero(_undecided(question, lowest))
            if not len(undecided):
                continue
            answers = self._answers(question, left[undecided], right[undecided])
            for use in question.uses:
                levels = np.array(use.levels, dtype=np.int8)[answers]
                column = lowest[:, use.comparison]
                column[undecided] = np.minimum(column[undecided], levels)
        return lowest

    def _answers(self, question: Question, left: Rows, right: Rows) -> npt.NDArray[np.int8]:
        """The answers for pairs of rows; each two values are asked about once.

        Where few values can meet, all answers so far are kept in a table of every two of them.
        """
        number, row = self._values.numbers(question.columns)
        count = len(row)
        keys = number[left] * count + number[right]
        if count * count > LARGEST_TABLE:
            different, which = np.unique(keys, return_inverse=True)
            answers: npt.NDArray[np.int8] = self._ask(question, row, different)[which]
            return answers
        table = self._tables.get(question)
        if table is None:
            table = self._tables[question] = np.full(count * count, _NOT_ASKED, dtype=np.int8)
        answers = table[keys]
        is_asked = answers == _NOT_ASKED
        if is_asked.any():
            different = np.unique(keys[is_asked])
            table[different] = self._ask(question, row, different)
            answers = table[keys]
        return answers

    def _ask(self, question: Question, row: Rows, keys: Rows) -> npt.NDArray[np.int8]:
        """The answers for keys of two values: number of the left times their count, plus right."""
        values, columns = self._values, [*question.columns]
        for name, (column, form) in question.forms.items():
            columns.append(values.with_form(name, column, form(column)))
        self._connection.register(
            "pairs", values.pairs(columns, row[keys // len(row)], row[keys % len(row)])
        )
        answers = self._connection.sql(question.query).fetchnumpy()
        self._connection.unregister("pairs")
        return np.asarray(answers["answer"], dtype=np.int8)


def _undecided(question: Question, lowest: Levels) -> npt.NDArray[np.bool_]:
    """The pairs whose level an answer may still lower, in one of the comparisons."""
    undecided = np.zeros(len(lowest), dtype=bool)
    for use in question.uses:
        undecided |= lowest[:, use.comparison] > min(use.levels)
    return undecided
