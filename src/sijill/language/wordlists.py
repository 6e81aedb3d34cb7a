"""The words around names, read from ``wordlists.toml`` and folded for comparison."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold_arabic, fold_latin, tidy
from sijill.model.values.names import Relation


def fold_word(word: str) -> str:
    """A word as word lists hold it: lower-case ASCII or folded Arabic, without trailing marks."""
    return fold_latin(fold_arabic(word)) if word.isascii() else fold_arabic(word).lower()


def _folded(*groups: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_word(tidy(word)) for group in groups for word in group)


@cache
def _content() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = files("sijill.language").joinpath("wordlists.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)  # the file is ours and its shape is tested


def _both(group: object) -> frozenset[str]:
    match group:
        case {"latin": list() as latin, "arabic": list() as arabic}:
            return _folded(latin, arabic)
        case {"latin": list() as latin}:
            return _folded(latin)
        case {"arabic": list() as arabic}:
            return _folded(arabic)
    raise TypeError(f"a word list needs 'latin' or 'arabic': {group!r}")


@cache
def titles() -> frozenset[str]:
    """Words dropped at the beginning of a name."""
    return _both(_content()["titles"])


@cache
def placeholders() -> frozenset[str]:
    """Texts that say that the name is not known."""
    return _both(_content()["placeholders"])


@cache
def small_words() -> frozenset[str]:
    """Words between a relation and the name it refers to."""
    return _both(_content()["small_words"])


@cache
def relation_words() -> dict[str, Relation]:
    """Words for what a described person is to a named one."""
    words: dict[str, Relation] = {}
    for relation, group in _content()["relations"].items():
        for word in _both(group):
            words.setdefault(word, Relation(relation))
    return words


@cache
def particles(kind: str) -> frozenset[str]:
    """The particles of one kind.

    ``son_of``, ``kunya``, ``article``, ``servant``, ``faith``, ``also``.
    """
    return _both(_content()["particles"][kind])
