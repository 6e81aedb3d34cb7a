"""Whether two stray quotation marks moved the cells of a CSV row to other columns.

``1,"Umm Walid`` and ``2",Abu Samir,Basatin`` are two rows of a list in which two marks stand that
belong to no cell. By the rules of CSV they are one row, with a cell of two lines, and all behind it
stands under other headings. That is also how an honest cell of two lines looks, so both readings
are weighed by what the columns hold elsewhere: numbers, dates and codes have a form, and the words
of a town or a sex are met again. Where neither is known, nobody knows which it was.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sijill.model.limits import MOST_LINE_BREAKS_WEIGHED

_FEWEST_ROWS = 2
"""Rows by which it is known what a column holds."""
_COMMONEST = 3
"""Forms of a column's cells by which others are told to stand in it."""
_FORMED = 0.9
"""From this share of its cells on, a column has a form: each has a digit, in few shapes."""
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Break:
    """A cell of several lines: its place, and the cells that its last line has by itself."""

    place: int
    last: tuple[str, ...]

    @property
    def shift(self) -> int:
        """How far the cells behind it belong elsewhere, if the last line begins another row."""
        return len(self.last) - 1 - self.place


class MovedCells:
    """The rows of a list, to ask of one of them whether its cells stand under their headings."""

    def __init__(
        self, rows: Collection[Sequence[str]], withheld: Collection[int], delimiter: str
    ) -> None:
        """Take all full rows, one cell for each column, and the places that are withheld."""
        self._withheld = frozenset(withheld)
        self._delimiter = delimiter
        self._rows = rows

    def may_be(self, cells: Sequence[str]) -> bool:
        """Whether a withheld word may stand in an open cell behind a cell of several lines.

        Each cell of several lines may be the end of one row and the beginning of another. The
        cells behind it, up to the next such cell, are looked at where one of them would be a
        withheld one then. It is no other row if a cell there has not the form of the column that
        it would stand in; nor if one is known in the column where it stands, and not in the other.
        It is one if a cell there is known in a withheld column, and not in its own.
        """
        breaks = list(self._breaks(cells))
        if len(breaks) > MOST_LINE_BREAKS_WEIGHED:
            return any(self._is_at_risk(cells, first, len(cells)) for first in breaks)
        return any(
            self._is_at_risk(cells, first, end) and self._is_open(cells, breaks[number:], end)
            for number, first in enumerate(breaks)
            for end in _ends(breaks[number:], len(cells))
        )

    def _breaks(self, cells: Sequence[str]) -> Iterator[_Break]:
        for place, cell in enumerate(cells):
            if "\n" in cell:
                last = cell.rpartition("\n")[2].split(self._delimiter)
                yield _Break(place, tuple(last))

    def _is_at_risk(self, cells: Sequence[str], first: _Break, end: int) -> bool:
        """Whether an open cell up to ``end``, or the last line itself, may be a withheld one."""
        behind = [place for place in range(first.place + 1, end) if cells[place].strip()]
        if any(
            place + first.shift in self._withheld and place not in self._withheld
            for place in behind
        ):
            return True
        begins_withheld = 0 in self._withheld and first.place not in self._withheld
        if not begins_withheld or not first.last[0].strip():
            return False
        opening = cells[first.place].partition("\n")[0].split(self._delimiter)[0]
        has_form = self._columns.fits(first.place, opening)
        return bool(behind) or (has_form and not self._columns.fits(first.place, first.last[0]))

    def _is_open(self, cells: Sequence[str], breaks: Sequence[_Break], end: int) -> bool:
        """Whether neither reading of the cells behind a break is excluded."""
        first, later = breaks[0], breaks[1:]
        if any(
            place not in self._withheld
            and any(self._columns.knows(other, cells[place], {place}) for other in self._withheld)
            for place in range(first.place + 1, end)
        ):
            return True
        moved = dict(enumerate(first.last))
        moved |= {
            place + first.shift: cells[place].partition("\n")[0]
            for place in range(first.place + 1, end)
        }
        if any(self._columns.contradicts(place, cell) for place, cell in moved.items()):
            return False
        reach = len(cells) if all(one.shift for one in later) else end
        behind = range(first.place + 1, reach)
        stand = {place: cells[place] for place in behind if "\n" not in cells[place]}
        if any(self._columns.contradicts(place, cell) for place, cell in stand.items()):
            return True
        others = self._withheld
        return not any(
            self._columns.knows(place, cell, others | {place + first.shift})
            for place, cell in stand.items()
            if place not in others
        )

    @cached_property
    def _columns(self) -> "_Columns":
        """What the columns hold, by the rows without a cell of several lines if there are some."""
        plain = [cells for cells in self._rows if not any("\n" in cell for cell in cells)]
        if len(plain) >= _FEWEST_ROWS:
            return _Columns(plain, own=0)
        return _Columns(self._rows, own=1)


