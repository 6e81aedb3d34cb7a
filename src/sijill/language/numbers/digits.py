"""Whole numbers in digits: "1,200", "1 200", "4.0"; and what a point means in a column."""

import re
from collections.abc import Iterable

from sijill.language.scripts import fold_digits, tidy
from sijill.model.limits import LONGEST_SERIAL_NUMBER, MOST_DIGITS
from sijill.model.values.unreadable import Unreadable

GREATEST_COUNT = 10_000_000
"""Beyond this a cell is a typing error or another quantity."""

NUMBER = r"\d[\d.,'’ ]*\d|\d"
"""Where a number in digits may stand in a text (``read_digits`` says whether it is one)."""

_PLAIN = re.compile(r"^\d{1,12}$")
_GROUPS = re.compile(r"^\d{1,3}(?:([ ,'’])\d{3})(?:\1\d{3}){0,3}(?:\.0{1,12})?$")
_POINTS = re.compile(r"^\d{1,3}(?:\.\d{3}){1,4}$")
_DECIMAL = re.compile(r"^(\d{1,12})[.,](\d{1,12})$")
_THREE = 3

_TOO_LONG = Unreadable(f"more than {GREATEST_COUNT:,} people cannot be meant")


def read_digits(text: str, thousands: str = "") -> int | Unreadable:
    """A number in digits 0 to 9.

    ``4.0`` is 4. In ``1.000`` the point may be a decimal point or part a thousand from hundreds:
    it is read only where ``thousands`` says that the column separates thousands with points.
    """
    if len(text) > 2 * MOST_DIGITS:
        return _TOO_LONG
    if _PLAIN.match(text):
        return _bounded(int(text))
    if match := _GROUPS.match(text):
        return _bounded(int("".join(filter(str.isdecimal, text.split(".", maxsplit=1)[0]))))
    if _POINTS.match(text):
        if text.count(".") > 1 or thousands == ".":
            return _bounded(int(text.replace(".", "")))
        return Unreadable(
            f"the point in {text!r} may part thousands or decimals: if thousands are meant, write "
            + text.replace(".", "")
        )
    if (match := _DECIMAL.match(text)) and set(match[2]) == {"0"}:
        return _bounded(int(match[1]))
    return Unreadable("this is no whole number of people")


def serial_number(digits: str) -> int | None:
    """What digits of any script number: a code, a row, a house; ``None`` for anything else.

    More digits than numbers have that were given one after another are a code of another kind.
    """
    is_number = digits.isdecimal() and len(digits) <= LONGEST_SERIAL_NUMBER
    return int(digits) if is_number else None


def counted_from(cells: Iterable[str]) -> int | None:
    """The number of the first row, where the cells of a column only count the rows; else ``None``.

    Such numbers go up by one from row to row, in the order of the rows; empty cells are passed
    over. They say nothing about a row, and all below it are numbered anew when it is left out.
    Counted from 0 or 1 they count this file; from elsewhere they may go on from another sheet, or
    be numbers that somebody gave one after another and that stay with their rows.
    """
    first: int | None = None
    for rows, cell in enumerate(filter(None, map(str.strip, cells))):
        number = serial_number(cell)
        first = number if rows == 0 else first
        if number is None or first is None or number != first + rows:
            return None
    return first


def counts_its_rows(cells: Iterable[str]) -> bool:
    """Whether the cells of a column count the rows of their file from 0 or 1 (``counted_from``)."""
    return counted_from(cells) in (0, 1)


def _bounded(number: int) -> int | Unreadable:
    return number if number <= GREATEST_COUNT else _TOO_LONG


def thousands_sign(cells: Iterable[str]) -> str:
    """``.`` where the cells of a column show that points part thousands; empty where not.

    They show it by a number with two points (1.200.000), or by one as "1.250", which as a decimal
    would be no whole number, while no cell has another decimal ("12.5", "4.0").
    """
    shown = False
    for cell in cells:
        plain = fold_digits(tidy(cell[:40]))
        if _POINTS.match(plain):
            shown = shown or plain.count(".") > 1 or not plain.endswith("000")
        elif (match := _DECIMAL.match(plain)) and "." in plain and len(match[2]) != _THREE:
            return ""
    return "." if shown else ""
