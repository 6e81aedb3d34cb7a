"""The density against one written out plainly, its gradient against differences."""

import numpy as np
import pytest
from scipy.special import betaln
from scipy.stats import beta, gamma, nbinom

from sijill.estimation.latent_class.cap import cap_terms
from sijill.estimation.latent_class.density import (
    LANES,
    Target,
    differentiate,
    exponential,
    make_scratch,
    measure,
    odds_missed,
)
from sijill.estimation.latent_class.patterns import arrange_patterns
from sijill.estimation.tables.cells import Floats


def make_target(lists: int = 4, classes: int = 5, cap: float = 900.0, seed: int = 1) -> Target:
    counts = np.random.default_rng(seed).poisson(6.0, 1 << lists).astype(float)
    counts[[0, 5]] = 0
    return Target(arrange_patterns(counts), counts.sum(), lists, classes, 1.2, 0.9, 0.25, 0.3, cap)


def cells_of(target: Target) -> Floats:
    """The counts of all 2^J histories, read back from the tree."""
    patterns = target.patterns
    counts = np.zeros(1 << target.lists)
    for leaf, number in enumerate(patterns.counts):
        node, history = int(patterns.starts[target.lists]) + leaf, 0
        for j in range(target.lists - 1, -1, -1):
            history |= int(patterns.holds[node]) << j
            node = int(patterns.parents[node])
        counts[history] = number
    return counts


def draw_states(target: Target, seed: int = 2) -> Floats:
    rows = target.lists * target.classes + target.classes - 1
    return np.random.default_rng(seed).normal(size=(rows, LANES))


def measured(target: Target, states: Floats) -> Floats:
    logs = np.empty((2, LANES))
    measure(states, target, make_scratch(target), logs)
    return logs


def chances_and_shares(target: Target, state: Floats) -> tuple[Floats, Floats]:
    first = target.lists * target.classes
    chances = 1 / (1 + np.exp(-state[:first].reshape(target.classes, target.lists)))
    sticks = np.append(1 - np.exp(-np.exp(state[first:])), 1.0)
    return chances, sticks * np.cumprod(np.append(1.0, 1 - sticks[:-1]))


def plain_likelihood(target: Target, state: Floats) -> float:
    chances, shares = chances_and_shares(target, state)
    cells = np.zeros(1 << target.lists)
    for x in range(len(cells)):
        held = np.array([x >> j & 1 for j in range(target.lists)])
        cells[x] = (shares * np.prod(np.where(held, chances, 1 - chances), axis=1)).sum()
    seen = 1 - cells[0]
    logs = (cells_of(target)[1:] * np.log(cells[1:] / seen)).sum()
    return float(logs + nbinom.logcdf(target.cap, target.persons, seen))


def plain_prior(target: Target, state: Floats) -> float:
    """With α summed out on a fine grid instead of by formula."""
    first = target.lists * target.classes
    chances = 1 / (1 + np.exp(-state[:first]))
    jacobian = np.log(chances * (1 - chances)).sum() + state[first:].sum()
    logs = beta.logpdf(chances, target.chance_a, target.chance_b).sum() + jacobian
    log_alpha = np.linspace(-80, 8, 20_001)[:, None]
    alpha = np.exp(log_alpha)
    rates = np.exp(state[first:])
    density = (np.log(alpha) - alpha * rates).sum(axis=1)
    density += gamma.logpdf(
        alpha[:, 0], target.concentration_shape, scale=1 / target.concentration_rate
    )
    return float(logs + np.log(np.trapezoid(np.exp(density) * alpha[:, 0], log_alpha[:, 0])))


@pytest.mark.parametrize("cap", [900.0, 40.0, np.inf])
def test_the_likelihood_is_the_sum_over_persons_and_classes(cap: float) -> None:
    target = make_target(cap=cap)
    states = draw_states(target)
    expected = [plain_likelihood(target, states[:, b]) for b in range(4)]
    assert measured(target, states)[1, :4] == pytest.approx(expected, rel=1e-9)


def test_the_prior_is_that_of_the_model_up_to_a_constant() -> None:
    target = make_target()
    states = draw_states(target)
    expected = np.array([plain_prior(target, states[:, b]) for b in range(6)])
    differences = measured(target, states)[0, :6] - expected
    assert differences == pytest.approx(np.full(6, differences[0]), abs=1e-6)


@pytest.mark.parametrize(
    ("lists", "classes", "cap"), [(3, 2, 900.0), (4, 5, 40.0), (5, 10, np.inf)]
)
def test_the_gradient_is_the_limit_of_differences(lists: int, classes: int, cap: float) -> None:
    target, inverse_temperature, h = make_target(lists, classes, cap), 0.6, 1e-5
    states = draw_states(target)
    gradient = np.empty_like(states)
    differentiate(states, inverse_temperature, target, make_scratch(target), gradient)
    for i in range(len(states)):
        above, below = states.copy(), states.copy()
        above[i] += h
        below[i] -= h
        difference = np.array([1, inverse_temperature]) @ (
            measured(target, above) - measured(target, below)
        )
        assert difference / (2 * h) == pytest.approx(gradient[i], rel=1e-5, abs=1e-5)


def test_states_far_out_have_a_finite_gradient() -> None:
    target = make_target()
    states = draw_states(target) * 12
    gradient = np.empty_like(states)
    differentiate(states, 1.0, target, make_scratch(target), gradient)
    assert np.isfinite(gradient).all()


@pytest.mark.parametrize("seen", [0.01, 0.04, 0.0476, 0.05, 0.06, 0.3])
def test_the_cap_counts_as_the_binomial_says(seen: float) -> None:
    target = make_target()._replace(persons=500.0, cap=10_000.0)
    inside, slope = cap_terms(seen, 1 - seen, target.persons, target.cap)
    assert inside == pytest.approx(nbinom.logcdf(10_000, 500, seen), rel=1e-6, abs=1e-9)
    density = 499 * np.log(seen) + 10_000 * np.log1p(-seen) - betaln(500, 10_001)
    assert slope == pytest.approx(np.exp(density - inside), rel=1e-6, abs=1e-3)


def test_the_exponential_has_all_digits() -> None:
    for x in np.linspace(-290, 290, 301):
        assert exponential(x) == pytest.approx(np.exp(x), rel=1e-13)


def test_the_odds_of_being_missed_are_those_of_the_cells() -> None:
    target = make_target()
    states = draw_states(target)
    odds = odds_missed(states[None], target, make_scratch(target))
    chances, shares = chances_and_shares(target, states[:, 3])
    missed = (shares * np.prod(1 - chances, axis=1)).sum()
    assert odds[3] == pytest.approx(missed / (1 - missed), rel=1e-9)
