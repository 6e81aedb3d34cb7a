"""Capture: files become evidence and rows, once; a file that changed is captured again, whole.

The ledger gets the text of ``case.toml`` and of each mapping when it is new or changed, one entry
for each captured file, and one for each of its rows. A second run over unchanged files appends
nothing. One file that cannot be read does not stop the others: the reason is kept beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sijill.ledger.entries.entry import NAME_DIGITS, Draft, Entry, EntryKind, FileReference
from sijill.ledger.evidence.files import PROTECTED, StoredFile, measure_file, store_file
from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.decided import read_decisions
from sijill.register.events import CaptureEntry, CaseEntry, RowEntry, SealedFile, SourceEntry
from sijill.register.events.received import CASE_SUBJECT
from sijill.register.received import Capture
from sijill.register.register import Replay
from sijill.sources.tables.table import Grid, Row, Table
from sijill.sources.tables.table_files import FileReading, format_of, read_table
from sijill.sources.toml_files import read_mapping
from sijill.steps.case.notices import Notice, replaced_elsewhere
from sijill.steps.case.settings import CaseSettings
from sijill.steps.open_case import OpenCase
from sijill.steps.protection.erased_rows import REASON, erased_marks, leave_out_erased
from sijill.steps.protection.later_sealing import seal_captured
from sijill.steps.protection.protected_files import (
    Protection,
    keep,
    plain_remains,
    protections,
    read_protected,
    withhold,
)
from sijill.steps.protection.vault import MEDIA_TYPE
from sijill.steps.workspace import Workspace, data_folder

SEVERAL = 2


def capture_case(case: OpenCase, settings: CaseSettings, replayed: Replay) -> list[Notice]:
    """Append what is new: case, mappings, files and rows. Returns notices.

    ``replayed`` is the ledger as it was read; what is appended is taken in there, too.
    """
    replayed.take(_append_texts(case, replayed, settings))
    captures, marks = replayed.captures(), erased_marks(replayed.entries)
    data = data_folder(case.workspace, settings.case)
    exhibits = frozenset(
        file.sha256
        for entry in replayed.entries
        if entry.kind is EntryKind.EXHIBIT
        for file in entry.files
    )
    notices = list(settings.notices)
    withdrawn = read_decisions(replayed.entries).withdrawn_lists
    unmapped = _unmapped(replayed, settings)
    vault, gone = settings.case.vault, tuple(unmapped.values())
    protected = protections(unmapped, data, vault)
    protected |= protections(settings.mappings, data, vault, gone)
    mappings = {**unmapped, **settings.mappings}
    for done, (source, mapping) in enumerate(sorted(mappings.items())):
        case.progress(f"capturing {source}", done, len(mappings))
        path, earlier = data / mapping.file, captures.get(source, ())
        file = _Source(mapping, path, protected[source], earlier, marks, exhibits)
        is_read = source not in unmapped and source not in withdrawn
        appended, words = _capture_source(case, file, is_read=is_read)
        replayed.take(appended)
        notices += words
    return notices


def _unmapped(replayed: Replay, settings: CaseSettings) -> dict[str, SourceMapping]:
    """The mappings of lists that were captured and that no mapping in ``sources`` names now."""
    texts = replayed.texts()[EntryKind.SOURCE]
    return {
        source: read_mapping(texts[source], f"sources/{source}.toml in the ledger")
        for source in replayed.captures()
        if source in texts and source not in settings.mappings
    }


def _append_texts(case: OpenCase, replayed: Replay, settings: CaseSettings) -> list[Entry]:
    latest = replayed.texts()
    drafts = [
        SourceEntry(settings.texts[source]).draft(source)
        for source in sorted(settings.mappings)
        if latest[EntryKind.SOURCE].get(source) != settings.texts[source]
    ]
    if latest[EntryKind.CASE].get(CASE_SUBJECT) != settings.case_text:
        drafts.insert(0, CaseEntry(settings.case_text).draft(CASE_SUBJECT))
    return case.append(*drafts)


@dataclass(frozen=True, slots=True)
class _Source:
    """A source's file as it lies in the case, what is withheld of it, and its earlier captures.

    ``captures`` are oldest first; ``erased`` marks the records that were erased on request;
    ``exhibits`` are the SHA-256 of all files that are exhibits.
    """

    mapping: SourceMapping
    path: Path
    protection: Protection
    captures: tuple[Capture, ...]
    erased: Mapping[str, frozenset[str]] = field(default_factory=dict)
    exhibits: frozenset[str] = frozenset()

    @property
    def latest(self) -> Capture | None:
        return self.captures[-1] if self.captures else None

    @property
    def reading(self) -> dict[str, str]:
        """The settings of a mapping that decide which rows and cells are read."""
        reading = FileReading.of(self.mapping).as_texts()
        return reading | {"protected": ", ".join(self.protection.names)}

    def is_known(self, received: StoredFile) -> bool:
        """Whether the file was captured last, and read the same way."""
        latest = self.latest
        return latest is not None and (
            (latest.sha256, latest.reading) == (received.sha256, self.reading)
        )


def _capture_source(
    case: OpenCase, source: _Source, *, is_read: bool
) -> tuple[list[Entry], list[Notice]]:
    """Append the file if it is new and read, and seal what was captured in plain.

    Returns what was appended, and notices.
    """
    later = seal_captured(case, source.protection, source.captures, source.exhibits)
    source = replace(source, captures=later.captures)
    appended, notices = _capture_file(case, source) if is_read else ([], [])
    words = [*later.left, *plain_remains(source.protection, source.captures)]
    return [*later.entries, *appended], [
        *(Notice(source.mapping.id, sentence, is_news=True) for sentence in later.done),
        *(Notice(source.mapping.id, sentence, is_problem=True) for sentence in words),
        *notices,
    ]


def _capture_file(case: OpenCase, source: "_Source") -> tuple[list[Entry], list[Notice]]:
    mapping, latest = source.mapping, source.latest
    try:
        case.workspace.demand_inside(source.path)
        _demand_size(source.path)
        if stale := _stale(case, source):
            return [], [stale]
        read = _read_protected if source.protection.names else _read_open
        received = read(case.workspace, source)
    except FileUnreadableError as error:
        is_moved = latest is not None and latest.is_sealed and not source.path.exists()
        if source.protection.names and is_moved:
            return [], []  # it was moved away, as it should be
        return [], [_not_there(source, error)]
    if received is None:
        return [], _describe_known(latest) if latest else []
    table = leave_out_erased(received.table, mapping, received.name, source.erased)
    received = replace(received, table=table)
    appended = case.append(
        _capture_draft(source, received), *(_row_draft(received, row) for row in received.rows)
    )
    words = [*_describe_new(received), *_describe_change(source, received)]
    return appended, [*words, *_let_out(source)]


def _let_out(source: _Source) -> Iterator[Notice]:
    """What is said where a mapping protects less of a list than when it was captured last."""
    before = source.latest.reading.get("protected", "") if source.latest else ""
    open_now = [name for name in before.split(", ") if name not in ("", *source.protection.names)]
    if open_now:
        sentence = (
            f"its mapping protects {', '.join(map(repr, open_now))} no more: what stands there is "
            "in the register now. If that is a mistake, protect it again and see sijill erase"
        )
        yield Notice(source.mapping.id, sentence, is_problem=True)


def _stale(case: OpenCase, source: _Source) -> Notice | None:
    """What is said where the file is a version that another device has since replaced."""
    latest, key = source.latest, case.author.key
    own = {log.id[:NAME_DIGITS] for log in case.ledger.logs if key and log.public == key.public}
    if latest is None or key is None or latest.entry.partition(":")[0] in own:
        return None
    return replaced_elsewhere(source.captures, measure_file(source.path).sha256)


def _demand_size(path: Path) -> None:
    """Refuse a file that would be too large to be read, before it fills the evidence.

    A sparse file takes no room where it lies, and all of its size as a copy.

    Raises:
        FileUnreadableError: naming its size.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return  # reading says why
    if size > limits.MOST_UNPACKED:
        raise FileUnreadableError(
            f"{path.name}: the file has {size:,} bytes; at most {limits.MOST_UNPACKED:,} are read, "
            "and it was not kept. Split it."
        )


