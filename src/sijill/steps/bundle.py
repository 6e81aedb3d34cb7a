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
from sijill.model.codes import CustodyAction
from sijill.model.errors import DecisionError
from sijill.publication.custody import Custody, custody_page
from sijill.publication.exports import write_text
from sijill.register.custody import read_custody
from sijill.register.received import received_file
from sijill.register.register import Register, replay
from sijill.steps.evidence import Deed, write_down
from sijill.steps.link import link_records
from sijill.steps.workspace import Progress, Scribe, Workspace

REPORT = "custody.html"
_LATEST = (EntryKind.CASE, EntryKind.SETTLEMENT, EntryKind.PUBLICATION)


def bundle(
    ledger: Ledger,
    workspace: Workspace,
    subject: str,
    folder: Path,
    scribe: Scribe,
    progress: Progress,
) -> Custody:
    """Write the bundle about a person, an incident, an exhibit or any record to a new folder.

    That its files left is written down in the ledger afterwards.

    Raises:
        DecisionError: if the register holds nothing of that name.
        LedgerError, StorageError: if it cannot be made or written.
    """
    entries = list(ledger.entries())
    register = replay(entries)
    exhibits = _exhibits_about(entries, subject)
    records = frozenset() if exhibits else _records_about(register, subject, progress)
    chosen = _entries_about(entries, register, records, exhibits)
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
        chains=tuple(chain for name, chain in read_custody(entries).items() if name in exhibits),
    )
    write_text(folder / REPORT, custody_page(custody))
    left = {file.sha256 for entry in chosen for file in entry.files} - left_out.keys()
    if left:
        first, *others = sorted(exhibits or left)
        deed = Deed(CustodyAction.EXPORTED, f"in the bundle about {subject}")
        write_down(ledger, first, deed, scribe, others)
    return custody


def _exhibits_about(entries: Iterable[Entry], subject: str) -> frozenset[str]:
    """The exhibit of that id with what was made from it and what it was made from, if it is one."""
    chains = read_custody(entries)
    found: set[str] = set()
    waiting = [subject] if subject in chains else []
    while waiting:
        chain = chains[waiting.pop()]
        found.add(chain.exhibit.id)
        parents = [chain.exhibit.parent] if chain.exhibit.parent else []
        waiting += [name for name in (*chain.derived, *parents) if name not in found]
    return frozenset(found)


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
    entries: Iterable[Entry],
    register: Register,
    records: frozenset[str],
    exhibits: frozenset[str],
) -> list[Entry]:
    """The entries about these records or exhibits: where they stand, what was decided and done."""
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
        elif (records | exhibits | {sha256 for _, sha256 in files}) & {entry.subject, *entry.over}:
            chosen.append(entry)
    return [entry for entry in entries if entry in chosen or entry in latest.values()]
