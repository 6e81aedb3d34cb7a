"""The amounts in the cells of a row: whole numbers and ranges of them, with marks around them.

Totals are found by adding amounts, so "12*" is 12, "4-6" is from 4 to 6, and a cell that says that
nothing is known adds nothing. Shares and means ("0.4", "12 %") are numbers, and no amounts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sijill.language.scripts import fold_dashes, fold_digits
from sijill.model.limits import LONGEST_COUNT

Cells = Mapping[str, str]
"""The cells of a row by column."""
_DIGITS_OF_A_NUMBER = 12
_WHOLE = re.compile(r"[1-9]\d{0,2}(?:[ ,.'’]\d{3})+|\d{1,12}(?:\.0{1,2})?")
_BEFORE = "~≈±<>≤≥= "
_BEHIND = re.compile(r"(?:[*†‡§°+?\s]|\[\w{1,2}\]|\([a-z]\))+$")
_RANGE = re.compile(r"(\d[\d ,.'’]{0,15}?)\s*-\s*(\d[\d ,.'’]{0,15})")
_SHARE = re.compile(r"[-+]?\d+[.,]\d+\s*%?|\d+\s*%|%\s*\d+(?:[.,]\d+)?")
_YEARS = range(1300, 2200)


@dataclass(frozen=True, slots=True)
class Amount:
    """How many there are of something, from the lowest to the highest number."""

    lowest: int
    highest: int

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.lowest + other.lowest, self.highest + other.highest)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.lowest - other.lowest, self.highest - other.highest)


NOTHING = Amount(0, 0)


def number_of(cell: str) -> int | None:
    """A whole number in digits of any script; ``None`` for anything else.

    "1.000" is a thousand, as "1,000" is, and "1.0" one.
    """
    plain = fold_digits(cell).strip()
    if not plain[:1].isdigit():
        return None
    if plain.isascii() and plain.isdecimal() and len(plain) <= _DIGITS_OF_A_NUMBER:
        return int(plain)
    if not _WHOLE.fullmatch(plain):
        return None
    return int(re.sub(r"\D", "", re.sub(r"\.0{1,2}$", "", plain)))


def amount_of(cell: str) -> Amount | None:
    """A whole number or a range of two, without the marks around them; ``None`` for other cells."""
    if (number := number_of(cell)) is not None:
        return Amount(number, number)
    if len(cell) > LONGEST_COUNT or not any(map(str.isdigit, cell)):
        return None
    plain = _BEHIND.sub("", fold_dashes(fold_digits(cell)).strip().lstrip(_BEFORE))
    if (number := number_of(plain)) is not None:
        return Amount(number, number)
    ends = _RANGE.fullmatch(plain)
    lowest, highest = map(number_of, ends.groups()) if ends else (None, None)
    if lowest is None or highest is None or lowest > highest:
        return None
    return None if lowest in _YEARS and highest in _YEARS else Amount(lowest, highest)


def adds_nothing(cell: str) -> bool:
    """Whether a cell of a total is no label and no amount: empty, a dash, a share or a mean."""
    if not any(map(str.isalnum, cell)):
        return True
    plain = fold_digits(cell[: LONGEST_COUNT + 1]).strip()
    return bool(_SHARE.fullmatch(plain)) and amount_of(cell) is None


def are_consecutive(cells: Iterable[str]) -> bool:
    """Whether cells number their rows, a total of them included: 1, 2, 3."""
    return all(
        before is not None and number == before + 1
        for before, number in pairwise(map(number_of, cells))
    )
