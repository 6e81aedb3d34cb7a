"""One of the logs in a store: its entries as stored, its heads, the proofs about it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sijill.ledger.log.chain import Tail
from sijill.ledger.merkle import tree as merkle
from sijill.ledger.merkle.tree import GrowingTree, Proof, TreeHead
from sijill.ledger.signing.checkpoint import Note, read_note, with_signatures
from sijill.ledger.stores.storage import EventRow, Field, LogRow, Storage
from sijill.model.errors import LedgerError

PAGE = 1_000
"""So many entries are read at once."""


class StoredEntry(NamedTuple):
    """An entry as it is stored. In the payload salt and value are ``None`` where erased."""

    raw: bytes
    signature: bytes
    payload: tuple[Field, ...]


class HeldLog:
    """A log in a store.

    Attributes:
        number: its number in this store.
        id: its id, 32 hexadecimal digits, drawn at random when it was begun.
        public: the public key that checks its signatures; empty in a log begun without one.
    """

    def __init__(self, storage: Storage, row: LogRow) -> None:
        self._storage = storage
        self.number, self.id, self.public = row

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
        (event,) = self._storage.events(self.number, number, number + 1)
        payload = self._storage.payload(self.number, number, number + 1)
        fields = tuple((row.field, row.salt, row.value) for row in payload)
        return StoredEntry(event.raw, event.signature, fields)

    def events(self, start: int, end: int) -> Iterator[EventRow]:
        """The entries of a span as stored, read by the page; nothing stays locked in between."""
        for first in range(start, end, PAGE):
            yield from self._storage.events(self.number, first, min(first + PAGE, end))

    def fields(self, number: int) -> Sequence[Field]:
        """The values of one entry."""
        rows = self._storage.payload(self.number, number, number + 1)
        return [(row.field, row.salt, row.value) for row in rows]

    def checkpoints(self) -> tuple[bytes, ...]:
        """The signed heads as C2SP notes, oldest first."""
        return tuple(self._storage.notes(self.number))

    def last_note(self) -> Note | None:
        """The newest signed head, if there is one."""
        raw = self._storage.last_note(self.number)
        return read_note(raw) if raw is not None else None

    def cosigned_note(self) -> bytes | None:
        """The newest signed head with the signatures of the devices that hold the log, too.

        A receipt counts if its device's key, as this store has it, made it about the same head.
        """
        raw = self._storage.last_note(self.number)
        if raw is None:
            return None
        keys = {row.id: row.public for row in self._storage.logs()}
        body = read_note(raw).body
        receipts = [
            receipt.note
            for receipt in self._storage.receipts(self.number)
            if receipt.peer in keys
            and (note := read_note(receipt.note)).body == body
            and note.is_cosigned(self.id, self.public, receipt.peer, keys[receipt.peer])
        ]
        return with_signatures(raw, receipts)

    def tail(self) -> Tail:
        """The end of the log as it is now, ready to grow."""
        size = self.size
        peaks = [self._node(*peak) for peak in merkle.peaks_of(size)]
        return Tail(GrowingTree(size, peaks), self._node(0, size - 1).hex() if size else "")

    def _check_size(self, size: int) -> None:
        held = self.size
        if not 0 <= size <= held:
            raise LedgerError(
                f"{self._storage.where}: the log holds {held} entries, not {size}. Ask for fewer."
            )

    def _node(self, level: int, index: int) -> bytes:
        return self._storage.node(self.number, level, index)
