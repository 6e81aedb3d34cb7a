"""The text of a table of anybody's own: encodings and separators as ``build`` takes them."""

from pathlib import Path

from sijill.files.reading import read_bounded
from sijill.model.errors import FileUnreadableError, TableError
from sijill.model.limits import MOST_TABLE_BYTES
from sijill.sources.tables.csv_tables import decode, sniff_delimiter
from sijill.sources.tables.encodings import guess_encodings
from sijill.sources.tables.table import Grid

PACKED = {
    b"PK\x03\x04": "a workbook (XLSX) or an archive (ZIP): save the sheet as CSV, or unpack it",
    b"\x1f\x8b": "packed (gzip): unpack it",
    b"\xd0\xcf\x11\xe0": "an old workbook (XLS): save the sheet as CSV",
    b"PAR1": "Parquet: put it into a folder of replicates, or save it as CSV",
}
"""The first bytes of files that are no text, and what to do with them."""


def read_text(path: Path, encoding: str = "", delimiter: str = "") -> tuple[str, str]:
    """The text and its separator; each is found where it is not stated.

    Found are UTF-8, UTF-16 with its mark, and the separator under which the first rows have most
    cells. An encoding is never guessed silently: the likeliest is named, with a sample.

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
    return text, delimiter or sniff_delimiter(text)


def _explain(path: Path, content: bytes, encoding: str) -> str:
    said = f"{path}: is no {encoding or 'UTF-8'} text."
    guess = guess_encodings(content)
    if guess is None or guess.encoding == encoding:
        return f"{said} Save it as CSV in UTF-8."
    readings = [(guess.encoding, guess.sample), (guess.next_encoding, guess.next_sample)]
    samples = " ".join(f"As {name} it reads {text!r}." for name, text in readings if name)
    options = " or ".join(f"--encoding {name}" for name, _ in readings if name)
    return f"{said} {samples} Add the one that reads right: {options}."
