"""What a ledger asks of the database under it: a dozen reads and writes, alike for every store.

Rows are plain tuples of numbers and bytes; what they mean (the chain, the tree, signatures) is the
ledger's business. A store promises three things: what a transaction wrote is durable when it ends,
or none of it is there; rows of entries, checkpoints and cosignatures only grow, in order; one
process writes at a time.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from sijill.ledger.merkle.tree import Node

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
        """The logs and their branches, by number."""

    def begin_log(
        self, log_id: str, public: bytes, base: int | None = None, base_size: int = 0
    ) -> LogRow:
        """Make a log, or a branch of one, with the next number."""

    def size(self, log: int) -> int:
        """How many entries a log holds, with those that a branch shares with its base."""

    def node(self, log: int, level: int, index: int) -> bytes:
        """The hash of a complete block of the tree; level 0 are the leaves.

        Of a branch only blocks that hold an entry of its own.
        """

    def entries(self, log: int, start: int, end: int) -> list[EntryRow]:
        """The entries from ``start`` to before ``end``, all of them there."""

    def entries_of(self, log: int, kind: str, start: int, end: int, most: int) -> list[EntryRow]:
        """The first entries of a kind in that span, ``most`` at most."""

    def has_other_than(self, log: int, kind: str, start: int) -> bool:
        """Whether an entry of another kind stands at ``start`` or after."""

    def payload(self, log: int, start: int, end: int) -> list[PayloadRow]:
        """The values of these entries, by number and field."""

    def add(
        self,
        log: int,
        entries: Iterable[EntryRow],
        payload: Iterable[Value],
        nodes: Iterable[NodeRow],
    ) -> None:
        """Store entries, their values, and the blocks of the tree that they complete."""

    def checkpoints(self, log: int) -> list[bytes]:
        """The checkpoints of a log, oldest first."""

    def last_checkpoint(self, log: int) -> bytes | None:
        """The newest checkpoint of a log."""

    def add_checkpoint(self, log: int, size: int, note: bytes) -> None:
        """Keep a checkpoint."""

    def timestamps(self, log: int) -> list[tuple[int, bytes]]:
        """Raw responses of timestamp authorities, each with its checkpoint's place."""

    def add_timestamp(self, log: int, checkpoint: int, response: bytes) -> None:
        """Keep a response about a checkpoint."""

    def cosignatures(self, log: int) -> list[Cosignature]:
        """What other devices signed about a log, oldest first."""

    def add_cosignature(self, log: int, cosignature: Cosignature) -> None:
        """Keep a cosignature."""

    def find_leaves(self, leaves: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
        """Which of these leaf hashes are held, each with its log and its number."""

    def last_citing(self, log: int) -> bytes | None:
        """The bytes of the newest entry of a log that cites heads of others."""

    def erase(self, value: tuple[int, int, str], ordered_by: tuple[int, int]) -> bool:
        """Erase a value (log, number, field) by the order of an entry (log, number).

        Returns whether there was one that had not been erased here. Inside a transaction, after the
        entry.
        """

    def prepare_erasing(self) -> None:
        """Before the transaction that erases: from now on what is freed is overwritten."""

    def clean(self) -> None:
        """After it: leave nothing of what was erased in freed pages or journals."""

    def copy_to(self, path: Path) -> None:
        """Write a register of one file (SQLite) with everything that is here at one moment."""
