"""What a ledger asks of the database under it: a dozen reads and writes, alike for every store.

Rows are kept as plain tuples of numbers and bytes; what they mean (the chain, the tree, signatures)
is the ledger's business. A store promises three things: what a transaction wrote is durable when it
ends, or none of it is there; rows of entries, checkpoints, receipts and forks only grow, in order;
one process writes at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

Field = tuple[str, bytes | None, bytes | None]
"""A value of a payload: field, salt, value; salt and value are ``None`` once it was erased."""


class LogRow(NamedTuple):
    """A log: its number in this store, its id, and the public key that checks it, or empty."""

    number: int
    id: str
    public: bytes


class EventRow(NamedTuple):
    """An entry as stored: its number in its log, its bytes, its signature, its leaf hash."""

    number: int
    raw: bytes
    signature: bytes
    leaf: bytes


class PayloadRow(NamedTuple):
    """A value of the entry with that number, as stored."""

    number: int
    field: str
    salt: bytes | None
    value: bytes | None


class TileRow(NamedTuple):
    """The hash of a complete block of the tree above the leaves."""

    level: int
    place: int
    digest: bytes


class Receipt(NamedTuple):
    """What the device of the log ``peer`` signed about a log of that size."""

    size: int
    peer: str
    note: bytes


class ForkRow(NamedTuple):
    """A quarantined entry; ``payload`` as JSON, ``None`` once it was erased."""

    number: int
    raw: bytes
    signature: bytes
    payload: str | None


class Storage(Protocol):
    """The store under a ledger. Every method raises LedgerError or StorageError with a sentence.

    ``log`` is the number of a log in this store.
    """

    @property
    def where(self) -> str:
        """The store, as messages name it. No password is in it."""

    def close(self) -> None:
        """Let go of the store. Closing twice does no harm."""

    def writing(self) -> AbstractContextManager[None]:
        """One transaction, with nobody else writing: everything in it is stored, or nothing."""

    def logs(self) -> list[LogRow]:
        """The logs, by number."""

    def begin_log(self, log_id: str, public: bytes) -> LogRow:
        """Make a log, with the next number."""

    def size(self, log: int) -> int:
        """How many entries a log holds."""

    def node(self, log: int, level: int, index: int) -> bytes:
        """The hash of a complete block of the tree; level 0 are the leaves."""

    def events(self, log: int, start: int, end: int) -> list[EventRow]:
        """The entries from ``start`` to before ``end``, all of them there."""

    def payload(self, log: int, start: int, end: int) -> list[PayloadRow]:
        """The values of these entries, by number and field."""

    def add(
        self,
        log: int,
        events: Iterable[EventRow],
        payload: Iterable[PayloadRow],
        tiles: Iterable[TileRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""

    def notes(self, log: int) -> list[bytes]:
        """The checkpoints of a log, oldest first."""

    def last_note(self, log: int) -> bytes | None:
        """The newest checkpoint of a log."""

    def add_note(self, log: int, size: int, note: bytes) -> None:
        """Keep a checkpoint."""

    def timestamps(self, log: int) -> list[tuple[int, bytes]]:
        """Raw responses of timestamp authorities, each with its checkpoint's place in ``notes``."""

    def add_timestamp(self, log: int, checkpoint: int, response: bytes) -> None:
        """Keep a response about a checkpoint."""

    def receipts(self, log: int) -> list[Receipt]:
        """What other devices signed about a log, oldest first."""

    def add_receipt(self, log: int, receipt: Receipt) -> None:
        """Keep a receipt."""

    def forks(self, log: int) -> list[ForkRow]:
        """The quarantined entries of a log, in the order in which they came."""

    def add_forks(self, log: int, rows: Sequence[ForkRow]) -> None:
        """Quarantine entries."""

    def find_leaves(self, leaves: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
        """Which of these leaf hashes are held, each with its log and its number."""

    def last_with(self, log: int, part: bytes) -> bytes | None:
        """The bytes of the newest entry of a log that hold ``part``."""

    def last_without(self, log: int, part: bytes) -> bytes | None:
        """The bytes of the newest entry of a log that do not hold ``part``."""

    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value (log, number, field) by the order of an entry (log, number).

        Returns whether there was one that had not been erased here. Inside a transaction, after the
        entry.
        """

    def empty_fork(self, log: int, place: int) -> None:
        """Erase the values of a quarantined entry, by its place among the log's forks."""

    def prepare_erasing(self) -> None:
        """Before the transaction that erases: from now on what is freed is overwritten."""

    def clean(self) -> None:
        """After it: leave nothing of what was erased in freed pages or journals."""

    def copy_to(self, path: Path) -> None:
        """Write a register of one file (SQLite) with everything that is here at one moment."""
