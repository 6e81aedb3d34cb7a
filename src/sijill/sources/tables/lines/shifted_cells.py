"""Whether a cell of a CSV row may belong to another column: short rows, and cells of several lines.

Two shapes look broken and mostly are not. Some programs leave out the empty cells at the end of a
row, so that it is short; a row that lacks a cell in its middle is short as well. A quoted cell may
run over several lines; two stray quotation marks swallow the end of one row and the beginning of
the next in the same way. Nothing here knows which it was: the functions say whether a word of one
column can stand in another one's cell.
"""

import re
from collections.abc import Collection, Mapping, Sequence

_FEWEST_FULL = 2
"""Full rows by which it is known what a column holds."""
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


def holds_other_rows(cells: Sequence[str], places: Collection[int], delimiter: str) -> bool:
    """Whether a cell of several lines may hold the cells of other rows at some of the places.

    The first line of a cell at place ``c`` with ``n`` separators would reach the columns up to
    ``c + n`` of its own row, each further line those up to ``n`` of a row of its own. Prose has
    separators as well, with a space behind them, and numbers have them between thousands. So it is
    asked besides that some separator of the cell is followed by a word at once, that the row's
    other cells begin with a space, or that a further line has as many cells as the row.

    Args:
        cells: of one row, one for each column, in their order.
        places: of the columns that are withheld, from 0; their own cells are not looked at.
        delimiter: between the cells.
    """
    is_spaced = any(cell.startswith(" ") for cell in cells[1:])
    sign = re.escape(delimiter)
    tight = re.compile(rf"{sign}(?=[^ \n])(?!(?<=\d{sign})\d{{3}}(?!\d))")
    for place, cell in enumerate(cells):
        if "\n" not in cell or delimiter not in cell or place in places:
            continue
        counts = [line.count(delimiter) for line in cell.split("\n")]
        begins = [place, *[0] * (len(counts) - 1)]
        if not any(
            count and any(begin <= other <= begin + count for other in places)
            for begin, count in zip(begins, counts, strict=True)
        ):
            continue
        if is_spaced or len(cells) - 1 in counts[1:] or tight.search(cell):
            return True
    return False


class FullRows:
    """What the columns of a file hold, by its full rows, to judge those that lack cells at the end.

    A word can be moved by as many columns as the row lacks cells. So a short row is in order if the
    file never writes an empty last cell, and each of its cells that near to a withheld column is
    one that stands in its column elsewhere, or a number or date written as they are there; neither
    may stand so in the withheld column.
    """

    def __init__(self, rows: Collection[Sequence[str]], withheld: Collection[int]) -> None:
        """Take the full rows, one cell for each column, and the places that are withheld."""
        self._withheld = withheld
        self._known: dict[int, set[str]] = {}
        for cells in rows:
            for place, cell in enumerate(cells):
                self._known.setdefault(place, set()).update(_forms(cell))
        self._hidden = {form for place in withheld for form in self._known.get(place, ())}
        self._leaves_out_empty = len(rows) >= _FEWEST_FULL and all(cells[-1] for cells in rows)

    def vouch_for(self, cells: Sequence[str], length: int) -> bool:
        """Whether each cell of a short row stands under its heading.

        Args:
            cells: of the row, filled up to the number of columns.
            length: how many of them are in the file.
        """
        if not self._leaves_out_empty or not cells[length - 1].strip():
            return False
        missing = len(cells) - length
        near = {
            place
            for hidden in self._withheld
            for place in range(max(0, hidden - missing), min(length, hidden + missing + 1))
        }
        return all(self._is_known(place, cells[place]) for place in near.difference(self._withheld))

    def _is_known(self, place: int, cell: str) -> bool:
        forms = _forms(cell)
        known = self._known.get(place, set())
        return not forms or any(form in known and form not in self._hidden for form in forms)


def short_rows_in_doubt(
    rows: Mapping[int, Sequence[str]], lengths: Mapping[int, int], withheld: Collection[int]
) -> frozenset[int]:
    """The short rows of a file of which a withheld word may stand under another heading.

    Args:
        rows: the cells of each row by its number, one for each column.
        lengths: of each short row, how many cells it has.
        withheld: the places of the columns that are withheld, from 0.
    """
    if not lengths:
        return frozenset()
    full = [cells for number, cells in rows.items() if number not in lengths]
    known = FullRows(full, withheld)
    return frozenset(
        number
        for number, cells in rows.items()
        if number in lengths and not known.vouch_for(cells, lengths[number])
    )


def _forms(cell: str) -> frozenset[str]:
    """How a cell may be recognised: its words, and the pattern of a number or date; none if empty.

    Every digit of a pattern is ``9``: ``2031-06-03`` is ``9999-99-99``.
    """
    words = " ".join(cell.casefold().split())
    if not words:
        return frozenset()
    if _DIGIT.search(words) and not _LETTER.search(words):
        return frozenset((_DIGIT.sub("9", words),))
    return frozenset((words,))
