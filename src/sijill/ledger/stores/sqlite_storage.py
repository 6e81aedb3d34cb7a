"""The store in one SQLite file: the statements, written natively."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from sijill.ledger.merkle import tree as merkle
from sijill.ledger.stores.sqlite_database import open_to_write, stored_bytes, writing
from sijill.ledger.stores.sqlite_errors import telling
from sijill.ledger.stores.storage import EventRow, ForkRow, LogRow, PayloadRow, Receipt, TileRow
from sijill.model.errors import LedgerError, StorageError

_AT_ONCE = 500  # leaf hashes in one statement


class SqliteStorage:
    """A ledger's file. Use ``SqliteStorage.open``, and close it when done."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self.connection = connection
        self._path = path
        self.where = str(path)

    @classmethod
    def open(cls, path: Path, *, create: bool, wait_ms: int) -> "SqliteStorage":
        """Open a file.

        Args:
            path: the file.
            create: make a ledger where there is none; without it, that is an error.
            wait_ms: how long to wait while another process writes, in milliseconds.

        Raises:
            LedgerError: if the file is absent, no ledger, damaged, or of a newer version.
            StorageError: if the file or its folder may not be written to.
        """
        return cls(open_to_write(path, create=create, wait_ms=wait_ms), path)

    def close(self) -> None:
        """Close the file; twice does no harm."""
        with telling(self._path):
            self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; another process that wants to write waits."""
        with telling(self._path), writing(self.connection):
            yield

    def logs(self) -> list[LogRow]:
        """The logs, by number."""
        return [
            LogRow(int(str(number)), str(log_id), stored_bytes(public))
            for number, log_id, public in self._all("SELECT number, id, key FROM log ORDER BY 1")
        ]

    def begin_log(self, log_id: str, public: bytes) -> LogRow:
        """Make a log, with the next number."""
        self._run(
            "INSERT INTO log SELECT coalesce(max(number) + 1, 0), ?, ? FROM log", log_id, public
        )
        return self.logs()[-1]

    def size(self, log: int) -> int:
        """How many entries a log holds."""
        last = self._all("SELECT max(n) FROM event WHERE log = ?", log)[0][0]
        if last is None:
            return 0
        if not isinstance(last, int):
            raise LedgerError(f"{self.where}: the last entry has no number. Run sijill verify.")
        return last + 1

    def node(self, log: int, level: int, index: int) -> bytes:
        """The hash of a complete block of the tree, as stored."""
        found = (
            self._all(
                "SELECT h FROM tile WHERE log = ? AND level = ? AND idx = ?", log, level, index
            )
            if level
            else self._all("SELECT leaf FROM event WHERE log = ? AND n = ?", log, index)
        )
        digest = found[0][0] if found else None
        if not isinstance(digest, bytes) or len(digest) != merkle.HASH_BYTES:
            raise LedgerError(f"{self.where}: a hash of the tree is lost. Run sijill verify.")
        return digest

    def events(self, log: int, start: int, end: int) -> list[EventRow]:
        """The entries of a span, all of them there."""
        rows = self._all(
            "SELECT n, entry, signature, leaf FROM event"
            " WHERE log = ? AND n >= ? AND n < ? ORDER BY n",
            *(log, start, end),
        )
        if [row[0] for row in rows] != list(range(start, end)):
            raise LedgerError(
                f"{self.where}: entries are missing between {start} and {end}. Run sijill verify."
            )
        events = []
        for number, (_, *columns) in enumerate(rows, start):
            try:
                raw, signature, leaf = map(stored_bytes, columns)
            except LedgerError as error:
                raise LedgerError(
                    f"{self.where}, entry {number}: {error}. Run sijill verify."
                ) from error
            events.append(EventRow(number, raw, signature, leaf))
        return events

    def payload(self, log: int, start: int, end: int) -> list[PayloadRow]:
        """The values of these entries, by number and field."""
        rows = self._all(
            "SELECT n, field, salt, value FROM payload"
            " WHERE log = ? AND n >= ? AND n < ? ORDER BY n, field",
            *(log, start, end),
        )
        return [
            PayloadRow(int(str(number)), str(name), _bytes_or_none(salt), _bytes_or_none(value))
            for number, name, salt, value in rows
        ]

    def add(
        self,
        log: int,
        events: Iterable[EventRow],
        payload: Iterable[PayloadRow],
        tiles: Iterable[TileRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""
        with telling(self._path):
            insert = self.connection.executemany
            insert("INSERT INTO event VALUES (?, ?, ?, ?, ?)", ((log, *row) for row in events))
            insert("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", ((log, *row) for row in payload))
            insert("INSERT INTO tile VALUES (?, ?, ?, ?)", ((log, *row) for row in tiles))

    def notes(self, log: int) -> list[bytes]:
        """The checkpoints of a log, oldest first."""
        rows = self._all("SELECT note FROM checkpoint WHERE log = ? ORDER BY n", log)
        return [stored_bytes(note) for (note,) in rows]

    def last_note(self, log: int) -> bytes | None:
        """The newest checkpoint of a log."""
        rows = self._all("SELECT note FROM checkpoint WHERE log = ? ORDER BY n DESC LIMIT 1", log)
        return stored_bytes(rows[0][0]) if rows else None

    def add_note(self, log: int, size: int, note: bytes) -> None:
        """Keep a checkpoint."""
        self._run(
            "INSERT INTO checkpoint"
            " SELECT ?1, coalesce(max(n) + 1, 0), ?2, ?3 FROM checkpoint WHERE log = ?1",
            *(log, size, note),
        )

    def timestamps(self, log: int) -> list[tuple[int, bytes]]:
        """Raw responses of timestamp authorities, each with its checkpoint's place."""
        rows = self._all("SELECT checkpoint, response FROM tsr WHERE log = ? ORDER BY n", log)
        return [(int(str(checkpoint)), stored_bytes(response)) for checkpoint, response in rows]

    def add_timestamp(self, log: int, checkpoint: int, response: bytes) -> None:
        """Keep a response about a checkpoint."""
        self._run(
            "INSERT INTO tsr SELECT ?1, coalesce(max(n) + 1, 0), ?2, ?3 FROM tsr WHERE log = ?1",
            *(log, checkpoint, response),
        )

    def receipts(self, log: int) -> list[Receipt]:
        """What other devices signed about a log, oldest first."""
        rows = self._all("SELECT size, peer, note FROM receipt WHERE log = ? ORDER BY n", log)
        return [Receipt(int(str(size)), str(peer), stored_bytes(note)) for size, peer, note in rows]

    def add_receipt(self, log: int, receipt: Receipt) -> None:
        """Keep a receipt."""
        self._run(
            "INSERT INTO receipt"
            " SELECT ?1, coalesce(max(n) + 1, 0), ?2, ?3, ?4 FROM receipt WHERE log = ?1",
            *(log, *receipt),
        )

    def forks(self, log: int) -> list[ForkRow]:
        """The quarantined entries of a log, in the order in which they came."""
        rows = self._all(
            "SELECT number, entry, signature, payload FROM fork WHERE log = ? ORDER BY n", log
        )
        return [
            ForkRow(
                int(str(number)),
                stored_bytes(raw),
                stored_bytes(signature),
                None if payload is None else str(payload),
            )
            for number, raw, signature, payload in rows
        ]

    def add_forks(self, log: int, rows: Sequence[ForkRow]) -> None:
        """Quarantine entries."""
        for row in rows:
            self._run(
                "INSERT INTO fork"
                " SELECT ?1, coalesce(max(n) + 1, 0), ?2, ?3, ?4, ?5 FROM fork WHERE log = ?1",
                *(log, *row),
            )

    def find_leaves(self, leaves: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
        """Which of these leaf hashes are held, each with its log and its number."""
        wanted = sorted(set(leaves))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            statement = f"SELECT leaf, log, n FROM event WHERE leaf IN ({marks})"  # noqa: S608  marks only
            for leaf, log, number in self._all(statement, *some):
                yield stored_bytes(leaf), int(str(log)), int(str(number))

    def last_with(self, log: int, part: bytes) -> bytes | None:
        """The bytes of the newest entry of a log that hold ``part``."""
        return self._last(log, part, "!=")

    def last_without(self, log: int, part: bytes) -> bytes | None:
        """The bytes of the newest entry of a log that do not hold ``part``."""
        return self._last(log, part, "=")

    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value (log, number, field) by the order of an entry (log, number)."""
        place = "log = ? AND n = ? AND field = ?"
        held = self._all(f"SELECT 1 FROM payload WHERE {place}", *value)  # noqa: S608  ours
        done = self._all(f"SELECT 1 FROM erasure WHERE {place}", *value)  # noqa: S608  ours
        if not held or done:
            return False
        self._run("INSERT INTO erasure VALUES (?, ?, ?, ?, ?)", *value, *ordered_by)
        self._run(f"UPDATE payload SET salt = NULL, value = NULL WHERE {place}", *value)  # noqa: S608  ours
        return True

    def empty_fork(self, log: int, place: int) -> None:
        """Erase the values of a quarantined entry."""
        self._run("UPDATE fork SET payload = NULL WHERE log = ? AND n = ?", log, place)

    def prepare_erasing(self) -> None:
        """From now on, whatever is deleted or made NULL is overwritten with zeros."""
        with telling(self._path):
            self.connection.pragma("secure_delete", "on")

    def clean(self) -> None:
        """Write the file anew without its freed pages, and empty the write-ahead log.

        SQLite does not fail where somebody still reads the old pages after the usual wait: it says
        so in a row, and the pages stay.

        Raises:
            StorageError: if the old bytes are still there.
        """
        try:
            with telling(self._path):
                self.connection.execute("VACUUM")
                ((is_busy, *_),) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except LedgerError as error:
            raise self._uncleaned() from error
        if is_busy:
            raise self._uncleaned()

    def _uncleaned(self) -> StorageError:
        return StorageError(
            f"{self._path}: the values are erased, but their old bytes are still in the file, "
            "because another process reads or writes the register. End it (a build, a backup, a "
            "program that looks into the file), then run: sijill erase --clean"
        )

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file as it is at one moment; others may go on appending."""
        with telling(path):
            self.connection.execute("VACUUM INTO ?", (str(path),))

    def _last(self, log: int, part: bytes, how: str) -> bytes | None:
        rows = self._all(
            f"SELECT entry FROM event WHERE log = ? AND instr(entry, ?) {how} 0"  # noqa: S608  ours
            " ORDER BY n DESC LIMIT 1",
            *(log, part),
        )
        return stored_bytes(rows[0][0]) if rows else None

    def _all(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with telling(self._path):
            return self.connection.execute(statement, values).fetchall()

    def _run(self, statement: str, *values: object) -> None:
        with telling(self._path):
            self.connection.execute(statement, values)


def _bytes_or_none(found: object) -> bytes | None:
    return None if found is None else stored_bytes(found)
