"""Merging: two ledgers of one case exchange what each lacks. Nothing is overwritten.

The result is the union of their logs. What arrives is checked as it is taken in: every entry's
bytes, its place in the chain, the signatures of decisions, the digests of its values; and it is
taken only as far as a checkpoint signed by its device covers it. Where both sides hold other
entries under the same numbers of a log, somebody continued two copies of it: each side keeps what
it has, and the other's entries are quarantined beside it (a *fork*), with the checkpoint that its
device signed over them.

Erasures travel as orders: what one side erased, the other erases, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.entries.envelope import Envelope, is_log_id
from sijill.ledger.log import erasure
from sijill.ledger.log.log import PAGE, HeldLog
from sijill.ledger.merkle.tree import TreeHead, leaf_hash
from sijill.ledger.signing.checkpoint import cosign, origin_of, read_note
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.signing.timestamps import is_about, read_timestamp
from sijill.ledger.stores.storage import Receipt, Storage, TileRow
from sijill.ledger.sync.incoming import (
    Offer,
    common_size,
    demand_genuine,
    demand_signed_head,
    offers,
)
from sijill.ledger.sync.quarantine import quarantine
from sijill.model.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Taken:
    """What one side took in from the other.

    Attributes:
        entries: by the log's id, how many entries were taken in.
        begun: the ids of logs that were not known here before.
        forked: by the log's id, how many entries of another continuation were quarantined.
        waiting: by the log's id, how many entries no checkpoint covers yet; they come another time.
        erased: how many values were erased here on the other's orders.
    """

    entries: Mapping[str, int]
    begun: frozenset[str]
    forked: Mapping[str, int]
    waiting: Mapping[str, int]
    erased: int


def demand_one_case(here: Storage, there: Storage) -> None:
    """Two ledgers belong together if they hold a log in common, whose beginning is the same.

    Raises:
        LedgerError: if they do not, or one of them is not signed.
    """
    ours, theirs = ({row.id: row for row in one.logs()} for one in (here, there))
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


def take_in(here: Storage, there: Storage) -> Taken:
    """Take in what ``there`` has and ``here`` lacks, in one transaction.

    Raises:
        LedgerError: if what arrives is not what its device signed. Nothing is taken in then.
        StorageError: if the disk is full or does not write. Nothing is taken in then.
    """
    entries: dict[str, int] = {}
    begun: set[str] = set()
    forked: dict[str, int] = {}
    waiting: dict[str, int] = {}
    here.prepare_erasing()
    with here.writing():
        held = {row.id: HeldLog(here, row) for row in here.logs()}
        for offer in offers(there):
            given = offer.log
            if given.id not in held and offer.covered:
                held[given.id] = HeldLog(here, here.begin_log(given.id, given.public))
                begun.add(given.id)
            if given.id in held:
                log = held[given.id]
                common = common_size(log, given, min(log.size, offer.covered))
                if common < min(log.size, offer.covered):
                    forked[given.id] = quarantine(here, there, log, offer, common)
                else:
                    entries[given.id] = _extend(here, there, log, offer)
                    _take_notes(here, log, given)
            waiting[given.id] = offer.at_hand - offer.covered
        _take_receipts(here, there)
        _take_timestamps(here, there)
        erased = _carry_out_orders(here)
    if erased:
        here.clean()
    return Taken(_some(entries), frozenset(begun), _some(forked), _some(waiting), erased)


def cosign_others(storage: Storage, own: HeldLog, key: DeviceKey) -> int:
    """Sign the newest checkpoint of every other log, as proof that this device holds it.

    Returns how many were signed that this device had not signed before.
    """
    count = 0
    with storage.writing():
        for row in storage.logs():
            raw = storage.last_note(row.number)
            if row.id == own.id or raw is None:
                continue
            note = read_note(raw)
            mine = [one for one in storage.receipts(row.number) if one.peer == own.id]
            if any(one.size == note.head.size for one in mine):
                continue
            signed = cosign(raw, origin_of(own.id), key)
            storage.add_receipt(row.number, Receipt(note.head.size, own.id, signed))
            count += 1
    return count


def _some(numbers: Mapping[str, int]) -> dict[str, int]:
    return {log: number for log, number in numbers.items() if number}


def _extend(here: Storage, there: Storage, log: HeldLog, offer: Offer) -> int:
    """Append the entries that are new here, each checked, up to what the checkpoint covers."""
    first, given = log.size, offer.log
    tail = log.tail()
    for start in range(first, offer.covered, PAGE):
        end = min(start + PAGE, offer.covered)
        events = there.events(given.number, start, end)
        payload = there.payload(given.number, start, end)
        demand_genuine(events, payload, given, tail.prev, there.where)
        tiles: list[TileRow] = []
        for event in events:
            tiles.extend(TileRow(*node) for node in tail.tree.add(event.leaf))
        tail.prev = events[-1].leaf.hex()
        here.add(log.number, events, payload, tiles)
    if offer.covered > first:
        demand_signed_head(TreeHead(offer.covered, tail.tree.root().hex()), offer, there.where)
    return max(offer.covered - first, 0)


def _take_notes(here: Storage, log: HeldLog, given: HeldLog) -> None:
    """The other's checkpoints that are newer than those here."""
    last = log.last_note()
    known = last.head.size if last else -1
    for raw in given.checkpoints():
        note = read_note(raw)
        if known < note.head.size <= log.size:
            if not note.is_about(log.id, log.public) or log.root_at(note.head.size) != note.head:
                raise LedgerError(f"a checkpoint of log {log.id} is not by its device.")
            here.add_note(log.number, note.head.size, raw)
            known = note.head.size


