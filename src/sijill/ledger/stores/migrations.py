"""Migrations of a register's tables: named, recorded in the file, each in one transaction.

They rearrange tables and never change an entry, a salt, a value or a checkpoint: every hash and
signature is the same afterwards. A file whose tables or triggers are not exactly those of its
version is not migrated, so that what was changed in them is not hidden.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from sijill.files.temporary_files import system_folder
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.stores.old_forks import OldBranch, OldFork, branches_of
from sijill.ledger.stores.sqlite_schema import schema_digest, schema_text
from sijill.ledger.stores.storage import as_bytes, as_int
from sijill.model.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one version of the tables to the next.

    Attributes:
        name: by which the file records it.
        version: of the tables before.
        digest: of the schema before (``schema_digest``).
        carry_over: copies what the old tables hold; the new ones are there and empty.
    """

    name: str
    version: int
    digest: str
    carry_over: Callable[[apsw.Connection], None]


def is_migratable(connection: apsw.Connection) -> bool:
    """Whether the file has exactly the tables of an older version that can be carried over."""
    return _next_migration(connection) is not None


def migrate(connection: apsw.Connection) -> None:
    """Bring the tables of a file to this version.

    Raises:
        LedgerError: if what is kept apart in it cannot be read. Nothing is changed then.
        apsw.Error: if a row does not fit its table, or the disk does not write.
    """
    connection.execute("PRAGMA foreign_keys = off")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migration = _next_migration(connection)  # another process may have been faster
        if migration is not None:
            _run(connection, migration)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = on")
    with suppress(apsw.BusyError, apsw.LockedError):  # the freed pages are used again in any case
        connection.execute("VACUUM")


@contextmanager
def migrated_copy(connection: apsw.Connection) -> Iterator[Path]:
    """A copy of a file that is only read, with the tables of this version; it is deleted again.

    Raises as ``migrate``.
    """
    with system_folder("migrated") as folder:
        path = folder / "register.db"
        connection.execute("VACUUM INTO ?", (str(path),))
        copy = apsw.Connection(str(path))
        try:
            migrate(copy)
        finally:
            copy.close()
        yield path


