"""A block of 16,384 entries examined on its own, so that a long log is examined on all processors.

Everything in it is computed again from the stored bytes and compared: leaf hashes, the chain, the
digests of the payloads, signatures, and the part of the tree that lies inside the block. What joins
the blocks (the chain across their borders, the tree above them) is the examination's. An alteration
shows where it was made and does not hide what comes after it. No column is trusted to have its
type, because a damaged file can give anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import apsw

from sijill.ledger.audit.cross_references import CrossReferences, LogFrame
from sijill.ledger.audit.plain_entry import PlainEntries, Value
from sijill.ledger.log.inspection import Inspection, inspect_entry
from sijill.ledger.merkle.tree import GrowingTree, Node
from sijill.ledger.report.findings import Finding, FindingList, Verdict
from sijill.ledger.stores.storage import EntryRow

BLOCK_LEVEL = 14
BLOCK_ENTRIES = 1 << BLOCK_LEVEL


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to examine: entries ``first`` to before ``end``, in one block that begins at ``first``.

    ``end`` is one more than the last number that the log holds in the block. ``sizes`` are sizes of
    the log, inside the block, whose heads are wanted.
    """

    first: int
    end: int
    sizes: tuple[int, ...]


@dataclass(slots=True)
class BlockResult:
    """What was found in a block.

    Attributes:
        entries, nodes: how many rows of each table were examined.
        findings: what is wrong, and the gravest verdict among them.
        references: other entries and files that the entries name, checked across all logs later.
        first_prev: what the first entry says it follows; ``None`` if it could not be read.
        last_leaf: the leaf hash of the last entry in hexadecimal; ``None`` after a gap.
        peaks: the complete blocks of the tree inside, as bytes; ``None`` if an entry is missing.
        heads: those peaks at the sizes that were asked for.
    """

    findings: tuple[Finding, ...] = ()
    entries: int = 0
    nodes: int = 0
    references: CrossReferences = field(default_factory=CrossReferences)
    first_prev: str | None = None
    last_leaf: str | None = None
    peaks: tuple[bytes, ...] | None = None
    heads: dict[int, tuple[bytes, ...]] = field(default_factory=dict)


