"""Settle: one entry that says which records were taken as one person, by which model and settings.

The scores are proposals and are not stored; the digest of the partition is. A run that comes to the
same partition appends nothing.
"""

import hashlib
import json
from dataclasses import replace

from sijill.ledger.entries.entry import Entry
from sijill.model.results.links import Partition
from sijill.register.events.results import PERSONS_SUBJECT, SettlementEntry
from sijill.register.register import Register
from sijill.steps.open_case import OpenCase


def settle(
    case: OpenCase, register: Register, partition: Partition, follows: str = ""
) -> list[Entry]:
    """Append the settlement, unless the latest one says the same. Returns what was appended.

    ``follows`` is the leaf of the settlement whose linkage the parameters were learned in; empty
    for a whole linkage.
    """
    settled = SettlementEntry(
        partition=partition_digest(partition),
        model=partition.model,
        persons=len(partition.clusters),
        records=sum(map(len, partition.clusters)),
        same_percent=register.case.linkage.same_percent,
        review_percent=register.case.linkage.review_percent,
        follows=follows,
    )
    latest = register.settlement
    if latest is not None and settled in (SettlementEntry.of(latest), _followed(latest)):
        return []
    return case.append(settled.draft(PERSONS_SUBJECT))


def _followed(latest: Entry) -> SettlementEntry:
    """What is settled where its linkage's parameters were used again and say the same."""
    return replace(SettlementEntry.of(latest), follows=latest.leaf)


def partition_digest(partition: Partition) -> str:
    """SHA-256 of the clusters, sorted as they are."""
    return hashlib.sha256(json.dumps(partition.clusters, ensure_ascii=False).encode()).hexdigest()
