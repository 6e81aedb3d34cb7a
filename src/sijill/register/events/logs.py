"""Entries that the ledger itself writes: what was erased, and what other devices brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sijill.ledger.entries.entry import EntryKind
from sijill.register.events.form import EntryForm, part


def _sizes(value: Mapping[str, object]) -> dict[str, int]:
    return {log: int(str(size)) for log, size in value.items()}


@dataclass(frozen=True, slots=True)
class ErasureEntry(EntryForm):
    """Values were erased. Subject: ``payload``; over: each value's entry and key.

    ``reason`` stays for ever, so it names nobody.
    """

    kind: ClassVar[EntryKind] = EntryKind.ERASURE
    reason: str = part(str)


@dataclass(frozen=True, slots=True)
class SyncEntry(EntryForm):
    """What came in from other devices. Subject: ``logs``.

    ``logs`` is the size in entries of each log that has grown, by its id.
    """

    kind: ClassVar[EntryKind] = EntryKind.SYNC
    logs: Mapping[str, int] = part(_sizes)
