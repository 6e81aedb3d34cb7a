"""Moves must leave the distribution as it is: what is known of it must hold after many."""

import numpy as np
import pytest
from scipy.stats import kstest, logistic

from sijill.estimation.latent_class.density import (
    LANES,
    Target,
    make_scratch,
    measure_all,
    odds_missed,
)
from sijill.estimation.latent_class.moves import (
    Path,
    log_shares,
    move_states,
    rest_logs,
    share_prior,
    stick_prior,
    swap_classes,
)
from sijill.estimation.latent_class.particles import draw_prior
from sijill.estimation.latent_class.patterns import arrange_patterns
from sijill.estimation.tables.cells import Floats

LISTS, CLASSES = 3, 4
FIRST = LISTS * CLASSES


def make_target(cap: float = np.inf) -> Target:
    counts = np.array([0, 30, 25, 8, 40, 9, 7, 5], float)
    return Target(arrange_patterns(counts), counts.sum(), LISTS, CLASSES, 1.0, 1.0, 0.5, 0.5, cap)


def prior_states(target: Target, number: int, seed: int) -> Floats:
    return draw_prior(target, number, np.random.default_rng(seed))


def flat(states: Floats) -> Floats:
    return states.transpose(1, 0, 2).reshape(states.shape[1], -1)


def test_moves_at_heat_0_keep_the_prior() -> None:
    target, rng = make_target(), np.random.default_rng(5)
    scratch = make_scratch(target)
    states = prior_states(target, 2048, 4)
    logs = measure_all(states, target, scratch)
    for _ in range(20):
        accepted = move_states(states, logs, Path(10, 0.3, 0.0), target, scratch, rng)
    assert accepted > 0.9
    fresh = flat(prior_states(target, 2048, 77))
    for row in range(FIRST):
        assert kstest(flat(states)[row], logistic.cdf).pvalue > 1e-4
    for row in range(FIRST, FIRST + CLASSES - 1):
        assert kstest(flat(states)[row], fresh[row]).pvalue > 1e-4


def test_the_logs_that_moves_keep_are_those_of_the_states() -> None:
    target, rng = make_target(cap=300.0), np.random.default_rng(5)
    scratch = make_scratch(target)
    states = prior_states(target, 64, 4)
    logs = measure_all(states, target, scratch)
    for _ in range(10):
        move_states(states, logs, Path(10, 0.05, 1.0), target, scratch, rng)
    assert logs == pytest.approx(measure_all(states, target, scratch), rel=1e-7)


def test_a_swap_changes_labels_and_nothing_that_can_be_seen() -> None:
    target, rng = make_target(), np.random.default_rng(8)
    scratch = make_scratch(target)
    states = prior_states(target, LANES, 9)
    logs = measure_all(states, target, scratch)
    before, odds, old = states.copy(), odds_missed(states, target, scratch), logs.copy()
    swap_classes(states[0], logs[0], 20, target, rng)
    assert (states != before).any()
    assert odds_missed(states, target, scratch) == pytest.approx(odds, rel=1e-6)
    assert logs[:, 1] == pytest.approx(old[:, 1], rel=1e-9)
    assert logs == pytest.approx(measure_all(states, target, scratch), rel=1e-6, abs=1e-6)


def test_the_prior_of_shares_is_that_of_sticks_in_other_coordinates() -> None:
    """Densities of y and ν differ by the volume |∂ν / ∂y|, found here by differences."""
    target = make_target()
    rest, gaps = np.empty(CLASSES), []
    for seed in range(5):
        y = np.random.default_rng(seed).normal(size=CLASSES - 1)
        shares = log_shares(y)
        assert np.exp(shares).sum() == pytest.approx(1)
        columns = [
            (np.exp(log_shares(y + d)) - np.exp(log_shares(y - d)))[:-1] / 2e-6
            for d in 1e-6 * np.eye(CLASSES - 1)
        ]
        volume = np.log(abs(np.linalg.det(np.array(columns))))
        rest_logs(shares, rest)
        gaps.append(share_prior(shares, rest, target) + volume - stick_prior(y, target))
    assert gaps == pytest.approx([gaps[0]] * 5, abs=1e-6)
