"""The signed heads kept in a ledger: when one is due, the last one, and the next.

A checkpoint is signed when the ledger is closed after entries were appended, and at the end of a
transaction that brings a thousand entries or ends a quarter of an hour without one.
"""

from datetime import datetime, timedelta

import apsw

from sijill.ledger.database import stored_bytes
from sijill.ledger.keys import DeviceKey
from sijill.ledger.merkle import TreeHead
from sijill.ledger.notes import Note, read_note, write_note

MOST_ENTRIES = 1_000
"""So many entries may wait for a checkpoint."""
LONGEST = timedelta(minutes=15)
"""So long an entry may wait for one."""


def all_notes(connection: apsw.Connection, log: int) -> tuple[bytes, ...]:
    """The checkpoints of a log, oldest first.

    Raises:
        LedgerError: if something else is stored in the place of one.
    """
    rows = connection.execute("SELECT note FROM checkpoint WHERE log = ? ORDER BY n", (log,))
    return tuple(stored_bytes(note) for (note,) in rows.fetchall())


def last_note(connection: apsw.Connection, log: int) -> Note | None:
    """The newest checkpoint of a log, if it has one. Raises as ``all_notes``."""
    statement = "SELECT note FROM checkpoint WHERE log = ? ORDER BY n DESC LIMIT 1"
    row = connection.execute(statement, (log,)).fetchone()
    return read_note(stored_bytes(row[0])) if row else None


def is_due(last: Note | None, size: int, since: datetime, at: datetime) -> bool:
    """Whether a log of that size needs a checkpoint; ``since`` is its oldest uncovered append."""
    return size - (last.head.size if last else 0) >= MOST_ENTRIES or at - since >= LONGEST


def append_note(
    connection: apsw.Connection, log: int, log_id: str, head: TreeHead, key: DeviceKey
) -> None:
    """Sign a head and keep it, unless the last checkpoint says the same; inside a transaction."""
    last = last_note(connection, log)
    if last is not None and last.head == head:
        return
    connection.execute(
        "INSERT INTO checkpoint"
        " SELECT ?1, coalesce(max(n) + 1, 0), ?2, ?3 FROM checkpoint WHERE log = ?1",
        (log, head.size, write_note(log_id, head, key)),
    )
