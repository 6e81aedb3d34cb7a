"""Cells of registers that hold an age and one word more, mostly the sex: "34/M", "F 9 months".

Which words mean a sex is for others to say; here the word is parted from the age.
"""

import re

from sijill.language.ages.words import unit_words
from sijill.language.scripts import fold_digits, tidy
from sijill.language.unknown import phrase_form
from sijill.model.limits import LONGEST_AGE

_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:\.\d)?(?!\d)")
_BETWEEN = re.compile(r"[\s/,;()\[\]|.:\\–-]+")
_OLD = frozenset({"y", "yo", "o", "yr", "yrs", "old"})


def word_beside_age(text: str) -> str:
    """The one word beside the age in a cell, as it is written; empty where there is none.

    A letter alone behind a number is that word: "34M". Who knows that the cells of a column are
    ages alone, where "7m" is months, does not ask.
    """
    return _parted(text)[0]


def age_without(text: str, word: str) -> str:
    """The cell without the word beside its age: "34 y M" is "34 y"."""
    found, rest = _parted(text)
    return rest if found and found == word else text


def _parted(text: str) -> tuple[str, str]:
    """The word beside the age, and the age with its unit; both empty where there are not both."""
    plain = fold_digits(tidy(text))
    numbers = list(_NUMBER.finditer(plain)) if len(plain) <= LONGEST_AGE else []
    if len(numbers) != 1:
        return "", ""
    number = numbers[0]
    words = [
        word for part in (plain[: number.start()], plain[number.end() :]) for word in _words(part)
    ]
    others = [word for word in words if not _is_unit(word)]
    if len(others) != 1 or any(sign.isdigit() for sign in others[0]):
        return "", ""
    units = " ".join(word for word in words if _is_unit(word))
    return others[0], f"{number[0]} {units}".strip()


def _words(part: str) -> list[str]:
    return [word for word in _BETWEEN.split(part) if word]


def _is_unit(word: str) -> bool:
    return word.casefold() in _OLD or (len(word) > 1 and phrase_form(word) in unit_words())
