"""A filled-in review file: rows of decisions from a CSV file or a workbook.

People fill in a copy of ``out/review.csv`` or ``out/review.xlsx`` with a spreadsheet program, which
saves it with semicolons or tabs, in UTF-16, or as a workbook. All are read as any list is. Headings
and decisions may be in any letter case, and in the languages of ``review_words.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sijill.files.reading import read_bounded
from sijill.language.scripts import tidy
from sijill.language.unknown import phrase_form
from sijill.model import case_limits
from sijill.model.codes import LinkDecision
from sijill.model.errors import DecisionError, FileUnreadableError
from sijill.model.records.rejects import Effect
from sijill.model.word_files import toml_beside
from sijill.sources.tables.content_kinds import (
    GZIP_MARK,
    HEAD_BYTES,
    FileFormat,
    format_of_content,
    unpack,
)
from sijill.sources.tables.csv_records import QuotationError, split_records
from sijill.sources.tables.csv_tables import SEPARATOR_LINE, decode, sniff_delimiter
from sijill.sources.tables.encodings import guess_encodings
from sijill.sources.tables.spreadsheets.sheet_tables import sheet_table
from sijill.sources.tables.spreadsheets.workbooks import read_workbook
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileReading, format_of, read_table

COLUMNS = ("left", "right", "decision", "reason")
"""The columns that a file of decisions needs; review.csv has them among others."""
SHOWN = ("left_name", "right_name")
"""Columns of review.csv that say whom the reader saw under the two ids."""
_REPEATED = re.compile(r" \(\d+\)$")
"""What a table adds to a heading that it has already."""
_DELIMITERS = ",;\t|"
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row with its number in the file: two record ids, what was decided, and why.

    ``names`` are those that the reader saw under the ids; empty where the file does not say.
    """

    number: int
    left: str
    right: str
    decision: str
    reason: str
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that could not be read, and why."""

    number: int
    reason: str


def read_review(path: Path) -> tuple[list[ReviewRow], list[UnreadRow]]:
    """The rows of a file that hold a decision, and those that could not be read.

    Raises:
        DecisionError: if the file cannot be read or lacks a column.
    """
    try:
        content = read_bounded(path, case_limits.MOST_REVIEW_BYTES)
        if content.startswith(GZIP_MARK):
            content = unpack(content, path.name)
        named = format_of(path.name)
        is_text = named in (FileFormat.CSV, FileFormat.TEXT)
        kind = format_of_content(content[:HEAD_BYTES], named, path.name)
        if is_text and kind is not FileFormat.SPREADSHEET:
            return _from_text(path, content)
        table, other_sheets, struck = _read_table(path, kind)
    except (FileUnreadableError, OSError) as error:
        raise DecisionError(
            f"{str(error).rstrip('.')}. Give the edited copy of out/review.csv, as CSV or as a "
            "workbook."
        ) from error
    columns = _find_columns(table.columns, path)
    rows = [
        _row(row.number, [row.cells.get(column, "") for column in table.columns], columns)
        for row in table.rows
    ]
    rows = [_unless_struck(row) if row.number in struck else row for row in rows]
    unread = [
        UnreadRow(problem.row, problem.reason)
        for problem in table.problems
        if problem.effect in (Effect.ROW, Effect.FILE)
    ]
    return _decided(rows, [*other_sheets, *unread])


def _unless_struck(row: ReviewRow | UnreadRow) -> ReviewRow | UnreadRow:
    """A row that has a line through it: whoever crossed it out may have taken its decision back."""
    if isinstance(row, ReviewRow) and row.decision:
        return UnreadRow(
            row.number,
            f"the sheet strikes it through, and it says {row.decision!r}: empty its decision, or "
            "take the line out",
        )
    return row


def _read_table(path: Path, kind: FileFormat) -> tuple[Table, list[UnreadRow], frozenset[int]]:
    """The table of decisions, the sheets beside it that hold rows, too, and rows struck through.

    No such sheet is left unsaid. Of a workbook it is the first visible sheet that has the columns.

    Raises:
        FileUnreadableError: as ``read_table``.
    """
    if kind is not FileFormat.SPREADSHEET:
        return read_table(path, path.name, FileReading("review")), [], frozenset()
    where = Grid("review", path.name)
    workbook = read_workbook(path, (), where)
    tables = [sheet_table(content, 1, where) for content in workbook.tables]
    if not tables:
        raise FileUnreadableError(f"{path.name}: no visible sheet of the workbook holds rows.")
    table = next((each for each in tables if not _missing(_folded(each.columns))), tables[0])
    struck = (each.struck_rows for each in workbook.tables if each.name == table.sheet)
    unread = [
        UnreadRow(
            0,
            f"the sheet {sheet.name!r} ({sheet.wording}) was not read: put all decisions on one "
            "visible sheet, and take other sheets out",
        )
        for sheet in workbook.sheets
        if sheet.rows and sheet.name not in table.sheets
    ]
    return table, unread, frozenset(row + 1 for rows in struck for row in rows)


def _from_text(path: Path, content: bytes) -> tuple[list[ReviewRow], list[UnreadRow]]:
    """Rows of a CSV file, in any encoding, with commas, semicolons or tabs.

    The columns of decisions come first, so a cell further on that holds the delimiter costs
    nothing. A row whose quotation marks are broken is not read: it may have swallowed others.
    """
    where = Grid("review", path.name)
    try:
        text, _ = decode(content, "", where)
    except FileUnreadableError:
        guessed = guess_encodings(content)
        text, _ = decode(content, guessed.encoding if guessed else "", where)
    stated = SEPARATOR_LINE.match(text)
    header_row = 2 if stated else 1
    delimiter = stated["delimiter"] if stated else sniff_delimiter(text.partition("\n")[0])
    try:
        records = split_records(text.replace("\r\n", "\n"), delimiter, header_row)
    except QuotationError as error:
        raise DecisionError(
            f"{path} cannot be read: its quotation marks are broken in too many places. Save it "
            "again with a spreadsheet program."
        ) from error
    lines = records.lines
    headings = lines[header_row - 1] if len(lines) >= header_row else None
    columns = _find_columns(headings or [], path)
    unread = {problem.number: problem.reason for problem in records.problems}
    if records.ends_open:
        unread[len(lines)] = "a quotation mark is open at the end of the file"
    rows = [
        _row(number, cells, columns)
        for number, cells in enumerate(lines[header_row:], start=header_row + 1)
        if cells is not None and number not in unread
    ]
    refused = [UnreadRow(number, reason) for number, reason in sorted(unread.items())]
    return _decided(rows, refused)


def _decided(
    read: Sequence[ReviewRow | UnreadRow], unread: Sequence[UnreadRow]
) -> tuple[list[ReviewRow], list[UnreadRow]]:
    """The rows with a decision, and those not taken: a reason without a decision is no decision."""
    rows = [row for row in read if isinstance(row, ReviewRow)]
    unread = [*unread, *(row for row in read if isinstance(row, UnreadRow))]
    open_rows = [
        UnreadRow(row.number, f"it has a reason and no decision: {row.reason!r}")
        for row in rows
        if row.reason and not row.decision
    ]
    unread = sorted([*unread, *open_rows], key=lambda row: row.number)
    return [row for row in rows if row.decision], unread


@dataclass(frozen=True, slots=True)
class _Columns:
    """All places of each needed column, that of each shown name or -1, and how many there are."""

    places: Sequence[Sequence[int]]
    shown: Sequence[int]
    width: int

    def names(self, cells: Sequence[str]) -> tuple[str, str]:
        """The names of a row, where none of its cells may have moved."""
        is_whole = len(cells) == self.width
        left, right = (cells[at] if is_whole and at >= 0 else "" for at in self.shown)
        return _plain(left), _plain(right)


def _find_columns(headings: Sequence[str], path: Path) -> _Columns:
    """Where the columns are, the headings in whatever letter case."""
    folded = _folded(headings)
    missing = _missing(folded)
    if missing:
        raise DecisionError(
            f"{path} lacks the column(s) {', '.join(missing)}. Edit a copy of out/review.csv "
            "and keep its header."
        )
    places = [[at for at, name in enumerate(folded) if name == column] for column in COLUMNS]
    shown = [folded.index(name) if name in folded else -1 for name in SHOWN]
    return _Columns(places, shown, len(headings))


def _folded(headings: Sequence[str]) -> list[str]:
    """What each heading stands for: one of the needed columns, or another in plain letters."""
    plain = [_REPEATED.sub("", tidy(heading).lower()) for heading in headings]
    return [_heading(name, plain) for name in plain]


def _missing(folded: Sequence[str]) -> list[str]:
    return [column for column in COLUMNS if column not in folded]


def _heading(plain: str, others: Sequence[str]) -> str:
    """The column that a heading names in another language, unless one has that very name."""
    column = _words("headings").get(phrase_form(plain), plain)
    return plain if plain in COLUMNS or column in others else column


@cache
def _words(table: str) -> Mapping[str, str]:
    """The heading or decision that each reviewed phrase stands for, by its folded form."""
    return {
        phrase_form(phrase): code
        for code, languages in toml_beside(__name__, "review_words.toml")[table].items()
        for phrases in languages.values()
        for phrase in phrases
    }


def _row(number: int, cells: Sequence[str], columns: _Columns) -> ReviewRow | UnreadRow:
    """A row of decisions; unread where it was saved in another way, or says two things of one."""
    if len(cells) < len(COLUMNS) and any(
        "".join(cells[:1]).count(sign) + 1 >= len(COLUMNS) for sign in _DELIMITERS
    ):
        return UnreadRow(number, "its cells stand in one: it has another delimiter than the header")
    said = [
        list(dict.fromkeys(filter(None, (_plain("".join(cells[at : at + 1])) for at in places))))
        for places in columns.places
    ]
    for column, words in zip(COLUMNS, said, strict=True):
        if len(words) > 1:
            told = " and ".join(map(repr, words))
            return UnreadRow(number, f"{column!r} stands twice in the header, and says {told}")
    left, right, decision, reason = ("".join(words) for words in said)
    code = decision.lower().replace(" ", "_").replace("-", "_")
    decided = _words("decisions").get(phrase_form(decision), code)
    decided = "" if decided == LinkDecision.NOT_REVIEWED else decided
    return ReviewRow(number, left, right, decided, reason, columns.names(cells))


def _plain(cell: str) -> str:
    """A cell without stray spaces and without the apostrophe that keeps it from being a formula."""
    text = tidy(cell)
    if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS):
        return text[1:]
    return text
