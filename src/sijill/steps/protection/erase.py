"""Erase: the words of a record or of an exhibit leave the register on lawful request.

That they were there stays. Of a record: the cells of the row in every capture of the list, also as
it was before somebody edited it, and what decisions about it say in words. Of an exhibit: its title
and notes, and what its custody events say of people and places. The file itself still holds them,
as do backups, bundles and other copies; the answer lists them, and whoever erases must see to them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.log.erasure import Target
from sijill.ledger.log.ledger import Ledger
from sijill.linkage.arrivals.kept_files import forget
from sijill.model.codes import CustodyAction
from sijill.model.errors import DecisionError
from sijill.register.custody import read_custody
from sijill.register.events import CaptureEntry, CustodyEntry, erasable_values, values_by_key
from sijill.register.received import RowKey, entry_keys
from sijill.register.register import Register, Replay
from sijill.steps.custody.evidence import REGISTER
from sijill.steps.open_case import OpenCase
from sijill.steps.protection.erased_rows import marks_of
from sijill.steps.protection.wordings import NamedRecord, Wording
from sijill.steps.workspace import Workspace

_FEWEST_LETTERS = 6
"""Fewer letters than these are no words to look for: codes, ages, days."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the entry that says so, how many values, and what still holds them."""

    entry: Entry
    values: int
    files: tuple[str, ...]
    """Evidence, by SHA-256."""
    copies: tuple[str, ...]
    """What still holds the words: entries that name the record by a key with words in it, backups,
    bundles and the like that were made, and devices that this register was synced with."""


def erase(case: OpenCase, subject: str, reason: str) -> Erased:
    """Erase everything about one record or exhibit.

    Raises:
        DecisionError: if there is none of that name, or nothing is left of its words.
        LedgerError: if it cannot be erased.
        StorageError: also if it is erased, and old bytes stay because somebody reads the file. The
            entry stands then; ``clean`` finishes it, or whoever writes next.
    """
    ledger = case.ledger
    marks: Mapping[str, Json] = {}
    remains: tuple[str, ...] = ()
    entries = list(ledger.entries())
    register = Replay.of(entries).register()
    exhibits = read_custody(entries)
    meant = NamedRecord.of(register, subject, entries)
    if wordings := meant.wordings():
        rows = {row for wording in wordings for row in wording.rows}
        words = _own_words(register, wordings)
        targets = list(_about_record(entries, meant, rows))
        targets += _in_problems(entries, subject.partition(":")[0], words)
        kept_out = {subject, *(wording.id for wording in wordings if wording.is_by_words)}
        marks = marks_of(entries, kept_out, reason).marks()
        remains = tuple(_remains(entries, {one.id for one in wordings}, words, targets))
        kept = {
            capture.sha256: capture.kept_as
            for captures in register.captures.values()
            for capture in captures
        }
        files = tuple(sorted({kept[sha256] for _, sha256, _, _ in rows}))
    elif subject in exhibits:
        targets = list(_about_exhibit(entries, subject))
        files = tuple(filter(None, (exhibits[subject].exhibit.sha256,)))
    else:
        targets, files = [], ()
    if not targets:
        raise DecisionError(
            f"there is no record or exhibit {subject!r} in the register whose words could be "
            "erased; it may be erased already. What an interrupted erasure left was removed now."
        )
    forget(case.workspace.kept_linkage)
    entry = ledger.erase(targets, reason, marks, author=case.author.name, at=case.author.now())
    copies = (*remains, *_older_file(case.workspace), *_copies(ledger, entries))
    return Erased(entry, len(targets), files, copies)


def clean(ledger: Ledger) -> None:
    """Leave no bytes of what was erased in the file, where an erasure could not finish.

    Raises:
        StorageError, LedgerError: if somebody still reads it.
    """
    ledger.storage.prepare_erasing()
    ledger.storage.clean()


def _about_record(
    entries: Iterable[Entry], meant: NamedRecord, rows: set[RowKey]
) -> Iterator[Target]:
    decided: set[str] = set()
    for entry in entries:
        if entry.kind is EntryKind.ROW and not entry.erased:
            if entry_keys(entry) & rows:
                yield from _words(entry)
        elif entry.kind is EntryKind.CUSTODY:
            continue  # about evidence; what is said there is erased with the exhibit
        elif entry.kind.is_decision and (
            any(meant.has(identity, entry.name) for identity in (entry.subject, *entry.over))
            or decided & set(entry.over)
        ):
            decided.add(entry.leaf)  # whoever takes it back names its leaf, and says why
            yield from _words(entry)


def _own_words(register: Register, wordings: Iterable[Wording]) -> frozenset[str]:
    """Cells of a record that stand in no other record: its name, rather than its town or day."""
    names = {wording.id for wording in wordings}
    own = {
        cell
        for wording in wordings
        for cell in wording.cells
        if sum(map(str.isalpha, cell)) >= _FEWEST_LETTERS
    }
    for identity, other in register.records.items():
        if identity not in names:
            own -= {cell.strip() for cell in other.head.cells.values()}
    return frozenset(own)


def _in_problems(entries: Iterable[Entry], source: str, words: frozenset[str]) -> Iterator[Target]:
    """Lines of the same list that were no rows and hold the record's words."""
    for entry in entries:
        is_of_the_list = entry.kind is EntryKind.CAPTURE and entry.subject == source
        if is_of_the_list:
            yield from (
                (entry, key)
                for key in CaptureEntry.erasable()
                if _holds(values_by_key(entry).get(key), words)
            )


def _remains(
    entries: Sequence[Entry],
    names: Collection[str],
    words: frozenset[str],
    targets: Iterable[Target],
) -> Iterator[str]:
    """Entries that still hold the record's words, in keys as well as in values, as sentences."""
    gone = {(entry.leaf, name) for entry, name in targets}
    sought = {word.casefold() for word in words}
    for record in sorted(names):
        key = record.partition(":")[2]
        if sum(map(str.isalpha, key)) < _FEWEST_LETTERS or key.casefold() not in sought:
            continue
        if named := [entry.name for entry in entries if record in (entry.subject, *entry.over)]:
            yield (
                f"The key of the record is made of its words, and {len(named)} entries name it "
                f"({', '.join(named[:5])}): that stays for ever. Map key columns without names."
            )
    for entry in entries:
        fields = [
            name
            for name, value in values_by_key(entry).items()
            if (entry.leaf, name) not in gone and _holds([name, value], words)
        ]
        if fields:
            yield (
                f"Entry {entry.name} ({entry.kind}, about {entry.subject}) has words of the record "
                f"in {', '.join(fields)}. If they are about it, erase that subject, too."
            )


def _holds(value: Json, words: frozenset[str]) -> bool:
    """Whether a value, or a key in it, contains one of the words."""
    text = json.dumps(value, ensure_ascii=False).casefold() if value else ""
    return any(json.dumps(word, ensure_ascii=False)[1:-1].casefold() in text for word in words)


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
