"""Sheets whose rows stand in the other sheets of their list as well: "All" beside "January".

Read together, whoever has no name would count twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from sijill.language.numbers.digits import counted_from
from sijill.sources.tables.table import Table

_FEWEST = 3
"""Different rows that sheets share at least; fewer may be chance."""
_FEWEST_CELLS = 2
"""Filled cells of a row that chance does not repeat."""


def without_repeated_sheets(tables: Sequence[Table]) -> list[Table]:
    """The sheets of a list without those all of whose rows stand in the sheets that are left.

    Of two that hold the same, the longer is left out, then the first: the sheets of the months stay
    and the one of all of them goes.
    """
    if len(tables) == 1:
        return list(tables)
    told = [
        name
        for name in tables[0].columns
        if not all(name in table.columns and _counts_rows(table, name) for table in tables)
    ]
    own = [Counter(_rows_by(table, told)) for table in tables]
    total: Counter[tuple[str, ...]] = Counter()
    for rows in own:
        total.update(rows)
    repeated: list[int] = []
    for place in sorted(range(len(tables)), key=lambda one: -len(tables[one].rows)):
        if own[place] and all(total[row] >= 2 * times for row, times in own[place].items()):
            total.subtract(own[place])
            repeated.append(place)
    shared = {row for place in repeated for row in own[place] if _is_telling(row)}
    if len(shared) < _FEWEST:
        return list(tables)
    return [table for place, table in enumerate(tables) if place not in repeated]


def _is_telling(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) >= _FEWEST_CELLS


def _rows_by(table: Table, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of each row, but for columns that count the rows of each sheet."""
    for row in table.rows:
        yield tuple(" ".join(row.cells.get(name, "").split()) for name in columns)


def _counts_rows(table: Table, column: str) -> bool:
    """Whether a column counts the rows, from any number: a sheet may go on from another."""
    return counted_from(row.cells[column] for row in table.rows) is not None
