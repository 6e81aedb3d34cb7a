"""Titles of sections that stand alone in a row: "Day 2", "Block B", "Martyrs of 5 May", الأطفال:.

What they say (a day, a building, a group) holds for the rows beneath and is not taken; the reason
says so. Where they say what befell people ("Killed", then "Wounded:") and every row stands beneath
one, they are a column of their own. The words stand in ``row_words.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sijill.language.dates import read_date
from sijill.language.numbers.numerals import value_of
from sijill.language.scripts import fold
from sijill.language.unknown import Topic, means_unknown
from sijill.model.values.dates import DateInterval
from sijill.sources.tables.lines.row_words import words_in_order, words_of_rows

SECTION = (
    "the row holds one cell, the title of a section: it is no record, and what it says of the rows "
    "beneath is not taken: give it a column of its own"
)
FATE_ABOVE = "Fate (title above)"
"""The heading of the column that titles between the rows make."""
IS_FATE_ABOVE = (
    "the row holds one cell, a title that says what befell those beneath: it is no record, and "
    f"stands in the column {FATE_ABOVE!r} of their rows"
)
_AROUND = " .:：-–—=*#|()[]"
_LABEL = re.compile(r"(?:no|nr|nº|n°|№|رقم|שורה)?[\s.:#-]*(?:\d{1,4}|[^\W\d_]|[ivx]{1,4})")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?$")
_MOST_WORDS = 8
_WORDS_OF_A_FATE = 6
_FEWEST_HEADINGS = 3
_WORD = re.compile(r"[^\W\d_]+")
_OF = frozenset({"of", "de", "du", "da", "do", "von"})
_ANY_YEAR = 2020
"""It makes a date of a day without its year; a leap year, for 29 February."""


def is_section(cell: str) -> bool:
    """Whether a cell that stands alone in its row is the title of a section."""
    words = cell.split()
    if len(words) > _MOST_WORDS:
        return False
    plain = fold(cell).strip(_AROUND)
    if not plain:
        return False
    if cell.rstrip().endswith((":", "：")) or plain in words_of_rows("groups"):
        return True
    return any(
        plain.startswith(f"{word} ") and _numbers_or_dates(plain[len(word) :].strip(_AROUND))
        for word in words_in_order("sections")
    )


def names_an_area(cell: str) -> bool:
    """Whether a cell says what area it names: "Sur district", حي البساتين."""
    return bare_area(cell) != " ".join(fold(cell).strip(" :.").split())


def bare_area(cell: str) -> str:
    """The name of an area without the word for what it is: "Sur" of "Sur district"."""
    words = fold(cell).strip(" :.").split()
    if len(words) > 1 and words[-1] in words_of_rows("areas"):
        return " ".join(words[:-1])
    if len(words) > 1 and words[0] in words_of_rows("areas"):
        rest = words[2:] if len(words) > 2 and words[1] in _OF else words[1:]  # noqa: PLR2004
        return " ".join(rest)
    return " ".join(words)


def _numbers_or_dates(text: str) -> bool:
    """Whether a text is a number, one letter or a date: "2", "B", "two", "5 May"."""
    if (
        _LABEL.fullmatch(text)
        or text in words_of_rows("ordinals")
        or value_of(text.split()) is not None
    ):
        return True
    bare = _IN_BRACKETS.sub("", text).strip()
    if bare and bare != text:
        return _numbers_or_dates(bare)
    has_digit = any(character.isdigit() for character in text)
    return is_date(text) or (has_digit and is_date(f"{text} {_ANY_YEAR}"))


def is_date(text: str) -> bool:
    """Whether a text is a date of which something is known, by itself."""
    answer = read_date(text, day_first=True)
    return isinstance(answer, DateInterval) and answer.is_known


@dataclass(frozen=True, slots=True)
class FateSections:
    """The titles by their place, and for the place of each row beneath the title above it."""

    titles: Mapping[int, str] = field(default_factory=dict)
    above: Mapping[int, str] = field(default_factory=dict)


def fate_sections(
    lines: Sequence[list[str] | None], header_row: int, begins: int, merged: Mapping[int, str]
) -> FateSections:
    """The titles of fates in a list; none where a row stands above them, or beneath another title.

    Args:
        lines: the cells of each line.
        header_row: the line of the headings, from 1.
        begins: the place of the first line beneath the headings, from 0.
        merged: by place, the titles that are merged across columns.
    """
    headings = lines[header_row - 1] if header_row <= len(lines) else None
    if sum(map(bool, map(str.strip, headings or ()))) < _FEWEST_HEADINGS:
        return FateSections()
    only = [merged.get(place, "") or _only_cell(cells) for place, cells in enumerate(lines)]
    titles = {place: cell for place, cell in enumerate(only) if _names_fate(cell)}
    within = {place: title for place, title in titles.items() if place >= begins}
    current = next((titles[place] for place in reversed(titles) if place < header_row - 1), "")
    above: dict[int, str] = {}
    for place in range(begins, len(lines) if within else begins):
        current = within.get(place, "" if is_section(only[place]) else current)
        if place not in within and any(map(str.strip, lines[place] or ())):
            above[place] = current
    is_whole = all(map(_is_of_one_fate, {*above.values()})) and len({*above.values()}) > 1
    return FateSections(within, above) if is_whole else FateSections()


def _only_cell(cells: Sequence[str] | None) -> str:
    filled = [cell.strip() for cell in cells or () if cell and not cell.isspace()]
    return filled[0] if len(filled) == 1 else ""


def _names_fate(cell: str) -> bool:
    """Whether a cell is a title of people who were killed, wounded, are missing: no "martyr X"."""
    dead, others = _fates_in(cell)
    return others or (dead and not means_unknown(cell, Topic.NAME))


def _is_of_one_fate(title: str) -> bool:
    """Whether a title is no other than of the dead or of the living: not "Killed and injured"."""
    dead, others = _fates_in(title)
    return dead != others


def _fates_in(cell: str) -> tuple[bool, bool]:
    """Whether words of a short cell speak of the dead, and of others."""
    words = _WORD.findall(fold(cell)) if cell and len(cell.split()) <= _WORDS_OF_A_FATE else []
    dead, others = (words_of_rows(which) for which in ("deaths", "other_fates"))
    return not dead.isdisjoint(words), not others.isdisjoint(words)
