"""All lists of a row in one cell: ``morgue; press``, ``["morgue", "press"]``, or ``101``.

Histories like 101 are what packages of capture and recapture take; their lists are called by their
places.
"""

import re
from collections.abc import Sequence

from sijill.model.errors import TableError

BETWEEN_NAMES = re.compile(r"[;,|+\n،؛]")
BRACKETS = frozenset({("[", "]"), ("{", "}"), ("(", ")")})
HISTORY = re.compile(r"['’]?[01]+")
"""101, or '001 where a spreadsheet must keep its zeros."""
MOST_NAMES = 20
"""Of lists in a column of names; what holds more is text."""


def read_named_lists(cells: Sequence[str], place: str) -> list[set[str]]:
    """The lists that each cell of a column names; ``place`` names the column in errors.

    Raises:
        TableError: for histories of unlike length, as where zeros in front were lost.
    """
    if not _are_histories(cells):
        return [_split_names(cell) for cell in cells]
    written = [cell.lstrip("'’") for cell in cells]
    if len(set(map(len, written))) > 1:
        raise TableError(
            f"{place}: histories are of unlike length, so zeros in front may have been lost (001 "
            "became 1). Write each with a digit for each list, in a column of text."
        )
    return [{f"list {at}" for at, on in enumerate(one, 1) if on == "1"} for one in written]


def name_lists(cells: Sequence[str]) -> bool:
    """Whether cells are histories, or some hold several of a few names that others hold alone."""
    if _are_histories(cells):
        return True
    named = [_split_names(cell) for cell in cells]
    alone = {name for names in named if len(names) == 1 for name in names}
    several = set().union(*(names for names in named if len(names) > 1))
    return bool(several) and len(alone | several) <= MOST_NAMES and bool(alone & several)


def _are_histories(cells: Sequence[str]) -> bool:
    return all(map(HISTORY.fullmatch, cells)) and any(len(cell) > 1 for cell in cells)


def _split_names(said: str) -> set[str]:
    """The names in a cell; the marks of a set around them are none of theirs."""
    if (said[:1], said[-1:]) in BRACKETS:
        parts = [part.strip().strip("'\"") for part in BETWEEN_NAMES.split(said[1:-1])]
    else:
        parts = BETWEEN_NAMES.split(said)
    return {name for part in parts if (name := part.strip())}
