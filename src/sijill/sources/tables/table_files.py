"""One door to every format: a file's bytes become a table of rows as received."""

import gzip
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sijill.model.errors import FileUnreadableError
from sijill.model.settings.source_mapping import Mapping
from sijill.sources.tables.csv_tables import read_csv
from sijill.sources.tables.json_tables import read_json
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.xlsx_tables import read_xlsx

MOST_UNPACKED_BYTES = 2_000_000_000


class FileFormat(StrEnum):
    """The formats that sijill reads, by the end of the file's name."""

    CSV = "csv"
    SPREADSHEET = "spreadsheet"
    JSON = "json"


_SUFFIXES = {
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".txt": FileFormat.CSV,
    ".xlsx": FileFormat.SPREADSHEET,
    ".xlsm": FileFormat.SPREADSHEET,
    ".xlsb": FileFormat.SPREADSHEET,
    ".xls": FileFormat.SPREADSHEET,
    ".ods": FileFormat.SPREADSHEET,
    ".json": FileFormat.JSON,
    ".jsonl": FileFormat.JSON,
    ".geojson": FileFormat.JSON,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a mapping says a file is to be read."""

    source: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 1
    rows_at: str = ""

    @classmethod
    def of(cls, mapping: Mapping) -> "Reading":
        """The reading settings of a mapping."""
        return cls(
            mapping.id,
            mapping.sheet,
            mapping.encoding,
            mapping.delimiter,
            mapping.header_row,
            mapping.rows_at,
        )


def format_of(name: str) -> FileFormat:
    """The format of a file by its name; ``.gz`` is looked through.

    Raises:
        FileUnreadableError: for an ending that sijill does not read.
    """
    plain = Path(name.removesuffix(".gz"))
    found = _SUFFIXES.get(plain.suffix.lower())
    if found is None:
        raise FileUnreadableError(
            f"{name}: files ending in {plain.suffix or 'nothing'!r} are not read. "
            f"Save it as one of {', '.join(sorted(_SUFFIXES))}."
        )
    return found


def read_table(path: Path, name: str, reading: Reading) -> Table:
    """The rows of a file.

    Args:
        path: where the bytes are (a captured copy, usually).
        name: the file's own name, used in messages and for its format.
        reading: sheet, encoding and so on.

    Raises:
        FileUnreadableError: if the file is empty, damaged, in another encoding, or has no header.
    """
    where = Grid(reading.source, name, reading.sheet)
    if path.stat().st_size == 0:
        raise FileUnreadableError(f"{name}: the file is empty (0 bytes). Ask for it again.")
    match format_of(name):
        case FileFormat.SPREADSHEET:
            table = read_xlsx(path, reading.sheet, reading.header_row, where)
        case FileFormat.JSON:
            table = read_json(_content(path, name), reading.rows_at, where)
        case FileFormat.CSV:
            table = read_csv(
                _content(path, name), reading.encoding, reading.delimiter, reading.header_row, where
            )
    if not table.columns:
        raise FileUnreadableError(
            f"{name}: there is no header in row {reading.header_row}. Say header_row in the "
            "mapping."
        )
    return table


def _content(path: Path, name: str) -> bytes:
    content = path.read_bytes()
    if not name.endswith(".gz"):
        return content
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(content, MOST_UNPACKED_BYTES)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise FileUnreadableError(
            f"{name}: the archive is damaged ({error}). Ask for it again."
        ) from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise FileUnreadableError(f"{name}: the archive is cut off or unpacks to more than 2 GB.")
    return unpacked
