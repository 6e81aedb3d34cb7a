"""Doubt about links is doubt about a total: the draws of several partitions, put together."""

from dataclasses import replace

import numpy as np
import pytest

from sijill.estimation.pooling.doubtful_links import (
    IfMissed,
    carry_over,
    estimate_if_missed,
    pool_partitions,
)
from sijill.estimation.pooling.headline import estimate
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.missed_links import restore_links
from sijill.model.results.captures import CaptureTable, Estimate, Method
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
FEW = replace(
    SETTLED,
    observed=84,
    chao_lower_bound=CountRange(88, 99),
    draws=np.array([90.0, 100.0, 110.0]),
)
MANY = replace(
    SETTLED,
    observed=86,
    chao_lower_bound=CountRange(93, 150),
    draws=np.array([120.0, 130.0, 170.0]),
)
REFUSED = Refusal(RefusalReason.NO_OVERLAP, "No overlap.", "Nothing.")


def test_draws_of_all_partitions_have_equal_parts() -> None:
    longer = replace(MANY, draws=np.array([120.0, 130.0, 170.0, 999.0]))
    pooled = pool_partitions(SETTLED, [FEW, longer])
    assert isinstance(pooled, Estimate)
    assert sorted(pooled.draws) == [90, 100, 110, 120, 130, 170]
    assert pooled.total == CountRange(90, 170)
    assert pooled.median == 110
    assert pooled.chao_lower_bound == CountRange(88, 150)


def test_what_is_recorded_is_that_of_a_middle_draw_and_the_range_is_said() -> None:
    pooled = pool_partitions(SETTLED, [FEW, MANY, replace(MANY, observed=85)])
    assert isinstance(pooled, Estimate)
    assert pooled.observed == 85
    assert "3 draws of the doubtful links, in which 84–86 persons" in pooled.warnings[-1]


def test_no_end_is_below_the_number_recorded_that_is_stated() -> None:
    """A draw in which fewer are recorded does not take the interval below the number beside it."""
    low = replace(
        FEW,
        observed=80,
        chao_lower_bound=CountRange(80, 99),
        draws=np.array([80.0, 81.0, 82.0]),
    )
    pooled = pool_partitions(SETTLED, [low, replace(low, observed=95), MANY])
    assert isinstance(pooled, Estimate)
    assert pooled.observed == 86
    assert pooled.total == CountRange(86, 170)
    assert pooled.chao_lower_bound == CountRange(86, 150)


def test_the_digest_stays_that_of_the_settled_table() -> None:
    pooled = pool_partitions(SETTLED, [replace(FEW, digest="f" * 64)])
    assert isinstance(pooled, Estimate)
    assert pooled.digest == SETTLED.digest


def test_a_total_without_an_upper_end_stays_open() -> None:
    pooled = pool_partitions(SETTLED, [replace(FEW, draws=np.array([90.0, 95.0, np.inf]))])
    assert isinstance(pooled, Estimate)
    assert pooled.total.highest is None


def test_a_draw_that_refuses_is_said_and_left_out() -> None:
    pooled = pool_partitions(SETTLED, [FEW, REFUSED])
    assert isinstance(pooled, Estimate)
    assert sorted(pooled.draws) == [90, 100, 110]
    assert "In 1 of 2 draws of the doubtful links nothing could be estimated" in pooled.warnings[0]


def test_without_a_draw_that_could_be_estimated_the_settled_estimate_stays() -> None:
    pooled = pool_partitions(SETTLED, [REFUSED])
    assert isinstance(pooled, Estimate)
    assert pooled.total == SETTLED.total
    assert pooled.warnings


def test_a_settled_refusal_stays_one() -> None:
    assert pool_partitions(REFUSED, [SETTLED]) is REFUSED


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
    assert total_of_it.not_below(observed, bound.lowest) == printed


CELLS = {"A": 300, "B": 250, "C": 200, "AB": 90, "AC": 70, "BC": 60, "ABC": 25}
QUICK = Settings(methods=(Method.LOG_LINEAR, Method.DECOMPOSABLE), replicates=400)


@pytest.fixture(scope="module")
def of_settled_table() -> Estimate:
    answer = estimate(table_of(CELLS), seed=1, settings=QUICK)
    assert isinstance(answer, Estimate)
    return answer


