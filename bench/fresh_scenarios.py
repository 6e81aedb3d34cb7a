"""Populations whose lists come to be in ways that neither half of ``scenarios`` has.

They were written after the rule about lists apart was changed, and that rule was changed after the
half for judgement had been looked at. So neither half can judge it any more; these can, once.
"""

from collections.abc import Sequence

import numpy as np

from scenarios import Half, Scenario, Simulate, logit, record
from sijill.estimation.tables.cells import Booleans, Floats


def _two_traits(persons: int, correlation: float, *chances: float) -> Simulate:
    """What makes a person easy for the first half of the lists is not what does for the others."""

    def simulate(rng: np.random.Generator) -> Booleans:
        first, second = rng.normal(size=(2, persons, 1))
        second = correlation * first + np.sqrt(1 - correlation**2) * second
        half = len(chances) // 2
        ease = np.hstack([np.tile(first, half), np.tile(second, len(chances) - half)])
        return record(logit(chances) + ease, rng)

    return simulate


def _one_region(persons: int, share: float, *chances: float) -> Simulate:
    """The last list works in one region alone, where a share of the persons are."""

    def simulate(rng: np.random.Generator) -> Booleans:
        on_lists = record(_alike(persons, chances), rng)
        on_lists[:, -1] &= rng.random(persons) < share
        return on_lists

    return simulate


def _periods(persons: int, periods: Sequence[tuple[float, float]], *chances: float) -> Simulate:
    """Each list covers part of the time, from 0 to 1, and all overlap with some other."""

    def simulate(rng: np.random.Generator) -> Booleans:
        day = rng.random((persons, 1))
        starts, ends = np.array(periods).T
        open_then: Booleans = (day >= starts) & (day <= ends)
        return open_then & record(_alike(persons, chances), rng)

    return simulate


def _linked_and_unlike(persons: int, deviation: float, factor: float, *chances: float) -> Simulate:
    """Persons differ, and who is on the first list is likelier on the second."""

    def simulate(rng: np.random.Generator) -> Booleans:
        log_odds = logit(chances) + rng.normal(0.0, deviation, (persons, 1))
        on_lists = record(log_odds, rng)
        linked = log_odds[:, 1] + np.log(factor) * on_lists[:, 0]
        on_lists[:, 1] = record(linked[:, None], rng)[:, 0]
        return on_lists

    return simulate


def _alike(persons: int, chances: Sequence[float]) -> Floats:
    return np.tile(logit(chances), (persons, 1))


def fresh_scenarios() -> list[Scenario]:
    """Each in one setting."""
    simulated: dict[str, tuple[int, Simulate]] = {
        "two traits of persons": (2_000, _two_traits(2_000, 0.3, 0.3, 0.25, 0.2, 0.15)),
        "a list of one region": (1_800, _one_region(1_800, 0.4, 0.25, 0.2, 0.2, 0.3)),
        "lists of overlapping periods": (
            2_400,
            _periods(2_400, ((0, 0.6), (0.25, 0.8), (0.45, 1), (0, 1)), 0.35, 0.3, 0.35, 0.12),
        ),
        "a list of hardly anybody": (
            1_600,
            _periods(1_600, ((0, 1), (0, 1), (0, 1), (0.9, 1)), 0.25, 0.2, 0.15, 0.04),
        ),
        "persons differ and lists are linked": (
            1_800,
            _linked_and_unlike(1_800, 0.8, 3.0, 0.25, 0.2, 0.2, 0.12, 0.1),
        ),
        "six lists": (2_200, _linked_and_unlike(2_200, 0.4, 2.0, 0.2, 0.15, 0.15, 0.1, 0.1, 0.06)),
    }
    return [
        Scenario(name, Half.FRESH, persons, simulate)
        for name, (persons, simulate) in simulated.items()
    ]