def _read_open(workspace: Workspace, source: _Source) -> "_Received | None":
    """The file as evidence, and its table; ``None`` where it is known already."""
    stored = store_file(source.path, workspace.evidence)
    if source.is_known(stored):
        return None
    table = _read(stored, source.path.name, source.mapping)
    return _Received(source.mapping.id, source.path.name, stored, stored, table)


def _read_protected(workspace: Workspace, source: _Source) -> "_Received | None":
    """As ``_read_open``, but nothing is stored before all that is protected was found.

    A file that is known is read again where the mapping reads a column that was withheld: it is
    taken in once more if more of it is let through now.
    """
    plain = measure_file(source.path)
    latest = source.latest if source.is_known(plain) else None
    if latest is not None and set(source.mapping.columns) <= set(latest.columns):
        return None
    name = source.path.name
    table = read_protected(plain.path, name, source.mapping, source.protection)
    table, withheld = withhold(table, source.protection, Grid(source.mapping.id, name))
    if latest is not None and set(table.columns) <= set(latest.columns):
        return None
    kept = keep(plain, source.protection, workspace)
    return _Received(source.mapping.id, name, plain, kept, table, withheld)


@dataclass(frozen=True, slots=True)
class _Received:
    """A file as received, as evidence (the same, or its ciphertext), and its table.

    ``withheld`` are the protected names of each row, by its sheet (where there are several)
    and its number.
    """

    source: str
    name: str
    plain: StoredFile
    kept: StoredFile
    table: Table
    withheld: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_sealed(self) -> bool:
        return self.plain.sha256 != self.kept.sha256

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.table.rows


