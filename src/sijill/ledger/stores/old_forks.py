"""What version 2 of the tables kept as forks, made into branches.

There the entries of another continuation of a log lay in one table, each with its values as a JSON
text, and the checkpoint over them among the receipts of the log about itself. They hang on the log
and on each other by the leaf hash that they say they follow; each chain of them is a branch.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.merkle.tree import GrowingTree, ReadNode, TreeHead, leaf_hash, peaks_of
from sijill.ledger.signing.checkpoint import read_checkpoint
from sijill.ledger.stores.storage import EntryRow, Field, NodeRow, PayloadRow
from sijill.model.errors import LedgerError


class OldFork(NamedTuple):
    """An entry as version 2 kept it: number, bytes, signature, and values as JSON or nothing."""

    number: int
    raw: bytes
    signature: bytes
    payload: object


@dataclass(slots=True)
class OldBranch:
    """A chain of such entries.

    Attributes:
        base: the branch that it leaves; ``None`` for the log itself.
        base_size: how many entries it shares with it.
        rows, payload, nodes: as they are stored from now on.
        checkpoints: what its device signed over it, with the size.
    """

    base: "OldBranch | None"
    base_size: int
    tree: GrowingTree
    rows: list[EntryRow] = field(default_factory=list)
    payload: list[PayloadRow] = field(default_factory=list)
    nodes: list[NodeRow] = field(default_factory=list)
    checkpoints: list[tuple[int, bytes]] = field(default_factory=list)
    heads: set[TreeHead] = field(default_factory=set)

    def add(self, row: EntryRow, fields: Iterable[Field]) -> None:
        """Let the branch grow by an entry."""
        self.rows.append(row)
        self.payload += (PayloadRow(row.number, *field) for field in fields)
        self.nodes += self.tree.add(row.leaf)
        self.heads.add(TreeHead(self.tree.size, self.tree.root().hex()))

    def node(self, read_log: ReadNode, level: int, index: int) -> bytes:
        """A hash of its tree, also over what it shares."""
        if (index + 1) << level <= self.base_size:
            if self.base is None:
                return read_log(level, index)
            return self.base.node(read_log, level, index)
        if level == 0:
            return self.rows[index - self.base_size].leaf
        return next(
            node.digest for node in self.nodes if (node.level, node.place) == (level, index)
        )


def branches_of(
    forks: Iterable[OldFork], checkpoints: Sequence[tuple[int, bytes]], read_log: ReadNode
) -> list[OldBranch]:
    """The branches of one log, each with the checkpoints that are over it.

    Args:
        forks: the entries that were kept apart.
        notes: size and text of the checkpoints of the log about itself.
        read_log: a hash of the log's own tree.

    Raises:
        LedgerError: if an entry cannot be read, or follows nothing that is here.
    """
    branches: list[OldBranch] = []
    holder: dict[bytes, OldBranch] = {}
    for fork in sorted(forks, key=lambda fork: fork.number):
        envelope = Envelope.from_bytes(fork.raw)
        leaf = leaf_hash(fork.raw + fork.signature)
        parent = bytes.fromhex(envelope.prev)
        branch = holder.get(parent)
        if branch is None or branch.rows[-1].leaf != parent:
            branch = _begun(branch, fork.number, parent, read_log)
            branches.append(branch)
        row = EntryRow(fork.number, fork.raw, fork.signature, leaf, envelope.kind)
        branch.add(row, _values(fork.payload, envelope))
        holder[leaf] = branch
    for size, note in checkpoints:
        head = read_checkpoint(note).head
        for branch in branches:
            if head in branch.heads:
                branch.checkpoints.append((size, note))
    return branches


def _begun(base: OldBranch | None, number: int, parent: bytes, read_log: ReadNode) -> OldBranch:
    """A new branch where an entry leaves the log, or another branch."""
    if base is None and number and read_log(0, number - 1) != parent:
        raise LedgerError(f"entry {number}, which is kept apart, follows nothing that is here")

    def read(level: int, index: int) -> bytes:
        return read_log(level, index) if base is None else base.node(read_log, level, index)

    return OldBranch(base, number, GrowingTree(number, [read(*peak) for peak in peaks_of(number)]))


def _values(packed: object, envelope: Envelope) -> list[Field]:
    if packed is None:
        return [(name, None, None) for name in envelope.digests]
    try:
        return [
            (name, None, None)
            if kept is None
            else (name, bytes.fromhex(kept[0]), bytes.fromhex(kept[1]))
            for name, kept in json.loads(str(packed)).items()
        ]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise LedgerError(f"the values of an entry kept apart cannot be read ({error})") from error
