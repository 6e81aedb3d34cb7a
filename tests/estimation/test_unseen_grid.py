import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logsumexp

from sijill.estimation.graphs.posterior import decomposable_posterior
from sijill.estimation.graphs.unseen_grid import AdaptiveGrid, lay_grid, widths_of

RECORDED = 500


def bell(unseen: float, centre: float, spread: float) -> float:
    return -(((unseen - centre) / spread) ** 2) / 2


@pytest.mark.parametrize("centre", [40.0, 3_000.0, 77_777.0, 200_000.0])
def test_a_second_mode_is_found_wherever_it_is(centre: float) -> None:
    """A ten-thousandth as wide as its place; the curvature allowed is that of the bells."""
    spread = max(centre / 10_000, 1.0)

    def log_weight(unseen: int) -> float:
        return float(np.logaddexp(bell(unseen, 900.0, 90.0), bell(unseen, centre, spread) + 2))

    def curvature(unseen: float) -> float:
        return 1 / (90.0**2 if unseen > centre + 40 * spread else spread**2)

    grid = lay_grid(log_weight, curvature, RECORDED, AdaptiveGrid())
    logs = np.array([log_weight(int(number)) for number in grid])
    near = abs(grid - centre) < 8 * spread
    total = logsumexp(logs + np.log(widths_of(grid)))
    found = logsumexp((logs + np.log(widths_of(grid)))[near])
    at = range(max(0, int(centre - 8 * spread)), int(centre + 8 * spread) + 1)
    truth = logsumexp([bell(number, centre, spread) + 2 for number in at])
    assert found == pytest.approx(truth, abs=0.02)
    assert total > found
    assert len(grid) < 40_000


@given(st.lists(st.integers(1, 50), min_size=1, max_size=30))
def test_points_stand_for_every_number_once(gaps: list[int]) -> None:
    grid = np.cumsum([0, *gaps])
    widths = widths_of(grid)
    assert widths.sum() == grid[-1] + 1
    assert (widths[[0, -1]] == [(gaps[0] + 1) / 2, (gaps[-1] + 1) / 2]).all()


@given(st.lists(st.integers(0, 60), min_size=7, max_size=7).filter(any), st.booleans())
@settings(max_examples=25, deadline=None)
def test_it_agrees_with_every_single_number(seen: list[int], exclude: bool) -> None:  # noqa: FBT001
    """Up to the same end, or to where a sum over every number is short."""
    counts = np.array([0, *seen])
    adaptive = decomposable_posterior(counts, unseen=AdaptiveGrid(), exclude_complete=exclude)
    end = int(min(adaptive.unseen[-1], 100_000))
    plain = decomposable_posterior(counts, unseen=range(end + 1), exclude_complete=exclude)
    total = logsumexp(plain.log_weights)
    masses = np.exp(adaptive.log_weights - total)[adaptive.unseen <= end]
    up_to = np.cumsum(plain.probabilities)[adaptive.unseen[: len(masses)]]
    assert (np.abs(np.cumsum(masses) - up_to) <= masses + 1e-5).all()


def test_the_tail_of_the_complete_graph_is_followed_to_its_end() -> None:
    """Its weight falls as slowly as n₀^-(2 - delta), so the range must reach far."""
    counts = np.array([0, 20, 20, 60, 20, 60, 60, 10])
    posterior = decomposable_posterior(counts, unseen=AdaptiveGrid(end_share=1e-5))
    assert posterior.unseen[-1] > 1_000_000
    assert posterior.near_end < 1e-5
    assert len(posterior.unseen) < 20_000
    far = posterior.probabilities * (posterior.unseen > 10_000)
    assert far.sum() > 100 * posterior.near_end


def test_points_are_as_fine_as_asked() -> None:
    counts = np.array([0, 400, 300, 60, 200, 40, 30, 10])
    coarse = decomposable_posterior(counts, unseen=AdaptiveGrid(point_share=1 / 64))
    fine = decomposable_posterior(counts, unseen=AdaptiveGrid())
    assert len(coarse.unseen) < len(fine.unseen)
    assert fine.probabilities.max() <= 1 / 400
    assert math.isclose(coarse.quantile(0.5), fine.quantile(0.5), rel_tol=0.02)


@pytest.mark.parametrize("choices", [{"point_share": 0.0}, {"end_share": 1.0}])
def test_shares_are_shares(choices: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        AdaptiveGrid(**choices)
