"""How far ends move with the seed, against what they do when drawn again."""

import math

import numpy as np
import pytest

from sijill.estimation.loglinear.resampling import percentile_interval
from sijill.estimation.pooling.chance_in_ends import move_of_ends, warn_of_chance
from sijill.estimation.pooling.methods import make_answer
from sijill.model.results.captures import Draws, Method, MethodAnswer
from sijill.model.values.counts import CountRange

NOWHERE = CountRange(0, 0)


def draw(seed: int, number: int = 400) -> Draws:
    return np.random.default_rng(seed).lognormal(7.0, 0.3, (1, number))


def answer(
    draws: Draws, method: Method = Method.LOG_LINEAR, worth: dict[str, float] | None = None
) -> MethodAnswer:
    return make_answer(method, draws, worth or {}, 95)


def test_ends_drawn_again_move_as_far_as_is_said() -> None:
    ends = np.array([percentile_interval(draw(seed).ravel().tolist(), 95) for seed in range(200)])
    said = np.mean([move_of_ends(draw(seed), 95, 400) for seed in range(200)], axis=0)
    assert said == pytest.approx(1.96 * ends.std(axis=0), rel=0.35)


def test_an_end_that_moves_is_said_and_more_tables_settle_it() -> None:
    (sentence,) = warn_of_chance([answer(draw(1))], NOWHERE, 1_100, 95)
    assert "the lower end by about" in sentence
    assert "the upper end by about" in sentence
    assert "400 of them" in sentence
    assert warn_of_chance([answer(draw(1, 200_000))], NOWHERE, 1_100, 95) == []


def test_an_end_that_another_method_or_the_floor_decides_is_not() -> None:
    wide = answer(np.geomspace(1.0, 1e6, 1_000)[None], Method.DECOMPOSABLE)
    assert warn_of_chance([wide, answer(draw(1))], NOWHERE, 1_100, 95) == []
    (sentence,) = warn_of_chance([answer(draw(1))], CountRange(1_000, 1_100), 1_100, 95)
    assert "lower" not in sentence
    assert warn_of_chance([wide], NOWHERE, 1_100, 95) == []


def test_an_open_end_does_not_move() -> None:
    draws = draw(1)
    draws[0, :40] = math.inf
    (sentence,) = warn_of_chance([answer(draws)], NOWHERE, 1_100, 95)
    assert "upper" not in sentence


def test_draws_count_as_so_many_as_they_are_worth() -> None:
    """Each draw ten times is worth what it is once."""
    once, often = draw(2), np.repeat(draw(2), 10, axis=1)
    assert move_of_ends(often, 95, 400) == pytest.approx(move_of_ends(once, 95, 400), rel=0.15)


@pytest.mark.parametrize(
    ("method", "name"), [(Method.LATENT_CLASS, "ess_tail"), (Method.RASCH, "effective")]
)
def test_an_end_that_another_seed_would_move_is_said(method: Method, name: str) -> None:
    draws = draw(1, 4_000)
    (sentence,) = warn_of_chance([answer(draws, method, {name: 500.0})], NOWHERE, 1_100, 95)
    assert sentence.startswith("Another seed would move")
    assert f"the draws of {method} are worth 500 independent ones" in sentence
    assert warn_of_chance([answer(draws, method, {name: 1e6})], NOWHERE, 1_100, 95) == []
