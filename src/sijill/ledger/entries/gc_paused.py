"""Pausing the collector of reference cycles while many objects are made that are in none.

Entries and rows come by ten thousands and stay until their transaction ends. The collector would
walk over all of them again and again, which takes about a tenth of an import, and find nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Leave cycles uncollected until the end; whoever paused the collector before keeps it so."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def gc_frozen() -> Iterator[None]:
    """Leave out of every collection what exists now, until the end.

    A register of many records stays while it is linked and published. What these stages make is
    collected as ever, and the register is not walked over again each time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
