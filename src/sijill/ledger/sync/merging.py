"""Merging: two ledgers of one case exchange what each lacks. Nothing is overwritten.

The result is the union of their logs. What arrives is checked as it is taken in: every entry's
bytes, its place in the chain, the signatures of decisions, the digests of its values; and it is
taken only as far as a checkpoint signed by its device covers it. Where both sides hold other
entries under the same numbers of a log, somebody continued two copies of it (a *fork*): each side
keeps what it has, and the other's entries become a branch of the log, with the checkpoint that its
device signed over them.

Erasures travel as orders: what one side erased, the other erases, too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.entries.envelope import Envelope, is_log_id
from sijill.ledger.log import erasure
from sijill.ledger.log.log import PAGE, Log, logs_in
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.signing.checkpoint import cosign, origin_of, read_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.signing.timestamps import is_about, read_timestamp
from sijill.ledger.stores.storage import Cosignature, EntryRow, Storage
from sijill.ledger.sync.branching import branch_for
from sijill.ledger.sync.incoming import (
    RemoteLog,
    common_size,
    demand_genuine,
    demand_signed_head,
    remote_logs,
)
from sijill.model.errors import LedgerError


@dataclass(frozen=True, slots=True)
class MergedEntries:
    """What one side took in from the other.

    Attributes:
        entries: by the log's id, how many entries were taken in.
        forked: by the log's id, how many entries of another continuation were taken into a branch.
        waiting: by the log's id, how many entries no checkpoint covers yet; they come another time.
        erased: how many values were erased here on the other's orders.
    """

    entries: Mapping[str, int]
    forked: Mapping[str, int]
    waiting: Mapping[str, int]
    erased: int


def demand_one_case(here: Storage, there: Storage) -> None:
    """Two ledgers belong together if they hold a log in common, whose beginning is the same.

    Raises:
        LedgerError: if they do not, or one of them is not signed.
    """
    ours, theirs = ({row.id: row for row in storage.logs()} for storage in (here, there))
    for storage, rows in ((here, ours), (there, theirs)):
        if not all(row.public for row in rows.values()):
            raise LedgerError(
                f"{storage.where}: this ledger was begun without a key, so nobody can tell whose "
                "entries are whose. It cannot be merged."
            )
        if not all(map(is_log_id, rows)):
            raise LedgerError(
                f"{storage.where}: a log has an id that sijill does not give. Run sijill verify."
            )
    if not ours.keys() & theirs.keys():
        raise LedgerError(
            f"{here.where} and {there.where} have no log in common: they are two cases. A second "
            "device begins with a copy of the first one's folder."
        )
    for log in ours.keys() & theirs.keys():
        if ours[log].public != theirs[log].public:
            raise LedgerError(
                f"{there.where}: log {log} has another key there than here. One of the two was "
                "tampered with; compare the keys on paper."
            )


def take_in(here: Storage, there: Storage) -> MergedEntries:
    """Take in what ``there`` has and ``here`` lacks, in one transaction.

    Raises:
        LedgerError: if what arrives is not what its device signed. Nothing is taken in then.
        StorageError: if the disk is full or does not write. Nothing is taken in then.
    """
    entries: dict[str, int] = {}
    forked: dict[str, int] = {}
    waiting: dict[str, int] = {}
    here.prepare_erasing()
    with here.writing():
        logs_here = {log.id: log for log in logs_in(here) if log.base is None}
        for remote in remote_logs(there):
            remote_log = remote.log
            if remote_log.id not in logs_here and remote.covered:
                logs_here[remote_log.id] = Log(
                    here, here.begin_log(remote_log.id, remote_log.public)
                )
            if remote_log.id in logs_here:
                log = logs_here[remote_log.id]
                covered = min(log.size, remote.covered)
                if common_size(log, remote_log, covered) < covered:
                    branch = branch_for(here, there.where, log, remote)
                    forked[remote_log.id] = _extend(here, there, branch, remote)
                    _take_checkpoints(here, branch, [remote.note])
                else:
                    entries[remote_log.id] = _extend(here, there, log, remote)
                    _take_checkpoints(here, log, remote_log.checkpoints())
            waiting[remote_log.id] = remote.at_hand - remote.covered
        _take_cosignatures(here, there)
        _take_timestamps(here, there)
        erased = _carry_out_orders(here)
    if erased or here.is_uncleaned:
        here.clean()
    return MergedEntries(_some(entries), _some(forked), _some(waiting), erased)


def cosign_others(storage: Storage, own: Log, key: DeviceKey) -> int:
    """Sign the newest checkpoint of every other log, as proof that this device holds it.

    Returns how many were signed that this device had not signed before.
    """
    count = 0
    with storage.writing():
        for row in storage.logs():
            raw = storage.last_checkpoint(row.number)
            if row.id == own.id or raw is None or row.base is not None:
                continue
            size = read_checkpoint(raw).head.size
            if any(
                (cosignature.peer, cosignature.size) == (own.id, size)
                for cosignature in storage.cosignatures(row.number)
            ):
                continue
            signed = cosign(raw, origin_of(own.id), key)
            storage.add_cosignature(row.number, Cosignature(size, own.id, signed))
            count += 1
    return count


def _some(numbers: Mapping[str, int]) -> dict[str, int]:
    return {log: number for log, number in numbers.items() if number}


def _extend(here: Storage, there: Storage, log: Log, remote: RemoteLog) -> int:
    """Append the entries that are new here, each checked, up to what the checkpoint covers."""
    first, remote_log = log.size, remote.log
    tail = log.tail()
    for start in range(first, remote.covered, PAGE):
        end = min(start + PAGE, remote.covered)
        rows = there.entries(remote_log.number, start, end)
        payload = there.payload(remote_log.number, start, end)
        demand_genuine(rows, payload, remote_log, tail.prev, there.where)
        if start == first == log.base_size and log.base is not None:
            _demand_other(there, log, rows[0])
        nodes = tail.tree.extend(row.leaf for row in rows)
        tail.prev = rows[-1].leaf.hex()
        here.add(log.number, rows, payload, nodes)
    if remote.covered > first:
        demand_signed_head(TreeHead(remote.covered, tail.tree.root().hex()), remote, there.where)
    return max(remote.covered - first, 0)


def _demand_other(there: Storage, branch: Log, row: EntryRow) -> None:
    """A branch begins with another entry than its base holds there, or the hashes given are wrong.

    Raises:
        LedgerError: in the second case.
    """
    base = branch.base
    if base is not None and base.size > row.number and base.leaf(row.number) == row.leaf:
        raise LedgerError(
            f"{there.where}: the hashes stored above the entries of log {branch.id} are not theirs."
            " Run sijill verify there."
        )


def _take_checkpoints(here: Storage, log: Log, checkpoints: Iterable[bytes]) -> None:
    """The other's checkpoints that are newer than those here."""
    last = log.last_checkpoint()
    known = last.head.size if last else -1
    for raw in checkpoints:
        checkpoint = read_checkpoint(raw)
        if known < checkpoint.head.size <= log.size:
            is_right = checkpoint.is_about(log.id, log.public)
            if not is_right or log.root_at(checkpoint.head.size) != checkpoint.head:
                raise LedgerError(f"a checkpoint of log {log.id} is not by its device.")
            here.add_checkpoint(log.number, checkpoint.head.size, raw)
            known = checkpoint.head.size


