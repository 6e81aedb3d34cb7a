"""One order for the entries of several logs, the same on every device that holds them.

Each log keeps its own order. An entry comes after everything that its device had taken in when it
wrote it (the heads that it or an earlier entry of its log cites). Between entries that did not know
of each other the time decides, then the log's id. So the result depends on the entries alone: not
on which device reads, nor on the order in which the logs arrived.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.entries.envelope import NOTHING_SEEN, Envelope
from sijill.ledger.log.inspection import inspect_entry
from sijill.ledger.log.log import Log
from sijill.ledger.stores.storage import EntryRow
from sijill.model.errors import LedgerError

_AT = slice(len('{"at":"'), len('{"at":"2018-06-15T09:30:00.000000Z'))
"""Where the time stands in an entry's canonical bytes; written so, times sort as they follow."""


def in_causal_order(
    logs: Sequence[Log], sizes: Sequence[int], kinds: AbstractSet[EntryKind] | None, where: str
) -> Iterator[Entry]:
    """The entries of these kinds (``None``: of all) of the logs up to these sizes, in one order.

    Where one log alone holds entries, those of other kinds are not read.

    Raises:
        LedgerError: at an entry that is damaged or missing; ``where`` names the store.
    """
    filled = [(log, size) for log, size in zip(logs, sizes, strict=True) if size]
    if len(filled) == 1 and kinds is not None:
        ((log, size),) = filled
        for row in log.entries_of(kinds, size):
            yield read_entry(log, row, {}, where)
        return
    cursors = [LogCursor(log, size) for log, size in filled]
    sizes_of = {cursor.log.id: cursor.size for cursor in cursors}
    yielded: dict[str, int] = dict.fromkeys(sizes_of, 0)
    waiting = [cursor for cursor in cursors if cursor.next is not None]
    while waiting:
        cursor = _next_of(waiting, yielded, sizes_of)
        following = cursor.next
        if following is None:  # pragma: no cover  it would not be waiting
            break
        if kinds is None or following.kind in kinds:
            yield read_entry(cursor.log, following, cursor.version_vector, where)
        yielded[cursor.log.id] += 1
        cursor.advance()
        if cursor.next is None:
            waiting.remove(cursor)


def read_entry(log: Log, row: EntryRow, version_vector: Mapping[str, int], where: str) -> Entry:
    """An entry with its values, checked as it is read.

    Raises:
        LedgerError: if it is damaged.
    """
    inspection = inspect_entry((log.id, row.number), row, log.fields(row.number))
    if inspection.faults or inspection.envelope is None:
        raise LedgerError(
            f"{where}, entry {row.number}: {inspection.faults[0]}. Run sijill verify."
        )
    return inspection.envelope.entry(
        row.leaf.hex(), inspection.values, inspection.erased, version_vector
    )


class LogCursor:
    """A place in a log: its next entry, and what its device knew of other logs by then."""

    def __init__(self, log: Log, size: int) -> None:
        self.log = log
        self.size = size
        self.version_vector: dict[str, int] = {}
        self.next: EntryRow | None = None
        self.at = b""
        self._rows = log.entries(0, size)
        self.advance()

    def advance(self) -> None:
        """Go on to the next entry."""
        self.next = next(self._rows, None)
        if self.next is None:
            return
        self.at = self.next.raw[_AT]
        if NOTHING_SEEN not in self.next.raw:
            try:
                cited = Envelope.from_bytes(self.next.raw).cited_heads
            except LedgerError:
                return  # reading the entry raises it
            versions = self.version_vector
            grown = {log: max(head.size, versions.get(log, 0)) for log, head in cited.items()}
            self.version_vector = {**versions, **grown}


def _next_of(
    waiting: Collection[LogCursor], yielded: Mapping[str, int], sizes_of: Mapping[str, int]
) -> LogCursor:
    """The earliest cursor whose next entry waits for nothing that is still to come.

    Honest logs never wait for each other in a circle; if forged ones do, time alone decides.
    """
    if len(waiting) == 1:
        return next(iter(waiting))
    free = [
        cursor
        for cursor in waiting
        if all(
            yielded.get(log, 0) >= min(size, sizes_of.get(log, 0))
            for log, size in cursor.version_vector.items()
        )
    ]
    return min(free or waiting, key=lambda cursor: (cursor.at, cursor.log.id))
