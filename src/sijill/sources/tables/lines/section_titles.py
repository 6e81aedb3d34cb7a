"""Titles of sections that stand alone in a row: "Day 2", "Block B", "Martyrs of 5 May", الأطفال:.

What they say (a day, a building, a group) holds for the rows beneath and is not taken; the reason
says so. The words stand in ``row_words.toml``.
"""

import re

from sijill.language.dates import read_date
from sijill.language.numbers.numerals import value_of
from sijill.language.scripts import fold
from sijill.model.values.dates import DateInterval
from sijill.sources.tables.lines.row_words import words_in_order, words_of_rows

SECTION = (
    "the row holds one cell, the title of a section: it is no record, and what it says of the rows "
    "beneath is not taken: give it a column of its own"
)
_AROUND = " .:：-–—=*#|()[]"
_LABEL = re.compile(r"(?:no|nr|nº|n°|№|رقم|שורה)?[\s.:#-]*(?:\d{1,4}|[^\W\d_]|[ivx]{1,4})")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?$")
_MOST_WORDS = 8
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
