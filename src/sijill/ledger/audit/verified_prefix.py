"""The beginning of a log that a checkpoint vouches for, taken as it was when it was verified.

Its blocks are not walked again: the hash of each is read from the tree as stored. The root over
them, and over what is walked, is then held against the checkpoint, so the hashes are those that
were verified. That the stored entries still have these hashes, and the values their digests, is
not looked at: a change made there since is told by a full verify alone. What all entries must
answer for together (evidence, erasures, heads of other logs) is still gathered.
"""

from typing import NamedTuple

import apsw

from sijill.ledger.audit.block import BLOCK_ENTRIES, BLOCK_LEVEL
from sijill.ledger.audit.entry_check import EntryCheck, Gathered, LogFrame
from sijill.ledger.entries.envelope import NOTHING_SEEN
from sijill.ledger.merkle.tree import GrowingTree, fold_peaks, peaks_of
from sijill.ledger.report.findings import FindingList, Verdict

_TELLING = (b'"kind":"erasure"', b'"files":[]', NOTHING_SEEN)
"""Parts of an entry's bytes: only those that hold the first, or lack one of the others, say what
all must answer for. (Inside a text quotation marks are escaped.)"""


class Unwalked(NamedTuple):
    """The stored tree over the blocks, how many rows they need, and what their entries say."""

    blocks: tuple[bytes, ...]
    entries: int
    tiles: int
    last_leaf: str
    gathered: Gathered


def take_unwalked(
    connection: apsw.Connection, frame: LogFrame, blocks: int, found: FindingList
) -> Unwalked:
    """The first so many blocks of a log, as stored.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    end = blocks << BLOCK_LEVEL
    held = _count(connection, "event WHERE log = ? AND n >= 0 AND n < ?", frame.number, end)
    if held != end:
        what = f"{end - held} of them are missing"
        found.add(Verdict.TAMPERED, f"{frame.prefix}0 to {end - 1}", what)
    gathered = Gathered()
    check = EntryCheck(frame, found, gathered)
    for number, raw in connection.execute(
        "SELECT n, entry FROM event WHERE log = ? AND n < ? AND"
        " (instr(entry, ?) > 0 OR instr(entry, ?) = 0 OR instr(entry, ?) = 0) ORDER BY n",
        (frame.number, end, *_TELLING),
    ):
        if isinstance(number, int) and isinstance(raw, bytes):
            check.read(f"{frame.prefix}{number}", number, raw)
    for number, name, leaf in connection.execute(
        "SELECT n, CAST(field AS BLOB), leaf FROM payload JOIN event USING (log, n)"
        " WHERE log = ? AND n < ? AND value IS NULL",
        (frame.number, end),
    ):
        if isinstance(name, bytes) and isinstance(leaf, bytes):
            field = name.decode("utf-8", "backslashreplace")
            gathered.erased[f"{leaf.hex()}/{field}"] = f"{frame.prefix}{number}, payload {field}"
    gathered.values = _count(connection, "payload WHERE log = ? AND n < ?", frame.number, end)
    hashes = tuple(_node(connection, frame, BLOCK_LEVEL, block) for block in range(blocks))
    last_leaf = _node(connection, frame, 0, end - 1).hex()
    return Unwalked(hashes, held, blocks * (BLOCK_ENTRIES - 1), last_leaf, gathered)


def root_as_stored(connection: apsw.Connection, frame: LogFrame, size: int) -> str:
    """The root at a size inside those blocks, from the tree as stored."""
    if not size:
        return GrowingTree().root().hex()
    return fold_peaks([_node(connection, frame, *peak) for peak in peaks_of(size)]).hex()


def _count(connection: apsw.Connection, rows: str, *values: object) -> int:
    held: object = connection.execute(f"SELECT count(*) FROM {rows}", values).get  # noqa: S608  ours
    return held if isinstance(held, int) else 0


def _node(connection: apsw.Connection, frame: LogFrame, level: int, index: int) -> bytes:
    found: object = (
        connection.execute(
            "SELECT h FROM tile WHERE log = ? AND level = ? AND idx = ?",
            (frame.number, level, index),
        ).get
        if level
        else connection.execute(
            "SELECT leaf FROM event WHERE log = ? AND n = ?", (frame.number, index)
        ).get
    )
    return found if isinstance(found, bytes) else b""