def _describe_known(known: Capture) -> list[Notice]:
    """What is said at every build about a file that was captured before."""
    if not known.is_readable:
        return [Notice(known.source, known.problems[0].reason, is_problem=True)]
    return [_sealed(known.source, known.file)] if known.is_sealed else []


def _describe_new(received: _Received) -> list[Notice]:
    notices = [_sealed(received.source, received.name)] if received.is_sealed else []
    if not received.table.columns:
        reason = received.table.problems[0].reason
        notices.append(Notice(received.source, reason, is_problem=True))
    left_out = [str(problem.row) for problem in received.table.problems if problem.reason == REASON]
    if left_out:
        words = f"{received.name} brings rows that were erased on request: {', '.join(left_out)}."
        words += " They were left out. Ask its keeper to take them out, too."
        notices.append(Notice(received.source, words))
    return notices


def _sealed(source: str, file: str) -> Notice:
    words = f"{file} is sealed in the evidence. Move the plain file off this machine."
    return Notice(source, words, is_problem=True)


def _read(stored: StoredFile, name: str, mapping: SourceMapping) -> Table:
    """The file's table; one without columns, and with the reason, where it cannot be read."""
    try:
        return read_table(stored.path, name, FileReading.of(mapping))
    except FileUnreadableError as error:
        problem = Reject(mapping.id, name, mapping.sheet, 0, "", "", str(error), Effect.FILE)
        return Table((), (), sheet=mapping.sheet, problems=(problem,))


def _capture_draft(source: _Source, received: _Received) -> Draft:
    table = received.table
    media_type = format_of(received.name).media_type if table.columns else ""
    plain, kept = received.plain, received.kept
    captured = CaptureEntry(
        file=received.name,
        sheet=table.sheet if len(table.sheets) < SEVERAL else "",
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns=tuple(table.columns),
        rows=len(table.rows),
        reading=source.reading,
        problems=tuple(table.problems),
        sealed=SealedFile(plain.sha256, plain.size) if received.is_sealed else None,
    )
    if received.is_sealed:
        media_type = MEDIA_TYPE
    elif source.protection.names:
        media_type += PROTECTED
    reference = FileReference(kept.sha256, kept.size, media_type)
    return captured.draft(received.source, files=(reference,))


def _row_draft(received: _Received, row: Row) -> Draft:
    """A row as received, without the cells that are protected: these stay in the file alone."""
    withheld = received.withheld.get((row.sheet, row.number), ())
    content = RowEntry(row.number, row.cells, withheld, row.sheet)
    return content.draft(received.source, over=(received.plain.sha256,))


def _not_there(source: _Source, error: FileUnreadableError) -> Notice:
    words = str(error)
    if source.latest is not None:
        words = (
            f"{words} The register keeps the file captured on {source.latest.at:%Y-%m-%d} (SHA-256 "
            f"{source.latest.sha256[:12]}…)."
        )
    return Notice(source.mapping.id, words, is_problem=True)


def _describe_change(source: _Source, received: _Received) -> list[Notice]:
    before, now = source.latest, received.plain
    if before is None or before.sha256 == now.sha256:
        return []
    words = (
        f"{before.file} has changed since it was captured on {before.at:%Y-%m-%d} "
        f"(SHA-256 was {before.sha256[:12]}…, is {now.sha256[:12]}…). Both versions are kept; "
        "the new one counts. See changes.html for the rows that differ."
    )
    return [Notice(source.mapping.id, words, is_news=True)]
