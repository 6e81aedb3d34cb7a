"""What a file is, by its content; and what a packed file holds.

The end of a name is what somebody typed. A workbook named ``.csv``, a web page named ``.xls`` or a
packed file without ``.gz`` is read, or refused, for what it is.
"""

import zlib
from enum import StrEnum
from typing import IO

from sijill.model import limits
from sijill.model.errors import FileUnreadableError


class FileFormat(StrEnum):
    """The formats that sijill reads."""

    CSV = "csv"
    SPREADSHEET = "spreadsheet"
    JSON = "json"
    TEXT = "text"
    """Running text, a release of an authority; or, called ``.txt``, a table of lines."""
    DOCUMENT = "document"
    """A document of a word processor: a release of an authority, or its largest table."""
    WEB_PAGE = "web page"
    """Its largest table, whatever the name of the file says."""
    ARCHIVE = "archive"
    """The answers to a form, as ODK Central exports them."""

    @property
    def media_type(self) -> str:
        """By which the ledger calls a file that is named so (RFC 6838)."""
        match self:
            case FileFormat.CSV:
                return "text/csv"
            case FileFormat.SPREADSHEET:
                return "application/vnd.ms-excel"
            case FileFormat.JSON:
                return "application/json"
            case FileFormat.TEXT:
                return "text/plain"
            case FileFormat.DOCUMENT:
                return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            case FileFormat.WEB_PAGE:
                return "text/html"
            case FileFormat.ARCHIVE:
                return "application/zip"


GZIP_MARK = b"\x1f\x8b"
_SPREADSHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_SQLITE = b"SQLite format 3\x00"
_OTHERS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    _SQLITE: "a database (SQLite)",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"{\\rtf": "a text document",
    GZIP_MARK: "a packed file inside a packed file (gzip twice)",
    b"BZh91AY&SY": "a packed file (bzip2)",
    b"\xfd7zXZ\x00": "a packed file (xz)",
    b"\x28\xb5\x2f\xfd": "a packed file (Zstandard)",
    b"PAR1": "a Parquet file",
    b"version https://git-lfs.github.com/spec/": "a pointer of Git LFS and not the file itself",
}
_SAME_EXPORT = {
    ".db": ".sqlite",
    ".sqlite3": ".sqlite",
    ".db3": ".sqlite",
    ".accdb": ".mdb",
    ".odt": ".doc",
    ".rtf": ".doc",
    ".pdf": ".doc",
}
_EXPORTS = {
    ".sqlite": "Export each of its tables as CSV, in DB Browser for SQLite with File, Export, "
    "Table(s) as CSV file, or with: sqlite3 -header -csv FILE 'select * from TABLE' > TABLE.csv",
    ".mdb": "Export each table from Access with External Data, Export, Excel or Text file; or, "
    "without Access, with mdb-export of mdbtools: mdb-export FILE TABLE > TABLE.csv",
    ".sav": "Save it from SPSS or PSPP as CSV, with the labels instead of the codes",
    ".dta": "Save it from Stata as CSV with: export delimited using TABLE.csv",
    ".doc": "Save it as DOCX, or copy its table into a spreadsheet program and save it as XLSX or "
    "CSV",
    ".numbers": "Export it from Numbers with File, Export To, Excel or CSV",
}
HOW_TO_EXPORT = _EXPORTS | {ending: _EXPORTS[like] for ending, like in _SAME_EXPORT.items()}
"""For formats that are not read, how their tables come into one that is."""
_UTF8_MARK = b"\xef\xbb\xbf"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body", b"<style")
_XML = (b"<!doctype", b"<?xml")
_JSON_STARTS = (b'{"', b'[{"', b"[]", b"{}")
HEAD_BYTES = 4_096
_LEAST_WINDOW, _MOST_WINDOW = 4_096, 1 << 20


