"""Persons who differ by degrees: against quadrature and known truths."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from sijill.estimation.cells import Integers
from sijill.estimation.importance import PROPOSALS
from sijill.estimation.rasch import RaschPosterior, _Density, sample_rasch
from sijill.model.quantities import Refusal, RefusalReason


def simulate(persons: int, sigma: float, chances: list[float], seed: int = 1) -> Integers:
    rng = np.random.default_rng(seed)
    odds = np.log(np.array(chances) / (1 - np.array(chances)))
    log_odds = odds + sigma * rng.standard_normal((persons, 1))
    on_lists = rng.random(log_odds.shape) < 1 / (1 + np.exp(-log_odds))
    counts = np.bincount(on_lists @ (1 << np.arange(len(chances))), minlength=1 << len(chances))
    counts[0] = 0
    return counts.astype(np.int64)


def sampled(counts: Integers, seed: int = 1) -> RaschPosterior:
    found = sample_rasch(counts, draws=4_000, seed=seed)
    assert isinstance(found, RaschPosterior), found
    return found


def test_a_cells_probability_is_the_integral_over_persons() -> None:
    beta, sigma = np.array([-0.5, 0.2, -1.0]), 1.3
    density = _Density(np.array([0, 5, 0, 3, 0, 0, 0, 2]))
    point = np.append(beta, sigma)[None]

    def chance(z: float, history: tuple[int, ...]) -> float:
        on = 1 / (1 + np.exp(-(beta + sigma * z)))
        return float(np.prod(np.where(history, on, 1 - on)) * stats.norm.pdf(z))

    for history, log in (
        ((0, 0, 0), density.log_missed(point)[0]),
        ((1, 1, 0), density._log_cell(point, np.array([[1.0, 1.0, -1.0]]))[0, 0]),
    ):
        exact = integrate.quad(chance, -9, 9, args=(history,), epsabs=1e-12)[0]
        assert math.exp(log) == pytest.approx(exact, rel=1e-6)


def test_the_posterior_is_even_in_sigma() -> None:
    density = _Density(simulate(500, 1.0, [0.3, 0.3, 0.2]))
    points = np.array([[-1.0, -1.0, -1.2, 0.7], [-1.0, -1.0, -1.2, -0.7]])
    first, second = density.log(points)
    assert first == pytest.approx(second, rel=1e-12)


@pytest.mark.parametrize("sigma", [0.0, 0.7, 1.5])
def test_the_truth_is_covered_and_sigma_found(sigma: float) -> None:
    found = sampled(simulate(6_000, sigma, [0.3, 0.3, 0.25, 0.2, 0.2]))
    low, high = np.quantile(found.unseen + found.recorded, [0.01, 0.99])
    assert low < 6_000 < high
    assert abs(np.median(found.sigma) - sigma) < 0.35
    assert found.effective > PROPOSALS / 20


def test_where_persons_differ_the_answer_is_above_that_of_independence() -> None:
    counts = simulate(4_000, 1.2, [0.3, 0.25, 0.2, 0.15])
    alike = simulate(4_000, 0.0, [0.3, 0.25, 0.2, 0.15])
    assert np.median(sampled(counts).unseen) / counts.sum() > 1.2 * (
        np.median(sampled(alike).unseen) / alike.sum()
    )


def test_the_same_seed_gives_the_same_draws() -> None:
    counts = simulate(800, 0.8, [0.3, 0.3, 0.2])
    assert (sampled(counts).unseen == sampled(counts).unseen).all()
    assert (sampled(counts).unseen != sampled(counts, seed=2).unseen).any()


def test_nobody_and_bad_arguments() -> None:
    nobody = sample_rasch(np.zeros(8, dtype=np.int64), draws=10, seed=1)
    assert isinstance(nobody, Refusal)
    assert nobody.reason is RefusalReason.NOTHING_RECORDED
    for counts, draws, seed in (
        ([0, -1, 1, 1], 10, 1),
        ([0, 1, 1, 1], 0, 1),
        ([0, 1, 1, 1], 1, -1),
    ):
        with pytest.raises(ValueError, match=r"counts are whole numbers|must not be negative"):
            sample_rasch(np.array(counts), draws=draws, seed=seed)
