"""By which hand does a list write names in Latin letters: German, Russian, Turkish?

One letter means different sounds in different hands: ch is sh in French and kh in German, j is y in
German, c is j in Turkish. A single name does not tell, a list does: where enough of its names have
letters that only one hand writes, its names can also be read as that hand means them. The plain
reading stays beside it, for lists are copied together from several sources.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEAST_SHARE = 0.02
"""Of the names in Latin letters, how many show a hand before all are read by it. Chosen by eye."""
FEWEST_NAMES = 3
"""Names that must show it, however short the list. Chosen by eye: one or two may be foreigners."""


@dataclass(frozen=True, slots=True)
class WritingHand:
    """A hand: the letters that show it, and what its letters are in English spelling."""

    name: str
    signs: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]

    def respell(self, name: str) -> str:
        """A name as an English hand would write it."""
        return " ".join(self._respell_word(word) for word in name.lower().split())

    def _respell_word(self, word: str) -> str:
        for pattern, replacement in self.rules:
            word = pattern.sub(replacement, word)
        return word


@cache
def known_hands() -> tuple[WritingHand, ...]:
    """All that are known."""
    text = files("sijill.linkage").joinpath("hands.toml").read_text(encoding="utf-8")
    return tuple(
        WritingHand(
            name,
            re.compile(table["signs"]),
            tuple((re.compile(pattern), replacement) for pattern, replacement in table["rules"]),
        )
        for name, table in tomllib.loads(text).items()
        if isinstance(table, dict)
    )


def find_hands(names: Iterable[str]) -> tuple[WritingHand, ...]:
    """The hands that enough of a list's names show.

    Args:
        names: in Latin letters, as written.
    """
    lowered = [name.lower() for name in names]
    return tuple(
        hand
        for hand in known_hands()
        if sum(hand.signs.search(name) is not None for name in lowered)
        >= max(FEWEST_NAMES, LEAST_SHARE * len(lowered))
    )