def format_of_content(head: bytes, named: FileFormat, name: str) -> FileFormat:
    """The format of a file by its first bytes; by its name where these say nothing.

    Raises:
        FileUnreadableError: if it is of a kind that is not read.
    """
    if named is FileFormat.ARCHIVE or (
        named is FileFormat.DOCUMENT and head.startswith(_SPREADSHEETS[:1])
    ):
        return named
    if head.startswith(_SPREADSHEETS):
        return FileFormat.SPREADSHEET
    kind = next((what for mark, what in _OTHERS.items() if head.startswith(mark)), "")
    start = head.removeprefix(_UTF8_MARK).lstrip().lower()
    if start.startswith(_WEB_PAGE) or (start.startswith(_XML) and b"<html" in start):
        return FileFormat.WEB_PAGE
    if start.startswith(_XML):
        kind = "XML, whatever its name says"
    if head.startswith(_SQLITE):
        how = HOW_TO_EXPORT[".sqlite"]
        raise FileUnreadableError(f"{name}: this is {kind}. {how}")
    if kind:
        raise FileUnreadableError(
            f"{name}: this is {kind}. Open it in a program that shows it and save the table as "
            "XLSX or CSV."
        )
    packed = b"".join(start.split())
    if packed.startswith(_JSON_STARTS):
        return FileFormat.JSON
    if named is FileFormat.DOCUMENT:
        raise FileUnreadableError(
            f"{name}: this is no document of a word processor, whatever its name says. Save it "
            "anew, a list as .csv or .xlsx."
        )
    return FileFormat.CSV if named is FileFormat.SPREADSHEET else named


def refuse_unbroken(file: IO[bytes], file_format: FileFormat, name: str) -> None:
    """Refuse a text in which what ends a row or a value is missing for longer than a row is.

    Args:
        file: the file from its beginning; it is read piece by piece.
        file_format: of JSON, texts end at a quotation mark without a backslash before it.
        name: the file's own name.

    Raises:
        FileUnreadableError: at the first such place, before the rest of the file is read.
    """
    is_json = file_format is FileFormat.JSON
    ends = (b'"',) if is_json else (b"\n", b"\r")
    run, carried = 0, b""
    while one := file.read(_MOST_WINDOW):
        piece = carried + one
        if is_json:
            piece = piece.replace(b'\\"', b"..")
            carried = b"\\" if piece.endswith(b"\\") else b""
        last = max(map(piece.rfind, ends))
        run = run + len(one) if last < 0 else len(piece) - last - 1
        if run > limits.LONGEST_UNBROKEN:
            raise FileUnreadableError(
                f"{name}: {run:,} bytes follow each other without a "
                f"{'quotation mark' if is_json else 'line end'}; no row of a list is so long. Save "
                "the rows that you need as a new file."
            )


def unpack(content: bytes, name: str) -> bytes:
    """The content of a gzip file: all of its members, one after the other.

    Raises:
        FileUnreadableError: if it is damaged, cut off, followed by bytes that are no archive, or
            unpacks to nothing, or to far more than a table of words does.
    """
    most, most_members = limits.most_unpacked(len(content)), limits.most_gzip_members(len(content))
    view = memoryview(content)
    parts: list[bytes] = []
    members = size = place = 0
    while place < len(content):
        part, place = _unpack_member(view, place, most - size, name)
        size += len(part)
        members += 1
        if size > most or members > most_members:
            raise FileUnreadableError(
                f"{name}: the archive of {len(content):,} bytes unpacks to more than {most:,}, or "
                f"has more than {most_members:,} parts. Unpack it, look at what is in it, and give "
                "the table alone."
            )
        parts.append(part)
        while content[place : place + 1] == b"\x00":  # padding, as tapes and block devices add
            place += 1
        if place < len(content) and not content.startswith(GZIP_MARK, place):
            raise FileUnreadableError(
                f"{name}: {len(content) - place:,} bytes follow the end of the archive. Ask for it "
                "again."
            )
    if not size:
        raise FileUnreadableError(f"{name}: nothing is packed in the file. Ask for it again.")
    return b"".join(parts)


def _unpack_member(content: memoryview, place: int, most: int, name: str) -> tuple[bytes, int]:
    """One member, at most a byte more than ``most``, and the place behind it.

    It is given to zlib in pieces, because what follows a member is copied each time it ends.
    """
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    unpacked = bytearray()
    window = _LEAST_WINDOW
    try:
        while not unpacker.eof and place < len(content) and len(unpacked) <= most:
            piece = content[place : place + window]
            unpacked += unpacker.decompress(piece, most - len(unpacked) + 1)
            place += len(piece)
            window = min(2 * window, _MOST_WINDOW)
    except zlib.error as error:
        raise FileUnreadableError(
            f"{name}: the archive is damaged ({error}). Ask for it again."
        ) from error
    if not unpacker.eof and len(unpacked) <= most:
        raise FileUnreadableError(f"{name}: the archive is cut off. Ask for it again.")
    return bytes(unpacked), place - len(unpacker.unused_data)
