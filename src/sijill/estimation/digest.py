"""The name of an estimate: what was estimated, and how, in 64 digits. The seed is not part of it.

Whoever estimates the same table with the same settings again comes to the same digest, and so finds
what was estimated first. Another seed does not make another estimate.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict

from sijill.estimation.settings import Settings
from sijill.model.captures import CaptureTable

ESTIMATION_VERSION = 1
"""Raised whenever the same table and settings would give other draws."""


def estimate_digest(
    table: CaptureTable, derived: Mapping[str, frozenset[str]], settings: Settings
) -> str:
    """SHA-256, hexadecimal, of the canonical JSON of table, derived lists, settings and version.

    The name of the stratum, the order of lists and counts, and lists that hold nobody do not
    matter. Numbers that are not whole are written as text: no floating point is hashed.
    """
    held = sorted([sorted(members), number] for members, number in table.counts.items() if number)
    content = {
        "version": ESTIMATION_VERSION,
        "counts": held,
        "derived": {name: sorted(derived[name]) for name in sorted(derived) if derived[name]},
        "settings": asdict(settings),
    }
    text = json.dumps(_as_text(content), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _as_text(content: object) -> object:
    """The same with every number that may not be whole as text."""
    match content:
        case float():
            return repr(content)
        case dict():
            return {key: _as_text(value) for key, value in content.items()}
        case list() | tuple():
            return [_as_text(value) for value in content]
        case _:
            return content
