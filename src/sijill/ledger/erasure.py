"""Erasure on lawful request: values leave the file, every proof stays.

An entry of its own says which values of which entries were erased, and why; it is signed like every
decision. In the same transaction value and salt become NULL: the digest in the entry stays, and
without the salt it tells nothing, so the tree and all proofs hold. Then the freed pages and the
write-ahead log are cleaned. Copies elsewhere (backups, bundles, the captured file itself) are not
reached from here: whoever erases must reach them.
"""

from collections.abc import Sequence

import apsw

from sijill.model.errors import LedgerError

Target = tuple[int, str]
"""The number of an entry, and a field of its payload."""


def reference(target: Target) -> str:
    """A value as an erasure names it: ``17/cells``."""
    number, name = target
    return f"{number}/{name}"


def blank(connection: apsw.Connection, log: int, targets: Sequence[Target]) -> None:
    """Erase values, after the entry that orders it, in the same transaction.

    Raises:
        LedgerError: if there is no such value, or it was erased already.
    """
    for number, name in targets:
        connection.execute(
            "UPDATE payload SET salt = NULL, value = NULL"
            " WHERE log = ? AND n = ? AND field = ? AND value IS NOT NULL",
            (log, number, name),
        )
        if connection.changes() != 1:
            raise LedgerError(f"entry {number} holds no {name!r} that could be erased.")


def overwrite_freed(connection: apsw.Connection) -> None:
    """From now on, whatever is deleted or made NULL is overwritten with zeros."""
    connection.pragma("secure_delete", "on")


def clean(connection: apsw.Connection) -> None:
    """Write the file anew without its freed pages, and empty the write-ahead log."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
