"""Proofs that must be refused. Accepting one of them would let a rewritten ledger pass as whole."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.bundle import verify_sijill
from sijill.ledger.merkle.proofs import proves_consistency, proves_inclusion
from sijill.ledger.merkle.tree import (
    EMPTY_ROOT,
    GrowingTree,
    Proof,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_at,
)

MOST = 40
Judge = Callable[..., bool]


def in_by_script(leaf: bytes, index: int, size: int, proof: Proof, root: bytes) -> bool:
    """What the script in every bundle says of a proof of inclusion."""
    try:
        return bool(verify_sijill.is_in(leaf, index, size, list(proof), root))
    except verify_sijill.Fault:
        return False


def begins_by_script(old: int, new: int, proof: Proof, old_root: bytes, new_root: bytes) -> bool:
    """What the script says of a proof of consistency; of equal sizes it asks for none."""
    if old == new:
        return proves_consistency(old, new, proof, old_root, new_root)
    try:
        return bool(verify_sijill.begins_with(old, new, list(proof), old_root, new_root))
    except verify_sijill.Fault:
        return False


by_inclusion = pytest.mark.parametrize("proves", [proves_inclusion, in_by_script])
by_consistency = pytest.mark.parametrize("proves", [proves_consistency, begins_by_script])
STRANGE = leaf_hash(b"strange")

Inclusion = tuple[bytes, int, int, Proof, bytes]
Consistency = tuple[int, int, Proof, bytes, bytes]


def nodes() -> dict[tuple[int, int], bytes]:
    tree, found = GrowingTree(), {}
    for index in range(MOST):
        found[0, index] = leaf(index)
        found |= {(node.level, node.place): node.digest for node in tree.add(leaf(index))}
    return found


def leaf(index: int) -> bytes:
    return leaf_hash(index.to_bytes(2, "big"))


NODES = nodes()


def read_node(level: int, place: int) -> bytes:
    return NODES[level, place]


def altered(proof: Proof) -> Iterator[Proof]:
    """Truncated, padded, swapped, replaced, cut to 31 bytes, made of 33: never the same again."""
    yield from (proof[:-1], proof[1:]) if proof else ()
    yield from ((*proof, STRANGE), (STRANGE, *proof), (*proof, b""))
    yield (*proof, *proof, STRANGE)
    for place, step in enumerate(proof):
        before, after = proof[:place], proof[place + 1 :]
        flipped = bytes([step[0] ^ 1]) + step[1:]
        for other in (STRANGE, flipped, step[:31], step + b"\x00", b"", step[::-1]):
            yield (*before, other, *after)
        yield (*before, step, step, *after)
        if after and after[0] != step:
            yield (*before, after[0], step, *after[1:])


def forged_inclusions(
    index: int, size: int, proves: Judge = proves_inclusion
) -> Iterator[Inclusion]:
    proof, root = inclusion_proof(read_node, index, size), root_at(read_node, size)
    assert proves(leaf(index), index, size, proof, root)
    for other in altered(proof):
        yield leaf(index), index, size, other, root
    for wrong in (STRANGE, EMPTY_ROOT, root[:31], root + b"\x00", b"", leaf(index)):
        if wrong != root:
            yield leaf(index), index, size, proof, wrong
    for wrong in (STRANGE, leaf(index)[:31], b"", root):
        if wrong != leaf(index):
            yield wrong, index, size, proof, root
    for place in (index - 1, index + 1, index ^ 2, index + size, -1, -size, 1 << 70):
        if place != index:
            yield leaf(index), place, size, proof, root
    for other_size in (0, -size, index, size * 2, size * 4, (1 << 70) + 1):
        yield leaf(index), index, other_size, proof, root


def forged_consistencies(
    old: int, new: int, proves: Judge = proves_consistency
) -> Iterator[Consistency]:
    proof = consistency_proof(read_node, old, new)
    before, now = root_at(read_node, old), root_at(read_node, new)
    assert proves(old, new, proof, before, now)
    for other in altered(proof):
        yield old, new, other, before, now
    for wrong in (STRANGE, EMPTY_ROOT, before[:31], before + b"\x00", b"", now):
        if wrong != before:
            yield old, new, proof, wrong, now
    for wrong in (STRANGE, EMPTY_ROOT, now[:31], now + b"\x00", b"", before):
        if wrong != now:
            yield old, new, proof, before, wrong
    for place in (old - 1, old + 1, 0, -1, -old, new, new + 1):
        if place != old:
            yield place, new, proof, before, now
    for other_size in (0, -new, old - 1, new * 2, new * 4, (1 << 70) + 1):
        yield old, other_size, proof, before, now


SIZES = (1, 2, 3, 5, 7, 8, 13, 16, 31, 33, 40)


@by_inclusion
@pytest.mark.parametrize("size", SIZES)
def test_forged_inclusion_proofs_are_refused(size: int, proves: Judge) -> None:
    forged = [one for index in range(size) for one in forged_inclusions(index, size, proves)]
    assert len(forged) >= 20 * size
    assert [forgery for forgery in forged if proves(*forgery)] == []


@by_consistency
@pytest.mark.parametrize("new", SIZES)
def test_forged_consistency_proofs_are_refused(new: int, proves: Judge) -> None:
    forged = [one for old in range(1, new + 1) for one in forged_consistencies(old, new, proves)]
    assert len(forged) >= 20 * new
    assert [forgery for forgery in forged if proves(*forgery)] == []


@by_inclusion
def test_a_proof_of_one_entry_proves_no_other(proves: Judge) -> None:
    for size in SIZES:
        root = root_at(read_node, size)
        for index in range(size):
            proof = inclusion_proof(read_node, index, size)
            for other in set(range(size)) - {index}:
                assert not proves(leaf(index), other, size, proof, root)
                assert not proves(leaf(other), index, size, proof, root)


@by_inclusion
def test_an_inner_node_cannot_pass_for_an_entry(proves: Judge) -> None:
    """The tree of four has the root of the tree of two over its inner nodes, but for 0x00, 0x01."""
    root = root_at(read_node, 4)
    data = read_node(1, 0) + read_node(1, 1)
    assert not proves(leaf_hash(data), 0, 1, (), root)


@by_inclusion
def test_nothing_is_in_the_empty_tree(proves: Judge) -> None:
    assert not proves(EMPTY_ROOT, 0, 0, (), EMPTY_ROOT)
    assert not proves(b"", 0, 0, (), EMPTY_ROOT)


@by_consistency
def test_no_tree_begins_with_another_empty_one(proves: Judge) -> None:
    assert not proves(0, 3, (), STRANGE, root_at(read_node, 3))


@by_consistency
def test_a_changed_history_cannot_be_proved(proves: Judge) -> None:
    """Every size: the last entry of the old tree is exchanged, with the honest proof."""
    for new in range(2, MOST + 1):
        for old in range(1, new):
            tree = GrowingTree()
            for index in range(old - 1):
                tree.add(leaf(index))
            tree.add(STRANGE)
            proof = consistency_proof(read_node, old, new)
            assert not proves(old, new, proof, tree.root(), root_at(read_node, new))


@given(st.data())
def test_chance_does_not_find_a_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, MOST))
    index = data.draw(st.integers(0, size - 1))
    hashes = st.sampled_from([*NODES.values(), STRANGE])
    proof = tuple(data.draw(st.lists(hashes, max_size=8)))
    honest = inclusion_proof(read_node, index, size)
    for proves in (proves_inclusion, in_by_script):
        accepted = proves(leaf(index), index, size, proof, root_at(read_node, size))
        assert accepted == (proof == honest)
