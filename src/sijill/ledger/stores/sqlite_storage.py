"""The store in one SQLite file: the adapter of ``Storage``."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from sijill.files.writing import save_bytes
from sijill.ledger.stores.sqlite_database import is_fixed, open_fixed, open_to_write, writing
from sijill.ledger.stores.sqlite_errors import translate_errors
from sijill.ledger.stores.sqlite_insert import insert_rows
from sijill.ledger.stores.storage import EntryRow, NodeRow, Storage, Value
from sijill.model.errors import LedgerError, StorageError


class SqliteStorage(Storage):
    """A ledger's file. Use ``SqliteStorage.open``, and close it when done."""

    _lacks = "instr(entry, ?) = 0"

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self.connection = connection
        self._path = path
        self.where = str(path)

    @classmethod
    def open(
        cls, path: Path, *, create: bool, wait_ms: int, may_be_fixed: bool = False
    ) -> "SqliteStorage":
        """Open a file.

        Args:
            path: the file.
            create: make a ledger where there is none; without it, that is an error.
            wait_ms: how long to wait while another process writes, in milliseconds.
            may_be_fixed: whether a file that may not be written to is opened all the same.

        Raises:
            LedgerError: if the file is absent, no ledger, damaged, or of a newer version.
            StorageError: if the file or its folder may not be written to.
        """
        if may_be_fixed and is_fixed(path):
            return cls(open_fixed(path), path)
        return cls(open_to_write(path, create=create, wait_ms=wait_ms), path)

    def close(self) -> None:
        """Close the file; twice does no harm."""
        with translate_errors(self._path):
            self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; another process that wants to write waits."""
        with translate_errors(self._path), writing(self.connection):
            yield

    def add(
        self,
        log: int,
        entries: Iterable[EntryRow],
        payload: Iterable[Value],
        nodes: Iterable[NodeRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""
        with translate_errors(self._path):
            insert_rows(self.connection, log, tuple(entries), tuple(payload), tuple(nodes))

    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value (log, number, field) by the order of an entry (log, number)."""
        place = "log = ? AND n = ? AND field = ?"
        stored = self._query(f"SELECT 1 FROM payload WHERE {place}", *value)  # noqa: S608  ours
        erased_before = self._query(f"SELECT 1 FROM erasure WHERE {place}", *value)  # noqa: S608  ours
        if not stored or erased_before:
            return False
        save_bytes(self._uncleaned_mark, b"")  # before the transaction ends
        self._query("INSERT INTO erasure VALUES (?, ?, ?, ?, ?)", *value, *ordered_by)
        self._query(f"UPDATE payload SET salt = NULL, value = NULL WHERE {place}", *value)  # noqa: S608  ours
        return True

    def prepare_erasing(self) -> None:
        """From now on, whatever is deleted or made NULL is overwritten with zeros."""
        with translate_errors(self._path):
            self.connection.pragma("secure_delete", "on")

    def clean(self) -> None:
        """Write the file anew without its freed pages, and empty the write-ahead log.

        SQLite does not fail where somebody still reads the old pages after the usual wait: it says
        so in a row, and the pages stay.

        Raises:
            StorageError: if the old bytes are still there.
        """
        try:
            with translate_errors(self._path):
                self.connection.execute("VACUUM")
                ((is_busy, *_),) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except LedgerError as error:
            raise self._uncleaned() from error
        if is_busy:
            raise self._uncleaned()
        with suppress(OSError):  # then the next writer cleans once more
            self._uncleaned_mark.unlink(missing_ok=True)

    @property
    def is_uncleaned(self) -> bool:
        """Whether values were erased, or were about to be, and the file was not written anew."""
        return self._uncleaned_mark.is_file()

    @property
    def _uncleaned_mark(self) -> Path:
        """An empty file beside the ledger, from before an erasure until the old bytes are gone."""
        return self._path.with_name(f"{self._path.name}-erasing")

    def _uncleaned(self) -> StorageError:
        return StorageError(
            f"{self._path}: the values are erased, but their old bytes are still in the file, "
            "because another process reads or writes the register. End it (a build, a backup, a "
            "program that looks into the file), then run: sijill erase --clean"
        )

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file as it is at one moment; others may go on appending."""
        with translate_errors(path):
            self.connection.execute("VACUUM INTO ?", (str(path),))

    def _query(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with translate_errors(self._path):
            return self.connection.execute(statement.replace("$.", ""), values).fetchall()
