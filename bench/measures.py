"""A measured line of the benchmark, and how seconds are counted."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``ratio`` is ours over the peer's, whichever of the two is better."""

    measure: str
    unit: str
    ours: float
    peer_name: str
    peer: float

    @property
    def ratio(self) -> float:
        """Ours over the peer's."""
        return self.ours / self.peer


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes by the wall clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def cpu_seconds(work: Callable[[], object]) -> float:
    """How long the processors were busy with it, in this process and those that it started.

    On a machine that others use, too, it says more than the clock on the wall.
    """
    begun = _busy()
    work()
    return _busy() - begun


def _busy() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