def table_of(cells: dict[str, int]) -> CaptureTable:
    return CaptureTable("all", ("A", "B", "C"), {frozenset(k): n for k, n in cells.items()})


def split_links(share: float) -> CaptureTable:
    """The table, had a share of the records on A and B not been linked."""
    split = round(CELLS["AB"] * share)
    moved = {"A": CELLS["A"] + split, "B": CELLS["B"] + split, "AB": CELLS["AB"] - split}
    return table_of({**CELLS, **moved})


def test_an_estimate_carried_over_to_the_same_table_is_the_same(of_settled_table: Estimate) -> None:
    carried = carry_over(of_settled_table, table_of(CELLS), {})
    assert isinstance(carried, Estimate)
    assert carried.draws == pytest.approx(of_settled_table.draws)
    assert carried.observed == of_settled_table.observed


@pytest.mark.parametrize("share", [0.03, 0.06])
def test_it_says_nearly_what_an_estimate_of_the_other_table_says(
    of_settled_table: Estimate, share: float
) -> None:
    """To a sixth of the width: another table may choose other models."""
    table = split_links(share)
    carried = carry_over(of_settled_table, table, {})
    anew = estimate(table, seed=1, settings=QUICK)
    assert isinstance(carried, Estimate)
    assert isinstance(anew, Estimate)
    levels = (0.025, 0.5, 0.975)
    expected = np.quantile(anew.draws, levels)
    width = expected[2] - expected[0]
    assert np.quantile(carried.draws, levels) == pytest.approx(expected, abs=width / 6)
    assert carried.chao_lower_bound == anew.chao_lower_bound
    assert carried.observed == table.observed


def test_it_is_no_lower_than_what_is_recorded_or_bounds_it(of_settled_table: Estimate) -> None:
    carried = carry_over(of_settled_table, split_links(0.5), {})
    assert isinstance(carried, Estimate)
    assert carried.draws.min() >= max(carried.observed, carried.chao_lower_bound.lowest or 0)


def test_a_table_without_overlap_is_a_refusal(of_settled_table: Estimate) -> None:
    apart = table_of({"A": 300, "B": 250, "C": 200})
    carried = carry_over(of_settled_table, apart, {})
    assert isinstance(carried, Refusal)
    assert carried.reason is RefusalReason.NO_OVERLAP


def test_where_other_lists_can_be_used_nothing_is_carried_over(of_settled_table: Estimate) -> None:
    held_by_c = table_of({"C": 200, "AC": 160, "BC": 150, "ABC": 115})
    carried = carry_over(of_settled_table, held_by_c, {})
    assert carried is None or isinstance(carried, Refusal)
    four = CaptureTable("all", ("A", "B", "C", "D"), {
        **table_of(CELLS).counts, frozenset("D"): 90, frozenset("AD"): 30, frozenset("BD"): 25,
        frozenset("CD"): 20,
    })  # fmt: skip
    assert carry_over(of_settled_table, four, {}) is None


def test_missed_links_are_carried_over_as_an_estimate_anew_has_them(
    of_settled_table: Estimate,
) -> None:
    found = estimate_if_missed(of_settled_table, {}, 0.1)
    anew = estimate(restore_links(table_of(CELLS), 0.1), seed=1, settings=QUICK)
    assert found is not None
    assert isinstance(anew, Estimate)
    assert found.recorded == anew.observed < of_settled_table.observed
    assert found.total.lowest == pytest.approx(anew.total.lowest, rel=0.06)
    assert found.total.highest == pytest.approx(anew.total.highest, rel=0.06)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_share_that_changes_nothing_or_cannot_be_is_not_carried_over(
    of_settled_table: Estimate, share: float
) -> None:
    few_alone = {**CELLS, "A": 5}
    table = table_of(few_alone if share else CELLS)
    assert estimate_if_missed(replace(of_settled_table, table=table), {}, share) is None
    assert estimate_if_missed(replace(of_settled_table, table=None), {}, 0.1) is None


def test_an_open_interval_begins_lower_if_links_were_missed() -> None:
    assert "90 persons would be recorded, and the interval would begin at about 95." in str(
        IfMissed(0.1, 90, CountRange(95))
    )
