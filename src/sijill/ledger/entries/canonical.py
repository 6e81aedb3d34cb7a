"""One way to write a value down, so that equal values have equal bytes and equal hashes.

This is JSON in the style of RFC 8785 (JSON Canonicalization Scheme): UTF-8, no white space, the
fewest escapes, keys sorted by their UTF-16 code units. It differs in one respect, on purpose: a
number is an integer that every JSON reader holds exactly (RFC 7493 section 2.2, up to 2^53 - 1 in
size). A float would be written differently by different programs, so none is ever hashed; write a
fraction as text or as an integer in a smaller unit.

Text is kept as it came: no Unicode normalisation, because a register keeps a list's own words.

Ordinary values (exact types, keys of ASCII) are written by ``orjson``, whose bytes are the same,
which a test proves; what it would write otherwise, or accept and must not, is written here.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NoReturn, TypeAlias

import orjson

from sijill.model.case_limits import LARGEST_INTEGER, MOST_ENTRY_LEVELS
from sijill.model.errors import LedgerError

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What can be hashed. Tuples are written as lists; subclasses (``StrEnum``) as what they extend."""


_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_SCALARS = frozenset((str, int, bool, type(None)))
_TEXT = frozenset((str,))
_LISTS = frozenset((list, tuple))
_WORDS = {None: "null", True: "true", False: "false"}

quote = json.encoder.encode_basestring
"""A text in canonical JSON: quotation marks, and the fewest escapes."""


def encode(value: Json, what: str = "the value", field: str = "") -> bytes:
    """The canonical bytes of a value.

    Args:
        value: strings, integers, booleans, ``None``, lists, and maps with text keys.
        what: how a message names the value, for example ``payload``.
        field: of which field of it, if of one.

    Raises:
        LedgerError: for a float, an integer beyond 2^53 - 1, a key that is no text, any other type,
            more than 64 levels, or a lone surrogate (text that UTF-8 cannot write).
    """
    if type(value) in _SCALARS or _is_ordinary(value, MOST_ENTRY_LEVELS):
        try:
            return orjson.dumps(value, option=_OPTIONS)
        except TypeError:  # a lone surrogate or too large an integer: refused below
            pass
    what = f"{what}.{field}" if field else what
    return to_utf8(write(value, what), what)


def encode_map(value: Mapping[str, Json], names: Iterable[str], what: str) -> bytes:
    """The same for a map whose parts have the right types, and whose keys are ASCII but for names.

    Raises:
        LedgerError: for a lone surrogate, or too large an integer.
    """
    try:
        if "".join(names).isascii():
            return orjson.dumps(value, option=_OPTIONS)
    except TypeError:
        pass  # a name that is no text, or a value that orjson does not write: say what is wrong
    return to_utf8(write(value, what), what)


def write(value: Json, what: str = "the value") -> str:
    """The canonical text of a value: what ``encode`` writes, before it becomes UTF-8.

    Raises:
        LedgerError: as ``encode``, but for lone surrogates, which ``to_utf8`` refuses.
    """
    return _written(value, what, MOST_ENTRY_LEVELS)


