"""The unit of ages that are bare numbers, where the heading of their column says it.

"Age (months)" above an 8 is eight months. A heading says a unit if nothing else is left of it
beside words for age and words such as "in" and "completed"; "age on the day of death" says none.
"""

import re
from collections.abc import Sequence
from functools import cache

from sijill.language.ages.words import content
from sijill.language.scripts import fold_digits
from sijill.language.unknown import phrase_form

_BARE = re.compile(r"\s*\d{1,4}(?:[.,]\d{1,2})?\s*")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 2
"""Letters of a unit in a heading: in "Age M" and "Age D" the letter may be a sex or a person."""


def unit_of_heading(heading: str) -> str:
    """``years``, ``months``, ``weeks`` or ``days``; empty where a heading says none or several."""
    words = _words_in(heading) - _heading_words("age") - _heading_words("beside")
    units = set(map(_unit_of, words))
    return units.pop() if len(units) == 1 else ""


def is_about_age(heading: str) -> bool:
    """Whether a word for age stands in a heading."""
    return bool(_words_in(heading) & _heading_words("age"))


def with_units(cells: Sequence[str], units: Sequence[str]) -> str:
    """The cells of one age as one text, the unit of its column behind each bare number."""
    filled = zip(cells, units, strict=False)
    return " ".join(
        f"{cell.strip()} {unit}" if unit and _BARE.fullmatch(fold_digits(cell)) else cell
        for cell, unit in filled
        if cell.strip()
    )


def _words_in(heading: str) -> set[str]:
    return set(_WORD.findall(phrase_form(heading)))


@cache
def _unit_of(word: str) -> str:
    """The unit that one word of a heading names; empty for any other word."""
    forms = {word, *(word.removeprefix(prefix) for prefix in _heading_words("prefixes"))}
    return next((unit for unit, words in _units().items() if forms & words), "")


@cache
def _units() -> dict[str, frozenset[str]]:
    match content()["units"], content()["headings"]:
        case dict() as in_cells, dict() as in_headings:
            units = {
                unit: map(phrase_form, [*in_cells[unit], *in_headings.get(unit, ())])
                for unit in ("years", "months", "weeks", "days")
            }
            return {
                unit: frozenset(word for word in words if len(word) >= _SHORTEST)
                for unit, words in units.items()
            }
    raise TypeError("words.toml needs [units] and [headings]")


@cache
def _heading_words(name: str) -> frozenset[str]:
    match content()["headings"]:
        case dict() as tables:
            return frozenset(map(phrase_form, tables[name]))
    raise TypeError("words.toml needs [headings]")
