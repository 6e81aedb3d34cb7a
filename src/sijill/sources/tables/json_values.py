"""JSON read with the digits of its numbers kept, and with what a reader may get wrong refused.

A key that stands twice in one object is read differently by different programs, and Python keeps
the last in silence. Here both are kept: the object becomes a ``RepeatedKeys``, which a row reports
and sets aside.
"""

import json
from dataclasses import dataclass

Plain = "dict[str, object] | list[object] | str | bool | None"


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
