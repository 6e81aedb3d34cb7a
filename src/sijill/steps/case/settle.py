"""Settle: one entry that says which records were taken as one person, by which model and settings.

The scores are proposals and are not stored; the digest of the partition is. A run that comes to the
same partition appends nothing.
"""

import hashlib
import json
from typing import TYPE_CHECKING

from sijill.ledger.entries.entry import Draft, EntryKind
from sijill.model.results.links import Partition
from sijill.register.register import Register
from sijill.steps.open_case import OpenCase

if TYPE_CHECKING:
    from sijill.ledger.entries.canonical import Json

SUBJECT = "persons"


def settle(case: OpenCase, register: Register, partition: Partition) -> None:
    """Append the settlement, unless the latest one says the same."""
    content: dict[str, Json] = {
        "partition": partition_digest(partition),
        "model": partition.model,
        "persons": len(partition.clusters),
        "records": sum(map(len, partition.clusters)),
        "same_percent": register.case.linkage.same_percent,
        "review_percent": register.case.linkage.review_percent,
    }
    if register.settlement is not None and dict(register.settlement.payload) == content:
        return
    case.append_one(Draft(EntryKind.SETTLEMENT, SUBJECT, content))


def partition_digest(partition: Partition) -> str:
    """SHA-256 of the clusters, sorted as they are."""
    return hashlib.sha256(json.dumps(partition.clusters, ensure_ascii=False).encode()).hexdigest()
