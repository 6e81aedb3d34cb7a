"""A Python value as ``repr`` wrote it, read without running anything.

Auto Archiver's CSV holds whole objects in its cells, written as Python source. Here such a text is
taken apart as syntax: texts, numbers, lists, mappings, the times that ``datetime`` writes, ordered
mappings and objects whose ``repr`` lists their fields (``Media(filename='a.mp4')``: read as a
mapping). Nothing is called. Anything else (``<an object>``, bytes) is not read: it makes the text
unreadable, or, where the caller collects what could not be read, is left out.
"""

import ast
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.files.reading import readable
from sijill.model.evidence_limits import LONGEST_PYTHON_LITERAL, LONGEST_SHOWN_LITERAL
from sijill.packages.json_texts import Json, UnreadableText

_LEAST_TIME_PARTS, _MOST_TIME_PARTS = 3, 7
_UTC = (
    "TzInfo(UTC)",
    "TzInfo(0)",
    "pytz.UTC",
    "pytz.utc",
    "UTC",
    "datetime.timezone.utc",
    "tzutc()",
    "datetime.UTC",
    "timezone.utc",
    "tzlocal('UTC')",
)
_SECONDS_ZONE = re.compile(
    r"(?:tzoffset\((?:None|'[^']{0,40}'), |"
    r"(?:datetime\.)?timezone\((?:datetime\.)?timedelta\((?:days=(?P<days>-?\d{1,2}), )?seconds=)"
    r"(?P<seconds>-?\d{1,6})\)?(?:, '[^']{0,40}')?\)"
)
_NAMED_ZONE = re.compile(
    r"(?:zoneinfo\.)?ZoneInfo\((?:key=)?'(?P<name>[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2})'\)"
)
_TEXT_OR_OBJECT = re.compile(
    r"'(?:[^'\\]|\\.)*(?:'|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|<(?:[^<>]|<[^<>]*>)*>", re.DOTALL
)
"""A text, which is kept, or an object without a readable form: ``<UTC>``, ``<Foo at 0x7f>``.

A text that is never closed is taken to the end, so that no end is looked for twice."""
_OBJECT = "_object"
_LISTS = ("set", "frozenset", "tuple", "list", "deque", "collections.deque")
_MAPPINGS = ("dict", "OrderedDict", "collections.OrderedDict", "Counter", "collections.Counter")
_DEFAULTS = ("defaultdict", "collections.defaultdict")
_TEXTS = ("PosixPath", "PurePosixPath", "WindowsPath", "PureWindowsPath", "Path", "UUID", "Decimal")
_TIMESTAMPS = ("Timestamp", "pd.Timestamp", "pandas.Timestamp")
"""Their first part is the time as a text with its offset; a ``tz`` beside it says the same."""
_PYTZ_ZONE = re.compile(r"<(?:DstTzInfo|StaticTzInfo) '(?P<name>[^']{1,40})'[^<>]{0,60}>")


class _RefusedError(ValueError):
    """Raised inside the reader alone, to leave it."""


