"""The question about lists of people or bodies inside the rows of a list of people or bodies."""

from collections.abc import Iterator, Mapping, Sequence

from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import EACH
from sijill.sources.guessing.columns import Column, columns_read
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.split_rows.unpivot import keys_of_objects, objects_of
from sijill.sources.tables.table import Row

_COUNTED = {RecordKind.PERSON: "person", RecordKind.REMAINS: "body"}
_OF_SOMEBODY = frozenset({"name", "given_name", "sex", "age", "age_group", "code"})


def unread_entries(
    kind: RecordKind,
    columns: Sequence[Column],
    rows: Sequence[Row],
    fields: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """That a column holds entries of their own, of a form's repeats, and each row counts once."""
    used = columns_read(fields)
    for column in columns if kind in _COUNTED else ():
        keys = keys_of_objects(row.cells[column.name] for row in rows[:MOST_ROWS_LOOKED_AT])
        telling = [key for key in keys if _OF_SOMEBODY & fields_of(key, kind)]
        if telling and column.name not in used:
            fullest = max(rows, key=lambda row: len(objects_of(row.cells[column.name])))
            entries = len(objects_of(fullest.cells[column.name]))
            yield (
                f"{column.name!r} lists entries of their own in its rows ({entries:,} in row "
                f"{fullest.number}), with {telling[0]!r}; nothing reads them, and each row counts "
                f"as one {_COUNTED[kind]}. If each entry is one, read them by [unpivot], with "
                f"columns such as '{column.name}{EACH}{telling[0]}'"
            )
