"""Doubt about links widens an estimate; it never narrows it."""

from dataclasses import replace

import numpy as np
import pytest

from sijill.estimation.pooling.doubtful_links import not_below, span_readings
from sijill.model.results.captures import Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

SETTLED = Estimate(
    stratum="all",
    lists=("a", "b", "c"),
    observed=90,
    total=CountRange(100, 140),
    median=115,
    chao_lower_bound=CountRange(95, 120),
    level_percent=95,
    answers=(),
    refused={},
    models=(),
    replicates=100,
    seed=1,
    assumptions=("closed",),
    draws=np.array([100.0, 115.0, 140.0]),
    delta_sd=0.3,
    digest="0" * 64,
)
REFUSED = Refusal(RefusalReason.NO_OVERLAP, "No overlap.", "Nothing.")


def test_the_interval_reaches_over_all_readings() -> None:
    few = replace(
        SETTLED,
        total=CountRange(90, 110),
        chao_lower_bound=CountRange(88, 99),
        draws=np.array([90.0, 100.0, 110.0]),
    )
    many = replace(
        SETTLED,
        total=CountRange(130, None),
        chao_lower_bound=CountRange(110, 150),
        draws=np.array([130.0, 140.0, np.inf]),
    )
    spanned = span_readings(SETTLED, {"all pairs joined": few, "no pair joined": many})
    assert isinstance(spanned, Estimate)
    assert spanned.total == CountRange(90, None)
    assert spanned.chao_lower_bound == CountRange(88, 150)
    assert spanned.median == 115 == np.median(spanned.draws)
    assert "90–110 with all pairs joined" in spanned.warnings[-1]


def test_a_reading_that_refuses_is_told() -> None:
    spanned = span_readings(SETTLED, {"no pair joined": REFUSED})
    assert isinstance(spanned, Estimate)
    assert spanned.total == SETTLED.total
    assert any("nothing could be estimated" in warning for warning in spanned.warnings)


def test_a_settled_refusal_stays_one() -> None:
    assert span_readings(REFUSED, {"no pair joined": SETTLED}) is REFUSED


@pytest.mark.parametrize(
    ("total_of_it", "bound", "observed", "printed"),
    [
        (CountRange(90, 150), CountRange(95, 130), 80, CountRange(95, 150)),
        (CountRange(90, 150), CountRange(70, 130), 100, CountRange(100, 150)),
        (CountRange(90), CountRange(70, 130), 60, CountRange(90)),
        (CountRange(90, 99), CountRange(120, 130), 60, CountRange(120, 120)),
    ],
)
def test_an_estimate_begins_nowhere_below_what_is_counted_or_bounds_it(
    total_of_it: CountRange, bound: CountRange, observed: int, printed: CountRange
) -> None:
    assert not_below(total_of_it, observed, bound.lowest) == printed


def test_what_is_spanned_begins_at_those_counted_and_holds_its_median() -> None:
    few = replace(SETTLED, total=CountRange(70, 80), chao_lower_bound=CountRange(60, 99))
    low = replace(few, draws=np.array([70.0, 70.0, 71.0, 71.0, 72.0]))
    spanned = span_readings(replace(SETTLED, draws=np.array([72.0])), {"all pairs joined": low})
    assert isinstance(spanned, Estimate)
    assert spanned.total == CountRange(90, 140)
    assert spanned.median == 90
