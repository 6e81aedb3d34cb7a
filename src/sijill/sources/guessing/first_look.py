"""A file read for the first time: which encoding, which row of headings, which sheets.

What is found is written into the mapping, so that later readings do not depend on it.
"""

import stat
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from sijill.files.reading import open_regular, read_bounded
from sijill.model.errors import FileUnreadableError
from sijill.model.limits import MOST_UNPACKED
from sijill.sources.guessing.code_sheets import with_code_notes, with_code_sheets
from sijill.sources.guessing.columns import columns_read, look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.tables.content_kinds import (
    HEAD_BYTES,
    FileFormat,
    format_of_content,
    refuse_unbroken,
    unpack,
)
from sijill.sources.tables.encodings import EncodingGuess, guess_encodings, utf_16_without_mark
from sijill.sources.tables.spreadsheets.workbooks import choose_sheets, read_workbook
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileReading, format_of, read_table

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class FirstLook:
    """A table without a mapping; ``encoding_note`` shows how it reads where it is not UTF-8."""

    table: Table
    encoding_note: str = ""

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """The sheets of a workbook that were not taken: each has a note or a reason of its own."""
        others = [
            problem.sheet for problem in self.table.problems if problem.row == 0 and problem.sheet
        ]
        taken = set(self.table.sheets)
        return tuple(dict.fromkeys(name for name in others if name not in taken))


def look_first(path: Path, reading: FileReading) -> FirstLook:
    """The table of a file that has no mapping yet.

    Headings are looked for below a title. A CSV file that is not UTF-8 is read in its likeliest
    encoding. Of a workbook, all visible sheets are taken that have the headings of the one with
    most columns that sijill knows; notes name the others.

    Args:
        path: the file.
        reading: what a person says of it; an empty sheet or encoding and a heading row of 0 are
            found as described.

    Raises:
        FileUnreadableError: if it cannot be read.
    """
    head = _head(path)
    note = ""
    if head.startswith(_GZIP):
        content = unpack(read_bounded(path, MOST_UNPACKED), path.name)
        head = content[:HEAD_BYTES]
    else:
        content = b""
    file_format = format_of_content(head, format_of(path.name), path.name)
    match file_format:
        case FileFormat.SPREADSHEET if not reading.sheet and not content and not reading.header_row:
            where = Grid(reading.source, path.name)
            workbook = read_workbook(path, (), where)
            chosen = choose_sheets(workbook, where, known_columns)
            return FirstLook(with_code_notes(with_code_sheets(chosen, workbook.tables)))
        case FileFormat.CSV | FileFormat.TEXT if not reading.encoding:
            with BytesIO(content) if content else open_regular(path) as file:
                refuse_unbroken(file, file_format, path.name)
            likeliest = _likeliest_encoding(content or read_bounded(path, MOST_UNPACKED))
            if likeliest is not None:
                reading, note = (
                    replace(reading, encoding=likeliest.encoding),
                    f"guessed: {likeliest}",
                )
    return FirstLook(with_code_notes(read_table(path, path.name, reading)), note)


def _head(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise FileUnreadableError(f"{path} is a directory. Give one of the files in it.")
        if not stat.S_ISREG(kind):
            raise FileUnreadableError(f"{path} is a pipe or a device. Give a file.")
        with open_regular(path) as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise FileUnreadableError(
            f"{path} cannot be read ({error.strerror}). Check the path and the permissions."
        ) from error


def known_columns(table: Table) -> int:
    """How far the headings of a table are known: known columns times their share in per cent.

    So a sheet with ten headings that are all known goes before one with thirty of which half are.
    """
    guessed = guess(look_at(table), table.rows)
    if guessed.kind is None:
        return 0
    known = columns_read(guessed.fields) | set(guessed.protected)
    return len(known) ** 2 * 100 // max(1, len(table.columns))


def _likeliest_encoding(content: bytes) -> EncodingGuess | None:
    """The encoding to state in the mapping; none for UTF-8, and for UTF-16 with its mark."""
    if utf_16_without_mark(content):
        return guess_encodings(content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return None
        return guess_encodings(content)
    return None
