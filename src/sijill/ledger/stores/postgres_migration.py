"""The migration of a server's tables, done by their owner with ``sijill team install``.

The schema of before is set aside under another name, the one of today is made, the rows are copied,
and the old schema is dropped, all in one transaction. No entry, salt, value or checkpoint changes.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sijill.ledger.stores.migrations import MIGRATIONS
from sijill.ledger.stores.storage import as_int
from sijill.model.errors import LedgerError

if TYPE_CHECKING:
    from sijill.ledger.stores.postgres_database import Connection

FRAME_1 = "3196d71ebedb4c9b1be9a5f030112a39e74d01fc07cfed0ab3003c3351ee4ecd"
"""The frame of version 1 (``frame_digest``) where nothing was changed."""

_COPIES = """
INSERT INTO sijill.log SELECT number, id, key, NULL, 0 FROM sijill_1.log ORDER BY number;
INSERT INTO sijill.entry SELECT log, n, entry, signature, leaf,
    coalesce(substring(convert_from(entry, 'UTF8') FROM '"kind":"([a-z]+)","log":"'), '')
FROM sijill_1.event;
INSERT INTO sijill.payload SELECT * FROM sijill_1.payload;
INSERT INTO sijill.erasure SELECT * FROM sijill_1.erasure;
INSERT INTO sijill.node SELECT * FROM sijill_1.tile;
INSERT INTO sijill.checkpoint SELECT * FROM sijill_1.checkpoint;
INSERT INTO sijill.timestamp SELECT * FROM sijill_1.tsr;
INSERT INTO sijill.cosignature SELECT * FROM sijill_1.receipt;
DROP SCHEMA sijill_1 CASCADE;
"""


_HINDRANCES = {
    "inbox": "letters wait in its inbox. Sequence them with the version that wrote them",
    "fork": (
        "entries are kept apart in it. Copy it to a file (sijill backup) with the version that "
        "wrote it, open the file with this one, and move it to a new database"
    ),
}
"""Tables that must be empty, and what to do where they are not."""


def migrate_server(connection: "Connection", schema: str, where: str) -> None:
    """Bring an unchanged version 1 to the tables of today; inside a transaction, as the owner.

    Args:
        connection: of the owner.
        schema: the statements that make the tables of today.
        where: the server, as messages name it.

    Raises:
        LedgerError: if letters wait in its inbox, which is no more, or entries are kept apart: copy
            that ledger to a file with the version that wrote it, and move the file here.
    """
    for table, what in _HINDRANCES.items():
        count = connection.execute(f"SELECT count(*) FROM sijill.{table}".encode()).fetchone()  # noqa: S608  ours
        if count is None or as_int(count[0]):
            raise LedgerError(f"{where}: the ledger is not carried over: {what}.")
    connection.execute("ALTER SCHEMA sijill RENAME TO sijill_1")
    connection.execute(schema.encode())
    connection.execute(_COPIES.encode())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO sijill.migration VALUES (%s, %s)", (MIGRATIONS[-1].name, now))
