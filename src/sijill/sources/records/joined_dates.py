"""Dates whose year, month and day stand in columns of their own, as in GTD."""

import re
from collections.abc import Sequence

from sijill.language.scripts import fold_digits, tidy

_WHOLE = re.compile(r"^(-?\d+)(?:\.0+)?$")
_YEAR = re.compile(r"^\d{4}$")
_NO_PART = frozenset({"0", "00", "-9", "-99", "99"})
"""What databases write where a day or month is not known (GTD: 0; others: -9, 99)."""


def join_date(parts: Sequence[str]) -> str:
    """One date text from the cells of its columns, in the mapping's order.

    Numbers with a four-digit year first or last become ISO 8601; a day or month of 0, -9 or 99 is
    not known and left out, with all that is finer. Words (a month's name) are joined by spaces, for
    the grammar of dates to read.
    """
    cells = [tidy(part) for part in parts]
    numbers = [_number(cell) for cell in cells]
    if any(number is None for number in numbers):
        if _YEAR.match(numbers[0] or ""):
            cells.reverse()
        return " ".join(cell for cell in cells if cell)
    known = [number or "" for number in numbers]
    if known and _YEAR.match(known[-1]):
        known.reverse()
    if not known or not _YEAR.match(known[0]):
        return " ".join(cell for cell in cells if cell)
    whole: list[str] = []
    for number in known:
        if not number or number in _NO_PART:
            break
        whole.append(number.zfill(2))
    return "-".join(whole)


def _number(cell: str) -> str | None:
    """The digits of a cell, empty for an empty cell, ``None`` for words."""
    match = _WHOLE.match(fold_digits(cell))
    if match:
        return match[1]
    return None if cell else ""
