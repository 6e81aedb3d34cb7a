"""What another copy of a ledger hands over: how far its devices signed it, and is it theirs?

Nothing of another copy is believed that its own device's signature does not cover: a decision has a
signature of its own; everything else rests on the checkpoint, whose root is computed from what
arrives and compared.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sijill.ledger.log.inspection import inspect_entry
from sijill.ledger.log.log import Log, logs_in
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.signing.checkpoint import read_checkpoint
from sijill.ledger.stores.storage import EntryRow, Field, PayloadRow, Storage
from sijill.model.errors import LedgerError


class RemoteLog(NamedTuple):
    """What the other side gives of one log.

    Attributes:
        log: the log there.
        note: the checkpoint up to which it is given; empty if none covers anything.
        covered: how many of its entries that checkpoint covers.
        at_hand: how many there are.
    """

    log: Log
    note: bytes
    covered: int
    at_hand: int


def remote_logs(there: Storage) -> list[RemoteLog]:
    """The logs of the other side, each as far as its device signed it. Branches stay there.

    Raises:
        LedgerError: if another key signed a checkpoint.
    """
    remotes = []
    for log in logs_in(there):
        if log.base is not None:
            continue
        raw = there.last_checkpoint(log.number)
        head = read_checkpoint(raw).head if raw is not None else None
        if raw is None or head is None or head.size > log.size:
            remotes.append(RemoteLog(log, b"", 0, log.size))
            continue
        if not read_checkpoint(raw).is_about(log.id, log.public):
            raise LedgerError(
                f"{there.where}: the key of log {log.id} did not sign its checkpoint. Run sijill "
                "verify there."
            )
        remotes.append(RemoteLog(log, raw, head.size, log.size))
    return remotes


def common_size(first: Log, second: Log, size: int) -> int:
    """How many entries two copies of a log have in common, up to a size; both can tell roots."""
    if first.root_at(size) == second.root_at(size):
        return size
    low, high = 0, size  # equal up to low, different at high
    while high - low > 1:
        size_between = (low + high) // 2
        if first.root_at(size_between) == second.root_at(size_between):
            low = size_between
        else:
            high = size_between
    return low


def demand_genuine(
    entries: Sequence[EntryRow], payload: Sequence[PayloadRow], log: Log, prev: str, where: str
) -> None:
    """Check that entries are what they say they are, and follow each other.

    Raises:
        LedgerError: at the first that is not.
    """
    values: dict[int, list[Field]] = {}
    for row in payload:
        values.setdefault(row.number, []).append((row.field, row.salt, row.value))
    for entry in entries:
        place = log.id, entry.number
        inspection = inspect_entry(place, entry, values.get(entry.number, ()), log.public)
        what = next(map(str, inspection.faults), "")
        if not what and inspection.envelope is not None and inspection.envelope.prev != prev:
            what = "it does not follow the entry before it"
        if what:
            raise LedgerError(
                f"{where}, log {log.id}, entry {entry.number}: it is not what its device wrote "
                f"({what}). Run sijill verify there."
            )
        prev = entry.leaf.hex()


def demand_signed_head(head: TreeHead, remote: RemoteLog, where: str) -> None:
    """Check that the entries that arrived have the root that their device signed.

    Raises:
        LedgerError: if they have another.
    """
    if head != read_checkpoint(remote.note).head:
        raise LedgerError(
            f"{where}: the entries of log {remote.log.id} are not those that its device signed. "
            "Run sijill verify there."
        )
