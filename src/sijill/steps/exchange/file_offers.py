"""What may travel with a sync: which files an entry vouches for, and which never leave in plain.

Entries are signed; mappings and data files beside them are not. A file whose content an entry holds
or cites is known. Any other is shown to a person first. A file with protected columns never
travels: not from ``data``, under whatever name, and not from the evidence unless it is sealed. Nor
does one that no entry cites where a mapping cannot be read, which may protect its columns.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.evidence.files import measure_file
from sijill.ledger.log.ledger import Ledger
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.events import CaptureEntry, CaseEntry, SealingEntry, SourceEntry
from sijill.sources.tables.table_files import format_of
from sijill.sources.toml_files import file_text, read_case, read_mapping
from sijill.steps.workspace import Workspace, data_folder


@dataclass(frozen=True, slots=True)
class FileOffer:
    """A file of the other side that no signed entry vouches for, and what it says of itself."""

    name: str
    summary: str


TakesFile = Callable[[FileOffer], bool]
"""Whether a person takes a file in."""


@dataclass(frozen=True, slots=True)
class KnownContents:
    """What the entries and mappings of a copy say of its files.

    Attributes:
        texts: of ``case.toml`` and of mappings, as entries hold them.
        captured: the SHA-256 of files as they were received.
        protected: of those among them that have protected columns.
        protected_files: the places under the case at which mappings expect such files.
        unread: mappings that cannot be read, so that nobody knows what they protect.
        evidence: the SHA-256 and sizes of the files that entries cite.
    """

    texts: frozenset[str] = frozenset()
    captured: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    protected_files: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    evidence: frozenset[tuple[str, int]] = frozenset()

    def __or__(self, other: "KnownContents") -> "KnownContents":
        """What either of two copies says."""
        return KnownContents(
            self.texts | other.texts,
            self.captured | other.captured,
            self.protected | other.protected,
            self.protected_files | other.protected_files,
            self.unread | other.unread,
            self.evidence | other.evidence,
        )


def known_contents(workspace: Workspace) -> KnownContents:
    """What a copy says of its files.

    Raises:
        CaseError: if ``case.toml`` cannot be read.
        LedgerError, StorageError: if the ledger cannot be read.
    """
    kinds = set(EntryKind) - {EntryKind.ROW}  # rows cite no file
    with Ledger.open(workspace.ledger) as ledger:
        entries = list(ledger.entries(kinds))
    texts = frozenset(
        (CaseEntry if entry.kind is EntryKind.CASE else SourceEntry).of(entry).text
        for entry in entries
        if entry.kind in (EntryKind.CASE, EntryKind.SOURCE)
    )
    sealed = frozenset(
        SealingEntry.of(entry).sealed.sha256 for entry in entries if entry.kind is EntryKind.SEALING
    )
    on_disk, unread = _mappings_on_disk(workspace)
    mappings = [*_mappings_in(entries), *on_disk]
    sources = {mapping.id for mapping in mappings if mapping.protected}
    captures = [entry for entry in entries if entry.kind is EntryKind.CAPTURE and entry.files]
    files = _places(workspace, {mapping.file for mapping in mappings if mapping.protected})
    protected = {
        _received_digest(entry)
        for entry in captures
        if entry.subject in sources or _was_protected(entry)
    }
    return KnownContents(
        texts,
        frozenset(map(_received_digest, captures)),
        frozenset(protected | sealed | set(_digests(workspace, files))),
        files,
        unread,
        frozenset((file.sha256, file.size) for entry in entries for file in entry.files),
    )


def _places(workspace: Workspace, files: set[str]) -> frozenset[str]:
    """Files of mappings by their place under the case."""
    if not workspace.case_file.is_file():
        return frozenset(files)
    case = read_case(file_text(workspace.case_file), str(workspace.case_file))
    folder = data_folder(workspace, case).relative_to(workspace.case)
    return frozenset((folder / file).as_posix() for file in files)


def _digests(workspace: Workspace, places: Iterable[str]) -> Iterator[str]:
    """The SHA-256 of those files that are there: a copy under another name is known by it."""
    for place in places:
        try:
            yield measure_file(workspace.case / place).sha256
        except FileUnreadableError:
            continue


def describe_file(workspace: Workspace, name: str) -> str:
    """What a file of a copy is, in a line for whoever is asked.

    Raises:
        FileUnreadableError: if it cannot be read.
    """
    path = workspace.case / name
    measured = measure_file(path)
    size = f"{measured.size:,} bytes, SHA-256 {measured.sha256[:12]}…"
    if path.suffix != ".toml":
        return f"data, {size}"
    if path == workspace.case_file:
        return f"the case itself, {size}"
    try:
        mapping = read_mapping(file_text(path), name)
    except CaseError:
        return f"a mapping that cannot be read, {size}"
    protected = ", ".join(map(repr, mapping.protected)) or "none"
    return (
        f"mapping of {mapping.id!r}: {mapping.title!r}, a {mapping.kind} list in {mapping.file!r}, "
        f"{len(mapping.columns)} columns, protected: {protected}; {size}"
    )


def is_vouched_for(workspace: Workspace, name: str, known: KnownContents) -> bool:
    """Whether an entry holds or cites exactly this content."""
    path = workspace.case / name
    try:
        if path.suffix == ".toml":
            return file_text(path) in known.texts
    except CaseError:
        return False
    return is_captured(workspace, name, known)


def is_captured(workspace: Workspace, name: str, known: KnownContents) -> bool:
    """Whether an entry cites exactly this content as a file that was received."""
    try:
        return measure_file(workspace.case / name).sha256 in known.captured
    except FileUnreadableError:
        return False


def is_protected(workspace: Workspace, name: str, known: KnownContents) -> bool:
    """Whether a file has protected columns, by its place or by its content; unread, it may have."""
    if name in known.protected_files:
        return True
    try:
        return measure_file(workspace.case / name).sha256 in known.protected
    except FileUnreadableError:
        return True


def is_of_a_kind(name: str) -> bool:
    """Whether sijill reads files of this kind among the data."""
    try:
        format_of(name)
    except FileUnreadableError:
        return False
    return True


def _received_digest(capture: Entry) -> str:
    return CaptureEntry.of(capture).received(capture).sha256


def _was_protected(capture: Entry) -> bool:
    captured = CaptureEntry.of(capture)
    return captured.sealed is not None or bool(captured.reading.get("protected"))


def _mappings_in(entries: Iterable[Entry]) -> list[SourceMapping]:
    """Every version of every mapping that can still be read: what was protected once, stays so."""
    mappings = []
    for entry in entries:
        if entry.kind is EntryKind.SOURCE:
            try:
                mappings.append(read_mapping(SourceEntry.of(entry).text, entry.name))
            except CaseError:
                continue
    return mappings


def _mappings_on_disk(workspace: Workspace) -> tuple[list[SourceMapping], frozenset[str]]:
    """The mappings, and the names of those that cannot be read."""
    mappings = []
    unread = set()
    for path in workspace.mappings:
        try:
            mappings.append(read_mapping(file_text(path), str(path)))
        except CaseError:
            unread.add(path.name)
    return mappings, frozenset(unread)
