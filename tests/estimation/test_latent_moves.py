"""Moves must leave the distribution as it is: what is known of it must hold after many."""

import numpy as np
import pytest
from scipy.stats import kstest, logistic

from sijill.estimation.latent_class.density import (
    Target,
    break_sticks,
    measure,
    occupied_histories,
    odds_missed,
    stick_prior,
)
from sijill.estimation.latent_class.moves import (
    Path,
    masses_of,
    move_states,
    rest_logs,
    round_sizes,
    share_prior,
    swap_classes,
)
from sijill.estimation.latent_class.particles import draw_prior
from sijill.estimation.tables.cells import Floats

LISTS, CLASSES = 3, 4
FIRST = LISTS * CLASSES


def make_target(cap: float = np.inf) -> Target:
    counts = np.array([0, 30, 25, 8, 40, 9, 7, 5], float)
    held = occupied_histories(counts)
    return Target(*held, counts.sum(), LISTS, CLASSES, 1.0, 1.0, 0.5, 0.5, cap)


def prior_states(target: Target, number: int, seed: int) -> Floats:
    return draw_prior(target, number, np.random.default_rng(seed))


def steady(number: int, leaps: int, step: float, temperature: float) -> Path:
    return Path(leaps, np.full(number, step), temperature)


@pytest.mark.parametrize("weighted", [False, True], ids=["alike", "with masses"])
def test_moves_without_the_likelihood_keep_the_prior(*, weighted: bool) -> None:
    target, rng = make_target(), np.random.default_rng(5)
    states = prior_states(target, 2048, 4)
    logs = measure(states, target)
    for _ in range(20):
        path = steady(2048, 10, 0.3, 0.0)._replace(weighted=weighted)
        states, logs, chances = move_states(states, logs, path, target, rng)
    assert chances.mean() > 0.9
    fresh = prior_states(target, 2048, 77)
    for row in range(FIRST):
        assert kstest(states[row], logistic.cdf).pvalue > 1e-4
    for row in range(FIRST, FIRST + CLASSES - 1):
        assert kstest(states[row], fresh[row]).pvalue > 1e-4


def test_masses_change_the_way_and_not_where_it_leads() -> None:
    """Both kinds of moves draw from one posterior."""
    target, found = make_target(), []
    for weighted in (False, True):
        rng = np.random.default_rng(6)
        states = prior_states(target, 1024, 4)
        logs = measure(states, target)
        for temperature in (*np.linspace(0.1, 1.0, 40), *[1.0] * 25):
            path = steady(1024, 15, 0.45 if weighted else 0.22, float(temperature))
            states, logs, _ = move_states(
                states, logs, path._replace(weighted=weighted), target, rng
            )
        found.append(np.log(odds_missed(states, target)))
    assert kstest(*found).pvalue > 1e-3


def test_large_classes_are_heavy_and_degrees_begin_where_chance_says() -> None:
    target = make_target()._replace(persons=1e6)
    states = np.zeros((FIRST + CLASSES - 1, 2))
    states[FIRST:, 1] = 5.0
    start = np.full((CLASSES, 2), 0.5)
    degrees = round_sizes(states, 1.0, target, start)
    assert degrees[:, 1].tolist() == [4, 0, 0, 0]
    masses = masses_of(degrees, start, target)[:FIRST].reshape(LISTS, CLASSES, 2)
    assert (masses[:, 0, 1] > 1e4).all()
    assert (masses[:, 1:, 1] < 20).all()


def test_the_logs_that_moves_keep_are_those_of_the_states() -> None:
    target, rng = make_target(cap=300.0), np.random.default_rng(5)
    states = prior_states(target, 64, 4)
    logs = measure(states, target)
    for _ in range(10):
        states, logs, _ = move_states(states, logs, steady(64, 10, 0.05, 1.0), target, rng)
    assert logs == pytest.approx(measure(states, target), rel=1e-7)


def test_a_swap_changes_labels_and_nothing_that_can_be_seen() -> None:
    target, rng = make_target(), np.random.default_rng(8)
    states = prior_states(target, 32, 9)
    logs = measure(states, target)
    swapped = swap_classes(states, logs, 20, target, rng)
    assert (swapped.states != states).any()
    odds = odds_missed(states, target)
    assert odds_missed(swapped.states, target) == pytest.approx(odds, rel=1e-6)
    assert swapped.logs[1] == pytest.approx(logs[1], rel=1e-9)
    assert swapped.logs == pytest.approx(measure(swapped.states, target), rel=1e-6, abs=1e-6)


def test_the_prior_of_shares_is_that_of_sticks_in_other_coordinates() -> None:
    """Densities of y and ν differ by the volume |∂ν / ∂y|, found here by differences."""
    target, gaps = make_target(), []
    for seed in range(5):
        y = np.random.default_rng(seed).normal(size=(CLASSES - 1, 1))
        shares = break_sticks(y).log_shares
        assert np.exp(shares).sum() == pytest.approx(1)
        columns = [
            (np.exp(break_sticks(y + d).log_shares) - np.exp(break_sticks(y - d).log_shares))[:-1]
            / 2e-6
            for d in 1e-6 * np.eye(CLASSES - 1)[:, :, None]
        ]
        volume = np.log(abs(np.linalg.det(np.array(columns)[:, :, 0])))
        prior = share_prior(shares, rest_logs(shares), target)[0]
        gaps.append(prior + volume - stick_prior(np.exp(y), target)[0])
    assert gaps == pytest.approx([gaps[0]] * 5, abs=1e-6)
