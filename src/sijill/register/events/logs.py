"""Entries that the ledger itself writes: what was erased, and what other devices brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import EntryKind
from sijill.register.events.form import EntryForm, part, texts


def _sizes(value: Mapping[str, object]) -> dict[str, int]:
    return {log: int(str(size)) for log, size in value.items()}


@dataclass(frozen=True, slots=True)
class ErasureEntry(EntryForm):
    """Values were erased. Subject: ``payload``; over: each value's entry and key.

    Attributes:
        reason: on whose request and why; it stays for ever, so it names nobody.
        salt: 32 hexadecimal digits, the register's own; empty where no record was erased.
        rows: a hash of each erased record's id under the salt, so that a list issued again does
            not bring the row back.
    """

    kind: ClassVar[EntryKind] = EntryKind.ERASURE
    reason: str = part(str)
    salt: str = part(str, default="")
    rows: tuple[str, ...] = part(texts, default=())

    def marks(self) -> dict[str, Json]:
        """The payload but for the reason, which the ledger writes itself."""
        return {"salt": self.salt, "rows": list(self.rows)}


@dataclass(frozen=True, slots=True)
class SyncEntry(EntryForm):
    """What came in from other devices. Subject: ``logs``.

    ``logs`` is the size in entries of each log that has grown, by its id.
    """

    kind: ClassVar[EntryKind] = EntryKind.SYNC
    logs: Mapping[str, int] = part(_sizes)
