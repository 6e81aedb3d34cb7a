"""Warnings: what is said, and when nothing is."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sijill.estimation.loglinear.models import RankedModel
from sijill.estimation.pooling.reader_warnings import (
    explain_ends,
    undecided,
    warn_of_data,
    warn_of_methods,
    warn_of_models,
    warn_of_open_end,
    warn_of_single_model,
)
from sijill.estimation.tables.cells import count_cells
from sijill.estimation.tables.wording import describe_model, within
from sijill.model.results.captures import (
    CaptureTable,
    Estimate,
    Method,
    MethodAnswer,
    ModelFit,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

WriteTable = Callable[..., CaptureTable]
BEST = RankedModel((), 100.0, 1_000.0)
LINKED = RankedModel((0b011,), 101.5, 1_900.0)
FAR = RankedModel((0b101,), 107.0, 9_000.0)
NO_BOUND = CountRange(500, 800)


def said_of(table: CaptureTable) -> list[str]:
    return warn_of_data(table, table.lists, count_cells(table, table.lists))


def test_a_table_with_overlaps_everywhere_raises_no_caution(write_table: WriteTable) -> None:
    full = {"A": 90, "B": 80, "C": 70, "AB": 20, "AC": 15, "BC": 12, "ABC": 4}
    assert said_of(write_table("ABC", full)) == []


def test_empty_overlaps_and_few_shared_persons_are_named(write_table: WriteTable) -> None:
    empty, few = said_of(write_table("ABC", {"A": 90, "B": 80, "C": 70, "AB": 20, "BC": 3}))
    assert "A and C" in empty
    assert "A and B" not in empty
    assert few.startswith("Only 23 of 263 persons are on more than one list")


def test_a_link_that_cannot_be_tested_is_named(write_table: WriteTable) -> None:
    (said,) = said_of(write_table("ABC", {"A": 90, "B": 80, "AB": 20, "AC": 15, "BC": 12}))
    assert said.startswith("Everybody recorded is on one or the other of these lists: A and B.")


def test_models_that_fit_alike_and_disagree() -> None:
    (said,) = warn_of_models([BEST, LINKED, FAR], NO_BOUND)
    assert said.startswith("2 log-linear models fit about equally well (within 2 BIC)")
    assert "from 1,000 to 1,900" in said
    assert undecided([BEST, LINKED, FAR]) == [BEST, LINKED]


def test_models_that_agree_or_fit_worse_raise_no_caution() -> None:
    agreeing = RankedModel((0b011,), 101.0, 1_100.0)
    assert warn_of_models([BEST, agreeing, FAR], NO_BOUND) == []


def test_a_best_model_below_the_lower_bound() -> None:
    (said,) = warn_of_models([BEST], CountRange(1_200, 1_500))
    assert "(1,000) lies below the lower bound (1,200–1,500)" in said


def test_an_upper_end_that_hangs_on_one_model() -> None:
    chosen = [BEST] * 360 + [LINKED] * 40
    (said,) = warn_of_single_model(chosen, BEST, "ABC", 95)
    assert (
        "by log-linear models (1,900) comes from the model that links A with B, chosen in 40 of 400"
        in said
    )
    assert said.endswith("without it the end would be 1,000.")


def test_an_upper_end_from_the_best_model_itself_is_no_caution() -> None:
    assert warn_of_single_model([LINKED] * 400, LINKED, "ABC", 95) == []
    assert warn_of_single_model([BEST] * 20 + [LINKED] * 380, LINKED, "ABC", 95) == []


def test_an_interval_without_upper_end_says_why_and_how_far_the_others_reach() -> None:
    chosen = [*[BEST] * 380, *[None] * 20]
    (said,) = warn_of_open_end(chosen, 1_900, 95)
    assert said.startswith("In 20 of 400 tables drawn anew no model could be fitted")
    assert "So the interval has no upper end." in said
    assert said.endswith("By the other methods alone it would be at most 1,900.")
    assert warn_of_open_end(chosen, None, 95)[0].endswith("no upper end.")
    assert warn_of_single_model(chosen, BEST, "ABC", 95) == []


def test_few_tables_without_a_model_leave_the_upper_end() -> None:
    assert warn_of_open_end([*[BEST] * 395, *[None] * 5], 1_900, 95) == []


def answered(method: Method, middle: int, **diagnostics: float) -> MethodAnswer:
    draws = np.full((1, 9), float(middle))
    return MethodAnswer(method, CountRange.exactly(middle), middle, diagnostics, draws)


def test_methods_that_agree_and_all_answer_raise_no_caution() -> None:
    alike = answered(Method.RASCH, 1_000), answered(Method.LOG_LINEAR, 1_100)
    assert warn_of_methods(alike, {}) == []


def test_methods_that_disagree_are_named() -> None:
    (said,) = warn_of_methods([answered(Method.RASCH, 2_000), answered(Method.LOG_LINEAR, 9)], {})
    assert "from 9 (log-linear) to 2,000 (Rasch model)" in said


def test_a_method_without_answer_is_told_with_its_reason_and_a_lone_one_too() -> None:
    refused = {Method.RASCH: Refusal(RefusalReason.NO_MODEL, "Too many lists.", "Fewer.")}
    without, lone = warn_of_methods([answered(Method.LOG_LINEAR, 9)], refused)
    assert without == "The method 'Rasch model' has no answer: Too many lists."
    assert lone.startswith("Only one method answers (log-linear).")


def test_a_posterior_that_reaches_its_limit_is_told() -> None:
    felt = answered(Method.LATENT_CLASS, 9, share_near_cap=0.04), answered(Method.RASCH, 9)
    (said,) = warn_of_methods(felt, {})
    assert said.startswith("4% of the probability by latent classes lies near the largest number")
    far = answered(Method.DECOMPOSABLE, 9, near_end=0.004), answered(Method.RASCH, 9)
    assert warn_of_methods(far, {}) == []


def test_words() -> None:
    assert within("") == "here"
    assert describe_model([]) == "the model in which all lists are independent"
    links = describe_model([("A", "B"), ("A", "C", "D")])
    assert links == "the model that links A with B; A with C with D"


def test_a_sampler_whose_runs_disagree_is_named() -> None:
    def answer(rhat: float, worth: float) -> MethodAnswer:
        told = {"rhat": rhat, "ess_bulk": worth, "ess_tail": worth}
        return MethodAnswer(
            Method.LATENT_CLASS, CountRange(900, 1_100), 1_000, told, np.array([[1_000.0]])
        )

    near = MethodAnswer(Method.RASCH, CountRange(900, 1_100), 1_000, {}, np.array([[1_000.0]]))
    assert warn_of_methods([answer(1.004, 900), near], {}) == []
    (apart,) = warn_of_methods([answer(1.03, 250), near], {})
    assert "sampler of latent classes did not converge" in apart
    assert "R-hat of 1.030" in apart
    assert "worth 250 draws" in apart
    (thin,) = warn_of_methods([answer(1.004, 250), near], {})
    assert "as far as that of any run" in thin


def answer_of(method: Method, low: int, high: int, bic: float | None = None) -> MethodAnswer:
    told = {} if bic is None else {"bic": bic}
    return MethodAnswer(method, CountRange(low, high), low, told, np.zeros((1, 1)))


ESTIMATE = Estimate(
    stratum="",
    lists=("A", "B", "C"),
    observed=500,
    total=CountRange(640, 1_230),
    median=800,
    chao_lower_bound=CountRange(600, 900),
    level_percent=95,
    answers=(
        answer_of(Method.LOG_LINEAR, 650, 1_000),
        answer_of(Method.LATENT_CLASS, 580, 1_200),
        answer_of(Method.RASCH, 700, 2_000, bic=40.0),
    ),
    refused={},
    models=(ModelFit((), 20.0, 800),),
    replicates=100,
    seed=1,
    assumptions=(),
    draws=np.array([640.0, 1_230.0]),
    delta_sd=0.07,
    digest="0" * 64,
)


def test_both_ends_are_said_to_be_those_of_the_methods_that_set_them() -> None:
    """Persons who differ are refuted by the table, and set no end."""
    lower, upper = explain_ends(ESTIMATE)
    assert lower.startswith("The lower end is that of the log-linear models (650), with the allow")
    assert lower.endswith("it cannot fall below that of Chao's lower bound (600).")
    assert upper.startswith("The upper end is that of latent classes (1,200), reaching furthest")


@pytest.mark.parametrize(
    ("total", "at", "words"),
    [
        (CountRange(500, 1_230), 0, "The lower end is the number recorded"),
        (CountRange(600, 1_230), 0, "The lower end is that of Chao's lower bound (600)"),
        (CountRange(640, 900), 1, "The upper end is that of Chao's lower bound (900)"),
    ],
)
def test_an_end_may_be_the_number_recorded_or_the_bound(
    total: CountRange, at: int, words: str
) -> None:
    assert explain_ends(replace(ESTIMATE, total=total))[at].startswith(words)


def test_without_log_linear_models_the_lower_end_is_that_of_the_lowest() -> None:
    others = replace(ESTIMATE, answers=ESTIMATE.answers[1:], models=(), total=CountRange(570))
    (lower,) = explain_ends(replace(others, chao_lower_bound=CountRange(510, 900)))
    assert lower.startswith("The lower end is that of latent classes (580)")
