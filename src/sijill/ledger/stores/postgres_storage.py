"""The store on a PostgreSQL server, for a team: the adapter of ``Storage``.

One process writes at a time: each transaction begins by taking one lock of the database. The server
keeps rows in order and unchanged by itself (``postgres_schema.sql``); here they are only written
and read.
"""

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sijill.ledger.entries.canonical import quote
from sijill.ledger.stores.postgres_copy import write_register
from sijill.ledger.stores.postgres_database import (
    Connection,
    connect,
    demand_durable,
    demand_ledger,
    demand_member,
    shown,
)
from sijill.ledger.stores.postgres_errors import translate_errors
from sijill.ledger.stores.storage import EntryRow, NodeRow, PayloadRow, Storage, Value
from sijill.ledger.stores.value_sizes import demand_storable, storable_rows
from sijill.model.errors import LedgerError

WRITERS_LOCK = 1_936_288_364
"""The number of the lock that a writer holds: the letters "sijl"."""


class PostgresStorage(Storage):
    """A ledger in a database. Use ``PostgresStorage.open``, and close it when done."""

    _lacks = "position(? IN entry) = 0"

    def __init__(self, connection: Connection, where: str) -> None:
        self.connection = connection
        self.where = where

    @classmethod
    def open(cls, address: str, *, wait_ms: int) -> "PostgresStorage":
        """Open an installed ledger as a member.

        Args:
            address: ``postgresql://user@host:port/database``; the password better in ~/.pgpass.
            wait_ms: how long to wait while another process writes, in milliseconds.

        Raises:
            LedgerError: if there is no ledger, or its guards were changed.
            StorageError: if the server is not reached, could lose entries, or the role is not a
                member's.
        """
        where = shown(address)
        connection = connect(address, wait_ms=wait_ms)
        try:
            with translate_errors(where):
                demand_ledger(connection, where)
                demand_member(connection, where)
        except BaseException:
            connection.close()
            raise
        return cls(connection, where)

    def close(self) -> None:
        """Close the session; twice does no harm."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; another process that wants to write waits."""
        with translate_errors(self.where, self.connection), self.connection.transaction():
            demand_durable(self.connection, self.where, WRITERS_LOCK)
            yield

    def payload(self, log: int, start: int, end: int) -> list[PayloadRow]:
        """The values of these entries, by number and field."""
        rows = super().payload(log, start, end)
        decoded = [row._replace(field=read_name(row.field)) for row in rows]
        return sorted(decoded, key=lambda row: (row.number, row.field.encode()))

    def add(
        self,
        log: int,
        entries: Iterable[EntryRow],
        payload: Iterable[Value],
        nodes: Iterable[NodeRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""
        values = (
            (log, number, _stored_name(name), salt, demand_storable(value, self.where))
            for number, name, salt, value in payload
        )
        self._copy("entry", "int4 int8 bytea bytea bytea text", ((log, *row) for row in entries))
        self._copy("payload", "int4 int8 text bytea bytea", values)
        self._copy("node", "int4 int4 int8 bytea", ((log, *row) for row in nodes))

    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value by the order of an entry; whether there was one, not yet erased."""
        log, number, name = value
        query = "SELECT sijill.erase_value(?::int, ?::bigint, ?, ?::int, ?::bigint)"
        return self._query(query, log, number, _stored_name(name), *ordered_by) == [(True,)]

    def prepare_erasing(self) -> None:
        """Nothing to do before: ``clean`` writes the tables anew."""

    def clean(self) -> None:
        """Write anew the tables that held what was erased.

        The server's own journal is beyond a member's reach: it is overwritten in its time. Whoever
        keeps that journal (archives, standbys, backups of the server) must see to it there. A
        session that reads at an earlier moment keeps old rows alive until the next cleaning.

        Raises:
            LedgerError: if others read the tables for longer than this connection waits.
        """
        try:
            self._query("SELECT sijill.clean()")
        except LedgerError as error:
            raise LedgerError(
                f"{self.where}: what was ordered is erased and nobody reads it any more, but the "
                "tables could not be written anew while others use them. The next erasure does it, "
                "or: sijill erase --clean"
            ) from error

    @property
    def is_uncleaned(self) -> bool:
        """Never known here: the next erasure, or ``sijill erase --clean``, cleans as well."""
        return False

    def copy_to(self, path: Path) -> None:
        """Write a register of one file with what is here at one moment; others go on appending."""
        with translate_errors(self.where, self.connection):
            write_register(self.connection, path, self.where)

    def _copy(self, table: str, types: str, rows: Iterable[tuple[object, ...]]) -> None:
        with (
            translate_errors(self.where, self.connection),
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY sijill.{table} FROM STDIN (FORMAT BINARY)".encode()) as copy,
        ):
            copy.set_types(types.split())
            for row in rows:
                copy.write_row(row)

    def _query(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        query = statement.replace("$.", "sijill.").replace("?", "%s").encode()
        with (
            translate_errors(self.where, self.connection),
            self.connection.cursor(binary=True) as cursor,
        ):
            if not query.startswith(b"SELECT"):
                cursor.execute(query, values)
                return []
            rows = cursor.stream(query, values)
            try:
                return list(storable_rows(rows, self.where))
            finally:
                cast("Generator[object]", rows).close()  # what is left unread is called off


def read_name(stored: str) -> str:
    """The name of a field as the ledger knows it; stored is its canonical JSON without quotes."""
    return str(json.loads(f'"{stored}"'))


def _stored_name(name: str) -> str:
    return quote(name)[1:-1]
