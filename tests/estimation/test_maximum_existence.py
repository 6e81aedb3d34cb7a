"""Existence and identifiability, by example and against the definition of Fienberg & Rinaldo."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from sijill.estimation.loglinear.mle_existence import has_maximum, lacks_margin
from sijill.estimation.loglinear.models import all_terms, hierarchical_models

MODELS = {lists: hierarchical_models(lists, lists - 1) for lists in (3, 4)}
INDEPENDENT = np.array(all_terms((), 3))
LINKED = np.array(all_terms((0b011,), 3))
SATURATED = np.array(all_terms((0b011, 0b101, 0b110), 3))


def holds(*cells: int) -> np.ndarray:
    return np.isin(np.arange(8), cells)


@pytest.mark.parametrize(
    ("terms", "cells", "expected"),
    [
        pytest.param(SATURATED, range(1, 8), True, id="every cell holds somebody"),
        pytest.param(INDEPENDENT, (1, 2, 4, 3, 5), True, id="two overlaps are enough"),
        pytest.param(INDEPENDENT, (1, 2, 4), False, id="nobody twice: N runs to infinity"),
        pytest.param(INDEPENDENT, (1, 3, 5, 7), False, id="everybody is on list 1"),
        pytest.param(LINKED, (1, 3, 4, 5, 7), False, id="list 2 lies within list 1"),
        pytest.param(LINKED, (1, 2, 4, 5, 6), True, id="no overlap of 1 and 2: coefficient at −∞"),
        pytest.param(SATURATED, (1, 2, 4), False, id="no overlap at all: nothing identifies N"),
        pytest.param(INDEPENDENT, (7,), False, id="all on all lists"),
    ],
)
def test_examples(terms: np.ndarray, cells: tuple[int, ...], expected: bool) -> None:  # noqa: FBT001
    assert has_maximum(terms, holds(*cells)) is expected


def by_definition(terms: np.ndarray, occupied: np.ndarray) -> bool:
    """No direction c ≠ 0 with Xc = 0 where somebody is and Xc ≤ 0 where nobody is.

    Such a direction keeps the occupied cells' means and never lowers the likelihood. Each
    coordinate of c is pushed up and down in turn, so the test needs no rank.
    """
    cells = np.arange(1, len(occupied))
    contains = (cells[:, None] & terms) == terms
    kept = contains[occupied[1:]].any(axis=0)
    alive = ~contains[:, ~kept].any(axis=1)
    design, somebody = contains[alive][:, kept].astype(float), occupied[1:][alive]
    for coordinate in range(design.shape[1]):
        for sign in (1.0, -1.0):
            goal = np.zeros(design.shape[1])
            goal[coordinate] = sign
            result = optimize.linprog(
                goal,
                A_ub=design[~somebody] if (~somebody).any() else None,
                b_ub=np.zeros((~somebody).sum()) if (~somebody).any() else None,
                A_eq=design[somebody],
                b_eq=np.zeros(somebody.sum()),
                bounds=(-1, 1),
            )
            if result.fun < -1e-9:
                return False
    return True


supports = st.sampled_from([3, 4]).flatmap(
    lambda lists: st.tuples(
        st.sampled_from(MODELS[lists]),
        st.lists(st.integers(1, (1 << lists) - 1), min_size=1, unique=True),
        st.just(lists),
    )
)


@settings(max_examples=150, deadline=None)
@given(supports)
def test_as_the_definition_says(case: tuple[tuple[int, ...], list[int], int]) -> None:
    model, cells, lists = case
    terms = np.array(all_terms(model, lists))
    occupied = np.isin(np.arange(1 << lists), cells)
    assert has_maximum(terms, occupied) is by_definition(terms, occupied)


@settings(max_examples=150, deadline=None)
@given(supports)
def test_a_lacking_margin_rules_out_a_maximum(case: tuple[tuple[int, ...], list[int], int]) -> None:
    model, cells, lists = case
    terms = np.array(all_terms(model, lists))
    occupied = np.isin(np.arange(1 << lists), cells)
    if any(lacks_margin(occupied[None].astype(float), int(term))[0] for term in terms):
        assert not has_maximum(terms, occupied)


@settings(max_examples=60, deadline=None)
@given(supports, st.integers(1, 10**9))
def test_only_the_occupied_cells_matter(
    case: tuple[tuple[int, ...], list[int], int], number: int
) -> None:
    _, cells, lists = case
    table = np.isin(np.arange(1 << lists), cells).astype(float)[None]
    for pair in (0b011, 0b101, 0b110):
        assert lacks_margin(table, pair).tolist() == lacks_margin(table * number, pair).tolist()


def test_a_margin_is_lacking_where_one_list_lies_within_another() -> None:
    within, not_within = [0, 9, 0, 4, 3, 2, 0, 1.0], [0, 9, 5, 4, 3, 2, 0, 1.0]
    assert lacks_margin(np.array([within, not_within]), 0b011).tolist() == [True, False]


def test_a_margin_is_lacking_where_everybody_is_on_one_of_two_lists() -> None:
    everybody, not_everybody = [0, 9, 5, 4, 0, 2, 1, 1.0], [0, 9, 5, 4, 3, 2, 1, 1.0]
    assert lacks_margin(np.array([everybody, not_everybody]), 0b011).tolist() == [True, False]
