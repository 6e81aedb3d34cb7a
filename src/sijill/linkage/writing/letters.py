"""How may a word of another script be written in Latin letters?

A plain transliteration gives each letter one spelling; people do not. A Hebrew bet is b or v, a
Russian zh is j in French and sch in German, an Armenian of Beirut writes t where one of Yerevan
writes d. So a word has many readings, and most are nobody's name: those count that other lists,
in Latin letters, hold. They are found by their consonants, letter by letter, as far as some known
key of consonants begins so. Vowels are taken as the plain transliteration gives them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from sijill.language.scripts import in_latin_letters, tidy
from sijill.language.sounds import consonant_key, latin_sound
from sijill.model.values.names import NamePart
from sijill.model.values.normal_forms import normalize
from sijill.model.word_files import words_beside

LEAST_SHARE = 0.02
"""Of a list's names, how many show a table of letters before all are read by it. By eye."""
SHARE_OF_OTHER_SPELLINGS = 0.5
"""How often a letter has each rarer spelling, beside its plain one. Chosen by eye."""
SHORTEST = 2
"""Consonants of a reading that is not plain: one alone is a sister's name as likely."""
MOST_STEPS = 2_000
"""Spellings of beginnings that are tried for one word, which bounds the work for long words."""
_NOTHING = "-"
_LONGEST = 3
"""Letters that may be one sound."""
_INDIC = range(0x0900, 0x0D80)
"""Scripts of India whose letters stand in the order of Devanagari, each in 128 places."""
_PLACES = 0x80


@dataclass(frozen=True, slots=True)
class LatinReading:
    """A word in Latin letters, its key of consonants, and how many of its letters are not plain."""

    spelling: str
    key: str
    rarer: int


@dataclass(frozen=True, slots=True, eq=False)
class LetterTable:
    """How the letters of one script, or of one language, are written in Latin letters.

    ``signs`` show that a list means it. Where the script ``leaves_vowels_out``, a reading tells
    consonants alone. A table that ``is_whole`` has all letters; in others the plain transliteration
    of a letter stands before those that are listed.
    """

    signs: re.Pattern[str]
    letters: Mapping[str, tuple[str, ...]]
    leaves_vowels_out: bool = False
    is_whole: bool = False

    def is_shown_by(self, names: Collection[str]) -> bool:
        """Whether enough of a list's names have letters that show it."""
        shown = sum(self.signs.search(name) is not None for name in names)
        return shown > 0 and shown >= LEAST_SHARE * len(names)

    def spell(self, word: str) -> Iterator[tuple[str, ...]]:
        """For each letter of a word, or for each few that are one sound, its Latin spellings."""
        signs = tidy(word).lower()
        at = 0
        while at < len(signs):
            pieces = (signs[at : at + size] for size in range(_LONGEST, 0, -1))
            found = ((piece, self._listed(piece)) for piece in pieces)
            piece, listed = next((one for one in found if one[1]), (signs[at], ()))
            at += len(piece)
            is_plain = len(piece) == 1 and not self.is_whole
            plain = (in_latin_letters(piece),) if is_plain else ()
            if spellings := tuple(dict.fromkeys((*plain, *listed))):
                yield spellings

    def _listed(self, piece: str) -> tuple[str, ...]:
        """The spellings of a piece, or of what it is without accents, or in Devanagari."""
        forms = (piece, _without_accents(piece), _in_devanagari(piece))
        return next((self.letters[form] for form in forms if form in self.letters), ())


def _without_accents(piece: str) -> str:
    return "".join(sign for sign in normalize("NFD", piece) if not unicodedata.combining(sign))


def _in_devanagari(piece: str) -> str:
    """Letters of a script of India as the letters of Devanagari in their places."""
    return "".join(
        chr(_INDIC.start + ord(sign) % _PLACES) if ord(sign) in _INDIC else sign for sign in piece
    )


class KnownKeys:
    """The keys of consonants that are names elsewhere, and how often each is.

    Args:
        counts: by key.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._readings: dict[tuple[str, LetterTable], list[LatinReading]] = {}

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(key[:end] for key in self.counts for end in range(len(key) + 1))

    def readings(self, word: str, table: LetterTable) -> list[LatinReading]:
        """The readings of a word that are known names, the likeliest first."""
        asked = word, table
        if asked not in self._readings:
            self._readings[asked] = sorted(
                self._search(table.spell(word)),
                key=lambda one: (
                    -self.counts[one.key] * SHARE_OF_OTHER_SPELLINGS**one.rarer,
                    one.key,
                ),
            )
        return self._readings[asked]

    def _search(self, letters: Iterable[tuple[str, ...]]) -> Iterable[LatinReading]:
        begun = {"": LatinReading("", "", 0)}
        steps = 0
        for spellings in letters:
            longer: dict[str, LatinReading] = {}
            for one in begun.values():
                for rank, spelling in enumerate(spellings):
                    key = _continued(one.key, spelling)
                    steps += 1
                    if self._may_begin(key) and steps <= MOST_STEPS:
                        found = LatinReading(one.spelling + spelling, key, one.rarer + (rank > 0))
                        known = longer.get(key)
                        longer[key] = known if known and known.rarer <= found.rarer else found
            begun = longer
        ended = (LatinReading(one.spelling, _ended(one.key), one.rarer) for one in begun.values())
        names = {one.key: one for one in ended if one.key in self.counts}
        return [one for one in names.values() if not one.rarer or len(one.key) >= SHORTEST]

    def _may_begin(self, key: str) -> bool:
        """Whether a known key begins so; an h may be the last and not be in it."""
        return key in self._beginnings or (key[-1:] == "h" and key[:-1] in self.counts)


def _continued(key: str, spelling: str) -> str:
    """A key with the consonants of one more letter; two of one sign behind each other are one."""
    more = _consonants(spelling, is_first=not key)
    return key + (more[1:] if key and more[:1] == key[-1] else more)


def _ended(key: str) -> str:
    return key[:-1] if len(key) > 1 and key.endswith("h") else key


@lru_cache(maxsize=4_096)
def _consonants(spelling: str, *, is_first: bool) -> str:
    """The consonants of a letter as the key of a word has them, at its beginning or further on."""
    plain = spelling.strip("'`")
    if not plain:
        return ""
    edge = "r" if "n" in plain else "n"
    if is_first:
        return consonant_key(f"{plain}a{edge}")[:-1]
    return consonant_key(f"{edge}a{plain}a{edge}")[1:-1]


def read_part(part: NamePart, reading: LatinReading, table: LetterTable) -> NamePart:
    """A part of a name as it is read in Latin letters."""
    sound = "" if table.leaves_vowels_out else latin_sound(reading.spelling)
    return NamePart(part.written, sound, reading.key, part.name, part.letters)


@cache
def letter_tables() -> tuple[LetterTable, ...]:
    """All that are known."""
    return tuple(_table(table) for table in words_beside(__name__, "letters.toml").values())


def _table(table: Mapping[str, Any]) -> LetterTable:
    letters = {
        normalize("NFC", letter): tuple(spellings.replace(_NOTHING, "").split(" "))
        for letter, spellings in table["letters"].items()
    }
    return LetterTable(
        re.compile(table["signs"]),
        letters,
        table.get("leaves_vowels_out", False),
        table.get("is_whole", False),
    )
