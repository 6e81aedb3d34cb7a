"""A Python value as ``repr`` wrote it, read without running anything.

Auto Archiver's CSV holds whole objects in its cells, written as Python source. Here such a text is
taken apart as syntax: texts, numbers, lists, mappings, and the times that ``datetime`` writes.
Anything else, above all a call of anything else, is not read: it makes the text unreadable, or,
where the caller collects what could not be read, becomes nothing and costs itself alone.
"""

import ast
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.packages.json_texts import Json, Unreadable

MOST_CHARACTERS = 1_000_000

_LEAST_TIME_PARTS, _MOST_TIME_PARTS = 3, 7
_UTC = ("datetime.timezone.utc", "tzutc()", "datetime.UTC", "timezone.utc", "tzlocal('UTC')")
_SECONDS_ZONE = re.compile(
    r"(?:tzoffset\((?:None|'[^']{0,40}'), |"
    r"(?:datetime\.)?timezone\((?:datetime\.)?timedelta\((?:days=(?P<days>-?\d{1,2}), )?seconds=)"
    r"(?P<seconds>-?\d{1,6})\)?(?:, '[^']{0,40}')?\)"
)
_NAMED_ZONE = re.compile(
    r"(?:zoneinfo\.)?ZoneInfo\((?:key=)?'(?P<name>[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2})'\)"
)
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class _RefusedError(ValueError):
    """Raised inside the reader alone, to leave it."""


def read_literal(text: str, unread: list[str] | None = None) -> Json | Unreadable:
    """The value of a ``repr``; a time becomes its ISO 8601 form, with its zone if it has one.

    Args:
        text: the text.
        unread: where given, a part that cannot be read becomes ``None``, and its reason is added
            here; a text without such parts adds nothing.
    """
    if len(text) > MOST_CHARACTERS:
        return Unreadable(f"is longer than {MOST_CHARACTERS:,} characters")
    try:
        return _Reading(unread).value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = str(error) if isinstance(error, _RefusedError) else "is no Python value"
        return Unreadable(reason)


class _Reading:
    """One text being read, and the reasons for parts of it that are not."""

    def __init__(self, unread: list[str] | None) -> None:
        self._unread = unread

    def value(self, node: ast.expr) -> Json:
        """The value of a node; ``None`` where it is unreadable and that is collected."""
        try:
            return self._plain(node)
        except (_RefusedError, OverflowError) as error:
            if self._unread is None:
                raise _RefusedError(str(error)) from error
            self._unread.append(str(error))
            return None
        except ValueError as error:  # a day or an hour that does not exist
            if self._unread is None:
                raise
            self._unread.append(f"holds a time that is none ({error})")
            return None

    def _plain(self, node: ast.expr) -> Json:
        match node:
            case ast.Constant(value=str() | bool() | int() | None as plain):
                return self._whole(plain)
            case ast.Constant(value=float() as number):
                return str(number)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
                return -number if isinstance(number, int) else str(-number)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return [self.value(part) for part in parts]
            case ast.Dict(keys=keys, values=values):
                return _mapping([_key(key) for key in keys], [self.value(part) for part in values])
            case ast.Call():
                return _time(node)
        raise _RefusedError(f"holds {type(node).__name__.lower()}, which is no plain value")

    def _whole(self, plain: str | int | None) -> Json:
        if isinstance(plain, str) and _HALF_CHARACTER.search(plain):
            if self._unread is None:
                raise _RefusedError("holds half a character")
            self._unread.append("holds half a character")
            return _HALF_CHARACTER.sub("\ufffd", plain)
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
    names_zone = [one.arg for one in node.keywords] in ([], ["tzinfo"])
    if ast.unparse(node.func) != "datetime.datetime" or not names_zone:
        raise _RefusedError("holds a call, and nothing is run here")
    zone = _zone(node.keywords[0].value) if node.keywords else None
    parts = [part.value if isinstance(part, ast.Constant) else None for part in node.args]
    whole = [part for part in parts if isinstance(part, int) and not isinstance(part, bool)]
    if len(whole) != len(parts) or not _LEAST_TIME_PARTS <= len(parts) <= _MOST_TIME_PARTS:
        raise _RefusedError("holds a time that is none")
    year, month, day, hour, minute, second, microsecond, *_ = [*whole, 0, 0, 0, 0]
    return datetime(year, month, day, hour, minute, second, microsecond, zone).isoformat()


def _zone(node: ast.expr) -> tzinfo:
    """A zone as ``datetime``, ``dateutil`` and ``zoneinfo`` write it; a named one by its rules."""
    written = ast.unparse(node)
    if written in _UTC:
        return UTC
    if found := _SECONDS_ZONE.fullmatch(written):
        return timezone(timedelta(seconds=int(found["days"] or 0) * 86_400 + int(found["seconds"])))
    if found := _NAMED_ZONE.fullmatch(written):
        try:
            return ZoneInfo(found["name"])
        except (ZoneInfoNotFoundError, OSError) as error:
            raise _RefusedError("holds a time in a zone that is not known here") from error
    raise _RefusedError("holds a time in a zone that is not known")
