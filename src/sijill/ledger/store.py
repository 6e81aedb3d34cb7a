"""The ledger as a caller sees it: append entries, read them in order, take the root, prove things.

One append is one transaction: all its entries with their payloads and the tree above them, or none.
An instance belongs to one thread; any number of processes may read while one of them writes.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from sijill.ledger import checkpoints, erasure, merkle
from sijill.ledger.chain import Batch, Sitting, Tail, chain
from sijill.ledger.database import OwnLog, open_to_write, writing
from sijill.ledger.entry import Draft, Entry, EntryKind
from sijill.ledger.envelope import written_time
from sijill.ledger.erasure import Target
from sijill.ledger.failures import telling
from sijill.ledger.keys import DeviceKey
from sijill.ledger.merkle import GrowingTree, Proof, TreeHead
from sijill.ledger.pages import StoredEntry, read_page, read_stored
from sijill.model.errors import LedgerError

WAIT_MS = 10_000
_OWN = 0  # the number of this device's log in the file
_PAGE = 1_000


class Ledger:
    """An append-only log of entries in one file. Use ``Ledger.open``, and close it when done.

    Attributes:
        log: the id of the log, 32 hexadecimal digits, drawn at random when it was created.
        public: the public key that checks its signatures; empty in a log begun without one.
    """

    def __init__(
        self, connection: apsw.Connection, path: Path, own: OwnLog, key: DeviceKey | None
    ) -> None:
        self._connection = connection
        self._path = path
        self._key = key
        self._uncovered_since: datetime | None = None
        self.log, self.public = own

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        key: DeviceKey | None = None,
        wait_ms: int = WAIT_MS,
    ) -> Self:
        """Open the ledger in a file.

        Args:
            path: the file.
            create: make a ledger where there is none; without it, that is an error.
            key: the key of this device, needed to append to a log that was begun with one. A log
                begun without a key is never signed.
            wait_ms: how long to wait while another process writes, in milliseconds.

        Raises:
            LedgerError: if the file is absent, no ledger, damaged, or of a newer version.
            StorageError: if the file or its folder may not be written to.
        """
        public = key.public if key else b""
        connection, own = open_to_write(path, create=create, public=public, wait_ms=wait_ms)
        return cls(connection, path, own, key)

    def close(self) -> None:
        """Sign the head if there are entries since the last checkpoint, and close the file.

        Closing twice does no harm.
        """
        with telling(self._path):
            try:
                if self._uncovered_since is not None:
                    with writing(self._connection):
                        self._sign_head()
            finally:
                self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
            return
        with suppress(apsw.Error):  # what went wrong first is told; a broken disk fails twice
            self._connection.close()

    @property
    def size(self) -> int:
        """How many entries there are."""
        with telling(self._path):
            rows = self._connection.execute("SELECT max(n) FROM event WHERE log = ?", (_OWN,))
            last: object = rows.get
        if last is None:
            return 0
        if not isinstance(last, int):
            raise LedgerError(f"{self._path}: the last entry has no number. Run sijill verify.")
        return last + 1

    def append(self, drafts: Iterable[Draft], *, author: str, at: datetime) -> list[Entry]:
        """Append entries, all of them or none; they are durable when this returns.

        Args:
            drafts: what to append, in order.
            author: who appends it; hashed for ever, so a name of the case's own choosing.
            at: when, with a time zone.

        Raises:
            LedgerError: for a value that cannot be stored, a time without a zone, no author, the
                key of another device, or another process that does not stop writing.
            StorageError: if the disk is full or does not write. Nothing of the batch is stored.
        """
        if not author or type(author) is not str:
            raise LedgerError(f"{self._path}: an entry must say who appends it. Give the author.")
        time = written_time(at)
        waiting = list(drafts)  # before the lock: they may be slow to come
        if not waiting:
            return []
        if any(draft.kind is EntryKind.ERASURE for draft in waiting):
            raise LedgerError(f"{self._path}: an erasure entry comes with the erasure alone.")
        self._demand_key()
        with telling(self._path), writing(self._connection):
            entries = self._store(waiting, author, time)
            self._checkpoint_if_due(at)
        return entries

    def erase(self, targets: Iterable[Target], reason: str, *, author: str, at: datetime) -> Entry:
        """Erase values of payloads on lawful request; the entry that says so stays in their place.

        Args:
            targets: entry numbers and field names.
            reason: on whose request and why; it stays for ever, so it names nobody.
            author: who does it.
            at: when, with a time zone.

        Raises as ``append``, and if a value is not there; nothing is erased then.
        """
        wanted = list(targets)
        over = tuple(map(erasure.reference, wanted))
        draft = Draft(EntryKind.ERASURE, "payload", {"reason": reason}, over)
        self._demand_key()
        with telling(self._path):
            erasure.overwrite_freed(self._connection)
            with writing(self._connection):
                (entry,) = self._store([draft], author, written_time(at))
                erasure.blank(self._connection, _OWN, wanted)
                self._checkpoint_if_due(at)
            erasure.clean(self._connection)
        return entry

    def _store(self, drafts: list[Draft], author: str, time: str) -> list[Entry]:
        """Chain and insert; inside a transaction."""
        entries: list[Entry] = []
        tail = self._tail()
        sitting = Sitting(_OWN, self.log, author, time, self._key if self.public else None)
        for start in range(0, len(drafts), _PAGE):
            batch = chain(drafts[start : start + _PAGE], sitting, tail)
            self._insert(batch)
            entries += batch.entries
        return entries

    def checkpoints(self) -> tuple[bytes, ...]:
        """The signed heads of the log as C2SP notes, oldest first."""
        with telling(self._path):
            return checkpoints.all_notes(self._connection, _OWN)

    def entries(
        self, kinds: AbstractSet[EntryKind] | None = None, first: int = 0
    ) -> Iterator[Entry]:
        """The entries in order, up to the size at the moment when the first is asked for.

        Nothing stays locked in between: other processes, and this one, may append.

        Args:
            kinds: only these; ``None`` for all.
            first: the number to begin at.

        Raises:
            LedgerError: at an entry that is damaged or missing; for a negative number.
        """
        if first < 0:
            raise LedgerError(f"{self._path}: there is no entry {first}. Begin at 0 or later.")
        size = self.size
        marks = [b""] if kinds is None else [f'"kind":"{kind}"'.encode() for kind in kinds]
        for start in range(first, size, _PAGE):
            end = min(start + _PAGE, size)
            with telling(self._path):
                page = list(read_page(self._connection, self._path, self.log, (start, end), marks))
            yield from page

    def stored(self, number: int) -> StoredEntry:
        """An entry as its bytes, for handing it on with its proof.

        Raises:
            LedgerError: if there is no such entry, or something else is stored in its place.
        """
        with telling(self._path):
            return read_stored(self._connection, self._path, number)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file as it is at one moment; others may go on appending."""
        with telling(path):
            self._connection.execute("VACUUM INTO ?", (str(path),))

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

    def _demand_key(self) -> None:
        """Refuse to append in the name of another device."""
        if self.public and (self._key is None or self._key.public != self.public):
            raise LedgerError(
                f"{self._path}: another device began this log (its key is {self.public.hex()}). "
                "Append there, or bring its key file here and name it with SIJILL_KEY."
            )

    def _checkpoint_if_due(self, at: datetime) -> None:
        if not self.public:
            return
        self._uncovered_since = self._uncovered_since or at
        last = checkpoints.last_note(self._connection, _OWN)
        if checkpoints.is_due(last, self.size, self._uncovered_since, at):
            self._sign_head()

    def _sign_head(self) -> None:
        if self._key is not None:
            checkpoints.append_note(self._connection, _OWN, self.log, self.head(), self._key)
        self._uncovered_since = None

    def _check_size(self, size: int) -> None:
        held = self.size
        if not 0 <= size <= held:
            raise LedgerError(
                f"{self._path}: the log holds {held} entries, not {size}. Ask for fewer."
            )

    def _tail(self) -> Tail:
        """The end of the log as it is now, ready to grow."""
        size = self.size
        peaks = [self._node(*peak) for peak in merkle.peaks_of(size)]
        return Tail(GrowingTree(size, peaks), self._node(0, size - 1).hex() if size else "")

    def _insert(self, batch: Batch) -> None:
        insert = self._connection.executemany
        insert("INSERT INTO event VALUES (?, ?, ?, ?, ?)", batch.events)
        insert("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", batch.payloads)
        insert("INSERT INTO tile VALUES (?, ?, ?, ?)", batch.tiles)

    def _node(self, level: int, index: int) -> bytes:
        """The hash of a complete block of the tree, as stored."""
        statement, key = (
            ("SELECT h FROM tile WHERE log = ? AND level = ? AND idx = ?", (_OWN, level, index))
            if level
            else ("SELECT leaf FROM event WHERE log = ? AND n = ?", (_OWN, index))
        )
        with telling(self._path):
            digest: object = self._connection.execute(statement, key).get
        if not isinstance(digest, bytes) or len(digest) != merkle.HASH_BYTES:
            raise LedgerError(f"{self._path}: a hash of the tree is lost. Run sijill verify.")
        return digest
