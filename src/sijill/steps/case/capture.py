"""Capture: files become evidence and rows, once; a file that changed is captured again, whole.

The ledger gets the text of ``case.toml`` and of each mapping when it is new or changed, one entry
for each captured file, and one for each of its rows. A second run over unchanged files appends
nothing. One file that cannot be read does not stop the others: the reason is kept beside it.
"""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from sijill.files.temporary_files import clear_leftovers
from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Draft, Entry, EntryKind, FileReference
from sijill.ledger.evidence.files import INCOMING, StoredFile, store_file
from sijill.ledger.log.ledger import Ledger
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import Mapping
from sijill.register.received import Capture, read_captures
from sijill.sources.tables.table import Row, Table
from sijill.sources.tables.table_files import Reading, format_of, read_table
from sijill.sources.toml_files import file_text, read_case, read_mapping
from sijill.steps.protection.vault import MEDIA_TYPE, VAULT, plain_copy, seal
from sijill.steps.workspace import Progress, Scribe, Workspace

_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "spreadsheet": "application/vnd.ms-excel",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should hear after a run.

    ``is_problem`` where something could not be used.
    """

    source: str
    sentence: str
    is_problem: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What people wrote: the case, and each mapping with its text, by source id."""

    case: Case
    case_text: str
    mappings: MappingOf[str, Mapping]
    texts: MappingOf[str, str]
    notices: tuple[Notice, ...]


def read_settings(workspace: Workspace) -> Settings:
    """The case and its mappings.

    A mapping with mistakes is left out, with a notice that tells them.

    Raises:
        CaseError: if ``case.toml`` cannot be used.
    """
    case_text = file_text(workspace.case_file)
    case = read_case(case_text, str(workspace.case_file))
    mappings: dict[str, Mapping] = {}
    texts: dict[str, str] = {}
    files: dict[str, Path] = {}
    notices: list[Notice] = []
    for path in workspace.mappings:
        try:
            text = file_text(path)
            mapping = read_mapping(text, str(path))
        except CaseError as error:
            notices.append(Notice(path.stem, str(error), is_problem=True))
            continue
        if mapping.id in files:
            other = files[mapping.id]
            mappings.pop(mapping.id, None)
            notices.append(
                Notice(
                    mapping.id,
                    f"two mappings have the id {mapping.id!r}: {other.name} and {path.name}. "
                    "Neither was read. Give one of them another id.",
                    is_problem=True,
                )
            )
            continue
        mappings[mapping.id], texts[mapping.id], files[mapping.id] = mapping, text, path
    return Settings(case, case_text, mappings, texts, tuple(notices))


def capture_case(
    ledger: Ledger, workspace: Workspace, settings: Settings, scribe: Scribe, progress: Progress
) -> list[Notice]:
    """Append what is new: case, mappings, files and rows. Returns what a person should hear."""
    clear_leftovers(workspace.evidence, INCOMING)
    clear_leftovers(workspace.work, VAULT)
    entries = list(ledger.entries())
    _append_texts(ledger, entries, settings, scribe)
    held = read_captures(entries)
    notices = list(settings.notices)
    for done, (source, mapping) in enumerate(sorted(settings.mappings.items())):
        progress(f"capturing {source}", done, len(settings.mappings))
        path = workspace.case / settings.case.data / mapping.file
        given = _Given(mapping, path, settings.case.vault if mapping.protected else ())
        notices += _capture_source(ledger, workspace, given, held.get(source, ()), scribe)
    return notices


def _append_texts(
    ledger: Ledger, entries: Iterable[Entry], settings: Settings, scribe: Scribe
) -> None:
    latest: dict[tuple[EntryKind, str], Json] = {
        (entry.kind, entry.subject): entry.payload.get("text")
        for entry in entries
        if entry.kind in (EntryKind.CASE, EntryKind.SOURCE)
    }
    wanted = {(EntryKind.CASE, "case"): settings.case_text} | {
        (EntryKind.SOURCE, source): settings.texts[source] for source in sorted(settings.mappings)
    }
    drafts = [
        Draft(kind, subject, {"text": text})
        for (kind, subject), text in wanted.items()
        if latest.get((kind, subject)) != text
    ]
    ledger.append(drafts, author=scribe.author, at=scribe.now())


class _Given(NamedTuple):
    """A source's file, and the keys to which it is sealed; none where it need not be."""

    mapping: Mapping
    path: Path
    keys: tuple[str, ...]


def _capture_source(
    ledger: Ledger,
    workspace: Workspace,
    given: _Given,
    held: tuple[Capture, ...],
    scribe: Scribe,
) -> list[Notice]:
    mapping, path, keys = given
    try:
        if not keys:
            received = store_file(path, workspace.evidence)
            return _append_file(ledger, mapping, _File(path.name, received, received), held, scribe)
        with plain_copy(path, workspace.work) as received:
            if _is_known(mapping, received, held):
                return _told_again(mapping, held[-1])
            kept = seal(received, keys, workspace.evidence)
            file = _File(path.name, received, kept)
            return _append_file(ledger, mapping, file, held, scribe)
    except FileUnreadableError as error:
        if held and held[-1].is_sealed:
            return []  # it was moved away, as it should be
        return [_not_there(mapping, error, held)]


