"""The reviewed words by which lines of a list are told apart (``row_words.toml``)."""

from collections.abc import Mapping
from functools import cache

from sijill.language.phrases import PhraseBook
from sijill.language.scripts import fold
from sijill.model.word_files import toml_beside


@cache
def words_in_order(table: str) -> tuple[str, ...]:
    """The words of a table in their order, folded."""
    return tuple(fold(word) for words in _tables()[table].values() for word in words)


@cache
def words_of_rows(table: str) -> frozenset[str]:
    """The words of a table, folded."""
    return frozenset(words_in_order(table))


@cache
def phrases_of_rows(table: str) -> PhraseBook:
    """The words of a table, folded, to look for in a text."""
    return PhraseBook.of(words_in_order(table))


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    """The words of each table by language."""
    return toml_beside(__name__, "row_words.toml")
