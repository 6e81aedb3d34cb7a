"""The examination of a log: its blocks, each on its own processor, and what joins them.

The tree above the blocks is built from their roots; the chain is followed across their borders; the
tables must hold as many rows as the entries need. The heads at sizes that somebody asks for (a head
noted elsewhere, the log's own checkpoints) are remembered on the way.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import apsw

from sijill.ledger.block import (
    BLOCK_ENTRIES,
    BLOCK_LEVEL,
    BlockResult,
    LogFrame,
    Stretch,
    examine_block,
)
from sijill.ledger.block_child import examine_apart
from sijill.ledger.entry import FileReference
from sijill.ledger.findings import FindingList, Verdict
from sijill.ledger.merkle import GrowingTree, Node, fold_peaks

SHORT_LOG = 2 * BLOCK_ENTRIES
"""Up to so many entries one processor is faster than starting others."""


class Examination:
    """A walk over the entries of the one log in a file.

    Attributes:
        entries: how many entries were examined.
        files: the evidence that they cite.
        root: the root over them, in hexadecimal; empty once an entry is missing.
        roots: the roots at the sizes that were to be remembered and were reached.
    """

    def __init__(
        self, path: Path, frame: LogFrame, sizes: Iterable[int], found: FindingList
    ) -> None:
        self.entries = 0
        self.files = set[FileReference]()
        self.root = ""
        self.roots = dict[int, str]()
        self._path = path
        self._frame = frame
        self._sizes = frozenset(sizes)
        self._found = found
        self._upper: GrowingTree | None = GrowingTree()
        self._next = 0
        self._values = 0
        self._tiles = 0
        self._last_leaf: str | None = ""
        self._erased = set[str]()
        self._ordered = set[str]()

    def run(self, connection: apsw.Connection) -> None:
        """Examine every entry, its payload and the tree.

        Raises:
            apsw.Error: if the file is so damaged that reading stops.
        """
        if 0 in self._sizes:
            self.roots[0] = GrowingTree().root().hex()
        size = self._find_strays(connection)
        stretches = self._stretches(connection, size)
        self.root = GrowingTree().root().hex()
        results = self._results(connection, stretches, size)
        self._check_integrity(connection)  # while the others work
        for stretch, result in results:
            self._join(connection, stretch, result)
        for value in sorted(self._erased - self._ordered):
            what = "it was erased, and no entry orders it"
            self._found.add(Verdict.TAMPERED, value, what)
        for value in sorted(self._ordered - self._erased):
            what = "an entry orders its erasure, and it is still there"
            self._found.add(Verdict.TAMPERED, value, what)
        for table, visited in (("payload", self._values), ("tile", self._tiles)):
            held = connection.execute(f"SELECT count(*) FROM {table}").get  # noqa: S608 our names
            if held != visited:
                what = f"it holds {held} rows; the entries need {visited}"
                self._found.add(Verdict.TAMPERED, f"table {table}", what)

    def _find_strays(self, connection: apsw.Connection) -> int:
        """Tell the entries that stand in no place of the log; how far its numbers reach."""
        for log, number in connection.execute(
            "SELECT log, n FROM event WHERE log != 0 OR n < 0 OR typeof(n) != 'integer'"
        ):
            what = f"it is in no place of log {log!r}"
            self._found.add(Verdict.TAMPERED, f"entry {number!r}", what)
        last: object = connection.execute("SELECT max(n) FROM event WHERE log = 0").get
        return last + 1 if isinstance(last, int) else 0

    def _stretches(self, connection: apsw.Connection, size: int) -> list[Stretch]:
        """The blocks that hold entries; a number made up far away must not make us walk there."""
        blocks = connection.execute(
            f"SELECT DISTINCT n >> {BLOCK_LEVEL} FROM event WHERE log = 0 AND n >= 0"  # noqa: S608 a number of ours
            " ORDER BY 1"
        ).fetchall()
        stretches = []
        for block in (one for (one,) in blocks if isinstance(one, int)):
            first = block << BLOCK_LEVEL
            end = min(first + BLOCK_ENTRIES, size)
            inside = tuple(sorted(one for one in self._sizes if first < one <= end))
            stretches.append(Stretch(first, end, inside))
        return stretches

    def _results(
        self, connection: apsw.Connection, stretches: Sequence[Stretch], size: int
    ) -> Iterator[tuple[Stretch, BlockResult]]:
        """The blocks in order, examined here or, in a long log, by several processes."""
        if size <= SHORT_LOG:
            here = (examine_block(connection, self._frame, one) for one in stretches)
            return zip(stretches, here, strict=True)
        workers = os.cpu_count() or 1
        apart = examine_apart(self._path, self._frame, stretches, workers)
        return zip(stretches, apart, strict=True)

    def _check_integrity(self, connection: apsw.Connection) -> None:
        for (message,) in connection.execute(
            "SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check"
        ):
            if message != b"ok":
                what = message.decode("utf-8", "backslashreplace")
                self._found.add(Verdict.DAMAGED, "database", what)

    def _join(self, connection: apsw.Connection, stretch: Stretch, result: BlockResult) -> None:
        """Continue the chain and the tree over one more block."""
        if stretch.first > self._next:
            where = f"entries {self._next} to {stretch.first - 1}"
            self._found.add(Verdict.TAMPERED, where, "they are missing")
            self._upper = self._last_leaf = None
        elif None not in (result.first_prev, self._last_leaf) and (
            result.first_prev != self._last_leaf
        ):
            what = "it does not follow the entry before it"
            self._found.add(Verdict.TAMPERED, f"entry {stretch.first}", what)
        for finding in result.findings:
            self._found.add(finding.verdict, finding.where, finding.what)
        self.entries += result.entries
        self.files |= result.files
        self._erased |= result.erased
        self._ordered |= result.ordered
        self._values += result.values
        self._tiles += result.tiles
        self._next, self._last_leaf = stretch.end, result.last_leaf
        self._grow(connection, stretch, result)

    def _grow(self, connection: apsw.Connection, stretch: Stretch, result: BlockResult) -> None:
        if self._upper is None or result.peaks is None:
            self._upper, self.root = None, ""
            return
        left = self._upper.peaks
        for size, peaks in result.heads.items():
            self.roots[size] = fold_peaks((*left, *peaks)).hex()
        self.root = fold_peaks((*left, *result.peaks)).hex()
        if stretch.end - stretch.first == BLOCK_ENTRIES:
            (block,) = result.peaks
            for node in self._upper.add(block):
                self._examine_tile(connection, node)

    def _examine_tile(self, connection: apsw.Connection, node: Node) -> None:
        level = node.level + BLOCK_LEVEL
        stored = connection.execute(
            "SELECT h FROM tile WHERE log = 0 AND level = ? AND idx = ?", (level, node.place)
        ).fetchall()
        self._tiles += len(stored)
        if stored != [(node.digest,)]:
            what = "it does not have the hash of its entries" if stored else "it is missing"
            self._found.add(Verdict.TAMPERED, f"tile {node.place} of level {level}", what)