class _File(NamedTuple):
    """A file as received, and as evidence: the same, or its ciphertext."""

    name: str
    received: StoredFile
    kept: StoredFile

    @property
    def is_sealed(self) -> bool:
        return self.received != self.kept


def _is_known(mapping: Mapping, received: StoredFile, held: tuple[Capture, ...]) -> bool:
    return bool(held) and (
        (held[-1].sha256, held[-1].reading) == (received.sha256, _reading_text(mapping))
    )


def _told_again(mapping: Mapping, known: Capture) -> list[Notice]:
    """What a file that is known already makes us say."""
    if not known.is_readable:
        return [Notice(mapping.id, known.problems[0].reason, is_problem=True)]
    if known.is_sealed:
        words = f"{known.file} is sealed in the evidence. Move the plain file off this machine."
        return [Notice(mapping.id, words)]
    return []


def _append_file(
    ledger: Ledger, mapping: Mapping, file: _File, held: tuple[Capture, ...], scribe: Scribe
) -> list[Notice]:
    stored = file.received
    if _is_known(mapping, stored, held):
        return _told_again(mapping, held[-1])
    table = _read(stored, file.name, mapping)
    drafts = [_capture_draft(mapping, file, table)]
    drafts += [_row_draft(mapping, stored, row) for row in table.rows]
    ledger.append(drafts, author=scribe.author, at=scribe.now())
    notices = _changed(mapping, held, stored)
    if file.is_sealed:
        words = f"{file.name} is sealed in the evidence. Move the plain file off this machine."
        notices.append(Notice(mapping.id, words))
    if not table.columns:
        notices.append(Notice(mapping.id, table.problems[0].reason, is_problem=True))
    return notices


def _read(stored: StoredFile, name: str, mapping: Mapping) -> Table:
    """The file's table; one without columns, and with the reason, where it cannot be read."""
    try:
        return read_table(stored.path, name, Reading.of(mapping))
    except FileUnreadableError as error:
        problem = Reject(mapping.id, name, mapping.sheet, 0, "", "", str(error), Effect.FILE)
        return Table((), (), sheet=mapping.sheet, problems=(problem,))


def _reading_text(mapping: Mapping) -> dict[str, str]:
    """The settings of a mapping that decide which rows and cells are read."""
    reading = {name: str(value) for name, value in asdict(Reading.of(mapping)).items()}
    return reading | {"protected": ", ".join(mapping.protected)}


def _capture_draft(mapping: Mapping, file: _File, table: Table) -> Draft:
    media_type = _MEDIA_TYPES[format_of(file.name).value] if table.columns else ""
    content: dict[str, Json] = {
        "file": file.name,
        "sheet": table.sheet,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "columns": list(table.columns),
        "rows": len(table.rows),
        "reading": dict(_reading_text(mapping)),
        "problems": [_problem_content(problem, mapping) for problem in table.problems],
    }
    if file.is_sealed:
        content["sealed"] = {"sha256": file.received.sha256, "size": file.received.size}
        media_type = MEDIA_TYPE
    reference = FileReference(file.kept.sha256, file.kept.size, media_type)
    return Draft(EntryKind.CAPTURE, mapping.id, content, files=(reference,))


def _problem_content(problem: Reject, mapping: Mapping) -> dict[str, Json]:
    """A problem as the ledger keeps it.

    The words of a line that may hold protected cells are left out.
    """
    content: dict[str, Json] = {**asdict(problem), "effect": problem.effect.value}
    return content | {"value": "(withheld)"} if mapping.protected and problem.value else content


def _row_draft(mapping: Mapping, stored: StoredFile, row: Row) -> Draft:
    """A row as received, without the cells that the mapping protects.

    These stay in the file alone.
    """
    withheld = [column for column in mapping.protected if row.cells.get(column)]
    cells = {column: cell for column, cell in row.cells.items() if column not in mapping.protected}
    return Draft(
        EntryKind.ROW,
        mapping.id,
        {"row": row.number, "cells": dict(cells), "withheld": list(withheld)},
        over=(stored.sha256,),
    )


def _not_there(mapping: Mapping, error: FileUnreadableError, held: tuple[Capture, ...]) -> Notice:
    if not held:
        return Notice(mapping.id, str(error), is_problem=True)
    kept = held[-1]
    return Notice(
        mapping.id,
        (
            f"{error} The register keeps the file captured on {kept.at:%Y-%m-%d} (SHA-256 "
            f"{kept.sha256[:12]}…)."
        ),
        is_problem=True,
    )


def _changed(mapping: Mapping, held: tuple[Capture, ...], stored: StoredFile) -> list[Notice]:
    if not held or held[-1].sha256 == stored.sha256:
        return []
    before = held[-1]
    return [
        Notice(
            mapping.id,
            f"{before.file} has changed since it was captured on {before.at:%Y-%m-%d} "
            f"(SHA-256 was {before.sha256[:12]}…, is {stored.sha256[:12]}…). Both versions are "
            "kept; "
            "the new one counts. See changes.html for the rows that differ.",
        )
    ]
