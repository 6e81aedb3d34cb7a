"""Rows that are no records: tags, totals, titles, notes about the list, repeated headings.

Files made for people and for other programs hold lines that speak of the list instead of being a
part of it. They are recognised by their form, kept as problems with their words, and never counted.

Tags and labelled totals show by themselves. Other rows show beside all rows: a line of one cell is
a note where it begins with a word of a note (``row_words.toml``), is longer than what its column
holds, or is a number alone, and a title where the rows beneath hold it in another column. A line
that repeats the headings is none either. Sums are found by ``row_sums``.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from sijill.language.numbers import read_count
from sijill.language.numbers.harms import states_harms
from sijill.language.phrases import stands_in
from sijill.language.scripts import fold, fold_digits
from sijill.language.unknown import Topic, means_unknown
from sijill.model.values.counts import CountRange
from sijill.sources.tables.lines.column_contents import BODY_SHARE, ColumnContents
from sijill.sources.tables.lines.foot_lines import (
    are_shares,
    begin_of_foot,
    begins_as_note,
    column_of_names,
    explains_colours,
    foot_reason,
    share_of_capitals,
)
from sijill.sources.tables.lines.heading_lines import TAGS, YEAR, goes_on_beneath, is_tag_row
from sijill.sources.tables.lines.row_words import words_in_order, words_of_rows
from sijill.sources.tables.lines.section_titles import (
    SECTION,
    bare_area,
    is_date,
    is_section,
    names_an_area,
)
from sijill.sources.tables.lines.sums.row_amounts import number_of
from sijill.sources.tables.lines.sums.row_sums import find_sums, usual_columns
from sijill.sources.tables.lines.sums.total_reasons import IS_TOTAL, MAY_BE_TOTAL, TOTALS

Cells = Mapping[str, str]

LAST_TAG_ROW = 25
"""HXL tags stand within the first 25 rows (HXL 1.1, «Hashtag row»)."""
_TITLE_ROWS = 30

_NUMBER = re.compile(r"[-+~]?\s*[\d\s.,'٫٬%()/–-]+%?")
_COUNTED = re.compile(r"[^\W\d][^\d:=]{0,60}[:=]\s*\d+|\d+\s+[^\W\d][^\d]{0,60}")
_COUNTED_LAST = re.compile(r"[^\W\d][^\d]{0,60}[\s:=]\d+")
"""What a total in one cell counts, and how many: "Total dead 3"."""
_BETWEEN_AMOUNTS = re.compile(r"\s*[/|;,،؛+&\n]\s*")
_LABEL_END = re.compile(r"[\s:：=.(-]")

_REPEATED = "the row repeats the headings; it is no record"
_PART = (
    'the row counts some of those of another row ("of which …"); it is no record and is not counted'
)
_NOTE = "the row holds one cell, a note about the list; it is no record"
_COUNT_OF_BLOCK = (
    "the row holds a label with a colon and one number, as a count of the rows beside it does; it "
    "is no record and is not counted"
)
_NUMBER_ALONE = "the row holds one number and nothing else; it is no record"
_FEWEST_COLUMNS = 3
_LONGER = 3
_FURTHER_SIGNS = 8
"""Points, colons and spaces that may stand around a repeated heading."""
_MOST_WORDS = 8
_SUM_FORMULA = re.compile(r"=\s*(?:SUM|SUBTOTAL|COUNT|COUNTA|AVERAGE)\(", re.IGNORECASE)
_SHARES = "the row holds shares in per cent; it is no record"
_TITLE = (
    "the row holds one cell, words in a column of numbers or a date: a title of the rows beneath; "
    "it is no record, and what it says of them is not taken: give it a column of its own"
)
_MARK = re.compile(r"\s*(?:[*†‡§©]|--|\(\d*\)|\[\d*\]|https?://|www\.)")
_PAGE_NUMBER = re.compile(r"[-–—.|(\[\s]+\d{1,4}[-–—.|)\]\s]+")
"""The number of a page among signs: "- 3 -"."""
_LABEL = re.compile(r"\s*[^\d\W][^:：]{0,60}[:：]\s*\S")


def kind_problem(cells: Sequence[str], position: int) -> str:
    """Why a row is no record, as a sentence; empty if it may be one.

    Args:
        cells: the row.
        position: how many rows stand between it and the headings, from 1.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if position <= LAST_TAG_ROW and is_tag_row(filled):
        return TAGS
    if are_shares(filled):
        return _SHARES
    if is_total(filled):
        return f"{TOTALS}; it is no record and is not counted"
    if _is_part_of_a_row(filled):
        return _PART
    return ""


