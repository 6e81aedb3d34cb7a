"""The dictionary of personal names: which spellings are one name.

"Mouhammad", "Mohamed" and محمد are one name, "Mahmoud" and محمود another, though their consonants
are the same. The entries stand in ``given_names.toml``, written to be reviewed line by line.
A spelling is looked up as written (folded); failing that by its sound, where that sound belongs to
one name only (spellings whose sound is not that of the Arabic, as Turkish Cemal, count as written
alone). A word that is not listed is no error: its own sound speaks for it.
"""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from sijill.language.scripts import fold_arabic, fold_latin, script_of
from sijill.language.sounds import arabic_letters, consonant_key, latin_sound
from sijill.model.values.names import Script
from sijill.model.word_files import toml_beside

_NOT_LETTERS = re.compile(r"[^a-z]")
_DOUBLED = re.compile(r"(.)\1+")
_LONG_ENOUGH = 4
"""Signs of a word that may be known for a slip of a name."""

Table = dict[str, dict[str, list[str] | str]]


@cache
def _tables() -> dict[str, Table]:
    return toml_beside(__name__, "given_names.toml")


@lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """The form under which a word is looked up: folded, letters only, doubled letters single."""
    if script_of(word) is Script.ARABIC:
        return fold_arabic(word).replace(" ", "")
    return _DOUBLED.sub(r"\1", _NOT_LETTERS.sub("", fold_latin(word)))


@cache
def _by_spelling(table: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, entry in _tables()[table].items():
        for written in (name, *entry["ar"], *entry["latin"]):
            names.setdefault(spelling(written), name)
    return names


@cache
def _by_sound(table: str) -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for name, entry in _tables()[table].items():
        arabic = {consonant_key(written) for written in entry["ar"]}
        for written in entry["latin"]:
            if consonant_key(written) in arabic:
                names.setdefault(latin_sound(written), set()).add(name)
    return {sound: next(iter(holders)) for sound, holders in names.items() if len(holders) == 1}


def look_up(word: str, table: str = "names") -> str | None:
    """The name that a spelling stands for, or ``None`` where the dictionary does not know it.

    ``table`` is ``names``, ``slavic``, ``divine`` (what follows Abd) or ``faith`` (what precedes
    al-Din).
    """
    name = _by_spelling(table).get(spelling(word))
    if name is None and script_of(word) is Script.LATIN:
        name = _by_sound(table).get(latin_sound(word))
    return name


def is_listed(word: str, table: str = "names") -> bool:
    """Whether a word stands in the dictionary as it is spelt."""
    return spelling(word) in _by_spelling(table)


def share_consonants(word: str, table: str) -> bool:
    """Whether a word has the consonants of a listed name, however its vowels are spelt."""
    return consonant_key(word) in _consonants(table)


@cache
def _consonants(table: str) -> frozenset[str]:
    entries = _tables()[table].values()
    return frozenset(consonant_key(written) for entry in entries for written in entry["ar"])


def arabic_of(name: str, table: str = "names") -> str:
    """The first Arabic spelling of a listed name, empty where none is listed.

    Raises KeyError for a name that is not listed.
    """
    return next(iter(_tables()[table][name]["ar"]), "")


@lru_cache(maxsize=65_536)
def names_near(letters: str, sound: str) -> frozenset[str]:
    """The listed names of which a word may be a slip: one sign dropped, added, replaced or swapped.

    Short words are a sign away from too many names to be told, so they are a slip of none.

    Args:
        letters: as ``arabic_letters`` gives them, or empty.
        sound: as ``latin_sound`` gives it, or empty.
    """
    return frozenset(
        name
        for form, word in enumerate((letters, sound))
        if len(word) >= _LONG_ENOUGH
        for cut in _cut_by_one(word)
        for name, spelt in _by_cut().get((form, cut), ())
        if OSA.distance(word, spelt) <= 1
    )


def _cut_by_one(word: str) -> set[str]:
    """The word, and the word without one of its signs."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def _by_cut() -> dict[tuple[int, str], set[tuple[str, str]]]:
    """The listed names with their Arabic letters (0) and sounds (1), by what a cut leaves.

    Two words are at most one sign apart only where a cut of one is a cut of the other.
    """
    names: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for name, entry in _tables()["names"].items():
        forms = {(0, arabic_letters(written)) for written in entry["ar"]}
        forms |= {(1, latin_sound(written)) for written in (name, *entry["latin"])}
        for form, spelt in forms:
            for cut in _cut_by_one(spelt):
                names.setdefault((form, cut), set()).add((name, spelt))
    return names