def read_literal(text: str, unread: list[str] | None = None) -> Json | UnreadableText:
    """The value of a ``repr``; a time becomes its ISO 8601 form, with its zone if it has one.

    Args:
        text: the text.
        unread: where given, a part that cannot be read becomes ``None``, and its reason is added
            here; a text without such parts adds nothing.
    """
    if len(text) > LONGEST_PYTHON_LITERAL:
        return UnreadableText(f"is longer than {LONGEST_PYTHON_LITERAL:,} characters")
    try:
        source = _TEXT_OR_OBJECT.sub(_as_call, text.strip())
        return _Reading(unread).value(ast.parse(source, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = str(error) if isinstance(error, _RefusedError) else "is no Python value"
        return UnreadableText(reason)


def _as_call(match: re.Match[str]) -> str:
    """An object's ``repr``, which is no syntax, as a call known to the reader; a text as it is."""
    written = match[0]
    return f"{_OBJECT}({written!r})" if written.startswith("<") else written


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
            self._unread.append(f"holds a time that does not exist ({error})")
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
                return self._mapping(list(zip(keys, values, strict=True)))
            case ast.Call():
                return self._call(node)
        raise _RefusedError(f"holds {_shown(node)}, which is no plain value")

    def _call(self, node: ast.Call) -> Json:
        """What an object's ``repr`` says of it, read and never called."""
        name, parts, fields = ast.unparse(node.func), node.args, node.keywords
        if name in _TIMESTAMPS and len(parts) == 1 and isinstance(parts[0], ast.Constant):
            return self._plain(parts[0])
        if name in ("datetime.datetime", "datetime.date"):
            return _time(node, name)
        if name in _DEFAULTS and len(parts) == len(("factory", "content")):
            return self._plain(parts[1])
        if name in _MAPPINGS and not fields and len(parts) <= 1:
            return self._pairs(parts[0]) if parts else {}
        if name in _LISTS and not fields and len(parts) <= 1:
            return self._plain(parts[0]) if parts else []
        if name in _TEXTS and not fields and len(parts) == 1:
            return self._plain(parts[0])
        if fields and not parts and all(field.arg for field in fields):
            return {str(field.arg): self.value(field.value) for field in fields}
        if name == _OBJECT:
            raise _RefusedError(f"holds {_shown(node)}, which is no plain value")
        raise _RefusedError(f"holds {_shown(node)}, and nothing is run here")

    def _pairs(self, node: ast.expr) -> Json:
        """The content of an ordered mapping: a mapping, or a list of pairs."""
        if not isinstance(node, ast.List):
            return self._plain(node)
        pairs = [element.elts for element in node.elts if isinstance(element, ast.Tuple)]
        if len(pairs) != len(node.elts) or any(
            len(pair) != len(("key", "value")) for pair in pairs
        ):
            raise _RefusedError("holds an ordered mapping that is no list of pairs")
        return self._mapping([(key, value) for key, value in pairs])

    def _mapping(self, pairs: Sequence[tuple[ast.expr | None, ast.expr]]) -> Json:
        """A mapping; an entry whose key is no text, or is there twice, is left out."""
        mapping: dict[str, Json] = {}
        doubled: set[str] = set()
        for node, value in pairs:
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                self._refuse("has a key that is no text")
            elif node.value in mapping or node.value in doubled:
                doubled.add(node.value)
                mapping.pop(node.value, None)
                self._refuse(
                    f"has a key twice in one mapping ({node.value[:LONGEST_SHOWN_LITERAL]!r})"
                )
            else:
                mapping[node.value] = self.value(value)
        return mapping

    def _refuse(self, reason: str) -> None:
        """Collect a reason, or leave the reader with it."""
        if self._unread is None:
            raise _RefusedError(reason)
        self._unread.append(reason)

    def _whole(self, plain: str | int | None) -> Json:
        if not isinstance(plain, str) or (text := readable(plain)) == plain:
            return plain
        self._refuse("holds half a character")
        return text


def _shown(node: ast.expr) -> str:
    """The beginning of a part as it is written, for a message."""
    match node:
        case ast.Constant(value=bytes()):
            return "bytes"
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(written))]) if (
            name == _OBJECT
        ):
            return f"the object {written[:LONGEST_SHOWN_LITERAL]}"
    written = ast.unparse(node)
    return (
        written if len(written) <= LONGEST_SHOWN_LITERAL else f"{written[:LONGEST_SHOWN_LITERAL]} …"
    )


def _time(node: ast.Call, name: str) -> str:
    named = {str(field.arg): field.value for field in node.keywords}
    fold = named.pop("fold", ast.Constant(0))
    if not set(named) <= {"tzinfo"} or not isinstance(fold, ast.Constant):
        raise _RefusedError("holds a time that does not exist")
    zone = _zone(named["tzinfo"]) if "tzinfo" in named else None
    parts = [part.value if isinstance(part, ast.Constant) else None for part in node.args]
    whole = [part for part in parts if isinstance(part, int) and not isinstance(part, bool)]
    if len(whole) != len(parts) or not _LEAST_TIME_PARTS <= len(parts) <= _MOST_TIME_PARTS:
        raise _RefusedError("holds a time that does not exist")
    if name == "datetime.date":
        return date(*whole[:3]).isoformat()
    year, month, day, hour, minute, second, microsecond, *_ = [*whole, 0, 0, 0, 0]
    moment = datetime(
        year, month, day, hour, minute, second, microsecond, zone, fold=int(fold.value == 1)
    )
    return moment.isoformat()


def _zone(node: ast.expr) -> tzinfo:
    """A zone as ``datetime``, ``dateutil`` and ``zoneinfo`` write it; a named one by its rules."""
    written = ast.unparse(node)
    if isinstance(node, ast.Call) and written.startswith(f"{_OBJECT}("):
        object_text = str(ast.literal_eval(node.args[0]))
        if object_text == "<UTC>":
            return UTC
        if zone := _PYTZ_ZONE.fullmatch(object_text):
            return _named_zone(zone["name"])
    if written in _UTC:
        return UTC
    if zone := _SECONDS_ZONE.fullmatch(written):
        return timezone(timedelta(seconds=int(zone["days"] or 0) * 86_400 + int(zone["seconds"])))
    if zone := _NAMED_ZONE.fullmatch(written):
        return _named_zone(zone["name"])
    raise _RefusedError("holds a time in a zone that is not known")


def _named_zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _RefusedError("holds a time in a zone that is not known here") from error
