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

from sijill.language.phrases import stands_in
from sijill.language.scripts import fold
from sijill.language.unknown import means_unknown
from sijill.model.limits import LONGEST_LOOKED_AT
from sijill.sources.tables.lines.heading_lines import fold_heading
from sijill.sources.tables.lines.row_words import words_in_order, words_of_rows
from sijill.sources.tables.lines.section_titles import is_section

_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_LEARNT_FROM = 200
"""So many lines show what the columns of the first table hold."""
_BENEATH = 20
"""So many lines beneath a line show what stands under its words."""
_SHARE = 0.8
"""A column is one of numbers or dates where this share of its known cells has digits."""
_NARROW = 0.67
"""Lines of a summary fill this share of the columns, or less."""
_FEWEST = 2
"""So many cells of a line are its headings at least; fewer are a title."""
_FEWEST_WORDS_ALONE = 3
_WORDS_OF_A_HEADING = 6
_SHORTEST_WORD = 3
_WORDS_OF_A_TITLE = 6
_WIDE = 4
"""Columns of a table whose rows do not hold one cell alone."""
_WORD = re.compile(r"[^\W\d_]+")

Cells = Sequence[str]
Lines = Sequence[list[str] | None]


@dataclass(frozen=True, slots=True)
class _OtherTable:
    """A table beneath the first: the place of the line where it begins.

    With ``has_other_fate`` it is a section of people who were not killed, under the headings of the
    first table; these do not end it where they stand again, the title of the next section does.
    """

    begins: int
    has_other_fate: bool = False


def rows_of_other_tables(lines: Lines, begins: int, headings: Cells) -> dict[int, int]:
    """The places of lines that belong to other tables, each with the place where its table begins.

    Args:
        lines: the cells of each line.
        begins: the place of the first line beneath the headings, from 0.
        headings: the headings of the first table.
    """
    cells_above = [cell for line in lines[:begins] for cell in line or ()]
    first = _FirstTable(
        [fold_heading(heading) for heading in headings],
        has_other_fate=any(map(names_other_fate, cells_above)),
    )
    begin_of: dict[int, int] = {}
    other: _OtherTable | None = None
    above = _LinesAbove()
    for place in range(begins, len(lines)):
        cells = lines[place] or []
        filled = sum(1 for cell in cells if cell and not cell.isspace())
        if filled:
            last, other = other, _other_table(lines, place, other, above, first)
            if other is None:
                first.learn(cells)
            else:
                start = place if other is last else other.begins  # a title above belongs to it
                begin_of |= dict.fromkeys(range(start, place + 1), other.begins)
        above.add(place, filled)
    return begin_of


def _other_table(
    lines: Lines,
    place: int,
    last: _OtherTable | None,
    above: "_LinesAbove",
    first: "_FirstTable",
) -> _OtherTable | None:
    """The table of a line that is not empty, ``None`` for the first; ``last`` is that above it."""
    cells = lines[place] or []
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) == 1 and not first.has_other_fate:
        if names_other_fate(filled[0]) and _is_title(lines, place, above, first):
            return _OtherTable(place, has_other_fate=True)
        if last and last.has_other_fate and is_section(filled[0]):
            last = None
    if last:
        is_first = not last.has_other_fate and _repeats(cells, first.headings)
        return None if is_first else last
    if not first.rows or not _could_begin(cells, len(filled), above, first):
        return None
    if len(filled) == 1:
        return _OtherTable(place) if _is_summary(lines, place, filled[0], first) else None
    are_headings = _are_headings(lines, place, above, first)
    return _OtherTable(above.begin(lines, place)) if are_headings else None


@dataclass(slots=True)
class _LinesAbove:
    """What stands right above a line: an empty line, a line of one cell that may be a title."""

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
    def separates(self) -> bool:
        """Whether an empty line or a line of one cell stands right above."""
        return self.gap or self.title_at >= 0

    def begin(self, lines: Lines, place: int) -> int:
        """Where a table with its headings at ``place`` begins: at its title, if it has one."""
        if self.title_at < 0:
            return place
        cell = next(cell for cell in lines[self.title_at] or () if cell.strip())
        words = set(fold_heading(cell).split())
        is_title = self.is_title_apart or _begins_as_summary(cell) or not words.isdisjoint(_words())
        return self.title_at if is_title else place


