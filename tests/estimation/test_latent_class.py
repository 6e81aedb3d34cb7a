import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import nbinom

import gibbs
from sijill.estimation.latent_class.particles import Effort, draw_unseen
from sijill.estimation.latent_class.posterior import (
    LEAST_EFFECTIVE,
    ClassPrior,
    LatentClassPosterior,
    _refuse,
    sample_classes,
    simulate_prior,
)
from sijill.estimation.pooling.methods import reach_of_runs
from sijill.estimation.sampling.convergence import rhat
from sijill.estimation.tables.cells import count_cells
from sijill.model.results.captures import CaptureTable
from sijill.model.values.quantities import Refusal, RefusalReason

LIGHT = Effort(particles=256)


def sample(
    table: CaptureTable, prior: ClassPrior | None = None, effort: Effort = LIGHT, seed: int = 1
) -> LatentClassPosterior:
    counts = count_cells(table, table.lists)
    posterior = sample_classes(
        counts, prior or ClassPrior(), seed=seed, effort=effort, thorough=None
    )
    assert isinstance(posterior, LatentClassPosterior), posterior
    return posterior


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "low", "median", "high"),
    [
        # medians and 95 % intervals of the R package LCMCR
        ("kosovo", 9_059, 10_436, 13_967),
        ("western5", 1_304, 1_834, 3_008),
        ("hare6", 70, 76, 91),
        ("wittes5", 591, 629, 717),
    ],
)
def test_public_tables_have_the_published_posterior(
    read_table: Callable[[str], CaptureTable], name: str, low: int, median: int, high: int
) -> None:
    posterior = sample(read_table(name))
    assert posterior.rhat <= 1.01
    assert min(posterior.ess_bulk, posterior.ess_tail) > 1000
    expected = pytest.approx(np.array([low, median, high]), rel=0.06)
    assert posterior.recorded + np.quantile(posterior.unseen, (0.025, 0.5, 0.975)) == expected


@pytest.mark.long
def test_draws_agree_with_the_gibbs_sampler(
    draw_table: Callable[..., CaptureTable],
) -> None:
    table = draw_table(seed=3, persons=150, chances=(0.4, 0.35, 0.3))
    counts = count_cells(table, table.lists)
    cap = 5 * table.observed
    chains = np.stack(
        [
            gibbs.run_gibbs(counts, classes=4, sweeps=40_000, cap=cap, seed=seed)[5_000:]
            for seed in (1, 2)
        ]
    )
    assert rhat(chains) < 1.02
    ours = sample(table, ClassPrior(classes=4, cap_factor=5)).unseen
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    difference = np.quantile(ours, levels) - np.quantile(chains, levels)
    assert (abs(difference) <= np.array([0.1, 0.1, 0.1, 0.15, 0.3]) * chains.std()).all()


def test_the_truth_is_found_where_two_classes_made_the_table() -> None:
    rng = np.random.default_rng(7)
    hard = rng.random(6000) < 0.7
    chances = np.where(hard[:, None], (0.15, 0.12, 0.1, 0.1), (0.5, 0.5, 0.4, 0.45))
    cells = (rng.random((6000, 4)) < chances) @ (1 << np.arange(4))
    counts = np.bincount(cells, minlength=16)
    counts[0] = 0
    posterior = sample_classes(counts, ClassPrior(), seed=1, effort=LIGHT, thorough=None)
    assert isinstance(posterior, LatentClassPosterior)
    assert posterior.recorded == (cells > 0).sum()
    low, high = posterior.recorded + np.quantile(posterior.unseen, (0.01, 0.99))
    assert low < 6000 < high


def test_the_same_arguments_give_the_same_draws(
    draw_table: Callable[..., CaptureTable],
) -> None:
    table = draw_table(seed=3, persons=200, chances=(0.4, 0.35, 0.3))
    one, other = sample(table), sample(table, seed=2)
    assert (sample(table).unseen == one.unseen).all()
    assert (other.unseen != one.unseen).any()


