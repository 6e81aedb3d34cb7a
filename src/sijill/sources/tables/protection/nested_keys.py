"""Protected names inside a cell: where a program wrote names and values into it.

An answer of a form, an object in a list, a row of another table may stand in one cell as JSON, as
what Python or JavaScript writes, as tags or as attributes, in the query of an address, in lines of
name and value, or as a small table. The protected name is a key there, a heading, or an entry of
its own beside its value (``{"question": "told_by", "answer": "Samira"}``).
"""

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_plus

from sijill.model.limits import LONGEST_NAME_IN_CELL
from sijill.sources.tables.protection.protected_columns import ProtectedNames
from sijill.sources.tables.protection.protected_values import ProtectedValues

_STRING = r'"((?:[^"\\]|\\.)*)"'
_KEYS = (
    (re.compile(rf"{_STRING}\s*+:", re.DOTALL), '"'),
    (re.compile(r"'([^']*)'\s*+:"), "'"),
    (re.compile(r"[“„«]([^“”„«»]*)[”“»]\s*+:"), "“„«"),
    (re.compile(r"[{,]\s*+([^\W\d][\w .\-]{0,80}?)\s*+[:=]"), "{"),
    (re.compile(r"</?([^\W\d][\w.:\-]{0,80})"), "<"),
    (re.compile(r"\s([^\W\d][\w.:\-]{0,80})\s*+=\s*+[\"']"), "<"),
)
"""Keys of JSON, of what Python writes, between marks of print, without marks, of tags and of their
attributes, each with the signs of which a cell with such a key has one."""
_OF_LINE = re.compile(
    r"(?:^|[\n\r?&#;])[ \t\[*\-]{0,8}+([^\W\d][^\n\r\t:=;&?#|>\]]{0,80}?)[ \t]{0,8}+"
    r"(?=[:=;|\t\]\n]|->|%3[Dd])"
)
"""What a line or a part of an address begins with, up to the sign before its value, which may be
the end of a line. It is a key only if it is the protected name itself: sentences begin so, too."""
_SEPARATORS = "\t;|,"
_ENTRY = re.compile(_STRING, re.DOTALL)
_ESCAPED = re.compile(r"(?<!\\)\\++(?=[\"u])")
"""JSON in a text of JSON has a backslash before each mark, and more of them the deeper it is."""
_DOUBLED = re.compile(r'(?<!")"{2,}+(?=[^\s,:}\]])|(?<=[^\s,:{\["])"{2,}+')
"""A cell of CSV in a cell of CSV has each mark twice; two marks without words are an empty text."""


class NestedKeys:
    """Whether a cell holds a name that is protected, or a protected word as a key."""

    def __init__(self, names: ProtectedNames, values: ProtectedValues, first: str = "") -> None:
        """Take the protected names, the protected words, and the name that these stand for."""
        self._names, self._values, self._first = names, values, first
        self._keys: dict[str, str] = {}
        self._entries: dict[str, str] = {}

    def protected_in(self, cell: str) -> str:
        """The protected name that a key or an entry in the cell could be; empty if none is."""
        return next(filter(None, self._protected_names(cell)), "")

    def _protected_names(self, cell: str) -> Iterator[str]:
        yield from self._keys_of(cell)
        yield from (self._entry(unquote_plus(found[1])) for found in _OF_LINE.finditer(cell))
        yield from map(self._entry, _headings_of(cell))
        is_nested = cell.lstrip()[:1] in ("[", "{") and "," in cell
        flat = _flat(cell)
        if flat != cell:
            yield from self._keys_of(flat)
        if is_nested:
            yield from (self._entry(found[1]) for found in _ENTRY.finditer(flat))

    def _keys_of(self, cell: str) -> Iterator[str]:
        for pattern, signs in _KEYS:
            if any(sign in cell for sign in signs):
                yield from (self._key(found[1]) for found in pattern.finditer(cell))

    def _key(self, key: str) -> str:
        if len(key) > LONGEST_NAME_IN_CELL:
            return ""
        if key not in self._keys:
            plain = _unescaped(key)
            name = self._names.meant_by(plain) or self._names.within(plain)
            self._keys[key] = name or (self._first if self._values.are_in(plain) else "")
        return self._keys[key]

    def _entry(self, words: str) -> str:
        if len(words) > LONGEST_NAME_IN_CELL:
            return ""
        if words not in self._entries:
            self._entries[words] = self._names.meant_by(_unescaped(words))
        return self._entries[words]


def _headings_of(cell: str) -> Iterator[str]:
    """The headings of a table that is written into a cell: its second line has as many parts."""
    first, second = [*cell.strip().splitlines()[:2], "", ""][:2]
    for sign in _SEPARATORS:
        if 0 < first.count(sign) == second.count(sign):
            yield from (part.strip(" \"'") for part in first.split(sign))


def _flat(cell: str) -> str:
    """The cell with the marks of texts within texts as those of one text."""
    bare = cell
    if "\\" in cell:
        bare = _ESCAPED.sub(lambda run: "\\" if run.string[run.end()] == "u" else "", cell)
    return _DOUBLED.sub('"', bare) if '""' in bare else bare


def _unescaped(key: str) -> str:
    try:
        return str(json.loads(f'"{key}"', strict=False))
    except ValueError:
        return key


def nested_names(cells: Mapping[str, str], keys: NestedKeys) -> dict[str, str]:
    """The columns of a row that hold a protected name as a key, each with the name."""
    return {column: name for column, cell in cells.items() if (name := keys.protected_in(cell))}
