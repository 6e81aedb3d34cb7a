"""A file read for the first time: which encoding, which row of headings, which sheets.

What is found is written into the mapping, so that later readings do not depend on it.
"""

import stat
from pathlib import Path

from sijill.model.errors import FileUnreadableError
from sijill.sources.guessing.inspection import guess, look_at
from sijill.sources.tables.content_kinds import HEAD_BYTES, FileFormat, format_of_content, unpack
from sijill.sources.tables.csv_tables import guess_encoding
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import Reading, format_of, read_table
from sijill.sources.tables.workbooks import choose_sheets, read_workbook

_GZIP = b"\x1f\x8b"


def look_first(path: Path, source: str, sheet: str = "", encoding: str = "") -> Table:
    """The table of a file that has no mapping yet.

    Headings are looked for below a title. A CSV file that is not UTF-8 is read in its likeliest
    encoding. Of a workbook, all visible sheets are taken that have the headings of the one with
    most columns that sijill knows; notes name the others.

    Args:
        path: the file.
        source: the id that the source will have.
        sheet: the sheet to read; empty to choose as described.
        encoding: the encoding to read in; empty to find it.

    Raises:
        FileUnreadableError: if it cannot be read.
    """
    head = _head(path)
    reading = Reading(source, sheet=sheet, encoding=encoding, header_row=0)
    if head.startswith(_GZIP):
        content = unpack(path.read_bytes(), path.name)
        head = content[:HEAD_BYTES]
    else:
        content = b""
    match format_of_content(head, format_of(path.name), path.name):
        case FileFormat.SPREADSHEET if not sheet and not content:
            where = Grid(source, path.name)
            return choose_sheets(read_workbook(path, (), where), where, known_columns)
        case FileFormat.CSV if not encoding:
            encoding = _likeliest_encoding(content or path.read_bytes())
            reading = Reading(source, encoding=encoding, header_row=0)
    return read_table(path, path.name, reading)


def _head(path: Path) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise FileUnreadableError(f"{path} is a directory. Give one of the files in it.")
        if not stat.S_ISREG(kind):
            raise FileUnreadableError(f"{path} is a pipe or a device. Give a file.")
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise FileUnreadableError(
            f"{path} cannot be read ({error.strerror}). Check the path and the permissions."
        ) from error


def known_columns(table: Table) -> int:
    """How many columns of a table have headings that sijill knows."""
    guessed = guess(look_at(table), len(table.rows))
    return len(guessed.fields) + len(guessed.protected)


def _likeliest_encoding(content: bytes) -> str:
    """The encoding to state in the mapping; empty for UTF-8, and for UTF-16 with its mark."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return ""
        return guess_encoding(content)[0]
    return ""
