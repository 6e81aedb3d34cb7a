"""The posterior of the Rasch model (M_th): its height, and in which direction it rises.

Write s for the number of lists that hold a person. With x the history,

    log p(x) = Σ_j x_j β_j + L_s,   L_s = log ∫ exp(s σ z) Π_j 1 / (1 + exp(β_j + σ z)) φ(z) dz,

so the likelihood needs how many persons each list holds and how many are on 1, 2, … J lists,
and J + 1 integrals, whatever the number of histories.

The integrals are sums over evenly spaced z. The integrand is analytic within π/σ of the real line,
so the error falls as exp(−2π²/(σ h)) with the step h (Trefethen & Weideman 2014, SIAM Review
56:385): to a few thousandths at the largest σ and to 1e-6 up to 4. Gauss-Hermite sums spend
their nodes on tails and are coarse where persons are very unlike.
"""

from typing import NamedTuple

import numpy as np

from sijill.estimation.tables.cells import Floats, Integers, number_of_lists, sizes_of_sets

SIGMA_SCALE = 1.5
"""Of the half normal prior of σ."""
LARGEST_SIGMA = 9.0
"""Six times the scale; prior probability beyond is 2e-9."""
STEP, REACH = 0.2, 10.0
"""Of the sums over the person effect z, in its deviations."""
LARGEST_LOG = -1e-12
"""p(0) = 1 is only approached: nobody would be recorded."""


class Slope(NamedTuple):
    """Height, gradient and second derivatives by β, for m points with σ held."""

    height: Floats
    gradient: Floats
    hessian: Floats
    """Shape (m, J, J)."""


class RaschDensity:
    """The log posterior of points (β_1 … β_J, σ), shape (m, J + 1), σ from 0.

    Another law of how easy persons are to record takes the place of the normal one by its own
    paths and prior (:mod:`sijill.estimation.rasch.two_groups`); its parameter is called σ here.
    """

    largest = LARGEST_SIGMA
    """Of σ."""
    hardest = LARGEST_SIGMA
    """How far below their common log odds the list effects may lie at the largest σ."""

    def __init__(self, counts: Integers) -> None:
        self.lists = number_of_lists(counts)
        cells = np.arange(len(counts))
        held = counts.astype(np.float64)
        self.recorded = float(held[1:].sum())
        self.on_list = np.array([held[cells >> j & 1 == 1].sum() for j in range(self.lists)])
        self._by_size = np.bincount(sizes_of_sets(self.lists), held, minlength=self.lists + 1)
        self._by_size[0] = 0.0
        self._person_effects = np.arange(-REACH, REACH + STEP / 2, STEP)
        self._log_weights = -0.5 * self._person_effects**2
        self._log_weights -= np.log(np.exp(self._log_weights).sum())

    def log(self, points: Floats) -> Floats:
        """Up to a constant."""
        sums = self.log_sums(points)
        return np.asarray(self._likelihood(points, sums) + self.log_prior(points), dtype=np.float64)

    def log_prior(self, points: Floats) -> Floats:
        """The part of ``log`` that is the prior's: expit β uniform, σ half normal."""
        scaled = points[:, -1] / SIGMA_SCALE
        return np.asarray(log_prior_of_effects(points) - 0.5 * scaled**2, dtype=np.float64)

    def log_missed(self, points: Floats) -> Floats:
        """Log p(0)."""
        return self.log_sums(points)[:, 0]

    def log_sums(self, points: Floats) -> Floats:
        """L_0 … L_J; shape (m, J + 1)."""
        _, paths = self._paths(points)
        highest = paths.max(axis=2, keepdims=True)
        summed = np.exp(paths - highest).sum(axis=2)
        return np.asarray(highest[:, :, 0] + np.log(summed), dtype=np.float64)

    def slope(self, points: Floats) -> Slope:
        """Derivatives by β.

        Each integral L_s is the log of a mean over z; r_s is the distribution of z that it implies
        and p_j(z) the chance of list j. Then ∂L_s = −E_s p_j and
        ∂∂L_s = Cov_s(p_j, p_l) − [j = l] E_s p_j (1 − p_j). Those missed enter as if n p(0) /
        (1 − p(0)) persons on no list had been counted.
        """
        log_odds, paths = self._paths(points)
        on = np.exp(-np.logaddexp(0.0, -log_odds))
        highest = paths.max(axis=2, keepdims=True)
        where = np.exp(paths - highest)
        total = where.sum(axis=2, keepdims=True)
        where /= total
        sums = (highest + np.log(total))[:, :, 0]
        missed = np.minimum(sums[:, 0], LARGEST_LOG)
        odds = np.exp(missed) / -np.expm1(missed)
        weights = np.tile(self._by_size, (len(points), 1))
        weights[:, 0] = self.recorded * odds
        means = np.einsum("msk,mjk->msj", where, on)
        mixed = np.einsum("ms,msk->mk", weights, where)
        hessian = np.einsum("mk,mjk,mlk->mjl", mixed, on, on, optimize=True)
        hessian -= np.einsum("ms,msj,msl->mjl", weights, means, means, optimize=True)
        first = means[:, 0]
        hessian += (weights[:, 0] * (1 + odds))[:, None, None] * first[:, :, None] * first[:, None]
        chances = 1 / (1 + np.exp(-points[:, :-1]))
        own = np.einsum("mk,mjk->mj", mixed, on * (1 - on)) + 2 * chances * (1 - chances)
        at = np.arange(self.lists)
        hessian[:, at, at] -= own
        gradient = self.on_list - np.einsum("ms,msj->mj", weights, means) + 1 - 2 * chances
        return Slope(self._likelihood(points, sums) + self.log_prior(points), gradient, hessian)

    def _likelihood(self, points: Floats, sums: Floats) -> Floats:
        seen = np.log(-np.expm1(np.minimum(sums[:, 0], LARGEST_LOG)))
        logs = points[:, :-1] @ self.on_list + sums @ self._by_size - self.recorded * seen
        return np.asarray(logs, dtype=np.float64)

    def _paths(self, points: Floats) -> tuple[Floats, Floats]:
        """Log odds, shape (m, J, nodes); logs of the summands of L_s, shape (m, J + 1, nodes)."""
        effects = points[:, -1:] * self._person_effects
        log_odds = points[:, :-1, None] + effects[:, None]
        alone = self._log_weights - np.logaddexp(0.0, log_odds).sum(axis=1)
        sizes = np.arange(self.lists + 1)
        return log_odds, alone[:, None] + sizes[:, None] * effects[:, None]


def log_prior_of_effects(points: Floats) -> Floats:
    """Of the list effects: expit β uniform."""
    far = np.abs(points[:, :-1])
    return np.asarray(-(far + 2 * np.log1p(np.exp(-far))).sum(axis=1), dtype=np.float64)
