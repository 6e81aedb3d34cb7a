"""Totals by assumption: worked by hand, against log-linear fits, and against a known truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.models import all_terms, hierarchical_models
from sijill.estimation.sensitivity.interaction import EmptyCells, TotalAt, totals_by_factor
from sijill.estimation.tables.cells import Floats, Integers, sizes_of_sets
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

TWO = np.array([0, 200, 150, 60])
THREE = np.array([0, 90, 70, 40, 60, 30, 25, 20])
FOUR = np.array([0, 90, 70, 40, 60, 30, 25, 20, 50, 22, 18, 12, 14, 9, 7, 11])


def total_at(
    counts: Integers, factor: float, empty_cells: EmptyCells = EmptyCells.REFUSE
) -> TotalAt:
    totals = totals_by_factor(counts, [factor], empty_cells=empty_cells)
    assert isinstance(totals, tuple)
    return totals[0]


def population(chances: Floats, persons: int, factor: float) -> Floats:
    """Expected counts of all cells with δ = ``factor``; ``chances`` of those recorded."""
    sizes = sizes_of_sets(len(chances).bit_length() - 1)
    weights = chances.copy()
    weights[0] = factor * np.prod(weights[sizes % 2 == 1])
    weights[0] /= np.prod(weights[(sizes > 0) & (sizes % 2 == 0)])
    return np.asarray(persons * weights / weights.sum(), dtype=np.float64)


def draw(seed: int, expected: Floats) -> Integers:
    generator = np.random.default_rng(seed)
    persons = round(expected.sum())
    counts = generator.multinomial(persons, expected / expected.sum())
    counts[0] = 0
    return counts


def test_for_two_lists_the_factor_is_their_odds_ratio() -> None:
    """410 recorded; independent lists miss 200 · 150 / 60 = 500, with odds ratio 2 twice that."""
    assert total_at(TWO, 1).total == pytest.approx(410 + 500)
    assert total_at(TWO, 2).total == pytest.approx(410 + 1_000)
    variance = 260 * 210 * 200 * 150 / 60**3
    assert total_at(TWO, 1).standard_error ** 2 == pytest.approx(variance)


def test_for_three_lists_it_is_a_ratio_of_odds_ratios() -> None:
    """Off list three the odds ratio of lists one and two is δ times that on list three."""
    missed = total_at(THREE, 3).total - THREE.sum()
    off_third = missed * THREE[3] / (THREE[1] * THREE[2])
    on_third = THREE[4] * THREE[7] / (THREE[5] * THREE[6])
    assert off_third / on_third == pytest.approx(3)


@pytest.mark.parametrize("counts", [THREE, FOUR])
def test_at_one_it_is_the_largest_log_linear_model(counts: Integers) -> None:
    lists = len(counts).bit_length() - 1
    largest = hierarchical_models(lists, lists - 1)[-1]
    fits = fit(counts[None].astype(np.float64), np.array(all_terms(largest, lists)))
    assert total_at(counts, 1).total == pytest.approx(fits.total[0], rel=1e-6)


def test_the_standard_error_is_that_of_a_poisson_regression() -> None:
    """√(e^b + e^2b Var b) with the intercept b of the saturated model without its last term."""
    cells = np.arange(1, 8)
    terms = np.arange(7)
    design = (cells[:, None] & terms == terms).astype(np.float64)
    inverse = np.linalg.inv(design)  # As many terms as cells: the fitted means are the counts.
    missed = math.exp((inverse @ np.log(THREE[1:]))[0])
    variance = (inverse @ np.diag(1 / THREE[1:]) @ inverse.T)[0, 0]
    estimate = total_at(THREE, 1)
    assert estimate.total == pytest.approx(THREE.sum() + missed, rel=1e-6)
    assert estimate.standard_error**2 == pytest.approx(missed + missed**2 * variance, rel=1e-5)


@pytest.mark.parametrize(("persons", "factor"), [(20_000, 1.0), (20_000, 2.5)])
def test_the_standard_error_is_the_spread_over_populations(persons: int, factor: float) -> None:
    expected = population(np.array([0, 9, 7, 4, 6, 3, 2.5, 2]), persons, factor)
    drawn = [total_at(draw(seed, expected), factor) for seed in range(400)]
    errors = np.mean([estimate.standard_error for estimate in drawn])
    assert np.std([estimate.total for estimate in drawn]) == pytest.approx(errors, rel=0.12)


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("weights", [(0, 20, 15, 6), (0, 9, 7, 4, 6, 3, 2.5, 2)])
def test_with_the_true_factor_it_covers(weights: tuple[float, ...], factor: float) -> None:
    expected = population(np.array(weights, dtype=np.float64), 3_000, factor)
    intervals = [total_at(draw(seed, expected), factor).interval for seed in range(200)]
    covered = [(i.lowest or 0) <= 3_000 <= (i.highest or 0) for i in intervals]
    assert sum(covered) >= 182


@given(
    st.lists(st.integers(1, 10**6), min_size=7, max_size=7), st.floats(0, 100), st.floats(0, 100)
)
def test_the_total_and_both_ends_rise_with_the_factor(
    cells: list[int], one: float, other: float
) -> None:
    low, high = (total_at(np.array([0, *cells]), factor) for factor in sorted([one, other]))
    assert sum(cells) <= low.total <= high.total
    assert low.interval.at_least <= high.interval.at_least
    low_end, high_end = (
        math.inf if at.interval.highest is None else at.interval.highest for at in (low, high)
    )
    assert low_end <= high_end


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([0, 5], RefusalReason.TOO_FEW_LISTS),
        ([0, 0, 0, 0], RefusalReason.NOTHING_RECORDED),
        ([0, 5, 6, 0], RefusalReason.NO_OVERLAP),
        ([0, 0, 6, 2], RefusalReason.NO_OVERLAP),
    ],
)
def test_what_cannot_be_estimated_is_refused(counts: list[int], reason: RefusalReason) -> None:
    answer = totals_by_factor(np.array(counts), [1.0])
    assert isinstance(answer, Refusal)
    assert answer.reason is reason


def test_with_halves_added_an_empty_history_has_a_total() -> None:
    """11 + 5.5 · 6.5 / 0.5."""
    filled = total_at(np.array([0, 5, 6, 0]), 1, EmptyCells.ADD_HALF)
    assert filled.total == pytest.approx(11 + 5.5 * 6.5 / 0.5)


def test_with_nobody_missed_the_total_is_known() -> None:
    assert total_at(TWO, 0).interval == CountRange.exactly(410)


@pytest.mark.parametrize("factor", [-1.0, math.inf, math.nan])
def test_what_is_no_factor_is_an_error(factor: float) -> None:
    with pytest.raises(ValueError, match="no odds ratio"):
        totals_by_factor(TWO, [factor])
