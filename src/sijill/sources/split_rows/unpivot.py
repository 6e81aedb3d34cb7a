"""Rows that hold several people side by side: "Victim 1 Name", "Victim 2 Name".

A mapping says under ``unpivot`` which columns are one column of as many rows (SQL calls it so). The
row in the ledger stays whole; each of its people is a record under the row's key and a number.

The repeats of a form stand in one cell in JSON, a list of objects: ``victims[].name`` is what each
of the objects in the column ``victims`` has under ``name``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sijill.language.unknown import means_unknown
from sijill.model.settings.source_mapping import EACH


def unpivoted(
    unpivot: Mapping[str, Sequence[str]], cells: Mapping[str, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The people of a row by number, from 1, each with the row's cells and columns of its own.

    Whoever has nothing in any of these columns is nobody.

    Args:
        unpivot: by the name of the new column, the columns that it stands for, in order.
        cells: of the row.
    """
    values = {
        name: [value for column in columns for value in _values(cells, column)]
        for name, columns in unpivot.items()
    }
    for place in range(max(map(len, values.values()), default=0)):
        own = {name: held[place] if place < len(held) else "" for name, held in values.items()}
        if not all(means_unknown(cell) for cell in own.values()):
            yield place + 1, {**cells, **own}


def _values(cells: Mapping[str, str], column: str) -> list[str]:
    """What a column of a mapping holds in a row: its cell, or a value of each object in it."""
    name, is_of_each, key = column.partition(EACH)
    if not is_of_each:
        return [cells.get(column, "")]
    return [one.get(key, "") for one in objects_of(cells.get(name, ""))]


def objects_of(cell: str) -> list[dict[str, str]]:
    """The objects of a list in JSON, with their values as texts; none for any other cell."""
    if not cell.startswith("[{"):
        return []
    try:
        entries = json.loads(cell, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return []
    return [
        {key: _text(value) for key, value in entry.items()} if isinstance(entry, dict) else {}
        for entry in entries
    ]


def unread_objects(unpivot: Mapping[str, Sequence[str]], cells: Mapping[str, str]) -> list[str]:
    """The columns whose cells should list objects and do not, as where one is cut off.

    Args:
        unpivot: by the name of the new column, the columns that it stands for.
        cells: of the row.
    """
    listing = (name.partition(EACH) for names in unpivot.values() for name in names)
    columns = dict.fromkeys(name for name, is_of_each, _ in listing if is_of_each)
    return [name for name in columns if not _may_list(cells.get(name, ""))]


def _may_list(cell: str) -> bool:
    """Whether a cell lists objects, or says that there are none."""
    return bool(objects_of(cell)) or means_unknown(cell) or cell.strip() in _NO_OBJECTS


_NO_OBJECTS = ("[]", "[{}]", "null")


def keys_of_objects(cells: Iterable[str]) -> list[str]:
    """What the objects of the cells have, each key once, in the order in which they come."""
    return list(dict.fromkeys(key for cell in cells for one in objects_of(cell) for key in one))


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case None:
            return ""
        case list() if all(isinstance(entry, str) for entry in value):
            return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def cells_read(
    unpivot: Mapping[str, Sequence[str]], rows: Sequence[Mapping[str, str]]
) -> list[Mapping[str, str]]:
    """The cells from which fields are read: of each row, or of each person that a row holds."""
    if not unpivot:
        return list(rows)
    return [cells for row in rows for _, cells in unpivoted(unpivot, row)]


def columns_in_file(unpivot: Mapping[str, Sequence[str]], column: str) -> tuple[str, ...]:
    """The columns of the file behind a column of a mapping."""
    return tuple(name.partition(EACH)[0] for name in unpivot.get(column, (column,)))
