"""Bundle: everything the register holds about one person, incident or record, with proofs.

What goes along: the rows of the records, the captures and mappings by which they were read, what
people decided about them, and the captured files. A file whose mapping protects columns stays: only
its hash leaves, because a witness's name is in it; so does a file with a row that consent holds
back. What consent holds back of a person it holds back of the body, too, and the reverse. That the
bundle leaves is written down first, and the entry that says so goes along.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sijill.ledger.bundle.writing import Contents, with_orders, write_bundle
from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.evidence.files import PROTECTED
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import ConsentUse, CustodyAction
from sijill.model.errors import DecisionError, LedgerError, StorageError
from sijill.model.records.record import Record, TestimonyRecord
from sijill.publication.pages.custody_report import Custody, custody_page
from sijill.publication.redaction.withholding import allows, is_refusal, withheld_records
from sijill.register.custody import EXHIBIT, read_custody
from sijill.register.events import CaptureEntry, CustodyEntry
from sijill.register.received import entry_keys, row_keys
from sijill.register.register import Register, Replay
from sijill.register.watching import Watch
from sijill.steps.case.link import link_records
from sijill.steps.custody.evidence import chains, find_chain, write_down
from sijill.steps.custody.leaving_metadata import Found, demand_allowed, exhibit_metadata
from sijill.steps.decisions.judge import near_record
from sijill.steps.open_case import OpenCase, writing
from sijill.steps.workspace import Author, Workspace

REPORT = "custody.html"
_LATEST = (EntryKind.CASE, EntryKind.SETTLEMENT, EntryKind.PUBLICATION)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a bundle is about, and what goes in."""

    subject: str
    case: str
    entries: tuple[Entry, ...]
    records: tuple[Record, ...]
    exhibits: frozenset[str]
    left_out: Mapping[str, str]


def bundle(
    workspace: Workspace,
    subject: str,
    folder: Path,
    author: Author,
    progress: Watch,
    *,
    with_metadata: bool = False,
) -> tuple[Custody, Found]:
    """Write the bundle about a person, an incident, an exhibit or any record to a new folder.

    That it leaves is written down in the ledger before; the checkpoint that is signed when the
    ledger is closed covers that entry, too. An exhibit may be named by the beginning of its id.
    Also returns what the files of its exhibits say beside what they show.

    Raises:
        DecisionError: if the register holds nothing of that name, consent holds it back, or files
            of its exhibits say who, where or with what they were made, unless they may.
        LedgerError, StorageError: if it cannot be made or written. Nothing is left of it then, and
            the entry about it stays.
    """
    if os.path.lexists(folder):
        raise StorageError(f"{folder} exists. Give a folder that does not exist yet.")
    if author.key is None:
        raise LedgerError("a bundle is signed, and this device has no key. Name it: SIJILL_KEY.")
    with writing(workspace, author, progress) as case:
        chosen = _choose(case, subject)
        known = chains(case.ledger)
        found = exhibit_metadata(workspace, (known[name] for name in chosen.exhibits))
        demand_allowed(case.ledger, found, is_allowed=with_metadata)
        exported = _write_down_export(case, chosen)
    with Ledger.open(workspace.ledger, key=author.key) as ledger:
        entries = with_orders((*chosen.entries, exported), ledger)
        custody = _custody(ledger, chosen, entries)
        pages = {REPORT: custody_page(custody).encode()}
        contents = Contents(entries, chosen.left_out, pages)
        write_bundle(ledger, contents, workspace.evidence, folder, author.key)
    return custody, found


def _choose(case: OpenCase, subject: str) -> _Chosen:
    entries = list(case.ledger.entries())
    register = Replay.of(entries).register()
    if subject.startswith(EXHIBIT) and subject not in register.records:
        subject = find_chain(case.ledger, subject).exhibit.id
    exhibits = _exhibits_about(entries, subject)
    records = frozenset() if exhibits else _records_about(case, register, subject)
    hidden = _held_back(case, register)
    _demand_consent(register, frozenset({subject}) | records | exhibits, hidden)
    chosen = _entries_about(entries, register, records, exhibits)
    held_back = {register.records[record].head.locator.sha256 for record in hidden}
    left_out = {
        file.sha256: "it holds columns that the mapping protects"
        for entry in chosen
        if entry.kind is EntryKind.CAPTURE
        for file in entry.files
        if register.mappings[entry.subject].protected or file.type.endswith(PROTECTED)
    }
    left_out |= {
        file.sha256: "it holds rows that consent holds back"
        for entry in chosen
        if entry.kind is EntryKind.CAPTURE
        for file in entry.files
        if file.sha256 in held_back and file.sha256 not in left_out
    }
    left_out |= {
        file.sha256: "it was sealed"
        for entry in chosen
        if entry.kind is EntryKind.SEALING
        for file in entry.files
    }
    return _Chosen(
        subject,
        register.case.title,
        tuple(chosen),
        tuple(register.records[record] for record in sorted(records)),
        exhibits,
        left_out,
    )


