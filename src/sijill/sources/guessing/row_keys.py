"""The columns that name a row: filled and different in every row, with a heading that says so."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from sijill.language.scripts import fold_digits
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings import readings, words_of
from sijill.sources.tables.table import Row

_MOST_CANDIDATES = 6
_NEARLY_ALL = 0.9
"""A telling column may name rows although a few of its cells repeat: both rows are kept then."""


def guess_key(
    columns: Iterable[Column], rows: Sequence[Row], not_keys: Collection[str] = ()
) -> tuple[str, ...]:
    """The columns that name a row; none where nothing does.

    Args:
        columns: the columns that may be shown.
        rows: the rows, to try two columns together.
        not_keys: columns that hold a name, an age or a date: corrected one day, so no key.
    """
    known = [column for column in columns if column.name not in not_keys]
    full = [column for column in known if rows and column.filled == len(rows)]
    unique = [column for column in full if column.different == len(rows)]
    telling = [column for column in full if is_key_heading(column.name)]
    for column in telling:
        if column in unique:
            return (column.name,)
    counted = [column for column in unique if _is_numbered(column)]
    if counted or len(unique) == 1:
        return ((counted or unique)[0].name,)
    for pair in combinations(telling[:_MOST_CANDIDATES], 2):
        names = tuple(column.name for column in pair)
        if len({tuple(row.cells[name] for name in names) for row in rows}) == len(rows):
            return names
    nearly = [column for column in telling if column.different >= _NEARLY_ALL * len(rows)]
    return (nearly[0].name,) if nearly else ()


def is_key_heading(name: str) -> bool:
    """Whether a heading says that the column names rows."""
    names = words_of("keys.toml", "keys", "names")
    endings = ("id", "uuid", "code", "number", "no")
    return any(
        form in names or form.endswith(tuple(f" {ending}" for ending in endings))
        for form in readings(name)
    )


def _is_numbered(column: Column) -> bool:
    """Whether the commonest cells are whole numbers or codes with a number in them."""
    return bool(column.commonest) and all(
        any(sign.isdigit() for sign in fold_digits(cell)) and " " not in cell.strip()
        for cell, _ in column.commonest
    )
