"""Place names that meet across spellings: Siha and Sihah, Al-Badu and Badou, البدو.

The military once dismissed more than thirty deaths because it could not find a place it spelled
differently (The New York Times, 31 December 2021). A place name is compared by the consonant keys
of its words, without articles and without the words for street, quarter and town.
"""

import re
from functools import cache

from sijill.language.scripts import fold, fold_arabic, in_latin_letters
from sijill.language.sounds import consonant_key
from sijill.model.word_files import toml_beside

_WORDS = re.compile(r"[^\W\d_]+(?:['’‘`][^\W\d_]+)*", re.UNICODE)


@cache
def _generic() -> frozenset[str]:
    """The reviewed words that tell no place from another, folded."""
    listed = (
        word
        for words in toml_beside(__name__, "generic_words.toml")["words"].values()
        for word in words
    )
    return frozenset(fold(word) for word in listed)


def place_keys(name: str) -> frozenset[str]:
    """The consonant keys of the distinctive words of a place name, in any script."""
    words = (word.removeprefix("ال") for word in _WORDS.findall(fold_arabic(name)))
    distinctive = [word for word in words if fold(word) not in _generic()]
    return frozenset(
        filter(None, (consonant_key(word) or _in_other_letters(word) for word in distinctive))
    )


def distinctive_words(name: str) -> tuple[str, ...]:
    """The folded words of a place name that tell it from another, in their order."""
    words = (fold(word) for word in _WORDS.findall(fold_arabic(name)))
    return tuple(word for word in words if word.removeprefix("ال") not in _generic())


def _in_other_letters(word: str) -> str:
    """The key of a word of another script by its Latin letters; empty for one letter alone."""
    return consonant_key(in_latin_letters(word)) if len(word) > 1 else ""


def may_be_one_place(left: str, right: str) -> bool:
    """Whether two place names share a distinctive word."""
    return bool(place_keys(left) & place_keys(right))


def pieces_of_place(place: str) -> list[str]:
    """The names in a place as a record writes it: "Tell Nur, Wadi district" has two."""
    return [piece for part in _JOINT.split(place) if (piece := part.strip())]


_JOINT = re.compile(r"[,،;()/]")
