"""Totals over strata and over readings: draws are added or put together, never quantiles."""

import json
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from sijill import estimation as mse
from sijill.estimation.pooling.digest import ESTIMATION_VERSION, estimate_digest
from sijill.estimation.pooling.rubin_rules import FreedomRule
from sijill.model.results.captures import CaptureTable, Draws

DrawTable = Callable[..., CaptureTable]
FEW = mse.Settings((mse.Method.DECOMPOSABLE, mse.Method.RASCH), draws=400)


def estimated(tables: list[CaptureTable], seed: int = 1) -> list[mse.Estimate]:
    answers = mse.estimate_tables(tables, seed=seed, settings=FEW)
    found = [one for one in answers if isinstance(one, mse.Estimate)]
    assert len(found) == len(tables)
    return found


@pytest.fixture
def strata(draw_table: DrawTable) -> list[CaptureTable]:
    return [draw_table(seed, 600, [0.4, 0.3, 0.2]) for seed in range(4)]


def test_a_sum_is_narrower_than_the_sum_of_ends(strata: list[CaptureTable]) -> None:
    found = estimated(strata)
    whole = mse.add_strata({str(at): one for at, one in enumerate(found)})
    assert isinstance(whole, mse.Pooled)
    lows = sum(one.total.lowest or 0 for one in found)
    highs = sum(one.total.highest or 0 for one in found)
    assert lows < (whole.total.lowest or 0) < 2_400 < (whole.total.highest or 0) < highs
    assert np.median(whole.draws) == pytest.approx(sum(one.median for one in found), rel=0.03)
    assert whole.observed.lowest == sum(table.observed for table in strata)


def test_a_sum_of_one_is_its_own_estimate(strata: list[CaptureTable]) -> None:
    one = mse.estimate(strata[0], seed=1, settings=replace(FEW, draws=8_000))
    assert isinstance(one, mse.Estimate)
    whole = mse.add_strata({"Raqqa": one})
    assert isinstance(whole, mse.Pooled)
    for level in (0.05, 0.5, 0.95):
        ours, own = np.quantile(whole.draws, level), np.quantile(one.draws, level)
        assert ours == pytest.approx(own, rel=0.03)


def test_what_strata_have_in_common_does_not_average_out(strata: list[CaptureTable]) -> None:
    """A hundred strata leave the allowance for what cannot be tested as wide as one does."""
    found = estimated(strata[:1]) * 100
    whole = mse.add_strata({str(at): one for at, one in enumerate(found)})
    assert isinstance(whole, mse.Pooled)
    observed = whole.observed.lowest or 0
    low, high = (end - observed for end in (whole.total.lowest or 0, whole.total.highest or 0))
    assert high / low > 1.3 / 0.9


def test_refused_strata_are_a_floor_of_the_sum(strata: list[CaptureTable]) -> None:
    found = dict(zip(("Raqqa", "Idlib"), estimated(strata[:2]), strict=True))
    empty = mse.estimate(replace(strata[0], counts={}), seed=1)
    refused = {f"place {at}": empty for at in range(7)}
    recorded = {**dict.fromkeys(found, 999), **dict.fromkeys(refused, 10)}
    alone = mse.add_strata(found)
    whole = mse.add_strata({**refused, **found}, recorded)
    assert isinstance(alone, mse.Pooled)
    assert isinstance(whole, mse.Pooled)
    assert (whole.floor, whole.answered) == (70, alone.total)
    assert whole.total.lowest == (alone.total.lowest or 0) + 70
    assert (whole.total.highest, whole.median) == (None, None)
    assert whole.observed.lowest == (alone.observed.lowest or 0) + 70
    (note,) = whole.notes
    assert (
        "7 strata have no estimate (place 0, place 1, place 2, place 3, place 4 and 2 more" in note
    )
    assert "nothing recorded" in note
    assert alone.notes == ()


def test_a_stratum_without_upper_end_leaves_the_sum_without_one(
    strata: list[CaptureTable], write_table: DrawTable
) -> None:
    found = dict(zip(("Raqqa", "Idlib"), estimated(strata[:2]), strict=True))
    alone = mse.add_strata(found)
    models = mse.Settings((mse.Method.LOG_LINEAR,), replicates=40)
    table = write_table("ABC", {"A": 5, "B": 4, "C": 3, "AB": 1})
    few = mse.estimate(table, seed=1, settings=models)
    whole = mse.add_strata({**found, "Hama": few})
    assert isinstance(alone, mse.Pooled)
    assert isinstance(whole, mse.Pooled)
    assert (whole.total.highest, whole.floor) == (None, 0)
    assert whole.median is not None
    assert (whole.answered.highest or 0) > (alone.total.highest or 0)
    (note,) = whole.notes
    assert note.startswith("1 stratum has an interval without upper end (Hama); so the total has")
    assert note.endswith(f"the strata with an estimate come to {whole.answered}.")


