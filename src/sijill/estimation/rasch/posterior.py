"""How many are on no list, if persons differ by degrees in how easily every list records them.

The model of Rasch with normal person effects (Coull & Agresti 1999, Biometrics 55:294; M_th of the
capture literature): person i is on list j with log odds β_j + σ z_i, where z_i is standard normal,
and given z_i the lists are independent. Who is hard to record is hard for every list alike. At
σ = 0 this is independence.

**What the data say of σ** is how much the lists overlap beyond chance, evenly for all pairs. So
lists that depend on each other look like persons who differ, too, and the number on no list depends
on the shape of the tail that nobody saw. The model is one of several defensible ones.

The likelihood given n recorded persons is Π_x [p(x) / (1 − p(0))]^n(x); with p(N) ∝ 1/N the number
on no list is negative binomial given the rest (:mod:`sijill.estimation.sampling.unseen`). Priors:
expit β_j uniform, σ half normal with scale 1.5 (``density``). The posterior of J + 1 numbers is
drawn by importance from proposals all along σ, so that every hump is visited (``proposal``); what
the proposals are worth is reported.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.special import gammaln

from sijill.estimation.rasch.density import LARGEST_LOG, RaschDensity
from sijill.estimation.rasch.proposal import find_ridges, lay_cells, log_proposal, propose
from sijill.estimation.rasch.two_groups import TwoGroupsDensity
from sijill.estimation.sampling.importance import in_batches, weigh
from sijill.estimation.sampling.unseen import draw_negative_binomial
from sijill.estimation.tables.cells import (
    FEWEST_LISTS,
    Floats,
    Integers,
    check_cells,
    number_of_lists,
)
from sijill.model.values.quantities import Refusal, RefusalReason

PROPOSALS = 10_000
LEAST_EFFECTIVE = 1_000.0
"""What the proposals must be worth: of so many, 25 lie beyond either end of a 95 % interval."""


@dataclass(frozen=True, slots=True, eq=False)
class RaschPosterior:
    """Draws of the number on no list, and of σ, by how much persons differ."""

    recorded: int
    unseen: Integers
    """Independent draws, shape (draws,)."""
    sigma: Floats
    """The deviation of the log odds between persons, draw by draw; in the model of two groups the
    share of the people that is harder to record."""
    effective: float
    """What the proposals were worth, of ``PROPOSALS``."""
    bic: float
    """Of the best fit, on the scale of log-linear models (:mod:`sijill.estimation.loglinear`)."""


def sample_rasch(counts: Integers, *, draws: int, seed: int) -> RaschPosterior | Refusal:
    """Draw from the posterior of a table of 2^J cells (``cells``).

    Raises:
        ValueError: for a negative seed, fewer than one draw, or counts that are none
            (``check_cells``).
    """
    return _sample(counts, RaschDensity, draws, seed)


def sample_two_groups(
    counts: Integers, *, harder: float, draws: int, seed: int
) -> RaschPosterior | Refusal:
    """The same where a group of the people has ``harder`` times smaller odds of any list.

    Raises:
        ValueError: as ``sample_rasch``, and for odds that are not smaller.
    """
    if not 1.0 < harder < math.inf:
        raise ValueError(f"how many times harder must be more than 1: {harder}")
    return _sample(counts, partial(TwoGroupsDensity, harder=harder), draws, seed)


def _sample(
    counts: Integers, law: Callable[[Integers], RaschDensity], draws: int, seed: int
) -> RaschPosterior | Refusal:
    if seed < 0 or draws < 1:
        raise ValueError(f"seed must not be negative, draws positive: {seed}, {draws}")
    counts = check_cells(counts)
    refusal = _refuse(counts)
    if refusal is not None:
        return refusal
    density = law(counts)
    rng = np.random.default_rng(seed)
    cells = lay_cells(find_ridges(density))
    points = propose(cells, PROPOSALS, rng)
    heights = in_batches(density.log, points)
    weights, effective = weigh(heights - log_proposal(cells, points))
    if effective < LEAST_EFFECTIVE:
        return Refusal(
            RefusalReason.NOT_CONVERGED,
            f"The posterior of the Rasch model is not near any simple shape: {PROPOSALS:,} "
            f"proposals are worth {effective:,.0f} draws.",
            f"Proposals worth at least {LEAST_EFFECTIVE:,.0f} draws, or another method.",
        )
    log_missed = in_batches(density.log_missed, points)
    at = _resample(log_missed, weights, draws, rng)
    recorded = int(counts[1:].sum())
    missed = log_missed[at]
    odds = np.exp(missed) / -np.expm1(np.minimum(missed, LARGEST_LOG))
    unseen = draw_negative_binomial(odds, recorded, rng)
    fit = float((heights - density.log_prior(points)).max())
    return RaschPosterior(recorded, unseen, points[at, -1], effective, _bic(counts, fit))


def _refuse(counts: Integers) -> Refusal | None:
    lists = number_of_lists(counts)
    if lists < FEWEST_LISTS:
        return Refusal(
            RefusalReason.TOO_FEW_LISTS,
            "By how much persons differ is seen from those on three lists: fewer lists cannot tell "
            f"it (here {lists}).",
            f"At least {FEWEST_LISTS} lists.",
        )
    if not counts[1:].any():
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    return None


def _resample(values: Floats, weights: Floats, draws: int, rng: np.random.Generator) -> Integers:
    """Places of ``draws`` values by their weights, in random order.

    Systematic resampling in order of the values: nothing is left to chance but the proposals.
    """
    order = np.argsort(values, kind="stable")
    levels = (rng.random() + np.arange(draws)) / draws
    ends = np.cumsum(weights[order])
    at = order[np.minimum(np.searchsorted(ends / ends[-1], levels), len(order) - 1)]
    return rng.permutation(at)


def _bic(counts: Integers, log_likelihood: float) -> float:
    """On the scale of the log-linear models: Poisson cells, the total at its maximum.

    J list effects, σ and the total are coefficients. The likelihood is the largest among the
    proposals, which lies hardly below the maximum.
    """
    recorded = int(counts.sum())
    constant = recorded * math.log(recorded) - recorded - float(gammaln(counts + 1).sum())
    coefficients = number_of_lists(counts) + 2
    return -2 * (log_likelihood + constant) + coefficients * math.log(recorded)
