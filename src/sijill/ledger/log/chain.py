"""Drafts become entries: numbered, linked to the one before, signed, put in the tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sijill.ledger.entries.entry import Draft, Entry, EntryKind
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.entries.payload import commit, fresh_salts
from sijill.ledger.merkle.tree import GrowingTree, TreeHead, leaf_hash
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.storage import EntryRow, NodeRow, PayloadRow

UNSIGNED = b""
"""The signature of an entry that is no decision; it rests on the checkpoints."""


class AppendContext(NamedTuple):
    """What entries appended together share.

    Attributes:
        log: the log's id.
        author: who appends.
        time: when, as an entry holds it.
        key: signs decisions; ``None`` in a log that is not signed.
    """

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
    rows: list[EntryRow]
    payload: list[PayloadRow]
    nodes: list[NodeRow]


def chain(
    drafts: Sequence[Draft],
    context: AppendContext,
    tail: Tail,
    cited_heads: Mapping[str, TreeHead] = MappingProxyType({}),
    versions: Mapping[str, int] = MappingProxyType({}),
) -> Batch:
    """Make entries of drafts; the tail grows over them.

    ``cited_heads`` are the heads of other logs, for the first of the entries to cite; ``versions``
    the sizes that the device has cited by then.

    Raises:
        LedgerError: for a value that cannot be stored.
    """
    batch = Batch([], [], [], [])
    salts = fresh_salts(sum(len(draft.payload) for draft in drafts))
    for draft in drafts:
        number, fields = tail.tree.size, commit(draft.payload, salts)
        envelope = Envelope(
            log=context.log,
            number=number,
            prev=tail.prev,
            at=context.time,
            author=context.author,
            kind=draft.kind,
            subject=draft.subject,
            over=draft.over,
            digests={it.name: it.digest for it in fields},
            files=draft.files,
            cited_heads={} if batch.rows else cited_heads,
        )
        raw = envelope.to_bytes()
        signature = _signature(draft.kind, raw, context.key)
        leaf = leaf_hash(raw + signature)
        tail.prev = leaf.hex()
        batch.rows.append(EntryRow(number, raw, signature, leaf, draft.kind))
        batch.payload.extend([PayloadRow(number, it.name, it.salt, it.value) for it in fields])
        batch.nodes.extend([NodeRow(*node) for node in tail.tree.add(leaf)])
        values = {it.name: it.content for it in fields}
        batch.entries.append(envelope.entry(tail.prev, values, version_vector=versions))
    return batch


def _signature(kind: EntryKind, raw: bytes, key: DeviceKey | None) -> bytes:
    return key.sign_entry(raw) if key is not None and kind.is_decision else UNSIGNED
