"""Tables stacked in one sheet: a second table beneath the first, with headings of its own.

People put a summary by month, the incidents or the codes beneath the list of victims. Read by the
headings of the first table their rows would be people named "June". A line begins another table
where its cells read like headings (``row_words.toml``), not like those of the first table, and
more speaks for it: words stand where the cells above hold numbers or dates, the cells beneath hold
numbers, or an empty line or a title stands before it. A title that says that a summary follows
begins one without headings, too, where the lines beneath it are narrower.

A line that repeats the first table's headings leads back to it, but not behind a title of another
fate: beneath "Injured" stand the injured, under the same headings as the dead, and read by the
first table they would be dead. The next title of a section leads back from there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sijill.language.scripts import fold
from sijill.language.unknown import means_unknown
from sijill.sources.tables.lines.heading_lines import fold_heading
from sijill.sources.tables.lines.row_words import words_in_order, words_of_rows
from sijill.sources.tables.lines.section_titles import is_section

_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_LEARNT_FROM = 200
"""So many lines show what the columns of the first table hold."""
_BENEATH = 20
_SHARE = 0.8
_NARROW = 0.67
"""Lines of a summary fill this share of the columns, or less."""
_FEWEST = 2
_FEWEST_WORDS_ALONE = 3
_WORDS_OF_A_HEADING = 6
_SHORTEST_WORD = 3
_WORDS_OF_A_TITLE = 6
_WIDE = 4
"""Columns of a table whose rows do not hold one cell alone."""
_WORD = re.compile(r"[^\W\d_]+")

Cells = Sequence[str]
Lines = Sequence[list[str] | None]


def rows_of_other_tables(lines: Lines, begins: int, headings: Cells) -> dict[int, int]:
    """The places of lines that belong to other tables, each with the place where its table begins.

    Args:
        lines: the cells of each line.
        begins: the place of the first line beneath the headings, from 0.
        headings: the headings of the first table.
    """
    own = [fold_heading(heading) for heading in headings]
    first, found = _FirstTable(own), dict[int, int]()
    open_at, before = -1, _Before()
    has_other_fate = False
    may_turn = not any(_says_other_fate(cell) for cell in _cells_above(lines, begins))
    for place in range(begins, len(lines)):
        cells = lines[place]
        filled = 0 if cells is None else sum(1 for cell in cells if cell and not cell.isspace())
        if not cells or not filled:
            before.add(place, filled)
            continue
        if may_turn and filled == 1:
            title = next(cell for cell in cells if cell.strip())
            if _says_other_fate(title) and _is_title(lines, place, before, first):
                open_at, has_other_fate = place, True
            elif has_other_fate and is_section(title):
                open_at, has_other_fate = -1, False
        if open_at >= 0 and _repeats(cells, own) and not has_other_fate:
            open_at = -1
        elif open_at < 0 and first.rows and _may_begin(cells, filled, before, first):
            is_new = _is_summary(lines, place, filled, first) or (
                filled >= _FEWEST and _begins(lines, place, before, first)
            )
            if is_new:
                open_at = before.title(lines, place) if filled >= _FEWEST else place
                found |= dict.fromkeys(range(open_at, place), open_at)
        if open_at >= 0:
            found[place] = open_at
        else:
            first.learn(cells)
        before.add(place, filled)
    return found


@dataclass(slots=True)
class _Before:
    """The lines before the one looked at: whether one is empty, the title above it."""

    gap: bool = False
    title_at: int = -1
    is_title_apart: bool = False

    def add(self, place: int, filled: int) -> None:
        if not filled:
            self.gap = True
            return
        is_title = filled == 1
        self.is_title_apart = is_title and self.gap
        self.title_at = place if is_title else -1
        self.gap = False

    @property
    def parts(self) -> bool:
        """Whether an empty line or a line of one cell stands before."""
        return self.gap or self.title_at >= 0

    def title(self, lines: Lines, place: int) -> int:
        """The place of the title of a table whose headings stand at ``place``, or this place."""
        if self.title_at < 0:
            return place
        cell = next(cell for cell in lines[self.title_at] or () if cell.strip())
        words = set(fold_heading(cell).split())
        is_title = self.is_title_apart or _says_summary(cell) or not words.isdisjoint(_words())
        return self.title_at if is_title else place


@dataclass(slots=True)
class _FirstTable:
    """What the columns of the first table hold, learnt from its first lines."""

    headings: Sequence[str]
    rows: int = 0
    known: list[int] = field(default_factory=list)
    digits: list[int] = field(default_factory=list)
    values: list[set[str]] = field(default_factory=list)
    of_numbers: tuple[int, ...] = ()

    def learn(self, cells: Cells) -> None:
        if self.rows >= _LEARNT_FROM:
            return
        self.rows += 1
        missing = len(cells) - len(self.known)
        self.known += [0] * missing
        self.digits += [0] * missing
        self.values += [set() for _ in range(missing)]
        for column, cell in enumerate(cells):
            plain = cell.strip()
            if plain and not means_unknown(plain):
                self.known[column] += 1
                self.digits[column] += bool(_DIGIT.search(plain))
                self.values[column].add(plain)
        self.of_numbers = tuple(
            column
            for column, (known, digits) in enumerate(zip(self.known, self.digits, strict=True))
            if known and digits >= _SHARE * known
        )

    def misfits(self, cells: Cells) -> int:
        """In how many columns of numbers or dates words stand."""
        return sum(
            1
            for column in self.of_numbers
            if column < len(cells) and cells[column].strip() and not _DIGIT.search(cells[column])
        )

    def holds(self, column: int, cell: str) -> bool:
        """Whether a column holds this very cell in other lines."""
        return column < len(self.values) and cell in self.values[column]


def _may_begin(cells: Cells, filled: int, before: _Before, first: _FirstTable) -> bool:
    """A quick look that most lines do not pass."""
    if filled == 1:
        return before.gap or len(first.headings) > _FEWEST
    if before.parts or (first.of_numbers and first.misfits(cells)):
        return True
    own = next(cell for cell in cells if cell.strip())
    return len(own.split()) <= _WORDS_OF_A_HEADING and fold_heading(own) in _headings()


def _begins(lines: Lines, place: int, before: _Before, first: _FirstTable) -> bool:
    """Whether a line of two cells or more is the headings of another table."""
    cells = lines[place] or []
    named = [(column, cell.strip()) for column, cell in enumerate(cells) if cell.strip()]
    if any(not _could_be_heading(cell) or first.holds(column, cell) for column, cell in named):
        return False
    if _repeats(cells, first.headings):
        return False
    sexes = {fold_heading(cell) for _, cell in named} & words_of_rows("sexes")
    by_sex = sexes if len(sexes) > 1 else frozenset[str]()
    whole = sum(fold_heading(cell) in _headings() | by_sex for _, cell in named)
    alike = sum(_is_like_heading(cell) or fold_heading(cell) in by_sex for _, cell in named)
    misfits, beneath = first.misfits(cells), _numbers_beneath(lines, place)
    if alike == len(named) and whole:
        return (
            misfits + before.parts > 0
            or (whole >= _FEWEST and beneath > 0)
            or whole == len(named) >= _FEWEST_WORDS_ALONE
        )
    if 2 * alike < len(named):
        return False
    column, cell = named[0]
    if column in first.of_numbers and _is_like_heading(cell) and before.parts:
        return beneath > 0
    if alike < _FEWEST:
        return False
    is_sure = _is_like_heading(named[0][1]) or alike + 1 == len(named) > _FEWEST_WORDS_ALONE
    return is_sure and beneath > 0 and misfits + before.parts > 0


def _could_be_heading(cell: str) -> bool:
    bare = _IN_BRACKETS.sub("", cell)
    return (
        len(cell.split()) <= _WORDS_OF_A_HEADING
        and not _DIGIT.search(bare)
        and not (means_unknown(cell) and fold_heading(cell) not in _headings())
    )


def _is_like_heading(cell: str) -> bool:
    plain = fold_heading(cell)
    bare = fold_heading(_IN_BRACKETS.sub("", cell))
    return plain in _headings() or bare in _headings() or not _words().isdisjoint(bare.split())


@cache
def _headings() -> frozenset[str]:
    return words_of_rows("headings") | words_of_rows("headings_of_other_tables")


@cache
def _words() -> frozenset[str]:
    """Words of which headings consist."""
    return frozenset(
        word for word in _headings() if " " not in word and len(word) >= _SHORTEST_WORD
    )


def _numbers_beneath(lines: Lines, place: int) -> int:
    """In how many columns numbers or dates stand beneath a line's words."""
    cells = lines[place] or []
    below = [line for line in lines[place + 1 : place + 1 + _BENEATH] if line]
    count = 0
    for column, cell in enumerate(cells):
        held = [line[column].strip() for line in below if column < len(line)]
        known = [value for value in held if value and not means_unknown(value)]
        numbers = sum(1 for value in known if _DIGIT.search(value))
        count += bool(cell.strip() and known) and numbers >= _SHARE * len(known)
    return count


