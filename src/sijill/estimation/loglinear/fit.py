"""Poisson log-linear models fitted by maximum likelihood, many tables or models at once.

The count of cell x is Poisson with mean μ(x), and log μ(x) = Σ u(θ) over the terms θ ⊆ x. Cell 0
holds no term but the intercept, so the number on no list is exp(u(∅)) and N = n + exp(u(∅)).

Because a term's column of the design matrix X is 1 where the cell contains the term, X'v is the sum
of v over supersets, read at the terms, and (X'WX)(θ, φ) is the fitted number on all lists of θ ∪ φ.
So iteratively reweighted least squares needs no design matrix (see
:mod:`sijill.estimation.tables.cells`).

**Extended maximum likelihood** (Chan, Silverman & Vincent 2021, JASA 116:1297). Where
nobody is on all lists of a term, its coefficient is −∞: the coefficient is dropped, so is every
cell that contains the term, and the rest is fitted. Whether the rest has a maximum is the question
of :mod:`sijill.estimation.loglinear.mle_existence`; a fit that has none does not converge and is
marked so.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from sijill.estimation.tables.cells import (
    NOWHERE,
    Booleans,
    Floats,
    Integers,
    number_of_lists,
    sets_of_size,
    sum_over_subsets,
    sum_over_supersets,
)

ITERATIONS = 30
LONGEST_STEP = 4.0
"""A step that changes some log μ by more is shortened, so that no mean overflows."""
CONVERGED_STEP = 1e-5
"""Newton's steps shrink quadratically: after one this small, log μ is right to about 1e-10."""
RIDGE = 1e-12
"""Relative; keeps the equations of an unidentifiable model solvable. It is filtered out later."""
CELLS_AT_ONCE = 1 << 15
"""Rows are worked on in blocks of about this many cells, to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Fits:
    """One fit per row."""

    log_likelihood: Floats
    bic: Floats
    """−2 log L + p log n: n persons recorded, p coefficients, those at −∞ included."""
    total: Floats
    """N = n + exp(intercept)."""
    standard_error: Floats
    """Of N, if the model is true: √(e^b + e^2b Var b) for the intercept b (Rcapture's)."""
    at_infinity: Integers
    """Coefficients at −∞. Some packages leave them out of p: BIC less this times log n."""
    converged: Booleans
    on_pairs: Floats
    """Fitted numbers on both lists of each pair, in the order of ``sets_of_size``; rows × pairs."""


def fit(counts: Floats, terms: Integers, *, enough: float = 0.0) -> Fits:
    """Fit row by row: ``terms`` of shape (rows, p), or (p,) for one model on every table.

    ``counts`` has shape (rows, 2^J), with somebody in each row; ``terms`` begin with the intercept.
    A row is also done when a step raises its log-likelihood by no more than ``enough``: where a
    cell's mean falls towards 0 without end, the likelihood settles long before the coefficients.
    """
    size = max(1, CELLS_AT_ONCE // counts.shape[1])
    blocks = [
        _fit_block(
            counts[start : start + size], _of_rows(terms, slice(start, start + size)), enough
        )
        for start in range(0, len(counts), size)
    ]
    recorded = counts.sum(axis=1)
    log_likelihood, unseen, variance, at_infinity, converged, on_pairs = (
        np.concatenate(part) for part in zip(*blocks, strict=True)
    )
    return Fits(
        log_likelihood=log_likelihood,
        bic=-2 * log_likelihood + terms.shape[-1] * np.log(recorded),
        total=recorded + unseen,
        standard_error=np.sqrt(unseen + unseen**2 * variance),
        at_infinity=at_infinity.astype(np.int64),
        converged=converged.astype(np.bool_),
        on_pairs=on_pairs,
    )


def _fit_block(
    counts: Floats, terms: Integers, enough: float
) -> tuple[Floats, Floats, Floats, Integers, Booleans, Floats]:
    """Fit some rows.

    For each: log-likelihood, exp(intercept), the intercept's variance, how many
    coefficients are at −∞, whether the fit converged, and the fitted numbers on pairs.
    """
    kept = _read(sum_over_supersets(counts), terms) > 0
    alive = cells_alive(terms, kept, counts.shape[1])
    start = np.where(alive, counts + 0.5, 0.0)
    log_start = np.log(counts + 0.5)
    # The first step of IRLS: weights W = μ and working response z = log μ + (n − μ) / μ.
    right = sum_over_supersets(start * log_start + np.where(alive, counts - start, 0.0))
    coefficients = _solve(start, _read(right, terms), terms)
    converged = np.zeros(len(counts), dtype=np.bool_)
    rows = np.arange(len(counts))
    for _ in range(ITERATIONS):
        step, change, gain = _newton_step(
            counts[rows], _of_rows(terms, rows), alive[rows], coefficients[rows]
        )
        coefficients[rows] += step
        done = (change < CONVERGED_STEP) | (np.abs(gain) < enough)
        converged[rows] = done
        rows = rows[~done]
        if not len(rows):
            break
    log_means = sum_over_subsets(_spread(coefficients, terms, counts.shape[1]))
    means = np.where(alive, np.exp(log_means), 0.0)
    terms_of_sum = np.where(alive, counts * log_means - means - gammaln(counts + 1), 0.0)
    only_intercept = np.zeros((len(counts), terms.shape[-1]))
    only_intercept[:, 0] = 1.0
    variance = _solve(means, only_intercept, terms)[:, 0]
    at_infinity = (~kept).sum(axis=1)
    unseen = np.exp(log_means[:, NOWHERE])
    on_pairs = sum_over_supersets(means)[:, sets_of_size(2, number_of_lists(counts))]
    return terms_of_sum.sum(axis=1), unseen, variance, at_infinity, converged, on_pairs


def cells_alive(terms: Integers, kept: Booleans, cells: int) -> Booleans:
    """The cells a fit uses: on some list, and containing no term whose coefficient is −∞."""
    alive: Booleans = sum_over_subsets(_spread((~kept).astype(np.float64), terms, cells)) == 0
    alive[:, NOWHERE] = False
    return alive


def _newton_step(
    counts: Floats, terms: Integers, alive: Booleans, coefficients: Floats
) -> tuple[Floats, Floats, Floats]:
    """The step (X'WX)⁻¹X'(n − μ), shortened if need be, and the largest change of a log μ.

    The third is the step times X'(n − μ), twice what the log-likelihood would gain by it were it a
    parabola; of a step that is shortened it is larger.
    """
    cells = counts.shape[1]
    log_means = sum_over_subsets(_spread(coefficients, terms, cells))
    means = np.exp(log_means, where=alive, out=np.zeros_like(log_means))
    residual = np.where(alive, counts - means, 0.0)
    slope = _read(sum_over_supersets(residual), terms)
    step = _solve(means, slope, terms)
    gain = (step * slope).sum(axis=1)
    changes = sum_over_subsets(_spread(step, terms, cells))
    change = np.abs(changes, where=alive, out=np.zeros_like(changes)).max(axis=1)
    step *= np.minimum(1.0, LONGEST_STEP / np.maximum(change, LONGEST_STEP))[:, None]
    return step, change, gain


def _solve(weights: Floats, right: Floats, terms: Integers) -> Floats:
    """Solve X'WX u = right in each row; a dropped term has an empty row and gets 0."""
    size = terms.shape[-1]
    unions = terms[..., :, None] | terms[..., None, :]
    unions = unions.reshape(*terms.shape[:-1], -1)
    information = _read(sum_over_supersets(weights), unions).reshape(-1, size, size)
    diagonal = np.einsum("rii->ri", information)
    diagonal[...] += np.where(diagonal > 0, RIDGE * diagonal, 1.0)
    return np.asarray(np.linalg.solve(information, right[:, :, None])[:, :, 0], dtype=np.float64)


def _of_rows(terms: Integers, rows: Integers | slice) -> Integers:
    """The terms of some rows; one model for all rows stays one."""
    return terms if terms.ndim == 1 else terms[rows]


def _read(cells: Floats, terms: Integers) -> Floats:
    """The values at each row's terms."""
    if terms.ndim == 1:
        return np.take(cells, terms, axis=1)
    return np.take_along_axis(cells, terms, axis=1)


def _spread(values: Floats, terms: Integers, cells: int) -> Floats:
    """The inverse: each row's values put at its terms, 0 elsewhere."""
    spread = np.zeros((len(values), cells))
    if terms.ndim == 1:
        spread[:, terms] = values
    else:
        np.put_along_axis(spread, terms, values, axis=1)
    return spread
