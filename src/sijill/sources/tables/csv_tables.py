"""Rows of a CSV file. The encoding is stated, not guessed: a guess is shown and waits for a person.

Without an encoding in the mapping a file must be UTF-8 (with or without byte order mark) or carry a
UTF-16 mark. Otherwise reading stops with the likeliest encoding, to be looked at by a person,
because detectors are wrong often enough (Windows-1252 read as Mac) never to be applied silently.
"""

import codecs
import csv
import re
from collections import Counter
from dataclasses import replace

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.csv_records import CsvRecords, LineProblem, QuotationError, split_records
from sijill.sources.tables.encodings import guess_encodings, utf_16_without_mark
from sijill.sources.tables.lines.misplaced_rows import separator_of
from sijill.sources.tables.lines.row_kinds import find_header_row
from sijill.sources.tables.table import Grid, Table, words_of
from sijill.sources.tables.table_building import build_table, end_cut_off

_DELIMITERS = (",", ";", "\t", "|")
SEPARATOR_LINE = re.compile(r'"?sep=(?P<delimiter>[^\r\n"])"?\r?(\n|$)', re.IGNORECASE)
_SAMPLE_LINES = 60
_SAMPLE_CHARACTERS = 200_000
_NUL_SHARE = 5
_SAMPLE_BYTES = 1_000_000
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\x0b\x0c\r")
_FEWEST_CONTROLS, _CONTROL_SHARE = 200, 20
"""More than so many, and than one in so many bytes, stand in no text."""
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs"}
)
"""Codecs of Python that are no character set of a file."""
_MARKS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))


def decode(content: bytes, encoding: str, where: Grid) -> tuple[str, str]:
    """The text and the encoding it was read in.

    Raises:
        FileUnreadableError: if the stated encoding does not fit, or none is stated and the file is
            not UTF-8; the sentence shows the place and the likeliest encoding, and quotes no word
            of the file, for that may be somebody's name.
    """
    marked = next((name for name, mark in _MARKS if content.startswith(mark)), "")
    chosen = encoding or marked or "utf-8"
    try:
        text = content.decode(_charset(chosen))
    except LookupError as error:
        raise FileUnreadableError(
            f"{where.file}: the mapping says encoding {encoding!r}, which does not exist. "
            f"Common ones are utf-8, cp1256 (Arabic Windows), cp1252 and utf-16."
        ) from error
    except UnicodeDecodeError as error:
        raise FileUnreadableError(_does_not_fit(content, chosen, error, where)) from error
    without_mark = "" if encoding else utf_16_without_mark(content)
    if without_mark or text.count("\x00") > len(text) // _NUL_SHARE:
        raise FileUnreadableError(
            f"{where.file}: many characters are NUL, as in UTF-16 without its mark. "
            f'Write encoding = "{without_mark or "utf-16-le"}" into the mapping of '
            f"{where.source!r}, or save the file as UTF-8."
        )
    if not chosen.lower().startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        _demand_text(content[:_SAMPLE_BYTES], where)
    if encoding and not content.isascii() and _is_really_utf8(content, encoding):
        raise FileUnreadableError(
            f"{where.file}: the mapping says encoding {encoding!r}, but the file is valid "
            f"UTF-8. Remove 'encoding' from the mapping of {where.source!r}."
        )
    return text.removeprefix("\ufeff"), chosen


def _demand_text(beginning: bytes, where: Grid) -> None:
    """Refuse bytes that are no text: every encoding of one byte reads something into them."""
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS))
    if controls > _FEWEST_CONTROLS and controls * _CONTROL_SHARE > len(beginning):
        raise FileUnreadableError(
            f"{where.file}: {controls:,} of its first {len(beginning):,} bytes are control "
            "characters, so it is no text. Ask for the file again, or save it as CSV in the "
            "program that opens it."
        )


def _charset(name: str) -> str:
    """The name, if it is that of a character set. Raises LookupError if not."""
    try:
        known = codecs.lookup(name).name
    except ValueError as error:
        raise LookupError(name) from error
    if known in _NO_CHARSETS or known.replace("_", "-") in _NO_CHARSETS:
        raise LookupError(name)
    return name


def _is_really_utf8(content: bytes, encoding: str) -> bool:
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig") or content.count(0):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _does_not_fit(content: bytes, chosen: str, error: UnicodeDecodeError, where: Grid) -> str:
    line = content.count(b"\n", 0, error.start) + 1
    guess = guess_encodings(content)
    sentence = (
        f"{where.file}, line {line}: byte 0x{content[error.start]:02x} is no {chosen} "
        "text. Nothing was read."
    )
    if guess is not None and guess.encoding.replace("_", "-") != chosen:
        sentence += (
            f" It looks like {guess.encoding}. Look at the file with 'sijill inspect "
            f"--encoding {guess.encoding}'; if it reads right, write "
            f'encoding = "{guess.encoding}" into the mapping of {where.source!r}.'
        )
    return sentence


