"""A Bayesian log-linear total: dependence of pairs of lists, unless it hardly differs from none.

The method of Silverman (2020, Journal of the Royal Statistical Society A 183:691), as in the R
package MultipleSystemsEstimation: counts are Poisson, the log of their means is linear in the lists
and in all pairs of lists; main effects have flat priors and pairs N(0, 1). Pairs whose posterior
mean is less than two standard deviations from 0 are left out, once, and the rest is fitted anew.
The total is those recorded and e^intercept, draw by draw.

No model is chosen by likelihood, and none is averaged: that a pair was left out is not part of the
uncertainty. Persons are taken to be alike.
"""

from dataclasses import dataclass

import numpy as np

from comparators.proposals_at_mode import (
    PROPOSALS,
    find_mode,
    log_proposal,
    measure_spread,
    propose,
)
from sijill.estimation.loglinear.models import Model, all_terms
from sijill.estimation.sampling.importance import in_batches, weigh
from sijill.estimation.tables.cells import (
    Floats,
    Integers,
    check_cells,
    number_of_lists,
    sets_of_size,
)
from sijill.model.values.quantities import Refusal, RefusalReason

LEAST_LISTS = 3
THRESHOLD = 2.0
"""Standard deviations."""
LEAST_EFFECTIVE = 400.0
LARGEST_LOG = 700.0
"""e^700 is finite, and no mean is as large."""


@dataclass(frozen=True, slots=True, eq=False)
class ThresholdPosterior:
    """Draws of the total, and the pairs that were kept."""

    recorded: int
    pairs: Model
    """Bit masks of two lists each."""
    totals: Floats
    """Independent draws, shape (draws,)."""
    effective: float
    """What the proposals of the last fit were worth, of ``PROPOSALS``."""


def sample_threshold(
    counts: Integers, *, draws: int, seed: int, threshold: float = THRESHOLD
) -> ThresholdPosterior | Refusal:
    """Fit all pairs, leave out those near 0, and draw from the posterior of the rest.

    Raises:
        ValueError: for a negative seed or threshold, fewer than one draw, or counts that are none
            (``check_cells``).
    """
    if min(seed, threshold) < 0 or draws < 1:
        raise ValueError(
            f"seed and threshold must not be negative, draws positive: {seed}, {threshold}, {draws}"
        )
    counts = check_cells(counts)
    lists, recorded = number_of_lists(counts), int(counts[1:].sum())
    if not recorded:
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    if lists < LEAST_LISTS:
        return Refusal(
            RefusalReason.TOO_FEW_LISTS,
            f"Whether pairs of lists depend on each other cannot be told with {lists} lists.",
            f"At least {LEAST_LISTS} lists.",
        )
    rng = np.random.default_rng(seed)
    pairs: Model = tuple(sets_of_size(2, lists))
    fitted = _sample(counts, pairs, rng)
    if fitted.effective >= LEAST_EFFECTIVE:
        means, spreads = fitted.interactions(lists)
        clear = np.abs(means) >= threshold * spreads
        pairs = tuple(pair for pair, stays in zip(pairs, clear, strict=True) if stays)
        fitted = _sample(counts, pairs, rng)
    if fitted.effective < LEAST_EFFECTIVE:
        return Refusal(
            RefusalReason.NOT_CONVERGED,
            f"The posterior is not near any simple shape: {PROPOSALS:,} proposals are worth "
            f"{fitted.effective:,.0f} draws.",
        )
    chosen = rng.choice(len(fitted.weights), draws, p=fitted.weights)
    unseen = np.exp(np.minimum(fitted.points[chosen, 0], LARGEST_LOG))
    return ThresholdPosterior(recorded, pairs, recorded + unseen, fitted.effective)


@dataclass(frozen=True, slots=True)
class _Sample:
    points: Floats
    weights: Floats
    effective: float

    def interactions(self, lists: int) -> tuple[Floats, Floats]:
        """Posterior means and standard deviations of the pairs."""
        values = self.points[:, 1 + lists :]
        means = self.weights @ values
        return means, np.sqrt(self.weights @ (values - means) ** 2)


def _sample(counts: Integers, pairs: Model, rng: np.random.Generator) -> _Sample:
    lists = number_of_lists(counts)
    terms = np.array(all_terms(pairs, lists))
    cells = np.arange(1, len(counts))
    design = ((cells[:, None] & terms) == terms).astype(np.float64)
    held = counts[1:].astype(np.float64)
    is_pair = np.arange(len(terms)) > lists

    def density(points: Floats) -> Floats:
        logs = np.minimum(points @ design.T, LARGEST_LOG)
        likelihood = logs @ held - np.exp(logs).sum(axis=1)
        return np.asarray(likelihood - 0.5 * (points[:, is_pair] ** 2).sum(axis=1))

    start = np.zeros(len(terms))
    start[0] = np.log(held.sum())
    mode = find_mode(density, start)
    points, proposal = propose(mode, measure_spread(density, mode), rng)
    weights, effective = weigh(in_batches(density, points) - log_proposal(points, proposal))
    return _Sample(points, weights, effective)
