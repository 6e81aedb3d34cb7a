"""Checking proofs: what somebody can do who holds a root and nothing else of the ledger.

The algorithms are those of RFC 9162, sections 2.1.3.2 (inclusion) and 2.1.4.2 (consistency). A
proof comes from somebody who may want to deceive, so whatever does not fit is refused: a hash that
is not 32 bytes long, a step too few, a step too many, an index or a size that cannot be.

Size and root belong together: take both from one head. A root alone does not tell the size, because
an entry can have a path of the same shape in trees of several sizes.
"""

from hmac import compare_digest

from sijill.ledger.merkle.tree import EMPTY_ROOT, HASH_BYTES, Proof, node_hash


def proves_inclusion(leaf: bytes, index: int, size: int, proof: Proof, root: bytes) -> bool:
    """Whether the proof shows that ``leaf`` is entry ``index`` of the tree of that size."""
    if not (0 <= index < size and _are_hashes(leaf, root, *proof)):
        return False
    place, last, digest = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            digest = node_hash(step, digest)
            place, last = _skip_missing(place, last)
        else:
            digest = node_hash(digest, step)
        place, last = place >> 1, last >> 1
    return last == 0 and compare_digest(digest, root)


def proves_consistency(old: int, new: int, proof: Proof, old_root: bytes, new_root: bytes) -> bool:
    """Whether the proof shows that the tree of size ``new`` begins with the tree of size ``old``.

    Every tree begins with the empty one, whose root everybody knows.
    """
    if not (0 <= old <= new and _are_hashes(old_root, new_root, *proof)):
        return False
    if old == new:
        return not proof and compare_digest(old_root, new_root)
    if old == 0:
        return not proof and compare_digest(old_root, EMPTY_ROOT)
    return _leads_to_both(old, new, proof, old_root, new_root)


def _leads_to_both(old: int, new: int, proof: Proof, old_root: bytes, new_root: bytes) -> bool:
    """The walk of section 2.1.4.2, for 0 < old < new."""
    steps = (old_root, *proof) if old & (old - 1) == 0 else proof
    if not proof:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_digest = new_digest = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_digest, new_digest = node_hash(step, old_digest), node_hash(step, new_digest)
            place, last = _skip_missing(place, last)
        else:
            new_digest = node_hash(new_digest, step)
        place, last = place >> 1, last >> 1
    return (
        last == 0 and compare_digest(old_digest, old_root) and compare_digest(new_digest, new_root)
    )


def _skip_missing(place: int, last: int) -> tuple[int, int]:
    """Climb the levels at which a block at the right edge has no sibling."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _are_hashes(*digests: bytes) -> bool:
    return all(len(digest) == HASH_BYTES for digest in digests)
