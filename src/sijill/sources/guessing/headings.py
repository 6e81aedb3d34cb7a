"""Headings compared: what a column's heading may stand for, in twelve languages.

The words are data to be reviewed (``headings/*.toml``). A heading is looked up as it stands, then
without what is in brackets, without the groups that KoBo and ODK put before it ("Victim details/Age
(years)"), and without the words for whom the row is about ("age of the victim").
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.language.scripts import fold
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind

_SEPARATORS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_GROUPS = re.compile(r"\s*(?:/|::|(?<=\w{2})\.(?=\w{2}))\s*")
_POSITION = re.compile(r"_?.{1,200}[_-](latitude|longitude)", re.IGNORECASE)
"""KoBo and ODK write a position into columns of its question: ``_Where_latitude``."""
_AS_PERSONS = frozenset({RecordKind.REMAINS})


def plain_heading(text: str) -> str:
    """A heading as it is compared: folded, everything but letters and digits as single spaces."""
    return _SEPARATORS.sub(" ", fold(text)).strip()


@cache
def read_words(name: str) -> Mapping[str, dict[str, object]]:
    """One of the reviewed TOML files of this room."""
    text = files("sijill.sources.guessing").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def read_list(name: str, table: str) -> Sequence[Mapping[str, Any]]:
    """The tables of one name (``[[shape]]``) of a TOML file of this room, in its order."""
    text = files("sijill.sources.guessing").joinpath(name).read_text(encoding="utf-8")
    listed: list[Mapping[str, Any]] = tomllib.loads(text)[table]
    return listed


@cache
def words_of(name: str, table: str, key: str) -> frozenset[str]:
    """A list of words of one of the files, as headings are compared."""
    words = read_words(name)[table].get(key, [])
    return (
        frozenset(plain_heading(str(word)) for word in words)
        if isinstance(words, list)
        else (frozenset())
    )


@cache
def headings_of(kind: RecordKind) -> Mapping[str, tuple[str, ...]]:
    """For each field of a kind, the headings that mean it, the more telling first."""
    tables = [_by_field(kind.value)]
    if kind in _AS_PERSONS:
        tables.append(_by_field(RecordKind.PERSON.value))
    tables.append(_by_field("every_kind"))
    parts = ("given_name", "middle_name", "grandfather_name", "second_family_name")
    names = (*FIELDS[kind], *(parts if "name" in FIELDS[kind] else ()))
    return {
        name: tuple(dict.fromkeys(word for table in tables for word in table.get(name, ())))
        for name in names
    }


@cache
def _by_field(file: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, languages in read_words(f"headings/{file}.toml").items():
        words = [
            word for listed in languages.values() if isinstance(listed, list) for word in listed
        ]
        found[field] = tuple(dict.fromkeys(plain_heading(str(word)) for word in words))
    return found


@cache
def readings(text: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, the most literal first."""
    bare = _BRACKETS.sub(" ", text)
    last = _GROUPS.split(text.strip())[-1]
    last_bare = _BRACKETS.sub(" ", _GROUPS.split(bare.strip())[-1])
    forms = [plain_heading(form) for form in (text, bare, last, last_bare)]
    forms += [_without_subject(form) for form in tuple(forms)]
    position = _POSITION.fullmatch(text.strip())
    forms += [position[1].lower()] if position else []
    return tuple(dict.fromkeys(form for form in forms if form))


def _without_subject(form: str) -> str:
    subjects = words_of("keys.toml", "subjects", "words")
    connectors = words_of("keys.toml", "subjects", "connectors")
    left = [word for word in form.split() if word not in subjects]
    if len(left) == len(form.split()):
        return form
    while left and left[-1] in connectors:
        left.pop()
    while left and left[0] in connectors:
        left.pop(0)
    return " ".join(left)


def is_known_heading(text: str, kind: RecordKind) -> bool:
    """Whether a heading names a field of the kind."""
    return any(form in words for form in readings(text) for words in headings_of(kind).values())
