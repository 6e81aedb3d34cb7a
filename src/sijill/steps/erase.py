"""Erase: a record's words leave the register on lawful request; that they were there stays.

What is erased: the cells of the row in every capture of the list, and what corrections,
withdrawals, judgements and assessments about the record say in words. The captured file still holds
the row, as do backups and bundles; whoever erases is told which, and must see to them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill.ledger.entry import Entry, EntryKind
from sijill.ledger.store import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.errors import DecisionError
from sijill.register.register import Register, replay
from sijill.sources.rows import read_rows
from sijill.steps.evidence import REGISTER
from sijill.steps.workspace import Scribe

if TYPE_CHECKING:
    from sijill.ledger.erasure import Target

_WORDS = ("value", "reason")
"""The fields of a decision that hold somebody's words."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the entry that says so, how many values, and what still holds them."""

    entry: Entry
    values: int
    files: tuple[str, ...]
    """Captured files, by SHA-256."""
    copies: tuple[str, ...]
    """Backups and bundles that were made, and devices that this register was synced with."""


def erase(ledger: Ledger, record: str, reason: str, scribe: Scribe) -> Erased:
    """Erase everything about one record.

    Raises:
        DecisionError: if there is no such record.
        LedgerError, StorageError: if it cannot be erased.
    """
    entries = list(ledger.entries())
    register = replay(entries)
    if record not in register.records:
        raise DecisionError(f"there is no record {record!r} in the register; it may be erased.")
    rows = _rows_of(register, record)
    targets: list[Target] = []
    for entry in entries:
        if entry.kind is EntryKind.ROW and not entry.erased:
            row = entry.payload.get("row")
            if any((entry.subject, file, row) in rows for file in entry.over):
                targets.append((entry, "cells"))
        elif entry.kind.is_decision and record in (entry.subject, *entry.over):
            targets += [(entry, name) for name in _WORDS if name in entry.payload]
    done = ledger.erase(targets, reason, author=scribe.author, at=scribe.now())
    kept = {one.sha256: one.kept_as for held in register.captures.values() for one in held}
    files = tuple(sorted({kept[sha256] for _, sha256, _ in rows}))
    return Erased(done, len(targets), files, tuple(_copies(ledger, entries)))


def _copies(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[str]:
    """Copies of the register outside it, each as a sentence about what to do."""
    for entry in entries:
        if entry.kind is not EntryKind.CUSTODY:
            continue
        what = f"{entry.payload.get('reason', '')} ({entry.at:%Y-%m-%d}, {entry.author})"
        match entry.payload.get("action"):
            case CustodyAction.COPIED if entry.subject == REGISTER:
                yield f"{what}: destroy it, and make a new one."
            case CustodyAction.EXPORTED:
                yield f"What was exported {what}: ask for it back, if it holds the record."
    for log in ledger.logs:
        if log.id != ledger.main.id:
            yield f"The device of log {log.id[:6]}: it erases its copy when you sync with it."


def _rows_of(register: Register, record: str) -> set[tuple[str, str, int]]:
    """Source, file and row number of a record in every capture of its list."""
    source = register.records[record].head.source
    mapping = register.mappings[source]
    return {
        (source, one.head.locator.sha256, one.head.locator.row)
        for capture in register.captures[source]
        for one in read_rows(mapping, capture.rows, {}).records
        if one.head.id == record
    }
