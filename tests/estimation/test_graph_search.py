"""Graphs found by a search: those of a table whose graphs can all be listed, and on more lists."""

from collections.abc import Callable

import numpy as np
import pytest

from sijill.estimation.graphs.decomposable_graphs import decomposable_graphs
from sijill.estimation.graphs.graph_search import build_steps, search_graphs
from sijill.estimation.graphs.posterior import decomposable_posterior
from sijill.estimation.graphs.set_weights import TotalPrior, weigh_sets
from sijill.estimation.graphs.sums import GraphWeigher, sum_over_graphs
from sijill.estimation.graphs.unseen_grid import AdaptiveGrid
from sijill.estimation.tables.cells import count_cells
from sijill.model.results.captures import CaptureTable

DrawTable = Callable[..., CaptureTable]


def joined(lists: int, *links: tuple[int, int]) -> list[int]:
    neighbours = [0] * lists
    for j, k in links:
        neighbours[j] |= 1 << k
        neighbours[k] |= 1 << j
    return neighbours


def test_a_square_without_a_diagonal_is_not_decomposable() -> None:
    square = ((0, 1), (1, 2), (2, 3), (3, 0))
    assert build_steps(joined(4, *square)) is None
    steps = build_steps(joined(4, *square, (0, 2)))
    assert steps is not None
    assert sorted(step >> 4 for step in steps) == [0, 1, 2, 3]


def test_it_says_of_all_graphs_on_four_lists_which_are_decomposable() -> None:
    pairs = [(j, k) for k in range(4) for j in range(k)]
    found = sum(
        build_steps(joined(4, *(pair for at, pair in enumerate(pairs) if graph >> at & 1)))
        is not None
        for graph in range(1 << len(pairs))
    )
    assert found == len(decomposable_graphs(4)) == 61


def test_it_finds_the_graphs_that_matter(draw_table: DrawTable) -> None:
    table = draw_table(3, 2_000, [0.3, 0.2, 0.2, 0.15, 0.1], copied=[(0, 1, 0.4)])
    counts = count_cells(table, table.lists)
    weights = weigh_sets(counts, 2.0**-5, TotalPrior.RECIPROCAL)
    everything = decomposable_graphs(5).without_complete()
    grid = np.arange(100, 3_000, 10)
    widths = np.full(len(grid), 10.0)
    exact, found = (
        sum_over_graphs(GraphWeigher(weights, graphs), grid, widths).log_points
        for graphs in (everything, search_graphs(weights, 1))
    )
    shares = [np.exp(logs - logs.max()) for logs in (exact, found)]
    exact_share, found_share = (one / one.sum() for one in shares)
    assert np.abs(np.cumsum(exact_share) - np.cumsum(found_share)).max() < 0.01


def test_nine_lists_are_answered_and_the_same_seed_finds_the_same(draw_table: DrawTable) -> None:
    table = draw_table(4, 1_500, [0.2, 0.15, 0.15, 0.1, 0.1, 0.1, 0.08, 0.05, 0.05])
    counts = count_cells(table, table.lists)
    first, again = (decomposable_posterior(counts, unseen=AdaptiveGrid(), seed=5) for _ in range(2))
    assert first.quantile(0.025) < 1_500 < first.quantile(0.975)
    assert first.probabilities == pytest.approx(again.probabilities)
