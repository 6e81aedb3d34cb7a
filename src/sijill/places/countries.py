"""The countries of ``countries.toml``: their names in texts, and the boxes that hold them."""

import re
from dataclasses import dataclass
from functools import cache

from sijill.language.phrases import PhraseBook, stands_in
from sijill.language.scripts import fold
from sijill.model.values.places import GeoPoint
from sijill.model.word_files import toml_beside

_PARTS = re.compile(r"[,،;؛/|()\n]| [-–—] ")
_NO_WORD = re.compile(r"\W+")
_MARGIN = 0.5
"""Degrees around a box, for points at sea and beyond a border."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the box of degrees that holds it."""

    name: str
    south: float
    west: float
    north: float
    east: float

    def holds(self, point: GeoPoint) -> bool:
        """Whether a point lies in its box, or close to it."""
        return (
            self.south - _MARGIN <= point.latitude <= self.north + _MARGIN
            and self.west - _MARGIN <= point.longitude <= self.east + _MARGIN
        )


@cache
def countries() -> dict[str, Country]:
    """The countries by each of their names, folded."""
    return {
        fold(name): Country(entry["names"][0], *map(float, entry["box"]))
        for entry in toml_beside(__name__, "countries.toml")["country"]
        for name in entry["names"]
    }


def is_heading_of_origin(heading: str) -> bool:
    """Whether a heading is of a column that says where people are from: "Country of Origin"."""
    return _words_of_people().any_in(_NO_WORD.sub(" ", fold(heading)))


@cache
def _words_of_people() -> PhraseBook:
    return PhraseBook.of(map(fold, toml_beside(__name__, "countries.toml")["of_people"]))


def country_in(text: str) -> Country | None:
    """The country that a text names as one of its parts: "Aleppo, Syria"; ``None`` if none."""
    parts = [fold(part).strip(" .:") for part in reversed(_PARTS.split(text))]
    return next((countries()[part] for part in parts if part in countries()), None)


def country_in_title(text: str) -> Country | None:
    """The country that a title names by one of its words: "The dead of Gaza, 2024"."""
    words = _NO_WORD.sub(" ", fold(text))
    names = sorted(countries(), key=len, reverse=True)
    return next((countries()[name] for name in names if stands_in(name, words)), None)
