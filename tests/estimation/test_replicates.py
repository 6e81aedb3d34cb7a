"""Replicates of one stratum combined, some of them without an upper end of their own."""

from dataclasses import replace

import numpy as np
import pytest

from sijill import estimation as mse
from sijill.estimation.pooling.pooled import Pooled
from sijill.estimation.pooling.replicates import Combination, combine_answers
from sijill.model.results.captures import CaptureTable
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import RefusalReason


@pytest.fixture(scope="module")
def bounded() -> mse.Estimate:
    counts = {"A": 60, "B": 50, "C": 40, "AB": 12, "AC": 10, "BC": 9, "ABC": 3}
    table = CaptureTable("Hama", tuple("ABC"), {frozenset(on): n for on, n in counts.items()})
    settings = mse.Settings((mse.Method.LOG_LINEAR,), replicates=100)
    answer = mse.estimate(table, seed=1, settings=settings)
    assert isinstance(answer, mse.Estimate)
    assert answer.total.highest is not None
    return answer


def without_upper_end(bounded: mse.Estimate, share: float) -> mse.Estimate:
    """The same where so large a share of the draws, has no limit."""
    draws = bounded.draws.copy()
    draws[:: round(1 / share)] = np.inf
    return replace(bounded, draws=draws, total=CountRange(bounded.total.lowest, None))


def combined(replicates: list[mse.Estimate], rule: Combination) -> Pooled:
    answers = [{"Hama": answer} for answer in replicates]
    tables = [{"Hama": answer.table} for answer in replicates if answer.table is not None]
    (whole,) = combine_answers(answers, tables, rule).strata.values()
    assert isinstance(whole, Pooled)
    return whole


def test_one_open_replicate_of_ten_leaves_the_draws_together_an_upper_end(
    bounded: mse.Estimate,
) -> None:
    whole = combined([without_upper_end(bounded, 0.05), *[bounded] * 9], Combination.DRAWS)
    assert whole.total.highest is not None
    assert whole.notes == ()


def test_where_most_replicates_are_open_so_is_the_answer(bounded: mse.Estimate) -> None:
    whole = combined([without_upper_end(bounded, 0.05)] * 3, Combination.DRAWS)
    assert whole.total.highest is None
    assert whole.median is not None
    assert len(whole.notes) == 1


def test_a_replicate_that_is_refused_is_told_and_left_out(bounded: mse.Estimate) -> None:
    refused = mse.NotEstimable(RefusalReason.NO_MODEL, "No model could be fitted.")
    assert bounded.table is not None
    tables = [{"Hama": bounded.table}] * 2
    answers: list[dict[str, mse.Estimate | mse.NotEstimable]]
    answers = [{"Hama": bounded}, {"Hama": refused}]
    (whole,) = combine_answers(answers, tables).strata.values()
    assert isinstance(whole, Pooled)
    assert (whole.total, whole.refused) == (bounded.total, {"2": refused})
    assert whole.notes[0].startswith("1 of 2 replicates have no estimate and are left out: No ")
    answers = [{"Hama": refused}] * 2
    assert combine_answers(answers, tables).strata == {"Hama": refused}


@pytest.mark.parametrize("rule", [Combination.RUBIN, Combination.HRDAG])
def test_rules_on_moments_give_no_upper_end_where_a_replicate_has_none(
    bounded: mse.Estimate, rule: Combination
) -> None:
    whole = combined([without_upper_end(bounded, 0.05), bounded], rule)
    assert whole.total.highest is None
    assert (whole.total.lowest or 0) >= bounded.observed
    (note,) = whole.notes
    assert "so few persons on several lists that their own interval has none" in note
