"""Models with a closed form, against the iterative fit of the same terms."""

import numpy as np
import pytest

from sijill.estimation.loglinear.conditional_independence import log_likelihood_without
from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.models import all_terms, hierarchical_models


def random_tables(lists: int, mean: float) -> np.ndarray:
    counts = np.random.default_rng(lists).poisson(mean, (5, 1 << lists)).astype(float)
    counts[:, 0] = 0
    return counts


def fitted(tables: np.ndarray, one: int, others: list[int]) -> np.ndarray:
    lists = tables.shape[1].bit_length() - 1
    order = lists - 1
    largest = all_terms(hierarchical_models(lists, order)[-1], lists)
    rest = [t for t in largest if not any(t & (one | other) == one | other for other in others)]
    return fit(tables, np.array(rest)).log_likelihood


@pytest.mark.parametrize(("one", "others"), [(1, [2]), (4, [2]), (2, [1, 8]), (8, [1, 2])])
@pytest.mark.parametrize("mean", [30.0, 1.5])
def test_the_likelihood_is_that_of_the_iterative_fit(
    one: int, others: list[int], mean: float
) -> None:
    """In full tables and in tables with many empty cells."""
    tables = random_tables(4, mean)
    closed = log_likelihood_without(tables, one, others)
    assert closed == pytest.approx(fitted(tables, one, others), abs=1e-6)


def test_three_lists_too() -> None:
    tables = random_tables(3, 20.0)
    assert log_likelihood_without(tables, 1, [4]) == pytest.approx(fitted(tables, 1, [4]), abs=1e-6)
    assert log_likelihood_without(tables, 2, [1, 4]) == pytest.approx(
        fitted(tables, 2, [1, 4]), abs=1e-6
    )
