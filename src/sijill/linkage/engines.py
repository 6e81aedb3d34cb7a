"""What blocks and compares: DuckDB on this machine, or an engine that answers the same.

Which one is a matter of the machine, not of the records, and no result depends on it. So whoever
starts a linkage states it around the call (``linking_on``), as where the engine may write is stated
(``candidates.spill``), and the steps between need not hand it on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

import pyarrow as pa

from sijill.linkage.candidates.blocking import Candidates, find_candidates
from sijill.linkage.comparing.scoring import Comparer, LevelComparer


class Engine(Protocol):
    """Finds candidate pairs and compares them; everything else is computed from the levels."""

    def find_candidates(self, features: pa.Table) -> Candidates:
        """The pairs of rows that share a key, sorted."""
        ...

    def comparer(self, features: pa.Table) -> LevelComparer:
        """What compares pairs of rows of these features."""
        ...


class OneMachine:
    """DuckDB in this process."""

    def find_candidates(self, features: pa.Table) -> Candidates:
        """The pairs of rows that share a key, sorted."""
        return find_candidates(features)

    def comparer(self, features: pa.Table) -> LevelComparer:
        """What compares pairs of rows of these features."""
        return Comparer(features)


_ENGINE: ContextVar[Engine] = ContextVar("engine", default=OneMachine())  # noqa: B039  it holds nothing


def current_engine() -> Engine:
    """The engine of this linkage: DuckDB in this process, unless another was asked for."""
    return _ENGINE.get()


@contextmanager
def linking_on(engine: Engine) -> Iterator[None]:
    """Within it, records are blocked and compared by this engine."""
    token = _ENGINE.set(engine)
    try:
        yield
    finally:
        _ENGINE.reset(token)
