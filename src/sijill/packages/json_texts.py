"""JSON from outside: one reading of every text, or none.

A key that stands twice is read differently by different programs, so that one could check a hash
while another shows a different one. Such a text is unreadable here, like one that is no JSON, one
nested beyond reason, one with numbers that are none (NaN), and one with half a character (a lone
surrogate), which could not be written down again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnreadableText:
    """Why a text could not be read, as the end of a sentence: «it ...»."""

    reason: str


Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | bool | None
"""A value; a number with a fraction stays the text it was, so that nothing of it is lost."""


class _RefusedError(ValueError):
    """Raised inside the parser alone, to leave it."""


def parse_json(content: bytes) -> Json | UnreadableText:
    """The value of a UTF-8 text (with or without byte order mark)."""
    try:
        value: Json = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_float=str,
            parse_constant=_refuse_constant,
        )
        if b"\\ud" in content.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        return UnreadableText(f"is not UTF-8 (byte {error.start})")
    except UnicodeEncodeError:
        return UnreadableText("holds half a character")
    except _RefusedError as error:
        return UnreadableText(str(error))
    except RecursionError:
        return UnreadableText("is nested too deeply")
    except ValueError as error:
        return UnreadableText(f"is no JSON ({error})")
    return value


def text_at(value: Json, key: str) -> str:
    """The text under a key; empty where the value is no object or holds no text there."""
    text = value.get(key) if isinstance(value, Mapping) else None
    return text if isinstance(text, str) else ""


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    content: dict[str, Json] = {}
    for key, value in pairs:
        if key in content:
            raise _RefusedError(f"has the key {key!r} twice in one object")
        content[key] = value
    return content


def _refuse_constant(word: str) -> Json:
    raise _RefusedError(f"holds {word}, which is no JSON")