HANDED_OVER = (
    ConsentUse.SHARE_WITH_ORGANISATION,
    ConsentUse.UN_SUBMISSION,
    ConsentUse.NATIONAL_COURT,
    ConsentUse.INTERNATIONAL_COURT,
    ConsentUse.PUBLISH,
)
"""Uses for one of which a witness must have agreed before the account is handed to anybody."""


def _held_back(case: OpenCase, register: Register) -> frozenset[str]:
    """The records that consent holds back, those of the same person and its body among them.

    A person that a body may be is held back with the body while that is a mere lead, too: the
    decision, which goes along, names both.
    """
    if not withheld_records(register, ()) and not _not_handed_over(register):
        return frozenset()
    people = link_records(register, case.progress, case.workspace.work).people.working
    hidden = withheld_records(register, people.values()) | _not_handed_over(register)
    for identification in register.decisions.identifications.values():
        named = {identification.remains, identification.person}
        if named & hidden:
            hidden |= named & register.records.keys()
    return hidden


def _not_handed_over(register: Register) -> frozenset[str]:
    """Accounts whose list of consents allows none of the uses for which they might leave."""
    return frozenset(
        identity
        for identity, testimony in register.records.items()
        if isinstance(testimony, TestimonyRecord)
        and testimony.uses is not None
        and not any(allows(register, testimony, use) for use in HANDED_OVER)
    )


def _demand_consent(register: Register, about: frozenset[str], hidden: frozenset[str]) -> None:
    """Refuse a bundle of what consent holds back: it would carry the rows' own words."""
    sources = {register.records[name].head.source for name in about & register.records.keys()}
    refused = sorted(
        consent.subject
        for consent in register.decisions.consents.values()
        if consent.subject in about | sources and is_refusal(consent)
    )
    refused += sorted(about & hidden)
    if refused:
        raise DecisionError(
            f"consent about {', '.join(dict.fromkeys(refused))} was refused or withdrawn, and a "
            "bundle holds its words. Ask again and write the answer down with sijill consent, or "
            "leave it out."
        )


def _write_down_export(case: OpenCase, chosen: _Chosen) -> Entry:
    """Write down that exhibits and files leave; or, where none does, that words about it leave."""
    files = {file.sha256 for entry in chosen.entries for file in entry.files}
    first, *others = sorted(chosen.exhibits or files - chosen.left_out.keys() or {chosen.subject})
    leaving = CustodyEntry(CustodyAction.EXPORTED, f"in the bundle about {chosen.subject}")
    return write_down(case, first, leaving, others)


def _custody(ledger: Ledger, chosen: _Chosen, entries: tuple[Entry, ...]) -> Custody:
    chains = read_custody(ledger.entries({EntryKind.EXHIBIT, EntryKind.CUSTODY}))
    logs = {entry.log for entry in entries}
    return Custody(
        subject=chosen.subject,
        case=chosen.case,
        records=chosen.records,
        entries=entries,
        left_out=chosen.left_out,
        notes=tuple(log.checkpoints()[-1].decode() for log in ledger.logs if log.id in logs),
        chains=tuple(chain for name, chain in chains.items() if name in chosen.exhibits),
    )


def _exhibits_about(entries: Iterable[Entry], subject: str) -> frozenset[str]:
    """The exhibit of that id with what was made from it and what it was made from, if it is one."""
    chains = read_custody(entries)
    exhibits: set[str] = set()
    waiting = [subject] if subject in chains else []
    while waiting:
        chain = chains[waiting.pop()]
        exhibits.add(chain.exhibit.id)
        parents = [chain.exhibit.parent] if chain.exhibit.parent else []
        waiting += [name for name in (*chain.derived, *parents) if name not in exhibits]
    return frozenset(exhibits)


def _records_about(case: OpenCase, register: Register, subject: str) -> frozenset[str]:
    """The records of a person (P…), those listed in an incident, or the one record itself."""
    if subject in register.records:
        listed = {
            record
            for record, listed_record in register.records.items()
            if getattr(listed_record, "incident", "") == subject
        }
        return frozenset({subject, *listed})
    people = link_records(register, case.progress, case.workspace.work).people.working
    if subject not in people:
        raise DecisionError(
            f"there is no person, incident or record {subject!r} in the register. "
            f"{near_record(register, subject)}"
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
        key
        for record in (register.records[record] for record in records)
        for key in row_keys(register.captures[record.head.source], record.head.locator)
    }
    files = {(source, sha256) for source, sha256, _, _ in rows}
    chosen: list[Entry] = []
    latest: dict[tuple[EntryKind, str], Entry] = {}
    for entry in entries:
        if entry.kind in _LATEST or (entry.kind is EntryKind.SOURCE and entry.subject in sources):
            latest[entry.kind, entry.subject] = entry
        elif entry.kind is EntryKind.CAPTURE:
            if (entry.subject, CaptureEntry.of(entry).received(entry).sha256) in files:
                chosen.append(entry)
        elif entry.kind is EntryKind.ROW:
            if entry_keys(entry) & rows:
                chosen.append(entry)
        elif (records | exhibits | {sha256 for _, sha256 in files}) & {entry.subject, *entry.over}:
            chosen.append(entry)
    leaves = {entry.leaf for entry in (*chosen, *latest.values())}
    return [entry for entry in entries if entry.leaf in leaves]