def test_the_cap_is_kept_and_its_neighbourhood_reported(
    draw_table: Callable[..., CaptureTable],
) -> None:
    table = draw_table(seed=3, persons=400, chances=(0.1, 0.12, 0.08))
    tight = sample(table, ClassPrior(cap_factor=1))
    assert tight.cap == table.observed
    assert tight.unseen.max() <= table.observed
    assert tight.share_near_cap > 0.2
    free = sample(table, ClassPrior(cap_factor=None))
    assert free.cap is None
    assert free.share_near_cap == 0
    assert free.unseen.max() > table.observed


def test_the_prior_alone_expects_nearly_all_to_be_seen(
    draw_table: Callable[..., CaptureTable],
) -> None:
    """Against sticks broken here: N / n for large n is 1 / (1 − p(0))."""
    table = draw_table(seed=3, persons=200, chances=(0.4, 0.35, 0.3, 0.3))
    cells = count_cells(table, table.lists)
    levels = (0.025, 0.25, 0.5, 0.75, 0.975)
    for chance, least, most in (((1.0, 1.0), 1.0, 1.1), ((0.5, 3.0), 1.3, math.inf)):
        ratios = simulate_prior(cells, ClassPrior(chance=chance), seed=1)
        assert isinstance(ratios, np.ndarray)
        assert least < np.median(ratios) < most
        missed = break_sticks(chance, lists=4)
        expected = np.quantile(missed / (1 - missed), levels)
        assert np.quantile(ratios, levels) - 1 == pytest.approx(expected, rel=0.15)


def break_sticks(chance: tuple[float, float], lists: int, draws: int = 100_000) -> np.ndarray:
    """The chance of being on no list, drawn from the default prior of the weights of classes."""
    rng = np.random.default_rng(8)
    prior = ClassPrior()
    shape, rate = prior.concentration
    sticks = rng.beta(1, rng.gamma(shape, 1 / rate, (draws, 1)), (draws, prior.classes))
    sticks[:, -1] = 1.0
    left = np.cumprod(np.hstack([np.ones((draws, 1)), 1 - sticks[:, :-1]]), axis=1)
    on_none = (1 - rng.beta(*chance, (draws, prior.classes, lists))).prod(axis=2)
    missed: np.ndarray = (left * sticks * on_none).sum(axis=1)
    return missed


def test_runs_that_disagree_are_a_refusal(read_table: Callable[[str], CaptureTable]) -> None:
    """With hardly a move two modes keep the masses that chance gave them."""
    table = read_table("netherlands5")
    idle = Effort(particles=64, least_moves=1, most_moves=1, most_leaps=10, draws_each=4)
    counts = count_cells(table, table.lists)
    answer = sample_classes(counts, ClassPrior(), seed=1, effort=idle, thorough=None)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.NOT_CONVERGED
    assert "R-hat" in answer.explanation


def test_runs_are_added_until_the_draws_are_enough(
    draw_table: Callable[..., CaptureTable],
) -> None:
    """Four short runs are worth too little, and more of the same are enough."""
    table = draw_table(seed=3, persons=400, chances=(0.5, 0.45, 0.4, 0.4))
    counts = count_cells(table, table.lists)
    short = Effort(particles=64, most_moves=8, most_leaps=40, draws_each=1)
    alone = sample_classes(counts, ClassPrior(), seed=1, effort=short, thorough=None)
    more = sample_classes(counts, ClassPrior(), seed=1, effort=short, thorough=short)
    assert isinstance(alone, Refusal)
    assert isinstance(more, LatentClassPosterior)
    assert more.unseen.shape in {(8, 64), (12, 64)}
    assert more.agrees
    assert min(more.ess_bulk, more.ess_tail) >= LEAST_EFFECTIVE


