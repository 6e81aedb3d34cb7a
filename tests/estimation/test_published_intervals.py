"""What other packages print, reproduced: conventions of BIC, standard errors, BCa, thresholds."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from comparators.bca import bca_interval
from comparators.threshold import sample_threshold
from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.full_search import rank_models
from sijill.estimation.loglinear.models import all_terms
from sijill.estimation.tables.cells import count_cells
from sijill.model.results.captures import CaptureTable
from sijill.model.values.quantities import Refusal, RefusalReason

ReadTable = Callable[[str], CaptureTable]
DrawTable = Callable[..., CaptureTable]
SMALL = np.array([0, 120, 80, 30, 60, 24, 16, 6])


def cells_of(table: CaptureTable) -> np.ndarray:
    return count_cells(table, sorted(table.lists))


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "counting", "leaving_out"), [("uk5", 25_311, 12_142), ("western5", 2_483, 2_056)]
)
def test_packages_disagree_on_coefficients_at_infinity(
    read_table: ReadTable, name: str, counting: int, leaving_out: int
) -> None:
    counts = cells_of(read_table(name)).astype(float)
    assert round(rank_models(counts, 0.0)[0].total) == counting
    assert round(rank_models(counts, 0.0, count_infinite=False)[0].total) == leaving_out


@pytest.mark.realdata
def test_standard_errors_of_kosovo(read_table: ReadTable) -> None:
    counts = cells_of(read_table("kosovo")).astype(float)
    best = np.array(all_terms(rank_models(counts, 0.0)[0].model, 4))
    assert round(fit(counts[None], best).standard_error[0]) == 786
    independent = np.array(all_terms((), 4))
    assert round(fit(counts[None], independent).standard_error[0]) == 130


@pytest.mark.realdata
def test_walds_interval_on_the_log_of_those_missed(read_table: ReadTable) -> None:
    """[1,657, 3,830], as published for the model chosen for the western sites."""
    counts = cells_of(read_table("western5")).astype(float)
    terms = np.array(all_terms(rank_models(counts, 0.0)[0].model, 5))
    fits = fit(counts[None], terms)
    unseen = fits.total[0] - counts.sum()
    reach = 1.959964 * math.sqrt(fits.standard_error[0] ** 2 - unseen) / unseen
    low, high = (counts.sum() + unseen * math.exp(sign * reach) for sign in (-1, 1))
    assert (round(low), round(high)) == (1_657, 3_830)


def test_coefficients_at_infinity_are_counted() -> None:
    """Nobody is on B and C: with that pair in the model one coefficient is at −∞."""
    counts = np.array([0, 50, 40, 10, 30, 9, 0, 0], dtype=float)
    assert fit(counts[None], np.array(all_terms((6,), 3))).at_infinity.tolist() == [1]
    assert fit(counts[None], np.array(all_terms((3,), 3))).at_infinity.tolist() == [0]


@pytest.mark.realdata
def test_bca_of_kosovo_is_near_the_published_one(read_table: ReadTable) -> None:
    """6.9k to 18.0k in Silverman, Chan & Vincent (2024, table 2)."""
    found = bca_interval(cells_of(read_table("kosovo")), replicates=400, seed=1)
    assert found is not None
    assert round(found.point) == 10_357
    assert 6_500 < found.lowest < 8_500
    assert 15_000 < found.highest < 22_000


def test_bca_holds_its_point_and_moves_with_the_level() -> None:
    narrow = bca_interval(SMALL, replicates=200, seed=1, level_percent=50)
    wide = bca_interval(SMALL, replicates=200, seed=1)
    assert narrow is not None
    assert wide is not None
    assert wide.lowest < narrow.lowest < wide.point < narrow.highest < wide.highest
    assert not wide.is_one_sided


def test_with_the_number_recorded_drawn_too_the_interval_is_wider(draw_table: DrawTable) -> None:
    """Where few are missed, most of the uncertainty is in how many are recorded."""
    counts = cells_of(draw_table(3, 5_000, [0.6, 0.6, 0.5, 0.6]))
    held = bca_interval(counts, replicates=200, seed=1)
    drawn = bca_interval(counts, replicates=200, seed=1, hold_recorded=False)
    assert held is not None
    assert drawn is not None
    assert drawn.highest - drawn.lowest > 1.5 * (held.highest - held.lowest)


def test_replicates_on_one_side_are_said_to_be() -> None:
    found = bca_interval(SMALL, replicates=1, seed=1)
    assert found is not None
    assert found.is_one_sided
    assert math.isfinite(found.bias)


def test_no_model_is_no_interval() -> None:
    assert bca_interval(np.array([0, 9, 9, 0, 9, 0, 0, 0]), replicates=5, seed=1) is None


@pytest.mark.realdata
def test_thresholds_of_the_netherlands(read_table: ReadTable) -> None:
    """50.0 thousand with the R package."""
    found = sample_threshold(cells_of(read_table("netherlands5")), draws=4_000, seed=1)
    assert not isinstance(found, Refusal)
    assert np.median(found.totals) == pytest.approx(50_000, rel=0.02)


def test_a_pair_that_depends_is_kept_and_others_are_not(draw_table: DrawTable) -> None:
    table = draw_table(4, 6_000, [0.3, 0.2, 0.2, 0.15], copied=[(0, 1, 0.4)])
    found = sample_threshold(cells_of(table), draws=2_000, seed=1)
    assert not isinstance(found, Refusal)
    assert found.pairs == (0b0011,)
    low, high = np.quantile(found.totals, [0.025, 0.975])
    assert low < 6_000 < high
    everything = sample_threshold(cells_of(table), draws=2_000, seed=1, threshold=0.0)
    assert not isinstance(everything, Refusal)
    assert len(everything.pairs) == 6
    assert np.ptp(np.quantile(everything.totals, [0.025, 0.975])) > high - low


def test_independent_lists_agree_with_the_fit_without_pairs(draw_table: DrawTable) -> None:
    counts = cells_of(draw_table(4, 20_000, [0.3, 0.2, 0.2]))
    found = sample_threshold(counts, draws=4_000, seed=1)
    assert not isinstance(found, Refusal)
    assert found.pairs == ()
    fits = fit(counts[None].astype(float), np.array(all_terms((), 3)))
    assert found.totals.mean() == pytest.approx(fits.total[0], rel=0.005)
    unseen = fits.total[0] - counts.sum()
    expected = math.sqrt(fits.standard_error[0] ** 2 - unseen)
    assert found.totals.std() == pytest.approx(expected, rel=0.06)


def test_a_threshold_needs_three_lists_and_somebody() -> None:
    two = sample_threshold(np.array([0, 5, 4, 3]), draws=10, seed=1)
    assert isinstance(two, Refusal)
    assert two.reason is RefusalReason.TOO_FEW_LISTS
    nobody = sample_threshold(np.zeros(8, dtype=np.int64), draws=10, seed=1)
    assert isinstance(nobody, Refusal)
    assert nobody.reason is RefusalReason.NOTHING_RECORDED
    with pytest.raises(ValueError, match="must not be negative"):
        sample_threshold(SMALL, draws=10, seed=-1)
