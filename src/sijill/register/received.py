"""Files as received: each capture of a source with its rows, from the ledger's entries.

A list that is issued again is captured again, whole. The latest capture is the list as its keeper
holds it now; earlier ones stay for what changed.
"""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.errors import LedgerError
from sijill.model.records.record import Locator
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.records.rows import ReceivedRow


@dataclass(frozen=True, slots=True)
class Capture:
    """One file as received on one day.

    ``at`` is in UTC; ``entry`` names its ledger entry (3fa9c1:17). ``reading`` are the settings of
    the mapping that decided how it was read. A file that could not be read has no columns, and a
    problem. ``sha256`` and ``size`` are those of the file as received; ``kept_as`` is the SHA-256
    of the evidence that holds it, another one where the file is sealed.
    """

    source: str
    entry: str
    at: datetime
    file: str
    sha256: str
    size: int
    sheet: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: tuple[ReceivedRow, ...] = ()
    problems: tuple[Reject, ...] = ()
    reading: MappingOf[str, str] = field(default_factory=dict)
    kept_as: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether rows could be read from the file at all."""
        return bool(self.columns)

    @property
    def is_sealed(self) -> bool:
        """Whether the file is kept as ciphertext alone."""
        return self.kept_as != self.sha256


RowKey: TypeAlias = tuple[str, str, str, int]


def read_captures(entries: Iterable[Entry]) -> dict[str, tuple[Capture, ...]]:
    """Every source's captures, oldest first, each with its rows in the file's order.

    Raises:
        LedgerError: if a row belongs to no capture.
    """
    captures: list[Capture] = []
    rows: dict[str, list[ReceivedRow]] = {}
    erased: dict[str, list[Reject]] = {}
    current: dict[tuple[str, str], Capture] = {}
    for entry in entries:
        if entry.kind is EntryKind.CAPTURE:
            capture = _capture(entry)
            captures.append(capture)
            rows[capture.entry] = []
            current[capture.source, capture.sha256] = capture
        elif entry.kind is EntryKind.ROW:
            held = next(
                (current[key] for file in entry.over if (key := (entry.subject, file)) in current),
                None,
            )
            if held is None:
                raise LedgerError(
                    f"entry {entry.name} is a row of a file that was never captured. Run "
                    "sijill verify."
                )
            if "cells" in entry.erased:
                erased.setdefault(held.entry, []).append(_erased(entry, held))
            else:
                rows[held.entry].append(_row(entry, held))
    found: dict[str, tuple[Capture, ...]] = {}
    for capture in captures:
        complete = replace(
            capture,
            rows=tuple(rows[capture.entry]),
            problems=(*capture.problems, *erased.get(capture.entry, ())),
        )
        found[capture.source] = (*found.get(capture.source, ()), complete)
    return found


def _capture(entry: Entry) -> Capture:
    content = entry.payload
    problems = content.get("problems", [])
    reading = content.get("reading", {})
    columns = content.get("columns", [])
    digest, size = received_file(entry)
    return Capture(
        source=entry.subject,
        entry=entry.name,
        at=entry.at,
        file=str(content.get("file", "")),
        sha256=digest,
        size=size,
        sheet=str(content.get("sheet", "")),
        encoding=str(content.get("encoding", "")),
        delimiter=str(content.get("delimiter", "")),
        columns=tuple(map(str, columns)) if isinstance(columns, list) else (),
        problems=tuple(map(_problem, problems)) if isinstance(problems, list) else (),
        reading={name: str(value) for name, value in reading.items()}
        if isinstance(reading, dict)
        else {},
        kept_as=entry.files[0].sha256,
    )


def received_file(entry: Entry) -> tuple[str, int]:
    """SHA-256 and size of the file as received."""
    match entry.payload.get("sealed"):
        case {"sha256": str() as digest, "size": int() as size}:
            return digest, size
    return entry.files[0].sha256, entry.files[0].size


def _problem(content: object) -> Reject:
    match content:
        case {
            "source": str() as source,
            "file": str() as file,
            "sheet": str() as sheet,
            "row": int() as row,
            "column": str() as column,
            "value": str() as value,
            "reason": str() as reason,
            "effect": str() as effect,
        }:
            return Reject(source, file, sheet, row, column, value, reason, Effect(effect))
    raise LedgerError(f"a problem noted at capture cannot be read: {content!r}. Run sijill verify.")


def _erased(entry: Entry, capture: Capture) -> Reject:
    """A row whose words were erased on request: it counts no longer, and is told."""
    number = entry.payload.get("row")
    row = number if isinstance(number, int) else 0
    reason = "the row was erased on request; the ledger says when and by whom"
    sheet = sheet_of(entry) or capture.sheet
    return Reject(capture.source, capture.file, sheet, row, "", "", reason, Effect.ROW)


def row_keys(captures: Iterable[Capture], locator: Locator) -> set[RowKey]:
    """By what the entries of a row are found, in every capture of its file: see ``entry_keys``."""
    return {
        (one.source, one.sha256, "" if one.sheet else locator.sheet, locator.row)
        for one in captures
        if one.sha256 == locator.sha256 and one.sheet in ("", locator.sheet)
    }


def entry_keys(entry: Entry) -> set[RowKey]:
    """Source, file, sheet (where the list has several) and number of the row that an entry holds.

    Empty for an entry of another kind.
    """
    row = entry.payload.get("row")
    if entry.kind is not EntryKind.ROW or not isinstance(row, int):
        return set()
    return {(entry.subject, file, sheet_of(entry), row) for file in entry.over}


def sheet_of(entry: Entry) -> str:
    """The sheet of a row whose list has several; empty where the capture names the one there is."""
    return str(entry.payload.get("sheet", ""))


def _row(entry: Entry, capture: Capture) -> ReceivedRow:
    match entry.payload:
        case {"row": int() as number, "cells": dict() as cells, "withheld": list() as withheld}:
            sheet = sheet_of(entry) or capture.sheet
            locator = Locator(capture.file, capture.sha256, sheet, number)
            ordered = {column: str(cells[column]) for column in capture.columns if column in cells}
            return ReceivedRow(locator, ordered, tuple(map(str, withheld)))
    raise LedgerError(f"entry {entry.name} holds no row. Run sijill verify.")
