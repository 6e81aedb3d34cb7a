"""Maximum likelihood fits, against statsmodels and against closed forms."""

import numpy as np
import pytest

from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.models import Model, all_terms, hierarchical_models

sm = pytest.importorskip("statsmodels.api")
FOUR_LISTS = hierarchical_models(4, 3)


def oracle(counts: np.ndarray, model: Model, lists: int) -> tuple[float, float]:
    """Log-likelihood and total by statsmodels, for a table without empty margins."""
    cells = np.arange(1, len(counts))
    terms = np.array(all_terms(model, lists))
    design = ((cells[:, None] & terms) == terms).astype(float)
    result = sm.GLM(counts[1:], design, family=sm.families.Poisson()).fit(tol=1e-12, maxiter=200)
    return float(result.llf), float(counts.sum() + np.exp(result.params[0]))


def random_table(seed: int, lists: int, mean: float) -> np.ndarray:
    counts = 1.0 + np.random.default_rng(seed).poisson(mean, 1 << lists)
    counts[0] = 0
    return counts


@pytest.mark.parametrize("index", range(0, 112, 8))  # 112 is saturated: below
def test_one_model_of_four_lists_as_statsmodels_fits_it(index: int) -> None:
    counts, model = random_table(index, 4, 40), FOUR_LISTS[index]
    log_likelihood, total = oracle(counts, model, 4)
    fits = fit(counts[None], np.array(all_terms(model, 4)))
    assert fits.converged.tolist() == [True]
    assert fits.log_likelihood[0] == pytest.approx(log_likelihood, rel=1e-9)
    assert fits.total[0] == pytest.approx(total, rel=1e-6)
    parameters = 5 + len(model)
    assert fits.bic[0] == pytest.approx(
        -2 * log_likelihood + parameters * np.log(counts.sum()), rel=1e-9
    )


@pytest.mark.parametrize("lists", [4, 5, 6])
def test_random_pairwise_models_as_statsmodels_fits_them(lists: int) -> None:
    generator = np.random.default_rng(lists)
    pairs = [a | b for a in (1 << j for j in range(lists)) for b in (1 << j for j in range(lists))]
    for _ in range(5):
        interactions = sorted({int(p) for p in generator.choice(pairs, 4) if p.bit_count() == 2})
        counts = random_table(int(generator.integers(1000)), lists, 15)
        _, total = oracle(counts, tuple(interactions), lists)
        fits = fit(counts[None], np.array(all_terms(tuple(interactions), lists)))
        assert fits.total[0] == pytest.approx(total, rel=1e-6)


def test_many_tables_at_once_are_as_one_after_the_other() -> None:
    tables = np.array([random_table(seed, 4, 20) for seed in range(12)])
    terms = np.array(all_terms(FOUR_LISTS[60], 4))
    together = fit(tables, terms)
    alone = [fit(table[None], terms).total[0] for table in tables]
    assert together.total.tolist() == pytest.approx(alone, rel=1e-9)


def test_many_models_at_once_are_as_one_after_the_other() -> None:
    models = [model for model in FOUR_LISTS if len(model) == 4]
    counts = random_table(3, 4, 20)
    together = fit(
        np.tile(counts, (len(models), 1)), np.array([all_terms(model, 4) for model in models])
    )
    alone = [fit(counts[None], np.array(all_terms(model, 4))).total[0] for model in models]
    assert together.total.tolist() == pytest.approx(alone, rel=1e-9)


def test_the_largest_model_of_three_lists_has_its_closed_form() -> None:
    """N − n = n₁₁₁ n₁₀₀ n₀₁₀ n₀₀₁ / (n₁₁₀ n₁₀₁ n₀₁₁) (Fienberg 1972)."""
    counts = np.array([[0, 50, 40, 8, 30, 6, 5, 2.0]])
    terms = np.array(all_terms((0b011, 0b101, 0b110), 3))
    assert fit(counts, terms).total[0] == pytest.approx(141 + 2 * 50 * 40 * 30 / (8 * 6 * 5))


def test_an_empty_overlap_drops_the_coefficient_and_its_cells_but_counts_as_a_parameter() -> None:
    """Lists 1 and 2 share nobody; the rest is fitted without the cells that hold both."""
    counts = np.array([[0, 50, 40, 0, 30, 6, 5, 0.0]])
    terms = np.array(all_terms((0b011,), 3))
    cells = np.array([1, 2, 4, 5, 6])
    kept = np.array([0, 1, 2, 4])
    design = ((cells[:, None] & kept) == kept).astype(float)
    result = sm.GLM(counts[0, cells], design, family=sm.families.Poisson()).fit(tol=1e-12)
    fits = fit(counts, terms)
    assert fits.log_likelihood[0] == pytest.approx(float(result.llf))
    assert fits.total[0] == pytest.approx(131 + np.exp(result.params[0]))
    assert fits.bic[0] == pytest.approx(-2 * float(result.llf) + 5 * np.log(131))


def test_a_likelihood_without_a_maximum_does_not_pass_for_converged() -> None:
    """All of list 2 is on list 1: a model that links them pushes cell 010 towards zero for ever."""
    counts = np.array([[0, 50, 0, 8, 30, 6, 0, 2.0]])
    assert fit(counts, np.array(all_terms((0b011,), 3))).converged.tolist() == [False]


@pytest.mark.parametrize("scale", [1, 10**3, 10**6, 10**9])
def test_the_total_scales_with_the_counts(scale: int) -> None:
    counts = np.array([[0, 50, 40, 8, 30, 6, 5, 2.0]])
    terms = np.array(all_terms((0b101,), 3))
    once, scaled = fit(counts, terms), fit(counts * scale, terms)
    assert scaled.converged.tolist() == [True]
    assert scaled.total[0] == pytest.approx(once.total[0] * scale, rel=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_a_fit_may_end_when_the_likelihood_hardly_rises(seed: int) -> None:
    """Cells of nobody draw coefficients towards −∞; the likelihood is settled long before."""
    counts = np.random.default_rng(seed).poisson(1.2, (6, 16)).astype(float)
    counts[:, 0], counts[:, 1] = 0, 30
    terms = np.array(all_terms(FOUR_LISTS[-1], 4))
    whole, early = fit(counts, terms), fit(counts, terms, enough=1e-4)
    assert early.log_likelihood == pytest.approx(whole.log_likelihood, abs=1e-3)
