"""Growing models of pairs by score statistics: it ends where fitting many pairs ends."""

from collections.abc import Callable

import numpy as np
import pytest

from sijill.estimation.loglinear import stepwise_search
from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.mle_existence import has_maximum
from sijill.estimation.loglinear.models import all_terms
from sijill.estimation.loglinear.pair_search import Tables, grow_models
from sijill.estimation.tables.cells import Floats, count_cells
from sijill.model.results.captures import CaptureTable

DrawTable = Callable[..., CaptureTable]
CHANCES = (0.25, 0.2, 0.2, 0.15, 0.15, 0.1)


def drawn(draw_table: DrawTable, persons: int, tables: int = 6) -> Floats:
    """Tables drawn anew from one of six lists, two pairs of which hang together."""
    table = draw_table(8, persons, CHANCES, copied=[(0, 1, 0.3), (2, 5, 0.4)])
    counts = count_cells(table, table.lists)
    rng = np.random.default_rng(1)
    return rng.multinomial(counts.sum(), counts / counts.sum(), size=tables).astype(float)


def test_a_fit_is_the_one_that_weighted_least_squares_finds(draw_table: DrawTable) -> None:
    tables = Tables(drawn(draw_table, 3_000))
    mains = tables.independence()
    expected = fit(tables.counts, mains.terms)
    assert mains.converged.all()
    assert mains.bic == pytest.approx(expected.bic, rel=1e-9)
    assert mains.total == pytest.approx(expected.total, rel=1e-7)
    rows, terms = np.arange(6), np.column_stack([mains.terms, np.full(6, 0b11)])
    again = tables.fit(rows, terms, np.column_stack([mains.coefficients, np.zeros(6)]))
    assert again.bic == pytest.approx(fit(tables.counts, terms).bic, rel=1e-9)


def test_a_pair_that_nobody_is_on_is_dropped_as_elsewhere(draw_table: DrawTable) -> None:
    counts = drawn(draw_table, 3_000)
    counts[:, (np.arange(64) & 0b11) == 0b11] = 0
    tables = Tables(counts)
    mains = tables.independence()
    terms = np.column_stack([mains.terms, np.full(6, 0b11)])
    start = np.column_stack([mains.coefficients, np.zeros(6)])
    found, expected = tables.fit(np.arange(6), terms, start), fit(counts, terms)
    assert found.bic == pytest.approx(expected.bic, rel=1e-9)
    assert found.total == pytest.approx(expected.total, rel=1e-6)


def test_the_score_statistic_is_nearly_the_likelihood_ratio(draw_table: DrawTable) -> None:
    tables = Tables(drawn(draw_table, 20_000))
    rows = np.arange(6)
    mains = tables.independence()
    rise, top, change = tables.tops(rows, mains)
    place = int(np.flatnonzero(tables.pairs == 0b101)[0])
    terms = np.column_stack([mains.terms, np.full(6, 0b101)])
    start = np.column_stack([mains.coefficients + change[:, :, place], top[:, place]])
    fitted = tables.fit(rows, terms, start)
    ratio = mains.bic - fitted.bic + np.log(tables.recorded)
    assert rise[:, place] == pytest.approx(ratio, rel=0.15, abs=0.3)


@pytest.mark.parametrize("persons", [300, 6_000])
def test_the_search_ends_at_no_worse_a_model(draw_table: DrawTable, persons: int) -> None:
    counts = drawn(draw_table, persons)
    found, begun = grow_models(counts)
    assert begun.all()
    for row, one in zip(counts, found, strict=True):
        assert one is not None
        best = stepwise_search.rank_models(row, within=0.0)[0]
        assert one.bic <= best.bic + 1e-6 or one.total == pytest.approx(best.total, rel=0.05)
        assert has_maximum(np.array(all_terms(one.model, 6)), row > 0)
        terms = np.array(all_terms(one.model, 6))
        assert one.bic == pytest.approx(fit(row[None], terms).bic[0], rel=1e-9)


def test_a_table_whose_first_list_holds_everybody_is_left_to_the_other_search() -> None:
    counts = np.zeros(64)
    counts[[1, 3, 5, 9, 17, 33]] = 40
    found, begun = grow_models(counts[None])
    assert not begun.any()
    assert found == [None]
    assert stepwise_search.choose_models(counts[None]) == [None]


def test_what_all_cells_settle_every_smaller_model_does(draw_table: DrawTable) -> None:
    dense, sparse = drawn(draw_table, 20_000, 2), np.zeros((1, 64))
    sparse[0, [1, 2, 4, 8, 16, 32, 3, 5]] = 9
    settled = Tables(np.vstack([dense, sparse])).settled()
    assert settled.tolist() == [True, True, False]
