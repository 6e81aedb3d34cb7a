"""Whether a sentence is in a language whose claims are read, as ``languages.toml`` says.

A sentence in another one may share words with these (Portuguese "menos", German "in"), and what is
read from them alone would be wrong, so it is not split. The language is told by its commonest words
and by letters that the read languages do not have.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from sijill.language.unknown import phrase_form
from sijill.model.word_files import toml_beside

_LEAST_WORDS = 2
"""So many words of a language a sentence has at least, before it is taken for one in it."""


class Language(NamedTuple):
    """A language by its commonest words, folded, and by letters of its own.

    ``glossary`` is its table of ``glossary.toml``, if it is read by way of English.
    """

    title: str
    is_read: bool
    glossary: str
    words: frozenset[str]
    letters: frozenset[str]


@cache
def _languages() -> tuple[Language, ...]:
    rows = toml_beside(__name__, "languages.toml")["language"]
    return tuple(
        Language(
            row["title"],
            row["is_read"],
            row.get("glossary", ""),
            frozenset(phrase_form(word) for word in row["words"]),
            frozenset(row.get("letters", "")),
        )
        for row in rows
    )


def languages_read() -> str:
    """The names of the languages whose claims are read, in one phrase."""
    *others, last = (each.title for each in _languages() if each.is_read)
    return f"{', '.join(others)} and {last}"


def unread_language(tokens: Sequence[str]) -> str:
    """The name of the language of a sentence whose claims are not read; empty where they are."""
    words = _words_of(tokens)
    if words and sum(map(_is_of_read_script, words)) <= len(words) / 2:
        return "another script"
    languages, hits = _languages(), _hits(words)
    read = max(hits[place] for place, each in enumerate(languages) if each.is_read)
    unread = [place for place, each in enumerate(languages) if not each.is_read]
    best = max(unread, key=hits.__getitem__)
    return languages[best].title if hits[best] > read and hits[best] >= _LEAST_WORDS else ""


def glossary_language(tokens: Sequence[str]) -> str:
    """The glossary by which a sentence is read; empty where it needs none."""
    languages, hits = _languages(), _hits(_words_of(tokens))
    read = [place for place, each in enumerate(languages) if each.is_read]
    best = max(read, key=lambda place: (hits[place], -place))
    return languages[best].glossary if hits[best] >= _LEAST_WORDS else ""


def _words_of(tokens: Sequence[str]) -> list[str]:
    return [token.lower() for token in tokens if token[:1].isalpha()]


def _hits(words: Sequence[str]) -> Counter[int]:
    """How many of the words are common in each language."""
    return Counter(chain.from_iterable(map(_languages_of, words)))


@lru_cache(maxsize=65_536)
def _languages_of(word: str) -> tuple[int, ...]:
    """Which languages have a word among their commonest, or a letter of it for their own."""
    form = phrase_form(word)
    return tuple(
        place
        for place, language in enumerate(_languages())
        if form in language.words or language.letters.intersection(word)
    )


def _is_of_read_script(word: str) -> bool:
    """Whether a word is in Latin, Cyrillic, Hebrew or Arabic letters."""
    return (
        word[0] < "\u0370"
        or "\u0400" <= word[0] <= "\u04ff"
        or "\u05d0" <= word[0] <= "\u05ea"
        or "\u0600" <= word[0] <= "\u06ff"
        or word[0] >= "\u1e00"
    )
