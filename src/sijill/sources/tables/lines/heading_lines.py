"""The lines of headings of a list: a second line of them, units, numbers of columns, groups.

Between headings and records stand lines that describe the columns: units and formats ("years",
"dd/mm/yyyy"), the headings in another language or as a form names them, the numbers of the columns,
a line of dashes. A second line of headings shows by the columns beneath it: they hold numbers or
dates, it holds words. Where the first line is cut ("Age at | Date of") the second one ends it, and
both are read as one. A line of groups above the headings ("Victim", "Witness") tells columns of one
name apart.

A list written beside another with the same headings is found here, too: its rows are no part of the
rows of the first.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.language.numbers.digits import counted_from
from sijill.language.scripts import fold
from sijill.language.unknown import means_unknown
from sijill.model.limits import LONGEST_HEADING
from sijill.sources.tables.lines.row_words import words_of_rows

_LINES_BENEATH = 3
"""So many lines beneath the headings may describe the columns."""
_SAMPLE = 60
_SHARE = 0.8
_FEWEST = 2
_FEWEST_NUMBERS = 3
_BLOCKS = range(2, 7)
_DASHES = re.compile(r"[-–—=_:|*.\s]{2,}")
_OF_A_PROGRAM = re.compile(r"\{.*\}", re.DOTALL)
_CODE = re.compile(r"(?:[A-Za-z]{1,4}[_.]?\d{1,4}){1,3}(?:[_.]\d{1,3})*[a-z]?")
_BRACKETS = "()[]{}<>«» \t.:"
_HXL = re.compile(r"#\s*[a-zA-Z][a-zA-Z0-9_]*(\s*\+\s*[a-zA-Z][a-zA-Z0-9_]*)*")
_OF_A_FORM = re.compile(r"[a-z0-9]+(?:[-/_.:][A-Za-z0-9]+)+")
"""What a program calls a question: deceased-name, group/age, date_of_death."""
YEAR = re.compile(r"(?:1[3489]|20)\d\d")
"""A year as a heading, of the Gregorian calendar, the Iranian or the Hijri one."""
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_BETWEEN_UNITS = re.compile(r"\s*[/,;|]\s*|\s+(?:or|and|или|أو|ou|o|oder|veya)\s+")

TAGS = "the row holds HXL tags, which describe the columns; it is no record"
EXAMPLE = "the row shows by examples what to write; it is no record"
UNITS = "the row holds units or forms of the columns; it is no record"
NUMBERS = "the row holds the numbers of the columns; it is no record"
DASHES = "the row holds dashes; it is no record"
OF_A_PROGRAM = "the row holds a program's names for the columns; it is no record"
SECOND = (
    "the row stands beneath the headings and holds words where the rows hold numbers or dates: a "
    "second line of headings; it is no record"
)
JOINED = "the row was read as the second line of the headings"

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table, and the lines beneath them that are no records.

    ``cells`` are the headings; ``beneath`` holds why each of the next lines is no record.
    ``first_list`` is the width of the first of several lists side by side, 0 where there is one;
    ``beside`` says what the others are.
    """

    cells: tuple[str, ...]
    beneath: tuple[str, ...] = ()
    first_list: int = 0
    beside: str = ""


BESIDE = "the row holds another list beside the first"
"""How the reason begins why the cells of such a list are not read."""
REPEATED = (
    f"{BESIDE}: "
    "the headings from column {behind} on repeat those of the first {width}, and it "
    "was not read. Save it as a file of its own"
)
SIDE_TABLE = (
    "a small table stands beside the list from column {behind} on, behind an empty one; its row "
    "was not read. If it belongs to the list, move it next to its columns in a copy"
)


def read_headings(lines: Sequence[Cells | None], header_row: int) -> Headings:
    """The headings on line ``header_row`` (from 1), with what the lines above and beneath add."""
    first = lines[header_row - 1] if header_row <= len(lines) else None
    cells = [cell.strip() for cell in first or ()]
    beneath: list[str] = []
    sample = [_begun(line) for line in lines[header_row : header_row + _SAMPLE] if line is not None]
    for place, line in enumerate(lines[header_row : header_row + _LINES_BENEATH]):
        reason = "" if line is None else _reason(cells, _begun(line), sample[place + 1 :])
        if not reason:
            break
        if reason == SECOND and line is not None and _is_cut(cells, line):
            cells, reason = _joined(cells, line), JOINED
        beneath.append(reason)
    above = lines[header_row - 2] if header_row > 1 and header_row <= len(lines) else None
    own = [cell or _at(above or (), place) for place, cell in enumerate(cells)]
    width, beside = width_of_first_list(own), REPEATED
    if not width:
        width, beside = _width_before_side_table(own, lines[header_row:]), SIDE_TABLE
    named = _with_groups(cells[: width or None], above or ())
    return Headings(tuple(named), tuple(beneath), width, beside)