def to_utf8(text: str, what: str) -> bytes:
    """The bytes of a text.

    Raises:
        LedgerError: for a lone surrogate; ``what`` names the text.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"{what} contains {error.object[error.start]!r}, half of a character, which cannot be "
            "stored. Read the text again with the encoding it was written in."
        ) from error


def decode(raw: bytes) -> Json:
    """The value of canonical bytes. It tolerates other spellings: ask ``is_canonical`` as well.

    Raises:
        LedgerError: if the bytes are no JSON in UTF-8, or hold a float or too many levels.
    """
    value = parse(raw)
    if _holds_float(value):
        raise LedgerError("the stored bytes hold a number that is no integer of 64 bits")
    return value


def parse(raw: bytes) -> Json:
    """The same, but that floats are not refused: for bytes whose every part is looked at.

    Raises:
        LedgerError: if the bytes are no JSON in UTF-8.
    """
    try:
        value: Json = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise LedgerError(f"the stored bytes are no canonical JSON: {error}") from error
    return value


def read_canonical(raw: bytes) -> tuple[Json, bool]:
    """The value of bytes, and whether they are its canonical form.

    Raises:
        LedgerError: as ``decode`` and ``encode``.
    """
    value = parse(raw)
    if type(value) in _SCALARS or _is_ordinary(value, MOST_ENTRY_LEVELS):
        try:
            return value, orjson.dumps(value, option=_OPTIONS) == raw
        except TypeError:  # too large an integer: refused below
            pass
    value = decode(raw)
    return value, is_canonical(raw, value)


def is_canonical(raw: bytes, value: Json) -> bool:
    """Whether these are the bytes of this value, to the last one.

    Raises:
        LedgerError: as ``encode``.
    """
    return encode(value) == raw


def _is_ordinary(value: object, levels: int) -> bool:
    """Whether orjson writes a value as this module does: exact types, keys of ASCII.

    orjson sorts keys by their UTF-8 bytes, which beyond ASCII is another order than UTF-16's.
    """
    kind = type(value)
    if kind in _SCALARS:
        return True
    if levels == 0:
        return False
    if isinstance(value, dict) and kind is dict:
        parts: Collection[object] = value.values()
        if not (_TEXT.issuperset(map(type, value)) and "".join(value).isascii()):
            return False
    elif isinstance(value, (list, tuple)) and kind in _LISTS:
        parts = value
    else:
        return False
    for part in parts:
        if type(part) not in _SCALARS and not _is_ordinary(part, levels - 1):
            return False
    return True


def _holds_float(value: object) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return isinstance(value, float)
    if _SCALARS.issuperset(map(type, value)):
        return False
    return any(map(_holds_float, value))


def _written(value: object, what: str, levels: int) -> str:
    if isinstance(value, str):
        return quote(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return _integer(value, what)
    if levels == 0:
        raise LedgerError(
            f"{what} is nested more than {MOST_ENTRY_LEVELS} levels deep. Flatten it."
        )
    if isinstance(value, (dict, Mapping)):
        return _map(value, what, levels - 1)
    if isinstance(value, (list, tuple)):
        parts = [_written(part, what, levels - 1) for part in value]
        return f"[{','.join(parts)}]"
    return _refuse(value, what)


def _integer(value: int, what: str) -> str:
    if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        raise LedgerError(
            f"{what} holds an integer beyond 2^53 - 1, which some readers would round. "
            "Write it as text."
        )
    return int.__repr__(value)


def _map(value: Mapping[object, object], what: str, levels: int) -> str:
    parts = []
    for key in sorted_keys(value, what):
        content = value[key]
        if type(content) is str:  # most are, and a call for each would cost a third of an append
            parts.append(f"{quote(key)}:{quote(content)}")
        else:
            parts.append(f"{quote(key)}:{_written(content, f'{what}.{key}', levels)}")
    return f"{{{','.join(parts)}}}"


def sorted_keys(value: Mapping[object, object] | Mapping[str, object], what: str) -> list[str]:
    """The keys of a map in canonical order. Raises LedgerError for one that is no text."""
    keys = []
    for key in value:
        if not isinstance(key, str):
            raise LedgerError(f"{what} has the key {key!r}, which is no text. Write it as text.")
        keys.append(key)
    is_ascii = all(map(str.isascii, keys))
    return sorted(keys) if is_ascii else sorted(keys, key=_utf16)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _refuse(value: object, what: str) -> NoReturn:
    if isinstance(value, float):
        raise LedgerError(
            f"{what} is the float {value!r}; programs write floats differently, so their hashes "
            "would differ. Write it as text or as an integer in a smaller unit."
        )
    raise LedgerError(
        f"{what} is a {type(value).__name__}; only text, integers, true, false, null, lists and "
        "maps can be stored. Write it as text."
    )
