"""Files as received: each capture of a source with its rows, from the ledger's entries.

A list that is issued again is captured again, whole. The latest capture is the list as its keeper
holds it now; earlier ones stay for what changed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.errors import LedgerError
from sijill.model.records.record import Locator
from sijill.model.records.rejects import Effect, Reject
from sijill.register.events import CaptureEntry, RowEntry, SealingEntry
from sijill.sources.records.received_rows import ReceivedRow


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
    reading: Mapping[str, str] = field(default_factory=dict)
    kept_as: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether rows could be read from the file at all."""
        return bool(self.columns)

    @property
    def is_sealed(self) -> bool:
        """Whether the file is kept as ciphertext alone."""
        return self.kept_as != self.sha256

    def unread_columns(self, read: Collection[str]) -> tuple[str, ...]:
        """Columns that say something of a row and are none of those that a mapping reads."""
        return tuple(
            column
            for column in self.columns
            if column not in read and any(row.cells.get(column, "").strip() for row in self.rows)
        )


RowKey: TypeAlias = tuple[str, str, str, int]
"""Source, SHA-256 of the file, sheet (where the list has several) and number of a row."""


@dataclass(slots=True)
class _Rows:
    """The rows of one capture so far, and those whose words were erased."""

    capture: Capture
    entry: Entry
    rows: list[ReceivedRow] = field(default_factory=list)
    erased: list[Reject] = field(default_factory=list)


class CaptureReplay:
    """Captures, as their entries are taken in one by one."""

    def __init__(self) -> None:
        self._files: list[_Rows] = []
        self._latest: dict[tuple[str, str], _Rows] = {}

    def take_capture(self, entry: Entry) -> None:
        """Take in the entry of a captured file. Raises LedgerError if it cannot be read."""
        file = _Rows(_capture(entry), entry)
        self._files.append(file)
        self._latest[file.capture.source, file.capture.sha256] = file

    def take_sealing(self, entry: Entry) -> None:
        """Take in that a captured file is kept as ciphertext now.

        Raises:
            LedgerError: if it cannot be read, or names no ciphertext.
        """
        plain = SealingEntry.of(entry).sealed.sha256
        if not entry.files:
            raise LedgerError(f"entry {entry.name} seals a file and names no other. Run verify.")
        for file in self._files:
            if file.capture.sha256 == plain and not file.capture.is_sealed:
                file.capture = replace(file.capture, kept_as=entry.files[0].sha256)

    def take_row(self, entry: Entry) -> None:
        """Take in a row of a captured file.

        Raises:
            LedgerError: if it cannot be read, or belongs to no capture.
        """
        file = next(
            (
                file_rows
                for over in entry.over
                if (file_rows := self._latest.get((entry.subject, over)))
            ),
            None,
        )
        if file is None:
            raise LedgerError(
                f"entry {entry.name} is a row of a file that was never captured. Run sijill verify."
            )
        row = RowEntry.of(entry)
        if row.cells is None:
            file.erased.append(_erased(row, file.capture))
        else:
            file.rows.append(_row(row, row.cells, file.capture))

    def captures(self) -> dict[str, tuple[Capture, ...]]:
        """Every source's captures, oldest first, each with its rows in the file's order."""
        captures_of: dict[str, tuple[Capture, ...]] = {}
        for file in self._files:
            complete = replace(
                file.capture,
                rows=tuple(file.rows),
                problems=(*file.capture.problems, *file.erased),
            )
            captures_of[complete.source] = (*captures_of.get(complete.source, ()), complete)
        return captures_of

    def only(self, is_known: Callable[[Entry], bool]) -> "CaptureReplay":
        """The captures whose entries are known, with all their rows, which came with them."""
        known = CaptureReplay()
        for file in self._files:
            if is_known(file.entry):
                known._files.append(file)
                known._latest[file.capture.source, file.capture.sha256] = file
        return known

    @property
    def row_entries(self) -> int:
        """How many entries of rows there are."""
        return sum(len(file.rows) + len(file.erased) for file in self._files)


def _capture(entry: Entry) -> Capture:
    content = CaptureEntry.of(entry)
    received = content.received(entry)
    return Capture(
        source=entry.subject,
        entry=entry.name,
        at=entry.at,
        file=content.file,
        sha256=received.sha256,
        size=received.size,
        sheet=content.sheet,
        encoding=content.encoding,
        delimiter=content.delimiter,
        columns=content.columns,
        problems=content.problems,
        reading=content.reading,
        kept_as=entry.files[0].sha256,
    )


def _erased(row: RowEntry, capture: Capture) -> Reject:
    """A row whose words were erased on request: it no longer counts, and the reason is shown."""
    reason = "the row was erased on request; the ledger says when and by whom"
    sheet = row.sheet or capture.sheet
    return Reject(capture.source, capture.file, sheet, row.number, "", "", reason, Effect.ROW)


def row_keys(captures: Iterable[Capture], locator: Locator) -> set[RowKey]:
    """By what the entries of a row are found, in every capture of its file: see ``entry_keys``."""
    return {
        (capture.source, capture.sha256, "" if capture.sheet else locator.sheet, locator.row)
        for capture in captures
        if capture.sha256 == locator.sha256 and capture.sheet in ("", locator.sheet)
    }


def entry_keys(entry: Entry) -> set[RowKey]:
    """Source, file, sheet (where the list has several) and number of the row that an entry holds.

    Empty for an entry of another kind.
    """
    if entry.kind is not EntryKind.ROW:
        return set()
    row = RowEntry.of(entry)
    return {(entry.subject, file, row.sheet, row.number) for file in entry.over}


def _row(row: RowEntry, cells: Mapping[str, str], capture: Capture) -> ReceivedRow:
    sheet = row.sheet or capture.sheet
    locator = Locator(capture.file, capture.sha256, sheet, row.number)
    ordered = {column: cells[column] for column in capture.columns if column in cells}
    return ReceivedRow(locator, ordered, row.withheld)