@pytest.mark.parametrize(
    ("rhat", "effective", "starts", "never"),
    [
        (1.007, 120.0, "The draws of 4 independent runs hang together", "disagree"),
        (1.3, 900.0, "4 independent runs disagree (rank R-hat 1.300", "hang together"),
    ],
)
def test_a_refusal_names_what_was_wrong(
    draw_table: Callable[..., CaptureTable], rhat: float, effective: float, starts: str, never: str
) -> None:
    table = draw_table(seed=3, persons=200, chances=(0.4, 0.35, 0.3, 0.3))
    wrong = replace(sample(table), rhat=rhat, ess_bulk=effective)
    said = _refuse(wrong).explanation
    assert said.startswith(starts)
    assert never not in said


def test_two_lists_or_nobody_are_a_refusal() -> None:
    two = sample_classes(np.array([0, 9, 9, 3]), ClassPrior(), seed=1)
    assert isinstance(two, Refusal)
    assert two.reason is RefusalReason.TOO_FEW_LISTS
    nobody = sample_classes(np.zeros(8, int), ClassPrior(), seed=1)
    assert isinstance(nobody, Refusal)
    assert nobody.reason is RefusalReason.NOTHING_RECORDED


def test_numbers_unseen_are_negative_binomial_up_to_the_cap() -> None:
    odds = np.full(20_000, 0.5)
    unseen = draw_unseen(odds, 40, 22, np.random.default_rng(2))
    law = nbinom(40, 1 / 1.5)
    for number in (12, 16, 20):
        assert (unseen <= number).mean() == pytest.approx(law.cdf(number) / law.cdf(22), abs=0.015)
    assert unseen.max() == 22


@pytest.mark.parametrize(
    "wrong",
    [
        {"classes": 1},
        {"chance": (0.0, 1.0)},
        {"concentration": (0.25, -1.0)},
        {"cap_factor": 0},
    ],
)
def test_priors_that_are_none_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"classes|positive|cap"):
        ClassPrior(**wrong)


@pytest.mark.parametrize("wrong", [{"particles": 31}, {"most_moves": 0}, {"draws_each": 0}])
def test_efforts_that_do_nothing_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least"):
        Effort(**wrong)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="counts are whole numbers"):
        sample_classes(np.array([0, 1, 2, 3, -1, 2, 2, 2]), ClassPrior(), seed=1)


def test_runs_that_nearly_agree_are_given_where_that_is_tolerated(
    draw_table: Callable[..., CaptureTable],
) -> None:
    """As a posterior that does not agree; without tolerance it is a refusal."""
    table = draw_table(seed=3, persons=400, chances=(0.5, 0.45, 0.4, 0.4))
    counts = count_cells(table, table.lists)
    few = Effort(particles=32, most_leaps=20, draws_each=1)
    tolerant = sample_classes(
        counts, ClassPrior(), seed=1, effort=few, thorough=None, tolerated_rhat=1.5
    )
    assert isinstance(tolerant, LatentClassPosterior)
    assert not tolerant.agrees
    strict = sample_classes(counts, ClassPrior(), seed=1, effort=few, thorough=None)
    assert isinstance(strict, Refusal)


def test_where_runs_disagree_the_interval_reaches_as_far_as_any_of_them(
    draw_table: Callable[..., CaptureTable],
) -> None:
    table = draw_table(seed=3, persons=200, chances=(0.4, 0.35, 0.3))
    sound = sample(table)
    rng = np.random.default_rng(5)
    runs = np.stack([rng.normal(middle, 5, 1000).round() for middle in (100, 100, 130, 90)])
    apart = replace(sound, unseen=runs.astype(np.int64), rhat=1.05)
    reach = np.quantile(reach_of_runs(apart), (0.025, 0.5, 0.975))
    of_each = np.quantile(runs, (0.025, 0.975), axis=1)
    assert reach[0] == pytest.approx(of_each[0].min(), abs=1)
    assert reach[2] == pytest.approx(of_each[1].max(), abs=1)
    assert reach[1] == pytest.approx(np.median(runs), abs=2)
