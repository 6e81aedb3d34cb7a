"""The text of a Python value that is cut off or damaged, read part by part.

A spreadsheet cuts a cell at 32,767 or 50,000 characters, and some objects write themselves as no
syntax at all (``Peer(id 5)``). Such a text is taken apart at its outer commas, outside of texts and
brackets; every part is read by itself, and what cannot be read costs that part alone.
"""

import re
from collections.abc import Iterator

from sijill.model.evidence_limits import DEEPEST_DAMAGED_LITERAL, LONGEST_PYTHON_LITERAL
from sijill.packages.auto_archiver.python_literals import read_literal
from sijill.packages.json_texts import Json, UnreadableText

_TOKEN = re.compile(
    r"'(?:[^'\\]|\\.)*(?:'|\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|[\[\](){},:=]|[^\[\](){},:='\"]+",
    re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"
_OBJECT = re.compile(r"\s*+(?:[A-Za-z_][\w.]*+\s*+)?(?=[(\[{])")
_NAME = re.compile(r"[A-Za-z_]\w*")


def read_damaged(text: str, unread: list[str], depth: int = 0) -> Json | UnreadableText:
    """The value of a text, as ``read_literal``; where that is no syntax, its readable parts.

    A text that is too long to be read whole is not read in parts.

    Args:
        text: the text.
        unread: the reason of every part that was left out is added here.
        depth: how many brackets it stands in.
    """
    reasons: list[str] = []
    value = read_literal(text, reasons)
    if not isinstance(value, UnreadableText):
        unread += reasons
        return value
    head = _OBJECT.match(text)
    if head is None or depth >= DEEPEST_DAMAGED_LITERAL or len(text) > LONGEST_PYTHON_LITERAL:
        return value
    if not depth:
        unread.append("is damaged or cut off; what can be read of it was taken")
    bracket, inside = text[head.end()], text[head.end() + 1 :]
    mapping: dict[str, Json] = {}
    elements: list[Json] = []
    for name, part in _parts(inside):
        read = read_damaged(part, unread, depth + 1)
        if isinstance(read, UnreadableText):
            unread.append(f"{read.reason} from {part.strip()[:20]!r} on")
        elif name and name not in mapping:
            mapping[name] = read
        else:
            elements.append(read)
    is_list = bracket == "[" or (bracket == "(" and not mapping)
    return elements if is_list else mapping


def _parts(inside: str) -> Iterator[tuple[str, str]]:
    """Each part up to the end of the bracket, with the name or key before it, if there is one."""
    name, written, depth, is_named = "", "", 0, False
    for match in _TOKEN.finditer(inside):
        piece = match[0]
        if depth == 0 and piece in _CLOSE:
            break
        if depth == 0 and piece == ",":
            yield name, written
            name, written, is_named = "", "", False
        elif depth == 0 and piece in (":", "=") and not is_named:
            name, is_named = _key(written), True
            written = "" if name else written + piece
        else:
            depth += (piece in _OPEN) - (piece in _CLOSE)
            written += piece
    if name or written.strip():
        yield name, written


def _key(written: str) -> str:
    """A key as text, or a field's name; empty if it is neither."""
    plain = written.strip()
    if _NAME.fullmatch(plain):
        return plain
    value = read_literal(plain)
    return value if isinstance(value, str) else ""
