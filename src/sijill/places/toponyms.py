"""Place names that meet across spellings: Siha and Sihah, Al-Badu and Badou, البدو.

The military once dismissed more than thirty deaths because it could not find a place it spelled
differently (The New York Times, 31 December 2021). A place name is compared by the consonant keys
of its words, without articles and without the words for street, quarter and town.
"""

import re

from sijill.language.scripts import fold_arabic, fold_latin
from sijill.language.sounds import consonant_key

_WORDS = re.compile(r"[^\W\d_]+(?:['’‘`][^\W\d_]+)*", re.UNICODE)
_GENERIC = frozenset(
    [
        "near",
        "in",
        "of",
        "the",
        "and",
        "at",
        "area",
        "neighborhood",
        "neighbourhood",
        "district",
        "street",
        "road",
        "square",
        "roundabout",
        "village",
        "town",
        "city",
        "quarter",
        "camp",
        "school",
        "mosque",
        "hospital",
        "market",
        "bridge",
        "river",
        "syria",
        "iraq",
        "governorate",
        "province",
        "countryside",
        "al",
        "ar",
        "as",
        "an",
        "at",
        "el",
        "ad",
        "ash",
        "az",
        "حي",
        "شارع",
        "ساحة",
        "دوار",
        "مدينة",
        "قرية",
        "مدرسة",
        "جامع",
        "مشفى",
        "سوق",
        "جسر",
        "نهر",
        "قرب",
        "بجانب",
        "في",
        "محافظة",
        "ريف",
        "منطقة",
    ]
)
_GENERIC_FOLDED = frozenset(fold_arabic(word) for word in _GENERIC) | _GENERIC


def place_keys(name: str) -> frozenset[str]:
    """The consonant keys of the distinctive words of a place name, in either script."""
    words = (word.removeprefix("ال") for word in _WORDS.findall(fold_arabic(name)))
    distinctive = (
        word
        for word in words
        if fold_latin(word).lower() not in _GENERIC_FOLDED and word not in _GENERIC_FOLDED
    )
    return frozenset(filter(None, (consonant_key(word) for word in distinctive)))


def may_be_one_place(left: str, right: str) -> bool:
    """Whether two place names share a distinctive word."""
    return bool(place_keys(left) & place_keys(right))
