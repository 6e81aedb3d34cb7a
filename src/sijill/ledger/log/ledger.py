"""The ledger as a caller sees it: append entries, read them in order, have them signed.

A store holds one log for each device that wrote; this device appends to its own, and the entries of
all are read in one order. One append is one transaction: all its entries, with payloads and tree,
or none. An instance belongs to one thread; many processes may read while one of them writes.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Draft, Entry, EntryKind
from sijill.ledger.entries.envelope import written_time
from sijill.ledger.entries.gc_paused import gc_paused
from sijill.ledger.log import erasure
from sijill.ledger.log.causal_order import in_causal_order, read_entry
from sijill.ledger.log.chain import AppendContext, chain
from sijill.ledger.log.checkpoint_schedule import is_due
from sijill.ledger.log.citations import Citations
from sijill.ledger.log.device_memory import DeviceMemory
from sijill.ledger.log.erasure import Target
from sijill.ledger.log.log import PAGE, Log, logs_in
from sijill.ledger.signing.checkpoint import write_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.opening import WAIT_MS, Place, open_storage
from sijill.ledger.stores.storage import Storage
from sijill.model.errors import LedgerError, SijillError

LOG_ID_BYTES = 16
SYNC_SUBJECT = "logs"


class Ledger:
    """The logs in one store. Use ``Ledger.open``, and close it when done.

    Attributes:
        storage: the store, for those who hand entries on.
    """

    def __init__(self, storage: Storage, key: DeviceKey | None = None) -> None:
        self.storage = storage
        self._key = key
        self._uncovered_since: datetime | None = None
        self._signed: bytes | None = None
        self._memory = DeviceMemory(key.memory if key else None)
        self._citations = Citations(storage)
        self._own = self._find_own()

    @classmethod
    def open(
        cls,
        place: Place,
        *,
        create: bool = False,
        key: DeviceKey | None = None,
        wait_ms: int | None = None,
        is_only_read: bool = False,
    ) -> Self:
        """Open the ledger in a file, or on a PostgreSQL server.

        Args:
            place: the file, or the address (``postgresql://...``).
            create: make a ledger where there is none; without it, that is an error. On a server the
                owner has installed its tables before.
            key: the key of this device, needed to append. Only a ledger that is made without a key
                is appended to without one, and never signed.
            wait_ms: how long to wait while another process writes, in milliseconds; ten seconds
                if nothing is said.
            is_only_read: nothing will be appended, so a file that may not be written to will do.
                So it will without a key, until something is appended.

        Raises:
            LedgerError: if the file is absent, no ledger, damaged, or of a newer version.
            StorageError: if file or server cannot be reached, written to, or trusted with it.
        """
        wait = WAIT_MS if wait_ms is None else wait_ms
        storage = open_storage(
            place, create=create, wait_ms=wait, may_be_fixed=is_only_read or key is None
        )
        try:
            if create and not storage.logs():
                with storage.writing():
                    if not storage.logs():  # nobody else was faster
                        storage.begin_log(_new_id(), key.public if key else b"")
            if key is not None and storage.is_uncleaned and not is_only_read:
                storage.clean()
            return cls(storage, key)
        except BaseException:
            storage.close()
            raise

    def close(self) -> None:
        """Sign the head if there are entries since the last checkpoint, and close the store.

        Closing twice does no harm.

        Raises:
            StorageError: also if what was signed cannot be noted outside the ledger, where a device
                remembers it; the entries are stored then.
        """
        try:
            if self._uncovered_since is not None:
                with self._writing():
                    self._sign_head()
            self._memory.settle()
        finally:
            self.storage.close()

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
        with suppress(SijillError):  # the first error counts; a broken disk fails twice
            self.storage.close()

    @property
    def logs(self) -> tuple[Log, ...]:
        """All logs, by their number in the store; without branches."""
        return tuple(log for log in logs_in(self.storage) if log.base is None)

    @property
    def branches(self) -> tuple[Log, ...]:
        """Of each log that was continued twice, the other continuations."""
        return tuple(log for log in logs_in(self.storage) if log.base is not None)

    @property
    def main(self) -> Log:
        """The log of this device; the first one where this device has not written yet."""
        return self._own or self.logs[0]

    @property
    def size(self) -> int:
        """How many entries there are, in all logs."""
        return sum(log.size for log in self.logs)

    def append(self, drafts: Iterable[Draft], *, author: str, at: datetime) -> list[Entry]:
        """Append entries, all of them or none; they are durable when this returns.

        Args:
            drafts: what to append, in order.
            author: who appends it; hashed for ever, so a name of the case's own choosing.
            at: when, with a time zone.

        Raises:
            LedgerError: for a value that cannot be stored, a time without a zone, no author, no
                key of a device, or another process that does not stop writing.
            StorageError: if the disk is full or does not write. Nothing of the batch is stored.
        """
        where = self.storage.where
        if not author or type(author) is not str:
            raise LedgerError(f"{where}: an entry must say who appends it. Give the author.")
        time = written_time(at)
        waiting = tuple(drafts)  # before the lock: they may be slow to come
        if not waiting:
            return []
        if any(draft.kind is EntryKind.ERASURE for draft in waiting):
            raise LedgerError(f"{where}: an erasure entry comes with the erasure alone.")
        with gc_paused(), self._writing():
            entries = self._store(waiting, author, time)
            self._checkpoint_if_due(at)
        return entries

    def erase(
        self,
        targets: Iterable[Target],
        reason: str,
        marks: Mapping[str, Json] = MappingProxyType({}),
        *,
        author: str,
        at: datetime,
    ) -> Entry:
        """Erase values of payloads on lawful request; the entry that says so stays in their place.

        Args:
            targets: entries, of any log, and field names.
            reason: on whose request and why; it stays for ever, so it names nobody.
            marks: more that the entry says, by which the same is known again. It stays, too.
            author: who does it.
            at: when, with a time zone.

        Raises as ``append``, and if a value is not there; nothing is erased then.
        """
        wanted = list(targets)
        over = tuple(map(erasure.reference, wanted))
        draft = Draft(EntryKind.ERASURE, "payload", {**marks, "reason": reason}, over)
        self.storage.prepare_erasing()
        with self._writing():
            (entry,) = self._store((draft,), author, written_time(at))
            for target in wanted:
                if not erasure.blank(self.storage, target, self.main.number, entry):
                    raise LedgerError(
                        f"entry {target[0].name} holds no {target[1]!r} that could be erased."
                    )
            self._sign_head()  # so that no copy takes the erased value without its order
        self.storage.clean()
        return entry

    def acknowledge(self, *, author: str, at: datetime) -> Entry | None:
        """Cite what came in from other devices since this one wrote last, in an entry of its own.

        From then on the head of this device's log stands for the entries of all logs. Entries that
        only acknowledge others need no acknowledgement. Raises as ``append``.
        """
        fresh = self._citations.unacknowledged(self._own)
        if not fresh:
            return None
        content = {"logs": {log.id: log.size for log in self.logs if log.id in fresh}}
        draft = Draft(EntryKind.SYNC, SYNC_SUBJECT, dict(content))
        return self.append([draft], author=author, at=at)[0]

    def entries(self, kinds: AbstractSet[EntryKind] | None = None) -> Iterator[Entry]:
        """The entries of all logs in one order, up to the sizes when the first is asked for.

        Nothing stays locked in between: other processes, and this one, may append.

        Args:
            kinds: only these; ``None`` for all.

        Raises:
            LedgerError: at an entry that is damaged or missing.
        """
        logs = self.logs
        sizes = [log.size for log in logs]
        yield from in_causal_order(logs, sizes, kinds, self.storage.where)

    def forked(self) -> Iterator[Entry]:
        """The entries of the branches: of logs that were continued twice, the other continuation.

        Raises:
            LedgerError: at an entry that is damaged.
        """
        for log in self.branches:
            where = f"{self.storage.where}, a branch of log {log.id}"
            yield from (read_entry(log, row, {}, where) for row in log.entries(0, log.size))

    def copy_to(self, path: Path) -> None:
        """Write a ledger of one file with what is here now; others may go on writing."""
        self.storage.copy_to(path)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction. What is noted beside it holds only if it is stored."""
        own = self._own
        try:
            with self.storage.writing():
                yield
        except BaseException:
            self._own, self._signed = own, None
            self._citations.forget()
            raise
        if self._signed is not None:
            self._memory.keep(self.main.id, self._signed)
        self._signed = None

    def _find_own(self) -> Log | None:
        """The log that this device goes on with, if it has one."""
        logs = self.logs
        if not logs:
            where = self.storage.where
            raise LedgerError(f"{where}: the ledger has lost its log. Run sijill verify.")
        if len(logs) == 1 and not logs[0].public:
            return logs[0]
        if self._key is None:
            return None
        mine = [log for log in logs if log.public == self._key.public]
        branched = {log.id for log in self.branches}
        if not mine or mine[-1].id in branched or self._memory.is_behind(mine[-1]):
            return None
        return mine[-1]

    def _own_log(self) -> Log:
        """The log to append to, begun if this device has none; inside a transaction."""
        if self._own is None:
            if self._key is None:
                raise LedgerError(
                    f"{self.storage.where}: the devices that write here sign with a key, and this "
                    "one gave none. Name its file with SIJILL_KEY."
                )
            self._own = self._find_own()  # another process may have begun it
        if self._own is None and self._key is not None:
            self._own = Log(self.storage, self.storage.begin_log(_new_id(), self._key.public))
        if self._own is None or (self._own.public and self._key is None):
            raise LedgerError(f"{self.storage.where}: there is no log to append to.")
        return self._own

    def _store(self, drafts: Sequence[Draft], author: str, time: str) -> list[Entry]:
        """Chain and insert; inside a transaction."""
        log = self._own_log()
        stored: list[Entry] = []
        tail, cited = log.tail(), self._citations.take_heads(log)
        versions = self._citations.version_vector(log)
        context = AppendContext(log.id, author, time, self._key if log.public else None)
        for start in range(0, len(drafts), PAGE):
            batch = chain(drafts[start : start + PAGE], context, tail, cited, versions)
            self.storage.add(log.number, batch.rows, batch.payload, batch.nodes)
            stored += batch.entries
            cited = {}
        return stored

    def _checkpoint_if_due(self, at: datetime) -> None:
        log = self.main
        if not log.public:
            return
        self._uncovered_since = self._uncovered_since or at
        if is_due(log.last_checkpoint(), log.size, self._uncovered_since, at):
            self._sign_head()

    def _sign_head(self) -> None:
        """Keep a signed head unless the last one says the same; inside a transaction."""
        log, self._uncovered_since = self.main, None
        last, head = log.last_checkpoint(), log.head()
        if log.public and self._key and (last is None or last.head != head):
            self._signed = write_checkpoint(log.id, head, self._key)
            self.storage.add_checkpoint(log.number, head.size, self._signed)


def _new_id() -> str:
    return secrets.token_hex(LOG_ID_BYTES)
