"""Populations whose size is known, and the lists that would be made of them.

Each scenario breaks the assumptions of estimation in one way. Its two settings differ in size and
in the number of lists: with the first a method may be designed, with the second it is judged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sijill.estimation.tables.cells import Booleans, Floats, Integers


class Half(StrEnum):
    """What a setting is for."""

    DESIGN = "design"
    JUDGEMENT = "judgement"
    FRESH = "fresh"
    """Written after both had been seen; see ``fresh_scenarios``."""
    SECOND = "second"
    """Written before version 4 of the methods was designed; see ``second_set``."""
    THIRD = "third"
    """From the same generators under a seed written before version 7 was designed."""
    FOURTH = "fourth"
    """From them and two more under a seed written before version 8 was chosen."""
    FIFTH = "fifth"
    """From all of these under a seed written before version 9 was chosen."""
    SIXTH = "sixth"
    """Populations in which several assumptions are broken at once; see ``composed_set``."""


Simulate = Callable[[np.random.Generator], Booleans]
"""Who is on which list: shape (persons, lists), persons on no list included."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way in which lists come to be."""

    name: str
    half: Half
    persons: int
    """The true number."""
    simulate: Simulate


def count_histories(on_lists: Booleans) -> Integers:
    """Persons by cell, nobody in the cell of no list; shape (2^J,)."""
    lists = on_lists.shape[1]
    counts = np.bincount(on_lists @ (1 << np.arange(lists)), minlength=1 << lists)
    counts[0] = 0
    return counts.astype(np.int64)


def logit(chance: npt.ArrayLike) -> Floats:
    """Log odds."""
    odds = np.asarray(chance, dtype=np.float64)
    return np.log(odds / (1 - odds))


def record(log_odds: Floats, rng: np.random.Generator) -> Booleans:
    """Each person on each list by chance; log odds of shape (persons, lists)."""
    drawn: Booleans = rng.random(log_odds.shape) < 1 / (1 + np.exp(-log_odds))
    return drawn


def _independent(persons: int, *chances: float) -> Simulate:
    return lambda rng: record(np.tile(logit(chances), (persons, 1)), rng)


def _unlike_persons(persons: int, deviation: float, *chances: float) -> Simulate:
    """Some are easy to record for every list and some hard: normal log odds."""

    def simulate(rng: np.random.Generator) -> Booleans:
        ease = rng.normal(0.0, deviation, (persons, 1))
        return record(logit(chances) + ease, rng)

    return simulate


def _classes(groups: dict[int, tuple[float, ...]]) -> Simulate:
    """Groups of persons, each with its own chances."""

    def simulate(rng: np.random.Generator) -> Booleans:
        parts = [np.tile(logit(chances), (size, 1)) for size, chances in groups.items()]
        return record(np.vstack(parts), rng)

    return simulate


def _linked(persons: int, links: dict[tuple[int, ...], float], *chances: float) -> Simulate:
    """Lists that depend on each other: who is on the first of a link is likelier on the next.

    The number is the factor of the odds; below 1 lists avoid each other. A link of three lists
    works only for those who are on both of the first two.
    """

    def simulate(rng: np.random.Generator) -> Booleans:
        on_lists = np.zeros((persons, len(chances)), dtype=np.bool_)
        for j, chance in enumerate(chances):
            log_odds = np.full(persons, float(logit(chance)))
            for (*before, last), factor in links.items():
                if last == j:
                    log_odds += np.log(factor) * on_lists[:, before].all(axis=1)
            on_lists[:, j] = rng.random(persons) < 1 / (1 + np.exp(-log_odds))
        return on_lists

    return simulate


def _referring(persons: int, taken: float, *chances: float) -> Simulate:
    """The last list takes a share of the first, and finds some persons of its own."""

    def simulate(rng: np.random.Generator) -> Booleans:
        on_lists = record(np.tile(logit(chances), (persons, 1)), rng)
        on_lists[:, -1] |= on_lists[:, 0] & (rng.random(persons) < taken)
        return on_lists

    return simulate


