"""The examination of a log: its blocks, each on its own processor, and what joins them.

The tree above the blocks is built from their roots; the chain is followed across their borders. The
heads at sizes that somebody asks for (a head noted elsewhere, the log's own checkpoints) are
remembered on the way.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import apsw

from sijill.ledger.audit.block import (
    BLOCK_ENTRIES,
    BLOCK_LEVEL,
    BlockResult,
    Stretch,
    examine_block,
)
from sijill.ledger.audit.block_child import examine_apart
from sijill.ledger.audit.cross_references import CrossReferences, LogFrame
from sijill.ledger.audit.verified_prefix import root_as_stored, take_prefix
from sijill.ledger.merkle.tree import GrowingTree, Node, fold_peaks
from sijill.ledger.report.findings import FindingList, Verdict

SHORT_LOG = 2 * BLOCK_ENTRIES
"""Up to so many entries one processor is faster than starting others."""


class LogExamination:
    """A walk over the entries of one log of a file.

    Attributes:
        frame: the log.
        entries, nodes: how many rows of each table were examined.
        references: other entries and files that the entries name, checked across all logs later.
        root: the root over them, in hexadecimal; empty once an entry is missing.
        roots: the roots at the sizes that were to be remembered and were reached.
        covered: how many of them a checkpoint signed by the log's key covers; set by the audit.
    """

    def __init__(
        self,
        path: Path,
        frame: LogFrame,
        sizes: Iterable[int],
        findings: FindingList,
        since: int = 0,
    ) -> None:
        """``since``: the blocks that lie inside the first so many entries are not walked again."""
        self.frame = frame
        self.entries = self.nodes = 0
        self.references = CrossReferences()
        self.covered = 0
        self.root = ""
        self.roots = dict[int, str]()
        self._path = path
        self._sizes = frozenset(sizes)
        self._since = since
        self._findings = findings
        self._upper: GrowingTree | None = GrowingTree()
        self._next = 0
        self._last_leaf: str | None = ""

    @property
    def size(self) -> int:
        """How many entries the log holds, with those that a branch shares with its base."""
        return self.frame.base_size + self.entries

    def run(self, connection: apsw.Connection, meanwhile: Callable[[], None]) -> None:
        """Examine every entry, its payload and the tree.

        ``meanwhile`` is done here while other processes examine blocks.

        Raises:
            apsw.Error: if the file is so damaged that reading stops.
        """
        if 0 in self._sizes:
            self.roots[0] = GrowingTree().root().hex()
        size = last_number(connection, self.frame) + 1
        self.root = GrowingTree().root().hex()
        verified = min(self._since, size) >> BLOCK_LEVEL
        if verified:
            self._skip(connection, verified)
        stretches = [
            stretch for stretch in self._stretches(connection, size) if stretch.first >= self._next
        ]
        results = self._results(connection, stretches, size)
        meanwhile()
        for stretch, result in results:
            self._join(connection, stretch, result)

    def run_branch(self, connection: apsw.Connection, base: GrowingTree, last_leaf: str) -> None:
        """Examine a branch, given the tree over what it shares and the last leaf hash of that.

        Raises:
            apsw.Error: if the file is so damaged that reading stops.
        """
        first, size = self.frame.base_size, last_number(connection, self.frame) + 1
        wanted = tuple(
            sorted(wanted_size for wanted_size in self._sizes if first < wanted_size <= size)
        )
        result = examine_block(connection, self.frame, Stretch(first, size, wanted), base)
        if None not in (result.first_prev, last_leaf) and result.first_prev != last_leaf:
            what = "it does not follow the entry where the branch leaves its log"
            self._findings.add(Verdict.TAMPERED, f"{self.frame.prefix}{first}", what)
        self._take(result)
        self.root = fold_peaks(result.peaks).hex() if result.peaks is not None else ""
        self.roots |= {
            wanted_size: fold_peaks(peaks).hex() for wanted_size, peaks in result.heads.items()
        }

    def _skip(self, connection: apsw.Connection, blocks: int) -> None:
        """Take the first blocks from the stored tree; the head at an asked size verifies them."""
        prefix = take_prefix(connection, self.frame, blocks, self._findings)
        self.entries += prefix.entries
        self.nodes += prefix.nodes
        self.references.merge(prefix.references)
        self._next, self._last_leaf = blocks << BLOCK_LEVEL, prefix.last_leaf
        upper = self._upper or GrowingTree()
        for block in prefix.blocks:
            for node in upper.add(block):
                self._examine_node(connection, node)
        self.root = upper.root().hex()
        for size in self._sizes:
            if size <= self._next:
                self.roots[size] = root_as_stored(connection, self.frame, size)
        what = (
            "not walked again; they have the hashes of the checkpoint that verified before. A full "
            "verify finds what was changed in them since"
        )
        self._findings.add(Verdict.SOUND, self.frame.span(0, self._next - 1), what)

    def _stretches(self, connection: apsw.Connection, size: int) -> list[Stretch]:
        """The blocks that hold entries; a forged, far too large number adds one block, not all."""
        blocks = connection.execute(
            f"SELECT DISTINCT n >> {BLOCK_LEVEL} FROM entry WHERE log = ? AND n >= 0"  # noqa: S608 a number of ours
            " ORDER BY 1",
            (self.frame.number,),
        ).fetchall()
        stretches = []
        for block in (block_number for (block_number,) in blocks if isinstance(block_number, int)):
            first = block << BLOCK_LEVEL
            end = min(first + BLOCK_ENTRIES, size)
            inside = tuple(
                sorted(wanted_size for wanted_size in self._sizes if first < wanted_size <= end)
            )
            stretches.append(Stretch(first, end, inside))
        return stretches

    def _results(
        self, connection: apsw.Connection, stretches: Sequence[Stretch], size: int
    ) -> Iterator[tuple[Stretch, BlockResult]]:
        """The blocks in order, examined here or, in a long log, by several processes."""
        if size <= SHORT_LOG:
            here = (examine_block(connection, self.frame, stretch) for stretch in stretches)
            return zip(stretches, here, strict=True)
        workers = os.cpu_count() or 1
        results = examine_apart(self._path, self.frame, stretches, workers)
        return zip(stretches, results, strict=True)

    def _join(self, connection: apsw.Connection, stretch: Stretch, result: BlockResult) -> None:
        """Continue the chain and the tree over one more block."""
        if stretch.first > self._next:
            where = self.frame.span(self._next, stretch.first - 1)
            self._findings.add(Verdict.TAMPERED, where, "they are missing")
            self._upper = self._last_leaf = None
        elif None not in (result.first_prev, self._last_leaf) and (
            result.first_prev != self._last_leaf
        ):
            what = "it does not follow the entry before it"
            self._findings.add(Verdict.TAMPERED, f"{self.frame.prefix}{stretch.first}", what)
        self._take(result)
        self._next, self._last_leaf = stretch.end, result.last_leaf
        self._grow(connection, stretch, result)

    def _take(self, result: BlockResult) -> None:
        for finding in result.findings:
            self._findings.add(finding.verdict, finding.where, finding.what)
        self.entries += result.entries
        self.references.merge(result.references)
        self.nodes += result.nodes

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
                self._examine_node(connection, node)

    def _examine_node(self, connection: apsw.Connection, node: Node) -> None:
        level = node.level + BLOCK_LEVEL
        stored = connection.execute(
            "SELECT h FROM node WHERE log = ? AND level = ? AND idx = ?",
            (self.frame.number, level, node.place),
        ).fetchall()
        self.nodes += len(stored)
        if stored != [(node.digest,)]:
            what = "it does not have the hash of its entries" if stored else "it is missing"
            self._findings.add(Verdict.TAMPERED, f"node {node.place} of level {level}", what)


def last_number(connection: apsw.Connection, frame: LogFrame) -> int:
    """The highest number in a log; -1 where it holds nothing."""
    last: object = connection.execute("SELECT max(n) FROM entry WHERE log = ?", (frame.number,)).get
    return last if isinstance(last, int) else -1
