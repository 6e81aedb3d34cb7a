"""A measured line of the benchmark, and how seconds are counted."""

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
