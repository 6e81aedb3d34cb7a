"""Chao's lower bound: its formula, and that it bounds."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.estimation.tables.cells import count_cells, sizes_of_sets
from sijill.estimation.tables.lower_bound import (
    chao_lower_bound,
    chao_unseen,
    pairs_of_bound,
)
from sijill.model.results.captures import CaptureTable
from sijill.model.values.counts import CountRange

Tabulate = Callable[[npt.NDArray[np.bool_]], CaptureTable]


def counts_of(table: CaptureTable) -> npt.NDArray[np.int64]:
    return count_cells(table, table.lists)


def classic(counts: npt.NDArray[np.int64]) -> float:
    """Chao 1987: n + f₁²/(2 f₂)."""
    sizes = sizes_of_sets(len(counts).bit_length() - 1)
    f1, f2 = counts[sizes == 1].sum(), counts[sizes == 2].sum()
    return float(counts.sum() + f1**2 / (2 * f2))


def test_a_worked_example() -> None:
    """Alone on a list: 10, 20, 30; on two: 4 + 5 + 6; so (10·20 + 10·30 + 20·30) / (15 + 1)."""
    counts = np.array([0, 10, 20, 4, 30, 5, 6, 9])
    assert chao_unseen(counts)[0] == pytest.approx(1100 / 16)


def test_for_equal_lists_it_is_the_classic_bound_with_the_factor_for_few_lists() -> None:
    counts = np.array([0, 3_000, 3_000, 700, 3_000, 700, 700, 250])
    recorded = counts.sum()
    expected = (classic(counts) - recorded) * (3 - 1) / 3
    assert chao_unseen(counts)[0] == pytest.approx(expected, rel=1e-3)


def test_for_independent_unequal_lists_it_meets_the_truth_and_the_classic_form_overshoots(
    draw_table: Callable[..., CaptureTable],
) -> None:
    drawn = [counts_of(draw_table(seed, 5_000, [0.3, 0.1, 0.05])) for seed in range(30)]
    here = np.mean([counts.sum() + chao_unseen(counts)[0] for counts in drawn])
    assert here == pytest.approx(5_000, rel=0.02)
    assert np.mean([classic(counts) for counts in drawn]) > 7_000


def test_where_persons_differ_it_lies_below_the_truth(tabulate: Tabulate) -> None:
    """Logit-normal differences between persons: nearly all intervals end below the truth."""
    bounds = []
    for seed in range(20):
        generator = np.random.default_rng(seed)
        ease = generator.normal(0, 1.5, size=(5_000, 1))
        chance = 1 / (1 + np.exp(-(ease + np.array([-1.5, -1.8, -2.0, -2.3]))))
        recorded = generator.random((5_000, 4)) < chance
        bounds.append(chao_lower_bound(counts_of(tabulate(recorded)), 95))
    assert all(bound.highest is not None and bound.highest < 5_000 for bound in bounds)
    assert all(bound.lowest is not None and bound.lowest > 2_500 for bound in bounds)


def test_the_variance_is_that_of_simulations(draw_table: Callable[..., CaptureTable]) -> None:
    drawn = [counts_of(draw_table(seed, 5_000, [0.2, 0.15, 0.1, 0.1])) for seed in range(200)]
    totals = [counts.sum() + chao_unseen(counts)[0] for counts in drawn]
    variance = np.mean([chao_unseen(counts)[1] for counts in drawn])
    assert np.var(totals) == pytest.approx(variance, rel=0.25)


def test_a_pair_that_avoids_each_other_is_left_out_of_the_bound() -> None:
    """Among those on C are 100 on A, 100 on B and 5 on both: an odds ratio of 0.04."""
    counts = np.array([0, 300, 200, 10, 80, 100, 100, 5])
    assert pairs_of_bound(counts) == [(0, 2), (1, 2)]
    assert chao_unseen(counts)[0] == pytest.approx((300 * 80 + 200 * 80) / (100 + 100 + 1))


def test_the_bound_holds_where_two_lists_avoid_each_other(
    tabulate: Tabulate,
) -> None:
    """Who is on A is on B with a fifth of the odds: with that pair it lay above the truth."""
    bounds = []
    for seed in range(30):
        generator = np.random.default_rng(seed)
        on_lists = generator.random((4_000, 4)) < [0.3, 0.25, 0.2, 0.2]
        on_lists[:, 1] &= ~on_lists[:, 0] | (generator.random(4_000) < 0.2)
        bounds.append(chao_lower_bound(counts_of(tabulate(on_lists)), 95))
    assert sum((bound.lowest or 0) <= 4_000 for bound in bounds) >= 27


def test_its_interval_covers_where_the_lists_are_independent(
    draw_table: Callable[..., CaptureTable],
) -> None:
    drawn = [counts_of(draw_table(seed, 3_000, [0.2, 0.15, 0.1])) for seed in range(100)]
    bounds = [chao_lower_bound(counts, 95) for counts in drawn]
    covered = [(b.lowest or 0) <= 3_000 <= (b.highest or 0) for b in bounds]
    assert sum(covered) >= 90


def test_where_all_singles_are_on_one_list_nobody_need_be_missing() -> None:
    assert chao_lower_bound(np.array([0, 30, 0, 4, 0, 5, 6, 9]), 95) == CountRange.exactly(54)


@given(st.lists(st.integers(0, 10**9), min_size=7, max_size=7))
def test_it_never_falls_below_the_number_recorded(cells: list[int]) -> None:
    bound = chao_lower_bound(np.array([0, *cells]), 95)
    assert bound.lowest is not None
    assert bound.highest is not None
    assert sum(cells) <= bound.lowest <= bound.highest
