"""Small strata learn from large ones; strata known well stay where they are."""

from dataclasses import replace

import numpy as np
import pytest

from sijill.estimation.pooling.partial_pooling import PartlyPooled, pool_partly
from sijill.model.results.captures import Estimate, Method, MethodAnswer, ModelFit
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

REFUSED = Refusal(RefusalReason.NO_OVERLAP, "No overlap.", "Nothing.")


def stratum(number: int, recorded: int, missed_each: float, deviation: float) -> Estimate:
    """A stratum in which a method says so many are missed for each one recorded."""
    logs = np.random.default_rng(number).normal(np.log(missed_each), deviation, 2_000)
    draws = recorded * (1 + np.exp(logs))
    low, high = (int(x) for x in np.quantile(draws, (0.025, 0.975)))
    total = CountRange(low, high)
    return Estimate(
        stratum=str(number),
        lists=("a", "b", "c"),
        observed=recorded,
        total=total,
        median=int(np.median(draws)),
        chao_lower_bound=CountRange(recorded, recorded * 2),
        level_percent=95,
        answers=(MethodAnswer(Method.LOG_LINEAR, total, int(np.median(draws)), {}, draws[None]),),
        refused={},
        models=(),
        replicates=100,
        seed=1,
        assumptions=("closed",),
        draws=draws,
        delta_sd=0.0,
        digest=f"{number:064x}",
    )


LARGE = {str(n): stratum(n, 2_000, 1.0 + 0.05 * n, 0.05) for n in range(1, 6)}


def pooled(answers: dict[str, Estimate | Refusal], **recorded: int) -> PartlyPooled:
    held = {name: one.observed for name, one in answers.items() if isinstance(one, Estimate)}
    found = pool_partly(answers, held | recorded)
    assert isinstance(found, PartlyPooled)
    return found


def width(total: CountRange) -> int:
    assert total.highest is not None
    assert total.lowest is not None
    return total.highest - total.lowest


def test_a_small_stratum_moves_towards_the_others_and_is_narrower() -> None:
    small = stratum(9, 30, 4.0, 0.8)
    found = pooled({**LARGE, "small": small}).strata["small"]
    assert small.median is not None
    assert found.median is not None
    assert 30 * (1 + 1.0) < found.median < 30 * (1 + 2.0) < small.median
    assert width(found.total) < width(small.total) / 3


def test_a_stratum_known_well_stays_where_it_is() -> None:
    other = stratum(8, 5_000, 4.0, 0.02)
    found = pooled({**LARGE, "other": other}).strata["other"]
    assert found.median == pytest.approx(other.median, rel=0.01)
    assert width(found.total) == pytest.approx(width(other.total), rel=0.15)


def test_the_more_strata_differ_the_less_is_taken_from_them() -> None:
    small = stratum(9, 30, 4.0, 0.8)
    unlike = {
        str(n): stratum(n, 2_000, each, 0.05) for n, each in enumerate((0.1, 0.4, 1.0, 3.0, 9.0))
    }
    alike, apart = pooled({**LARGE, "small": small}), pooled({**unlike, "small": small})
    assert alike.between[Method.LOG_LINEAR] < 0.4
    assert apart.between[Method.LOG_LINEAR] > 1.0
    assert width(alike.strata["small"].total) < width(apart.strata["small"].total)


def test_a_stratum_without_an_estimate_gets_what_others_say_and_the_sum_an_upper_end() -> None:
    found = pooled({**LARGE, "refused": REFUSED}, refused=40)
    one = found.strata["refused"]
    assert one.total.lowest is not None
    assert 40 <= one.total.lowest < 40 * 2.15 < (one.total.highest or 0) < 400
    assert found.whole.total.highest is not None
    assert found.whole.observed == CountRange.exactly(10_040)


def test_no_end_is_below_those_recorded_or_the_strata_own_bound() -> None:
    own = replace(stratum(9, 30, 0.2, 0.8), chao_lower_bound=CountRange(50, 90))
    assert (pooled({**LARGE, "small": own}).strata["small"].total.lowest or 0) >= 50


def test_a_method_without_an_upper_end_says_nothing_of_its_stratum() -> None:
    one = stratum(9, 30, 4.0, 0.8)
    open_draws = np.full((1, 2_000), np.inf)
    one = replace(one, answers=(replace(one.answers[0], draws=open_draws),))
    found = pooled({**LARGE, "open": one}).strata["open"]
    assert found.total.highest is not None


def test_a_few_draws_without_an_upper_end_do_not_open_what_others_close() -> None:
    one = stratum(9, 30, 4.0, 0.8)
    some = one.answers[0].draws.copy()
    some[0, :100] = np.inf
    one = replace(one, answers=(replace(one.answers[0], draws=some),))
    found = pooled({**LARGE, "open": one}).strata["open"]
    assert (found.total.highest or 0) < 200


def test_neither_names_nor_order_matter() -> None:
    small = stratum(9, 30, 4.0, 0.8)
    one = pooled({**LARGE, "small": small})
    renamed = {f"z{name}": each for name, each in reversed(LARGE.items())}
    other = pooled({"a small one": small, **renamed})
    assert one.strata["small"].total == other.strata["a small one"].total
    assert one.whole.total == other.whole.total


def test_two_strata_do_not_tell_how_much_strata_differ() -> None:
    two = {name: LARGE[name] for name in ("1", "2")}
    found = pool_partly({**two, "refused": REFUSED}, {"1": 2_000, "2": 2_000, "refused": 40})
    assert isinstance(found, Refusal)
    assert "cannot be told" in found.explanation
    assert found.needed == "At least 3 strata with an estimate."


def test_without_any_estimate_there_is_a_refusal() -> None:
    assert isinstance(pool_partly({"a": REFUSED, "b": REFUSED}, {"a": 3, "b": 4}), Refusal)


def also_by(own: Estimate, missed_each: float, bic: float) -> Estimate:
    """The stratum with a second method that says more are missed, and how well that one fits."""
    logs = np.random.default_rng(77).normal(np.log(missed_each), 0.05, 2_000)
    draws = own.observed * (1 + np.exp(logs))
    low, high = (int(x) for x in np.quantile(draws, (0.025, 0.975)))
    answer = MethodAnswer(
        Method.TWO_GROUPS, CountRange(low, high), int(np.median(draws)), {"bic": bic}, draws[None]
    )
    best = ModelFit((("a",), ("b",), ("c",)), 100.0, own.median or 0)
    return replace(own, answers=(*own.answers, answer), models=(best,))


def test_a_method_that_a_stratum_refutes_does_not_reach_it_through_the_others() -> None:
    """Two groups say five are missed for each one recorded, where they fit: everywhere but in 1."""
    fits = {name: also_by(one, 5.0, bic=95.0) for name, one in LARGE.items()}
    refuted: dict[str, Estimate | Refusal] = {**fits, "1": also_by(LARGE["1"], 5.0, bic=150.0)}
    found, without = pooled(refuted), pooled({**LARGE})
    assert (found.strata["2"].total.highest or 0) > 2_000 * 5
    assert (found.strata["1"].total.highest or 0) < 1.02 * (without.strata["1"].total.highest or 0)
    both = pooled({**fits}).whole.total.highest or 0
    assert (without.whole.total.highest or 0) < (found.whole.total.highest or 0) < both