def test_lists_under_other_names_give_the_same_sum(strata: list[CaptureTable]) -> None:
    def renamed(table: CaptureTable) -> CaptureTable:
        names = dict(zip(sorted(table.lists), sorted(table.lists)[::-1], strict=True))
        counts = {frozenset(names[n] for n in on): held for on, held in table.counts.items()}
        return replace(table, counts=counts)

    plain = dict(zip(("Raqqa", "Idlib"), estimated(strata[:2]), strict=True))
    other = dict(zip(("Raqqa", "Idlib"), estimated(list(map(renamed, strata[:2]))), strict=True))
    assert mse.add_strata(plain) == mse.add_strata(other)


def test_without_any_estimate_there_is_no_sum(strata: list[CaptureTable]) -> None:
    refused = mse.estimate(replace(strata[0], counts={}), seed=1)
    whole = mse.add_strata({"Hama": refused})
    assert isinstance(whole, mse.NotEstimable)
    assert "Hama" in whole.explanation
    assert isinstance(mse.add_strata({}), mse.NotEstimable)


def test_persons_on_lists_left_out_are_not_scaled_in_the_sum_either(write_table: DrawTable) -> None:
    """The allowance moves those missed; persons known from a list left out are there already."""
    counts = {"A": 300, "B": 300, "C": 300, "AB": 100, "AC": 100, "BC": 100, "ABC": 50, "D": 15}
    derived = {"D": frozenset("AB")}
    settings = replace(FEW, draws=8_000)
    one = mse.estimate(write_table("ABCD", counts), derived=derived, seed=1, settings=settings)
    assert isinstance(one, mse.Estimate)
    assert (one.observed, one.on_lists) == (1265, 1250)
    whole = mse.add_strata({"Raqqa": one})
    assert isinstance(whole, mse.Pooled)
    for level in (0.05, 0.5, 0.95):
        assert np.quantile(whole.draws, level) == pytest.approx(
            np.quantile(one.draws, level), rel=0.02
        )


def test_a_sum_is_the_same_whatever_strata_are_called(strata: list[CaptureTable]) -> None:
    found = estimated(strata[:3])
    one, other = (
        mse.add_strata(dict(zip(names, answers, strict=True)))
        for names, answers in (("abc", found), ("zyx", found[::-1]))
    )
    assert isinstance(one, mse.Pooled)
    assert isinstance(other, mse.Pooled)
    assert one.draws.tolist() == other.draws.tolist()


def test_a_notebook_shows_sums_and_refusals(strata: list[CaptureTable]) -> None:
    refused = mse.estimate(replace(strata[0], counts={}), seed=1)
    assert isinstance(refused, mse.NotEstimable)
    assert "no number" in refused._repr_html_()
    whole = mse.add_strata({"<b>": refused, "x": estimated(strata[:1])[0]}, {"<b>": 3})
    assert isinstance(whole, mse.Pooled)
    shown = whole._repr_html_()
    assert f"<b>{whole.total}</b> at 95 %" in shown
    assert "&lt;b&gt;" in shown
    told = mse.describe_sum(whole)
    assert told["floor"] == 3
    assert json.loads(json.dumps(told)) == told


def test_neither_order_nor_who_computes_changes_an_answer(strata: list[CaptureTable]) -> None:
    plain = estimated(strata)
    with ThreadPoolExecutor(3) as pool:
        elsewhere = mse.estimate_tables(strata[::-1], seed=1, settings=FEW, apply=pool.map)
    for one, other in zip(plain, reversed(elsewhere), strict=True):
        assert isinstance(other, mse.Estimate)
        assert one == other
        assert (one.draws == other.draws).all()
    assert estimated(strata, seed=2)[0].draws.tolist() != plain[0].draws.tolist()


def test_a_name_is_no_way_to_draw_again(strata: list[CaptureTable]) -> None:
    first, second = estimated([strata[0], replace(strata[0], stratum="another")])
    assert first.draws.tolist() == second.draws.tolist()


def test_strata_with_the_same_counts_are_not_wrong_in_the_same_way(
    strata: list[CaptureTable],
) -> None:
    """Their draws are shuffled before they are added: chance averages out between them."""
    alone = mse.Settings((mse.Method.DECOMPOSABLE,), 0.0, draws=2_000)
    answers = mse.estimate_tables(strata[:1], seed=1, settings=alone) * 25
    whole = mse.add_strata({str(at): one for at, one in enumerate(answers)})
    assert isinstance(whole, mse.Pooled)
    assert isinstance(answers[0], mse.Estimate)
    reach = [
        np.diff(np.quantile(draws, (0.3, 0.7)))[0] for draws in (answers[0].draws, whole.draws)
    ]
    assert reach[1] == pytest.approx(5 * reach[0], rel=0.5)


