"""The question about lists of people or bodies inside the rows of a list of people or bodies."""

from collections.abc import Iterator, Mapping, Sequence

from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import EACH
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings import fields_of
from sijill.sources.tables.table import Row
from sijill.sources.unpivot import objects_of

_COUNTED = {RecordKind.PERSON: "person", RecordKind.REMAINS: "body"}
_OF_SOMEBODY = frozenset({"name", "given_name", "sex", "age", "age_group", "code"})


def unread_entries(
    kind: RecordKind,
    columns: Sequence[Column],
    rows: Sequence[Row],
    fields: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """That a column holds entries of their own, of a form's repeats, and each row counts once."""
    used = {name for names in fields.values() for name in names}
    for column in columns if kind in _COUNTED else ():
        listed = [objects_of(row.cells[column.name]) for row in rows[:MOST_ROWS_LOOKED_AT]]
        keys = dict.fromkeys(key for objects in listed for one in objects for key in one)
        telling = [key for key in keys if _OF_SOMEBODY & fields_of(key, kind)]
        if telling and column.name not in used:
            entries = sum(map(len, listed))
            yield (
                f"{column.name!r} lists {entries:,} entries inside {len(rows):,} rows, with "
                f"{telling[0]!r} of their own; nothing reads them, and each row counts as one "
                f"{_COUNTED[kind]}. If each entry is one, read them by [unpivot], with columns "
                f"such as '{column.name}{EACH}{telling[0]}'"
            )
