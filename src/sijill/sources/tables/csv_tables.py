"""Rows of a CSV file. The encoding is stated, not guessed: a guess is shown and waits for a person.

Without an encoding in the mapping a file must be UTF-8 (with or without byte order mark) or carry a
UTF-16 mark. Otherwise reading stops with the likeliest encoding and a sample of how it would read,
because detectors are wrong often enough (Windows-1252 read as Mac) never to be applied silently.
"""

import csv
import io
from dataclasses import replace

from charset_normalizer import from_bytes

from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table import Grid, Table, build_table

LARGEST_CELL = 10_000_000
"""Characters; a longer cell is a broken quotation mark, not a cell."""

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60
_MARKS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
_SAMPLE_BYTES = 40


def decode(content: bytes, encoding: str, where: Grid) -> tuple[str, str]:
    """The text and the encoding it was read in.

    Raises:
        FileUnreadableError: if the stated encoding does not fit, or none is stated and the file is
            not UTF-8; the sentence shows the place, the likeliest encoding and a sample.
    """
    marked = next((name for name, mark in _MARKS if content.startswith(mark)), "")
    chosen = encoding or marked or "utf-8"
    try:
        text = content.decode(chosen)
    except LookupError as error:
        raise FileUnreadableError(
            f"{where.file}: the mapping says encoding {encoding!r}, which does not exist. "
            f"Common ones are utf-8, cp1256 (Arabic Windows), cp1252 and utf-16."
        ) from error
    except UnicodeDecodeError as error:
        raise FileUnreadableError(_does_not_fit(content, chosen, error, where)) from error
    if encoding and not content.isascii() and _is_really_utf8(content, encoding):
        sample = next(word for word in text.split() if not word.isascii())[:_SAMPLE_BYTES]
        raise FileUnreadableError(
            f"{where.file}: the mapping says encoding {encoding!r}, but the file is valid "
            "UTF-8, and "
            f"would come out as {sample!r}. Remove 'encoding' from the mapping of {where.source!r}."
        )
    return text.removeprefix("\ufeff"), chosen


def _is_really_utf8(content: bytes, encoding: str) -> bool:
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig", "utf-16"):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def guess_encoding(content: bytes) -> tuple[str, str]:
    """The likeliest encoding and a sample of how its first unusual words read.

    Empty if none fits.
    """
    best = from_bytes(content).best()
    if best is None:
        return "", ""
    words = [word for word in str(best).split() if not word.isascii()]
    return best.encoding, " ".join(words[:6])[:120]


def _does_not_fit(content: bytes, chosen: str, error: UnicodeDecodeError, where: Grid) -> str:
    line = content.count(b"\n", 0, error.start) + 1
    guess, sample = guess_encoding(content)
    sentence = (
        f"{where.file}, line {line}: byte 0x{content[error.start]:02x} is no {chosen} "
        "text. Nothing was read."
    )
    if guess and guess.replace("_", "-") != chosen:
        sentence += (
            f" It looks like {guess}: {sample!r}. If that reads right, write "
            f'encoding = "{guess}" into the mapping of {where.source!r}.'
        )
    return sentence


def sniff_delimiter(text: str) -> str:
    """The separator under which the first rows have most cells, and the same number of them."""
    head = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row]
        if not widths or widths[0] < 2:  # noqa: PLR2004  one column is no separation
            continue
        score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_csv(content: bytes, encoding: str, delimiter: str, header_row: int, where: Grid) -> Table:
    """Read a CSV file. An empty ``encoding`` or ``delimiter`` is found as described above.

    Raises:
        FileUnreadableError: for an encoding that does not fit or a quotation that never ends.
    """
    text, used_encoding = decode(content, encoding, where)
    used_delimiter = delimiter or sniff_delimiter(text)
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=used_delimiter)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise FileUnreadableError(
            f"{where.file}, line {reader.line_num}: {error}. Look for a quotation mark that is "
            "never closed."
        ) from error
    cut_off = is_cut_off(text, used_delimiter, lines, header_row)
    table = build_table(lines, header_row, where, ends_cleanly=not cut_off)
    return replace(table, encoding=used_encoding, delimiter=used_delimiter)


def is_cut_off(text: str, delimiter: str, lines: list[list[str]], header_row: int) -> bool:
    """Whether the file stops in the middle of its last row.

    Either a quotation is still open at the end, or the last line lacks both its end and some cells.
    """
    after = list(csv.reader(io.StringIO(f"{text}\nend", newline=""), delimiter=delimiter))
    if after[-1] != ["end"]:
        return True
    is_open = not text.endswith(("\n", "\r"))
    return is_open and len(lines) > header_row and len(lines[-1]) < len(lines[header_row - 1])
