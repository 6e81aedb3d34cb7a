"""How people looked, what they wore and carried, as it was and as it is reported with mistakes.

Every person's traits come from a stream of their own, so that no list disturbs another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from sijill.model.word_files import toml_beside
from sijill.simulation.city import City, Inhabitant

GROWN_YEARS = 18
_MEAN_CM = {"male": 171.0, "female": 159.0}
_SPREAD_CM = 6.5


@dataclass(frozen=True, slots=True)
class TrueTraits:
    """What is true of a person: height in centimetres, clothes, effects, marks."""

    stature_cm: float
    clothing: tuple[str, ...]
    effects: tuple[str, ...]
    marks: tuple[str, ...]


def traits_of(city: City, person: Inhabitant) -> TrueTraits:
    """The traits of one person; the same for the same city."""
    random = Random(f"{city.seed}/traits/{person.id}")
    child = person.years < GROWN_YEARS
    group = (
        "children" if child and person.years < 13 else "men" if person.sex == "male" else "women"
    )
    mean = _MEAN_CM[person.sex]
    grown = mean if not child else 75 + (mean - 75) * (max(person.years, 0.5) / GROWN_YEARS) ** 0.8
    words = field_words()
    return TrueTraits(
        random.gauss(grown, _SPREAD_CM if not child else 4.0),
        tuple(random.sample(words[f"clothing_{group}"], 3)),
        tuple(random.sample(words["effects"], random.choice((0, 1, 1, 2)))),
        tuple(random.sample(words["marks"], random.choice((0, 0, 1, 1, 2)))),
    )


@cache
def field_words() -> Mapping[str, Sequence[str]]:
    """The words of ``words.toml``."""
    words: Mapping[str, Sequence[str]] = toml_beside(__name__, "words.toml")
    return words


def some_of(random: Random, words: Sequence[str], share: float) -> str:
    """Those of some words that somebody saw or remembered, as one cell."""
    return "؛ ".join(word for word in words if random.random() < share)
