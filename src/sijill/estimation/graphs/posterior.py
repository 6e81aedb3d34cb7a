"""The total as a posterior: every decomposable graph of dependence between lists, averaged.

Which lists depend on which is not known, and no table can tell it for sure. So no graph is chosen:
each decomposable graph on the lists, with a hyper-Dirichlet prior on the cells, gives the data a
probability for each number unseen in closed form, and graphs count by it (Madigan & York 1997,
Biometrika 84:19; the R package dga of Johndrow, Lum & Ball). Nothing is sampled: the sums are
exact, over all graphs up to seven lists and over those found on more.

**What the prior decides.** The table of all lists gets the pseudo-count delta in each cell. With
delta = 2^-J it is one observation in all, and that is the default. With larger ones the
*complete* graph, which says nothing about the number unseen, follows the prior alone and draws the
total down to those seen; ``exclude_complete`` leaves it out. A range of numbers unseen is a prior
too: mass near its end says that it decides.
"""

import math
from dataclasses import dataclass

import numpy as np

from sijill.estimation.graphs.decomposable_graphs import MOST_LISTS as MOST_LISTED
from sijill.estimation.graphs.decomposable_graphs import Graphs, decomposable_graphs
from sijill.estimation.graphs.graph_search import search_graphs
from sijill.estimation.graphs.set_weights import SetWeights, TotalPrior, weigh_sets
from sijill.estimation.graphs.sums import GraphSums, GraphWeigher, sum_over_graphs
from sijill.estimation.graphs.unseen_grid import AdaptiveGrid, lay_grid, widths_of
from sijill.estimation.tables.cells import FEWEST_LISTS, NOWHERE, Floats, Integers, number_of_lists

MOST_LISTS = 12
"""With more the weights of all sets of lists do not fit a step of the search."""
MOST_GRAPHS = 50
"""The most probable graphs are reported, at most this many."""
NEAR_END = 0.9
"""Near the end is above this times the largest number unseen of the grid."""
LEAST_DELTA, MOST_DELTA = 1e-9, 1e3


@dataclass(frozen=True, slots=True)
class WeighedGraph:
    """One graph: which lists depend on each other, and how probable that is.

    Sets of lists are bit masks, ascending. Lists in one clique may depend on each other in any way;
    given the lists of a separator, what it separates is independent.
    """

    cliques: tuple[int, ...]
    separators: tuple[int, ...]
    """Without the empty ones."""
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class DecomposablePosterior:
    """How probable each total is, and each graph."""

    recorded: int
    """n, the persons seen: a total is n and a number unseen."""
    unseen: Integers
    """The grid of numbers unseen, rising; shape (points,)."""
    log_weights: Floats
    """Log of the joint probability of data and point, a uniform prior on graphs and the prior on
    totals not normalised; a point of an adaptive grid has that of the numbers it stands for."""
    probabilities: Floats
    """Of each point; together 1."""
    graphs: tuple[WeighedGraph, ...]
    """The most probable graphs, the first first."""
    near_end: float
    """The share of the posterior on the last tenth of the grid: near 0, or the range decides."""

    @property
    def totals(self) -> Integers:
        """N of each point."""
        return self.unseen + self.recorded

    def quantile(self, level: float) -> int:
        """The first total of the grid with more than ``level`` of the posterior up to it (dga's).

        Raises:
            ValueError: for a level below 0, or 1 and above.
        """
        if not 0 <= level < 1:
            raise ValueError(f"a level is at least 0 and below 1: {level}")
        cumulative = np.cumsum(self.probabilities)
        at = int(np.searchsorted(cumulative / cumulative[-1], level, side="right"))
        return int(self.totals[at])

    def draw(self, number: int, seed: int) -> Integers:
        """Totals drawn from the posterior, points of the grid; shape (number,).

        Raises:
            ValueError: for a negative number or seed.
        """
        if number < 0 or seed < 0:
            raise ValueError(f"number and seed must be at least 0: {number}, {seed}")
        generator = np.random.default_rng(seed)
        return generator.choice(self.totals, size=number, p=self.probabilities)


