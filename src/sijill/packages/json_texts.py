"""JSON from outside: one reading of every text, or none.

A key that stands twice is read differently by different programs, so that one could check a hash
while another shows a different one. Such a text is unreadable here, like one that is no JSON, one
nested beyond reason, one with numbers that are none (NaN), and one with half a character (a lone
surrogate), which could not be written down again.

Where one odd value should not cost the whole text, the caller collects the reasons instead: then
such a value, and that alone, is left out. A key that stands twice has no value then.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sijill.files.reading import readable


@dataclass(frozen=True, slots=True)
class UnreadableText:
    """Why a text could not be read, as the end of a sentence: «it ...»."""

    reason: str


Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | bool | None
"""A value; a number with a fraction stays the text it was, so that nothing of it is lost."""


class _RefusedError(ValueError):
    """Raised inside the parser alone, to leave it."""


def parse_json(content: bytes, unread: list[str] | None = None) -> Json | UnreadableText:
    """The value of a UTF-8 text (with or without byte order mark).

    Args:
        content: the bytes.
        unread: where given, a value that cannot be read becomes ``None`` (of a text, its odd
            characters become U+FFFD), and the reason is added here.
    """
    refuse = _leave if unread is None else unread.append
    try:
        value: Json = json.loads(
            _decoded(content, refuse),
            object_pairs_hook=lambda pairs: _once(pairs, refuse),
            parse_float=str,
            parse_constant=lambda word: refuse(f"holds {word}, which is no JSON"),
        )
        if b"\\ud" in content.lower():
            value = _whole(value, refuse)
    except _RefusedError as error:
        return UnreadableText(str(error))
    except RecursionError:
        return UnreadableText("is nested too deeply")
    except ValueError as error:
        return UnreadableText(unread[0] if unread else f"is no JSON ({error})")
    return value


def text_at(value: Json, key: str) -> str:
    """The text under a key; empty where the value is no object or holds no text there."""
    text = value.get(key) if isinstance(value, Mapping) else None
    return text if isinstance(text, str) else ""


def plain_text_at(value: Json, key: str) -> str:
    """As ``text_at``, with a number as it is written."""
    plain = value.get(key) if isinstance(value, Mapping) else None
    is_number = isinstance(plain, int) and not isinstance(plain, bool)
    return str(plain) if is_number else text_at(value, key)


def _leave(reason: str) -> None:
    raise _RefusedError(reason)


def _decoded(content: bytes, refuse: Callable[[str], None]) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(f"is not UTF-8 (byte {error.start})")
        return content.decode("utf-8-sig", errors="replace")


def _once(pairs: list[tuple[str, Json]], refuse: Callable[[str], None]) -> dict[str, Json]:
    content: dict[str, Json] = {}
    doubled: set[str] = set()
    for key, value in pairs:
        if key in content:
            doubled.add(key)
        content[key] = value
    for key in sorted(doubled):
        refuse(f"has the key {key!r} twice in one object")
        content.pop(key)
    return content


def _whole(value: Json, refuse: Callable[[str], None]) -> Json:
    """The same value without half characters."""
    match value:
        case str() if (text := readable(value)) != value:
            refuse("holds half a character")
            return text
        case Mapping():
            return {str(_whole(key, refuse)): _whole(part, refuse) for key, part in value.items()}
        case list():
            return [_whole(part, refuse) for part in value]
    return value
