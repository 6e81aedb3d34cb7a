"""Drafts become entries: numbered, linked to the one before, sealed, signed, put in the tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sijill.ledger.entry import Draft, Entry, EntryKind
from sijill.ledger.envelope import Envelope
from sijill.ledger.keys import DeviceKey
from sijill.ledger.merkle import GrowingTree, leaf_hash
from sijill.ledger.payload import seal

UNSIGNED = b""
"""The signature of an entry that is no decision; it rests on the checkpoints."""


class Sitting(NamedTuple):
    """What entries appended together share.

    Attributes:
        number: the number of the log in the file.
        log: the log's id.
        author: who appends.
        time: when, as an entry holds it.
        key: signs decisions; ``None`` in a log that is not signed.
    """

    number: int
    log: str
    author: str
    time: str
    key: DeviceKey | None


@dataclass(slots=True)
class Tail:
    """Where the log ends: the tree over it, and the leaf hash of the last entry."""

    tree: GrowingTree
    prev: str


class Batch(NamedTuple):
    """Entries with the rows that store them."""

    entries: list[Entry]
    events: list[tuple[int, int, bytes, bytes, bytes]]
    payloads: list[tuple[int, int, str, bytes, bytes]]
    tiles: list[tuple[int, int, int, bytes]]


def chain(drafts: Iterable[Draft], sitting: Sitting, tail: Tail) -> Batch:
    """Make entries of drafts; the tail grows over them.

    Raises:
        LedgerError: for a value that cannot be stored.
    """
    log, batch = sitting.number, Batch([], [], [], [])
    for draft in drafts:
        number, fields = tail.tree.size, seal(draft.payload)
        envelope = Envelope(
            log=sitting.log,
            number=number,
            prev=tail.prev,
            at=sitting.time,
            author=sitting.author,
            kind=draft.kind,
            subject=draft.subject,
            over=draft.over,
            digests={it.name: it.digest for it in fields},
            files=draft.files,
        )
        raw = envelope.to_bytes()
        signature = _signature(draft.kind, raw, sitting.key)
        leaf = leaf_hash(raw + signature)
        tail.prev = leaf.hex()
        batch.events.append((log, number, raw, signature, leaf))
        batch.payloads.extend((log, number, it.name, it.salt, it.value) for it in fields)
        batch.tiles.extend((log, *node) for node in tail.tree.add(leaf))
        values = {it.name: it.content for it in fields}
        batch.entries.append(envelope.entry(tail.prev, values))
    return batch


def _signature(kind: EntryKind, raw: bytes, key: DeviceKey | None) -> bytes:
    return key.sign_entry(raw) if key is not None and kind.is_decision else UNSIGNED