def decomposable_posterior(
    counts: Integers,
    *,
    delta: float | None = None,
    unseen: range | AdaptiveGrid,
    exclude_complete: bool = False,
    prior: TotalPrior = TotalPrior.RECIPROCAL,
    seed: int = 0,
) -> DecomposablePosterior:
    """Average over all decomposable graphs on three to seven lists; over those found on up to 12.

    On more than seven lists the graphs are searched for (``graph_search``, with ``seed``), and the
    complete one is left out in any case.

    ``counts`` are persons by capture history, shape (2^J,), whole numbers, with nobody in the cell
    *on no list*. ``delta`` is the pseudo-count of a cell; ``None`` stands for 2^-J. ``unseen`` is
    either the range of numbers unseen that are possible, each as probable as the ``prior`` on the
    total says (then the sums are over exactly these), or an ``AdaptiveGrid`` that finds what
    matters between none and 2^50.

    Raises:
        ValueError: if the table is not of this form or empty, ``delta`` is not between 10^-9 and
            1,000, the range is empty, falls or begins below 0, or an adaptive grid is asked for
            together with a uniform prior, which has infinite mass.
    """
    _check_counts(counts)
    lists = number_of_lists(counts)
    pseudo_count = 2.0**-lists if delta is None else delta
    _check_choices(pseudo_count, unseen, prior)
    weights = weigh_sets(counts, pseudo_count, prior)
    weigher = GraphWeigher(weights, _graphs_for(weights, seed, exclude_complete=exclude_complete))
    grid, widths = _grid_of(weigher, unseen)
    sums = sum_over_graphs(weigher, grid, widths)
    return _report(weigher, grid, np.log(widths), sums)


def _graphs_for(weights: SetWeights, seed: int, *, exclude_complete: bool) -> Graphs:
    if weights.lists > MOST_LISTED:
        return search_graphs(weights, seed)
    graphs = decomposable_graphs(weights.lists)
    return graphs.without_complete() if exclude_complete else graphs


def _check_counts(counts: Integers) -> None:
    lists = number_of_lists(counts)
    if counts.shape != (1 << lists,) or not FEWEST_LISTS <= lists <= MOST_LISTS:
        raise ValueError(f"a table of 3 to 12 lists has 8 to 4,096 cells: shape {counts.shape}")
    if not np.issubdtype(counts.dtype, np.integer) or counts.min() < 0:
        raise ValueError("counts of persons are whole numbers, none negative")
    if counts[NOWHERE] or not counts.any():
        raise ValueError("a table counts somebody, and nobody on no list")


def _check_choices(delta: float, unseen: range | AdaptiveGrid, prior: TotalPrior) -> None:
    if not LEAST_DELTA <= delta <= MOST_DELTA:
        raise ValueError(f"delta is from {LEAST_DELTA} to {MOST_DELTA:,.0f}: {delta}")
    if isinstance(unseen, AdaptiveGrid):
        if prior is TotalPrior.UNIFORM:
            raise ValueError("all totals without end cannot be alike: name a range")
    elif not unseen or unseen.step < 0 or unseen.start < 0:
        raise ValueError(f"numbers unseen rise from 0 or more: {unseen}")


def _grid_of(weigher: GraphWeigher, unseen: range | AdaptiveGrid) -> tuple[Integers, Floats]:
    """The points, and how many numbers unseen each stands for."""
    if isinstance(unseen, range):
        grid = np.arange(unseen.start, unseen.stop, unseen.step, dtype=np.int64)
        return grid, np.ones(len(grid))
    weights = weigher.weights
    grid = lay_grid(
        lambda number: weigher.weigh_all(number).log_total,
        weights.curvature,
        weights.recorded,
        unseen,
    )
    return grid, widths_of(grid)


def _report(
    weigher: GraphWeigher, grid: Integers, log_widths: Floats, sums: GraphSums
) -> DecomposablePosterior:
    graphs = weigher.graphs
    log_weights = sums.log_points + log_widths - math.log(len(graphs))
    probabilities = np.exp(log_weights - log_weights.max())
    probabilities /= probabilities.sum()
    best = np.argsort(-sums.graph_shares, kind="stable")[:MOST_GRAPHS]
    return DecomposablePosterior(
        recorded=weigher.weights.recorded,
        unseen=grid,
        log_weights=log_weights,
        probabilities=probabilities,
        graphs=tuple(
            WeighedGraph(graphs.cliques(i), graphs.separators(i), float(sums.graph_shares[i]))
            for i in map(int, best)
        ),
        near_end=float(probabilities[grid > NEAR_END * grid[-1]].sum()),
    )
