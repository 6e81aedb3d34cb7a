"""Any file of a known format, read as a table of rows as received."""

import json
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path

from sijill.files.reading import open_regular, read_bounded
from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.tables.content_kinds import (
    GZIP_MARK,
    HEAD_BYTES,
    HOW_TO_EXPORT,
    FileFormat,
    format_of_content,
    refuse_unbroken,
    unpack,
)
from sijill.sources.tables.csv_tables import decode, read_csv
from sijill.sources.tables.form_archives import read_form_archive
from sijill.sources.tables.json_tables import read_json
from sijill.sources.tables.lines.release_table import read_release_text
from sijill.sources.tables.lines.row_kinds import find_header_row
from sijill.sources.tables.lines.web_page_lines import PageTable, charset_of, tables_of_page
from sijill.sources.tables.lines.word_document import read_document
from sijill.sources.tables.merged_cells import cells_across, fill_merged
from sijill.sources.tables.problem_words import shorten_problems
from sijill.sources.tables.spreadsheets.workbooks import read_sheets
from sijill.sources.tables.table import Grid, Table, words_of
from sijill.sources.tables.table_building import build_table

_SUFFIXES = {
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".txt": FileFormat.TEXT,
    ".md": FileFormat.TEXT,
    ".xlsx": FileFormat.SPREADSHEET,
    ".xlsm": FileFormat.SPREADSHEET,
    ".xlsb": FileFormat.SPREADSHEET,
    ".xls": FileFormat.SPREADSHEET,
    ".ods": FileFormat.SPREADSHEET,
    ".json": FileFormat.JSON,
    ".jsonl": FileFormat.JSON,
    ".geojson": FileFormat.JSON,
    ".zip": FileFormat.ARCHIVE,
    ".docx": FileFormat.DOCUMENT,
    ".html": FileFormat.WEB_PAGE,
    ".htm": FileFormat.WEB_PAGE,
}
_RUNNING_TEXT = ".md"


@dataclass(frozen=True, slots=True)
class FileReading:
    """How a mapping says a file is to be read."""

    source: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 1
    rows_at: str = ""
    sheets: tuple[str, ...] = ()

    @classmethod
    def of(cls, mapping: SourceMapping) -> "FileReading":
        """The reading settings of a mapping."""
        return cls(
            mapping.id,
            mapping.sheet,
            mapping.encoding,
            mapping.delimiter,
            mapping.header_row,
            mapping.rows_at,
            mapping.sheets,
        )

    def as_texts(self) -> dict[str, str]:
        """The settings as an entry of the ledger keeps them; several sheets only where they are."""
        texts = {name: str(value) for name, value in asdict(self).items() if name != "sheets"}
        return texts | ({"sheets": json.dumps(self.sheets)} if self.sheets else {})


def format_of(name: str) -> FileFormat:
    """The format of a file by its name; ``.gz`` is looked through.

    Raises:
        FileUnreadableError: for an ending that sijill does not read.
    """
    plain = Path(name.removesuffix(".gz"))
    file_format = _SUFFIXES.get(plain.suffix.lower())
    if not plain.suffix:
        raise FileUnreadableError(
            f"{name}: the name has no ending that tells what the file is. Give it one of: "
            f"{', '.join(sorted(_SUFFIXES))}."
        )
    if file_format is None:
        raise FileUnreadableError(
            f"{name}: files ending in {plain.suffix!r} are not read. "
            f"{HOW_TO_EXPORT.get(plain.suffix.lower(), 'Save it in another format')}. Read are "
            f"{', '.join(sorted(_SUFFIXES))}."
        )
    return file_format


