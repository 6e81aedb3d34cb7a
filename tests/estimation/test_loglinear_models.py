"""The hierarchical models, counted and checked by brute force."""

from itertools import chain, combinations

import pytest

from sijill.estimation.loglinear.models import all_terms, hierarchical_models, in_order, name_terms


def brute_force(lists: int, order: int) -> set[frozenset[frozenset[int]]]:
    """Every family of sets of two to ``order`` lists that holds all its members' subsets."""
    sets = [frozenset(s) for size in range(2, order + 1) for s in combinations(range(lists), size)]
    families = chain.from_iterable(combinations(sets, k) for k in range(len(sets) + 1))
    return {
        frozenset(family)
        for family in families
        if all(frozenset(s) in family for t in family for s in combinations(t, len(t) - 1) if s[1:])
    }


@pytest.mark.parametrize(("lists", "order", "number"), [(2, 1, 1), (3, 2, 8), (4, 3, 113)])
def test_as_many_models_as_brute_force_finds(lists: int, order: int, number: int) -> None:
    models = hierarchical_models(lists, order)
    as_sets = {
        frozenset(frozenset(j for j in range(lists) if term >> j & 1) for term in model)
        for model in models
    }
    assert len(models) == len(as_sets) == number
    assert as_sets == brute_force(lists, order)


@pytest.mark.parametrize(("order", "number"), [(2, 1_024), (4, 6_893)])
def test_the_published_numbers_for_five_lists(order: int, number: int) -> None:
    assert len(hierarchical_models(5, order)) == number


def test_the_smallest_model_is_independence_and_the_largest_lacks_one_term() -> None:
    models = hierarchical_models(4, 3)
    assert models[0] == ()
    assert len(all_terms(models[-1], 4)) == 2**4 - 1


def test_all_terms_begin_with_the_intercept() -> None:
    assert all_terms((0b011,), 3) == (0, 0b001, 0b010, 0b100, 0b011)


def test_terms_are_named_by_sorted_lists() -> None:
    assert name_terms((0b011, 0b101), ["Z", "B", "A"]) == (("B", "Z"), ("A", "Z"))


def test_a_model_of_lists_that_stood_in_another_order() -> None:
    # AB, AC and ABC, where A is list 2, B list 0 and C list 1
    assert in_order((0b011, 0b101, 0b111), [2, 0, 1]) == (0b101, 0b110, 0b111)
    assert in_order((0b101, 0b011), [0, 1, 2]) == (0b011, 0b101)
    assert in_order((), [1, 0]) == ()
