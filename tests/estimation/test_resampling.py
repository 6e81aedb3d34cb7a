"""Tables drawn anew, and the interval read off their totals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.estimation.loglinear.resampling import draw_tables, percentile_interval

COUNTS = np.array([0, 500, 300, 60, 200, 40, 30, 10])


def test_the_same_seed_draws_the_same_tables() -> None:
    first, again = draw_tables(COUNTS, 2_000, 5, seed=3), draw_tables(COUNTS, 2_000, 5, seed=3)
    assert first.tobytes() == again.tobytes()
    assert draw_tables(COUNTS, 2_000, 5, seed=4).tobytes() != first.tobytes()


def test_proportions_are_those_observed_and_empty_cells_stay_empty() -> None:
    drawn = draw_tables(COUNTS, 2_000, 4_000, seed=1)
    assert drawn.mean(axis=0) == pytest.approx(COUNTS, rel=0.03)
    assert drawn[:, 0].max() == 0


@pytest.mark.parametrize("total", [1_140, 1_500, 5_000])
def test_the_number_seen_varies_as_a_binomial_of_the_total(total: int) -> None:
    """Nothing where nobody is missed; more the more are."""
    seen = draw_tables(COUNTS, total, 4_000, seed=2).sum(axis=1)
    chance = 1_140 / total
    assert seen.mean() == pytest.approx(1_140, rel=0.01)
    assert seen.var() == pytest.approx(total * chance * (1 - chance), rel=0.1)


@pytest.mark.parametrize("total", [1e12, 1e40, math.inf])
def test_a_total_beyond_all_bounds_can_be_drawn_from(total: float) -> None:
    drawn = draw_tables(COUNTS, total, 50, seed=1)
    assert drawn.sum(axis=1).mean() == pytest.approx(1_140, rel=0.05)


def test_no_table_is_without_persons() -> None:
    drawn = draw_tables(np.array([0, 1, 1, 0]), 1e9, 200, seed=1)
    assert drawn.sum(axis=1).min() == 1


def test_ends_are_order_statistics() -> None:
    assert percentile_interval(range(1, 400), 95) == (10, 390)
    assert percentile_interval(range(1, 1_000), 90) == (50, 950)
    assert percentile_interval([7.0], 95) == (7.0, 7.0)


def test_totals_without_limit_open_the_interval_once_they_pass_the_tail() -> None:
    totals = list(range(1, 400))
    assert percentile_interval([*totals[9:], *[math.inf] * 9], 95)[1] == 399
    assert percentile_interval([*totals[10:], *[math.inf] * 10], 95)[1] == math.inf


@given(st.lists(st.floats(1, 1e9), min_size=1, max_size=60))
def test_ends_lie_among_the_totals_in_order(totals: list[float]) -> None:
    lowest, highest = percentile_interval(totals, 95)
    assert min(totals) <= lowest <= highest <= max(totals)
