"""By which hand does a list write names in Latin letters: German, Russian, Turkish, French?

One letter means different sounds in different hands: ch is sh in French and kh in German, j is y in
German, c is j in Turkish. A single name does not tell, a list does: where enough of its names have
letters that only one hand writes, its names can also be read as that hand means them. The plain
reading stays beside it, for lists are copied together from several sources.

Some letters stand for two sounds in one hand: German s is s or z, Russian g is g or h. Such a word
is read as the name that other lists hold most often; without one, as its letters are mostly meant.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sijill.language.names.dictionary import share_consonants
from sijill.language.sounds import consonant_key
from sijill.model.word_files import words_beside

LEAST_SHARE = 0.02
"""Of the names in Latin letters, how many show a hand before all are read by it. Chosen by eye."""
FEWEST_NAMES = 3
"""Names that must show it, however short the list. Chosen by eye: one or two may be foreigners."""


Rule = tuple[re.Pattern[str], str]
_BREAK = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
"""Between two names written together: AbuSalim, AlHadi."""
_SHARE_OF_DOUBTFUL = 0.5
"""How often doubtful letters have the rarer sound. Chosen by eye."""
_WORDS = re.compile(r"[^\s-]+")


@dataclass(frozen=True, slots=True)
class WritingHand:
    """A hand: the letters that show it, and what its letters are in English spelling.

    ``doubtful`` are letters that may have another sound than ``rules`` give them.
    """

    name: str
    signs: re.Pattern[str]
    rules: tuple[Rule, ...]
    doubtful: tuple[Rule, ...] = ()

    def respell(self, name: str) -> str:
        """A name as an English hand would write it."""
        words = _BREAK.sub(" ", name).lower().split()
        return " ".join(_applied(self.rules, word) for word in words)

    def respell_as_known(self, name: str, known: Mapping[str, int]) -> list[str]:
        """A name as an English hand would write it, doubtful letters as names are known.

        The first reading is the likeliest; in the others the first word, which is the given name,
        is another known name.

        Args:
            name: as written.
            known: how often other lists hold each key of consonants.
        """
        spelt = self.respell(name)
        first = next(iter(_WORDS.findall(spelt)), "")
        behind = _WORDS.sub(lambda word: self._likely(word[0], known)[0], spelt[len(first) :])
        return [reading + behind for reading in self._likely(first, known)]

    def _likely(self, word: str, known: Mapping[str, int]) -> list[str]:
        """The readings of a word that are names, the likeliest first; without one as it stands."""
        likelihood = {
            reading: _familiarity(reading, known) * _SHARE_OF_DOUBTFUL**applied
            for reading, applied in self.readings(word).items()
        }
        names = sorted(
            filter(likelihood.__getitem__, likelihood), key=lambda name: -likelihood[name]
        )
        by_key = {consonant_key(name): name for name in reversed(names)}
        return [name for name in names if by_key[consonant_key(name)] == name] or [word]

    def readings(self, word: str) -> dict[str, int]:
        """The readings of a word in English spelling, and how many doubtful rules each takes."""
        found = {word: 0}
        for pattern, replacement in self.doubtful:
            for reading, applied in tuple(found.items()):
                found.setdefault(pattern.sub(replacement, reading), applied + 1)
        return found


def _applied(rules: Iterable[Rule], word: str) -> str:
    for pattern, replacement in rules:
        word = pattern.sub(replacement, word)
    return word


def _familiarity(word: str, known: Mapping[str, int]) -> float:
    """How often the word's consonants are a name elsewhere; those of a listed name count a half."""
    return known.get(consonant_key(word), 0) + 0.5 * share_consonants(word, "names")


@cache
def known_hands() -> tuple[WritingHand, ...]:
    """All that are known."""
    return tuple(
        WritingHand(
            name,
            re.compile(table["signs"]),
            _compiled(table["rules"]),
            _compiled(table.get("doubtful", [])),
        )
        for name, table in words_beside(__name__, "hands.toml").items()
    )


def _compiled(rules: Iterable[tuple[str, str]]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


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
