"""The reviewed words by which lines of a list are told apart (``row_words.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold


@cache
def words_in_order(table: str) -> tuple[str, ...]:
    """The words of a table in their order, folded."""
    return tuple(fold(word) for words in _tables()[table].values() for word in words)


@cache
def words_of_rows(table: str) -> frozenset[str]:
    """The words of a table, folded."""
    return frozenset(words_in_order(table))


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    """The words of each table by language."""
    text = files("sijill.sources.tables.lines").joinpath("row_words.toml").read_text("utf-8")
    return tomllib.loads(text)
