"""Quarantine: the other continuation of a log that was continued twice, kept beside it.

It happens where two copies of a device's key wrote, or a copy was restored and the device did not
remember. Neither continuation may be lost, and neither may push the other out: each must be signed.
So the other's checkpoint is kept, too, as a receipt of the log about itself; and what is here is
displaced by nothing and displaces nothing unless its device signed it beyond the point where the
two part.
"""

from sijill.ledger.entries.payload import pack
from sijill.ledger.log.log import HeldLog
from sijill.ledger.merkle.tree import GrowingTree, TreeHead, leaf_hash, peaks_of
from sijill.ledger.stores.storage import Field, ForkRow, Receipt, Storage
from sijill.ledger.sync.incoming import Offer, demand_genuine, demand_signed_head
from sijill.model.errors import LedgerError


def quarantine(here: Storage, there: Storage, log: HeldLog, offer: Offer, common: int) -> int:
    """Keep the other continuation of a log; how many of its entries are new here.

    Args:
        here: takes it in.
        there: the other side.
        log: the log as it is here.
        offer: the log as it is there.
        common: how many entries both have in common.

    Raises:
        LedgerError: if the device signed only one of the two, or not what arrives.
    """
    _demand_signed_here(here, there, log, common)
    number = offer.log.number
    events = there.events(number, common, offer.covered)
    payload = there.payload(number, common, offer.covered)
    prev = here.node(log.number, 0, common - 1).hex() if common else ""
    demand_genuine(events, payload, offer.log, prev, there.where)
    tree = GrowingTree(common, (here.node(log.number, *peak) for peak in peaks_of(common)))
    for event in events:
        tree.add(event.leaf)
    demand_signed_head(TreeHead(tree.size, tree.root().hex()), offer, there.where)
    if events[0].leaf == here.node(log.number, 0, common):
        raise LedgerError(
            f"{there.where}: the hashes stored above the entries of log {log.id} are not theirs. "
            "Run sijill verify there."
        )
    values: dict[int, list[Field]] = {}
    for row in payload:
        values.setdefault(row.number, []).append((row.field, row.salt, row.value))
    known = {leaf_hash(row.raw + row.signature) for row in here.forks(log.number)}
    rows = [
        ForkRow(event.number, event.raw, event.signature, pack(values.get(event.number, ())))
        for event in events
        if event.leaf not in known
    ]
    here.add_forks(log.number, rows)
    signed = Receipt(offer.covered, log.id, offer.note)
    if signed not in here.receipts(log.number):
        here.add_receipt(log.number, signed)
    return len(rows)


def _demand_signed_here(here: Storage, there: Storage, log: HeldLog, common: int) -> None:
    note = log.last_note()
    if note is None or note.head.size <= common:
        raise LedgerError(
            f"{here.where}: log {log.id} holds other entries from number {common} on than "
            f"{there.where}, and its device signed only those there. Run sijill verify here. If "
            "this is that device, build first, so that it signs its own; if not, go on from a copy "
            "that it signed."
        )
