"""Drafts become entries: numbered, linked to the one before, signed, put in the tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from sijill.ledger.entries.entry import Draft, Entry, EntryKind
from sijill.ledger.entries.envelope import EntryWriter, read_time
from sijill.ledger.entries.payload import commit, fresh_salts
from sijill.ledger.merkle.tree import GrowingTree, TreeHead
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.storage import EntryRow, NodeRow, Value

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
    payload: list[Value]
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
    batch, start = Batch([], [], [], []), tail.tree.size
    salts = fresh_salts(sum(len(draft.payload) for draft in drafts))
    writer = EntryWriter(context.log, context.author, context.time)
    at = read_time(context.time)
    for number, draft in enumerate(drafts, start):
        fields = commit(draft.payload, salts)
        raw = writer.write(draft, number, tail.prev, fields.digests, cited_heads)
        cited_heads = {}
        signature = _signature(draft.kind, raw, context.key)
        leaf = sha256(b"\x00" + raw + signature).digest()
        prev, tail.prev = tail.prev, leaf.hex()
        batch.rows.append(EntryRow(number, raw, signature, leaf, draft.kind))
        batch.payload.extend([(number, *row) for row in fields.rows])
        batch.entries.append(
            Entry(
                context.log, number, at, context.author, draft.kind, draft.subject, draft.over,
                fields.values, draft.files, tail.prev, prev, (), versions,
            )
        )  # fmt: skip
    batch.nodes.extend(tail.tree.extend(row.leaf for row in batch.rows))
    return batch


def _signature(kind: EntryKind, raw: bytes, key: DeviceKey | None) -> bytes:
    return key.sign_entry(raw) if key is not None and kind.is_decision else UNSIGNED
