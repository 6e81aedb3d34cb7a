"""Judgements beside scores, and two readers of the same pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.linkage.agreement import (
    BANDS,
    cohens_kappa,
    compare_readers,
    measure_reliability,
)

ANSWERS = st.lists(st.tuples(st.sampled_from("sdu"), st.sampled_from("sdu")), min_size=1)


def test_the_example_of_a_textbook() -> None:
    """Two readers of 50 grants: 20 times both yes, 15 times both no (kappa 0.4)."""
    answers = [("yes", "yes")] * 20 + [("yes", "no")] * 5
    answers += [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohens_kappa(answers) == pytest.approx(0.4)
    found = compare_readers("Rana", "Omar", answers)
    assert (found.pairs, found.agreed) == (50, 35)


@given(ANSWERS)
def test_kappa_knows_no_first_reader_and_is_one_at_most(answers: list[tuple[str, str]]) -> None:
    found = cohens_kappa(answers)
    turned = cohens_kappa([(other, one) for one, other in answers])
    assert (found is None) == (turned is None)
    if found is not None:
        assert found == pytest.approx(turned)
        assert found <= 1


@pytest.mark.parametrize("answers", [[], [("same", "same")], [("same", "same")] * 9])
def test_where_chance_alone_agrees_there_is_no_kappa(answers: list[tuple[str, str]]) -> None:
    assert cohens_kappa(answers) is None


def test_readers_who_always_contradict_each_other_are_below_chance() -> None:
    assert cohens_kappa([("same", "different"), ("different", "same")]) == -1


def test_judged_pairs_stand_in_bands_of_their_score() -> None:
    judged = [(0.05, False)] * 20 + [(0.95, True)] * 19 + [(0.95, False)] + [(1.0, True)]
    low, high, top = measure_reliability(judged)
    assert (low.judged, low.same, low.agrees) == (20, 0, True)
    assert (high.low, high.high, high.share) == (0.9, 0.97, 0.95)
    assert (top.judged, top.high) == (1, 1.0)


def test_a_band_whose_score_is_far_from_the_judgements_differs() -> None:
    (band,) = measure_reliability([(0.8, False)] * 40)
    assert not band.agrees
    assert band.highest < 0.2


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_judged_pair_is_in_one_band(judged: list[tuple[float, bool]]) -> None:
    bands = measure_reliability(judged)
    assert sum(band.judged for band in bands) == len(judged)
    assert all(band.low in BANDS and band.lowest <= band.share <= band.highest for band in bands)
