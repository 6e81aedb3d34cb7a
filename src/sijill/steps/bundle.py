"""Bundle: everything the register holds about one person, incident or record, with proofs.

What goes along: the rows of the records, the captures and mappings by which they were read, what
people decided about them, and the captured files. A file whose mapping protects columns stays: only
its hash leaves, because a witness's name is in it.
"""

from collections.abc import Iterable
from pathlib import Path

from sijill.ledger.bundle import write_bundle
from sijill.ledger.entry import Entry, EntryKind
from sijill.ledger.store import Ledger
from sijill.model.errors import DecisionError
from sijill.publication.custody import Custody, custody_page
from sijill.publication.exports import write_text
from sijill.register.received import received_file
from sijill.register.register import Register, replay
from sijill.steps.link import link_records
from sijill.steps.workspace import Progress, Workspace

REPORT = "custody.html"
_LATEST = (EntryKind.CASE, EntryKind.SETTLEMENT, EntryKind.PUBLICATION)


def bundle(
    ledger: Ledger, workspace: Workspace, subject: str, folder: Path, progress: Progress
) -> Custody:
    """Write the bundle about a person, an incident or any record to a new folder.

    Raises:
        DecisionError: if the register holds nothing of that name.
        LedgerError, StorageError: if it cannot be made or written.
    """
    entries = list(ledger.entries())
    register = replay(entries)
    records = _records_about(register, subject, progress)
    chosen = _entries_about(entries, register, records)
    left_out = {
        file.sha256: "it holds columns that the mapping protects"
        for entry in chosen
        if entry.kind is EntryKind.CAPTURE and register.mappings[entry.subject].protected
        for file in entry.files
    }
    write_bundle(ledger, chosen, workspace.evidence, left_out, folder)
    custody = Custody(
        subject=subject,
        case=register.case.title,
        records=tuple(register.records[record] for record in sorted(records)),
        entries=tuple(chosen),
        left_out=left_out,
        notes=tuple(
            log.checkpoints()[-1].decode()
            for log in ledger.logs
            if log.id in {entry.log for entry in chosen}
        ),
    )
    write_text(folder / REPORT, custody_page(custody))
    return custody


def _records_about(register: Register, subject: str, progress: Progress) -> frozenset[str]:
    """The records of a person (P…), those listed in an incident, or the one record itself."""
    if subject in register.records:
        listed = {
            record
            for record, one in register.records.items()
            if getattr(one, "incident", "") == subject
        }
        return frozenset({subject, *listed})
    people = link_records(register, progress).people.working
    if subject not in people:
        raise DecisionError(
            f"there is no person, incident or record {subject!r} in the register. Ids stand in the "
            "dossier and in out/tables/."
        )
    person = people[subject]
    return frozenset({*person.records, *person.incidents} & register.records.keys())


def _entries_about(
    entries: Iterable[Entry], register: Register, records: frozenset[str]
) -> list[Entry]:
    """The entries that a reader needs to see these records and what was decided about them."""
    sources = {register.records[record].head.source for record in records}
    rows = {
        (one.head.source, one.head.locator.sha256, one.head.locator.row)
        for one in (register.records[record] for record in records)
    }
    files = {(source, sha256) for source, sha256, _ in rows}
    chosen: list[Entry] = []
    latest: dict[tuple[EntryKind, str], Entry] = {}
    for entry in entries:
        if entry.kind in _LATEST or (entry.kind is EntryKind.SOURCE and entry.subject in sources):
            latest[entry.kind, entry.subject] = entry
        elif entry.kind is EntryKind.CAPTURE:
            if (entry.subject, received_file(entry)[0]) in files:
                chosen.append(entry)
        elif entry.kind is EntryKind.ROW:
            row = entry.payload.get("row")
            if any((entry.subject, file, row) in rows for file in entry.over):
                chosen.append(entry)
        elif records & {entry.subject, *entry.over}:
            chosen.append(entry)
    return [entry for entry in entries if entry in chosen or entry in latest.values()]
