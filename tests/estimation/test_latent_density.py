"""The density against one written out plainly, its gradient against differences."""

import numpy as np
import pytest
from scipy.special import betaln
from scipy.stats import beta, gamma, nbinom

from sijill.estimation.latent_class.cap import cap_terms
from sijill.estimation.latent_class.density import (
    Target,
    break_sticks,
    differentiate,
    measure,
    occupied_histories,
    odds_missed,
    one_less,
)
from sijill.estimation.tables.cells import Floats

STATES = 12


def make_target(lists: int = 4, classes: int = 5, cap: float = 900.0, seed: int = 1) -> Target:
    counts = np.random.default_rng(seed).poisson(6.0, 1 << lists).astype(float)
    counts[[0, 5]] = 0
    held = occupied_histories(counts)
    return Target(*held, counts.sum(), lists, classes, 1.2, 0.9, 0.25, 0.3, cap)


def cells_of(target: Target) -> Floats:
    """The counts of all 2^J histories, read back from the design."""
    counts = np.zeros(1 << target.lists)
    for held, number in zip(target.design, target.counts, strict=True):
        counts[sum(1 << j for j in range(target.lists) if held[j])] = number
    return counts


def draw_states(target: Target, seed: int = 2) -> Floats:
    rows = target.lists * target.classes + target.classes - 1
    return np.random.default_rng(seed).normal(size=(rows, STATES))


def chances_and_shares(target: Target, state: Floats) -> tuple[Floats, Floats]:
    first = target.lists * target.classes
    chances = 1 / (1 + np.exp(-state[:first].reshape(target.lists, target.classes).T))
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
    assert measure(states, target)[1, :4] == pytest.approx(expected, rel=1e-9)


def test_the_prior_is_that_of_the_model_up_to_a_constant() -> None:
    target = make_target()
    states = draw_states(target)
    expected = np.array([plain_prior(target, states[:, b]) for b in range(6)])
    differences = measure(states, target)[0, :6] - expected
    assert differences == pytest.approx(np.full(6, differences[0]), abs=1e-6)


@pytest.mark.parametrize(
    ("kind", "tolerance"), [(np.float64, 1e-5), (np.float32, 2e-3)], ids=["double", "single"]
)
@pytest.mark.parametrize(
    ("lists", "classes", "cap"), [(3, 2, 900.0), (4, 5, 40.0), (5, 10, np.inf)]
)
def test_the_gradient_is_the_limit_of_differences(
    lists: int, classes: int, cap: float, kind: type[np.float64], tolerance: float
) -> None:
    target, inverse_temperature, h = make_target(lists, classes, cap), 0.6, 1e-5
    states = draw_states(target)
    gradient = differentiate(states, inverse_temperature, target, kind)
    for i in range(len(states)):
        above, below = states.copy(), states.copy()
        above[i] += h
        below[i] -= h
        difference = np.array([1, inverse_temperature]) @ (
            measure(above, target) - measure(below, target)
        )
        assert difference / (2 * h) == pytest.approx(gradient[i], rel=tolerance, abs=tolerance)


def test_states_far_out_have_a_finite_gradient() -> None:
    target = make_target()
    with np.errstate(all="ignore"):
        gradient = differentiate(draw_states(target) * 12, 1.0, target)
    assert np.isfinite(gradient).all()


def test_histories_too_rare_for_single_precision_are_shared_out_all_the_same() -> None:
    target = make_target(lists=5, classes=3, cap=np.inf)
    states = draw_states(target)
    states[target.classes : target.first_stick] = -25.0
    single = differentiate(states, 1.0, target, np.float32)
    double = differentiate(states, 1.0, target, np.float64)
    assert single == pytest.approx(double, rel=1e-3, abs=1e-2)


def test_a_table_of_many_histories_is_worked_on_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    target = make_target(lists=5)
    states = draw_states(target)
    whole = measure(states, target), differentiate(states, 1.0, target)
    monkeypatch.setattr("sijill.estimation.latent_class.density.NUMBERS_AT_ONCE", 1)
    assert measure(states, target) == pytest.approx(whole[0], rel=1e-12)
    assert differentiate(states, 1.0, target) == pytest.approx(whole[1], rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("seen", [0.01, 0.04, 0.0476, 0.05, 0.06, 0.3])
def test_the_cap_counts_as_the_binomial_says(seen: float) -> None:
    target = make_target()._replace(persons=500.0, cap=10_000.0)
    inside, slope = cap_terms(np.array([seen]), target.persons, target.cap)
    assert inside[0] == pytest.approx(nbinom.logcdf(10_000, 500, seen), rel=1e-6, abs=1e-9)
    density = 499 * np.log(seen) + 10_000 * np.log1p(-seen) - betaln(500, 10_001)
    assert slope[0] == pytest.approx(np.exp(density - inside[0]), rel=1e-6, abs=1e-3)


def test_what_sticks_break_off_has_all_digits() -> None:
    x = np.logspace(-12, 2, 141)
    assert one_less(x) == pytest.approx(-np.expm1(-x), rel=1e-14)
    assert one_less(x.astype(np.float32)) == pytest.approx(-np.expm1(-x), rel=3e-5)


def test_shares_are_a_whole_also_where_the_first_class_is_nearly_all() -> None:
    sticks = break_sticks(np.array([[8.0, -40.0], [0.3, 0.0]]))
    assert np.exp(sticks.log_shares).sum(axis=0) == pytest.approx([1, 1])
    assert sticks.log_shares[0] == pytest.approx([0, -40])


def test_the_odds_of_being_missed_are_those_of_the_cells() -> None:
    target = make_target()
    states = draw_states(target)
    odds = odds_missed(states, target)
    chances, shares = chances_and_shares(target, states[:, 3])
    missed = (shares * np.prod(1 - chances, axis=1)).sum()
    assert odds[3] == pytest.approx(missed / (1 - missed), rel=1e-9)
