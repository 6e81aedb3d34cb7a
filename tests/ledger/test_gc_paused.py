"""The collector of cycles comes back as it was."""

import gc

import pytest

from sijill.ledger.entries.gc_paused import gc_paused


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
