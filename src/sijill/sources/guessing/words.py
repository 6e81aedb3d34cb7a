"""The reviewed words of this room (TOML files), and headings as they are compared with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sijill.language.phrases import stands_in
from sijill.language.scripts import fold
from sijill.model.word_files import toml_beside

_SEPARATORS = re.compile(r"(?:[^\w\u0900-\u109f\u1780-\u17ff]|_)+")
"""What is no letter or digit; vowel signs of Indian and South East Asian scripts are letters."""
_SHORT = 4
"""Letters of a stem in Latin letters that begins a word: in the midst of one it may be chance."""


def plain_heading(text: str) -> str:
    """A heading as it is compared: folded, everything but letters and digits as single spaces."""
    return _SEPARATORS.sub(" ", fold(text)).strip()


@cache
def read_words(name: str) -> Mapping[str, dict[str, object]]:
    """One of the reviewed TOML files of this room."""
    return toml_beside(__name__, name)


def read_list(name: str, table: str) -> Sequence[Mapping[str, Any]]:
    """The tables of one name (``[[shape]]``) of a TOML file of this room, in its order."""
    return cast("Sequence[Mapping[str, Any]]", read_words(name)[table])


@cache
def words_of(name: str, table: str, key: str) -> frozenset[str]:
    """A list of words of one of the files, as headings are compared."""
    words = read_words(name)[table].get(key, [])
    listed = words if isinstance(words, list) else []
    return frozenset(plain_heading(str(word)) for word in listed)


def has_any(forms: Iterable[str], listed: Iterable[str]) -> bool:
    """Whether any of the listed words stand in any plain heading, each of them whole."""
    return any(stands_in(phrase, form) for form in forms for phrase in listed)


def speaks_of(topic: str, names: Iterable[str]) -> bool:
    """Whether a heading has one of the parts of words listed for a topic of ``keys.toml``.

    A short one in Latin letters begins a word: "ölü" is in no "volunteers".
    """
    stems = [
        f" {stem}" if stem.isascii() and len(stem) <= _SHORT else stem
        for stem in words_of("keys.toml", topic, "stems")
    ]
    plain = (f" {plain_heading(name)}" for name in names)
    return any(stem in name for name in plain for stem in stems)