def sniff_delimiter(text: str) -> str:
    """The separator under which the first rows have most cells, and the same number of them."""
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in _first_rows(text, delimiter) if row]
        if not widths or max(widths) < 2:  # noqa: PLR2004  one column is no separation
            continue
        commonest, times = Counter(widths).most_common(1)[0]
        score = (times / len(widths), commonest)
        if commonest > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    head = text[:_SAMPLE_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    lines = head.split("\n")[:_SAMPLE_LINES]
    csv.field_size_limit(_SAMPLE_CHARACTERS)
    return list(csv.reader([f"{line}\n" for line in lines], delimiter=delimiter))


def read_csv(content: bytes, encoding: str, delimiter: str, header_row: int, where: Grid) -> Table:
    """Read a CSV file. An empty ``encoding`` or ``delimiter`` is found as described above.

    A first line ``sep=;``, which Excel writes, names the separator. A ``header_row`` of 0 looks for
    the headings below a title.

    Raises:
        FileUnreadableError: for an encoding that does not fit, a separator that is none, broken
            quotation marks everywhere, or more rows or columns than a list has.
    """
    text, used_encoding = decode(content, encoding, where)
    size = len(content)
    del content  # or a long list is in memory twice
    if len(delimiter) > 1 or delimiter in ("\r", "\n", '"', " "):
        raise FileUnreadableError(
            f"{where.file}: the mapping of {where.source!r} says delimiter {delimiter!r}; it must "
            "be one character, such as ',' ';' or a tab."
        )
    lines = max(text.count("\n"), text.count("\r"))
    if lines > limits.most_lines(size):
        raise FileUnreadableError(
            f"{where.file}: it has {lines:,} lines in {size:,} bytes, nearly all of them "
            "empty or of a few signs. Save the rows that you need as a new file."
        )
    stated = SEPARATOR_LINE.match(text)
    used_delimiter = delimiter or (stated["delimiter"] if stated else sniff_delimiter(text))
    _demand_filled(text, used_delimiter, size, where)
    if stated and header_row == 1:
        header_row = 2  # the line is a setting of Excel's, above the headings
    first = _first_rows(text, used_delimiter)
    used_header = header_row or find_header_row(first)
    try:
        records = split_records(text, used_delimiter, used_header)
    except QuotationError as error:
        raise FileUnreadableError(
            f"{where.file}: quotation marks are never closed in too many places. Look for a "
            "column with a single quotation mark, and save the file again."
        ) from error
    _set_aside_other_separators(records, used_delimiter, used_header)
    table = build_table(records.lines, used_header, where, size=size)
    width = len(table.columns) - len(table.made_columns)
    lengths = {number: len(cells) for number, cells in enumerate(records.lines, 1) if cells}
    table = replace(
        table,
        encoding=used_encoding,
        delimiter=used_delimiter,
        unsure_rows=frozenset(one.number for one in records.problems if not one.is_paired),
        short_rows={number: length for number, length in lengths.items() if length < width},
        problems=(*table.problems, *(_problem(problem, where) for problem in records.problems)),
    )
    return _look_at_end(table, text, records, width, where)


def _demand_filled(text: str, delimiter: str, size: int, where: Grid) -> None:
    """Refuse a text of separators; one line of them alone is set aside when it is taken apart."""
    most = limits.most_cells(size)
    if text.count(delimiter) <= most:
        return
    counts = (line.count(delimiter) for line in text.split("\n"))
    separators = sum(count for count in counts if count <= limits.MOST_SEPARATORS)
    if separators > most:
        raise FileUnreadableError(
            f"{where.file}: it has {separators:,} separators in {size:,} bytes, so that nearly all "
            "cells are empty. Save the columns and rows that you need as a new file."
        )


def _set_aside_other_separators(records: CsvRecords, delimiter: str, header_row: int) -> None:
    """Lines whose cells another separator parts, as where two files were put together."""
    headings = records.lines[header_row - 1] if header_row <= len(records.lines) else None
    width = len([cell for cell in headings or () if cell.strip()])
    separators = (delimiter, *(one for one in _DELIMITERS if one != delimiter))
    for place in range(header_row, len(records.lines)):
        cells = records.lines[place]
        other = separator_of(cells, width, separators) if cells else ""
        if cells and other:
            reason = (
                f"the row has as many cells as the headings with {other!r} between them, and the "
                f"file has {delimiter!r}; it was not read. Save it with one separator"
            )
            words = delimiter.join(cells)
            records.lines[place] = None
            records.problems.append(LineProblem(place + 1, words, reason, Effect.ROW))


def _problem(problem: LineProblem, where: Grid) -> Reject:
    return where.problem(problem.number, problem.reason, words_of([problem.value]), problem.effect)


def _look_at_end(table: Table, text: str, records: CsvRecords, width: int, where: Grid) -> Table:
    """The table, and whether the file stops in the middle of its last row or cell.

    A quotation that is open at the end, or a last line that lacks both its end and some cells, is
    set aside. A last line that lacks its end alone is kept, with a note: its last cell may be cut.
    """
    last = records.lines[-1] if records.lines else None
    is_row = bool(table.rows) and table.rows[-1].number == len(records.lines)
    if not last or not is_row:
        return table
    has_end = text.endswith(("\n", "\r"))
    if records.ends_open or (not has_end and len(last) < width):
        return end_cut_off(table, where)
    if has_end or text.endswith('"'):
        return table
    reason = "no line end follows this row; if the file was cut off, its last cell is not whole"
    note = where.problem(len(records.lines), reason, words_of(last[-1:]), Effect.NOTE)
    return replace(table, problems=(*table.problems, note))
