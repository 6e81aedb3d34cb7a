"""Lines at the foot of a list, and shares in per cent: signatures, notes, dates, statistics.

The foot are the last rows, each of which fills half as many cells as the fullest row or fewer. A
person of whom only a name is known may stand there, too; so a row of the foot is a note only where
its first cell begins as one, where it is one cell, or a label and its number, without a name in
the column of names, or where it is one cell and a sentence by its small letters.
"""

import re
from collections.abc import Mapping, Sequence

from sijill.language.names.reading import read_name
from sijill.language.names.several_people import speaks_of_several
from sijill.language.numbers.people_counted import people_stated
from sijill.language.scripts import fold, fold_digits
from sijill.sources.tables.lines.row_words import (
    phrases_of_rows,
    words_in_order,
    words_of_rows,
)
from sijill.sources.tables.lines.sums.row_amounts import number_of

FOOT = "the row stands at the foot of the list and is a note about it; it is no record"
STATISTIC = (
    "the row stands at the foot of the list and says how many people of a group there are; it is "
    "no record"
)
_AGES = re.compile(r"(?P<first>\d{1,3})\s*(?:\+|[-–—]\s*(?P<last>[1-9]\d{0,2}))")
_OLDEST = 130
_FEWEST_CELLS = 3
_SAMPLE = 500
"""So many rows show how many cells a full row has."""
_LABEL_AND_NUMBER = 2
_BODY_SHARE = 0.6
_NAMES_IN_CAPITALS = 0.8
_FEWEST_SMALL = 3

Cells = Mapping[str, str]


def begin_of_foot(rows: Sequence[Cells]) -> int:
    """The place of the first row of the foot; the number of rows where there is none."""
    most = max(map(_width, rows[:_SAMPLE]), default=0)
    place = len(rows)
    if most < _FEWEST_CELLS:
        return place
    while place > 1 and (
        2 * _width(rows[place - 1]) <= most
        or _is_label(rows[place - 1], most)
        or _is_statistic(rows[place - 1])
    ):
        place -= 1
    return place


def _width(row: Cells) -> int:
    return sum(1 for cell in row.values() if cell.strip())


def _is_label(row: Cells, most: int) -> bool:
    """Whether a row that is not full begins with a label: "Printed on:", "Prepared by"."""
    filled = [cell.strip() for cell in row.values() if cell.strip()]
    is_label = bool(filled) and (filled[0].endswith((":", "：")) or begins_as_note(filled[0]))
    return is_label and len(filled) < most


def foot_reason(row: Cells, names: str, capitals: float) -> str:
    """Why a row of the foot is a note; empty if it may be a record.

    Args:
        row: the row.
        names: the column that holds the names (see ``column_of_names``).
        capitals: the share of words that begin with a capital letter there (``share_of_capitals``).
    """
    filled = [(column, cell.strip()) for column, cell in row.items() if cell.strip()]
    if not filled:
        return ""
    first = filled[0][1]
    if begins_as_note(first) or first.endswith((":", "：")):
        return FOOT
    if _is_statistic(row):
        return STATISTIC
    if len(filled) == 1 and _is_sentence(first, capitals):
        return FOOT
    names_nobody = all(column != names or number_of(cell) is not None for column, cell in filled)
    is_sum = len(filled) == _LABEL_AND_NUMBER and number_of(filled[1][1]) is not None
    return FOOT if names_nobody and (is_sum or len(filled) == 1) else ""


def _is_statistic(row: Cells) -> bool:
    """Whether a row is a group of people or of ages, and how many: "Females | 12", "0-17 | 3"."""
    filled = [cell.strip() for cell in row.values() if cell.strip()]
    if len(filled) != _LABEL_AND_NUMBER or number_of(filled[1]) is None:
        return False
    ages = _AGES.fullmatch(fold_digits(filled[0]))
    if ages:
        return ages["last"] is None or int(ages["first"]) < int(ages["last"]) <= _OLDEST
    label = fold(filled[0]).strip(" .:")
    words = label.split()
    if label in words_of_rows("groups"):
        return True
    counts = bool(words) and words[0] in words_of_rows("numbers_of") and len(words) > 1
    return counts or (
        len(words) > 1
        and words[0] in words_of_rows("groups")
        and all(word in words_of_rows("headings") for word in words[1:])
    )


def share_of_capitals(rows: Sequence[Cells], column: str) -> float:
    """The share of the words of a column that begin with a capital letter; 0 where it has none."""
    words = [word for row in rows[:_SAMPLE] for word in row.get(column, "").split()]
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    return sum(word[0].isupper() for word in cased) / len(cased) if cased else 0.0


def _is_sentence(cell: str, capitals: float) -> bool:
    """Whether a cell is words in small letters, in a list whose names have capital letters.

    "unknown man" and "daughter of Rana Haddad" are people without a name of their own.
    """
    words = [word for word in cell.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    if capitals < _NAMES_IN_CAPITALS or small < _FEWEST_SMALL or 2 * small <= len(words):
        return False
    name = read_name(cell)
    return name.is_comparable and not speaks_of_several(cell) and not people_stated(cell)


def column_of_names(rows: Sequence[Cells], columns: Sequence[str]) -> str:
    """The column with most different words: the names of people, or of places."""
    differing: dict[str, int] = {}
    for column in columns:
        cells = [row[column].strip() for row in rows if row[column].strip()]
        if sum(number_of(cell) is not None for cell in cells) < _BODY_SHARE * len(cells):
            differing[column] = len(set(cells))
    return max(differing, key=lambda column: differing[column], default="")


def begins_as_note(cell: str) -> bool:
    """Whether a cell begins with a word of a note: "Source", "Prepared by", ملاحظة."""
    folded = fold(cell)
    return any(
        folded == word or (folded.startswith(word) and not folded[len(word)].isalnum())
        for word in words_in_order("notes")
    )


def explains_colours(cell: str) -> bool:
    """Whether a cell says what a colour means: "names in red …", "Yellow = not verified"."""
    folded = fold(cell)
    if phrases_of_rows("marked_by_colour").any_in(" ".join(_WORD.findall(folded))):
        return True
    legend = _LEGEND.match(folded)
    named = _WORD.findall(legend[1]) if legend else []
    return not words_of_rows("colours").isdisjoint(named)


_WORD = re.compile(r"[^\W\d_]+")
_LEGEND = re.compile(r"([^=:：]{1,40})\s*[=:：]\s*\S")


def are_shares(filled: Sequence[str]) -> bool:
    """Whether two cells or more are shares in per cent, and nothing else but their label stands."""
    shares = [cell for cell in filled if len(cell) > 1 and cell.endswith(("%", "٪"))]
    if len(shares) <= 1:
        return False  # nearly every row
    labels = [fold(cell).strip(" .:") for cell in filled if cell not in shares]
    return not labels or (len(labels) == 1 and labels[0] in words_of_rows("shares"))