def read_table(path: Path, name: str, reading: FileReading) -> Table:
    """The rows of a file.

    Args:
        path: where the bytes are (a captured copy, usually).
        name: the file's own name, used in messages and for its format.
        reading: sheet, encoding and so on.

    Raises:
        FileUnreadableError: if the file is empty, damaged, in another encoding, or has no header.
    """
    where = Grid(reading.source, name, reading.sheet)
    try:
        facts = path.stat()
    except OSError as error:
        raise FileUnreadableError(f"{name} cannot be read ({error.strerror}).") from error
    if not stat.S_ISREG(facts.st_mode):
        raise FileUnreadableError(f"{name}: this is no ordinary file. Name a file.")
    if facts.st_size == 0:
        raise FileUnreadableError(f"{name}: the file is empty (0 bytes). Ask for it again.")
    if facts.st_size > limits.MOST_UNPACKED:
        raise FileUnreadableError(
            f"{name}: the file has {facts.st_size:,} bytes; at most {limits.MOST_UNPACKED:,} are "
            "read. Split it."
        )
    table = _read(path, name, reading, where)
    table = replace(table, problems=shorten_problems(table.problems, name))
    if not table.columns:
        raise FileUnreadableError(f"{name}: {_why_no_columns(table, reading)}")
    return table if table.rows or table.problems else _with_no_rows(table, where)


def _with_no_rows(table: Table, where: Grid) -> Table:
    """A table that holds headings and nothing else, with a note that it does."""
    reason = (
        "no row stands beneath the headings. If the file has rows, its line ends are not known: "
        "save it again as CSV"
        if table.delimiter
        else "no row stands beneath the headings"
    )
    note = where.problem(table.header_row, reason, words_of(table.columns), Effect.NOTE)
    return replace(table, problems=(note,))


def _why_no_columns(table: Table, reading: FileReading) -> str:
    """What a table without columns lacks: only a file of lines has a row of headings."""
    rejected = [problem for problem in table.problems if problem.effect is Effect.ROW]
    if rejected:
        first = rejected[0]
        return (
            f"none of its {len(rejected):,} rows can be read. The first, row {first.row}: "
            f"{first.reason}."
        )
    if table.delimiter or table.sheet:
        return f"there is no header in row {reading.header_row}. Say header_row in the mapping."
    return "the file holds no row with named values. Ask for it again."


def _whole(path: Path) -> bytes:
    return read_bounded(path, limits.MOST_UNPACKED)


def _refuse_packed(file_format: FileFormat, name: str, *, is_packed: bool) -> None:
    if is_packed and file_format in (FileFormat.SPREADSHEET, FileFormat.DOCUMENT):
        raise FileUnreadableError(
            f"{name}: a {file_format} is packed once more. Unpack it and give the file itself."
        )


def _read(path: Path, name: str, reading: FileReading, where: Grid) -> Table:
    with open_regular(path) as file:
        head = file.read(HEAD_BYTES)
    content = None
    if head.startswith(GZIP_MARK):
        content = unpack(_whole(path), name)
        head = content[:HEAD_BYTES]
    file_format = format_of_content(head, format_of(name), name)
    _refuse_packed(file_format, name, is_packed=content is not None)
    if file_format in (FileFormat.JSON, FileFormat.TEXT, FileFormat.CSV):
        with BytesIO(content) if content else open_regular(path) as file:
            refuse_unbroken(file, file_format, name)
    match file_format:
        case FileFormat.SPREADSHEET:
            names = reading.sheets or ((reading.sheet,) if reading.sheet else ())
            return read_sheets(path, names, reading.header_row, where)
        case FileFormat.DOCUMENT:
            return _read_document(path, name, reading, where)
        case FileFormat.ARCHIVE:
            return read_form_archive(path, reading.sheet, where)
        case FileFormat.WEB_PAGE:
            return _read_page(content or _whole(path), reading, where)
        case FileFormat.JSON:
            return read_json(content or _whole(path), reading.rows_at, where)
        case FileFormat.TEXT:
            return _read_text(content or _whole(path), name, reading, where)
        case FileFormat.CSV:
            how = reading.encoding, reading.delimiter, reading.header_row
            return read_csv(content or _whole(path), *how, where)


