"""Rows that leave usual cells empty, and whose numbers are the sums of other rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from math import log2

from sijill.sources.tables.lines.sums.chance import (
    BITS_BEYOND_CHANCE,
    BITS_OF_BLOCKS,
    ROWS_BEYOND_CHANCE,
    SUM_BEYOND_CHANCE,
)
from sijill.sources.tables.lines.sums.row_amounts import (
    NOTHING,
    Amount,
    Cells,
    adds_nothing,
    amount_of,
    number_of,
)
from sijill.sources.tables.lines.sums.total_reasons import IS_TOTAL, MAY_BE_TOTAL

_MOST_CANDIDATES = 0.5
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row with empty cells and numbers: its place, its numbers, the column of its words."""

    place: int
    numbers: tuple[tuple[str, Amount], ...]
    label: str
    form: tuple[str, ...]
    """The columns that it fills."""


def sums_of_sparse_rows(
    rows: Sequence[Cells], columns: Sequence[str], usual: Sequence[str]
) -> dict[int, str]:
    """The rows that leave usual cells empty and are sums."""
    candidates = [
        candidate
        for candidate in _candidates(rows, usual)
        if not _is_numbered(candidate, rows, columns[0])
    ]
    if not candidates or len(candidates) > max(1, _MOST_CANDIDATES * len(rows)):
        return {}
    places = [-1, *(candidate.place for candidate in candidates), len(rows)]
    skipped = frozenset(places)
    sums = {
        column: _running_sums(rows, column, skipped)
        for column in {column for candidate in candidates for column in candidate.form}
    }
    labels = _Labels.of(candidates, rows)
    summed = {
        candidate: block
        for before, candidate, after in zip(places, candidates, places[2:], strict=False)
        if (block := _rows_summed(candidate, sums, (before, after, len(rows))))
        and not labels.names_a_record(
            candidate.label,
            rows[candidate.place].get(candidate.label, ""),
            (rows[at].get(candidate.label, "") for at in block if at not in skipped),
        )
    }
    forms: dict[tuple[str, ...], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        forms[candidate.form].append(candidate)
    totals = {}
    for alike in forms.values():
        are_sums = len(alike) > 1 and all(one in summed for one in alike)
        has_twin = are_sums and _are_beyond_chance(alike, rows, labels)
        for candidate in alike:
            block = summed.get(candidate, range(0))
            if len(block) > 1 or (block and has_twin):
                is_sure = has_twin or _is_beyond_chance(candidate, len(block))
                totals[candidate.place] = IS_TOTAL if is_sure else MAY_BE_TOTAL
    return totals


def _running_sums(rows: Sequence[Cells], column: str, skipped: AbstractSet[int]) -> list[Amount]:
    """The sums of a column up to each row, the skipped rows left out; the first one is nothing."""
    amounts = (
        NOTHING if place in skipped else amount_of(row[column]) or NOTHING
        for place, row in enumerate(rows)
    )
    return [NOTHING, *accumulate(amounts)]


def _candidates(rows: Sequence[Cells], usual: Sequence[str]) -> list[_Candidate]:
    candidates: list[_Candidate] = []
    for place, row in enumerate(rows):
        if all(row[column].strip() for column in usual):
            continue
        filled = {column: cell for column, cell in row.items() if cell.strip()}
        amounts = {column: amount_of(cell) for column, cell in filled.items()}
        known = tuple((column, amount) for column, amount in amounts.items() if amount is not None)
        words = [c for c, cell in filled.items() if amounts[c] is None and not adds_nothing(cell)]
        if any(amount.highest for _, amount in known) and len(words) <= 1:
            label = next(iter(words), "")
            candidates.append(_Candidate(place, known, label, tuple(filled)))
    return candidates


def _is_numbered(candidate: _Candidate, rows: Sequence[Cells], first: str) -> bool:
    """Whether a row carries a running number in the first column, as records do: 1, 2, 3."""
    number = dict(candidate.numbers).get(first, NOTHING).lowest
    before = number_of(rows[candidate.place - 1][first]) if candidate.place else None
    return bool(number) and number == (before or 0) + 1


@dataclass(frozen=True, slots=True)
class _Labels:
    """What records hold in the columns in which rows without some cells have words."""

    cells: Mapping[str, Counter[str]]
    written: Mapping[str, Counter[str]]

    @classmethod
    def of(cls, candidates: Sequence[_Candidate], rows: Sequence[Cells]) -> "_Labels":
        skipped = {candidate.place for candidate in candidates}
        records = [row for at, row in enumerate(rows) if at not in skipped]
        columns = {candidate.label for candidate in candidates} - {""}
        return cls(
            {column: Counter(row[column] for row in records) for column in columns},
            {column: Counter(_written(row[column]) for row in records) for column in columns},
        )

    def are_written_alike(self, column: str, label: str) -> bool:
        """Whether most records have such letters, digits and signs there: A-17, A-2."""
        return 2 * self.written[column][_written(label)] > self.written[column].total()

    def names_a_record(self, column: str, label: str, block: Iterable[str]) -> bool:
        """Whether a label is a day, a code or a name as records have, and not all its block's."""
        if not label or all(cell == label for cell in block):
            return False
        has_digits = any(map(str.isdecimal, label))
        return label in self.cells[column] or (has_digits and self.are_written_alike(column, label))


def _written(cell: str) -> str:
    return _DIGITS.sub("9", _LETTERS.sub("a", cell.strip()))


def _are_beyond_chance(
    candidates: Sequence[_Candidate], rows: Sequence[Cells], labels: _Labels
) -> bool:
    """Whether all rows of one form, which are sums, can hardly be so by chance.

    Or one word is the label of them all, or none has a label as most records have.
    """
    named = [(one.label, rows[one.place][one.label]) for one in candidates if one.label]
    bits = sum(
        sum(log2(number.lowest) for number in {*dict(one.numbers).values()} if number.lowest)
        - BITS_OF_BLOCKS
        for one in candidates
    )
    return (
        bits >= BITS_BEYOND_CHANCE
        or len({*named}) == 1
        or not any(labels.are_written_alike(*one) for one in named)
    )


def _rows_summed(
    candidate: _Candidate, sums: Mapping[str, Sequence[Amount]], around: tuple[int, int, int]
) -> range:
    """The rows that every number of a candidate is the sum of; none where it is no sum.

    ``around`` are the candidates before and after it, and how many rows there are.
    """
    before, after, end = around
    for first, last in (
        (before + 1, candidate.place),
        (candidate.place + 1, after),
        (0, candidate.place),
        (candidate.place + 1, end),
    ):
        if last > first and all(
            sums[column][last] - sums[column][first] == number
            for column, number in candidate.numbers
        ):
            return range(first, last)
    return range(0)


def _is_beyond_chance(candidate: _Candidate, rows_of: int) -> bool:
    """Whether a sum of so many rows can hardly be chance, without another row of its form."""
    return (
        not candidate.label
        or sum(number.highest > 0 for _, number in candidate.numbers) > 1
        or (
            rows_of >= ROWS_BEYOND_CHANCE
            and max(number.highest for _, number in candidate.numbers) >= SUM_BEYOND_CHANCE
        )
    )
