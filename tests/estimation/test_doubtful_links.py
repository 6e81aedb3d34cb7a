"""Doubt about links widens an estimate; it never narrows it."""

from dataclasses import replace

import numpy as np

from sijill.estimation.pooling.doubtful_links import span_readings
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
