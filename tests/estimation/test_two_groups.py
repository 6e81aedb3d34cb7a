"""A group of the people that is harder to record: against plain Monte Carlo and known truths."""

import numpy as np
import pytest
from scipy import stats

from sijill import estimation as mse
from sijill.estimation.rasch.posterior import RaschPosterior, sample_rasch, sample_two_groups
from sijill.estimation.rasch.two_groups import TwoGroupsDensity
from sijill.estimation.tables.cells import Integers
from sijill.model.values.quantities import Refusal, RefusalReason

FEW = np.array([0, 9, 8, 4, 6, 3, 2, 3])
HISTORIES = np.arange(8)[:, None] >> np.arange(3) & 1


def simulate(easy: int, hard: int, harder: float, seed: int) -> Integers:
    rng = np.random.default_rng(seed)
    odds = np.array([0.4, 0.3, 0.3, 0.2]) / np.array([0.6, 0.7, 0.7, 0.8])
    odds = odds / np.where(np.arange(easy + hard) < easy, 1.0, harder)[:, None]
    on_lists = rng.random(odds.shape) < odds / (1 + odds)
    counts = np.bincount(on_lists @ (1 << np.arange(4)), minlength=16)
    counts[0] = 0
    return counts.astype(np.int64)


def sampled(counts: Integers, harder: float = 5.0, seed: int = 1) -> RaschPosterior:
    found = sample_two_groups(counts, harder=harder, draws=4_000, seed=seed)
    assert isinstance(found, RaschPosterior), found
    return found


def test_the_posterior_is_that_of_plain_monte_carlo() -> None:
    """Draws of the prior, weighed by the likelihood; no code shared."""
    rng = np.random.default_rng(5)
    number = 400_000
    effects = rng.logistic(size=(number, 3))
    share = rng.uniform(0, 0.5, number)
    cells = np.zeros((number, 8))
    for weight, log_odds in ((1 - share, effects), (share, effects - np.log(5.0))):
        on = 1 / (1 + np.exp(-log_odds))
        each = np.where(HISTORIES == 1, on[:, None], 1 - on[:, None]).prod(axis=2)
        cells += weight[:, None] * each
    heights = np.log(cells[:, 1:] / (1 - cells[:, :1])) @ FEW[1:]
    weights = np.exp(heights - heights.max())
    assert weights.sum() ** 2 / (weights**2).sum() > 1_000
    odds = cells[:, 0] / (1 - cells[:, 0])
    rng = np.random.default_rng(6)
    chosen = rng.choice(number, 20_000, p=weights / weights.sum())
    unseen = stats.poisson.rvs(rng.gamma(FEW.sum(), odds[chosen]), random_state=rng)
    found = sampled(FEW)
    levels = [0.1, 0.5, 0.9]
    assert np.quantile(found.unseen, levels) == pytest.approx(np.quantile(unseen, levels), rel=0.1)
    assert found.sigma.mean() == pytest.approx(np.average(share, weights=weights), abs=0.02)


def test_a_third_much_harder_to_record_is_within_reach() -> None:
    """Of a normal law it is not always: its tail hides fewer."""
    tables = [simulate(1_000, 500, 5.0, seed) for seed in range(4)]
    groups = [np.quantile(sampled(counts).unseen, 0.975) + counts.sum() for counts in tables]
    ease = []
    for counts in tables:
        normal = sample_rasch(counts, draws=2_000, seed=1)
        assert isinstance(normal, RaschPosterior)
        ease.append(np.quantile(normal.unseen, 0.975) + counts.sum())
    assert min(groups) > 1_500
    assert min(ease) < 1_500


def test_many_persons_limit_the_share_and_hardly_harder_is_nobody_harder() -> None:
    few, many = (sampled(simulate(size, 0, 5.0, seed=4)) for size in (400, 40_000))
    assert np.quantile(many.sigma, 0.975) < np.quantile(few.sigma, 0.975) / 2
    same = sampled(simulate(40_000, 0, 5.0, seed=4), harder=1.0001)
    assert np.median(same.unseen) == pytest.approx(0.6 * 0.7 * 0.7 * 0.8 * 40_000, rel=0.03)


def test_derivatives_are_those_of_the_density() -> None:
    density = TwoGroupsDensity(FEW, 5.0)
    point = np.array([[-0.4, -0.9, 0.3, 0.2]])
    step = 1e-5
    moved = [point + step * sign * np.eye(4)[j] for j in range(3) for sign in (1, -1)]
    heights = density.log(np.vstack(moved)).reshape(3, 2)
    slope = density.slope(point)
    assert slope.gradient[0] == pytest.approx(np.diff(heights)[:, 0] / (-2 * step), abs=1e-5)
    assert np.isfinite(density.log(np.array([[0.0, 0.0, 0.0, 0.0]]))).all()


def test_what_is_refused() -> None:
    for harder in (1.0, 0.2, np.inf, np.nan):
        with pytest.raises(ValueError, match="how many times harder must be more than 1"):
            sample_two_groups(FEW, harder=harder, draws=10, seed=1)
        with pytest.raises(ValueError, match="how many times harder must be more than 1"):
            mse.Settings(harder=harder)
    refusal = sample_two_groups(np.array([0, 5, 5, 5]), harder=5.0, draws=10, seed=1)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is RefusalReason.TOO_FEW_LISTS
