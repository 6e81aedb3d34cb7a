"""JSON read with the digits of its numbers kept, and with what a reader may get wrong refused.

A key that stands twice in one object is read differently by different programs, and Python keeps
the last in silence. Here both are kept: the object becomes a ``RepeatedKeys``, which a row reports
and sets aside.

Python keeps an empty object, which is two signs of text, in sixty bytes. JSON is read in the
program itself, so its lists, objects and lines are counted before it is read. A name with its value
is ten signs of text and three hundred bytes of memory, so the names of wide objects are counted,
too, by the brackets and the colons between them: a list of many small objects costs a step for each
bracket.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.table import Grid

_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*+"')
"""A text in JSON; it ends on its line, so that one that is cut off costs no other line."""
_BRACKET = re.compile(r"[{}\[\]]")


class NestingError(ValueError):
    """Lists and objects are nested deeper than any list of records."""


class NamesError(ValueError):
    """Objects have far more names than any list of records has columns."""


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
        NamesError: if it has too many names in objects that are too wide, before it takes memory.
    """
    names = names_of_wide_entries(text)
    if names > limits.MOST_NAMES_OF_WIDE_ENTRIES:
        raise NamesError(
            f"{names:,} names stand in objects of more than {limits.MOST_COLUMNS:,} each, with "
            "those of the objects in them"
        )
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


def quotable(names: list[str], content: dict[str, object]) -> str:
    """The names of lists; one that is named with values in the file may be a person's."""
    found: set[str] = set()
    left: list[object] = [content]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
    values = ProtectedValues(found)
    shown = [name for name in names if not values.may_name(name)]
    hidden = len(names) - len(shown)
    return ", ".join([*shown, *([f"{hidden} that are named with values in it"] if hidden else [])])


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


def names_of_wide_entries(text: str) -> int:
    """How many names stand in entries that have more than a list has columns.

    An entry is an object with the objects in it; the objects of a list in it are entries of their
    own. Counting ends where the first value of the text ends, or where two values follow each other
    without a comma: there every reader ends.
    """
    if text.count(":") <= limits.MOST_NAMES_OF_WIDE_ENTRIES:
        return 0
    return sum(names for names in _names_of_entries(text) if names > limits.MOST_COLUMNS)


def _names_of_entries(text: str) -> Iterator[int]:
    """The names of each entry, in the order in which they end; those that never end come last."""
    plain = _TEXT.sub("", text)
    lists: list[bool] = []
    """Of each open bracket, whether a list begins with it."""
    names: list[int] = []
    """Of each open entry, and 0 of each open list."""
    end, has_closed = 0, False
    for bracket in _BRACKET.finditer(plain):
        between = end, bracket.start()
        if names:
            names[-1] += plain.count(":", *between)
        is_opening = bracket[0] in "{["
        if has_closed and is_opening and plain.find(",", *between) < 0:
            break
        if is_opening:
            is_list = bracket[0] == "["
            if is_list or not lists or lists[-1]:
                names.append(0)
            lists.append(is_list)
        elif lists:
            is_list = lists.pop()
            if is_list or not lists or lists[-1]:
                yield names.pop()
            if not lists:
                break
        end, has_closed = bracket.end(), not is_opening
    yield from names
