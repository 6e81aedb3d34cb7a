"""What is quarantined, examined: is it what the device signed, and does it contradict the log?

Quarantined entries hang on the log and on each other by the leaf hash that they say they follow, so
they form branches. Every entry of a branch must be right in itself, as the log's own; a checkpoint
of the log's device, kept as a receipt of the log about itself, must cover it; and the log must have
one that reaches beyond the point where the branch leaves it. Otherwise whoever holds the file could
put rows of his own in the log and move what the device signed aside.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import apsw

from sijill.ledger.audit.entry_check import EntryCheck, Gathered, LogFrame, Value
from sijill.ledger.entries.payload import unpack
from sijill.ledger.merkle.tree import GrowingTree, Proof, TreeHead, leaf_hash, peaks_of
from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.signing.checkpoint import Note
from sijill.model.errors import LedgerError


class Signed(NamedTuple):
    """What the log's device signed: how much of the log itself, and which heads of branches."""

    covered: int
    apart: Sequence[tuple[str, Note]]
    """Each with the place to tell."""


class Apart(NamedTuple):
    """What is quarantined of a log.

    Heads that its device signed; what the entries say; the leaf hashes of those that have values,
    in hexadecimal, each with the place to tell.
    """

    heads: frozenset[TreeHead]
    gathered: Gathered
    unerased: Mapping[str, str]


class _Row(NamedTuple):
    """A quarantined entry as far as it can be read."""

    where: str
    number: int
    leaf: bytes
    prev: str
    is_erased: bool


