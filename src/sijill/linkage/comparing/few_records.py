"""Pairs that few records cannot decide: something speaks against them, and nothing says how much.

How often two records of one person differ in the family name, in the age or in the father's name is
learned from the pairs that agree otherwise. A register of a few rows has none to learn from, and
the stated shares, right on average, are wrong for some lists: two girls of one given name who were
killed on one day are then one girl. So where next to no pairs teach, a pair in which a field speaks
against one person is shown to a reader and never joined by itself.
"""

import numpy as np

from sijill.linkage.arrays import Flags
from sijill.linkage.comparing.comparisons import FIELD_NUMBERS, level_number
from sijill.linkage.comparing.scoring import Levels

LEAST_TAUGHT = 20.0
"""Pairs taken for one person from which on the register itself says what a difference is worth."""

_OTHER_NAME = ("other vowels", "another name, alike", "remotely alike", "different")
SPEAKS_AGAINST: dict[str, tuple[str, ...]] = {
    "given": ("elsewhere", *_OTHER_NAME),
    "family": _OTHER_NAME,
    "father": _OTHER_NAME,
    "grandfather": _OTHER_NAME,
    "mother": _OTHER_NAME,
    "sex": ("different",),
    "birth date": ("within a year", "far"),
    "age": ("far",),
    "rough age": ("far",),
    "day": ("within two months", "far"),
    "rough day": ("within two months", "far"),
    "identity number": ("different",),
}
"""By field, the levels that speak against one person."""
_SISTERS_NAMES = ("near", "alike")
_OTHER_AGES = ("within a year", "within three years")
"""Given names a sign apart, of one father and at two ages, may be two sisters."""
_WHOLE_NAME = ("given", "family")
_AS_GOOD_AS_SAME = ("same", "same letters", "near")
_MAY_BE_ONE_DAY = {"day": ("same day",), "rough day": ("same month", "may be one")}
"""A place written otherwise does not speak against one full name and days that may be the same."""


def find_contested(levels: Levels) -> Flags:
    """The pairs in which a field speaks against one person, where number and birth do not agree."""
    contested = np.zeros(len(levels), dtype=bool)
    for name, words in SPEAKS_AGAINST.items():
        contested |= _stands_at(levels, name, words)
    contested |= (
        _stands_at(levels, "given", _SISTERS_NAMES)
        & _stands_at(levels, "father", _AS_GOOD_AS_SAME)
        & _stands_at(levels, "age", _OTHER_AGES)
    )
    agree = np.zeros(len(levels), dtype=bool)
    for name, words in _MAY_BE_ONE_DAY.items():
        agree |= _stands_at(levels, name, words)
    for name in _WHOLE_NAME:
        agree &= _stands_at(levels, name, _AS_GOOD_AS_SAME)
    known = _stands_at(levels, "identity number", ("same",))
    known &= _stands_at(levels, "birth date", ("same", "one slip"))
    return (contested | (_stands_at(levels, "place", ("different",)) & ~agree)) & ~known


def _stands_at(levels: Levels, name: str, words: tuple[str, ...]) -> Flags:
    numbers = [level_number(name, word) for word in words]
    stands: Flags = np.isin(levels[:, FIELD_NUMBERS[name]], numbers)
    return stands
