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

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import prod

from sijill.sources.tables.lines.sums.chance import (
    FEWEST_UNLIKE,
    ODDS_OF_TWO_ROWS,
    ROWS_BEYOND_CHANCE,
    SUM_BEYOND_CHANCE,
)
from sijill.sources.tables.lines.sums.row_amounts import (
    NOTHING,
    Amount,
    Cells,
    adds_nothing,
    amount_of,
    are_consecutive,
)
from sijill.sources.tables.lines.sums.sparse_sums import sums_of_sparse_rows
from sijill.sources.tables.lines.sums.total_reasons import (
    IS_SUM_OF_ALL,
    IS_SUM_OF_BLOCK,
    IS_TOTAL_BY_PLACE,
    MAY_BE_TOTAL,
)

_USUALLY = 0.5
_FEWEST_BLOCKS = 2
_ROWS_OF_A_BLOCK = 60


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
    totals = sums_of_sparse_rows(rows, columns, usual)
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
    return max((one.highest for one in amounts.values()), default=0) >= SUM_BEYOND_CHANCE and all(
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
    for place in dict.fromkeys((last, *places[:1])) if len(places) > FEWEST_UNLIKE else ():
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
    if numbering and len(unlike) < FEWEST_UNLIKE:
        return ""
    is_beyond_chance = len(unlike) >= FEWEST_UNLIKE or max(unlike) >= SUM_BEYOND_CHANCE
    is_long = len(rest) >= ROWS_BEYOND_CHANCE or prod(unlike) >= ODDS_OF_TWO_ROWS
    if is_misplaced or (is_beyond_chance and is_long):
        return IS_SUM_OF_ALL
    return MAY_BE_TOTAL if is_beyond_chance else ""


def _stands_among_numbers(column: str, label: str, rest: Sequence[Cells]) -> bool:
    """Whether words stand where all other rows hold numbers or days."""
    cells = [row[column] for row in rest if row[column].strip()]
    return (
        len(cells) >= FEWEST_UNLIKE
        and not any(map(str.isdecimal, label))
        and all(any(map(str.isdecimal, cell)) for cell in cells)
    )


def _is_near(amount: Amount, added: Amount) -> bool:
    """Whether an amount differs from a sum by a fifth at most, as where a row was left out."""
    return 4 * added.lowest <= 5 * amount.highest and 4 * amount.lowest <= 5 * added.highest
