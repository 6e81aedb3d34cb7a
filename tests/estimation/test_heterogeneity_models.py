"""M_0, M_t, M_h and M_th against statsmodels, closed forms and published figures."""

from collections.abc import Callable

import numpy as np
import pytest
import statsmodels.api as sm

from comparators.heterogeneity import (
    Heterogeneity,
    HeterogeneityFit,
    fit_heterogeneity,
)
from sijill.estimation.tables.cells import Floats, count_cells, sizes_of_sets
from sijill.model.results.captures import CaptureTable
from sijill.model.values.quantities import Refusal, RefusalReason

WriteTable = Callable[..., CaptureTable]
COUNTS = np.array([0, 60, 50, 22, 40, 18, 15, 9, 33, 12, 10, 8, 11, 7, 6, 5])


def fitted(
    counts: np.ndarray, model: Heterogeneity, *, lists_differ: bool = True
) -> HeterogeneityFit:
    found = fit_heterogeneity(counts, model, lists_differ=lists_differ)
    assert isinstance(found, HeterogeneityFit), found
    return found


@pytest.mark.parametrize(
    "model",
    [Heterogeneity.ALIKE, Heterogeneity.POISSON, Heterogeneity.DARROCH, Heterogeneity.GAMMA],
)
@pytest.mark.parametrize("lists_differ", [False, True])
def test_statsmodels_agrees(model: Heterogeneity, *, lists_differ: bool) -> None:
    cells = np.arange(1, 16)
    k = sizes_of_sets(4)[1:].astype(float)
    columns: list[Floats] = [np.ones(15)]
    columns += [(cells >> j & 1).astype(np.float64) for j in range(4)] if lists_differ else [k]
    match model:
        case Heterogeneity.POISSON:
            columns.append(2**k - 1)
        case Heterogeneity.DARROCH:
            columns.append(k**2 / 2)
        case Heterogeneity.GAMMA:
            columns.append(np.log(3.5) - np.log(3.5 + k))
    oracle = sm.GLM(COUNTS[1:], np.column_stack(columns), family=sm.families.Poisson()).fit(
        tol=1e-12
    )
    found = fitted(COUNTS, model, lists_differ=lists_differ)
    unseen = np.exp(oracle.params[0])
    assert found.total == pytest.approx(COUNTS.sum() + unseen, rel=1e-6)
    variance = unseen + unseen**2 * oracle.cov_params()[0, 0]
    assert found.standard_error == pytest.approx(np.sqrt(variance), rel=1e-5)
    assert found.deviance == pytest.approx(oracle.deviance, rel=1e-6)
    assert found.parameters == len(columns)


def test_chaos_model_with_three_lists_is_the_closed_form() -> None:
    """Every list alike, three lists: the coefficient of the third column fits f3 exactly.

    What is left of the likelihood are f1 and f2, so n + f1² (J − 1) / (2 J f2).
    """
    counts = np.array([0, 30, 30, 10, 30, 10, 10, 9])
    found = fitted(counts, Heterogeneity.CHAO, lists_differ=False)
    assert found.total == pytest.approx(counts.sum() + 90**2 * 2 / (2 * 3 * 30), rel=1e-8)


def test_a_negative_coefficient_of_chaos_model_is_left_out() -> None:
    """Fewer on all lists than chance would have: M_t remains."""
    counts = np.array([0, 30, 30, 30, 30, 30, 30, 1])
    chao, alike = fitted(counts, Heterogeneity.CHAO), fitted(counts, Heterogeneity.ALIKE)
    assert chao.total == alike.total
    assert chao.parameters == alike.parameters


def test_the_more_persons_may_differ_the_larger_the_total() -> None:
    rng = np.random.default_rng(4)
    log_odds = rng.normal(-1.0, 1.2, (3_000, 1)) + np.zeros(4)
    on_lists = rng.random((3_000, 4)) < 1 / (1 + np.exp(-log_odds))
    counts = np.bincount(on_lists @ (1 << np.arange(4)), minlength=16)
    counts[0] = 0
    eases = (Heterogeneity.ALIKE, Heterogeneity.POISSON, Heterogeneity.DARROCH, Heterogeneity.GAMMA)
    totals = [fitted(counts, model).total for model in eases]
    assert totals == sorted(totals)
    assert abs(totals[2] - 3_000) < 250


def test_what_cannot_be_fitted_is_refused() -> None:
    nobody = fit_heterogeneity(np.zeros(8, dtype=np.int64), Heterogeneity.ALIKE, lists_differ=True)
    assert isinstance(nobody, Refusal)
    assert nobody.reason is RefusalReason.NOTHING_RECORDED
    two = fit_heterogeneity(np.array([0, 5, 4, 3]), Heterogeneity.DARROCH, lists_differ=False)
    assert isinstance(two, Refusal)
    assert two.reason is RefusalReason.TOO_FEW_LISTS
    no_overlap = fit_heterogeneity(
        np.array([0, 9, 9, 0, 9, 0, 0, 0]), Heterogeneity.ALIKE, lists_differ=True
    )
    assert isinstance(no_overlap, Refusal)
    assert no_overlap.reason is RefusalReason.NO_MODEL
    with pytest.raises(ValueError, match="counts are whole numbers"):
        fit_heterogeneity(np.array([0, -1, 4, 3]), Heterogeneity.ALIKE, lists_differ=False)


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("model", "lists_differ", "total", "error"),
    [
        (Heterogeneity.ALIKE, False, 75.4, 3.5),
        (Heterogeneity.ALIKE, True, 75.1, 3.4),
        (Heterogeneity.CHAO, False, 79.8, 6.4),
        (Heterogeneity.POISSON, False, 81.5, 5.7),
        (Heterogeneity.DARROCH, False, 90.4, 11.6),
        (Heterogeneity.CHAO, True, 79.6, 6.3),
        (Heterogeneity.POISSON, True, 81.1, 5.6),
        (Heterogeneity.DARROCH, True, 90.5, 11.7),
    ],
)
def test_the_snowshoe_hares_of_rcapture(
    read_table: Callable[[str], CaptureTable],
    model: Heterogeneity,
    *,
    lists_differ: bool,
    total: float,
    error: float,
) -> None:
    """Cormack's hares, as Baillargeon & Rivest (2007) fit them."""
    table = read_table("hare6")
    found = fitted(count_cells(table, table.lists), model, lists_differ=lists_differ)
    assert (round(found.total, 1), round(found.standard_error, 1)) == (total, error)
