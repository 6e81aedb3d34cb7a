"""The collector of cycles comes back as it was."""

import gc
import weakref

import pytest

from sijill.ledger.entries.gc_paused import gc_frozen, gc_paused


def test_it_is_paused_inside_and_back_afterwards() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), gc_paused():
        1 / gc.isenabled()
    assert gc.isenabled()


def test_who_paused_it_before_keeps_it_paused() -> None:
    with gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_exists_is_left_out_of_collections_until_the_end_whatever_happens() -> None:
    with gc_frozen():
        assert gc.get_freeze_count() > 0
    with pytest.raises(ZeroDivisionError), gc_frozen():
        raise ZeroDivisionError
    assert gc.get_freeze_count() == 0


def test_what_is_made_while_others_are_frozen_is_collected() -> None:
    class Node:
        other: "Node"

    with gc_frozen():
        node = Node()
        node.other = node
        gone = weakref.ref(node)
        del node
        gc.collect()
        assert gone() is None
