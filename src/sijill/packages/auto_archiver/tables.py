"""The table that Auto Archiver fills: which link was archived, where, with which hash.

Investigators list links; Auto Archiver fetches each and writes down where its copy lies. The table
comes in two forms: a sheet (one column for each thing, its names settable by whoever set it up) and
the CSV of ``csv_db`` (three columns, ``status``, ``metadata`` and ``media``, with Python objects in
them). Both become entries that open their row. A hash in the table is a claim until it is compared
with a file.

Format: Bellingcat, *Auto Archiver* 1, modules ``gsheet_feeder_db``, ``csv_db``, ``hash_enricher``.
"""

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sijill.files.reading import open_regular, read_bounded
from sijill.model import evidence_limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.record import Locator
from sijill.model.records.rejects import Effect, Reject
from sijill.packages.auto_archiver.json_rows import is_json, read_json_rows
from sijill.packages.auto_archiver.objects import OBJECT_COLUMNS, unfold, unfold_values
from sijill.packages.auto_archiver.statuses import ArchivingOutcome, find_outcome
from sijill.packages.csv_texts import encoding_of, read_rows
from sijill.packages.json_texts import Json, UnreadableText, plain_text_at
from sijill.packages.labels import Check, Label, PackageFile, compare

COLUMNS = {
    "link": "url",
    "media url": "url",
    "archive status": "status",
    "archive location": "locations",
    "archive date": "archived",
    "upload timestamp": "posted",
    "upload title": "title",
    "hash": "hash",
}
"""The names of the sheet's columns unless they were changed, in lower case."""

_NO_HASH = ("", "not-calculated")
_URL = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_CHUNK_BYTES = 1 << 20


class HashAlgorithm(StrEnum):
    """The algorithms that Auto Archiver offers."""

    SHA_256 = "SHA-256"
    SHA3_512 = "SHA3-512"