def examine_block(
    connection: apsw.Connection,
    frame: LogFrame,
    stretch: Stretch,
    base: GrowingTree | None = None,
) -> BlockResult:
    """Examine the entries of a block; or those of a branch, given the tree over what it shares.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    return _BlockWalk(connection, frame, stretch, base).run()


class _BlockWalk:
    def __init__(
        self,
        connection: apsw.Connection,
        frame: LogFrame,
        stretch: Stretch,
        base: GrowingTree | None,
    ) -> None:
        self._connection = connection
        self._frame = frame
        self._first, self._end = stretch.first, stretch.end
        self._sizes = frozenset(stretch.sizes)
        self._findings = FindingList()
        self._result = BlockResult()
        self._tree: GrowingTree | None = base or GrowingTree()
        self._offset = self._first - self._tree.size
        self._prev: str | None = None
        self._plain = PlainEntries()
        self._leaves: list[bytes] = []
        top = BLOCK_LEVEL if base is None else self._end.bit_length()
        self._stored = self._stored_nodes(top)

    def run(self) -> BlockResult:
        payloads = self._payloads()
        ahead = next(payloads, None)
        expected = self._first
        for number, *columns in self._connection.execute(
            "SELECT n, entry, signature, leaf, CAST(kind AS BLOB) FROM entry"
            " WHERE log = ? AND n >= ? AND n < ? ORDER BY n",
            (self._frame.number, self._first, self._end),
        ):
            if not isinstance(number, int):
                self._tampered("table entry", f"a row stands at {number!r}")
                continue
            self._skip(expected, number)
            expected = number + 1
            while ahead is not None and ahead[0] < number:
                ahead = next(payloads, None)
            values: list[Value] = []
            if ahead is not None and ahead[0] == number:
                values, ahead = ahead[1], next(payloads, None)
            if self._prev and self._plain.is_right(number, columns, values, self._prev):
                self._result.entries += 1
                self._result.references.values += len(values)
                self._follow(columns[2])
            else:
                self._examine(number, columns, values)
        self._skip(expected, self._end)
        self._grow()
        result = self._result
        result.last_leaf = self._prev
        result.peaks = self._tree.peaks if self._tree else None
        report = self._findings.report(result.entries, {})
        result.findings = report.findings
        return result

    def _skip(self, expected: int, number: int) -> None:
        if number > expected:
            self._tampered(self._frame.span(expected, number - 1), "they are missing")
            self._lose_tree()

    def _examine(self, number: int, columns: list[object], values: list[Value]) -> None:
        where = f"{self._frame.prefix}{number}"
        self._result.entries += 1
        match columns:
            case [bytes(raw), bytes(signature), leaf, bytes(kind)]:
                stored = leaf if isinstance(leaf, bytes) else b""
                named = kind.decode("utf-8", "backslashreplace")
                row = EntryRow(number, raw, signature, stored, named)
            case _:
                self._tampered(where, "its bytes are lost: another type is stored in their place")
                self._lose_tree()
                return
        fields = [(_name(name), salt, value) for _, name, salt, value in values]
        inspection = inspect_entry((self._frame.id, number), row, fields, self._frame.public)
        self._add(where, inspection, len(values))
        if inspection.envelope is not None:
            if number == self._first:
                self._result.first_prev = inspection.envelope.prev
            elif self._prev not in (None, inspection.envelope.prev):
                self._tampered(where, "it does not follow the entry before it")
            if not (inspection.faults or inspection.erased):
                self._plain.learn(row.raw, inspection.envelope)
        self._follow(inspection.leaf)

    def _follow(self, leaf: bytes) -> None:
        """Continue the chain; the tree grows over many leaves together."""
        self._prev = leaf.hex()
        if self._tree is None:
            return
        self._leaves.append(leaf)
        size = self._offset + self._tree.size + len(self._leaves)
        if size in self._sizes:
            self._grow()
            self._result.heads[size] = self._tree.peaks

    def _grow(self) -> None:
        if self._tree is not None:
            for node in self._tree.extend(self._leaves):
                self._examine_node(node)
        self._leaves = []

    def _lose_tree(self) -> None:
        """After a gap nothing is known of the tree or the chain."""
        self._grow()
        self._tree = self._prev = None

    def _add(self, where: str, inspection: Inspection, values: int) -> None:
        """Take in what an inspection found."""
        for name, what in inspection.faults:
            self._tampered(f"{where}, payload {name}" if name else where, what)
        references = self._result.references
        references.values += values if inspection.envelope is not None else 0
        for name in inspection.erased:
            place = f"{where}, payload {name}"
            self._findings.add(Verdict.SOUND, place, "it was erased")
            references.erased[f"{inspection.leaf.hex()}/{name}"] = place
        if inspection.envelope is not None:
            references.add_entry(where, inspection.envelope)

    def _examine_node(self, node: Node) -> None:
        index = node.place + (self._offset >> node.level)
        stored = self._stored.get((node.level, index), ())
        self._result.nodes += len(stored)
        if stored != [node.digest]:
            what = "it does not have the hash of its entries" if stored else "it is missing"
            self._tampered(f"node {index} of level {node.level}", what)

    def _stored_nodes(self, top: int) -> dict[tuple[int, int], list[object]]:
        """The tree's rows inside the block, by level and index."""
        digests: dict[tuple[int, int], list[object]] = {}
        for level in range(1, top + 1):
            span = (level, self._first >> level, -(-self._end >> level))
            for index, digest in self._connection.execute(
                "SELECT idx, h FROM node WHERE log = ? AND level = ? AND idx >= ? AND idx < ?",
                (self._frame.number, *span),
            ):
                digests.setdefault((level, index), []).append(digest)
        return digests

    def _payloads(self) -> Iterator[tuple[int, list[Value]]]:
        """The values of each entry that has any, in order."""
        rows = self._connection.execute(
            "SELECT n, CAST(field AS BLOB), salt, value FROM payload"
            " WHERE log = ? AND n >= ? AND n < ? ORDER BY n",
            (self._frame.number, self._first, self._end),
        )
        for number, group in groupby(rows, key=itemgetter(0)):
            if isinstance(number, int):
                yield number, list(group)
            else:  # the index says otherwise than the row
                self._tampered("table payload", f"a row stands at {number!r}")

    def _tampered(self, where: str, what: str) -> None:
        self._findings.add(Verdict.TAMPERED, where, what)


def _name(stored: object) -> object:
    """The name of a field; bytes that are no UTF-8 become what no text can hold."""
    return stored.decode("utf-8", "surrogateescape") if isinstance(stored, bytes) else stored
