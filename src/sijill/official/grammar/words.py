"""The classes of words by which releases are read, from ``words.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    text = files("sijill.official.grammar").joinpath("words.toml").read_text(encoding="utf-8")
    return {name: table for name, table in tomllib.loads(text).items() if isinstance(table, dict)}


@cache
def class_of(name: str) -> tuple[str, ...]:
    """The words of a class, longest first.

    Raises:
        KeyError: if ``words.toml`` has no such class.
    """
    listed = {**_content()["classes"], **_content()["frames"]}[name]
    return tuple(sorted(listed, key=lambda words: (-len(words.split()), words)))


@cache
def any_of(*names: str) -> str:
    """A regular expression for one entry of the classes, each word followed by one space."""
    listed = [words for name in names for words in class_of(name)]
    listed.sort(key=lambda words: -len(words))
    return "(?:" + "|".join(re.escape(words).replace(r"\ ", " ") + " " for words in listed) + ")"


@cache
def merges() -> dict[tuple[str, ...], str]:
    """Phrases that are one word to the grammar."""
    return {
        tuple(phrase.split()): word
        for word, phrases in _content()["merge"].items()
        for phrase in phrases
    }


@cache
def abbreviations() -> frozenset[str]:
    """Words after which a point ends no sentence."""
    return frozenset(_content()["abbreviations"]["words"])


@cache
def countries() -> frozenset[str]:
    """Names of countries, with which the words of a place end."""
    return frozenset(_content()["countries"]["words"])


@cache
def place_words(table: str) -> frozenset[str]:
    """A table of the words in and around names of places."""
    return frozenset(_content()["places"][table])


@cache
def channels() -> dict[str, tuple[str, ...]]:
    """The words of each code of ``allegation_channel``."""
    return {code: tuple(words) for code, words in _content()["channels"].items()}
