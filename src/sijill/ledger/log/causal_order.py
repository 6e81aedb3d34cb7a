"""One order for the entries of several logs, the same on every device that holds them.

Each log keeps its own order. An entry comes after everything that its device had taken in when it
wrote it (the heads that it or an earlier entry of its log cites). Between entries that did not know
of each other the time decides, then the log's id. So the result depends on the entries alone: not
on which device folds, nor on the order in which the logs arrived.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Entry
from sijill.ledger.entries.envelope import NOTHING_SEEN, Envelope
from sijill.ledger.entries.payload import unpack, unseal
from sijill.ledger.log.log import HeldLog
from sijill.ledger.merkle.tree import leaf_hash
from sijill.ledger.stores.storage import EventRow, ForkRow
from sijill.model.errors import LedgerError

_AT = slice(len('{"at":"'), len('{"at":"2018-06-15T09:30:00.000000Z'))
"""Where the time stands in an entry's canonical bytes; written so, times sort as they follow."""


def fold(
    logs: Sequence[HeldLog], sizes: Sequence[int], marks: Sequence[bytes], where: str
) -> Iterator[Entry]:
    """The entries of the logs up to these sizes that hold one of the marks, in the one order.

    Raises:
        LedgerError: at an entry that is damaged or missing; ``where`` names the store.
    """
    strands = [_Strand(*pair) for pair in zip(logs, sizes, strict=True)]
    held = {strand.log.id: strand.size for strand in strands}
    given: dict[str, int] = dict.fromkeys(held, 0)
    waiting = [strand for strand in strands if strand.next is not None]
    while waiting:
        strand = _next_of(waiting, given, held)
        row = strand.next
        if row is None:  # pragma: no cover  it would not be waiting
            break
        if any(mark in row.raw for mark in marks):
            yield read_entry(strand.log, row, strand.known, where)
        given[strand.log.id] += 1
        strand.advance()
        if strand.next is None:
            waiting.remove(strand)


def read_entry(log: HeldLog, row: EventRow, known: Mapping[str, int], where: str) -> Entry:
    """An entry with its values, checked as it is read.

    Raises:
        LedgerError: if it is damaged.
    """
    try:
        if leaf_hash(row.raw + row.signature) != row.leaf:
            raise LedgerError("its bytes do not have its hash")  # noqa: TRY301
        envelope = Envelope.from_bytes(row.raw)
        if (envelope.log, envelope.number) != (log.id, row.number):
            raise LedgerError("it belongs to another place")  # noqa: TRY301
        values, erased = unseal(envelope.digests, log.fields(row.number))
    except LedgerError as error:
        raise LedgerError(f"{where}, entry {row.number}: {error}. Run sijill verify.") from error
    return envelope.entry(row.leaf.hex(), values, erased, known)


def read_fork(row: ForkRow, log: HeldLog, where: str) -> Entry:
    """A quarantined entry with its values.

    Raises:
        LedgerError: if it is damaged.
    """
    try:
        envelope = Envelope.from_bytes(row.raw)
        if row.payload is None:
            values, erased = dict[str, Json](), tuple(envelope.digests)
        else:
            values, erased = unseal(envelope.digests, unpack(row.payload))
        if (envelope.log, envelope.number) != (log.id, row.number):
            raise LedgerError("it belongs to another place")  # noqa: TRY301
    except LedgerError as error:
        raise LedgerError(
            f"{where}, a fork of log {log.id}: {error}. Run sijill verify."
        ) from error
    return envelope.entry(leaf_hash(row.raw + row.signature).hex(), values, erased)


class _Strand:
    """A log on its way into the fold: its next entry, and what its device knew by then."""

    def __init__(self, log: HeldLog, size: int) -> None:
        self.log = log
        self.size = size
        self.known: dict[str, int] = {}
        self.next: EventRow | None = None
        self.at = b""
        self._rows = log.events(0, size)
        self.advance()

    def advance(self) -> None:
        self.next = next(self._rows, None)
        if self.next is None:
            return
        self.at = self.next.raw[_AT]
        if NOTHING_SEEN not in self.next.raw:
            try:
                seen = Envelope.from_bytes(self.next.raw).seen
            except LedgerError:
                return  # whoever reads the entry is told
            grown = {log: max(head.size, self.known.get(log, 0)) for log, head in seen.items()}
            self.known = {**self.known, **grown}


def _next_of(
    waiting: Collection[_Strand], given: Mapping[str, int], held: Mapping[str, int]
) -> _Strand:
    """The earliest strand whose next entry waits for nothing that is still to come.

    Honest logs never wait for each other in a circle; if forged ones do, time alone decides.
    """
    if len(waiting) == 1:
        return next(iter(waiting))
    free = [
        strand
        for strand in waiting
        if all(
            given.get(log, 0) >= min(size, held.get(log, 0)) for log, size in strand.known.items()
        )
    ]
    return min(free or waiting, key=lambda strand: (strand.at, strand.log.id))
