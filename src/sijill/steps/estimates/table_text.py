"""The text of a table of anybody's own: encodings and separators as ``build`` takes them."""

import re
from pathlib import Path

from sijill.files.reading import read_bounded
from sijill.model.errors import FileUnreadableError, TableError
from sijill.model.limits import MOST_TABLE_BYTES
from sijill.sources.tables.csv_tables import SEPARATOR_LINE, decode, sniff_delimiter
from sijill.sources.tables.encodings import guess_encodings
from sijill.sources.tables.spreadsheets.workbooks import read_workbook
from sijill.sources.tables.table import Grid

PACKED = {
    b"PK\x03\x04": "a workbook (XLSX) or an archive (ZIP): name it .xlsx, or unpack it",
    b"\x1f\x8b": "packed (gzip): unpack it",
    b"\xd0\xcf\x11\xe0": "an old workbook (XLS): name it .xls",
    b"PAR1": "Parquet: name it .parquet",
    b"[": "JSON: save the table as CSV",
    b"{": "JSON: save the table as CSV",
}
"""The first bytes of files that are no text of a table, and what to do with them."""
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_SPACED = re.compile(r"[ ]+")


def read_text(path: Path, encoding: str = "", delimiter: str = "") -> tuple[str, str]:
    """The text and its separator; each is found where it is not stated.

    Found are UTF-8, UTF-16 with its mark, and the separator that a first line ``sep=;`` names, or
    under which the first rows have most cells; where there is none, cells may be apart by spaces,
    as R writes them. An encoding is never guessed silently: the likeliest is named, with a sample.

    Raises:
        TableError: for a file that cannot be read, or is in another encoding than said.
    """
    try:
        content = read_bounded(path, MOST_TABLE_BYTES)
    except FileUnreadableError as error:
        raise TableError(f"{error}.") from error
    for mark, what in PACKED.items():
        if content.startswith(mark):
            raise TableError(f"{path}: is {what}.")
    try:
        text, _ = decode(content, encoding, Grid("", str(path)))
    except FileUnreadableError as error:
        raise TableError(_explain(path, content, encoding)) from error
    stated = SEPARATOR_LINE.match(text)
    if stated:
        text = f"\n{text[stated.end() :]}"  # rows keep their numbers
    found = delimiter or (stated["delimiter"] if stated else sniff_delimiter(text))
    if found in text:
        return text, found
    return "\n".join(_SPACED.sub(" ", line.strip()) for line in text.splitlines()), " "


def read_sheet(path: Path) -> list[list[str]]:
    """The rows of the one sheet of a workbook that holds any, as text.

    Raises:
        TableError: for a workbook that cannot be read, several sheets with rows, merged cells, and
            cells that show an error or have no value.
    """
    where = Grid("", str(path))
    try:
        workbook = read_workbook(path, (), where)
    except FileUnreadableError as error:
        raise TableError(str(error)) from error
    if len(workbook.tables) != 1:
        names = ", ".join(sheet.name for sheet in workbook.tables) or "none"
        raise TableError(
            f"{path}: one sheet with rows is needed; there are {names}. Save the one as CSV."
        )
    (sheet,) = workbook.tables
    for row, column, said, _ in sheet.faults:
        raise TableError(f"{path}, row {row + 1}, column {column + 1}: {said or 'no value'}")
    if sheet.merged:
        raise TableError(f"{path}: cells are merged; give each row and each column its own.")
    return sheet.rows


def _explain(path: Path, content: bytes, encoding: str) -> str:
    said = f"{path}: is no {encoding or 'UTF-8'} text."
    guess = guess_encodings(content)
    if guess is None or guess.encoding == encoding:
        return f"{said} Save it as CSV in UTF-8."
    readings = [(guess.encoding, guess.sample), (guess.next_encoding, guess.next_sample)]
    samples = " ".join(f"As {name} it reads {text!r}." for name, text in readings if name)
    options = " or ".join(f"--encoding {name}" for name, _ in readings if name)
    return f"{said} {samples} Add the one that reads right: {options}."