def _take_receipts(here: Storage, there: Storage) -> None:
    """What devices signed about logs, as far as logs and devices are known here."""
    logs = {row.id: HeldLog(here, row) for row in here.logs()}
    for row in there.logs():
        if row.id not in logs:
            continue
        log = logs[row.id]
        known = set(here.receipts(log.number))
        for receipt in there.receipts(row.number):
            if receipt in known or receipt.peer not in logs or receipt.size > log.size:
                continue
            note = read_note(receipt.note)
            signer = logs[receipt.peer]
            if note.head == log.root_at(receipt.size) and note.is_cosigned(
                log.id, log.public, signer.id, signer.public
            ):
                here.add_receipt(log.number, receipt)


def _take_timestamps(here: Storage, there: Storage) -> None:
    """Timestamps of checkpoints that are held here, too."""
    logs = {row.id: row.number for row in here.logs()}
    for row in there.logs():
        given = there.timestamps(row.number)
        if not given or row.id not in logs:
            continue
        log = logs[row.id]
        theirs = there.notes(row.number)
        place_of = {note: place for place, note in enumerate(here.notes(log))}
        known = {response for _, response in here.timestamps(log)}
        for place, response in given:
            note = theirs[place] if place < len(theirs) else b""
            if response in known or note not in place_of:
                continue
            if is_about(read_timestamp(response), note):
                here.add_timestamp(log, place_of[note], response)


def _carry_out_orders(here: Storage) -> int:
    """Erase what any entry held here orders to be erased and is still there."""
    mark = f'"kind":"{EntryKind.ERASURE}"'.encode()
    count = 0
    leaves = set[bytes]()
    for row in here.logs():
        if here.last_with(row.number, mark) is None:
            continue
        log = HeldLog(here, row)
        for event in log.events(0, log.size):
            if mark in event.raw:
                over = Envelope.from_bytes(event.raw).over
                count += erasure.carry_out(here, over, (row.number, event.number))
                leaves |= {erasure.split(one)[0] for one in over}
    for row in here.logs() if leaves else ():
        for place, fork in enumerate(here.forks(row.number)):
            if fork.payload is not None and leaf_hash(fork.raw + fork.signature) in leaves:
                here.empty_fork(row.number, place)
                count += 1
    return count
