import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import every_graph
from sijill.estimation.graphs.decomposable_graphs import decomposable_graphs
from sijill.estimation.graphs.posterior import DecomposablePosterior, decomposable_posterior
from sijill.estimation.graphs.set_weights import TotalPrior, weigh_sets
from sijill.estimation.graphs.sums import NEGLIGIBLE, GraphWeigher, sum_over_graphs
from sijill.estimation.graphs.unseen_grid import AdaptiveGrid
from sijill.estimation.tables.cells import count_cells
from sijill.model.results.captures import CaptureTable

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
DrawTable = Callable[..., CaptureTable]

COUNTS = np.array([0, 30, 25, 12, 40, 3, 0, 6])
STEP_ONE = range(200)


def drawn_counts(seed: int, lists: int, persons: int) -> Counts:
    """Lists that hold each person with a chance of their own, and one that copies another."""
    generator = np.random.default_rng(seed)
    on = generator.random((persons, lists)) < generator.uniform(0.1, 0.4, lists)
    on[:, -1] |= on[:, 0] & (generator.random(persons) < 0.5)
    counts = np.bincount((on << np.arange(lists)).sum(axis=1), minlength=1 << lists)
    counts[0] = 0
    return counts.astype(np.int64)


def brute_force(counts: Counts, unseen: range, delta: float) -> tuple[Floats, dict[object, float]]:
    """The log weight of each number unseen, and each graph's share, from the formula alone."""
    lists = len(counts).bit_length() - 1
    graphs = every_graph.every_decomposable_graph(lists)
    logs = np.array(
        [
            [every_graph.log_weight(counts, number, edges, delta, lists) for number in unseen]
            for edges in graphs
        ]
    )
    shares = np.exp(logs - logs.max())
    shares = shares.sum(axis=1) / shares.sum()
    cliques = [
        tuple(sorted(sum(1 << j for j in one) for one in every_graph.cliques_of(edges, lists)))
        for edges in graphs
    ]
    points = np.logaddexp.reduce(logs, axis=0) - math.log(len(graphs))
    return points, dict(zip(cliques, map(float, shares), strict=True))


@pytest.mark.parametrize(
    ("counts", "unseen", "delta"),
    [
        (COUNTS, range(400), 1 / 8),
        (COUNTS, range(5, 900, 7), 1.0),
        (np.array([0, 1, 0, 0, 0, 0, 0, 0]), range(50), 1 / 8),
        (drawn_counts(1, 3, 40_000), range(2_000, 90_000, 3_001), 0.01),
        (drawn_counts(2, 4, 500), range(300), 1 / 16),
        (drawn_counts(3, 4, 20_000), range(0, 40_000, 401), 1 / 16),
        (drawn_counts(4, 5, 300), range(40, 400, 24), 1 / 32),
    ],
    ids=["three", "delta 1", "one person", "three, large", "four", "four, large", "five"],
)
def test_it_is_the_formula(counts: Counts, unseen: range, delta: float) -> None:
    """To 1e-9, all log weights and the graphs; large tables lose digits in the plain formula."""
    points, shares = brute_force(counts, unseen, delta)
    posterior = decomposable_posterior(counts, delta=delta, unseen=unseen)
    slack = 1e-9 if counts.sum() < 5_000 else 1e-7
    assert np.allclose(posterior.log_weights, points, rtol=0, atol=slack)
    assert np.allclose(posterior.probabilities, np.exp(points - np.logaddexp.reduce(points)))
    for graph in posterior.graphs:
        assert graph.probability == pytest.approx(shares[graph.cliques], rel=slack, abs=1e-12)
    assert math.fsum(posterior.probabilities) == pytest.approx(1)


