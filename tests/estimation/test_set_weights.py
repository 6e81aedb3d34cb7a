"""The contributions of sets of lists, and the bound on what happens between two points."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.estimation.graphs.decomposable_graphs import decomposable_graphs
from sijill.estimation.graphs.set_weights import TotalPrior, log_gamma_ratio, weigh_sets
from sijill.estimation.graphs.sums import GraphWeigher

COUNTS = np.array([0, 30, 25, 12, 40, 3, 0, 6])
tables = st.lists(st.integers(0, 400), min_size=7, max_size=7).filter(any)


@given(st.floats(1, 300), st.floats(1e-3, 300))
def test_the_ratio_of_small_numbers(x: float, other: float) -> None:
    expected = math.lgamma(other) - math.lgamma(x)
    ratio = log_gamma_ratio(np.array([x]), np.array([other - x]))[0]
    assert math.isclose(ratio, expected, rel_tol=1e-9, abs_tol=1e-10)


@given(st.integers(64, 1 << 50), st.integers(0, 60))
def test_the_ratio_of_large_numbers_near_each_other(x: int, apart: int) -> None:
    """Γ(x + k) / Γ(x) is the product of x, x + 1 … x + k - 1."""
    expected = math.fsum(math.log(x + i) for i in range(apart))
    ratio = log_gamma_ratio(np.array([float(x)]), np.array([float(apart)]))[0]
    assert math.isclose(ratio, expected, rel_tol=1e-13, abs_tol=1e-12)


def test_an_eighth_is_not_lost_beside_a_very_large_number() -> None:
    """Γ(x + a) / Γ(x) tends to x^a."""
    x = 2.0**57
    assert x + 1 / 8 == x
    ratio = log_gamma_ratio(np.array([x]), np.array([1 / 8]))[0]
    assert math.isclose(ratio, math.log(x) / 8, rel_tol=1e-14)


def test_one_set_by_hand() -> None:
    """Of lists A and B: 25 on B alone … and those on neither are on C alone, or unseen."""
    weights = weigh_sets(COUNTS, 1 / 8, TotalPrior.RECIPROCAL)
    on_neither, on_a, on_b, on_both = 40 + 10, 30 + 3, 25 + 0, 12 + 6
    pseudo = 2 / 8
    expected = math.lgamma(1) - math.lgamma(116 + 10 + 1)
    for number in (on_neither, on_a, on_b, on_both):
        expected += math.lgamma(number + pseudo) - math.lgamma(pseudo)
    contributions = weights.contributions(np.array([10.0]))
    assert contributions[0b011, 0] == pytest.approx(expected, rel=1e-13)
    assert contributions[0b000, 0] == 0


@given(tables, st.integers(0, 3000), st.integers(2, 3000))
@settings(max_examples=50, deadline=None)
def test_between_two_points_no_weight_rises_above_the_bound(
    seen: list[int], start: int, width: int
) -> None:
    weights = weigh_sets(np.array([0, *seen]), 1 / 8, TotalPrior.RECIPROCAL)
    weigher = GraphWeigher(weights, decomposable_graphs(3))
    unseen = start + np.linspace(0, width, 9)
    ((_, _, logs),) = weigher.blocks(np.arange(8), unseen)
    together = np.logaddexp.reduce(logs, axis=0)
    away = (unseen - start) * (start + width - unseen) / 2
    for log in (*logs, together):
        line = log[0] + (log[-1] - log[0]) * (unseen - start) / width
        assert (log <= line + weights.curvature(start) * away + 1e-8).all()


def test_graphs_of_other_lists_are_refused() -> None:
    weights = weigh_sets(COUNTS, 1 / 8, TotalPrior.RECIPROCAL)
    with pytest.raises(ValueError, match="a table of 3 lists, graphs of 4"):
        GraphWeigher(weights, decomposable_graphs(4))
