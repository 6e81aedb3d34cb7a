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

from sijill.ledger.audit.entry_check import EntryCheck, Gathered, LogFrame, Value
from sijill.ledger.merkle.tree import GrowingTree, Node, leaf_hash
from sijill.ledger.report.findings import Finding, FindingList, Verdict

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
        entries, tiles: how many rows of each table were examined.
        findings: what is wrong, and the gravest verdict among them.
        gathered: what the entries say that only all of them together can answer for.
        first_prev: what the first entry says it follows; ``None`` if it could not be read.
        last_leaf: the leaf hash of the last entry in hexadecimal; ``None`` after a gap.
        peaks: the complete blocks of the tree inside, as bytes; ``None`` if an entry is missing.
        heads: those peaks at the sizes that were asked for.
    """

    findings: tuple[Finding, ...] = ()
    entries: int = 0
    tiles: int = 0
    gathered: Gathered = field(default_factory=Gathered)
    first_prev: str | None = None
    last_leaf: str | None = None
    peaks: tuple[bytes, ...] | None = None
    heads: dict[int, tuple[bytes, ...]] = field(default_factory=dict)


def examine_block(connection: apsw.Connection, frame: LogFrame, stretch: Stretch) -> BlockResult:
    """Examine the entries of a block.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    return _BlockWalk(connection, frame, stretch).run()


class _BlockWalk:
    def __init__(self, connection: apsw.Connection, frame: LogFrame, stretch: Stretch) -> None:
        self._connection = connection
        self._frame = frame
        self._first, self._end = stretch.first, stretch.end
        self._sizes = frozenset(stretch.sizes)
        self._found = FindingList()
        self._result = BlockResult()
        self._check = EntryCheck(frame, self._found, self._result.gathered)
        self._tree: GrowingTree | None = GrowingTree()
        self._prev: str | None = None
        self._tiles = self._stored_tiles()

    def run(self) -> BlockResult:
        payloads = self._payloads()
        ahead = next(payloads, None)
        expected = self._first
        for number, raw, signature, leaf in self._connection.execute(
            "SELECT n, entry, signature, leaf FROM event"
            " WHERE log = ? AND n >= ? AND n < ? ORDER BY n",
            (self._frame.number, self._first, self._end),
        ):
            if not isinstance(number, int):
                self._tampered("table event", f"a row stands at {number!r}")
                continue
            self._skip(expected, number)
            expected = number + 1
            while ahead is not None and ahead[0] < number:
                ahead = next(payloads, None)
            values: list[Value] = []
            if ahead is not None and ahead[0] == number:
                values, ahead = ahead[1], next(payloads, None)
            self._examine(number, raw, signature, leaf, values)
        self._skip(expected, self._end)
        result = self._result
        result.last_leaf = self._prev
        result.peaks = self._tree.peaks if self._tree else None
        report = self._found.report(result.entries, {})
        result.findings = report.findings
        return result

    def _skip(self, expected: int, number: int) -> None:
        if number > expected:
            last = number - 1
            first = self._frame.prefix
            where = (
                f"{first}{last}"
                if last == expected
                else f"{first.replace('entry', 'entries')}{expected} to {last}"
            )
            self._tampered(where, "they are missing")
            self._tree = self._prev = None

    def _examine(
        self, number: int, raw: object, signature: object, leaf: object, values: list[Value]
    ) -> None:
        where = f"{self._frame.prefix}{number}"
        self._result.entries += 1
        if not (isinstance(raw, bytes) and isinstance(signature, bytes)):
            self._tampered(where, "its bytes are lost: another type is stored in their place")
            self._tree = self._prev = None
            return
        digest = leaf_hash(raw + signature)
        if leaf != digest:
            self._tampered(where, "its bytes do not have the leaf hash that is stored beside them")
        seen = self._check.read(where, number, raw)
        if seen is not None:
            if number == self._first:
                self._result.first_prev = seen.prev
            elif self._prev not in (None, seen.prev):
                self._tampered(where, "it does not follow the entry before it")
            self._check.examine(where, seen, raw, signature, values)
        self._prev = digest.hex()
        if self._tree:
            for node in self._tree.add(digest):
                self._examine_tile(node)
            if self._first + self._tree.size in self._sizes:
                self._result.heads[self._first + self._tree.size] = self._tree.peaks

    def _examine_tile(self, node: Node) -> None:
        place = node.place + (self._first >> node.level)
        stored = self._tiles.get((node.level, place), ())
        self._result.tiles += len(stored)
        if stored != [node.digest]:
            what = "it does not have the hash of its entries" if stored else "it is missing"
            self._tampered(f"tile {place} of level {node.level}", what)

    def _stored_tiles(self) -> dict[tuple[int, int], list[object]]:
        """The tree's rows inside the block, by level and index."""
        found: dict[tuple[int, int], list[object]] = {}
        for level in range(1, BLOCK_LEVEL + 1):
            span = (level, self._first >> level, -(-self._end >> level))
            for index, digest in self._connection.execute(
                "SELECT idx, h FROM tile WHERE log = ? AND level = ? AND idx >= ? AND idx < ?",
                (self._frame.number, *span),
            ):
                found.setdefault((level, index), []).append(digest)
        return found

    def _payloads(self) -> Iterator[tuple[int, list[Value]]]:
        """The values of each entry that has any, in order."""
        rows = self._connection.execute(
            "SELECT n, CAST(field AS BLOB), salt, value FROM payload"
            " WHERE log = ? AND n >= ? AND n < ? ORDER BY n",
            (self._frame.number, self._first, self._end),
        )
        for number, group in groupby(rows, key=itemgetter(0)):
            if isinstance(number, int):
                yield number, [(row[1], row[2], row[3]) for row in group]
            else:  # the index says otherwise than the row
                self._tampered("table payload", f"a row stands at {number!r}")

    def _tampered(self, where: str, what: str) -> None:
        self._found.add(Verdict.TAMPERED, where, what)