@given(
    seed=st.integers(0, 1 << 20),
    persons=st.integers(30, 20_000),
    lists=st.integers(4, 6),
    negligible=st.sampled_from([NEGLIGIBLE, 1e-12, 1e-4, 0.3]),
)
@settings(max_examples=20, deadline=None)
def test_what_is_left_out_changes_nothing(
    seed: int, persons: int, lists: int, negligible: float
) -> None:
    """Graphs skipped between two points as negligible, against all graphs at every point.

    Shares that are far too large to skip must be noticed, and make for more work only.
    """
    counts = drawn_counts(seed, lists, persons)
    weights = weigh_sets(counts, 2.0**-lists, TotalPrior.RECIPROCAL)
    weigher = GraphWeigher(weights, decomposable_graphs(lists))
    grid = np.arange(0, 2 * persons, max(1, persons // 40))
    sums = sum_over_graphs(weigher, grid, np.ones(len(grid)), negligible)
    everything = [weigher.weigh_all(int(number)) for number in grid]
    logs = np.array([one.log_total for one in everything])
    assert np.allclose(sums.log_points, logs, rtol=0, atol=1e-10)
    points = np.exp(logs - np.logaddexp.reduce(logs))
    shares = points @ np.array([one.shares for one in everything])
    assert np.allclose(sums.graph_shares, shares, rtol=0, atol=1e-10)


@pytest.mark.parametrize("lists", [3, 6, 7])
def test_a_fine_range_is_summed_point_by_point(lists: int) -> None:
    counts = drawn_counts(7, lists, 4_000)
    posterior = decomposable_posterior(counts, unseen=range(700, 3_000))
    weights = weigh_sets(counts, 2.0**-lists, TotalPrior.RECIPROCAL)
    graphs = decomposable_graphs(lists)
    for point in (0, 1, 800, 2_298, 2_299):
        alone = GraphWeigher(weights, graphs).weigh_all(700 + point)
        log_weight = alone.log_total - math.log(len(graphs))
        assert posterior.log_weights[point] == pytest.approx(log_weight, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("lists", [3, 4, 5])
def test_the_order_of_the_lists_is_of_no_account(seed: int, lists: int) -> None:
    counts = drawn_counts(seed, lists, 900)
    order = np.random.default_rng(seed).permutation(lists)
    cells = np.arange(1 << lists)
    moved = sum((cells >> j & 1) << int(order[j]) for j in range(lists))
    renamed = np.empty_like(counts)
    renamed[moved] = counts
    one = decomposable_posterior(counts, unseen=range(1_500))
    two = decomposable_posterior(renamed, unseen=range(1_500))
    assert np.allclose(one.log_weights, two.log_weights, rtol=0, atol=1e-9)


def test_independent_lists_find_the_truth(draw_table: DrawTable) -> None:
    table = draw_table(seed=3, persons=5_000, chances=(0.3, 0.4, 0.35, 0.25))
    posterior = decomposable_posterior(count_cells(table, "ABCD"), unseen=AdaptiveGrid())
    assert posterior.quantile(0.025) < 5_000 < posterior.quantile(0.975)
    assert posterior.graphs[0].cliques == (1, 2, 4, 8)


def test_a_copied_list_is_found(draw_table: DrawTable) -> None:
    table = draw_table(4, 5_000, (0.3, 0.4, 0.35, 0.25), copied=[(0, 3, 0.6)])
    posterior = decomposable_posterior(count_cells(table, "ABCD"), unseen=AdaptiveGrid())
    assert posterior.graphs[0].cliques == (0b0010, 0b0100, 0b1001)
    assert posterior.quantile(0.025) < 5_000 < posterior.quantile(0.975)


def posterior_of_counts(**choices: object) -> DecomposablePosterior:
    return decomposable_posterior(COUNTS, **{"unseen": STEP_ONE, **choices})  # type: ignore[arg-type]


def test_quantiles_by_hand() -> None:
    posterior = posterior_of_counts()
    cumulative = np.cumsum(posterior.probabilities)
    for level in (0.0, 0.025, 0.5, 0.975, 0.999):
        at = posterior.quantile(level) - 116
        assert cumulative[at] > level
        assert at == 0 or cumulative[at - 1] <= level
    assert posterior.quantile(0.0) == 116


@pytest.mark.parametrize("level", [-0.1, 1.0, math.nan])
def test_levels_outside_are_refused(level: float) -> None:
    with pytest.raises(ValueError, match="at least 0 and below 1"):
        posterior_of_counts().quantile(level)


def test_draws_follow_the_posterior_and_the_seed() -> None:
    posterior = posterior_of_counts()
    draws = posterior.draw(20_000, seed=5)
    assert (draws == posterior.draw(20_000, seed=5)).all()
    assert (draws != posterior.draw(20_000, seed=6)).any()
    mean = float(posterior.totals @ posterior.probabilities)
    spread = math.sqrt(float((posterior.totals - mean) ** 2 @ posterior.probabilities))
    assert abs(draws.mean() - mean) < 4 * spread / math.sqrt(20_000)
    assert not len(posterior.draw(0, seed=5))
    with pytest.raises(ValueError, match="number and seed"):
        posterior.draw(1, seed=-1)


def test_mass_near_the_end_tells_of_a_range_too_short() -> None:
    """Hardly anybody is on two lists, so that hundreds are unseen."""
    counts = np.array([0, 40, 30, 1, 20, 1, 1, 0])
    assert decomposable_posterior(counts, unseen=range(400)).near_end > 0.2
    assert decomposable_posterior(counts, unseen=range(100_000)).near_end < 1e-4


def test_the_complete_graph_can_be_left_out() -> None:
    with_it = posterior_of_counts(delta=1.0)
    without = posterior_of_counts(delta=1.0, exclude_complete=True)
    assert len(without.graphs) == len(with_it.graphs) - 1 == 7
    kept = {graph.cliques: graph.probability for graph in with_it.graphs}
    complete = kept.pop((0b111,))
    for graph in without.graphs:
        assert graph.probability == pytest.approx(kept[graph.cliques] / (1 - complete))


def test_the_priors_differ_by_the_total() -> None:
    one, two = posterior_of_counts(), posterior_of_counts(prior=TotalPrior.UNIFORM)
    assert np.allclose(two.log_weights - one.log_weights, np.log(one.totals))


@pytest.mark.parametrize(
    ("counts", "choices", "message"),
    [
        ([0, 1, 2, 3], {}, "3 to 12 lists"),
        ([0, *[1] * 8191], {}, "3 to 12 lists"),
        ([0, *[1] * 6], {}, "3 to 12 lists"),
        ([0.0, *[1.0] * 7], {}, "whole numbers"),
        ([0, -1, *[1] * 6], {}, "none negative"),
        ([1] * 8, {}, "nobody on no list"),
        ([0] * 8, {}, "counts somebody"),
        (COUNTS, {"delta": 0.0}, "delta"),
        (COUNTS, {"delta": math.nan}, "delta"),
        (COUNTS, {"delta": math.inf}, "delta"),
        (COUNTS, {"unseen": range(0)}, "numbers unseen"),
        (COUNTS, {"unseen": range(9, 0, -1)}, "numbers unseen"),
        (COUNTS, {"unseen": range(-1, 9)}, "numbers unseen"),
        (COUNTS, {"unseen": AdaptiveGrid(), "prior": TotalPrior.UNIFORM}, "name a range"),
    ],
)
def test_what_is_refused(counts: list[int], choices: dict[str, object], message: str) -> None:
    chosen = {"unseen": STEP_ONE, **choices}
    with pytest.raises(ValueError, match=message):
        decomposable_posterior(np.array(counts), **chosen)  # type: ignore[arg-type]