_ALGORITHMS = {64: HashAlgorithm.SHA_256, 128: HashAlgorithm.SHA3_512}
_HASH = re.compile(
    r"(?:(?P<algorithm>SHA-256|SHA3-512):)?(?P<digits>[0-9a-f]{64}|[0-9a-f]{128})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ClaimedHash:
    """A hash as the table has it, in lower-case hex."""

    algorithm: HashAlgorithm
    digits: str


@dataclass(frozen=True, slots=True)
class ArchivedLink:
    """One link. ``archived`` (when it was fetched) and ``posted`` are times as written.

    ``locations`` are where copies lie: addresses, or paths on the archiver's own machine.
    """

    locator: Locator
    url: str
    outcome: ArchivingOutcome
    status: str
    locations: tuple[str, ...]
    claimed_hash: ClaimedHash | None
    title: str
    archived: str
    posted: str


@dataclass(frozen=True, slots=True)
class ArchiverTable:
    """All links of one table, and the rows and values that could not be used."""

    name: str
    sha256: str
    links: tuple[ArchivedLink, ...]
    rejects: tuple[Reject, ...]


def read_auto_archiver(
    path: Path, name: str, columns: Mapping[str, str] | None = None
) -> ArchiverTable:
    """Read the table.

    Args:
        path: where the bytes are.
        name: the file's own name, for messages.
        columns: the sheet's own column names (in lower case) to those of ``COLUMNS``; ``None`` for
            the usual ones.

    Raises:
        FileUnreadableError: if it cannot be opened, is too large, holds too many rows, is no UTF-8
            or no CSV, or has no column of links.
    """
    try:
        content = read_bounded(path, evidence_limits.MOST_PACKAGE_TEXT_BYTES)
    except FileUnreadableError as error:
        raise FileUnreadableError(f"{name}: the file cannot be opened ({error}).") from error
    named = COLUMNS if columns is None else columns
    sha256 = hashlib.sha256(content).hexdigest()
    if is_json(content):
        builder = _Builder(name, sha256, [])
        objects = read_json_rows(content, name)
        _check_length(len(objects), name)
        for row_number, value, odd in objects:
            builder.add_object(row_number, value, odd, named)
    else:
        header, *rows = _lines(content, name) or [[]]
        _check_length(len(rows), name)
        titles = [title.strip().lower() for title in header]
        builder = _Builder(name, sha256, _fields(titles, named, name))
        for number, row in enumerate(rows, start=2):
            builder.add(number, row)
    return ArchiverTable(name, sha256, tuple(builder.links), tuple(builder.rejects))


def _check_length(rows: int, name: str) -> None:
    if rows > evidence_limits.MOST_ARCHIVED_LINKS:
        raise FileUnreadableError(
            f"{name}: the table has {rows:,} rows, more than the "
            f"{evidence_limits.MOST_ARCHIVED_LINKS:,} that are read of one. Divide it into "
            "several files."
        )


def compare_copy(link: ArchivedLink, copy: Path) -> PackageFile:
    """The copy of a link against the hash that the table claims for it.

    The hash of the table is that of one of several files (the page made of all of them, usually),
    so a difference may mean that this is another of them.

    Raises:
        FileUnreadableError: if the copy cannot be opened.
    """
    claimed = link.claimed_hash
    size_bytes, sha256 = _hash_file(copy, HashAlgorithm.SHA_256)
    if claimed is None or claimed.algorithm is HashAlgorithm.SHA_256:
        return compare(copy.name, size_bytes, claimed.digits if claimed else "", sha256)
    if _hash_file(copy, claimed.algorithm) == (size_bytes, claimed.digits):
        check = Check(Label.AGREES, f"by {claimed.algorithm}")
    else:
        check = Check(
            Label.DIFFERS, f"the file is not the one whose {claimed.algorithm} is claimed"
        )
    return PackageFile(copy.name, size_bytes, "", sha256, check)


def _hash_file(path: Path, algorithm: HashAlgorithm) -> tuple[int, str]:
    """The size in bytes and the hash of a file."""
    digest = hashlib.sha256() if algorithm is HashAlgorithm.SHA_256 else hashlib.sha3_512()
    size_bytes = 0
    try:
        with open_regular(path) as file:
            while piece := file.read(_CHUNK_BYTES):
                digest.update(piece)
                size_bytes += len(piece)
    except (OSError, FileUnreadableError) as error:
        raise FileUnreadableError(f"{path.name}: the file cannot be opened ({error}).") from error
    return size_bytes, digest.hexdigest()


def _lines(content: bytes, name: str) -> list[list[str]]:
    try:
        text = content.decode(encoding_of(content))
    except UnicodeDecodeError as error:
        raise FileUnreadableError(
            f"{name}: byte {error.start} is no {error.encoding.upper()} text. Export the sheet "
            "again as CSV."
        ) from error
    csv.field_size_limit(evidence_limits.MOST_PACKAGE_TEXT_BYTES)
    try:
        return list(read_rows(text, strict=True))
    except csv.Error as error:
        raise FileUnreadableError(
            f"{name}: this is no CSV ({error}). Look for a quotation mark that is never closed."
        ) from error


def _fields(titles: list[str], columns: Mapping[str, str], name: str) -> list[str]:
    """The field of each column; empty for columns that are not taken over."""
    if set(OBJECT_COLUMNS) <= set(titles):
        return [title if title in OBJECT_COLUMNS else "" for title in titles]
    fields = [columns.get(title, "") for title in titles]
    if fields.count("url") != 1:
        listed = ", ".join(repr(title) for title in columns if columns[title] == "url")
        raise FileUnreadableError(
            f"{name}: one column must hold the links ({listed}); the header has "
            f"{', '.join(map(repr, titles[:20])) or 'nothing'}."
        )
    return fields


class _Builder:
    """Links and rejects as they come out of the rows."""

    def __init__(self, name: str, sha256: str, fields: list[str]) -> None:
        self.name, self.sha256, self.fields = name, sha256, fields
        self.links: list[ArchivedLink] = []
        self.rejects: list[Reject] = []

    def add(self, number: int, row: list[str]) -> None:
        """One row: a link, a reject, or both where a value cannot be used."""
        if not any(cell.strip() for cell in row):
            return
        unread: list[tuple[str, str]] = []
        self._take(number, self._cells(row, unread), " | ".join(row)[:200], unread)

    def add_object(
        self, number: int, value: Mapping[str, Json], odd: list[str], columns: Mapping[str, str]
    ) -> None:
        """One object of the archiver's JSON, or of a sheet's rows written as JSON."""
        unread = [("", f"the row {reason}") for reason in dict.fromkeys(odd)]
        if isinstance(value.get("metadata"), Mapping):
            self._take(number, unfold_values(value, unread), str(value)[:200], unread)
            return
        cells = {
            columns[key.strip().lower()]: plain_text_at(value, key)
            for key in value
            if key.strip().lower() in columns
        }
        self._take(number, cells, str(value)[:200], unread)

    def _take(
        self,
        number: int,
        cells: Mapping[str, str] | UnreadableText,
        written: str,
        unread: list[tuple[str, str]],
    ) -> None:
        if isinstance(cells, UnreadableText):
            self._reject(number, "", written, cells.reason, Effect.ROW)
        elif not _URL.fullmatch(cells.get("url", "").strip()):
            odd = "".join(f"; {reason}" for _, reason in unread)
            reason = f"there is no web address in the column of links{odd}"
            self._reject(number, "url", cells.get("url", ""), reason, Effect.ROW)
        else:
            self.links.append(self._link(number, cells))
            for column, reason in unread:
                self._reject(number, column, "", reason, Effect.VALUE)

    def _cells(
        self, row: list[str], unread: list[tuple[str, str]]
    ) -> Mapping[str, str] | UnreadableText:
        if any(cell.strip() for cell in row[len(self.fields) :]):
            return UnreadableText(f"the row has {len(row)} cells, the header {len(self.fields)}")
        cells = {field: cell for field, cell in zip(self.fields, row, strict=False) if field}
        return unfold(cells, unread) if set(OBJECT_COLUMNS) <= set(self.fields) else cells

    def _link(self, number: int, cells: Mapping[str, str]) -> ArchivedLink:
        status = cells.get("status", "").strip()
        outcome = find_outcome(status)
        if outcome is ArchivingOutcome.NOT_UNDERSTOOD:
            reason = "the status is none that Auto Archiver is known to write"
            self._reject(number, "status", status, reason, Effect.VALUE)
        locations = tuple(cells.get("locations", "").split())
        if outcome is ArchivingOutcome.ARCHIVED and not locations:
            reason = "the link is said to be archived, but not where"
            self._reject(number, "locations", "", reason, Effect.VALUE)
        return ArchivedLink(
            locator=Locator(self.name, self.sha256, "", number),
            url=cells["url"].strip(),
            outcome=outcome,
            status=status,
            locations=locations,
            claimed_hash=self._hash(number, cells.get("hash", "").strip()),
            title=cells.get("title", ""),
            archived=cells.get("archived", ""),
            posted=cells.get("posted", ""),
        )

    def _hash(self, number: int, written: str) -> ClaimedHash | None:
        if written in _NO_HASH:
            return None
        match = _HASH.fullmatch(written)
        algorithm = _ALGORITHMS[len(match["digits"])] if match else None
        stated = (match["algorithm"] or "").upper() if match else ""
        if not match or not algorithm or stated not in ("", algorithm):
            self._reject(number, "hash", written, "this is no hash of a known form", Effect.VALUE)
            return None
        return ClaimedHash(algorithm, match["digits"].lower())

    def _reject(self, row: int, column: str, value: str, reason: str, effect: Effect) -> None:
        self.rejects.append(Reject(self.name, self.name, "", row, column, value, reason, effect))
