"""JSON read with the digits of its numbers kept, and with what a reader may get wrong refused.

A key that stands twice in one object is read differently by different programs, and Python keeps
the last in silence. Here both are kept: the object becomes a ``RepeatedKeys``, which a row reports
and sets aside.

Python keeps an empty object, which is two signs of text, in sixty bytes. JSON is read in the
program itself, so its lists, objects and lines are counted before it is read.
"""

import json
from dataclasses import dataclass

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table import Grid


class NestingError(ValueError):
    """Lists and objects are nested deeper than any list of records."""


@dataclass(frozen=True, slots=True)
class RepeatedKeys:
    """An object in which a key stands twice, with all its pairs in order."""

    key: str
    pairs: tuple[tuple[str, object], ...]


def parse(text: str) -> object:
    """The value of a text. Numbers are texts with the digits they were written with.

    Raises:
        json.JSONDecodeError: if it is no JSON.
        NestingError: if it is nested too deeply for the parser.
    """
    try:
        return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_object)
    except RecursionError as error:
        raise NestingError from error


def _object(pairs: list[tuple[str, object]]) -> object:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return RepeatedKeys(key, tuple(pairs))
        seen.add(key)
    raise AssertionError("fewer keys than pairs, and none stands twice")


def fault_of(value: object, deepest: int) -> str:
    """Why a value cannot become a row, as a sentence; empty if it can. Looks at every level."""
    level: list[object] = [value]
    for _ in range(deepest):
        below: list[object] = []
        for item in level:
            match item:
                case RepeatedKeys(key=key):
                    return f"the name {key!r} stands twice in one object of this entry"
                case dict():
                    below += item.values()
                case list():
                    below += item
        if not below:
            return ""
        level = below
    return f"the entry is nested deeper than {deepest} levels"


def written(value: object) -> str:
    """A value as JSON text, for a message; one that is too deep is named only."""
    try:
        return json.dumps(value, ensure_ascii=False, default=_repeated)
    except (RecursionError, ValueError):
        return "(nested too deeply to be shown; it stands in the file)"


def _repeated(value: object) -> object:
    if isinstance(value, RepeatedKeys):
        return [list(pair) for pair in value.pairs]
    raise TypeError(type(value).__name__)


def refuse_openings(text: str, size: int, where: Grid) -> None:
    """Refuse what has more lists, objects and lines than a list, before any takes memory.

    Raises:
        FileUnreadableError: naming what there is too much of.
    """
    openings = text.count("{") + text.count("[")
    lines = text.count("\n")
    excess = ""
    if openings > limits.most_json_lists(size):
        excess = f"{openings:,} lists and objects"
    elif lines > limits.most_json_lists(size):
        excess = f"{lines:,} lines"
    if excess:
        raise FileUnreadableError(
            f"{where.file}: it has {excess} in {size:,} bytes; no list of records is like that. "
            "Save the rows that you need as a new file."
        )


def refuse_problems(problems: int, entries: int, where: Grid) -> None:
    """Refuse a file of which most entries are no rows, and of which there are very many.

    Raises:
        FileUnreadableError: if more than half of so many are problems.
    """
    if problems > limits.LEAST_ROWS_ALLOWED and 2 * problems > entries:
        raise FileUnreadableError(
            f"{where.file}: {problems:,} of its first {entries:,} entries can be no rows. Save the "
            "rows that you need as a new file."
        )