def _repeats(cells: Cells, headings: Sequence[str]) -> bool:
    """Whether the cells are the first table's headings, each in its column."""
    named = [(column, fold_heading(cell)) for column, cell in enumerate(cells) if cell.strip()]
    return len(named) >= _FEWEST and all(
        column < len(headings)
        and (cell == headings[column] or f" {cell} " in f" {headings[column]} ")
        for column, cell in named
    )


def _is_summary(lines: Lines, place: int, filled: int, first: _FirstTable) -> bool:
    """Whether a line is the title of a summary: one cell, and narrow lines beneath it."""
    if filled != 1 or not _says_summary(next(cell for cell in lines[place] or () if cell.strip())):
        return False
    below = [line for line in lines[place + 1 : place + 1 + _BENEATH] if line]
    widths = [width for line in below if (width := sum(1 for cell in line if cell.strip()))]
    return bool(widths) and max(widths) <= _NARROW * len(first.headings)


def _is_title(lines: Lines, place: int, before: _Before, first: _FirstTable) -> bool:
    """Whether a cell alone in its line is a title: in a narrow table it may be a row of its own."""
    near = lines[place + 1 : place + 1 + _BENEATH]
    beneath = next((line for line in near if line and any(line)), [])
    is_wide = len(first.headings) >= _WIDE
    return first.rows > 0 and (before.gap or is_wide or _repeats(beneath, first.headings))


def _cells_above(lines: Lines, begins: int) -> list[str]:
    """The titles above the first table, and its headings."""
    return [cell for line in lines[:begins] for cell in line or ()]


def _says_other_fate(cell: str) -> bool:
    """Whether a title speaks of people to whom something else befell than to the dead."""
    words = _WORD.findall(fold(cell))
    if not words or len(words) > _WORDS_OF_A_TITLE:
        return False
    return not words_of_rows("other_fates").isdisjoint(words) and words_of_rows(
        "deaths"
    ).isdisjoint(words)


def _says_summary(cell: str) -> bool:
    plain = fold(cell).strip(" :.")
    return any(
        plain == word or plain.startswith(f"{word} ") for word in words_in_order("summaries")
    )
