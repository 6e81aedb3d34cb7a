"""Which conditions of the comparisons are asked together, and of which columns.

A condition reads a few columns of two records, and most values recur: a name, a day, a place stands
in many records. So a condition is asked once for each two values, not for each pair of records. The
columns that it reads are found in its text.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sijill.linkage.comparing.comparisons import (
    COMPARISONS,
    ELSE,
    NOT_ASKED,
    UNKNOWN,
    FieldComparison,
)
from sijill.linkage.comparing.conditions import shared_terms
from sijill.linkage.consonants import FORMS

_COLUMN = re.compile(r"\b([a-z_]+)_[lr]\b")

Condition = tuple[int, str]
"""The level that a condition stands for, and the condition."""


@dataclass(frozen=True, slots=True)
class Use:
    """The levels that one comparison (by its number) takes from the answers to a question.

    ``levels`` has the level for each condition that holds first, and for none.
    """

    comparison: int
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Conditions that read the same columns, in order; the answer is the first that holds.

    The answer is the condition's position, or the number of conditions where none holds.
    """

    columns: tuple[str, ...]
    conditions: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def expression(self) -> str:
        """The answer in SQL; forms that follow from one value alone are columns of their own."""
        cases = " ".join(
            f"WHEN {condition} THEN {position}"
            for position, condition in enumerate(self.conditions)
        )
        for name, (column, form) in self.forms.items():
            for side in "lr":
                cases = cases.replace(form(f"{column}_{side}"), f"{name}_{side}")
        return f"CASE {cases} ELSE {len(self.conditions)} END"

    @property
    def query(self) -> str:
        """The answer in SQL for each row of ``pairs``; what conditions share stands once."""
        answer, rows = self.expression, "pairs"
        for column in self.columns:
            role, ending, _ = column.partition("_consonant_key")
            for name, (text, found) in shared_terms(role).items() if ending else ():
                if answer.count(text) > 1:
                    answer = answer.replace(text, name)
                    rows = f"(SELECT *, {found} AS {name} FROM {rows})"  # noqa: S608  our own words
        return f"SELECT CAST({answer} AS TINYINT) AS answer FROM {rows}"  # noqa: S608  our own words

    @property
    def forms(self) -> dict[str, tuple[str, Callable[[str], str]]]:
        """By name, the column and the form of each that stands in the conditions."""
        return {
            f"{column}_{form.__name__}": (column, form)
            for column in self.columns
            for form in FORMS
            if any(form(f"{column}_l") in condition for condition in self.conditions)
        }


@cache
def questions() -> tuple[Question, ...]:
    """All questions of the comparisons, those that decide most first.

    One that several comparisons ask stands once.

    The level of a pair is the lowest of those that the questions of a comparison answer: conditions
    that read the same columns keep their order, and the level of a pair is the first that holds.
    """
    uses: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Use]] = {}
    for number, comparison in enumerate(COMPARISONS):
        none = len(comparison.levels) - 1
        for columns, conditions in _by_columns(comparison).items():
            levels = tuple(level for level, _ in conditions)
            texts = tuple(text for _, text in conditions)
            uses.setdefault((columns, texts), []).append(Use(number, (*levels, none)))
    merged = [Question(*key, tuple(asked)) for key, asked in uses.items()]
    return tuple(sorted(merged, key=lambda question: -len(question.conditions)))


def _by_columns(comparison: FieldComparison) -> dict[tuple[str, ...], list[Condition]]:
    """The conditions of one comparison by the columns that they are asked of."""
    conditions = [(UNKNOWN, comparison.unknown)] + [
        (position, level.condition)
        for position, level in enumerate(comparison.levels)
        if level.condition not in (ELSE, NOT_ASKED)
    ]
    read = [columns_of(text) for _, text in conditions]
    widest = _widest(read)
    grouped: dict[tuple[str, ...], list[Condition]] = {}
    for condition, columns in zip(conditions, read, strict=True):
        asked_of = next(wide for wide in widest if columns <= wide)
        grouped.setdefault(tuple(sorted(asked_of)), []).append(condition)
    return grouped


def columns_of(condition: str) -> frozenset[str]:
    """The columns that a condition reads, without the ending that tells the two records apart."""
    return frozenset(_COLUMN.findall(condition))


def _widest(read: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The sets of columns that no other contains; what most conditions are within comes first."""
    different = Counter(read)
    widest = [wide for wide in different if not any(wide < other for other in different)]
    within = {wide: sum(columns <= wide for columns in read) for wide in widest}
    return sorted(widest, key=lambda wide: (-within[wide], sorted(wide)))