def _begun(line: Cells) -> list[str]:
    """The beginnings of cells, as long as a heading may be: a longer cell is none."""
    return [cell[: LONGEST_HEADING + 1] for cell in line]


def _reason(headings: Cells, line: Cells, below: Sequence[Cells]) -> str:
    """Why a line beneath the headings is no record; empty if it may be one."""
    filled = [cell.strip() for cell in line if cell.strip()]
    if is_tag_row(filled):
        return TAGS
    if not any(cell.strip() for row in below for cell in row):
        return ""
    if len(filled) < _FEWEST:
        place = next((at for at, cell in enumerate(line) if cell.strip()), 0)
        is_unit = bool(filled) and _is_unit(filled[0]) and _holds_digits(place, below)
        return UNITS if is_unit else ""
    if all(map(_DASHES.fullmatch, filled)):
        return DASHES
    if all(map(_OF_A_PROGRAM.fullmatch, filled)):
        return OF_A_PROGRAM
    if _are_numbers_of_columns(filled, headings):
        return NUMBERS
    units = [cell for cell in filled if _is_unit(cell)]
    if units and all(cell in units or _IN_BRACKETS.fullmatch(cell) for cell in filled):
        return UNITS
    if all(map(_is_example, filled)):
        return EXAMPLE
    if _is_second(line, below) or (
        len(filled) > _FEWEST and all(fold_heading(cell) in heading_words() for cell in filled)
    ):
        return SECOND
    return ""


def is_tag_row(filled: Cells) -> bool:
    """Whether all filled cells are HXL tags (HXL 1.1)."""
    return bool(filled) and all(_HXL.fullmatch(cell) for cell in filled)


def fold_heading(text: str) -> str:
    """A heading as it is compared: folded, without points, colons and brackets around it."""
    return fold(text).strip(f"{_BRACKETS}؛،_#*")


def heading_words() -> frozenset[str]:
    """Words that stand above the commonest columns."""
    return words_of_rows("headings")


def _are_numbers_of_columns(filled: Cells, headings: Cells) -> bool:
    """1, 2, 3 … beneath each of the headings, in brackets or not."""
    wanted = sum(bool(heading) for heading in headings)
    first = counted_from(cell.strip(_BRACKETS) for cell in filled)
    return first in range(_FEWEST + 1) and len(filled) >= max(_FEWEST_NUMBERS, wanted - 1)


def _is_example(cell: str) -> bool:
    """Whether a cell begins as an example of what to write: "e.g. Homs", مثال."""
    plain = fold_heading(cell)
    return any(
        plain.startswith(word) and not plain[len(word) :][:1].isalnum()
        for word in words_of_rows("examples")
    )


def _is_unit(cell: str) -> bool:
    """Whether a cell names a unit or a form: "years", "(cm)", "dd/mm/yyyy", "M/F"."""
    plain = fold_heading(cell)
    units = words_of_rows("units")
    if plain in units:
        return True
    parts = [part.strip(_BRACKETS) for part in _BETWEEN_UNITS.split(plain) if part]
    return bool(parts) and all(part in units for part in parts)


def goes_on_beneath(line: Cells, beneath: Cells, below: Sequence[Cells]) -> bool:
    """Whether a line holds groups and the headings stand beneath it.

    They fill more cells, among them some that the groups leave empty, and hold words where the rows
    hold numbers or dates.
    """
    filled = {at for at, cell in enumerate(line) if cell.strip()}
    others = {at for at, cell in enumerate(beneath) if cell.strip()}
    return len(others) > len(filled) and bool(others - filled) and _is_second(beneath, below)


def _is_second(line: Cells, below: Sequence[Cells]) -> bool:
    """Whether words stand where two columns or more hold numbers or dates, and no number stands."""
    misfits = 0
    words = [set(fold_heading(cell).split()) for cell in line if cell.strip()]
    for column, cell in enumerate(line):
        plain = cell.strip()
        if not plain or not _holds_digits(column, below):
            continue
        if _has_digit(_IN_BRACKETS.sub("", plain)):
            return False
        misfits += not means_unknown(plain)
    are_headings = len(words) > _FEWEST and all(heading_words() & named for named in words)
    return misfits >= (1 if are_headings else _FEWEST)


def _holds_digits(column: int, below: Sequence[Cells]) -> bool:
    cells = [row[column].strip() for row in below if column < len(row)]
    known = [cell for cell in cells if cell and not means_unknown(cell)]
    return bool(known) and sum(map(_has_digit, known)) >= _SHARE * len(known)


def _has_digit(cell: str) -> bool:
    return any(map(str.isdecimal, cell))


