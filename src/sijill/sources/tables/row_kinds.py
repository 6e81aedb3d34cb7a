"""Rows that are no records: tags, totals, titles.

Files made for people and for other programs hold lines that speak of the list instead of being a
part of it. They are recognised by their form, kept as problems with their words, and never counted.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold

LAST_TAG_ROW = 25
"""HXL tags stand within the first 25 rows (HXL 1.1, «Hashtag row»)."""
_TITLE_ROWS = 30
_BODY_SHARE = 0.6

_HXL = re.compile(r"#\s*[a-zA-Z][a-zA-Z0-9_]*(\s*\+\s*[a-zA-Z][a-zA-Z0-9_]*)*")
_NUMBER = re.compile(r"[-+~]?\s*[\d\s.,'٫٬%()/–-]+%?")
_LABEL_END = re.compile(r"[\s:：=.(-]")


def kind_problem(cells: Sequence[str], position: int) -> str:
    """Why a row is no record, as a sentence; empty if it may be one.

    Args:
        cells: the row.
        position: how many rows stand between it and the headings, from 1.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if position <= LAST_TAG_ROW and _is_tag_row(filled):
        return "the row holds HXL tags, which describe the columns; it is no record"
    if is_total(filled):
        return "the row is a total of other rows; it is no record and is not counted"
    return ""


def _is_tag_row(filled: Sequence[str]) -> bool:
    return bool(filled) and all(_HXL.fullmatch(cell) for cell in filled)


def is_total(filled: Sequence[str]) -> bool:
    """Whether the filled cells of a row are one label of a total, and numbers."""
    words = [cell for cell in filled if not _NUMBER.fullmatch(cell)]
    if len(words) != 1:
        return False
    label = fold(words[0]).strip(" :：=.*-")
    if not label:
        return False
    if label in total_words():
        return True
    start = next((word for word in total_words() if _begins(label, word)), "")
    rest = label[len(start) :].strip(" :：=.()-")
    return bool(start) and (len(filled) > 1 or bool(_NUMBER.fullmatch(rest)))


def _begins(label: str, word: str) -> bool:
    return label.startswith(word) and bool(_LABEL_END.match(label[len(word) :]))


@cache
def total_words() -> frozenset[str]:
    """The words of ``row_words.toml`` that mark a total, folded."""
    text = files("sijill.sources.tables").joinpath("row_words.toml").read_text(encoding="utf-8")
    by_language: dict[str, list[str]] = tomllib.loads(text)["totals"]
    return frozenset(fold(word) for words in by_language.values() for word in words)


def find_header_row(lines: Sequence[Sequence[str]]) -> int:
    """The line (from 1) that looks like the headings: the first one about as wide as what follows.

    A title, a date of issue or a note above the headings fills one or two cells; headings fill most
    of them, and are words.
    """
    head = [[cell.strip() for cell in line if cell.strip()] for line in lines[:_TITLE_ROWS]]
    widths = sorted(len(cells) for cells in head if cells)
    if not widths:
        return 1
    wanted = max(2, _BODY_SHARE * widths[len(widths) // 2])
    for number, cells in enumerate(head, start=1):
        if len(cells) >= wanted and not any(map(_NUMBER.fullmatch, cells)):
            return number
    return 1
