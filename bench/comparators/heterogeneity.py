"""Models in which persons differ in how easily they are recorded, in closed log-linear form.

They are those of Rcapture (Baillargeon & Rivest 2007, Journal of Statistical Software 19(5); Rivest
& Baillargeon 2007, Biometrics 63:999): the log of a history's expected number is linear in the
lists and in a function of *how many* lists hold the person. Which function it is decides the total
and cannot be tested. Chao's form estimates a lower bound, whatever the differences.

Lists are independent given the person. Where lists take from each other, these models are wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import gammaln

from sijill.estimation.tables.cells import (
    Floats,
    Integers,
    check_cells,
    number_of_lists,
    sizes_of_sets,
)
from sijill.model.values.quantities import Refusal, RefusalReason

ITERATIONS = 100
CONVERGED = 1e-10


class Heterogeneity(StrEnum):
    """How persons differ: the column that the number k of lists adds to the model."""

    ALIKE = "alike"
    """No column: M_0 and M_t."""
    CHAO = "chao"
    """Columns max(k − j + 1, 0) for j = 3 … J; those with a negative coefficient are left out."""
    POISSON = "poisson"
    """2^k − 1."""
    DARROCH = "darroch"
    """k² / 2: normal log odds, nearly."""
    GAMMA = "gamma"
    """log 3.5 − log(3.5 + k)."""


@dataclass(frozen=True, slots=True)
class HeterogeneityFit:
    """A model of this family fitted to one table."""

    model: Heterogeneity
    lists_differ: bool
    """Whether each list has a coefficient of its own (M_t, M_th) or all share one (M_0, M_h)."""
    total: float
    standard_error: float
    deviance: float
    bic: float
    parameters: int


_COLUMNS: dict[Heterogeneity, Callable[[Floats], Floats]] = {
    Heterogeneity.POISSON: lambda k: 2.0**k - 1,
    Heterogeneity.DARROCH: lambda k: k**2 / 2,
    Heterogeneity.GAMMA: lambda k: np.log(3.5) - np.log(3.5 + k),
}


def fit_heterogeneity(
    counts: Integers, model: Heterogeneity, *, lists_differ: bool
) -> HeterogeneityFit | Refusal:
    """Fit one model to a table of 2^J cells by maximum likelihood.

    Refused are tables with nobody, with fewer than three lists where persons differ (two where they
    do not), and those on which the likelihood has no maximum.

    Raises:
        ValueError: for counts that are none (``check_cells``).
    """
    counts = check_cells(counts)
    lists = number_of_lists(counts)
    if not counts[1:].any():
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    fewest = 2 if model is Heterogeneity.ALIKE else 3
    if lists < fewest:
        return Refusal(
            RefusalReason.TOO_FEW_LISTS,
            f"{lists} lists do not show how persons differ.",
            f"At least {fewest} lists.",
        )
    held = counts[1:].astype(np.float64)
    of_lists = _columns_of_lists(lists, lists_differ=lists_differ)
    of_persons = _columns_of_persons(model, lists)
    fitted = _fit(np.column_stack([*of_lists, *of_persons]), held)
    while model is Heterogeneity.CHAO and fitted is not None:
        kept = fitted.coefficients[len(of_lists) :] >= 0
        if kept.all():
            break
        of_persons = [column for column, stays in zip(of_persons, kept, strict=True) if stays]
        fitted = _fit(np.column_stack([*of_lists, *of_persons]), held)
    if fitted is None:
        return Refusal(
            RefusalReason.NO_MODEL,
            f"The likelihood of the model {model} has no maximum that could be computed.",
            "More persons on more than one list.",
        )
    return _report(fitted, counts, model, lists_differ=lists_differ)


def _columns_of_lists(lists: int, *, lists_differ: bool) -> list[Floats]:
    cells = np.arange(1, 1 << lists)
    if lists_differ:
        columns = [(cells >> j & 1).astype(np.float64) for j in range(lists)]
    else:
        columns = [sizes_of_sets(lists)[1:].astype(np.float64)]
    return [np.ones(len(cells)), *columns]


def _columns_of_persons(model: Heterogeneity, lists: int) -> list[Floats]:
    sizes = sizes_of_sets(lists)[1:].astype(np.float64)
    if model is Heterogeneity.ALIKE:
        return []
    if model is Heterogeneity.CHAO:
        return [np.maximum(sizes - j + 1, 0.0) for j in range(3, lists + 1)]
    return [_COLUMNS[model](sizes)]


@dataclass(frozen=True, slots=True)
class _Fit:
    coefficients: Floats
    variance: float
    """Of the intercept."""
    means: Floats


def _fit(design: Floats, counts: Floats) -> _Fit | None:
    """Poisson regression by Newton's method; ``None`` where it does not settle."""
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    start = counts + 0.5
    coefficients = np.linalg.lstsq(
        design * np.sqrt(start)[:, None], np.log(start) * np.sqrt(start), rcond=None
    )[0]
    for _ in range(ITERATIONS):
        means = np.exp(np.minimum(design @ coefficients, 700.0))
        information = (design * means[:, None]).T @ design
        if not np.isfinite(information).all() or np.linalg.cond(information) > 1 / CONVERGED**1.5:
            return None
        step = np.linalg.solve(information, design.T @ (counts - means))
        change = float(np.abs(design @ step).max())
        coefficients = coefficients + step * min(1.0, 4.0 / max(change, 4.0))
        if change < CONVERGED:
            means = np.exp(design @ coefficients)
            information = (design * means[:, None]).T @ design
            return _Fit(coefficients, float(np.linalg.inv(information)[0, 0]), means)
    return None


def _report(
    fitted: _Fit, counts: Integers, model: Heterogeneity, *, lists_differ: bool
) -> HeterogeneityFit:
    held, means = counts[1:].astype(np.float64), fitted.means
    recorded, unseen = float(held.sum()), float(np.exp(fitted.coefficients[0]))
    logs = np.where(held > 0, held * np.log(np.where(held > 0, held, 1.0) / means), 0.0)
    likelihood = float((held * np.log(means) - means - gammaln(held + 1)).sum())
    parameters = len(fitted.coefficients)
    return HeterogeneityFit(
        model=model,
        lists_differ=lists_differ,
        total=recorded + unseen,
        standard_error=float(np.sqrt(unseen + unseen**2 * fitted.variance)),
        deviance=float(2 * (logs - held + means).sum()),
        bic=-2 * likelihood + parameters * float(np.log(recorded)),
        parameters=parameters,
    )
