"""The search by BIC: pruning changes no answer, stepping finds what is there."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.bca import bca_interval
from sijill.estimation.loglinear import full_search, stepwise_search
from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.mle_existence import has_maximum
from sijill.estimation.loglinear.models import RankedModel, all_terms, hierarchical_models
from sijill.estimation.tables.cells import count_cells
from sijill.model.results.captures import CaptureTable

DrawTable = Callable[..., CaptureTable]


def fit_each(counts: np.ndarray, lists: int) -> list[RankedModel]:
    """Every model fitted alone, kept if it has a maximum, the lowest BIC first."""
    found = []
    for model in hierarchical_models(lists, lists - 1):
        terms = np.array(all_terms(model, lists))
        if has_maximum(terms, counts > 0):
            fits = fit(counts[None], terms)
            found.append(RankedModel(model, fits.bic[0], fits.total[0]))
    return sorted(found, key=lambda candidate: candidate.bic)


tables = st.sampled_from([3, 3, 4]).flatmap(
    lambda lists: st.lists(
        st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 500)),
        min_size=(1 << lists) - 1,
        max_size=(1 << lists) - 1,
    ).filter(any)
)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_the_full_search_answers_as_fitting_every_model_does(cells: list[int]) -> None:
    counts = np.array([0, *cells], dtype=np.float64)
    expected = fit_each(counts, len(counts).bit_length() - 1)
    ranked = full_search.rank_models(counts, within=10.0)
    chosen = full_search.choose_models(counts[None])[0]
    if not expected:
        assert ranked == []
        assert chosen is None
        return
    near = [c for c in expected if c.bic <= expected[0].bic + 10]
    assert [c.bic for c in ranked] == pytest.approx([c.bic for c in near])
    assert chosen is not None
    assert chosen.bic == pytest.approx(expected[0].bic)


@pytest.mark.parametrize("lists", [3, 4])
def test_where_nobody_is_on_two_lists_no_model_has_a_maximum(lists: int) -> None:
    counts = np.zeros(1 << lists)
    counts[1 << np.arange(lists)] = range(1, lists + 1)
    assert fit_each(counts, lists) == []
    assert full_search.choose_models(counts[None]) == [None]


def test_pruning_changes_no_answer_for_resampled_tables_of_five_lists(
    draw_table: DrawTable,
) -> None:
    table = draw_table(4, 700, [0.2, 0.15, 0.1, 0.1, 0.08], copied=[(0, 1, 0.3), (2, 3, 0.4)])
    counts = count_cells(table, table.lists)
    resampled = (
        np.random.default_rng(1)
        .multinomial(counts.sum(), counts / counts.sum(), size=3)
        .astype(float)
    )
    for row, chosen in zip(resampled, full_search.choose_models(resampled), strict=True):
        ranked = full_search.rank_models(row, within=0.0)
        assert chosen is not None
        assert chosen.bic == pytest.approx(ranked[0].bic)
        assert chosen.total == pytest.approx(ranked[0].total)


def test_stepping_finds_the_links_that_were_put_in(draw_table: DrawTable) -> None:
    chances = [0.2, 0.2, 0.15, 0.15, 0.1, 0.1]
    table = draw_table(8, 6_000, chances, copied=[(0, 1, 0.3), (2, 5, 0.4)])
    counts = count_cells(table, table.lists).astype(float)
    best, *others = stepwise_search.rank_models(counts, within=10.0)
    assert set(best.model) == {0b000011, 0b100100}
    assert best.total == pytest.approx(6_000, rel=0.06)
    assert all(best.bic <= other.bic <= best.bic + 10 for other in others)


def test_stepping_through_many_tables_is_stepping_through_each(draw_table: DrawTable) -> None:
    drawn = [
        draw_table(seed, 2_000, [0.2, 0.2, 0.15, 0.15, 0.1, 0.1], copied=[(0, 1, 0.3)])
        for seed in range(4)
    ]
    counts = np.array([count_cells(table, table.lists) for table in drawn], dtype=np.float64)
    together = stepwise_search.choose_models(counts)
    for row, chosen in zip(counts, together, strict=True):
        ranked = stepwise_search.rank_models(row, within=0.0)
        assert chosen is not None
        assert chosen.model == ranked[0].model
        assert chosen.bic == pytest.approx(ranked[0].bic)


def test_where_no_pair_lowers_bic_stepping_ends_at_independence(draw_table: DrawTable) -> None:
    table = draw_table(3, 4_000, [0.2] * 6)
    counts = count_cells(table, table.lists).astype(float)
    chosen = stepwise_search.choose_models(counts[None])[0]
    assert chosen is not None
    assert chosen.model == ()


@pytest.mark.parametrize("search", [full_search.rank_models, full_search.choose_models])
def test_six_lists_are_not_searched_in_full(search: Callable[..., object]) -> None:
    """They would never end."""
    counts = np.ones(64)
    counts[0] = 0
    arguments = (counts, 10.0) if search is full_search.rank_models else (counts[None],)
    with pytest.raises(ValueError, match=r"all models of 6 lists .*stepwise_search"):
        search(*arguments)
    with pytest.raises(ValueError, match="all models of 6 lists are too many"):
        bca_interval(counts.astype(np.int64), replicates=5, seed=1)


@pytest.mark.parametrize("search", [full_search, stepwise_search])
def test_a_table_without_an_admissible_model_has_no_choice(search: object) -> None:
    lists = 3 if search is full_search else 6
    counts = np.zeros(1 << lists)
    counts[[1, 2, 4]] = 5
    ranked = (
        full_search.rank_models(counts, 10.0)
        if search is full_search
        else stepwise_search.rank_models(counts, 10.0)
    )
    assert ranked == []
