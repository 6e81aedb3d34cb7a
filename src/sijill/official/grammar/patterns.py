"""Patterns over the words of a sentence, written as reviewed data.

A pattern is a line of items: a word, ``{class}`` for a class of ``words.toml``, ``a|{b}`` for
either, ``#`` for a number, ``...`` for at most twelve words and ``..`` for at most four, in both of
which nothing stands that begins another clause, ``^`` for where the sentence begins, and ``$`` for
where the phrase must end. An item that ends in ``?`` may be missing.
"""

import re
from functools import cache

from sijill.official.grammar.clauses import NUMBER_WORD
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import any_of, class_of, patterns_of

NUMBER = r"(?:<\d+> )"
_NO_BREAK = (
    r"(?!but |however |although |though |whereas |while |multiple |several |numerous "
    r"|: |, it (?:was|is) )"
)
_LONG_GAP = rf"(?:{_NO_BREAK}\S+ ){{0,12}}?"
_SHORT_GAP = rf"(?:{_NO_BREAK}\S+ ){{0,4}}?"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over ``Clause.line``."""
    return expression(r"(?<!\S)" + "".join(_item(item) for item in pattern.split()))


def fits_words(pattern: str, words: frozenset[str]) -> bool:
    """Whether a sentence has, of every item that may not be missing, a word to begin it.

    Others need not be searched: of the many patterns few are left.

    Args:
        pattern: the pattern.
        words: the words of the sentence, ``Clause.words``.
    """
    for needed in _needed_words(pattern):  # noqa: SIM110  a generator costs more than the search
        if words.isdisjoint(needed):
            return False
    return True


@cache
def _needed_words(pattern: str) -> tuple[frozenset[str], ...]:
    return tuple(
        _first_words(item)
        for item in pattern.split()
        if item not in ("...", "..", "^", "$") and not item.endswith("?")
    )


def _first_words(item: str) -> frozenset[str]:
    if item == "#":
        return frozenset((NUMBER_WORD,))
    found: set[str] = set()
    for word in item.split("|"):
        names = word.strip("{}").split("+") if word.startswith("{") else ()
        found.update(words.split()[0] for name in names for words in class_of(name))
        found.update(() if names else (word,))
    return frozenset(found)


@cache
def unknown_status() -> tuple[re.Pattern[str], ...]:
    """The words by which nobody knows which of those counted were civilians."""
    return tuple(compiled(pattern) for pattern in patterns_of("status"))


def _item(item: str) -> str:
    if item == "...":
        return _LONG_GAP
    if item == "..":
        return _SHORT_GAP
    if item == "^":
        return r"\A"
    if item == "$":
        return r"(?=(?:to|was|were|is|and|for|so|that|therefore) |[,.]|$)"
    if item.endswith("?"):
        return _item(item[:-1]) + "?"
    if item == "#":
        return NUMBER
    choices = [
        any_of(*word.strip("{}").split("+")) if word.startswith("{") else re.escape(word) + " "
        for word in item.split("|")
    ]
    return "(?:" + "|".join(choices) + ")"
