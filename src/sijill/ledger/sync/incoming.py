"""What another copy of a ledger hands over: how far its devices signed it, and is it theirs?

Nothing of another copy is believed that its own device's signature does not cover: a decision has a
signature of its own; everything else rests on the checkpoint, whose root is computed from what
arrives and compared.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.entries.payload import unseal
from sijill.ledger.log.log import HeldLog
from sijill.ledger.merkle.tree import TreeHead, leaf_hash
from sijill.ledger.signing.checkpoint import read_note
from sijill.ledger.signing.keys import is_signed_entry
from sijill.ledger.stores.storage import EventRow, PayloadRow, Storage
from sijill.model.errors import LedgerError


class Offer(NamedTuple):
    """What the other side gives of one log."""

    log: HeldLog
    note: bytes
    """The checkpoint up to which it is given; empty if none covers anything."""
    covered: int
    """How many of its entries that checkpoint covers."""
    at_hand: int
    """How many there are."""


def offers(there: Storage) -> list[Offer]:
    """The logs of the other side, each as far as its device signed it.

    Raises:
        LedgerError: if another key signed a checkpoint.
    """
    found = []
    for row in there.logs():
        log = HeldLog(there, row)
        raw = there.last_note(row.number)
        head = read_note(raw).head if raw is not None else None
        if raw is None or head is None or head.size > log.size:
            found.append(Offer(log, b"", 0, log.size))
            continue
        if not read_note(raw).is_about(log.id, log.public):
            raise LedgerError(
                f"{there.where}: the key of log {log.id} did not sign its checkpoint. Run sijill "
                "verify there."
            )
        found.append(Offer(log, raw, head.size, log.size))
    return found


def common_size(one: HeldLog, two: HeldLog, size: int) -> int:
    """How many entries two copies of a log have in common, up to a size; both can tell roots."""
    if one.root_at(size) == two.root_at(size):
        return size
    low, high = 0, size  # equal up to low, different at high
    while high - low > 1:
        middle = (low + high) // 2
        if one.root_at(middle) == two.root_at(middle):
            low = middle
        else:
            high = middle
    return low


def demand_genuine(
    events: Sequence[EventRow],
    payload: Sequence[PayloadRow],
    log: HeldLog,
    prev: str,
    where: str,
) -> None:
    """Check that entries are what they say they are, and follow each other.

    Raises:
        LedgerError: at the first that is not.
    """
    values: dict[int, list[PayloadRow]] = {}
    for row in payload:
        values.setdefault(row.number, []).append(row)
    for event in events:
        try:
            envelope = Envelope.from_bytes(event.raw)
            fields = [(row.field, row.salt, row.value) for row in values.get(event.number, ())]
            unseal(envelope.digests, fields)
        except LedgerError as error:
            raise LedgerError(
                f"{where}, log {log.id}, entry {event.number}: {error}. Run sijill verify there."
            ) from error
        signed = not envelope.kind.is_decision or is_signed_entry(
            log.public, event.raw, event.signature
        )
        if (
            (envelope.log, envelope.number, envelope.prev) != (log.id, event.number, prev)
            or envelope.to_bytes() != event.raw
            or leaf_hash(event.raw + event.signature) != event.leaf
            or (event.signature and not envelope.kind.is_decision)
            or not signed
        ):
            raise LedgerError(
                f"{where}, log {log.id}, entry {event.number}: it is not what its device wrote. "
                "Run sijill verify there."
            )
        prev = event.leaf.hex()


def demand_signed_head(head: TreeHead, offer: Offer, where: str) -> None:
    """Check that the entries that arrived have the root that their device signed.

    Raises:
        LedgerError: if they have another.
    """
    if head != read_note(offer.note).head:
        raise LedgerError(
            f"{where}: the entries of log {offer.log.id} are not those that its device signed. Run "
            "sijill verify there."
        )
