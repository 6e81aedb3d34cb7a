"""Is this entry what its device wrote? One inspection, for whoever reads, takes in or audits one.

Everything that can be asked of an entry by itself is asked here: its bytes, its hash, its place,
its signature, the digests of its values. What joins it to others (the chain, the tree, checkpoints)
is asked by whoever walks over them. No part is trusted to have its type, because a damaged file can
give anything.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.envelope import Envelope, read_envelope
from sijill.ledger.entries.payload import open_commitments
from sijill.ledger.merkle.tree import leaf_hash
from sijill.ledger.signing.keys import is_signed_entry
from sijill.ledger.stores.storage import EntryRow
from sijill.model.errors import LedgerError


class EntryFault(NamedTuple):
    """What is wrong with an entry, and of which field of its payload; empty: of the entry."""

    field: str
    what: str

    def __str__(self) -> str:
        return f"payload {self.field}: {self.what}" if self.field else self.what


class Inspection(NamedTuple):
    """What an entry says, and what is wrong with it.

    Attributes:
        leaf: its leaf hash, from its bytes.
        envelope: what its bytes say; ``None`` if they cannot be read.
        values: the values of its payload that are there and right.
        erased: the fields that were erased.
        faults: what is wrong.
    """

    leaf: bytes
    envelope: Envelope | None
    values: dict[str, Json]
    erased: tuple[str, ...]
    faults: tuple[EntryFault, ...]


def inspect_entry(
    place: tuple[str, int],
    row: EntryRow,
    fields: Iterable[tuple[object, object, object]],
    public: bytes | None = None,
) -> Inspection:
    """Check the bytes, hash, place, signature and payload of an entry.

    Args:
        place: the id of the log and the number where it stands.
        row: as it is stored; its bytes and its signature are bytes.
        fields: its payload as stored: name, salt, value.
        public: the key of the log, empty in a log without one; ``None`` where signatures are not
            asked for.
    """
    leaf, faults = leaf_hash(row.raw + row.signature), list[EntryFault]()
    if row.leaf != leaf:
        what = "its bytes do not have the leaf hash that is stored beside them"
        faults.append(EntryFault("", what))
    try:
        envelope, is_right = read_envelope(row.raw)
    except LedgerError as error:
        return Inspection(leaf, None, {}, (), (*faults, EntryFault("", str(error))))
    if not is_right:
        faults.append(EntryFault("", "its bytes are not in the canonical form"))
    if (envelope.log, envelope.number) != place:
        what = f"it says that it is entry {envelope.number} of {envelope.log}"
        faults.append(EntryFault("", what))
    if row.kind != envelope.kind:
        what = f"it is a {envelope.kind}, and {row.kind!r} is stored beside it"
        faults.append(EntryFault("", what))
    if public is not None and (row.signature or (public and envelope.kind.is_decision)):
        faults += _signature_faults(envelope, row, public)
    opened = open_commitments(envelope.digests, fields)
    faults += map(EntryFault._make, opened.faults)
    return Inspection(leaf, envelope, opened.values, opened.erased, tuple(faults))


def _signature_faults(envelope: Envelope, row: EntryRow, public: bytes) -> Iterable[EntryFault]:
    if not (public and envelope.kind.is_decision):
        if row.signature:
            yield EntryFault("", "it is signed, and no entry of this kind is, in this log")
    elif not is_signed_entry(public, row.raw, row.signature):
        yield EntryFault("", "it is a decision, and the key of the log did not sign it")
