"""Phrases of reviewed lists, found in a text word by word, whole and beside each other.

Phrases and texts are given in one form: both folded, say, and their words parted by single spaces.
"""

from collections.abc import Iterable, Mapping
from typing import Self

Phrase = tuple[str, ...]
"""A phrase as its words."""
Phrases = frozenset[Phrase]


class PhraseBook(dict[Phrase, str]):
    """Phrases and what each says, kept by the word that begins them.

    A text is searched once, however many phrases there are: most of its words begin none.
    """

    def __init__(self, says: Mapping[Phrase, str]) -> None:
        super().__init__(says)
        self.longest: dict[str, int] = {}
        """By the first word of phrases, how many words the longest of them has."""
        for phrase in filter(None, says):
            self.longest[phrase[0]] = max(len(phrase), self.longest.get(phrase[0], 1))
        self.firsts = frozenset(self.longest)
        """The words by which phrases begin."""

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Self:
        """Phrases that say nothing of their own; one without a word is left out."""
        return cls(dict.fromkeys(filter(None, (tuple(phrase.split()) for phrase in phrases)), ""))

    def any_in(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        words = text.split()
        return any(
            tuple(words[place : place + length]) in self
            for place, word in enumerate(words)
            for length in range(1, self.longest.get(word, 0) + 1)
        )


def place_of(phrase: str, text: str) -> int:
    """At which character of a text a phrase begins for the first time; -1 if it stands nowhere."""
    return f" {text} ".find(f" {phrase} ")


def stands_in(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text."""
    return phrase in text and place_of(phrase, text) >= 0


def without_phrases(text: str, phrases: Iterable[str]) -> str:
    """A text without the phrases, of two that begin alike the longer first."""
    rest = f" {text} "
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", " ")
    return rest.strip()
