from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.merkle.proofs import proves_consistency, proves_inclusion
from sijill.ledger.merkle.tree import (
    EMPTY_ROOT,
    GrowingTree,
    TreeHead,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    peaks_of,
    root_at,
    root_of,
)
from sijill.model.errors import LedgerError

# The eight leaves of the test vectors that came with RFC 6962, and the root at each size.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
LEAVES += ["606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

# The oracle: the definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word, over
# the leaves "0", "1", "2" …; D[start:end] of the RFC is the pair of numbers.


@cache
def mth(start: int, end: int) -> bytes:
    if end == start:
        return sha256(b"").digest()
    if end - start == 1:
        return sha256(b"\x00" + str(start).encode()).digest()
    k = largest_power_below(end - start)
    return sha256(b"\x01" + mth(start, start + k) + mth(start + k, end)).digest()


@cache
def path(m: int, start: int, end: int) -> tuple[bytes, ...]:
    if end - start == 1:
        return ()
    k = largest_power_below(end - start)
    if m < k:
        return (*path(m, start, start + k), mth(start + k, end))
    return (*path(m - k, start + k, end), mth(start, start + k))


@cache
def subproof(m: int, start: int, end: int, *, whole: bool) -> tuple[bytes, ...]:
    if m == end - start:
        return () if whole else (mth(start, end),)
    k = largest_power_below(end - start)
    if m <= k:
        return (*subproof(m, start, start + k, whole=whole), mth(start + k, end))
    return (*subproof(m - k, start + k, end, whole=False), mth(start, start + k))


@cache
def largest_power_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def leaf(index: int) -> bytes:
    return leaf_hash(str(index).encode())


def read_node(level: int, place: int) -> bytes:
    return mth(place << level, (place + 1) << level)


def grown(size: int) -> tuple[GrowingTree, dict[tuple[int, int], bytes]]:
    tree, nodes = GrowingTree(), {}
    for index in range(size):
        nodes[0, index] = leaf(index)
        for node in tree.add(leaf(index)):
            nodes[node.level, node.place] = node.digest
    return tree, nodes


def test_the_vectors_of_rfc_6962() -> None:
    leaves = [leaf_hash(bytes.fromhex(data)) for data in LEAVES]
    assert [root_of(leaves[:size]).hex() for size in range(9)] == ROOTS
    assert ROOTS[0] == EMPTY_ROOT.hex()


def test_an_inclusion_proof_written_out() -> None:
    leaves = [leaf_hash(bytes.fromhex(data)) for data in LEAVES[:3]]
    assert root_of(leaves) == node_hash(node_hash(leaves[0], leaves[1]), leaves[2])
    proof = (leaves[1], leaves[2])
    assert proves_inclusion(leaves[0], 0, 3, proof, root_of(leaves))


def test_every_root_up_to_512_is_that_of_the_definition() -> None:
    tree = GrowingTree()
    for size in range(513):
        assert tree.root() == root_at(read_node, size) == mth(0, size)
        tree.add(leaf(size))


def test_leaves_added_together_fill_the_blocks_that_they_fill_one_by_one() -> None:
    for before in range(18):
        for more in range(18):
            tree, nodes = grown(before)
            filled = tree.extend(leaf(index) for index in range(before, before + more))
            one_by_one, expected = grown(before + more)
            assert (tree.size, tree.peaks) == (one_by_one.size, one_by_one.peaks)
            found = {(node.level, node.place): node.digest for node in filled}
            assert nodes | found == {at: h for at, h in expected.items() if at[0] or at in nodes}


def test_exactly_the_complete_blocks_are_reported_once() -> None:
    _, nodes = grown(130)
    blocks = {(level, place) for level in range(8) for place in range(130 >> level)}
    assert nodes == {block: read_node(*block) for block in blocks}


@pytest.mark.parametrize("most", [140, pytest.param(512, marks=pytest.mark.long)])
def test_every_inclusion_proof_is_that_of_the_definition(most: int) -> None:
    for size in range(1, most + 1):
        for index in range(size):
            proof = inclusion_proof(read_node, index, size)
            assert proof == path(index, 0, size)
            assert proves_inclusion(leaf(index), index, size, proof, mth(0, size))


@pytest.mark.parametrize("most", [140, pytest.param(512, marks=pytest.mark.long)])
def test_every_consistency_proof_is_that_of_the_definition(most: int) -> None:
    for new in range(1, most + 1):
        for old in range(1, new + 1):
            proof = consistency_proof(read_node, old, new)
            assert proof == subproof(old, 0, new, whole=True)
            assert proves_consistency(old, new, proof, mth(0, old), mth(0, new))


@given(st.data())
def test_larger_trees_follow_the_definition_too(data: st.DataObject) -> None:
    new = data.draw(st.integers(513, 5000))
    old, index = data.draw(st.integers(1, new)), data.draw(st.integers(0, new - 1))
    assert root_at(read_node, new) == mth(0, new)
    proof = inclusion_proof(read_node, index, new)
    assert proof == path(index, 0, new)
    assert proves_inclusion(leaf(index), index, new, proof, mth(0, new))
    proof = consistency_proof(read_node, old, new)
    assert proof == subproof(old, 0, new, whole=True)
    assert proves_consistency(old, new, proof, mth(0, old), mth(0, new))


@given(st.integers(0, 600), st.integers(0, 100))
def test_a_tree_can_be_continued_from_its_peaks(size: int, more: int) -> None:
    tree = GrowingTree(size, [read_node(*peak) for peak in peaks_of(size)])
    for index in range(size, size + more):
        tree.add(leaf(index))
    assert (tree.size, tree.root()) == (size + more, mth(0, size + more))


def test_every_tree_begins_with_the_empty_one_and_with_itself() -> None:
    assert consistency_proof(read_node, 0, 7) == consistency_proof(read_node, 7, 7) == ()
    assert proves_consistency(0, 7, (), EMPTY_ROOT, mth(0, 7))
    assert proves_consistency(7, 7, (), mth(0, 7), mth(0, 7))
    assert proves_consistency(0, 0, (), EMPTY_ROOT, EMPTY_ROOT)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3), (4, 3)])
def test_no_proof_is_made_of_an_entry_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(LedgerError, match="has no entry"):
        inclusion_proof(read_node, index, size)


@pytest.mark.parametrize(("old", "new"), [(4, 3), (-1, 3), (0, -1)])
def test_no_proof_is_made_of_a_shrunken_tree(old: int, new: int) -> None:
    with pytest.raises(LedgerError, match="cannot begin"):
        consistency_proof(read_node, old, new)


@pytest.mark.parametrize("root", ["", "ab", "A" * 64, "g" * 64, "0" * 63 + "\n", "0" * 65])
def test_a_head_needs_a_root(root: str) -> None:
    with pytest.raises(LedgerError, match="64 hexadecimal digits"):
        TreeHead(1, root)


def test_a_head_needs_a_size() -> None:
    with pytest.raises(LedgerError, match="-1 entries"):
        TreeHead(-1, ROOTS[0])