def _is_part_of_a_row(filled: Sequence[str]) -> bool:
    """Whether a row is one label, which begins as "of which children" does, and numbers."""
    words = [cell for cell in filled if not _NUMBER.fullmatch(cell)]
    if len(words) != 1 or len(filled) == 1 or words[0] != filled[0]:
        return False
    label = fold(words[0]).strip(" -–—•*:(")
    return label.startswith(words_in_order("parts_of_rows")) and any(
        _begins(label, word) for word in words_in_order("parts_of_rows")
    )


def is_total(filled: Sequence[str]) -> bool:
    """Whether the filled cells of a row are one label of a total, and numbers.

    Behind a bare label a number may say what it counts, be open or unknown: "Total | Dead: 9 | 4
    women | 30+ | n/a"; and behind numbers alone a remark may stand: "Total | 9 | 4 | of 2 boats".
    """
    words = [cell for cell in filled if not _NUMBER.fullmatch(cell)]
    if len(words) > 1 and fold(words[0]).strip(" :：=.*-") in words_of_rows("totals"):
        numbers = filled[1:-1]
        has_remark = words == [filled[0], filled[-1]] and len(numbers) > 1
        return all(map(_is_amount, words[1:])) or (has_remark and not any(map(is_date, numbers)))
    if len(words) != 1:
        return False
    label = fold(words[0]).strip(" :：=.*-")
    if not label:
        return False
    if label in words_of_rows("totals"):
        return True
    if not label.startswith(words_in_order("totals")):
        return False  # most rows
    start = next((word for word in words_in_order("totals") if _begins(label, word)), "")
    rest = label[len(start) :].strip(" :：=.()-")
    ends = _NUMBER.fullmatch(rest) or _COUNTED_LAST.fullmatch(fold_digits(rest))
    return bool(start) and (len(filled) > 1 or bool(ends))


def _is_amount(cell: str) -> bool:
    """Whether a cell says how many there are of something: "30+", "Dead: 9", "9 dead / 4 hurt"."""
    if isinstance(read_count(cell), CountRange) or means_unknown(cell, Topic.COUNT):
        return True
    if states_harms(cell):  # "9 dead and 4 hurt"
        return True
    parts = _BETWEEN_AMOUNTS.split(fold_digits(cell.strip()))
    return all(_COUNTED.fullmatch(part) or _COUNTED_LAST.fullmatch(part) for part in parts)


def _begins(label: str, word: str) -> bool:
    return label.startswith(word) and bool(_LABEL_END.match(label[len(word) :]))