def _badly_linked(persons: int, missed: float, false: float, *chances: float) -> Simulate:
    """Records that stand alone though the person is known, and persons put together."""

    def simulate(rng: np.random.Generator) -> Booleans:
        on_lists = record(np.tile(logit(chances), (persons, 1)), rng)
        on_lists = on_lists[on_lists.any(axis=1)]
        split = on_lists & (on_lists.sum(axis=1, keepdims=True) > 1)
        split &= rng.random(split.shape) < missed
        alone = np.zeros((int(split.sum()), split.shape[1]), dtype=np.bool_)
        alone[np.arange(len(alone)), np.nonzero(split)[1]] = True
        found = np.vstack([on_lists & ~split, alone])
        found = rng.permutation(found[found.any(axis=1)])
        pairs = int(false * len(found) / 2)
        found[:pairs] |= found[pairs : 2 * pairs]
        return np.delete(found, np.arange(pairs, 2 * pairs), axis=0)

    return simulate


SIMULATED_PERSONS = {
    "independent lists": (1_000, 1_500),
    "some hard to record (normal)": (2_000, 2_000),
    "some hard to record (groups)": (1_500, 2_000),
    "two lists linked": (1_500, 2_000),
    "three lists linked": (2_000, 1_500),
    "two lists avoid each other": (1_500, 2_000),
    "little overlap": (2_000, 4_000),
    "a list takes from another": (1_500, 2_000),
    "links missed or false": (1_500, 2_000),
}
"""The true number, in the setting for design and in that for judgement."""


def _settings() -> dict[str, tuple[Simulate, Simulate]]:
    """Both settings of every scenario, in the order of ``SIMULATED_PERSONS``."""
    four, five = (0.3, 0.25, 0.2, 0.15), (0.2, 0.15, 0.12, 0.1, 0.08)
    return {
        "independent lists": (_independent(1_000, *four), _independent(1_500, *five)),
        "some hard to record (normal)": (
            _unlike_persons(2_000, 1.0, *four),
            _unlike_persons(2_000, 1.3, *five),
        ),
        "some hard to record (groups)": (
            _classes({1_000: (0.4, 0.3, 0.3, 0.2), 500: (0.08, 0.06, 0.05, 0.1)}),
            _classes(
                {
                    800: (0.35, 0.3, 0.2, 0.2, 0.15),
                    700: (0.05, 0.2, 0.1, 0.05, 0.1),
                    500: (0.06, 0.04, 0.05, 0.06, 0.03),
                }
            ),
        ),
        "two lists linked": (
            _linked(1_500, {(0, 1): 4.0}, *four),
            _linked(2_000, {(0, 1): 3.0, (2, 3): 3.0}, *five),
        ),
        "three lists linked": (
            _linked(2_000, {(0, 1): 2.0, (0, 2): 2.0, (0, 1, 2): 3.0}, *four),
            _linked(1_500, {(0, 1): 3.0, (1, 2): 2.0, (0, 1, 2): 3.0}, *five),
        ),
        "two lists avoid each other": (
            _linked(1_500, {(0, 1): 0.3}, *four),
            _linked(2_000, {(1, 2): 0.25}, *five),
        ),
        "little overlap": (
            _independent(2_000, 0.06, 0.05, 0.04, 0.04),
            _independent(4_000, 0.05, 0.04, 0.03, 0.03, 0.02),
        ),
        "a list takes from another": (
            _referring(1_500, 0.5, 0.3, 0.25, 0.2, 0.1),
            _referring(2_000, 0.6, 0.2, 0.15, 0.15, 0.1, 0.05),
        ),
        "links missed or false": (
            _badly_linked(1_500, 0.08, 0.0, *four),
            _badly_linked(2_000, 0.06, 0.02, *five),
        ),
    }


def scenarios() -> list[Scenario]:
    """All scenarios in both settings."""
    return [
        Scenario(name, half, persons, simulate)
        for name, pair in _settings().items()
        for half, persons, simulate in zip(
            (Half.DESIGN, Half.JUDGEMENT), SIMULATED_PERSONS[name], pair, strict=True
        )
    ]
