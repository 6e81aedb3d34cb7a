"""Codes of bodies that one list gives twice. They are stated; every row stays a set of remains."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sijill.model.records.record import Record, RemainsRecord
from sijill.model.records.rejects import Effect, Reject


def repeated_codes(
    records: Mapping[str, Iterable[Record]], columns: Mapping[str, str]
) -> list[Reject]:
    """A note for each row of remains whose code an earlier row of its list has.

    Args:
        records: the records of each source.
        columns: by source, the column of its codes.
    """
    notes: list[Reject] = []
    for source in sorted(records):
        rows: dict[str, list[RemainsRecord]] = defaultdict(list)
        for record in records[source]:
            if isinstance(record, RemainsRecord) and record.code:
                rows[record.code].append(record)
        for first, *others in rows.values():
            notes += [_note(other, first, columns.get(source, "")) for other in others]
    return notes


def _note(record: RemainsRecord, first: RemainsRecord, column: str) -> Reject:
    where = record.head.locator
    reason = (
        f"row {first.head.locator.row} has the code {record.code!r} too; both are kept as sets of "
        "remains. If they are one body, withdraw one row; if not, correct a code in the list"
    )
    return Reject(
        record.head.source,
        where.file,
        where.sheet,
        where.row,
        column,
        record.code,
        reason,
        Effect.NOTE,
    )
