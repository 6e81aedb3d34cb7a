"""Fixity: whether evidence is still as it was received, by hashing it again.

Exhibits and captured lists alike: each file is hashed anew, and that it held, or not, is written
down as what was done with it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sijill.ledger.entries.entry import EntryKind, FileReference
from sijill.ledger.evidence.files import SEALED, check_files
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.decisions.exhibits import last_verified
from sijill.register.custody import read_events
from sijill.register.events import CustodyEntry
from sijill.steps.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class FixityRun:
    """What a run of fixity checks found."""

    held: tuple[str, ...]
    """Exhibits and captured lists whose files are as they were received."""
    failed: dict[str, str] = field(default_factory=dict)
    """Those whose files are not, and what is wrong."""


def check_fixity(case: OpenCase, older_than: timedelta | None) -> FixityRun:
    """Hash every exhibit's and every captured list's file again, or those due.

    Due is what was not seen to hold for that long; ``None`` for all. All that hold are one entry,
    each that does not is one of its own. A list is named by its SHA-256.
    """
    due = _due(case.ledger, None if older_than is None else case.author.now() - older_than)
    failed: dict[str, str] = {}
    for done, (name, reference) in enumerate(due.items()):
        case.progress("checking evidence", done, len(due))
        for finding in check_files(case.workspace.evidence, [reference]):
            failed[name] = finding.what
    held = tuple(name for name in due if name not in failed)
    drafts = [
        CustodyEntry(CustodyAction.FIXITY_FAILED, what).dated(case.author.now()).draft(name)
        for name, what in failed.items()
    ]
    if held:
        first, *others = held
        verified = CustodyEntry(CustodyAction.VERIFIED_FIXITY, "SHA-256 computed anew")
        drafts.append(verified.dated(case.author.now()).draft(first, over=tuple(others)))
    case.append(*drafts)
    return FixityRun(held, failed)


def _due(ledger: Ledger, before: datetime | None) -> dict[str, FileReference]:
    """The files not seen to hold since a moment, by exhibit id or, for a list, by its SHA-256."""
    kinds = {EntryKind.EXHIBIT, EntryKind.CUSTODY, EntryKind.CAPTURE, EntryKind.SEALING}
    entries = list(ledger.entries(kinds))
    sealed = {
        file.sha256 for entry in entries for file in entry.files if file.type.endswith(SEALED)
    }
    events = read_events(entries)
    due: dict[str, FileReference] = {}
    for entry in entries:
        for file in entry.files:
            name = entry.subject if entry.kind is EntryKind.EXHIBIT else file.sha256
            verified = last_verified(events.get(name, ()))
            is_due = before is None or verified is None or verified <= before
            if is_due and file.sha256 not in sealed:
                due.setdefault(name, file)
    return due
