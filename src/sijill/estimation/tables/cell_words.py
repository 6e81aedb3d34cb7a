"""What a cell of a capture table says: on the list or not, how many persons.

Cells are read as people write them: 0 and 1, yes and no, true and false, a mark and nothing;
numbers in any script's digits, with or without a fraction of zeros (``120,0``), thousands apart by
spaces or apostrophes. A cell that can be read in two ways is refused: ``12,000`` is twelve in one
country and twelve thousand in another; ``3,060,000`` is one number everywhere. A count that is
missing is no zero.
"""

import re
from collections.abc import Iterable

from sijill.language.unknown import Topic, means_unknown
from sijill.model.limits import LARGEST_COUNT

MARKS = frozenset({"x", "×", "✓", "✔", "☑"})
"""Words of a table in which lists are ticked."""
YES = MARKS | {"1", "1.0", "1,0", "true", "yes", "y", "oui", "sí", "نعم", "١", "۱"}
NO = frozenset({"0", "0.0", "0,0", "false", "no", "n", "non", "لا", "٠", "۰", "☐"})
TOTAL = re.compile(
    r"(grand )?(sub)?totals?\b|sum\b|all\b|المجموع|مجموع|إجمالي|الإجمالي", re.IGNORECASE
)
_WHOLE = re.compile(r"(?P<sign>[-+]?)(?P<digits>\d{1,40})([.,]0{1,2})?")
_IN_TWO_WAYS = re.compile(r"\d{1,3}[.,]\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[., '’\u00a0\u202f٬])\d{3}((?P=mark)\d{3})*")
_HELD_BACK = re.compile(r"[<>≤≥*~]\s*\d*|\d+\s*\+")
_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?[eE][+-]?\d+")


def text_of(value: object) -> str:
    """The value as text; nothing where a frame holds nothing (``None``, NaN)."""
    if value is None or value != value:  # noqa: PLR0124 - true of NaN alone
        return ""
    return str(value).strip()


def is_ticked(cells: Iterable[object]) -> bool:
    """Whether a column holds a mark or nothing, so that nothing means *not on the list*.

    With a single *no* in it, an empty cell would be one that nobody filled in.
    """
    words = {text_of(cell).casefold() for cell in cells}
    return "" in words and len(words) > 1 and words - {""} <= YES


def read_mark(value: object, *, ticked: bool) -> bool | str:
    """Whether the list holds the person; or what is wrong, in words.

    ``ticked`` is said of the column (:func:`is_ticked`).
    """
    said = text_of(value)
    word = said.casefold()
    if word in YES:
        return True
    if word in NO or (ticked and not word):
        return False
    if not word:
        return "empty; whether the list holds the person must be 0 or 1"
    if re.fullmatch(r"[01]{2,}", said):
        return (
            f"{said!r} is neither 0 nor 1. If it is a whole history, name its column (--lists-in)."
        )
    return f"{said!r} is neither 0 nor 1, nor yes or no, nor a mark and nothing"


def is_total_label(said: str) -> bool:
    """Whether the text is the label of a row of totals."""
    return bool(TOTAL.match(said))


def is_whole(value: object) -> bool:
    """Whether the value is a whole number, so that a column of such may hold counts."""
    return bool(_WHOLE.fullmatch(text_of(value)))


def is_missing(value: object) -> bool:
    """Whether a count or a stratum is not stated: an empty cell, or a word for it (NA, unknown)."""
    return means_unknown(text_of(value), Topic.COUNT)


def read_count(value: object) -> int | str:
    """How many persons a row stands for; or what is wrong, in words."""
    said = text_of(value)
    if _GROUPED.fullmatch(said) and not _IN_TWO_WAYS.fullmatch(said):
        said = re.sub(r"\D", "", said)
    whole = _WHOLE.fullmatch(said)
    if whole:
        number = int(whole["sign"] + whole["digits"])
        if 0 <= number <= LARGEST_COUNT:
            return number
        return f"{number:,} is not from 0 to {LARGEST_COUNT:,}"
    problem = f"{said!r} is no whole number of persons"
    if is_missing(said) or _HELD_BACK.fullmatch(said):
        return f"{problem}: a number that is missing or held back is no 0, and cannot be left out"
    if _IN_TWO_WAYS.fullmatch(said):
        return f"{problem}, or could be two: write its digits alone, without separators"
    if _SCIENTIFIC.fullmatch(said):
        return f"{problem} as written: write its digits out, some may have been lost in rounding"
    return problem