def _is_cut(headings: Cells, line: Cells) -> bool:
    """Whether the second line ends the first: what it goes on with is no heading by itself."""
    places = [at for at, cell in enumerate(line[: len(headings)]) if cell.strip()]
    if all(_CODE.fullmatch(headings[at]) for at in places):
        return True
    if all(_OF_A_FORM.fullmatch(headings[at]) for at in places if headings[at]):
        return False
    whole = sum(fold_heading(headings[at]) in heading_words() for at in places)
    return 2 * whole < len(places)


def _joined(headings: Cells, line: Cells) -> list[str]:
    """Both lines as one, cell by cell; only the second beneath codes of questions (Q1, Q2).

    A cell of the first line with empty cells behind it is a group of several headings: it is
    written only before those that stand twice.
    """
    if all(map(_CODE.fullmatch, filter(None, headings))):
        return [cell.strip() for cell in line]
    width = max(len(headings), len(line))
    above, beneath = ([*cells, *[""] * (width - len(cells))] for cells in (headings, line))
    is_group = [
        bool(above[at]) and at + 1 < width and not above[at + 1] and bool(beneath[at + 1].strip())
        for at in range(width)
    ]
    joined: list[str] = []
    groups: list[str] = []
    for at in range(width):
        in_group = is_group[at] or (not above[at] and bool(groups and groups[-1]))
        groups.append((above[at] or groups[-1]) if in_group else "")
        own = beneath[at].strip()
        joined.append(own if in_group and own else " ".join(f"{above[at]} {own}".split()))
    return _named_by_groups(joined, groups)


def _named_by_groups(headings: Sequence[str], groups: Sequence[str]) -> list[str]:
    """The headings, those that stand twice behind their group: "Victim/Name".

    So do the others of a group that has several such headings: "Killed/Attackers" beside the
    civilians and the police among the killed and among the injured.
    """
    times = Counter(map(fold_heading, headings))
    doubled = Counter(
        group
        for heading, group in zip(headings, groups, strict=True)
        if heading and times[fold_heading(heading)] > 1
    )
    return [
        f"{group}/{heading}".strip("/")
        if heading and (times[fold_heading(heading)] > 1 or doubled[group] > 1)
        else heading
        for heading, group in zip(headings, groups, strict=True)
    ]


def _with_groups(headings: Sequence[str], above: Cells) -> list[str]:
    """The headings with the groups above them, where these say more.

    An empty heading takes what stands above it ("No" in a cell merged over two lines); two of one
    name take their groups ("Victim/Name", "Witness/Name", as KoBo writes them). Above stand groups
    where two cells hold words or years.
    """
    filled = [cell.strip() for cell in above if cell.strip()]
    if len(filled) < _FEWEST or any(_has_digit(c) and not YEAR.fullmatch(c) for c in filled):
        return list(headings)
    groups: list[str] = []
    for place in range(len(headings)):
        group = _at(above, place)
        groups.append(group or (groups[-1] if groups else ""))
    named = _named_by_groups(headings, groups)
    return [name or _at(above, place) for place, name in enumerate(named)]


def _at(line: Cells, place: int) -> str:
    return line[place].strip() if place < len(line) else ""


def _width_before_side_table(headings: Sequence[str], lines: Sequence[Cells | None]) -> int:
    """How many columns stand before a small table beside the list; 0 where none does.

    It stands behind a column without a heading or a cell, in lines one beneath the other from the
    top, and in half of the list's lines at most: a legend, some sums.
    """
    named = [place for place, cell in enumerate(headings) if cell]
    filled = [line for line in lines if line and any(map(str.strip, line))]
    for place in range(named[_FEWEST - 1] + 1, named[-1]) if len(named) > _FEWEST else ():
        if headings[place] or any(_at(line, place) for line in filled):
            continue
        at = [number for number, line in enumerate(filled) if any(map(str.strip, line[place:]))]
        is_block = len(at) > 1 and at[0] < _FEWEST and at[-1] - at[0] + 1 == len(at)
        if is_block and 2 * len(at) <= len(filled):
            return place
    return 0


def width_of_first_list(headings: Sequence[str]) -> int:
    """How many columns the first of several lists side by side has; 0 where there is only one.

    Lists stand side by side where all headings are the same two or more, twice or more often.
    """
    named = [(place, fold_heading(cell)) for place, cell in enumerate(headings) if cell.strip()]
    for blocks in _BLOCKS:
        size = len(named) // blocks
        words = [word for _, word in named]
        if size * blocks != len(named) or len(set(words[:size])) < _FEWEST:
            continue
        if all(words[:size] == words[size * at : size * (at + 1)] for at in range(1, blocks)):
            return named[size - 1][0] + 1
    return 0
