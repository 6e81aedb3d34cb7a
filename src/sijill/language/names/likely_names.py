"""Whether a cell is likely somebody's name, where its heading does not say so.

A name has a given name in it that the dictionary knows, or one that the people of the same list
bear, or begins as a kunya does (Umm Walid, أبو سامي). The names of places and of newspapers hold
such words, too, so one cell says little and a column of them much.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from anyascii import anyascii

from sijill.language.names.dictionary import is_listed
from sijill.language.scripts import fold, has_note_mark, script_of, tidy
from sijill.language.wordlists import fold_word, particles
from sijill.model.limits import LONGEST_NAME
from sijill.model.values.names import Script

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_MOST_WORDS = 7
_LEAST_LETTERS = 3
_PATRONYMIC = re.compile(r"[a-z](?:ovich|evich|ovych|evych|ovna|evna|ivna|yivna)$", re.IGNORECASE)
"""What the name of the father ends in, in Russian and Ukrainian."""
_DICTIONARIES = ("names", "slavic")


def words_of_names(names: Collection[str]) -> frozenset[str]:
    """The words of names that stand in at least two of them, folded: their given names, mostly."""
    seen: set[str] = set()
    again: set[str] = set()
    for name in names:
        words = {fold(word) for word in _WORD.findall(tidy(name[:LONGEST_NAME]))}
        words = {word for word in words if len(word) >= _LEAST_LETTERS}
        again |= seen & words
        seen |= words
    return frozenset(again)


def is_likely_name(text: str, borne: Collection[str] = frozenset()) -> bool:
    """Whether a text is likely the name of one person.

    Args:
        text: of one cell.
        borne: words of names that people of the list bear, as ``words_of_names`` gives them.
    """
    plain = tidy(text[: LONGEST_NAME + 1])
    if not plain or len(plain) > LONGEST_NAME or _DIGIT.search(plain) or has_note_mark(plain):
        return False
    words = _WORD.findall(plain)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    if len(words) > 1 and fold_word(words[0]) in particles("kunya"):
        return True
    return any(_is_borne(word) or fold(word) in borne for word in words)


@lru_cache(maxsize=65_536)
def _is_borne(word: str) -> bool:
    latin = anyascii(word) if script_of(word) is Script.OTHER else word
    parts = [part for part in (latin, *latin.split("-")) if len(part) > 1]
    return _PATRONYMIC.search(latin) is not None or any(
        is_listed(part, table) for part in parts for table in _DICTIONARIES
    )
