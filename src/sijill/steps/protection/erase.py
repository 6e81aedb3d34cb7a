"""Erase: the words of a record or of an exhibit leave the register on lawful request.

That they were there stays. Of a record: the cells of the row in every capture of the list, and what
decisions about it say in words. Of an exhibit: its title and notes, and what its custody events say
of people and places. The file itself still holds them, as do backups, bundles and other copies;
whoever erases is told which, and must see to them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.log.erasure import Target
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.errors import DecisionError
from sijill.register.custody import read_custody
from sijill.register.events import CustodyEntry, RowEntry, erasable_values
from sijill.register.register import Register, Replay
from sijill.sources.records.rows import read_rows
from sijill.steps.custody.evidence import REGISTER
from sijill.steps.open_case import OpenCase
from sijill.steps.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the entry that says so, how many values, and what still holds them."""

    entry: Entry
    values: int
    files: tuple[str, ...]
    """Evidence, by SHA-256."""
    copies: tuple[str, ...]
    """Backups, bundles and the like that were made, and devices that this register was synced
    with."""


def erase(case: OpenCase, subject: str, reason: str) -> Erased:
    """Erase everything about one record or exhibit.

    Raises:
        DecisionError: if there is none of that name, or nothing is left of its words.
        LedgerError: if it cannot be erased.
        StorageError: also if it is erased, and old bytes stay because somebody reads the file. The
            entry stands then; ``clean`` finishes it.
    """
    ledger = case.ledger
    entries = list(ledger.entries())
    register = Replay.of(entries).register()
    exhibits = read_custody(entries)
    if subject in register.records:
        rows = _rows_of(register, subject)
        targets = list(_about_record(entries, subject, rows))
        kept = {one.sha256: one.kept_as for held in register.captures.values() for one in held}
        files = tuple(sorted({kept[sha256] for _, sha256, _ in rows}))
    elif subject in exhibits:
        targets = list(_about_exhibit(entries, subject))
        files = tuple(filter(None, (exhibits[subject].exhibit.sha256,)))
    else:
        targets, files = [], ()
    if not targets:
        raise DecisionError(
            f"there is no record or exhibit {subject!r} in the register whose words could be "
            "erased; it may be erased already. Where that was interrupted: sijill erase --clean"
        )
    done = ledger.erase(targets, reason, author=case.author.name, at=case.author.now())
    copies = (*_older_file(case.workspace), *_copies(ledger, entries))
    return Erased(done, len(targets), files, copies)


def clean(ledger: Ledger) -> None:
    """Leave no bytes of what was erased in the file, where an erasure could not finish.

    Raises:
        StorageError, LedgerError: if somebody still reads it.
    """
    ledger.storage.prepare_erasing()
    ledger.storage.clean()


def _about_record(
    entries: Iterable[Entry], record: str, rows: set[tuple[str, str, int]]
) -> Iterator[Target]:
    decided: set[str] = set()
    for entry in entries:
        if entry.kind is EntryKind.ROW and not entry.erased:
            row = RowEntry.of(entry).number
            if any((entry.subject, file, row) in rows for file in entry.over):
                yield from _words(entry)
        elif entry.kind is EntryKind.CUSTODY:
            continue  # about evidence; what is said there is erased with the exhibit
        elif entry.kind.is_decision and (
            record in (entry.subject, *entry.over) or decided & set(entry.over)
        ):
            decided.add(entry.leaf)  # whoever takes it back names its leaf, and says why
            yield from _words(entry)


def _about_exhibit(entries: Iterable[Entry], exhibit: str) -> Iterator[Target]:
    for entry in entries:
        if (entry.kind is EntryKind.EXHIBIT and entry.subject == exhibit) or (
            entry.kind is EntryKind.CUSTODY and exhibit in (entry.subject, *entry.over)
        ):
            yield from _words(entry)


def _words(entry: Entry) -> Iterator[Target]:
    return ((entry, key) for key in erasable_values(entry))


def _older_file(workspace: Workspace) -> Iterator[str]:
    """The file from which a register moved to a server, which nobody writes to any more."""
    path = workspace.register
    if workspace.ledger != path and path.is_file():
        yield f"{path}: the register as it was before it moved to the server: destroy it."


def _copies(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[str]:
    """Copies of the register outside it, each as a sentence about what to do."""
    dossiers = []
    for entry in entries:
        if entry.kind is not EntryKind.CUSTODY:
            continue
        event = CustodyEntry.of(entry)
        what = f"{event.reason} ({entry.at:%Y-%m-%d}, {entry.author})"
        match event.action:
            case CustodyAction.COPIED if entry.subject == REGISTER:
                yield f"{what}: destroy it, and make a new one."
            case CustodyAction.EXPORTED if entry.subject == REGISTER:
                dossiers.append(entry)
            case CustodyAction.EXPORTED:
                yield f"What was exported {what}: ask for it back, if it holds what was erased."
    if dossiers:
        yield (
            f"A dossier was made {len(dossiers)} times, last on {dossiers[-1].at:%Y-%m-%d}: see to "
            "every copy of it."
        )
    for log in ledger.logs:
        if log.public != ledger.main.public:
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
