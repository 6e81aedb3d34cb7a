"""What all names of a column together show: LAST, FIRST; and relatives counted through."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sijill.language.descriptions import describes
from sijill.language.name_cells import is_last_first, without_marks
from sijill.language.scripts import fold_digits, tidy
from sijill.language.unknown import Topic, says_unknown

_LONGEST = 200
_COMMA = re.compile(r"\s*[,،]\s*")
_NUMBER_BEHIND = re.compile(r"^(?P<name>.*[^\W\d_].*?)[\s#]+(?P<number>\d{1,3})$")
_SHARE_OF_NAMES = 0.5
"""At least so many of a column's names must have the comma, so that it says something."""


@dataclass(frozen=True, slots=True)
class NameOrder:
    """Whether a column writes LAST, FIRST; ``None`` where it does not show it, and the reason."""

    comma_after_family: bool | None
    reason: str


def name_order(cells: Iterable[str]) -> NameOrder:
    """Decide from a column's cells whether a comma stands behind the family name."""
    names = turned = 0
    example = ""
    for cell in cells:
        plain = tidy(cell) if len(cell) <= _LONGEST else ""
        if says_unknown(plain, Topic.NAME) or describes(without_marks(plain)):
            continue
        names += 1
        parts = [part for part in _COMMA.split(without_marks(plain)) if part]
        if len(parts) > 1 and is_last_first(parts[0], parts[1], stated=True):
            turned += not describes(parts[1])
            example = example or plain
    if turned and turned >= _SHARE_OF_NAMES * names:
        return NameOrder(True, f"{turned} of {names} names are written like {example!r}")  # noqa: FBT003  the answer
    return NameOrder(None, f"{turned} of {names} names have a comma behind their first part")


def numbered_names(cells: Iterable[str]) -> frozenset[str]:
    """Names that a column writes with several numbers: "Rami Attar 1", "Rami Attar 2".

    These are relatives without names of their own, counted through; one number behind a name is an
    age or a note.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        found = _NUMBER_BEHIND.match(fold_digits(tidy(cell))) if len(cell) <= _LONGEST else None
        if found:
            numbers[found["name"].rstrip(" ,")].add(found["number"])
    return frozenset(name for name, seen in numbers.items() if len(seen) > 1)
