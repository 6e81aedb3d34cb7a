"""The store on a PostgreSQL server, for a team: the statements, written natively.

One process writes at a time: each transaction begins by taking one lock of the database. The server
keeps rows in order and unchanged by itself (``postgres_schema.sql``); here they are only written
and read. ``Inbox`` is the second way in, for members who do not wait for that lock.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

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
from sijill.ledger.stores.postgres_errors import telling
from sijill.ledger.stores.sqlite_database import stored_bytes
from sijill.ledger.stores.storage import EventRow, ForkRow, LogRow, PayloadRow, Receipt, TileRow
from sijill.model.errors import LedgerError

WRITERS_LOCK = 1_936_288_364
"""The number of the lock that a writer holds: the letters "sijl"."""


class PostgresStorage:
    """A ledger in a database. Use ``PostgresStorage.open``, and close it when done."""

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
            with telling(where):
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
        with telling(self.where, self.connection), self.connection.transaction():
            demand_durable(self.connection, self.where, WRITERS_LOCK)
            yield

    def logs(self) -> list[LogRow]:
        """The logs, by number."""
        rows = self._all("SELECT number, id, key FROM sijill.log ORDER BY 1")
        return [LogRow(_int(number), str(log), stored_bytes(key)) for number, log, key in rows]

    def begin_log(self, log_id: str, public: bytes) -> LogRow:
        """Make a log, with the next number."""
        self._run(
            "INSERT INTO sijill.log SELECT coalesce(max(number) + 1, 0), %s, %s FROM sijill.log",
            *(log_id, public),
        )
        return self.logs()[-1]

    def size(self, log: int) -> int:
        """How many entries a log holds."""
        rows = self._all("SELECT n FROM sijill.event WHERE log = %s ORDER BY n DESC LIMIT 1", log)
        return _int(rows[0][0]) + 1 if rows else 0

    def node(self, log: int, level: int, index: int) -> bytes:
        """The hash of a complete block of the tree, as stored."""
        found = (
            self._all(
                "SELECT h FROM sijill.tile WHERE log = %s AND level = %s AND idx = %s",
                *(log, level, index),
            )
            if level
            else self._all("SELECT leaf FROM sijill.event WHERE log = %s AND n = %s", log, index)
        )
        if not found:
            raise LedgerError(f"{self.where}: a hash of the tree is lost. Run sijill verify.")
        return stored_bytes(found[0][0])

    def events(self, log: int, start: int, end: int) -> list[EventRow]:
        """The entries of a span, all of them there."""
        rows = self._all(
            "SELECT n, entry, signature, leaf FROM sijill.event"
            " WHERE log = %s AND n >= %s AND n < %s ORDER BY n",
            *(log, start, end),
        )
        if [row[0] for row in rows] != list(range(start, end)):
            raise LedgerError(
                f"{self.where}: entries are missing between {start} and {end}. Run sijill verify."
            )
        return [EventRow(_int(number), *map(stored_bytes, rest)) for number, *rest in rows]

    def payload(self, log: int, start: int, end: int) -> list[PayloadRow]:
        """The values of these entries, by number and field."""
        rows = self._all(
            "SELECT n, field, salt, value FROM sijill.payload"
            " WHERE log = %s AND n >= %s AND n < %s",
            *(log, start, end),
        )
        found = [
            PayloadRow(_int(number), read_name(str(name)), _or_none(salt), _or_none(value))
            for number, name, salt, value in rows
        ]
        return sorted(found, key=lambda row: (row.number, row.field.encode()))

    def add(
        self,
        log: int,
        events: Iterable[EventRow],
        payload: Iterable[PayloadRow],
        tiles: Iterable[TileRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""
        values = ((log, row[0], _stored_name(row[1]), *row[2:]) for row in payload)
        self._copy("event", "int4 int8 bytea bytea bytea", ((log, *row) for row in events))
        self._copy("payload", "int4 int8 text bytea bytea", values)
        self._copy("tile", "int4 int4 int8 bytea", ((log, *row) for row in tiles))

    def notes(self, log: int) -> list[bytes]:
        """The checkpoints of a log, oldest first."""
        rows = self._all("SELECT note FROM sijill.checkpoint WHERE log = %s ORDER BY n", log)
        return [stored_bytes(note) for (note,) in rows]

    def last_note(self, log: int) -> bytes | None:
        """The newest checkpoint of a log."""
        rows = self._all(
            "SELECT note FROM sijill.checkpoint WHERE log = %s ORDER BY n DESC LIMIT 1", log
        )
        return stored_bytes(rows[0][0]) if rows else None

    def add_note(self, log: int, size: int, note: bytes) -> None:
        """Keep a checkpoint."""
        self._add_next("checkpoint", log, size, note)

    def timestamps(self, log: int) -> list[tuple[int, bytes]]:
        """Raw responses of timestamp authorities, each with its checkpoint's place."""
        rows = self._all(
            "SELECT checkpoint, response FROM sijill.tsr WHERE log = %s ORDER BY n", log
        )
        return [(_int(checkpoint), stored_bytes(response)) for checkpoint, response in rows]

    def add_timestamp(self, log: int, checkpoint: int, response: bytes) -> None:
        """Keep a response about a checkpoint."""
        self._add_next("tsr", log, checkpoint, response)

    def receipts(self, log: int) -> list[Receipt]:
        """What other devices signed about a log, oldest first."""
        rows = self._all(
            "SELECT size, peer, note FROM sijill.receipt WHERE log = %s ORDER BY n", log
        )
        return [Receipt(_int(size), str(peer), stored_bytes(note)) for size, peer, note in rows]

    def add_receipt(self, log: int, receipt: Receipt) -> None:
        """Keep a receipt."""
        self._add_next("receipt", log, *receipt)

    def forks(self, log: int) -> list[ForkRow]:
        """The quarantined entries of a log, in the order in which they came."""
        rows = self._all(
            "SELECT number, entry, signature, payload FROM sijill.fork WHERE log = %s ORDER BY n",
            log,
        )
        return [
            ForkRow(
                _int(number),
                stored_bytes(raw),
                stored_bytes(signature),
                None if payload is None else str(payload),
            )
            for number, raw, signature, payload in rows
        ]

    def add_forks(self, log: int, rows: Sequence[ForkRow]) -> None:
        """Quarantine entries."""
        for row in rows:
            self._add_next("fork", log, *row)

    def find_leaves(self, leaves: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
        """Which of these leaf hashes are held, each with its log and its number."""
        wanted = sorted(set(leaves))
        query = "SELECT leaf, log, n FROM sijill.event WHERE leaf = ANY(%s)"
        for leaf, log, number in self._all(query, wanted):
            yield stored_bytes(leaf), _int(log), _int(number)

    def last_with(self, log: int, part: bytes) -> bytes | None:
        """The bytes of the newest entry of a log that hold ``part``."""
        return self._last(log, part, ">")

    def last_without(self, log: int, part: bytes) -> bytes | None:
        """The bytes of the newest entry of a log that do not hold ``part``."""
        return self._last(log, part, "=")

    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value by the order of an entry; whether there was one, not yet erased."""
        log, number, name = value
        query = "SELECT sijill.erase_value(%s::int, %s::bigint, %s, %s::int, %s::bigint)"
        return self._all(query, log, number, _stored_name(name), *ordered_by) == [(True,)]

    def empty_fork(self, log: int, place: int) -> None:
        """Erase the values of a quarantined entry that an erasure held here names."""
        self._run("SELECT sijill.empty_fork(%s::int, %s::bigint)", log, place)

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
            self._run("SELECT sijill.clean()")
        except LedgerError as error:
            raise LedgerError(
                f"{self.where}: what was ordered is erased and nobody reads it any more, but the "
                "tables could not be written anew while others use them. The next erasure does it, "
                "or: sijill erase --clean"
            ) from error

    def copy_to(self, path: Path) -> None:
        """Write a register of one file with what is here at one moment; others go on appending."""
        with telling(self.where, self.connection):
            write_register(self.connection, path)

    def _copy(self, table: str, types: str, rows: Iterable[tuple[object, ...]]) -> None:
        with (
            telling(self.where, self.connection),
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY sijill.{table} FROM STDIN (FORMAT BINARY)".encode()) as copy,
        ):
            copy.set_types(types.split())
            for row in rows:
                copy.write_row(row)

    def _add_next(self, table: str, log: int, *values: object) -> None:
        """Insert a row with the next number of its log."""
        marks = ", ".join(["%s"] * len(values))
        self._run(
            f"INSERT INTO sijill.{table} VALUES (%s,"  # noqa: S608  our names
            f" (SELECT coalesce(max(n) + 1, 0) FROM sijill.{table} WHERE log = %s), {marks})",
            *(log, log, *values),
        )

    def _last(self, log: int, part: bytes, how: str) -> bytes | None:
        rows = self._all(
            f"SELECT entry FROM sijill.event WHERE log = %s AND position(%s IN entry) {how} 0"  # noqa: S608  ours
            " ORDER BY n DESC LIMIT 1",
            *(log, part),
        )
        return stored_bytes(rows[0][0]) if rows else None

    def _all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with telling(self.where, self.connection):
            return self.connection.execute(query.encode(), values, binary=True).fetchall()

    def _run(self, query: str, *values: object) -> None:
        with telling(self.where, self.connection):
            self.connection.execute(query.encode(), values)


def read_name(stored: str) -> str:
    """The name of a field as the ledger knows it; stored is its canonical JSON without quotes."""
    return str(json.loads(f'"{stored}"'))


def _stored_name(name: str) -> str:
    return quote(name)[1:-1]


def _int(found: object) -> int:
    if not isinstance(found, int):
        raise LedgerError(f"a {type(found).__name__} is stored in place of a number")
    return found


def _or_none(found: object) -> bytes | None:
    return None if found is None else stored_bytes(found)
