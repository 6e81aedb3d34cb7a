"""Rows whose numbers are the sum of other rows: totals without a word that says so.

A sheet made for people sums its blocks: "Homs | 7" under the rows of Homs, a row with nothing but a
number at the end, a month above its days. Such a row is found by arithmetic: it leaves cells empty
that other rows fill, and every number in it is the sum of the rows of its block, or of all rows.
One sum can be chance, and a row with a day, a place or a code of its own, but a running number, is
a record. A row is taken for a total where it holds nothing but numbers, where two of its numbers
agree, where the sum is of three rows and at least 10, or where all rows of its form are sums,
beyond chance or by labels that no record has; otherwise it stays a record, and the doubt is noted.
The first and the last row may be totals without an empty cell: one label and numbers, with the same
odds of chance. So may the last, or the first, rows of several blocks that are the whole list:
months and their quarters. The last row is one, too, whose label stands where all others hold
numbers or days, and whose numbers are near the sums: a list may add up wrongly, and its total is no
record for that.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from math import log2, prod

from sijill.sources.tables.lines.sums.row_amounts import (
    NOTHING,
    Amount,
    adds_nothing,
    amount_of,
    are_consecutive,
    number_of,
)

Cells = Mapping[str, str]

TOTALS = "the row is a total of other rows"
"""How the reason begins why a row of totals is no record."""
IS_TOTAL = (
    f"{TOTALS}, for its numbers are the sum of theirs, and it leaves cells empty that they fill; "
    "it is no record and is not counted"
)
IS_SUM_OF_ALL = (
    f"{TOTALS}, for each of its numbers is the sum of theirs; it is no record and is not counted"
)
IS_SUM_OF_BLOCK = (
    f"{TOTALS}, for its numbers are the sums of those beside it, as are those of other such rows; "
    "it is no record and is not counted"
)
IS_TOTAL_BY_PLACE = (
    f"{TOTALS}, by its place, its label and its numbers, though these are not the sums of theirs; "
    "it is no record and is not counted"
)
MAY_BE_TOTAL = (
    "its numbers are the sums of other rows, which may be chance; it is kept as a record: look "
    "whether it is a total"
)

_USUALLY = 0.5
_ROWS_BEYOND_CHANCE = 3
_FEWEST_UNLIKE = 2
"""So many different numbers of one row are sums of three others by no accident."""
_SUM_BEYOND_CHANCE = 10
_ODDS_OF_TWO_ROWS = 20
"""Different sums of only two rows whose product is smaller may be chance."""
_FEWEST_BLOCKS = 2
_ROWS_OF_A_BLOCK = 60
_MOST_CANDIDATES = 0.5
_BITS_BEYOND_CHANCE = 10
"""Rows that are sums only by chance are so in one list of a thousand."""
_BITS_OF_BLOCKS = 2
"""A number may be the sum of four blocks: before it, behind it, all before and all behind."""
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


def usual_columns(rows: Sequence[Cells], columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that most rows fill, of the rows that hold more than one cell."""
    filled = [{column for column in columns if row[column].strip()} for row in rows]
    counts = Counter(column for in_row in filled if len(in_row) > 1 for column in in_row)
    least = _USUALLY * sum(len(in_row) > 1 for in_row in filled)
    return tuple(column for column in columns if counts[column] >= max(1, least))


def find_sums(
    rows: Sequence[Cells], columns: Sequence[str], usual: Sequence[str]
) -> dict[int, str]:
    """The places of rows that are totals, or may be, each with the reason.

    ``usual`` are the columns that most rows fill (``usual_columns``).
    """
    totals = _sums_of_sparse_rows(rows, columns, usual)
    for order in (1, -1):
        totals |= dict.fromkeys(_sums_of_blocks(rows, totals.keys(), order), IS_SUM_OF_BLOCK)
    return _sums_of_all(rows, totals) | totals


def _sums_of_blocks(rows: Sequence[Cells], others: AbstractSet[int], order: int) -> list[int]:
    """The rows that are the sums of the blocks before them, where these are the whole list.

    ``order`` is -1 where the sum stands above its block. One row more may be the sum of the sums.
    """
    found: list[int] = []
    block: list[int] = []
    for place in [at for at in range(len(rows)) if at not in others][::order]:
        if len(block) > _ROWS_OF_A_BLOCK:
            return []
        if len(block) > 1 and _is_sum_of(rows[place], [rows[at] for at in block]):
            found.append(place)
            block = []
        else:
            block.append(place)
    if len(block) == 1 and _is_sum_of(rows[block[0]], [rows[at] for at in found]):
        found.append(block.pop())
    return [] if block or len(found) < _FEWEST_BLOCKS else found


