"""Capture histories as bit masks, and the two sums over them."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from comparators.bca import bca_interval
from comparators.heterogeneity import Heterogeneity, fit_heterogeneity
from comparators.threshold import sample_threshold
from sijill import estimation as mse
from sijill.estimation.tables.cells import (
    NOWHERE,
    check_cells,
    count_cells,
    number_of_lists,
    order_by_counts,
    reorder,
    sets_of_size,
    sizes_of_sets,
    sum_over_subsets,
    sum_over_supersets,
)
from sijill.model.results.captures import CaptureTable

tables = st.integers(1, 5).flatmap(
    lambda lists: arrays.arrays(np.float64, (2, 1 << lists), elements=st.integers(-9, 9))
)


def test_a_history_is_a_bit_mask_in_the_order_of_the_lists(
    write_table: Callable[..., CaptureTable],
) -> None:
    table = write_table("ABC", {"A": 5, "C": 2, "AC": 3, "ABC": 1})
    assert count_cells(table, "ABC").tolist() == [0, 5, 0, 0, 2, 3, 0, 1]
    assert count_cells(table, "CBA").tolist() == [0, 2, 0, 0, 5, 3, 0, 1]


def test_who_is_only_on_lists_not_used_is_left_out_and_others_are_merged(
    write_table: Callable[..., CaptureTable],
) -> None:
    table = write_table("ABC", {"A": 5, "C": 2, "AC": 3, "AB": 4})
    assert count_cells(table, "AB").tolist() == [0, 8, 0, 4]


@given(
    st.integers(2, 5).flatmap(
        lambda lists: st.tuples(
            arrays.arrays(np.int64, 1 << lists, elements=st.integers(0, 3)),
            st.permutations(range(lists)),
        )
    )
)
def test_lists_in_another_order_come_to_the_same_cells(
    drawn: tuple[np.ndarray, list[int]],
) -> None:
    counts, turned = drawn
    counts[NOWHERE] = 0
    other = reorder(counts, turned)
    ordered = reorder(counts, order_by_counts(counts))
    assert (ordered == reorder(other, order_by_counts(other))).all()
    assert sorted(ordered) == sorted(counts)


def test_the_lists_in_another_order(write_table: Callable[..., CaptureTable]) -> None:
    table = write_table("ABC", {"A": 5, "C": 2, "AC": 3, "ABC": 1})
    assert reorder(count_cells(table, "ABC"), [2, 1, 0]).tolist() == [0, 2, 0, 0, 5, 3, 0, 1]


def test_twelve_lists_that_look_alike_are_put_in_some_order() -> None:
    counts = np.zeros(1 << 12, dtype=np.int64)
    counts[[1 << j for j in range(12)]] = 7
    assert sorted(order_by_counts(counts)) == list(range(12))


def test_sets_by_size() -> None:
    assert sets_of_size(2, 3) == [0b011, 0b101, 0b110]
    assert sizes_of_sets(2).tolist() == [0, 1, 1, 2]
    assert number_of_lists(np.zeros((7, 32))) == 5


@given(tables)
def test_sums_agree_with_their_definition(cells: np.ndarray) -> None:
    columns = range(cells.shape[1])
    above, below = sum_over_supersets(cells), sum_over_subsets(cells)
    for term in columns:
        supersets = [x for x in columns if x & term == term]
        subsets = [x for x in columns if x & term == x]
        assert np.array_equal(above[:, term], cells[:, supersets].sum(axis=1))
        assert np.array_equal(below[:, term], cells[:, subsets].sum(axis=1))


@given(tables)
def test_the_two_sums_are_each_others_transpose(cells: np.ndarray) -> None:
    first, second = cells[:1], cells[1:]
    left = (sum_over_supersets(first) * second).sum()
    assert left == (first * sum_over_subsets(second)).sum()
    assert sum_over_supersets(cells)[:, NOWHERE].tolist() == cells.sum(axis=1).tolist()


SOUND = [0, 30, 30, 10, 30, 10, 10, 5]


@pytest.mark.parametrize("kind", [np.int64, np.uint8, np.float64])
def test_whole_numbers_of_any_kind_are_counts(kind: type) -> None:
    checked = check_cells(np.array(SOUND, dtype=kind))
    assert checked.dtype == np.int64
    assert checked.tolist() == SOUND


@pytest.mark.parametrize(
    "counts",
    [
        [7, *SOUND[1:]],
        [*SOUND[:7], 5.5],
        [*SOUND[:7], -5],
        [*SOUND[:7], np.nan],
        [*SOUND[:7], np.inf],
        [*SOUND[:7], 10**16],
        SOUND[:7],
        [SOUND, SOUND],
        [0],
        [],
        list("01234567"),
        [False] * 8,
    ],
)
def test_no_method_takes_what_are_no_counts(counts: list[object]) -> None:
    cells = np.array(counts)
    methods: list[Callable[[], object]] = [
        lambda: mse.sample_classes(cells, mse.ClassPrior(), seed=1),
        lambda: mse.sample_rasch(cells, draws=10, seed=1),
        lambda: sample_threshold(cells, draws=10, seed=1),
        lambda: fit_heterogeneity(cells, Heterogeneity.CHAO, lists_differ=True),
        lambda: mse.totals_by_factor(cells, [1.0]),
        lambda: mse.chao_lower_bound(cells, 95),
        lambda: bca_interval(cells, replicates=2, seed=1),
        lambda: mse.rank_models(cells, 10.0),
    ]
    for method in methods:
        with pytest.raises(ValueError, match="counts are whole numbers from 0 to"):
            method()
