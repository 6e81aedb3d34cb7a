"""The beginning of a log that a checkpoint vouches for, taken as it was when it was verified.

Its blocks are not walked again: the hash of each is read from the tree as stored. The root over
them, and over what is walked, is then compared with the checkpoint, so the hashes are those that
were verified. That the stored entries still have these hashes, and the values their digests, is
not looked at: only a full verify finds a change made there since. What all entries must
answer for together (evidence, erasures, heads of other logs) is still gathered.
"""

from typing import NamedTuple

import apsw

from sijill.ledger.audit.block import BLOCK_ENTRIES, BLOCK_LEVEL
from sijill.ledger.audit.cross_references import CrossReferences, LogFrame
from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.entries.envelope import NOTHING_SEEN, Envelope
from sijill.ledger.merkle.tree import GrowingTree, fold_peaks, peaks_of
from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.stores.storage import as_bytes
from sijill.model.errors import LedgerError

_NO_FILES = b'"files":[]'
"""In the bytes of an entry that cites no evidence (inside a text the quotation marks would be
escaped)."""


class VerifiedPrefix(NamedTuple):
    """The stored tree over the blocks, how many rows they need, and what their entries say."""

    blocks: tuple[bytes, ...]
    entries: int
    nodes: int
    last_leaf: str
    references: CrossReferences


def take_prefix(
    connection: apsw.Connection, frame: LogFrame, blocks: int, findings: FindingList
) -> VerifiedPrefix:
    """The first so many blocks of a log, as stored.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    end = blocks << BLOCK_LEVEL
    count = _count(connection, "entry WHERE log = ? AND n >= 0 AND n < ?", frame.number, end)
    if count != end:
        what = f"{end - count} of them are missing"
        findings.add(Verdict.TAMPERED, f"{frame.prefix}0 to {end - 1}", what)
    references = CrossReferences()
    for number, raw in connection.execute(
        "SELECT n, entry FROM entry WHERE log = ? AND n < ? AND"
        " (kind = ? OR instr(entry, ?) = 0 OR instr(entry, ?) = 0) ORDER BY n",
        (frame.number, end, EntryKind.ERASURE, _NO_FILES, NOTHING_SEEN),
    ):
        where = f"{frame.prefix}{number}"
        try:
            references.add_entry(where, Envelope.from_bytes(as_bytes(raw)))
        except LedgerError as error:
            findings.add(Verdict.TAMPERED, where, str(error))
    for number, name, leaf in connection.execute(
        "SELECT n, CAST(field AS BLOB), leaf FROM payload JOIN entry USING (log, n)"
        " WHERE log = ? AND n < ? AND value IS NULL",
        (frame.number, end),
    ):
        if isinstance(name, bytes) and isinstance(leaf, bytes):
            field = name.decode("utf-8", "backslashreplace")
            references.erased[f"{leaf.hex()}/{field}"] = f"{frame.prefix}{number}, payload {field}"
    references.values = _count(connection, "payload WHERE log = ? AND n < ?", frame.number, end)
    hashes = tuple(stored_node(connection, frame, BLOCK_LEVEL, block) for block in range(blocks))
    last_leaf = stored_node(connection, frame, 0, end - 1).hex()
    return VerifiedPrefix(hashes, count, blocks * (BLOCK_ENTRIES - 1), last_leaf, references)


def root_as_stored(connection: apsw.Connection, frame: LogFrame, size: int) -> str:
    """The root at a size inside those blocks, from the tree as stored."""
    if not size:
        return GrowingTree().root().hex()
    return fold_peaks([stored_node(connection, frame, *peak) for peak in peaks_of(size)]).hex()


def _count(connection: apsw.Connection, rows: str, *values: object) -> int:
    count: object = connection.execute(f"SELECT count(*) FROM {rows}", values).get  # noqa: S608  ours
    return count if isinstance(count, int) else 0


def stored_node(connection: apsw.Connection, frame: LogFrame, level: int, index: int) -> bytes:
    """A hash of a log's own tree as it lies in the file; empty where it is not there."""
    digest: object = (
        connection.execute(
            "SELECT h FROM node WHERE log = ? AND level = ? AND idx = ?",
            (frame.number, level, index),
        ).get
        if level
        else connection.execute(
            "SELECT leaf FROM entry WHERE log = ? AND n = ?", (frame.number, index)
        ).get
    )
    return digest if isinstance(digest, bytes) else b""
