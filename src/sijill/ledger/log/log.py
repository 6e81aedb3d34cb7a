"""One of the logs in a store: its entries as stored, its heads, the proofs about it."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.log.chain import Tail
from sijill.ledger.merkle import tree as merkle
from sijill.ledger.merkle.tree import GrowingTree, Proof, TreeHead
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint, with_signatures
from sijill.ledger.stores.storage import EntryRow, Field, LogRow, Storage
from sijill.model.errors import LedgerError

PAGE = 1_000
"""So many entries are read at once."""


class StoredEntry(NamedTuple):
    """An entry as it is stored. In the payload salt and value are ``None`` where erased."""

    raw: bytes
    signature: bytes
    payload: tuple[Field, ...]


class Log:
    """A log in a store, or a branch of one.

    Attributes:
        number: its number in this store.
        id: its id, 32 hexadecimal digits, drawn at random when it was begun.
        public: the public key that checks its signatures; empty in a log begun without one.
        base: of a branch, the log that it branches off; ``None`` for any other.
        base_size: how many entries a branch shares with its base.
    """

    def __init__(self, storage: Storage, row: LogRow, base: "Log | None" = None) -> None:
        self._storage = storage
        self.number, self.id, self.public, _, self.base_size = row
        self.base = base

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._storage.size(self.number)

    def head(self) -> TreeHead:
        """The size and the root over all entries."""
        return self.root_at(self.size)

    def root_at(self, size: int) -> TreeHead:
        """The head that the log had when it held that many entries.

        Raises:
            LedgerError: if it never held so many.
        """
        self._check_size(size)
        return TreeHead(size, merkle.root_at(self._node, size).hex())

    def leaf(self, number: int) -> bytes:
        """The leaf hash of an entry, as stored."""
        return self._node(0, number)

    def inclusion_proof(self, number: int, size: int) -> Proof:
        """The proof that an entry is among the first ``size`` entries.

        Raises:
            LedgerError: unless 0 <= number < size <= the log's size.
        """
        self._check_size(size)
        return merkle.inclusion_proof(self._node, number, size)

    def consistency_proof(self, old: int, new: int) -> Proof:
        """The proof that the log of size ``new`` begins with that of size ``old``.

        Raises:
            LedgerError: unless 0 <= old <= new <= the log's size.
        """
        self._check_size(new)
        return merkle.consistency_proof(self._node, old, new)

    def stored(self, number: int) -> StoredEntry:
        """An entry as its bytes, for handing it on with its proof.

        Raises:
            LedgerError: if there is no such entry, or something else is stored in its place.
        """
        if not 0 <= number < self.size:
            raise LedgerError(f"{self._storage.where}: there is no entry {number}.")
        (entry,) = self._storage.entries(self.number, number, number + 1)
        return StoredEntry(entry.raw, entry.signature, tuple(self.fields(number)))

    def entries(self, start: int, end: int) -> Iterator[EntryRow]:
        """The entries of a span as stored, read by the page; nothing stays locked in between.

        Of a branch only those of its own.
        """
        for first in range(max(start, self.base_size), end, PAGE):
            yield from self._storage.entries(self.number, first, min(first + PAGE, end))

    def entries_of(self, kinds: Iterable[EntryKind], end: int) -> Iterator[EntryRow]:
        """The entries of some kinds before ``end``, in order; the others are not read."""
        return heapq.merge(*(self._entries_of(kind, end) for kind in kinds))

    def _entries_of(self, kind: EntryKind, end: int) -> Iterator[EntryRow]:
        page: list[EntryRow] = []
        while not page or len(page) == PAGE:
            start = page[-1].number + 1 if page else 0
            page = self._storage.entries_of(self.number, kind, start, end, PAGE)
            yield from page
            if not page:
                return

    def fields(self, number: int) -> Sequence[Field]:
        """The values of one entry."""
        rows = self._storage.payload(self.number, number, number + 1)
        return [(row.field, row.salt, row.value) for row in rows]

    def checkpoints(self) -> tuple[bytes, ...]:
        """The signed heads as C2SP notes, oldest first."""
        return tuple(self._storage.checkpoints(self.number))

    def last_checkpoint(self) -> Checkpoint | None:
        """The newest signed head, if there is one."""
        raw = self._storage.last_checkpoint(self.number)
        return read_checkpoint(raw) if raw is not None else None

    def cosigned_checkpoint(self) -> bytes | None:
        """The newest signed head with the signatures of the devices that hold the log, too.

        A cosignature counts if its device's key, as this store has it, made it about the same head.
        """
        raw = self._storage.last_checkpoint(self.number)
        if raw is None:
            return None
        keys = {row.id: row.public for row in self._storage.logs()}
        body = read_checkpoint(raw).body
        others = [
            cosignature.note
            for cosignature in self._storage.cosignatures(self.number)
            if cosignature.peer in keys
            and (note := read_checkpoint(cosignature.note)).body == body
            and note.is_cosigned(self.id, self.public, cosignature.peer, keys[cosignature.peer])
        ]
        return with_signatures(raw, others)

    def tail(self) -> Tail:
        """The end of the log as it is now, ready to grow."""
        size = self.size
        peaks = [self._node(*peak) for peak in merkle.peaks_of(size)]
        return Tail(GrowingTree(size, peaks), self._node(0, size - 1).hex() if size else "")

    def _check_size(self, size: int) -> None:
        log_size = self.size
        if not 0 <= size <= log_size:
            raise LedgerError(
                f"{self._storage.where}: the log holds {log_size} entries, not {size}. Ask for "
                "fewer."
            )

    def _node(self, level: int, index: int) -> bytes:
        if self.base is not None and (index + 1) << level <= self.base_size:
            return self.base._node(level, index)  # noqa: SLF001  another log
        return self._storage.node(self.number, level, index)


def logs_in(storage: Storage) -> list[Log]:
    """The logs of a store and their branches, by number.

    Raises:
        LedgerError: if a branch stands before its base.
    """
    logs: dict[int, Log] = {}
    for row in storage.logs():
        if row.base is not None and row.base not in logs:
            raise LedgerError(f"{storage.where}: a branch has no log. Run sijill verify.")
        logs[row.number] = Log(storage, row, None if row.base is None else logs[row.base])
    return list(logs.values())
