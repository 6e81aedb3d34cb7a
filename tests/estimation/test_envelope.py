"""The union of several answers: nobody's tail is diluted, nothing lies below the floor."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.estimation.pooling.envelope import envelope_draws, far_end, lower_from, spread_evenly
from sijill.estimation.pooling.methods import find_refuted, make_answer
from sijill.model.results.captures import Method, MethodAnswer
from sijill.model.values.counts import CountRange

NO_FLOOR = CountRange(None, None)
LOW = np.linspace(110, 130, 201)
HIGH = np.linspace(150, 400, 201)


def ends(draws: np.ndarray) -> tuple[float, float, float]:
    low, middle, high = np.quantile(draws, (0.025, 0.5, 0.975))
    return float(low), float(middle), float(high)


def test_the_ends_are_those_of_the_methods_that_reach_furthest() -> None:
    low, middle, high = ends(envelope_draws([LOW, HIGH], 100, 0.0, 4_000, NO_FLOOR))
    assert low == pytest.approx(np.quantile(LOW, 0.025), abs=1.5)
    assert high == pytest.approx(np.quantile(HIGH, 0.975), abs=1.5)
    assert middle == pytest.approx(np.median(LOW), abs=1.5)


def test_a_third_method_that_errs_low_takes_nothing_from_the_upper_end() -> None:
    two = ends(envelope_draws([HIGH, LOW], 100, 0.15, 4_000, NO_FLOOR))
    four = ends(envelope_draws([HIGH, LOW, LOW, LOW], 100, 0.15, 4_000, NO_FLOOR))
    assert four == pytest.approx(two, abs=1)


def test_the_lower_end_may_be_that_of_the_first_method_alone() -> None:
    """The upper end is that of all."""
    draws = envelope_draws([HIGH, LOW, 2 * HIGH], 100, 0.0, 4_000, NO_FLOOR, lower_from=1)
    low, _, high = ends(draws)
    assert low == pytest.approx(np.quantile(HIGH, 0.025), abs=3)
    assert high == pytest.approx(2 * np.quantile(HIGH, 0.975), abs=6)
    assert lower_from([Method.LOG_LINEAR, Method.RASCH]) == 1
    assert lower_from([Method.DECOMPOSABLE, Method.RASCH]) is None


def test_the_allowance_is_that_of_a_log_normal_factor() -> None:
    exact = np.full(100, 1_100.0)
    low, _, high = ends(envelope_draws([exact], 100, 0.15, 4_000, NO_FLOOR))
    assert (high - 100) / 1_000 == pytest.approx(np.exp(1.96 * 0.15), rel=0.03)
    assert (low - 100) / 1_000 == pytest.approx(np.exp(-1.96 * 0.15), rel=0.03)


def test_the_floor_is_held_and_what_bounds_from_below_is_reached() -> None:
    draws = envelope_draws([LOW], 100, 0.15, 4_000, CountRange(125, 160))
    assert draws.min() == 125
    assert np.quantile(draws, 0.975) >= 160


def test_where_tables_have_no_model_there_is_no_upper_end() -> None:
    open_end = np.append(LOW, [np.inf] * 50)
    draws = envelope_draws([open_end, HIGH], 100, 0.1, 4_000, NO_FLOOR)
    assert np.isinf(draws).mean() == pytest.approx(50 / len(open_end), abs=0.005)
    assert np.isfinite(np.quantile(draws, 0.5))


def test_the_furthest_of_what_is_finite() -> None:
    assert far_end([np.append(LOW, np.inf), HIGH]) == pytest.approx(np.quantile(HIGH, 0.99))
    assert far_end([np.full(3, np.inf)]) == 0


totals = st.lists(st.integers(100, 10**6), min_size=1, max_size=40).map(
    lambda numbers: np.array(numbers, dtype=float)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(totals, min_size=1, max_size=4), st.sampled_from([0.0, 0.15, 0.5]))
def test_draws_rise_and_reach_as_far_as_any_method(parts: list[np.ndarray], sd: float) -> None:
    draws = envelope_draws(parts, 100, sd, 400, CountRange(100, 100))
    assert (np.diff(draws) >= 0).all()
    assert draws.min() >= 100
    spread = [spread_evenly(part, 400) for part in parts]
    assert draws[389] >= max(part[389] for part in spread) - 1
    assert draws[10] <= min(part[10] for part in spread) + 1


def answer(method: Method, **diagnostics: float) -> MethodAnswer:
    return make_answer(method, LOW, diagnostics, 95)


def test_a_method_is_refuted_by_much_worse_fit_and_never_the_last_one() -> None:
    models, persons = answer(Method.LOG_LINEAR), answer(Method.RASCH, bic=131.0)
    assert find_refuted([models, persons], 120.0) == (Method.RASCH,)
    assert find_refuted([models, persons], 121.5) == ()
    assert find_refuted([persons], 100.0) == ()
    assert find_refuted([models, persons], None) == ()