def test_methods_named_in_another_order_are_the_same_settings(strata: list[CaptureTable]) -> None:
    turned = replace(FEW, methods=FEW.methods[::-1])
    assert estimate_digest(strata[0], {}, turned) == estimate_digest(strata[0], {}, FEW)
    assert mse.Settings(("Rasch model", "log-linear")).methods == (  # type: ignore[arg-type]
        mse.Method.LOG_LINEAR,
        mse.Method.RASCH,
    )
    with pytest.raises(ValueError, match="'magic' is not a valid Method"):
        mse.Settings(("magic",))  # type: ignore[arg-type]


def test_an_estimate_says_what_it_was_made_with(strata: list[CaptureTable]) -> None:
    one = estimated(strata[:1])[0]
    assert one.settings["methods"] == ["decomposable graphs", "Rasch model"]
    assert one.settings["draws"] == 400
    assert one.versions["estimation"] == str(ESTIMATION_VERSION)
    assert {"sijill", "numpy", "scipy"} < set(one.versions)
    assert "effective" in one.diagnostics[mse.Method.RASCH]


def test_a_digest_names_table_and_settings_and_not_the_seed(strata: list[CaptureTable]) -> None:
    table = strata[0]
    known = estimate_digest(table, {}, FEW)
    turned = replace(
        table,
        lists=table.lists[::-1],
        stratum="other",
        counts=dict(reversed(list(table.counts.items()))),
    )
    assert estimate_digest(turned, {}, FEW) == known
    assert estimate_digest(table, {"A": frozenset()}, FEW) == known
    others = [
        estimate_digest(strata[1], {}, FEW),
        estimate_digest(table, {"A": frozenset("B")}, FEW),
        estimate_digest(table, {}, replace(FEW, draws=401)),
        estimate_digest(table, {}, replace(FEW, delta_sd=0.31)),
    ]
    assert len({known, *others}) == 5
    one, other = estimated([table])[0], estimated([table], seed=9)[0]
    assert one.digest == other.digest == known
    assert one.seed != other.seed


def replicates(seed: int = 3) -> list[Draws]:
    rng = np.random.default_rng(seed)
    return [np.rint(np.exp(rng.normal(7 + shift, 0.2, 500))) for shift in (-0.1, 0.0, 0.15)]


def test_hrdags_rule_by_hand() -> None:
    unseen = replicates()
    logs = [np.log(draws) for draws in unseen]
    w = sum(x.var(ddof=1) for x in logs) / 3
    b = np.var([x.mean() for x in logs], ddof=1)
    df = 2 * (1 + (w / b) / 4) ** 2
    reach = stats.t.ppf(0.975, df) * math.sqrt(w + 4 / 3 * b)
    centre = np.mean([x.mean() for x in logs])
    combined = mse.combine_replicates(unseen, [100, 103, 105])
    assert combined.freedom == pytest.approx(df)
    assert combined.low == pytest.approx(103 + math.exp(centre - reach))
    assert combined.high == pytest.approx(103 + math.exp(centre + reach))
    assert combined.point == pytest.approx(103 + np.mean([x.mean() for x in unseen]))


def test_rubins_freedom_is_larger_and_the_interval_narrower() -> None:
    ours = mse.combine_replicates(replicates(), [100] * 3)
    rubin = mse.combine_replicates(replicates(), [100] * 3, rule=FreedomRule.RUBIN)
    assert rubin.freedom > ours.freedom
    assert rubin.high - rubin.low < ours.high - ours.low


def test_replicates_that_agree_have_endless_freedom_and_nobody_counts_a_tenth() -> None:
    same = [np.array([0.0, 0.0, 10.0, 20.0])] * 2
    combined = mse.combine_replicates(same, [5, 5])
    assert math.isinf(combined.freedom)
    assert 5 < combined.low < combined.high < math.inf


@pytest.mark.parametrize("unseen", [[], [np.ones(3)], [np.ones(3), np.ones(1)]])
def test_too_few_replicates_are_an_error(unseen: list[Draws]) -> None:
    with pytest.raises(ValueError, match="two replicates"):
        mse.combine_replicates(unseen, [1] * len(unseen))


def test_an_estimate_kept_by_an_earlier_version_names_its_methods_by_their_words_of_then() -> None:
    assert mse.Method("unlike persons") is mse.Method.RASCH
    assert mse.Method.RASCH.value == "Rasch model"
