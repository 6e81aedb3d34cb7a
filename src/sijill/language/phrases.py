"""Phrases of a reviewed list, found in a text word by word.

A text is searched once, however many phrases the list has: they are kept by their first word, and
most words of a text begin none.
"""

from collections.abc import Iterable


class Phrases:
    """Phrases to look for, in the form in which the texts will be given: both folded, say."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Keep the phrases by their first words; one without a word is left out."""
        self._by_first: dict[str, list[list[str]]] = {}
        for words in filter(None, map(str.split, phrases)):
            self._by_first.setdefault(words[0], []).append(words)

    def are_in(self, text: str) -> bool:
        """Whether the words of one of them stand in a text, whole and beside each other."""
        words = text.split()
        return any(
            words[place : place + len(phrase)] == phrase
            for place, word in enumerate(words)
            if word in self._by_first
            for phrase in self._by_first[word]
        )
