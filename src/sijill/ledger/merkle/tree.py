"""The Merkle tree of a log: one hash that stands for every entry, and short proofs about it.

The hash rule is RFC 9162 section 2.1.1: a leaf is SHA-256(0x00 ‖ data), an inner node is
SHA-256(0x01 ‖ left ‖ right), the tree without leaves is SHA-256 of nothing, and n leaves are split
at the largest power of two below n. So every complete block of 2^level leaves, counted from the
left, keeps its hash for ever once it is full. Those are the *nodes* here, named by level and index
(level 0: the leaves). From them any root and any proof is made with a logarithmic number of reads.

Hashes are bytes, 32 long. Sizes count leaves; indexes start at 0.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, repeat
from typing import NamedTuple

from sijill.model.errors import LedgerError

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

_DIGEST = re.compile(r"[0-9a-f]{64}")

Proof = tuple[bytes, ...]
ReadNode = Callable[[int, int], bytes]
"""The hash of the complete block at a level and index: ``read_node(level, index)``."""


@dataclass(frozen=True, slots=True)
class TreeHead:
    """How many entries a log held, and the root over them in lower-case hexadecimal.

    Raises:
        LedgerError: for a negative size or a root that is not 64 hexadecimal digits.
    """

    size: int
    root: str

    def __post_init__(self) -> None:
        if self.size < 0:
            raise LedgerError(f"a tree head cannot cover {self.size} entries. Copy it again.")
        if not is_digest(self.root):
            raise LedgerError(
                f"the root {self.root!r} is not 64 hexadecimal digits in lower case. Copy it again."
            )


class Node(NamedTuple):
    """A complete block that has just become full."""

    level: int
    place: int
    digest: bytes


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 in the form used here: 64 hexadecimal digits in lower case."""
    return _DIGEST.fullmatch(text) is not None


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """A tree to which leaves are added at the right end.

    It holds only the complete blocks that are not yet part of a larger one: at most one per level,
    as many as the size has binary ones.
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """Continue a tree of a size; ``peaks`` are its blocks in the order of ``peaks_of``."""
        self.size = size
        self._peaks = list(peaks)

    def add(self, leaf: bytes) -> list[Node]:
        """Add a leaf hash; the blocks above level 0 that became full by it, lowest first."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> list[Node]:
        """Add leaf hashes; the blocks above level 0 that became full by them, level by level."""
        filled: list[Node] = []
        row, level, first = list(leaves), 0, self.size
        self.size += len(row)
        peaks: list[bytes] = []
        while row:
            if first & 1:
                row.insert(0, self._peaks.pop())
            if len(row) & 1:
                peaks.append(row.pop())
            level, first = level + 1, first >> 1
            pairs = zip(row[::2], row[1::2], strict=True)
            row = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
            filled += map(Node, repeat(level), count(first), row)
        self._peaks += reversed(peaks)
        return filled

    @property
    def peaks(self) -> Proof:
        """The complete blocks not yet part of a larger one, left to right."""
        return tuple(self._peaks)

    def root(self) -> bytes:
        """The root over all leaves added so far."""
        return fold_peaks(self._peaks)


def fold_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root of a tree whose complete blocks are given, left to right, largest first."""
    if not peaks:
        return EMPTY_ROOT
    digest = peaks[-1]
    for peak in reversed(peaks[:-1]):
        digest = node_hash(peak, digest)
    return digest


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    tree = GrowingTree()
    tree.extend(leaves)
    return tree.root()


def peaks_of(size: int) -> list[tuple[int, int]]:
    """The complete blocks that make up a tree: level and index, left to right, largest first."""
    peaks, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append((level, start >> level))
            start += 1 << level
    return peaks


def root_at(read_node: ReadNode, size: int) -> bytes:
    """The root over the first ``size`` leaves."""
    return _span(read_node, 0, size) if size else EMPTY_ROOT


def inclusion_proof(read_node: ReadNode, index: int, size: int) -> Proof:
    """The proof that a leaf is in the tree of a size (RFC 9162 section 2.1.3.1), leaf end first.

    Raises:
        LedgerError: unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise LedgerError(f"a tree of {size} entries has no entry {index}. Ask within the tree.")
    proof, start, end = [], 0, size
    while end - start > 1:
        split_at = start + _split(end - start)
        if index < split_at:
            proof.append(_span(read_node, split_at, end))
            end = split_at
        else:
            proof.append(_span(read_node, start, split_at))
            start = split_at
    return tuple(reversed(proof))


def consistency_proof(read_node: ReadNode, old: int, new: int) -> Proof:
    """The proof that the tree of size ``new`` begins with that of ``old`` (section 2.1.4.1).

    It is empty for equal sizes and for an old size of 0, where nothing needs proving.

    Raises:
        LedgerError: unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise LedgerError(f"a tree of {new} entries cannot begin with one of {old}. Swap them.")
    if old in (0, new):
        return ()
    proof, start, end, whole = [], 0, new, True
    while old != end:
        split_at = start + _split(end - start)
        if old <= split_at:
            proof.append(_span(read_node, split_at, end))
            end = split_at
        else:
            proof.append(_span(read_node, start, split_at))
            start, whole = split_at, False
    if not whole:
        proof.append(_span(read_node, start, end))
    return tuple(reversed(proof))


def _split(size: int) -> int:
    """The largest power of two below a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1


def _span(read_node: ReadNode, start: int, end: int) -> bytes:
    """The hash over leaves ``start`` to ``end``, a span that the splitting of a tree produces."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return read_node(level, start >> level)
    split_at = start + _split(size)
    return node_hash(_span(read_node, start, split_at), _span(read_node, split_at, end))
