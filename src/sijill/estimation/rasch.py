"""How many are on no list, if persons differ by degrees in how easily every list records them.

The model of Rasch with normal ease (Coull & Agresti 1999, Biometrics 55:294; M_th of the capture
literature): person i is on list j with log odds β_j + σ z_i, where z_i is standard normal, and
given z_i the lists are independent. Who is hard to record is hard for every list alike. At σ = 0
this is independence.

**What the data say of σ** is how much the lists overlap beyond chance, evenly for all pairs. So
lists that depend on each other look like unlike persons too, and the number on no list depends on
the shape of the tail that nobody saw. The model is one of several defensible ones, never the only.

The likelihood given n recorded persons is Π_x [p(x) / (1 − p(0))]^n(x); with p(N) ∝ 1/N the number
on no list is negative binomial given the rest, as in :mod:`sijill.estimation.latent_class`. Priors:
expit β_j uniform, σ half normal with scale 1.5. The posterior of J + 1 numbers is drawn by
importance from a t distribution around its mode; how many draws that is worth is reported.
"""

from dataclasses import dataclass

import numpy as np

from sijill.estimation.cells import Floats, Integers, check_cells, number_of_lists
from sijill.estimation.importance import (
    PROPOSALS,
    find_mode,
    in_batches,
    log_proposal,
    measure_spread,
    propose,
    weigh,
)
from sijill.model.quantities import Refusal, RefusalReason

NODES = 61
"""Of Gauss-Hermite quadrature: p(0) to 1e-6 for σ up to 3."""
SIGMA_SCALE = 1.5
LEAST_EFFECTIVE = 400.0
ADDED_SPREAD = 0.25
"""Of σ, with what goes along with it: near σ = 0 the posterior is flatter than at its mode."""
LARGEST_LOG = -1e-12
"""p(0) = 1 is only approached: nobody would be recorded."""
LARGEST_RATE = 9e18
"""NumPy's Poisson draws stop at 9.2e18."""


@dataclass(frozen=True, slots=True, eq=False)
class RaschPosterior:
    """Draws of the number on no list, and of how unlike persons are."""

    recorded: int
    unseen: Integers
    """Independent draws, shape (draws,)."""
    sigma: Floats
    """The deviation of the log odds between persons, draw by draw."""
    effective: float
    """What the proposals were worth, of ``PROPOSALS``."""


def sample_rasch(counts: Integers, *, draws: int, seed: int) -> RaschPosterior | Refusal:
    """Draw from the posterior of a table of 2^J cells (``cells``).

    Raises:
        ValueError: for a negative seed, fewer than one draw, or counts that are none
            (``check_cells``).
    """
    if seed < 0 or draws < 1:
        raise ValueError(f"seed must not be negative, draws positive: {seed}, {draws}")
    counts = check_cells(counts)
    recorded = int(counts[1:].sum())
    if not recorded:
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    density = _Density(counts)
    rng = np.random.default_rng(seed)
    mode = find_mode(density.log, density.start())
    points, proposal = propose(mode, _spread(density, mode), rng)
    log_ratios = in_batches(density.log, points) - np.logaddexp(
        log_proposal(points, proposal), log_proposal(_mirror(points), proposal)
    )
    weights, effective = weigh(log_ratios)
    if effective < LEAST_EFFECTIVE:
        return Refusal(
            RefusalReason.NOT_CONVERGED,
            f"The posterior of unlike persons is not near any simple shape: {PROPOSALS:,} "
            f"proposals are worth {effective:,.0f} draws.",
        )
    chosen = rng.choice(len(weights), draws, p=weights)
    log_missed = density.log_missed(points[chosen])
    odds = np.exp(log_missed) / -np.expm1(np.minimum(log_missed, LARGEST_LOG))
    rates = rng.standard_gamma(recorded, draws) * odds
    unseen = rng.poisson(np.minimum(rates, LARGEST_RATE))
    return RaschPosterior(recorded, unseen, np.abs(points[chosen, -1]), effective)


class _Density:
    """The log posterior of (β_1 … β_J, σ); even in σ, so σ may be negative while it is sought."""

    def __init__(self, counts: Integers) -> None:
        self.lists = number_of_lists(counts)
        held = np.flatnonzero(counts)
        self._counts = counts[held].astype(np.float64)
        self._signs = np.where(held[:, None] >> np.arange(self.lists) & 1, 1.0, -1.0)
        self._shares = self._counts @ (self._signs > 0) / self._counts.sum()
        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        self._nodes, self._log_weights = nodes, np.log(weights / weights.sum())

    def start(self) -> Floats:
        """Chances as if half of the persons were recorded, persons somewhat unlike."""
        shares = np.clip(self._shares / 2, 1e-4, 1 - 1e-4)
        return np.append(np.log(shares / (1 - shares)), 0.5)

    def log_missed(self, points: Floats) -> Floats:
        """Log p(0), for points of shape (m, J + 1)."""
        return self._log_cell(points, np.full((1, self.lists), -1.0))[:, 0]

    def log(self, points: Floats) -> Floats:
        """Up to a constant, for points of shape (m, J + 1)."""
        seen = np.log(-np.expm1(np.minimum(self.log_missed(points), LARGEST_LOG)))
        likelihood = self._log_cell(points, self._signs) @ self._counts
        likelihood -= seen * self._counts.sum()
        chances = points[:, :-1]
        prior = (-np.abs(chances) - 2 * np.log1p(np.exp(-np.abs(chances)))).sum(axis=1)
        prior -= 0.5 * (points[:, -1] / SIGMA_SCALE) ** 2
        return np.asarray(likelihood + prior, dtype=np.float64)

    def _log_cell(self, points: Floats, signs: Floats) -> Floats:
        """Log p(x) of histories given as signs; shape (m, histories)."""
        ease = points[:, -1:] * self._nodes
        log_odds = points[:, :-1, None] + ease[:, None]
        on = -np.logaddexp(0.0, -log_odds)
        off = on - log_odds
        paths = np.einsum("hj,mjk->mhk", (signs > 0) * 1.0, on)
        paths += np.einsum("hj,mjk->mhk", (signs < 0) * 1.0, off)
        paths += self._log_weights
        highest = paths.max(axis=2, keepdims=True)
        summed = np.exp(paths - highest).sum(axis=2)
        return np.asarray(highest[:, :, 0] + np.log(summed), dtype=np.float64)


def _mirror(points: Floats) -> Floats:
    """The same points with −σ: the target is the same there."""
    return np.hstack([points[:, :-1], -points[:, -1:]])


def _spread(density: _Density, mode: Floats) -> Floats:
    """That at the mode, wider along σ."""
    spread = measure_spread(density.log, mode)
    ridge = spread[:, -1] / spread[-1, -1]
    return np.asarray(spread + ADDED_SPREAD**2 * np.outer(ridge, ridge), dtype=np.float64)