def _is_sum_of(row: Cells, rows: Sequence[Cells]) -> bool:
    """Whether each amount of a row, of which one is above nine, is the sum of those of others."""
    amounts = {column: amount for column, cell in row.items() if (amount := amount_of(cell))}
    return max((one.highest for one in amounts.values()), default=0) >= _SUM_BEYOND_CHANCE and all(
        amount == _sum(rows, column) for column, amount in amounts.items()
    )


def _sum(rows: Iterable[Cells], column: str) -> Amount:
    return sum((amount_of(row[column]) or NOTHING for row in rows), start=NOTHING)


def _sums_of_all(rows: Sequence[Cells], others: Mapping[int, str]) -> dict[int, str]:
    """The first and the last row with amounts that are the sum of all rows but the totals."""
    sure = {place for place, reason in others.items() if reason != MAY_BE_TOTAL}
    places = [at for at in range(len(rows)) if at not in sure]
    last = next((at for at in reversed(places) if any(map(amount_of, rows[at].values()))), -1)
    found: dict[int, str] = {}
    for place in dict.fromkeys((last, *places[:1])) if len(places) > _FEWEST_UNLIKE else ():
        rest = [rows[at] for at in places if at not in (place, *found) and at <= last]
        if reason := _reason_for_end(rows[place], rest, is_last=place == last):
            found[place] = reason
    return found


def _reason_for_end(row: Cells, rest: Sequence[Cells], *, is_last: bool) -> str:
    """Why a row of one label and amounts is the total of the others, or may be; else empty."""
    filled = {column: cell for column, cell in row.items() if not adds_nothing(cell)}
    amounts = {c: amount for c, cell in filled.items() if (amount := amount_of(cell))}
    label = next((column for column in filled if column not in amounts), "")
    numbering = next((c for c in amounts if are_consecutive(one[c] for one in (*rest, row))), "")
    known = {c: amount for c, amount in amounts.items() if amount.highest and c != numbering}
    if not label or len(filled) != len(amounts) + 1 or not known:
        return ""
    sums = {column: _sum(rest, column) for column in known}
    is_misplaced = _stands_among_numbers(label, row[label], rest)
    if sums != known:
        is_near = all(_is_near(known[column], sums[column]) for column in known)
        return IS_TOTAL_BY_PLACE if is_last and is_misplaced and is_near else ""
    unlike = {amount.highest for amount in known.values()}
    if numbering and len(unlike) < _FEWEST_UNLIKE:
        return ""
    is_beyond_chance = len(unlike) >= _FEWEST_UNLIKE or max(unlike) >= _SUM_BEYOND_CHANCE
    is_long = len(rest) >= _ROWS_BEYOND_CHANCE or prod(unlike) >= _ODDS_OF_TWO_ROWS
    if is_misplaced or (is_beyond_chance and is_long):
        return IS_SUM_OF_ALL
    return MAY_BE_TOTAL if is_beyond_chance else ""


def _stands_among_numbers(column: str, label: str, rest: Sequence[Cells]) -> bool:
    """Whether words stand where all other rows hold numbers or days."""
    cells = [row[column] for row in rest if row[column].strip()]
    return (
        len(cells) >= _FEWEST_UNLIKE
        and not any(map(str.isdecimal, label))
        and all(any(map(str.isdecimal, cell)) for cell in cells)
    )


def _is_near(amount: Amount, added: Amount) -> bool:
    """Whether an amount differs from a sum by a fifth at most, as where a row was left out."""
    return 4 * added.lowest <= 5 * amount.highest and 4 * amount.lowest <= 5 * added.highest


def _sums_of_sparse_rows(
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
        - _BITS_OF_BLOCKS
        for one in candidates
    )
    return (
        bits >= _BITS_BEYOND_CHANCE
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
            rows_of >= _ROWS_BEYOND_CHANCE
            and max(number.highest for _, number in candidate.numbers) >= _SUM_BEYOND_CHANCE
        )
    )
