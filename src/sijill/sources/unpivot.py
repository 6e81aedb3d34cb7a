"""Rows that hold several people side by side: "Victim 1 Name", "Victim 2 Name".

A mapping says under ``unpivot`` which columns are one column of as many rows (SQL calls it so). The
row in the ledger stays whole; each of its people is a record under the row's key and a number.
"""

from collections.abc import Iterator, Mapping, Sequence

from sijill.language.unknown import means_unknown


def unpivoted(
    unpivot: Mapping[str, Sequence[str]], cells: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The people of a row by number, from 1, each with the row's cells and columns of its own.

    Whoever has nothing in any of these columns is nobody.

    Args:
        unpivot: by the name of the new column, the columns that it stands for, in order.
        cells: of the row.
    """
    most = max(map(len, unpivot.values()), default=0)
    for place in range(most):
        own = {
            name: cells.get(columns[place], "") if place < len(columns) else ""
            for name, columns in unpivot.items()
        }
        if not all(means_unknown(cell) for cell in own.values()):
            yield place + 1, {**cells, **own}


def cells_read(
    unpivot: Mapping[str, Sequence[str]], rows: Sequence[Mapping[str, str]]
) -> list[Mapping[str, str]]:
    """The cells from which fields are read: of each row, or of each person that a row holds."""
    if not unpivot:
        return list(rows)
    return [cells for row in rows for _, cells in unpivoted(unpivot, row)]


def columns_in_file(unpivot: Mapping[str, Sequence[str]], column: str) -> tuple[str, ...]:
    """The columns of the file behind a column of a mapping."""
    return tuple(unpivot.get(column, (column,)))
