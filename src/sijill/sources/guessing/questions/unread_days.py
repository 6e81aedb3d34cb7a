"""The question about columns of days where none is taken for the day of the row."""

from collections.abc import Iterator, Sequence

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import holds_days, holds_months
from sijill.sources.guessing.column_matching import counts_otherwise
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.words import speaks_of

_MOST_NAMED = 4
_DAYS_OF = {
    RecordKind.PERSON: ("died", "last_seen"),
    RecordKind.INCIDENT: ("happened",),
    RecordKind.REMAINS: ("recovered", "died"),
}
"""The fields by whose days records of a kind are counted by year, the first for a question."""


def unread_days(kind: RecordKind, columns: Sequence[Column], fields: FieldColumns) -> Iterator[str]:
    """That columns hold days and none is read: every row counts, and in no year or month.

    Days of an arrest or a release are none on which anybody died.
    """
    wanted = _DAYS_OF.get(kind, ())
    if not wanted or any(field in fields for field in wanted):
        return
    used = columns_read(fields)
    days = [
        column
        for column in columns
        if column.name not in used
        and (holds_days(column) or holds_months(column))
        and not speaks_of("detention", [column.name])
    ]
    elsewhere = [column.name for column in days if counts_otherwise(column)]
    if elsewhere:
        listed = ", ".join(map(repr, elsewhere[:_MOST_NAMED]))
        yield (
            f"{listed} may hold days of a calendar that is not read, such as the Ethiopian, and no "
            "field reads them: the rows count in no year or month. Write the Gregorian days into a "
            f"column of their own and name it under {wanted[0]}; if these are Gregorian, name "
            f"theirs under {wanted[0]}"
        )
    free = [column.name for column in days if column.name not in elsewhere]
    if free:
        listed = ", ".join(map(repr, free[:_MOST_NAMED]))
        holds, it = ("holds", "it says") if len(free) == 1 else ("hold", "one of them says")
        yield (
            f"{listed} {holds} days, and no field reads them: the rows count in no year or month. "
            f"If {it} when each row befell, name it under {wanted[0]}"
        )