def find_header_row(lines: Sequence[Sequence[str]]) -> int:
    """The line (from 1) that looks like the headings: the first one about as wide as what follows.

    A title, a date of issue or a note above the headings fills one or two cells; headings fill most
    of them, and are words. Beneath a line of groups ("Victim | | Incident") they stand one lower.
    """
    head = [[cell.strip() for cell in line if cell.strip()] for line in lines[:_TITLE_ROWS]]
    widths = sorted(len(cells) for cells in head if cells)
    if not widths:
        return 1
    wanted = max(2, BODY_SHARE * widths[len(widths) // 2])
    for number, cells in enumerate(head, start=1):
        if len(cells) >= wanted and _may_be_headings(cells):
            beneath = lines[number : number + 1]
            is_group = bool(beneath) and goes_on_beneath(
                lines[number - 1], beneath[0], lines[number + 1 :]
            )
            return number + 1 if is_group else number
    return 1


def _may_be_headings(cells: Sequence[str]) -> bool:
    """Whether no cell of a line is a number, but for years side by side, in order: 2018, 2019."""
    numbers = [fold_digits(cell) for cell in cells if _NUMBER.fullmatch(cell)]
    are_years = all(map(YEAR.fullmatch, numbers)) and len(numbers) > 1
    in_order = numbers in (sorted({*numbers}), sorted({*numbers}, reverse=True))
    return not numbers or (are_years and in_order and len(numbers) < len(cells))


def find_remarks(rows: Sequence[Cells], columns: Sequence[str]) -> dict[int, str]:
    """The places of rows that are no records, or may be none, each with the reason.

    A row with the reason ``MAY_BE_TOTAL`` stays a record.
    """
    foot = begin_of_foot(rows)
    usual = usual_columns(rows[:foot], columns)
    remarks = find_sums(rows, columns, usual)
    contents = ColumnContents(rows, columns)
    titles: dict[int, str] = {}
    headings = {column: _bare(column) for column in columns}
    names = column_of_names(rows[:foot], usual) if foot < len(rows) else ""
    capitals = share_of_capitals(rows[:foot], names) if names else 0.0
    above = -1
    for place, row in enumerate(rows):
        if place in remarks:
            above = place
            continue
        if usual and _is_heading(row, usual[0], headings) and _repeats_headings(row, headings):
            remarks[place] = _REPEATED
            continue
        if all(row[column].strip() for column in usual):
            continue
        reason = _sparse_reason(row, usual, contents, place - above - 1)
        if not reason and place >= foot:
            reason = foot_reason(row, names, capitals)
        if reason:
            remarks[place] = reason
        elif column := _titled_column(row, usual, contents):
            titles[place] = column
        if reason or place in titles:
            above = place
    return remarks | _true_titles(titles, rows, remarks.keys())


def _bare(cell: str) -> str:
    """A cell as headings are compared on later pages: without case, points and colons."""
    return " ".join(cell.split()).strip(" .:").casefold()


def _is_heading(row: Cells, column: str, headings: Mapping[str, str]) -> bool:
    written, heading = row[column], headings[column]
    if written.isdecimal() or len(written) > len(heading) + _FURTHER_SIGNS:
        return False  # most rows: no need to fold
    cell = _bare(written)
    return not cell or stands_in(cell, heading)


def _repeats_headings(row: Cells, headings: Mapping[str, str]) -> bool:
    """Whether each filled cell is its heading, or a line of it where it has two."""
    filled = [column for column, cell in row.items() if cell.strip()]
    return len(filled) > 1 and all(_is_heading(row, column, headings) for column in filled)


def _titled_column(row: Cells, usual: Sequence[str], contents: ColumnContents) -> str:
    """The column that holds elsewhere what is the one cell of this row; empty if none does."""
    filled = {column: cell for column, cell in row.items() if cell.strip()}
    if len(filled) != 1 or len(usual) < _FEWEST_COLUMNS:
        return ""
    own, cell = next(iter(filled.items()))
    others = (column for column in contents.columns if column != own)
    forms = {fold(cell), bare_area(cell)}
    return next((column for column in others if not forms.isdisjoint(contents.values(column))), "")


def _true_titles(
    titles: Mapping[int, str], rows: Sequence[Cells], remarks: AbstractSet[int]
) -> dict[int, str]:
    """The rows that are titles of those beneath them.

    The row beneath a title holds it in its column, and in a list with titles this is so of most
    rows that could be one. A mother who is listed above a father, before their children, is none.
    """
    true = {}
    for place, column in titles.items():
        beneath = (below for below in range(place + 1, len(rows)) if below not in remarks)
        first = next(beneath, None)
        if first is not None and fold(rows[first][column]) in _titles_of(rows[place]):
            true[place] = (
                f"the row holds one cell, which the column {column!r} holds beneath it: a title of "
                "the rows beneath; it is no record"
            )
    return true if 2 * len(true) > len(titles) else {}


def _titles_of(row: Cells) -> tuple[str, str]:
    """The only cell of a row, as it stands and as the name of an area."""
    cell = next(cell for cell in row.values() if cell.strip())
    return fold(cell), bare_area(cell)


def _sparse_reason(
    row: Cells, usual: Sequence[str], contents: ColumnContents, in_block: int
) -> str:
    """Why a row that leaves usual columns empty is no record; empty if it may be one."""
    filled = {column: cell.strip() for column, cell in row.items() if cell.strip()}
    if len(filled) == 1 and len(usual) > 1 and is_section(next(iter(filled.values()))):
        return SECTION
    if len(filled) == 1 and len(usual) >= _FEWEST_COLUMNS:
        return _note_reason(*next(iter(filled.items())), contents)
    if any(_SUM_FORMULA.match(cell) for cell in filled.values()):
        return IS_TOTAL
    if len(filled) < len(usual):
        return _weak_total(filled, contents, in_block)
    return ""


def _note_reason(column: str, cell: str, contents: ColumnContents) -> str:
    """Why a row of one cell is no record; empty if it may be one."""
    if number_of(cell) is not None or _PAGE_NUMBER.fullmatch(cell):
        return _NUMBER_ALONE
    if _MARK.match(cell) or _LABEL.match(cell) or begins_as_note(cell) or explains_colours(cell):
        return _NOTE
    if fold(cell).strip(" :.") in words_of_rows("weak_totals"):
        return IS_TOTAL
    if contents.is_of_numbers(column) or is_date(cell):
        return _TITLE
    if names_an_area(cell) and contents.is_parted_by_areas(column):
        return SECTION
    if len(cell.split()) > max(_MOST_WORDS, _LONGER * contents.usual_length(column)):
        return _NOTE
    return ""


def _weak_total(filled: Mapping[str, str], contents: ColumnContents, in_block: int) -> str:
    """Words that are names elsewhere mark a total where the number agrees: "Suma", "Homs total".

    It agrees where it is the number of other rows or of those of its block, or the sum or the mean
    of their numbers.
    """
    words = [cell for cell in filled.values() if number_of(cell) is None]
    numbers = [
        (column, amount)
        for column, cell in filled.items()
        if (amount := number_of(cell)) is not None
    ]
    if len(words) != 1 or not numbers:
        return ""
    if len(numbers) == 1 and words[0].endswith((":", "：")):
        return _COUNT_OF_BLOCK
    label = fold(words[0]).strip(" :.")
    last = label.split()[-1:]
    is_weak = label in words_of_rows("weak_totals") or (
        len(numbers) == 1 and not words_of_rows("totals").isdisjoint(last)
    )
    if not is_weak and not _begins_weakly(label):
        return ""
    for column, number in numbers:
        known, total = contents.numbers(column)
        others, sum_of_others = known - 1, total - number
        is_mean = others > 0 and abs(sum_of_others / others - number) < 1
        counts = (len(contents.rows) - 1, others, in_block) if is_weak else ()
        if number not in counts and number != sum_of_others and not is_mean:
            return MAY_BE_TOTAL if is_weak else ""
    return IS_TOTAL


def _begins_weakly(label: str) -> bool:
    """Whether a label begins with a word of more than two letters for a sum: "Average age"."""
    return any(
        len(word) > 2 and _begins(label, word)  # noqa: PLR2004  an initial is none
        for word in words_in_order("weak_totals")
    )