def _read_page(content: bytes, reading: FileReading, where: Grid) -> Table:
    """The largest table of a web page; what stands in others is set aside.

    Raises:
        FileUnreadableError: if the page holds no table of several lines.
    """
    text, encoding = decode(content, reading.encoding or charset_of(content), where)
    tables = tables_of_page(text, limits.most_cells(len(content)))
    return replace(_largest(tables, reading, where, len(content)), encoding=encoding)


def _largest(tables: Sequence[PageTable], reading: FileReading, where: Grid, size: int) -> Table:
    """The table with most cells; the others are set aside. Raises as ``_read_page``."""
    listed = [one for one in tables if len(one.lines) > 1]
    if not listed:
        raise FileUnreadableError(
            f"{where.file}: there is no table of rows in it. Open it in a program that shows it "
            "and save the list as XLSX or CSV."
        )
    largest = max(listed, key=lambda one: one.cells)
    lines = [*([title] for title in largest.above if title), *largest.lines]
    above = len(lines) - len(largest.lines)
    header_row = reading.header_row or find_header_row(lines)
    lines[:header_row] = [[" ".join(cell.split()) for cell in line] for line in lines[:header_row]]
    merged = [(a + above, b, c + above, d) for a, b, c, d in largest.merged]
    filled = fill_merged(lines, merged, header_row, where)
    table = build_table(lines, header_row, where, size=size)
    width = len(table.columns) - len(table.made_columns)
    return replace(
        table,
        problems=(*table.problems, *filled, *_not_read(tables, where, largest)),
        merged=cells_across(merged, table.columns, header_row),
        short_rows={at: len(line) for at, line in enumerate(lines, 1) if 0 < len(line) < width},
    )


def _not_read(
    tables: Iterable[PageTable], where: Grid, read: PageTable | None = None
) -> Iterator[Reject]:
    for one in tables:
        if one is not read and any(map(any, one.lines)):
            yield where.problem(
                0,
                f"another table of the file, of {len(one.lines):,} lines, was not read: save it "
                "as a file of its own",
                words_of(next(line for line in one.lines if any(line))),
            )


def _read_document(path: Path, name: str, reading: FileReading, where: Grid) -> Table:
    """The lines of a release, or else the largest table of the document."""
    document = read_document(path, name)
    table = read_release_text(document.text, "", where)
    if table is not None:
        unread = [*_not_read(document.tables, where)]
    elif not any(any(map(any, one.lines)) for one in document.tables):
        raise FileUnreadableError(
            f"{name}: the document holds no table, and no line of it begins with the day of an "
            "incident, as the lines of a release do."
        )
    else:
        table = _largest(document.tables, reading, where, document.size)
        words = words_of(line for line in document.text.split("\n") if line.strip())
        reason = "what stands around the table was not read"
        unread = [where.problem(0, reason, words, Effect.NOTE)] if words else []
    unread += [
        where.problem(0, f"{what} was not read; it stands in the file", "", Effect.NOTE)
        for what in document.unread
    ]
    return replace(table, problems=(*table.problems, *unread))


def _read_csv(content: bytes, reading: FileReading, where: Grid) -> Table:
    return read_csv(content, reading.encoding, reading.delimiter, reading.header_row, where)


def _read_text(content: bytes, name: str, reading: FileReading, where: Grid) -> Table:
    """A release as its lines; any other text as a table, where its name allows it."""
    if not reading.delimiter:
        release = read_release_text(*decode(content, reading.encoding, where), where)
        if release is not None:
            return release
    if name.removesuffix(".gz").lower().endswith(_RUNNING_TEXT):
        raise FileUnreadableError(
            f"{name}: no line of it begins with the day of an incident, as the lines of a release "
            "do. Copy the lines into a table with a column of texts, or give the release as it was "
            "published."
        )
    return _read_csv(content, reading, where)
