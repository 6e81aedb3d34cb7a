"""The store under a ledger: a dozen reads and writes, alike for SQLite and PostgreSQL.

Rows are plain tuples of numbers and bytes; what they mean (the chain, the tree, signatures) is the
ledger's business. A store promises three things: what a transaction wrote is durable when it ends,
or none of it is there; rows of entries, checkpoints and cosignatures only grow, in order; one
process writes at a time.

Each database gives the rest in an adapter: how a statement is run and its errors are translated,
how many rows are written at once, how values are erased and their traces cleaned.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from sijill.ledger.entries.envelope import NOTHING_SEEN
from sijill.ledger.merkle.tree import HASH_BYTES, Node
from sijill.model.errors import LedgerError

LEAVES_AT_ONCE = 500
"""So many leaf hashes stand in one statement."""

_ENTRY = "SELECT n, entry, signature, leaf, kind FROM $.entry WHERE log = ?"
_SPAN = "log = ? AND n >= ? AND n < ?"

Field = tuple[str, bytes | None, bytes | None]
"""A value of a payload: field, salt, value; salt and value are ``None`` once it was erased."""


class LogRow(NamedTuple):
    """A log as stored.

    Attributes:
        number: its number in this store.
        id: its id; a branch has that of its base.
        public: the public key that checks it, or empty.
        base: of a branch, the number of the log that it branches off; ``None`` for any other.
        base_size: how many entries a branch shares with its base; its own begin with that number.
    """

    number: int
    id: str
    public: bytes
    base: int | None = None
    base_size: int = 0


class EntryRow(NamedTuple):
    """An entry as stored: its number in its log, its bytes, its signature, its leaf hash, its kind.

    ``kind`` is what the entry's bytes say, kept beside them to be looked up by.
    """

    number: int
    raw: bytes
    signature: bytes
    leaf: bytes
    kind: str


class PayloadRow(NamedTuple):
    """A value of the entry with that number, as stored."""

    number: int
    field: str
    salt: bytes | None
    value: bytes | None


NodeRow = Node
"""The hash of a complete block of the tree above the leaves, as stored."""

Value = tuple[int, str, bytes | None, bytes | None]
"""A value as it is written: the parts of a ``PayloadRow``."""


class Cosignature(NamedTuple):
    """What the device of the log ``peer`` signed about a log of that size."""

    size: int
    peer: str
    note: bytes


class Storage(ABC):
    """The store under a ledger. Every method raises LedgerError or StorageError with a sentence.

    ``log`` is the number of a log in this store. In a statement ``$.`` stands for the schema and
    ``?`` for a value.

    Attributes:
        where: the store, as messages name it. No password is in it.
    """

    where: str

    @abstractmethod
    def close(self) -> None:
        """Let go of the store. Closing twice does no harm."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """One transaction, with nobody else writing: everything in it is stored, or nothing."""

    @abstractmethod
    def add(
        self,
        log: int,
        entries: Iterable[EntryRow],
        payload: Iterable[Value],
        nodes: Iterable[NodeRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""

    @abstractmethod
    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value (log, number, field) by the order of an entry (log, number).

        Returns whether there was one that had not been erased here. Inside a transaction, after the
        entry.
        """

    @abstractmethod
    def prepare_erasing(self) -> None:
        """Before the transaction that erases: from now on what is freed is overwritten."""

    @abstractmethod
    def clean(self) -> None:
        """After it: leave nothing of what was erased in freed pages or journals."""

    @property
    @abstractmethod
    def is_uncleaned(self) -> bool:
        """Whether an erasure, here or in another process, was interrupted before it was cleaned."""

    @abstractmethod
    def copy_to(self, path: Path) -> None:
        """Write a register of one file (SQLite) with everything that is here at one moment."""

    @abstractmethod
    def _query(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Run a statement; its rows."""

    def logs(self) -> list[LogRow]:
        """The logs and their branches, by number."""
        rows = self._query("SELECT number, id, key, base, base_size FROM $.log ORDER BY 1")
        return [
            LogRow(
                self._int(number),
                str(log),
                self._bytes(key),
                self._int_or_none(base),
                self._int(size),
            )
            for number, log, key, base, size in rows
        ]

    def begin_log(
        self, log_id: str, public: bytes, base: int | None = None, base_size: int = 0
    ) -> LogRow:
        """Make a log, or a branch of one, with the next number."""
        number = "(SELECT coalesce(max(number) + 1, 0) FROM $.log)"
        self._query(
            f"INSERT INTO $.log VALUES ({number}, ?, ?, ?, ?)",  # noqa: S608  ours
            *(log_id, public, base, base_size),
        )
        return self.logs()[-1]

    def size(self, log: int) -> int:
        """How many entries a log holds, with those that a branch shares with its base."""
        last = self._query("SELECT n FROM $.entry WHERE log = ? ORDER BY n DESC LIMIT 1", log)
        if last:
            return self._int(last[0][0]) + 1
        shared = self._query("SELECT base_size FROM $.log WHERE number = ?", log)
        return self._int(shared[0][0]) if shared else 0

    def node(self, log: int, level: int, index: int) -> bytes:
        """The hash of a complete block of the tree, as stored; level 0 are the leaves.

        Of a branch only blocks that hold an entry of its own.
        """
        rows = (
            self._query(
                "SELECT h FROM $.node WHERE log = ? AND level = ? AND idx = ?", log, level, index
            )
            if level
            else self._query("SELECT leaf FROM $.entry WHERE log = ? AND n = ?", log, index)
        )
        digest = rows[0][0] if rows else None
        if not isinstance(digest, bytes) or len(digest) != HASH_BYTES:
            raise LedgerError(f"{self.where}: a hash of the tree is lost. Run sijill verify.")
        return digest

    def entries(self, log: int, start: int, end: int) -> list[EntryRow]:
        """The entries of a span, all of them there."""
        rows = self._query(f"{_ENTRY} AND n >= ? AND n < ? ORDER BY n", log, start, end)
        if [row[0] for row in rows] != list(range(start, end)):
            raise LedgerError(
                f"{self.where}: entries are missing between {start} and {end}. Run sijill verify."
            )
        return list(map(self._entry, rows))

    def entries_of(self, log: int, kind: str, start: int, end: int, most: int) -> list[EntryRow]:
        """The first entries of a kind in a span, ``most`` at most."""
        statement = f"{_ENTRY} AND kind = ? AND n >= ? AND n < ? ORDER BY n LIMIT {most:d}"
        return list(map(self._entry, self._query(statement, log, kind, start, end)))

    def has_other_than(self, log: int, kind: str, start: int) -> bool:
        """Whether an entry of another kind stands at ``start`` or after."""
        statement = "SELECT 1 FROM $.entry WHERE log = ? AND n >= ? AND kind <> ? LIMIT 1"
        return bool(self._query(statement, log, start, kind))

    def payload(self, log: int, start: int, end: int) -> list[PayloadRow]:
        """The values of these entries, by number and field."""
        rows = self._query(
            f"SELECT n, field, salt, value FROM $.payload WHERE {_SPAN} ORDER BY n, field",  # noqa: S608  ours
            *(log, start, end),
        )
        return [
            PayloadRow(
                self._int(number), str(name), self._bytes_or_none(salt), self._bytes_or_none(value)
            )
            for number, name, salt, value in rows
        ]

    def checkpoints(self, log: int) -> list[bytes]:
        """The checkpoints of a log, oldest first."""
        rows = self._query("SELECT note FROM $.checkpoint WHERE log = ? ORDER BY n", log)
        return [self._bytes(note) for (note,) in rows]

    def last_checkpoint(self, log: int) -> bytes | None:
        """The newest checkpoint of a log."""
        rows = self._query(
            "SELECT note FROM $.checkpoint WHERE log = ? ORDER BY n DESC LIMIT 1", log
        )
        return self._bytes(rows[0][0]) if rows else None

    def add_checkpoint(self, log: int, size: int, note: bytes) -> None:
        """Keep a checkpoint."""
        self._add_next("checkpoint", log, size, note)

    def timestamps(self, log: int) -> list[tuple[int, bytes]]:
        """Raw responses of timestamp authorities, each with its checkpoint's place."""
        rows = self._query(
            "SELECT checkpoint, response FROM $.timestamp WHERE log = ? ORDER BY n", log
        )
        return [(self._int(checkpoint), self._bytes(response)) for checkpoint, response in rows]

    def add_timestamp(self, log: int, checkpoint: int, response: bytes) -> None:
        """Keep a response about a checkpoint."""
        self._add_next("timestamp", log, checkpoint, response)

    def cosignatures(self, log: int) -> list[Cosignature]:
        """What other devices signed about a log, oldest first."""
        rows = self._query(
            "SELECT size, peer, note FROM $.cosignature WHERE log = ? ORDER BY n", log
        )
        return [
            Cosignature(self._int(size), str(peer), self._bytes(note)) for size, peer, note in rows
        ]

    def add_cosignature(self, log: int, cosignature: Cosignature) -> None:
        """Keep a cosignature."""
        self._add_next("cosignature", log, *cosignature)

    def find_leaves(self, leaves: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
        """Which of these leaf hashes are held, each with its log and its number."""
        wanted = sorted(set(leaves))
        for start in range(0, len(wanted), LEAVES_AT_ONCE):
            some = wanted[start : start + LEAVES_AT_ONCE]
            marks = ", ".join("?" * len(some))
            statement = f"SELECT leaf, log, n FROM $.entry WHERE leaf IN ({marks})"  # noqa: S608  marks only
            for leaf, log, number in self._query(statement, *some):
                yield self._bytes(leaf), self._int(log), self._int(number)

    def last_citing(self, log: int) -> bytes | None:
        """The bytes of the newest entry of a log that cites heads of others."""
        rows = self._query(
            f"SELECT entry FROM $.entry WHERE log = ? AND {self._lacks} ORDER BY n DESC LIMIT 1",  # noqa: S608  ours
            *(log, NOTHING_SEEN),
        )
        return self._bytes(rows[0][0]) if rows else None

    _lacks: str
    """The condition that an entry's bytes do not hold certain others."""

    def _entry(self, row: tuple[object, ...]) -> EntryRow:
        number, raw, signature, leaf, kind = row
        place = f", entry {number!r}"
        return EntryRow(
            self._int(number),
            self._bytes(raw, place),
            self._bytes(signature, place),
            self._bytes(leaf, place),
            str(kind),
        )

    def _bytes(self, value: object, place: str = "") -> bytes:
        if isinstance(value, bytes):
            return value
        raise LedgerError(f"{self.where}{place}: {_other(value, 'bytes')}. Run sijill verify.")

    def _bytes_or_none(self, value: object) -> bytes | None:
        return None if value is None else self._bytes(value)

    def _int(self, value: object) -> int:
        if isinstance(value, int):
            return value
        raise LedgerError(f"{self.where}: {_other(value, 'a number')}. Run sijill verify.")

    def _int_or_none(self, value: object) -> int | None:
        return None if value is None else self._int(value)

    def _add_next(self, table: str, log: int, *values: object) -> None:
        """Insert a row with the next number of its log."""
        marks = ", ".join("?" * len(values))
        number = f"(SELECT coalesce(max(n) + 1, 0) FROM $.{table} WHERE log = ?)"  # noqa: S608  ours
        self._query(f"INSERT INTO $.{table} VALUES (?, {number}, {marks})", log, log, *values)  # noqa: S608  ours


def as_bytes(value: object) -> bytes:
    """What a column of bytes gave; a damaged file can give anything.

    Raises:
        LedgerError: if it is something else.
    """
    if not isinstance(value, bytes):
        raise LedgerError(_other(value, "bytes"))
    return value


def as_int(value: object) -> int:
    """What a column of numbers gave. Raises LedgerError if it is something else."""
    if not isinstance(value, int):
        raise LedgerError(_other(value, "a number"))
    return value


def _other(value: object, wanted: str) -> str:
    return f"a {type(value).__name__} is stored in place of {wanted}"
