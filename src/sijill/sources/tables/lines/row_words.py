"""The reviewed words by which lines of a list are told apart (``row_words.toml``)."""

import tomllib
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold


@cache
def words_in_order(table: str) -> tuple[str, ...]:
    """The words of a table in their order, folded."""
    text = files("sijill.sources.tables.lines").joinpath("row_words.toml").read_text("utf-8")
    by_language: dict[str, list[str]] = tomllib.loads(text)[table]
    return tuple(fold(word) for words in by_language.values() for word in words)


@cache
def words_of_rows(table: str) -> frozenset[str]:
    """The words of a table, folded."""
    return frozenset(words_in_order(table))
