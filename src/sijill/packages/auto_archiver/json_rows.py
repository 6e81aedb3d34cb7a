"""The rows of an archiver's JSON: one list, one object, or an object on each line."""

from collections.abc import Mapping, Sequence

from sijill.model.errors import FileUnreadableError
from sijill.packages.json_texts import Json, UnreadableText, parse_json

_STARTS = (b"{", b"[")


def is_json(content: bytes) -> bool:
    """Whether a text begins as JSON does, and no table."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_STARTS)


def read_json_rows(content: bytes, name: str) -> list[tuple[int, Mapping[str, Json], list[str]]]:
    """Each object with its number in the list, or its line, and why values of it were left out.

    Raises:
        FileUnreadableError: if it is no JSON, or something in it is no object.
    """
    odd: list[str] = []
    value = parse_json(content, odd)
    if not isinstance(value, UnreadableText):
        listed = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        return [(n, _object(part, name, n), odd) for n, part in enumerate(listed, start=1)]
    rows = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            reasons: list[str] = []
            rows.append((number, _object(parse_json(line, reasons), name, number), reasons))
    return rows


def _object(value: Json | UnreadableText, name: str, number: int) -> Mapping[str, Json]:
    if isinstance(value, Mapping):
        return value
    reason = value.reason if isinstance(value, UnreadableText) else "holds no object"
    raise FileUnreadableError(f"{name}: row {number} {reason}; no output of Auto Archiver.")
