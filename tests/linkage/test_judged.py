"""What judgements teach about all scores."""

from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.linkage.comparing.judged import FEWEST, JudgedLine, learn_line

Answers = tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]


def answers(shift: float, slope: float, number: int, errs: float = 0.02) -> Answers:
    """Scores, and judgements by a line that a reviewer knows and now and then gets wrong."""
    random = np.random.default_rng(5)
    scores = random.normal(0, 3, number)
    same = random.random(number) < 1 / (1 + np.exp(-(shift + slope * scores)))
    return scores, same ^ (random.random(number) < errs)


@pytest.mark.parametrize(("shift", "slope"), [(0.0, 1.0), (-0.6, 0.7), (0.8, 1.2)])
def test_a_thousand_judgements_show_where_scores_lean(shift: float, slope: float) -> None:
    found = learn_line(*answers(shift, slope, 1_000))
    assert found.shift == pytest.approx(shift, abs=0.3)
    assert found.slope == pytest.approx(slope, abs=0.2)
    assert found.judged == 1_000


def test_few_judgements_change_no_score() -> None:
    assert learn_line(*answers(-2, 0.5, FEWEST - 1)) == JudgedLine()


def test_judgements_of_one_kind_change_no_score() -> None:
    scores, _ = answers(0, 1, 500)
    assert learn_line(scores, np.ones(500, dtype=bool)) == JudgedLine()


def test_no_judgements_change_no_score() -> None:
    weights = np.array([-3.0, 0.0, 2.5])
    line = learn_line(np.zeros(0), np.zeros(0, dtype=bool))
    assert line.adjust(weights).tolist() == weights.tolist()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.floats(-3, 3), st.floats(0, 2))
def test_the_order_of_judgements_does_not_matter_and_the_order_of_pairs_stays(
    random: Random, shift: float, slope: float
) -> None:
    scores, same = answers(shift, slope, 300)
    order = list(range(300))
    random.shuffle(order)
    line = learn_line(scores, same)
    assert learn_line(scores[order], same[order]) == line
    assert (np.diff(line.adjust(np.linspace(-9, 9, 20))) > 0).all()