def _take_cosignatures(here: Storage, there: Storage) -> None:
    """What devices signed about logs, as far as logs and devices are known here."""
    logs = {log.id: log for log in logs_in(here) if log.base is None}
    for row in there.logs():
        if row.id not in logs or row.base is not None:
            continue
        log = logs[row.id]
        known = set(here.cosignatures(log.number))
        for cosignature in there.cosignatures(row.number):
            size, peer, note = cosignature
            if cosignature in known or peer not in logs or size > log.size:
                continue
            checkpoint = read_checkpoint(note)
            signer = logs[peer]
            if checkpoint.head == log.root_at(size) and checkpoint.is_cosigned(
                log.id, log.public, signer.id, signer.public
            ):
                here.add_cosignature(log.number, cosignature)


def _take_timestamps(here: Storage, there: Storage) -> None:
    """Timestamps of checkpoints that are held here, too."""
    logs = {row.id: row.number for row in here.logs() if row.base is None}
    for row in there.logs():
        responses = there.timestamps(row.number)
        if not responses or row.id not in logs or row.base is not None:
            continue
        log = logs[row.id]
        theirs = there.checkpoints(row.number)
        place_of = {note: place for place, note in enumerate(here.checkpoints(log))}
        known = {response for _, response in here.timestamps(log)}
        for place, response in responses:
            note = theirs[place] if place < len(theirs) else b""
            if response in known or note not in place_of:
                continue
            if is_about(read_timestamp(response), note):
                here.add_timestamp(log, place_of[note], response)


def _carry_out_orders(here: Storage) -> int:
    """Erase what any entry held here orders to be erased and is still there.

    An order in a branch stands beside those of the log: it reaches the branches alone.
    """
    logs = logs_in(here)
    branches = [log.number for log in logs if log.base is not None]
    count = 0
    for log in logs:
        within = None if log.base is None else branches
        for row in log.entries_of([EntryKind.ERASURE], log.size):
            over = Envelope.from_bytes(row.raw).over
            count += erasure.carry_out(here, over, (log.number, row.number), within)
    return count
