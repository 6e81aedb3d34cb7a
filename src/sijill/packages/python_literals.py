"""A Python value as ``repr`` wrote it, read without running anything.

Auto Archiver's CSV holds whole objects in its cells, written as Python source. Here such a text is
taken apart as syntax: texts, numbers, lists, mappings, and the times that ``datetime`` writes.
Anything else, above all a call of anything else, makes the text unreadable.
"""

import ast
from datetime import UTC, datetime

from sijill.packages.json_texts import Json, Unreadable

MOST_CHARACTERS = 1_000_000

_LEAST_TIME_PARTS, _MOST_TIME_PARTS = 3, 7
_UTC = ("datetime.timezone.utc", "tzutc()", "datetime.UTC")


class _RefusedError(ValueError):
    """Raised inside the reader alone, to leave it."""


def read_literal(text: str) -> Json | Unreadable:
    """The value of a ``repr``; a time becomes its ISO 8601 form, with its zone if it has one."""
    if len(text) > MOST_CHARACTERS:
        return Unreadable(f"is longer than {MOST_CHARACTERS:,} characters")
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = str(error) if isinstance(error, _RefusedError) else "is no Python value"
        return Unreadable(reason)


def _value(node: ast.expr) -> Json:
    match node:
        case ast.Constant(value=str() | bool() | int() | None as plain):
            return _whole(plain)
        case ast.Constant(value=float() as number):
            return str(number)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number if isinstance(number, int) else str(-number)
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            return [_value(part) for part in parts]
        case ast.Dict(keys=keys, values=values):
            return _mapping([_key(key) for key in keys], [_value(part) for part in values])
        case ast.Call():
            return _time(node)
    raise _RefusedError(f"holds {type(node).__name__.lower()}, which is no plain value")


def _whole(plain: str | int | None) -> Json:
    if isinstance(plain, str) and any("\ud800" <= one <= "\udfff" for one in plain):
        raise _RefusedError("holds half a character")
    return plain


def _key(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise _RefusedError("has a key that is no text")


def _mapping(keys: list[str], values: list[Json]) -> Json:
    found = dict(zip(keys, values, strict=True))
    if len(found) != len(keys):
        raise _RefusedError("has a key twice in one mapping")
    return found


def _time(node: ast.Call) -> str:
    zones = [ast.unparse(one.value) for one in node.keywords]
    names_zone = [one.arg for one in node.keywords] in ([], ["tzinfo"])
    if ast.unparse(node.func) != "datetime.datetime" or not names_zone:
        raise _RefusedError("holds a call, and nothing is run here")
    if any(zone not in _UTC for zone in zones):
        raise _RefusedError("holds a time in a zone that is not UTC")
    parts = [_value(part) for part in node.args]
    if not _LEAST_TIME_PARTS <= len(parts) <= _MOST_TIME_PARTS:
        raise _RefusedError("holds a time that is none")
    whole = [part for part in parts if isinstance(part, int)]
    if len(whole) != len(parts):
        raise _RefusedError("holds a time that is none")
    year, month, day, hour, minute, second, microsecond, *_ = [*whole, 0, 0, 0, 0]
    zone = UTC if zones else None
    return datetime(year, month, day, hour, minute, second, microsecond, zone).isoformat()