@contextmanager
def without_triggers(connection: apsw.Connection) -> Iterator[None]:
    """Drop the triggers, and make them again at the end: a copy is written as it was."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.execute(str(statement))


def _next_migration(connection: apsw.Connection) -> Migration | None:
    version: object = connection.pragma("user_version")
    digest = schema_digest(connection)
    candidates = (
        migration
        for migration in MIGRATIONS
        if (migration.version, migration.digest) == (version, digest)
    )
    return next(candidates, None)


def _run(connection: apsw.Connection, migration: Migration) -> None:
    for kind in ("trigger", "index"):
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind,)
        ).fetchall():
            connection.execute(f"DROP {kind} {name}")
    tables = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    for table in tables:
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    connection.execute(schema_text())
    with without_triggers(connection):
        migration.carry_over(connection)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute("INSERT INTO migration VALUES (?, ?)", (migration.name, now))
    for table in tables:
        connection.execute(f"DROP TABLE old_{table}")


_COPIES = (
    "INSERT INTO log SELECT number, id, key, NULL, 0 FROM old_log",
    """
    INSERT INTO entry SELECT log, n, entry, signature, leaf,
    CASE WHEN json_valid(CAST(entry AS TEXT))
    THEN coalesce(json_extract(CAST(entry AS TEXT), '$.kind'), '') ELSE '' END
    FROM old_event ORDER BY log, n
    """,
    "INSERT INTO payload SELECT * FROM old_payload ORDER BY log, n, field",
    "INSERT INTO erasure SELECT * FROM old_erasure",
    "INSERT INTO node SELECT * FROM old_tile",
    "INSERT INTO checkpoint SELECT * FROM old_checkpoint",
    "INSERT INTO timestamp SELECT * FROM old_tsr",
)


def _carry_over_version_2(connection: apsw.Connection) -> None:
    """Entries get their kind, forks become branches, tables their names of today."""
    if connection.execute("SELECT count(*) FROM old_blob").get:
        raise LedgerError("its table of files holds rows, which no version of sijill wrote")
    for statement in _COPIES:
        connection.execute(statement)
    for number, name in connection.execute("SELECT number, id FROM old_log").fetchall():
        _carry_over_forks(connection, as_int(number), str(name))
    connection.execute(
        "INSERT INTO cosignature SELECT log, row_number() OVER (PARTITION BY log ORDER BY n) - 1,"
        " size, peer, note FROM old_receipt AS old WHERE NOT EXISTS ("
        " SELECT 1 FROM checkpoint JOIN log ON log.number = checkpoint.log"
        " WHERE log.base IS NOT NULL AND log.id = old.peer AND checkpoint.note = old.note)"
    )


def _carry_over_forks(connection: apsw.Connection, log: int, name: str) -> None:
    """The entries that were kept apart of a log become its branches."""

    def read_log(level: int, index: int) -> bytes:
        digest: object = (
            connection.execute(
                "SELECT h FROM node WHERE log = ? AND level = ? AND idx = ?", (log, level, index)
            ).get
            if level
            else connection.execute(
                "SELECT leaf FROM entry WHERE log = ? AND n = ?", (log, index)
            ).get
        )
        return digest if isinstance(digest, bytes) else b""

    forks = [
        OldFork(as_int(number), as_bytes(raw), as_bytes(signature), packed)
        for number, raw, signature, packed in connection.execute(
            "SELECT number, entry, signature, payload FROM old_fork WHERE log = ? ORDER BY n",
            (log,),
        ).fetchall()
    ]
    checkpoints = [
        (as_int(size), as_bytes(note))
        for size, note in connection.execute(
            "SELECT size, note FROM old_receipt WHERE log = ? AND peer = ? ORDER BY n", (log, name)
        ).fetchall()
    ]
    numbers: dict[int, int] = {}
    for branch in branches_of(forks, checkpoints, read_log):
        number = as_int(connection.execute("SELECT max(number) + 1 FROM log").get)
        numbers[id(branch)] = number
        base = log if branch.base is None else numbers[id(branch.base)]
        connection.execute(
            "INSERT INTO log SELECT ?, id, key, ?, ? FROM log WHERE number = ?",
            (number, base, branch.base_size, log),
        )
        _insert_branch(connection, number, branch)


def _insert_branch(connection: apsw.Connection, number: int, branch: OldBranch) -> None:
    insert = connection.executemany
    insert("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", ((number, *row) for row in branch.rows))
    insert("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", ((number, *row) for row in branch.payload))
    insert("INSERT INTO node VALUES (?, ?, ?, ?)", ((number, *row) for row in branch.nodes))
    insert(
        "INSERT INTO checkpoint VALUES (?, ?, ?, ?)",
        ((number, place, *checkpoint) for place, checkpoint in enumerate(branch.checkpoints)),
    )
    leaves = {row.number: row.leaf.hex() for row in branch.rows}
    for row in branch.payload:
        order = _order_of(connection, f"{leaves[row.number]}/{row.field}")
        if row.value is None and order is not None:
            connection.execute(
                "INSERT INTO erasure VALUES (?, ?, ?, ?, ?)",
                (number, row.number, row.field, *order),
            )


def _order_of(connection: apsw.Connection, named: str) -> tuple[int, int] | None:
    """The entry that orders a value erased; or another value of the same entry."""
    about = None
    for log, number, raw in connection.execute(
        "SELECT log, n, entry FROM entry WHERE kind = 'erasure' ORDER BY log, n"
    ).fetchall():
        over = Envelope.from_bytes(as_bytes(raw)).over
        if named in over:
            return as_int(log), as_int(number)
        if any(target.partition("/")[0] == named.partition("/")[0] for target in over):
            about = as_int(log), as_int(number)
    return about


MIGRATIONS = (
    Migration(
        "branches, kinds and plain names",
        2,
        "ca0c93e354422cdc403edd07e3c12f639fa1bcb85383c2e2768048a84762dbba",
        _carry_over_version_2,
    ),
)
"""Every migration that a file may record."""