def _ends(breaks: Sequence[_Break], width: int) -> Iterator[int]:
    """Where the cells end that a break has moved: behind each later one, or at the row's end."""
    yield from (one.place + 1 for one in breaks[1:])
    yield width


class _Columns:
    """Words and shapes of every column; ``own`` is 1 where the row that is asked is among them."""

    def __init__(self, rows: Collection[Sequence[str]], own: int) -> None:
        self._own = own
        self._words: list[Counter[str]] = []
        self._shapes: list[Counter[str]] = []
        for column in zip(*rows, strict=True):
            filled = [cell for cell in column if cell.strip()]
            self._words.append(Counter(_words(cell) for cell in filled))
            self._shapes.append(Counter(_shape(cell) for cell in filled))

    def contradicts(self, place: int, cell: str) -> bool:
        """Whether a cell cannot stand at a place: there is none, or it has another form."""
        if not cell.strip():
            return False
        if place >= len(self._shapes):
            return bool(self._shapes)
        shapes = self._form_of(place)
        return bool(shapes) and shapes[_shape(cell)] <= self._own

    def fits(self, place: int, cell: str) -> bool:
        """Whether a column has a form, and a cell has it."""
        return place < len(self._shapes) and self._form_of(place)[_shape(cell)] > self._own

    def knows(self, place: int, cell: str, others: Collection[int]) -> bool:
        """Whether a cell is met again at its place, itself or by its form, and at no other one."""
        if not cell.strip() or place >= len(self._shapes):
            return False
        shape, words = _shape(cell), _words(cell)
        if self._form_of(place)[shape] > self._own:
            return all(shape not in self._shape_at(other) for other in others if other != place)
        return self._words[place][words] > self._own and all(
            words not in self._words_at(other) for other in others if other != place
        )

    def _form_of(self, place: int) -> Counter[str]:
        """The shapes of a column whose cells are numbers, dates or codes; none of another."""
        shapes = self._shapes[place]
        total = shapes.total()
        formed = Counter(
            {shape: n for shape, n in shapes.most_common(_COMMONEST) if _is_form(shape)}
        )
        is_formed = total >= _FEWEST_ROWS and formed.total() >= _FORMED * total
        return formed if is_formed else Counter()

    def _shape_at(self, place: int) -> Counter[str]:
        return self._shapes[place] if 0 <= place < len(self._shapes) else Counter()

    def _words_at(self, place: int) -> Counter[str]:
        return self._words[place] if 0 <= place < len(self._words) else Counter()


def _is_form(shape: str) -> bool:
    """Whether a shape is that of numbers, dates or codes, rather than of words with a number."""
    return "9" in shape and "a a" not in shape


def _words(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _shape(cell: str) -> str:
    """A cell with each number as ``9`` and, where it has one, each word as ``a``.

    ``2031-06-03`` is ``9-9-9``, ``SYR-0012`` is ``a-9``; words without a number are no shape.
    """
    tidy = _words(cell)
    return _LETTERS.sub("a", _DIGITS.sub("9", tidy)) if _DIGITS.search(tidy) else ""