@dataclass(slots=True)
class _FirstTable:
    """What the columns of the first table hold, learnt from its first lines.

    ``has_other_fate`` says that a title or a heading of its own speaks of other people than the
    dead.
    """

    headings: Sequence[str]
    has_other_fate: bool
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
                self.digits[column] += _has_digit(plain)
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
            if column < len(cells) and cells[column].strip() and not _has_digit(cells[column])
        )

    def holds(self, column: int, cell: str) -> bool:
        """Whether a column holds this very cell in other lines."""
        return column < len(self.values) and cell in self.values[column]


def _has_digit(cell: str) -> bool:
    """Whether a digit stands in a cell; a longer one is no number and no date."""
    return bool(_DIGIT.search(cell, 0, LONGEST_LOOKED_AT))


def _could_begin(cells: Cells, filled: int, above: _LinesAbove, first: _FirstTable) -> bool:
    """Whether a line may begin another table: a quick look that most lines do not pass."""
    if filled == 1:
        return above.gap or len(first.headings) > _FEWEST
    if above.separates or (first.of_numbers and first.misfits(cells)):
        return True
    own = next(cell for cell in cells if cell.strip())
    return len(own.split()) <= _WORDS_OF_A_HEADING and fold_heading(own) in _headings()


def _are_headings(lines: Lines, place: int, above: _LinesAbove, first: _FirstTable) -> bool:
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
            misfits + above.separates > 0
            or (whole >= _FEWEST and beneath > 0)
            or whole == len(named) >= _FEWEST_WORDS_ALONE
        )
    if 2 * alike < len(named):
        return False
    column, cell = named[0]
    if column in first.of_numbers and _is_like_heading(cell) and above.separates:
        return beneath > 0
    if alike < _FEWEST:
        return False
    is_sure = _is_like_heading(named[0][1]) or alike + 1 == len(named) > _FEWEST_WORDS_ALONE
    return is_sure and beneath > 0 and misfits + above.separates > 0


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
        column < len(headings) and stands_in(cell, headings[column]) for column, cell in named
    )


def _is_summary(lines: Lines, place: int, cell: str, first: _FirstTable) -> bool:
    """Whether a cell alone in its line is the title of a summary: with narrow lines beneath it."""
    if not _begins_as_summary(cell):
        return False
    below = [line for line in lines[place + 1 : place + 1 + _BENEATH] if line]
    widths = [width for line in below if (width := sum(1 for cell in line if cell.strip()))]
    return bool(widths) and max(widths) <= _NARROW * len(first.headings)


def _is_title(lines: Lines, place: int, above: _LinesAbove, first: _FirstTable) -> bool:
    """Whether a cell alone in its line is a title: in a narrow table it may be a row of its own.

    It is none where it stands in a column of numbers: جرحى السوق beneath 1 and 2.
    """
    own = next((column for column, cell in enumerate(lines[place] or ()) if cell.strip()), -1)
    near = lines[place + 1 : place + 1 + _BENEATH]
    beneath = next((line for line in near if line and any(line)), [])
    is_wide = len(first.headings) >= _WIDE
    is_apart = above.gap or is_wide or own in first.of_numbers
    return first.rows > 0 and (is_apart or _repeats(beneath, first.headings))


def names_other_fate(cell: str) -> bool:
    """Whether a title speaks of people to whom something else befell than to the dead."""
    words = _WORD.findall(fold(cell))
    if not words or len(words) > _WORDS_OF_A_TITLE:
        return False
    return not words_of_rows("other_fates").isdisjoint(words) and words_of_rows(
        "deaths"
    ).isdisjoint(words)


def _begins_as_summary(cell: str) -> bool:
    """Whether a title begins as that of a summary: "Summary by month", الخلاصة."""
    plain = fold(cell).strip(" :.")
    return any(
        plain == word or plain.startswith(f"{word} ") for word in words_in_order("summaries")
    )
