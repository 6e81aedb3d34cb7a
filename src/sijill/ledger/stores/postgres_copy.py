"""A copy of a server's ledger as a register of one file, row by row, as the rows are.

The copy is what an audit reads, what a backup keeps and what a court gets. So nothing is put right
on the way: the file's triggers come last and its constraints are not asked, and what was tampered
with on the server is found in the copy.
"""

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sijill.ledger.stores.migrations import without_triggers
from sijill.ledger.stores.postgres_database import Connection
from sijill.ledger.stores.sqlite_database import open_to_write
from sijill.ledger.stores.sqlite_errors import translate_errors
from sijill.ledger.stores.value_sizes import storable_rows
from sijill.model.errors import StorageError

WAIT_MS = 1_000

_TABLES = {
    "migration": ("name, at", "name", "text text"),
    "log": ("number, id, key, base, base_size", "number", "int4 text bytea int4 int8"),
    "entry": (
        "log, n, entry, signature, leaf, kind",
        "log, n",
        "int4 int8 bytea bytea bytea text",
    ),
    "payload": ("log, n, field, salt, value", "log, n, field", "int4 int8 text bytea bytea"),
    "erasure": ("log, n, field, by_log, by_n", "log, n, field", "int4 int8 text int4 int8"),
    "node": ("log, level, idx, h", "log, level, idx", "int4 int4 int8 bytea"),
    "checkpoint": ("log, n, size, note", "log, n", "int4 int8 int8 bytea"),
    "timestamp": ("log, n, checkpoint, response", "log, n", "int4 int8 int8 bytea"),
    "cosignature": ("log, n, size, peer, note", "log, n", "int4 int8 int8 text bytea"),
}
"""Of each table, in the order in which they refer to each other: columns, order, types."""
_FIELD = 2
_WITH_FIELDS = ("payload", "erasure")


def write_register(connection: Connection, path: Path, where: str) -> None:
    """Write what is on the server at one moment to a new file; ``where`` names the server.

    Raises:
        StorageError: if the file exists or cannot be written.
        LedgerError: if the file refuses what is stored on the server, or a value is too large.
        psycopg.Error: from the server.
    """
    if path.exists():
        raise StorageError(f"{path} exists. Give a file that does not exist yet.")
    target = open_to_write(path, create=True, wait_ms=WAIT_MS)
    try:
        with translate_errors(path), connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            target.execute("PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on")
            target.execute("BEGIN IMMEDIATE")
            with without_triggers(target):
                for table, (columns, _, _) in _TABLES.items():
                    marks = ", ".join("?" * len(columns.split(",")))
                    insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  ours
                    with closing(_rows(connection, table, where)) as rows:
                        target.executemany(insert, rows)
            target.execute("COMMIT")
    except BaseException:
        target.close()
        path.unlink(missing_ok=True)
        raise
    target.close()


def _rows(
    connection: Connection, table: str, where: str
) -> Generator[tuple[object, ...], None, None]:
    """The rows of a table. Closing them ends the copy, without which no transaction ends."""
    columns, order, types = _TABLES[table]
    query = f"COPY (SELECT {columns} FROM sijill.{table} ORDER BY {order})"  # noqa: S608  our names
    with (
        connection.cursor() as cursor,
        cursor.copy(f"{query} TO STDOUT (FORMAT BINARY)".encode()) as copy,
    ):
        copy.set_types(types.split())
        rows = storable_rows(copy.rows(), where)
        yield from _named(rows) if table in _WITH_FIELDS else rows


def _named(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """With the names of fields as a file holds them."""
    for row in rows:
        yield (*row[:_FIELD], json.loads(f'"{row[_FIELD]}"'), *row[_FIELD + 1 :])
