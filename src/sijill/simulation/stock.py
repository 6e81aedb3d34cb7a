"""The stock of names and places the city is made from (``stock.toml``)."""

from dataclasses import dataclass
from functools import cache
from random import Random

from sijill.model.word_files import toml_beside


@dataclass(frozen=True, slots=True)
class StockName:
    """One name in Arabic and in one careful Latin form."""

    arabic: str
    latin: str


@cache
def _content() -> dict[str, dict[str, list[list[str]]]]:
    return toml_beside(__name__, "stock.toml")


@cache
def words(group: str) -> tuple[StockName, ...]:
    """The names of a group: ``men``, ``women``, ``families`` or ``neighbourhoods``."""
    return tuple(StockName(arabic, latin) for arabic, latin in _content()[group]["names"])


@cache
def city_setting() -> dict[str, object]:
    """Name (two scripts) and centre (degrees, WGS 84) of the city."""
    return dict(_content()["city"].items())


def draw(group: str, random: Random, steepness: float = 0.75) -> StockName:
    """A name, earlier ones oftener: the k-th with weight k to the power of minus ``steepness``."""
    return random.choices(words(group), weights=_weights(group, steepness))[0]


@cache
def _weights(group: str, steepness: float) -> tuple[float, ...]:
    return tuple((rank + 1) ** -steepness for rank in range(len(words(group))))


def is_name(text: str) -> bool:
    """Whether somebody in the city could be called so, in either script."""
    return text.casefold() in _all_names()


@cache
def _all_names() -> frozenset[str]:
    return frozenset(
        form.casefold()
        for group in ("men", "women")
        for word in words(group)
        for form in (word.arabic, word.latin)
    )
