"""The bounds within which a cell is read, whatever stands in it.

Rows are kept in the ledger before they are read, and read again by every later command. So reading
must end, in work that grows with the text alone, for every text there is: what is longer, larger or
deeper than its kind of field can be stays as words, and its value is unknown with the reason.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from sijill.model import evidence_limits, limits
from sijill.model.records.fields import FieldType
from sijill.model.values.unreadable import Unreadable

Value = TypeVar("Value")
_BRACKETS = re.compile(r"[\[\]{}]")


def read_within_bounds(
    kind: FieldType, text: str, read: Callable[[], Value | Unreadable | None]
) -> Value | Unreadable | None:
    """What a reader makes of a text; unreadable where the text or the value is out of bounds.

    A reader that raises has met a text that nobody thought of. That costs this value, and its
    reason names the error so that it can be reported.
    """
    if problem := text_problem(kind, text):
        return Unreadable(problem)
    try:
        value = read()
    except Exception as error:  # noqa: BLE001  a stored cell must not stop every later command
        return Unreadable(f"this could not be read ({_wording(error)}); please report it")
    problem = value_problem(value)
    return Unreadable(problem) if problem else value


def text_problem(kind: FieldType, text: str) -> str:
    """Why a text is not read as this kind of field, as a sentence; empty if it is."""
    most = limits.longest_text(kind)
    if len(text) > most:
        return f"it has {len(text):,} characters; at most {most:,} are read in such a field"
    if kind is FieldType.GEOMETRY:
        return _geometry_problem(text)
    return ""


def _geometry_problem(text: str) -> str:
    if text.count("[") > evidence_limits.MOST_CORNERS:
        return f"the outline has more than {evidence_limits.MOST_CORNERS:,} corners"
    level = 0
    for bracket in _BRACKETS.finditer(text):
        level += 1 if bracket[0] in "[{" else -1
        if level > limits.MOST_GEOMETRY_LEVELS:
            return f"the geometry is nested deeper than {limits.MOST_GEOMETRY_LEVELS} levels"
    return ""


def value_problem(value: object) -> str:
    """Why a value is none that a record can hold, as a sentence; empty if it is."""
    match value:
        case float() if not abs(value) < limits.LARGEST_NUMBER:
            return "this number is not finite, or larger than any that is meant"
        case tuple() if len(value) > limits.MOST_PARTS:
            return f"the cell holds {len(value):,} parts; at most {limits.MOST_PARTS} are read"
    return ""


def row_problem(error: Exception) -> str:
    """The reason for a row that could not become a record because reading it raised."""
    return f"the row could not be read ({_wording(error)}); please report it"


def _wording(error: Exception) -> str:
    first_line = str(error).partition("\n")[0][:200]
    return f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__
