"""Totals by assumption: worked by hand, against log-linear fits, and against a known truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.models import all_terms, hierarchical_models
from sijill.estimation.sensitivity.bounds import (
    AssumedRange,
    Bounds,
    EmptyCells,
    PairBounds,
    Reading,
    TotalAt,
    bound_by_interaction,
    bound_by_pairs,
    factor_needed,
    totals_by_factor,
)
from sijill.estimation.tables.cells import Floats, Integers, sizes_of_sets
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

PLAIN = Reading()
HALVES = Reading(EmptyCells.ADD_HALF)
TWO = np.array([0, 200, 150, 60])
THREE = np.array([0, 90, 70, 40, 60, 30, 25, 20])
FOUR = np.array([0, 90, 70, 40, 60, 30, 25, 20, 50, 22, 18, 12, 14, 9, 7, 11])


def total_at(counts: Integers, factor: float, reading: Reading = PLAIN) -> TotalAt:
    totals = totals_by_factor(counts, [factor], reading)
    assert isinstance(totals, tuple)
    return totals[0]


def bounds_of(counts: Integers, lowest: float, highest: float) -> Bounds:
    bounds = bound_by_interaction(counts, AssumedRange(lowest, highest), PLAIN)
    assert isinstance(bounds, Bounds)
    return bounds


def pair_bounds(
    counts: Integers, assumed: dict[tuple[int, int], tuple[float, float]]
) -> PairBounds:
    ranges = {pair: AssumedRange(*ends) for pair, ends in assumed.items()}
    bounds = bound_by_pairs(counts, ranges, PLAIN)
    assert isinstance(bounds, PairBounds)
    return bounds


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


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_a_range_that_holds_the_truth_covers_wherever_it_lies(factor: float) -> None:
    expected = population(np.array([0, 20, 15, 6.0]), 3_000, factor)
    intervals = [bounds_of(draw(seed, expected), 0.5, 2).interval for seed in range(200)]
    covered = [(i.lowest or 0) <= 3_000 <= (i.highest or 0) for i in intervals]
    assert sum(covered) >= 185


def test_the_range_is_the_ends_of_the_curve() -> None:
    bounds = bounds_of(THREE, 0.5, 2)
    low, high = total_at(THREE, 0.5), total_at(THREE, 2)
    assert (bounds.lowest, bounds.highest) == (low.total, high.total)
    assert bounds.interval == CountRange(low.interval.lowest, high.interval.highest)


def test_dependence_of_any_strength_leaves_the_upper_end_open() -> None:
    bounds = bounds_of(TWO, 1, math.inf)
    assert bounds.highest == math.inf
    assert bounds.interval.highest is None
    assert bounds.interval.lowest == total_at(TWO, 1).interval.lowest


def test_avoidance_of_any_strength_reaches_down_to_those_recorded() -> None:
    bounds = bounds_of(TWO, 0, 1)
    assert bounds.lowest == bounds.interval.lowest == 410


@given(
    st.lists(st.integers(1, 10**6), min_size=7, max_size=7), st.floats(0, 100), st.floats(0, 100)
)
def test_the_total_and_both_ends_rise_with_the_factor(
    cells: list[int], one: float, other: float
) -> None:
    low, high = (total_at(np.array([0, *cells]), factor) for factor in sorted([one, other]))
    assert sum(cells) <= low.total <= high.total
    assert (low.interval.lowest or 0) <= (high.interval.lowest or 0)
    assert (low.interval.highest or 0) <= (high.interval.highest or 0)


@given(st.floats(0, 50))
def test_a_claimed_total_says_which_factor_it_needs(factor: float) -> None:
    claimed = total_at(FOUR, factor).total
    assert factor_needed(FOUR, claimed, PLAIN) == pytest.approx(factor, abs=1e-9)


def test_a_claim_below_those_recorded_is_an_error() -> None:
    with pytest.raises(ValueError, match="410 are recorded"):
        factor_needed(TWO, 409, PLAIN)


def test_for_two_lists_a_pair_is_all_lists() -> None:
    bounds = pair_bounds(TWO, {(0, 1): (0.5, 2)})
    assert bounds.by_pair[(0, 1)] == bounds_of(TWO, 0.5, 2)
    assert bounds.together == bounds_of(TWO, 0.5, 2).interval


def test_a_pair_is_read_with_other_lists_aside() -> None:
    """Lists one and three: 130 on one alone, 85 on three alone, 50 on both; others are missed."""
    bounds = pair_bounds(THREE, {(0, 2): (1, 1)}).by_pair[(0, 2)]
    assert bounds.lowest == pytest.approx(265 + 130 * 85 / 50)


def test_pairs_narrow_each_other() -> None:
    loose = pair_bounds(THREE, {(0, 1): (0.5, 3), (0, 2): (0.5, 3), (1, 2): (1, math.inf)})
    assert isinstance(loose.together, CountRange)
    alone = [bounds.interval for bounds in loose.by_pair.values()]
    assert (loose.together.highest or 0) < max(i.highest or 10**9 for i in alone)
    assert (loose.together.lowest or 0) >= THREE.sum()


@pytest.mark.parametrize("truth", [1.0, 2.0])
def test_pairs_that_all_hold_cover_together(truth: float) -> None:
    """Lists one and two depend on each other, list three on neither."""
    margin = population(np.array([0, 20, 15, 6.0]), 3_000, truth)
    expected = np.concatenate([margin * 0.8, margin * 0.2])
    ranges = {(0, 1): (1.0, 2.0), (0, 2): (1.0, 1.0), (1, 2): (1.0, 1.0)}
    met = [pair_bounds(draw(seed, expected), ranges).together for seed in range(200)]
    covered = [
        isinstance(m, CountRange) and (m.lowest or 0) <= 3_000 <= (m.highest or 0) for m in met
    ]
    assert sum(covered) >= 186


def test_ranges_that_contradict_each_other_are_refused() -> None:
    answer = pair_bounds(THREE * 100, {(0, 1): (10, 20), (0, 2): (0.1, 0.2)}).together
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.DEPENDENT_LISTS


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
    answers = [
        totals_by_factor(np.array(counts), [1.0], PLAIN),
        bound_by_interaction(np.array(counts), AssumedRange(1, 2), PLAIN),
        factor_needed(np.array(counts), 100.0, PLAIN),
    ]
    for answer in answers:
        assert isinstance(answer, Refusal)
        assert answer.reason is reason


def test_a_pair_without_overlap_is_refused() -> None:
    answer = bound_by_pairs(np.array([0, 5, 6, 0]), {(0, 1): AssumedRange(1, 2)}, PLAIN)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.NO_OVERLAP


def test_with_halves_added_an_empty_history_has_a_total() -> None:
    """11 + 5.5 · 6.5 / 0.5."""
    assert total_at(np.array([0, 5, 6, 0]), 1, HALVES).total == pytest.approx(11 + 5.5 * 6.5 / 0.5)


@pytest.mark.parametrize("ends", [(-1, 2), (2, 1), (math.nan, 1), (math.inf, math.inf)])
def test_what_is_no_range_is_an_error(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no range"):
        AssumedRange(*ends)


@pytest.mark.parametrize("factor", [-1.0, math.inf, math.nan])
def test_what_is_no_factor_is_an_error(factor: float) -> None:
    with pytest.raises(ValueError, match="no odds ratio"):
        totals_by_factor(TWO, [factor], PLAIN)


@pytest.mark.parametrize("pair", [(0, 0), (0, 2), (-1, 1)])
def test_what_is_no_pair_is_an_error(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no pairs"):
        bound_by_pairs(TWO, {pair: AssumedRange(1, 2)}, PLAIN)
    with pytest.raises(ValueError, match="no pairs"):
        bound_by_pairs(TWO, {}, PLAIN)
