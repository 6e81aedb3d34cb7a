"""Other candidates of a record stand against a pair, on lists that may name somebody twice."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sijill.linkage.clustering.rivals import SHARE, find_rivalling, keep_number, weigh_beside
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.learning import chance
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.learned import ComparedPairs
from sijill.linkage.rivalry import learn_level

LISTS = 2
OF_ONE, ACROSS = 0, 1
"""Numbers of pairs of lists: two records of the first list, and one of each."""


def pairs_of(*ends: tuple[int, int, int]) -> PairData:
    """Pairs of rows, each with the number of its pair of lists, sorted."""
    left, right, lists = np.array(sorted(ends), dtype=np.int32).T
    levels = np.zeros((len(ends), len(COMPARISONS)), dtype=np.int8)
    rarity = np.zeros((len(ends), len(WITH_FREQUENCY)))
    return PairData(left, right, lists, levels, rarity, np.zeros(len(ends), dtype=bool))


def beside(data: PairData, weights: list[float], once: tuple[int, ...]) -> npt.NDArray[np.float64]:
    is_open = np.ones(len(data), dtype=bool)
    rivalling = find_rivalling(data, is_open, np.array(once, dtype=np.int32), LISTS)
    return weigh_beside(data, np.array(weights), is_open, rivalling, LISTS)


def compared(data: PairData, weights: list[float]) -> ComparedPairs:
    nothing = np.zeros(len(data), dtype=bool)
    added = np.zeros((len(data), len(COMPARISONS) + 2), dtype=np.float32)
    vetoes = np.full(len(data), -1, dtype=np.int8)
    return ComparedPairs(data, vetoes, np.array(weights), added, nothing, nothing.copy())


TWO_CANDIDATES = pairs_of((0, 2, ACROSS), (1, 2, ACROSS), (3, 4, ACROSS))
NOBODY_ONCE = (-1,) * 5


def test_two_candidates_of_one_record_stand_against_each_other() -> None:
    against = beside(TWO_CANDIDATES, [2.0, 1.0, 2.0], NOBODY_ONCE)
    assert against == pytest.approx([-SHARE * np.log1p(np.exp(1)), -SHARE * np.log1p(np.exp(2)), 0])


def test_a_list_that_names_somebody_twice_has_no_rivals_in_these_two() -> None:
    twice = pairs_of((0, 1, OF_ONE), (0, 2, ACROSS), (1, 2, ACROSS), (3, 4, ACROSS))
    against = beside(twice, [20.0, 2.0, 1.0, 2.0], NOBODY_ONCE)
    assert against == pytest.approx([0, 0, 0, 0], abs=1e-6)


def test_lists_without_duplicates_are_left_to_the_assignment() -> None:
    assert (beside(TWO_CANDIDATES, [2.0, 1.0, 2.0], (0, 0, 1, 0, 1)) == 0).all()


def test_a_pair_under_a_veto_is_no_rival() -> None:
    is_open = np.array([True, False, True])
    once = np.array(NOBODY_ONCE, dtype=np.int32)
    rivalling = find_rivalling(TWO_CANDIDATES, is_open, once, LISTS)
    assert rivalling.tolist() == [True, False, True]
    weights = np.array([2.0, 9.0, 2.0])
    assert (weigh_beside(TWO_CANDIDATES, weights, is_open, rivalling, LISTS) == 0).all()


@given(st.lists(st.floats(-6, 6), min_size=3, max_size=3))
def test_the_level_keeps_how_many_pairs_are_expected_to_be_one_person(weights: list[float]) -> None:
    once = np.array(NOBODY_ONCE, dtype=np.int32)
    level = learn_level(compared(TWO_CANDIDATES, weights), once, LISTS)
    after = np.array(weights) + beside(TWO_CANDIDATES, weights, NOBODY_ONCE) + level
    assert level >= 0
    assert chance(after).sum() == pytest.approx(chance(np.array(weights)).sum(), rel=1e-6)


def test_without_open_pairs_there_is_no_level() -> None:
    pairs = compared(TWO_CANDIDATES, [2.0, 1.0, 2.0])
    vetoed = replace(pairs, vetoes=np.zeros(3, dtype=np.int8))
    assert learn_level(vetoed, np.array(NOBODY_ONCE, dtype=np.int32), LISTS) == 0
    assert keep_number(np.zeros(0), np.zeros(0), np.zeros(0, dtype=bool)) == 0


@given(st.floats(-6, 6), st.floats(0, 6))
@example(-6.0, 0.5)
def test_what_lowers_a_pair_raises_nothing_that_is_left_of_it(weight: float, less: float) -> None:
    before, after = (
        one + beside(TWO_CANDIDATES, [one, 1.0, 2.0], NOBODY_ONCE)[0]
        for one in (weight, weight - less)
    )
    assert after <= before + 1e-9