def examine_forks(
    connection: apsw.Connection, frame: LogFrame, signed: Signed, found: FindingList
) -> Apart:
    """Examine the quarantined entries of a log.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    gathered = Gathered()
    rows = list(_rows(connection, frame, gathered, found))
    branches = _Branches(connection, frame.number)
    for row in sorted(rows, key=lambda one: one.number):
        what = branches.add(row, signed.covered)
        if what:
            found.add(Verdict.TAMPERED, row.where, what)
    vouched = set[bytes]()
    for where, note in signed.apart:
        if not note.is_about(frame.id, frame.public):
            found.add(Verdict.TAMPERED, where, "the key of the log did not sign it")
        elif note.head not in branches.heads:
            found.add(Verdict.TAMPERED, where, "what it covers is not kept apart here")
        else:
            vouched |= branches.up_to(note.head)
    for row in rows:
        if row.leaf not in vouched:
            what = "no checkpoint of its device covers it"
            found.add(Verdict.TAMPERED, row.where, what)
    if rows:
        what = (
            f"two copies of it were continued; {len(rows)} entries of the other are kept apart. "
            "See sijill log --forks"
        )
        found.add(Verdict.SOUND, f"log {frame.id}", what)
    heads = (head for head, leaf in branches.heads.items() if leaf in vouched)
    unerased = {row.leaf.hex(): row.where for row in rows if not row.is_erased}
    return Apart(frozenset(heads), gathered, unerased)


def check_fork_erasures(
    apart: Sequence[Apart], orders: AbstractSet[str], found: FindingList
) -> None:
    """Whether what is gone of quarantined entries was ordered, by whichever entry held here.

    ``orders`` are the values that the logs' own entries name.
    """
    ordered = {named.partition("/")[0] for named in orders}
    ordered |= {named.partition("/")[0] for one in apart for named in one.gathered.ordered}
    erased = {named: place for one in apart for named, place in one.gathered.erased.items()}
    for named, place in erased.items():
        if named.partition("/")[0] not in ordered:
            found.add(Verdict.TAMPERED, place, "it was erased, and no entry orders it")
    unerased = {leaf: where for one in apart for leaf, where in one.unerased.items()}
    for leaf in sorted({named.partition("/")[0] for named in orders} & unerased.keys()):
        what = "an entry orders its erasure, and its values are still there"
        found.add(Verdict.TAMPERED, unerased[leaf], what)


def _rows(
    connection: apsw.Connection, frame: LogFrame, gathered: Gathered, found: FindingList
) -> Iterator[_Row]:
    """The rows, each examined on its own; those whose bytes are lost are told and left out."""
    check = EntryCheck(frame, found, gathered)
    rows = connection.execute(
        "SELECT number, entry, signature, CAST(payload AS BLOB) FROM fork WHERE log = ? ORDER BY n",
        (frame.number,),
    )
    for number, raw, signature, packed in rows.fetchall():
        where = f"fork of log {frame.number}, entry {number!r}"
        if not (
            isinstance(number, int) and isinstance(raw, bytes) and isinstance(signature, bytes)
        ):
            found.add(Verdict.TAMPERED, where, "its bytes are lost")
            continue
        seen = check.read(where, number, raw)
        if seen is None:
            continue
        try:
            values = _values(packed, seen.digests)
        except LedgerError as error:
            found.add(Verdict.TAMPERED, where, str(error))
        else:
            check.examine(where, seen, raw, signature, values)
        yield _Row(where, number, leaf_hash(raw + signature), seen.prev, packed is None)


def _values(packed: object, digests: Mapping[bytes, str]) -> list[Value]:
    if packed is None:
        return [(name, None, None) for name in digests]
    if not isinstance(packed, bytes):
        raise LedgerError("its values are lost")
    try:
        fields = unpack(packed.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LedgerError("its values are no text") from error
    return [(name.encode("utf-8", "surrogatepass"), salt, value) for name, salt, value in fields]


class _Branches:
    """The branches as they grow, and the heads they had on the way, each with its last leaf."""

    def __init__(self, connection: apsw.Connection, log: int) -> None:
        self.heads: dict[TreeHead, bytes] = {}
        self._connection = connection
        self._log = log
        self._ends: dict[bytes, GrowingTree] = {}
        self._before: dict[bytes, bytes | None] = {}

    def add(self, row: _Row, covered: int) -> str:
        """Let a branch grow by an entry, lower numbers first; what is wrong, if anything."""
        if row.leaf in self._ends:
            return "it is held twice"
        if row.number < 0:
            return "it has no place in a log"
        parent = bytes.fromhex(row.prev)
        end, what = self._ends.get(parent), ""
        if end is not None and end.size == row.number:
            tree = GrowingTree(end.size, end.peaks)
        elif parent == (self._node(0, row.number - 1) if row.number else b""):
            tree = GrowingTree(row.number, self._peaks(row.number))
            what, parent = self._parting(row, covered), b""
        else:
            return "it follows nothing that is held here"
        tree.add(row.leaf)
        self._ends[row.leaf] = tree
        self._before[row.leaf] = parent or None
        self.heads[TreeHead(tree.size, tree.root().hex())] = row.leaf
        return what

    def up_to(self, head: TreeHead) -> set[bytes]:
        """The leaves of a branch up to one of its heads."""
        leaves, leaf = set[bytes](), self.heads.get(head)
        while leaf is not None:
            leaves.add(leaf)
            leaf = self._before[leaf]
        return leaves

    def _parting(self, row: _Row, covered: int) -> str:
        held = self._node(0, row.number)
        if not held or held == row.leaf:
            return "it does not contradict anything"
        if row.number >= covered:
            return "it was signed, and what stands in its place in the log was not"
        return ""

    def _peaks(self, size: int) -> Proof:
        return tuple(self._node(*peak) for peak in peaks_of(size))

    def _node(self, level: int, index: int) -> bytes:
        """A hash of the log's own tree, examined with the log; empty where it is not there."""
        found: object = (
            self._connection.execute(
                "SELECT h FROM tile WHERE log = ? AND level = ? AND idx = ?",
                (self._log, level, index),
            ).get
            if level
            else self._connection.execute(
                "SELECT leaf FROM event WHERE log = ? AND n = ?", (self._log, index)
            ).get
        )
        return found if isinstance(found, bytes) else b""
