"""When a signed head is due.

A checkpoint is signed when the ledger is closed after entries were appended, and at the end of a
transaction that brings a thousand entries or ends a quarter of an hour without one.
"""

from datetime import datetime, timedelta

from sijill.ledger.signing.checkpoint import Checkpoint

MOST_ENTRIES = 1_000
"""So many entries may wait for a checkpoint."""
LONGEST = timedelta(minutes=15)
"""So long an entry may wait for one."""


def is_due(last: Checkpoint | None, size: int, since: datetime, at: datetime) -> bool:
    """Whether a log of that size needs a checkpoint; ``since`` is its oldest uncovered append."""
    return size - (last.head.size if last else 0) >= MOST_ENTRIES or at - since >= LONGEST
