"""The estimate as a whole: properties, known truths, and no traceback for any table."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.estimation.pooling.headline import (
    ALIKE,
    ALLOWANCE,
    EITHER,
    GROUP,
    INDEPENDENT,
    OF_LINKED_LISTS,
    OF_PERIOD_AND_FLOOR,
    estimate,
)
from sijill.estimation.pooling.methods import find_refuted, scale_down
from sijill.estimation.pooling.settings import DELTA_SD, Settings
from sijill.model.results.captures import CaptureTable, Estimate, Method
from sijill.model.values.quantities import Refusal, RefusalReason

DrawTable = Callable[..., CaptureTable]
WriteTable = Callable[..., CaptureTable]


MODELS_ALONE = (Method.LOG_LINEAR,)
FEW = Settings(MODELS_ALONE, 0.0, replicates=40)
ALONE = Settings(MODELS_ALONE, 0.0, replicates=5)


def estimated(
    table: CaptureTable,
    replicates: int = 60,
    seed: int = 1,
    methods: tuple[Method, ...] = MODELS_ALONE,
) -> Estimate:
    """Of the log-linear models alone, without allowance, unless methods are named."""
    deviation = 0.0 if methods == MODELS_ALONE else DELTA_SD
    chosen = Settings(methods, deviation, replicates=replicates)
    answer = estimate(table, derived={}, seed=seed, settings=chosen)
    assert isinstance(answer, Estimate), answer
    return answer


def covers(answer: Estimate, truth: int) -> bool:
    low, high = answer.total.lowest, answer.total.highest
    return low is not None and low <= truth and (high is None or truth <= high)


@pytest.mark.parametrize(
    ("methods", "said"),
    [
        ((Method.LOG_LINEAR,), ALIKE),
        ((Method.LOG_LINEAR, Method.DECOMPOSABLE), ALIKE),
        ((Method.RASCH,), INDEPENDENT),
        ((Method.LOG_LINEAR, Method.RASCH), EITHER),
    ],
)
def test_fewer_methods_take_more_for_granted(
    draw_table: DrawTable, methods: tuple[Method, ...], said: str
) -> None:
    """Nor does an answer without the group that is harder to record speak of such a group."""
    answer = estimated(draw_table(5, 900, [0.4, 0.3, 0.2]), methods=methods)
    assert {ALIKE, INDEPENDENT, EITHER} & set(answer.assumptions) == {said}
    assert GROUP not in answer.assumptions
    always = (*OF_LINKED_LISTS, ALLOWANCE, *OF_PERIOD_AND_FLOOR)
    assert set(answer.assumptions) >= set(always)
    assert len(answer.assumptions) == len(always) + 1


def test_what_an_estimate_carries(draw_table: DrawTable) -> None:
    table = draw_table(5, 2_000, [0.4, 0.3, 0.2])
    answer = estimated(table, methods=tuple(Method))
    assert answer.stratum == "simulated"
    assert answer.lists == ("A", "B", "C")
    assert answer.observed == table.observed
    assert (answer.level_percent, answer.replicates, answer.seed) == (95, 60, 1)
    expected = (*OF_LINKED_LISTS, EITHER, ALLOWANCE, GROUP, *OF_PERIOD_AND_FLOOR)
    assert answer.assumptions == expected
    assert [one.method for one in answer.answers] == list(Method)
    assert answer.draws.shape == (len(Method) * 2_000,)
    assert answer.median == np.sort(answer.draws)[(len(answer.draws) - 1) // 2]
    assert [m.bic for m in answer.models] == sorted(m.bic for m in answer.models)
    assert answer.models[-1].bic <= answer.models[0].bic + 10


def test_the_headline_spans_what_the_methods_disagree_on(draw_table: DrawTable) -> None:
    """Lists that share a third of their persons look like persons who differ, and the reverse."""
    table = draw_table(5, 2_000, [0.3, 0.2, 0.15, 0.1], copied=[(0, 1, 0.33)])
    answer = estimated(table, methods=tuple(Method))
    refuted = find_refuted(answer.answers, answer.models[0].bic)
    middles = [one.median for one in answer.answers if one.method not in refuted]
    low, high = answer.total.lowest, answer.total.highest
    assert low is not None
    assert high is not None
    for middle in middles:
        assert middle is not None
        assert low < middle < high
    assert covers(answer, 2_000)


def test_without_allowance_the_ends_are_those_of_the_method_that_reaches_furthest(
    draw_table: DrawTable,
) -> None:
    table = draw_table(5, 1_000, [0.4, 0.3, 0.2])
    methods = (Method.DECOMPOSABLE, Method.RASCH)
    with_allowance = estimated(table, methods=methods)
    plain = estimate(table, derived={}, seed=1, settings=Settings(methods, 0.0))
    assert isinstance(plain, Estimate)
    lows = [one.total.lowest or 0 for one in plain.answers]
    highs = [one.total.highest or 0 for one in plain.answers]
    floor = plain.chao_lower_bound
    assert plain.total.lowest == pytest.approx(max(min(lows), floor.lowest or 0), abs=2)
    assert plain.total.highest == pytest.approx(max(*highs, floor.highest or 0), abs=2)
    assert np.ptp(with_allowance.draws) > np.ptp(plain.draws)


def test_no_end_is_below_the_bound_that_is_printed_beside_it(write_table: WriteTable) -> None:
    """Three lists of 29,000; the complete graph alone would say that nobody is missing."""
    counts = {"A": 190, "B": 51, "C": 15, "AB": 19, "AC": 12, "BC": 4, "ABC": 2}
    answer = estimated(write_table("ABC", counts), 40, methods=tuple(Method))
    assert answer.total.lowest is not None
    assert answer.total.lowest >= (answer.chao_lower_bound.lowest or 0) > answer.observed


def test_a_model_that_the_table_refutes_is_shown_and_left_out(write_table: WriteTable) -> None:
    """A and B avoid each other, C goes with both: persons who differ would bind all three alike."""
    counts = {"A": 900, "B": 800, "C": 300, "AB": 40, "AC": 400, "BC": 380, "ABC": 12}
    answer = estimated(write_table("ABC", counts), 40, methods=(Method.LOG_LINEAR, Method.RASCH))
    assert [one.method for one in answer.answers] == [Method.LOG_LINEAR, Method.RASCH]
    assert any("Rasch model does not fit the table" in one for one in answer.warnings)
    of_models, of_persons = answer.answers
    assert (answer.total.highest or 0) < 1.5 * (of_models.total.highest or 0)
    assert not (answer.total.lowest or 0) < (of_persons.median or 0) < (answer.total.highest or 0)


def test_three_persons_in_all_are_refused(write_table: WriteTable) -> None:
    answer = estimate(write_table("ABC", {"AB": 1, "AC": 1, "BC": 1}), derived={}, seed=1)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.NO_MODEL
    assert "so any total fits" in answer.explanation


def test_counts_of_millions_are_answered_by_every_method(write_table: WriteTable) -> None:
    counts = {"A": 12, "B": 8, "C": 6, "AB": 3, "AC": 2, "BC": 2, "ABC": 1}
    many = write_table("ABC", {on: number * 10**6 for on, number in counts.items()})
    answer = estimated(many, 20, methods=(Method.LOG_LINEAR, Method.DECOMPOSABLE))
    assert answer.refused == {}
    assert answer.diagnostics[Method.DECOMPOSABLE]["scaled_down"] == pytest.approx(340, rel=1e-3)


def test_a_table_is_scaled_down_and_its_totals_up() -> None:
    counts = np.array([0, 600_000, 300_000, 100_000, 1, 0, 0, 3])
    smaller = scale_down(counts, 1_000)
    assert smaller.counts.tolist() == [0, 600, 300, 100, 1, 0, 0, 1]
    assert smaller.totals(np.array([10])) == pytest.approx([1_000_004 + 10 * smaller.factor], abs=1)
    assert scale_down(counts, 10**7).counts is counts


def test_independent_lists_of_known_size_are_covered_in_most_of_40_runs(
    draw_table: DrawTable,
) -> None:
    answers = [estimated(draw_table(seed, 2_000, [0.3, 0.25, 0.2, 0.1])) for seed in range(40)]
    assert sum(covers(answer, 2_000) for answer in answers) >= 36
    assert np.median([answer.median for answer in answers]) == pytest.approx(2_000, rel=0.03)


def test_few_missed_are_covered_too(draw_table: DrawTable) -> None:
    """Where nearly everybody is recorded, most of the uncertainty is in how many that are."""
    answers = [estimated(draw_table(seed, 5_000, [0.6, 0.6, 0.5, 0.6])) for seed in range(40)]
    assert sum(covers(answer, 5_000) for answer in answers) >= 35


def test_a_list_that_copies_a_third_of_another_is_modelled(draw_table: DrawTable) -> None:
    answers = [
        estimated(draw_table(seed, 5_000, [0.3, 0.2, 0.15, 0.1], copied=[(0, 1, 0.33)]))
        for seed in range(20)
    ]
    assert sum(covers(answer, 5_000) for answer in answers) >= 17
    assert all(("A", "B") in answer.models[0].terms for answer in answers)


def test_a_list_that_copies_outright_is_left_out_and_the_rest_is_right(
    draw_table: DrawTable,
) -> None:
    table = draw_table(2, 3_000, [0.3, 0.0, 0.15, 0.1, 0.1], copied=[(0, 1, 0.5)])
    answer = estimated(table)
    assert answer.lists == ("A", "C", "D", "E")
    assert any(warning.startswith("Everybody on B") for warning in answer.warnings)
    assert covers(answer, 3_000)


def test_a_derived_list_is_put_together_with_its_source(draw_table: DrawTable) -> None:
    table = draw_table(2, 3_000, [0.3, 0.2, 0.15, 0.1], copied=[(0, 3, 0.5)])
    answer = estimate(table, derived={"D": frozenset("A")}, seed=1, settings=FEW)
    assert isinstance(answer, Estimate)
    assert answer.lists == ("A + D", "B", "C")
    assert answer.observed == table.observed
    assert any("put together as one list, A + D" in warning for warning in answer.warnings)
    assert covers(answer, 3_000)


def test_what_a_derived_list_found_by_itself_widens_the_estimate(write_table: WriteTable) -> None:
    """Left out, 400 of its own would be recorded and not described: an interval of no width."""
    counts = {"A": 30, "B": 30, "C": 30, "AB": 10, "AC": 10, "BC": 10, "ABC": 5, "AD": 10, "D": 400}
    answer = estimate(write_table("ABCD", counts), derived={"D": frozenset("A")}, seed=1)
    assert isinstance(answer, Estimate)
    assert answer.total.lowest is not None
    assert answer.observed < answer.total.lowest
    assert answer.total.highest is None or answer.total.highest > 1.5 * answer.total.lowest


def test_lists_that_do_not_describe_those_recorded_on_others_are_refused(
    write_table: WriteTable,
) -> None:
    table = write_table(
        "ABCD", {"A": 20, "B": 15, "C": 12, "AB": 12, "BC": 10, "AC": 11, "ABC": 7, "D": 9_000}
    )
    answer = estimate(table, derived={"D": frozenset("AB")}, seed=1, settings=FEW)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.NO_MODEL
    assert "9,087 persons are recorded in Raqqa, but the lists used, A (50)" in answer.explanation
    assert "do not describe the 9,000 persons recorded on other lists alone" in answer.explanation


def test_no_end_of_any_method_is_below_all_recorded(write_table: WriteTable) -> None:
    counts = {"A": 20, "B": 15, "C": 12, "AB": 12, "BC": 10, "AC": 11, "ABC": 7, "D": 9}
    answer = estimate(write_table("ABCD", counts), derived={"D": frozenset("AB")}, seed=1)
    assert isinstance(answer, Estimate)
    for total in (answer.total, *(one.total for one in answer.answers)):
        assert total.lowest is not None
        assert total.lowest >= answer.observed == 96
    assert all(one.draws.min() >= 96 for one in answer.answers)


def test_the_same_seed_gives_the_same_answer_and_another_seed_the_same_interval(
    draw_table: DrawTable,
) -> None:
    table = draw_table(6, 1_000, [0.3, 0.2, 0.15, 0.1])
    first, again, other = estimated(table), estimated(table), estimated(table, seed=2)
    assert repr(first) == repr(again)
    assert other.models == first.models
    assert (again.draws == first.draws).all()
    assert other.total == first.total  # tables drawn anew are seeded by the counts


def test_the_order_of_lists_and_of_counts_changes_nothing(draw_table: DrawTable) -> None:
    table = draw_table(6, 1_000, [0.3, 0.2, 0.15, 0.1], copied=[(0, 2, 0.3)])
    turned = replace(
        table, lists=table.lists[::-1], counts=dict(reversed(list(table.counts.items())))
    )
    assert estimated(turned) == estimated(table)


def test_what_lists_are_called_changes_nothing_but_the_names(draw_table: DrawTable) -> None:
    table = draw_table(6, 1_000, [0.3, 0.2, 0.15, 0.1], copied=[(0, 2, 0.3)])
    names = dict(zip("ABCD", "DBAC", strict=True))
    counts = {
        frozenset(names[name] for name in on_lists): number
        for on_lists, number in table.counts.items()
    }
    plain, renamed = estimated(table), estimated(replace(table, counts=counts))
    assert (renamed.total, renamed.median) == (plain.total, plain.median)
    assert (renamed.draws == plain.draws).all()
    assert renamed.models[0].terms == (("A", "D"),)
    assert plain.models[0].terms == (("A", "C"),)


def test_with_one_person_on_two_lists_there_is_no_upper_end(write_table: WriteTable) -> None:
    answer = estimated(write_table("ABC", {"A": 5, "B": 4, "C": 3, "AB": 1}))
    log_linear = answer.answers[0]
    assert log_linear.total.highest is answer.total.highest is None
    assert answer.median is not None
    assert any("So the interval has no upper end." in said for said in answer.warnings)


def test_an_empty_list_changes_nothing_but_a_warning(draw_table: DrawTable) -> None:
    table = draw_table(6, 1_000, [0.3, 0.2, 0.15])
    plain, more = estimated(table), estimated(replace(table, lists=(*table.lists, "E")))
    assert more.warnings == ("E holds nobody and is left out.", *plain.warnings)
    assert replace(more, warnings=plain.warnings) == plain


def test_more_of_the_same_narrows_the_relative_interval(write_table: WriteTable) -> None:
    counts = {"A": 120, "B": 80, "C": 60, "AB": 30, "AC": 24, "BC": 16, "ABC": 6}
    widths = []
    for scale in (1, 10, 100):
        answer = estimated(write_table("ABC", {k: v * scale for k, v in counts.items()}), 200)
        assert answer.total.highest is not None
        assert answer.total.lowest is not None
        widths.append((answer.total.highest - answer.total.lowest) / answer.median)
    assert widths[0] > 1.5 * widths[1] > 2.25 * widths[2]


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param({"A": 3, "AB": 4, "ABC": 1}, id="eight persons"),
        pytest.param({"A": 50, "AB": 20, "AC": 10, "ABC": 5}, id="more"),
        pytest.param({"A": 5_000, "AB": 2_000, "AC": 1_000, "AD": 9, "ABCD": 500}, id="many"),
    ],
)
def test_one_list_that_holds_everybody_is_refused_however_many_are_on_it(
    write_table: WriteTable, counts: dict[str, int]
) -> None:
    answer = estimate(write_table("ABCD", counts), derived={}, seed=1)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.DEPENDENT_LISTS
    assert f"Everybody recorded in Raqqa ({sum(counts.values()):,}) is on A;" in answer.explanation
    assert "A list made without A" in answer.needed


def test_counts_beyond_the_arithmetic_are_refused(write_table: WriteTable) -> None:
    counts = {"A": 56, "B": 10**7, "C": 3, "AB": 3 * 10**9, "BC": 5 * 10**13, "ABC": 2 * 10**10}
    answer = estimate(write_table("ABC", counts), derived={}, seed=1, settings=ALONE)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.NO_MODEL
    assert "No model could be fitted to the lists in Raqqa: A (23,000,000,056), B" in str(answer)


def test_a_negative_seed_is_an_error(write_table: WriteTable) -> None:
    with pytest.raises(ValueError, match="seed must be at least 0"):
        estimate(write_table("ABC", {}), derived={}, seed=-1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"replicates": 0}, "replicates and draws must be at least 1"),
        ({"draws": 0}, "replicates and draws must be at least 1"),
        ({"methods": ()}, "name each method once"),
        ({"methods": (Method.RASCH, Method.RASCH)}, "name each method once"),
        ({"delta_sd": -0.1}, "a deviation is not negative"),
        ({"level_percent": 100}, "at least 50 % and below 100 %"),
    ],
)
def test_settings_that_make_no_sense_are_an_error(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Settings(**wrong)


numbers = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 400), st.just(10**9))
any_table = st.sampled_from([1, 2, 3, 3, 4, 4, 6]).flatmap(
    lambda lists: st.dictionaries(
        st.frozensets(st.sampled_from("ABCDEF"[:lists]), min_size=1), numbers, max_size=1 << lists
    ).map(lambda counts: CaptureTable("any", tuple("ABCDEF"[:lists]), counts))
)


def check_answer(answer: Estimate | Refusal, recorded: int) -> None:
    if isinstance(answer, Refusal):
        assert answer.explanation
        assert answer.needed
        return
    assert answer.observed == recorded
    assert answer.total.lowest is not None
    assert recorded <= answer.total.lowest <= answer.median
    assert answer.total.highest is None or answer.median <= answer.total.highest
    assert answer.chao_lower_bound.lowest is not None
    assert answer.chao_lower_bound.lowest >= recorded


@settings(max_examples=120, deadline=None)
@given(any_table)
def test_any_table_gives_an_estimate_or_a_refusal(table: CaptureTable) -> None:
    check_answer(estimate(table, derived={}, seed=1, settings=ALONE), table.observed)


@settings(max_examples=8, deadline=None)
@given(any_table)
def test_any_table_gives_an_estimate_or_a_refusal_by_all_methods(table: CaptureTable) -> None:
    few = Settings(replicates=5, draws=50)
    check_answer(estimate(table, derived={}, seed=1, settings=few), table.observed)


@pytest.mark.parametrize(("lists", "most"), [(5, 3), (5, 10**9), (8, 10**9), (10, 3), (12, 3)])
def test_many_lists_give_an_estimate_or_a_refusal(lists: int, most: int) -> None:
    generator = np.random.default_rng(lists)
    names = "ABCDEFGHIJKL"[:lists]
    counts = {
        frozenset(n for n, seen in zip(names, row, strict=True) if seen): int(number)
        for row, number in zip(
            generator.random((40, lists)) < 0.3, generator.integers(0, most, 40), strict=True
        )
        if row.any()
    }
    table = CaptureTable("many", tuple(names), counts)
    check_answer(estimate(table, derived={}, seed=1, settings=ALONE), table.observed)
