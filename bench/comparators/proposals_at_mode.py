"""Proposals for importance sampling around the mode of a posterior of a few numbers.

The proposal is a multivariate t distribution at the mode, as wide as the curvature there says.
"""

from typing import NamedTuple

import numpy as np
from scipy import optimize

from sijill.estimation.sampling.importance import LogDensity
from sijill.estimation.tables.cells import Floats

FREEDOM = 5
"""Degrees of freedom of the proposal: tails heavier than the posterior's."""
PROPOSALS = 20_000
CURVATURE_STEP = 1e-3
LEAST_CURVATURE = 0.1


class Proposal(NamedTuple):
    """Where proposals come from."""

    mode: Floats
    root: Floats
    """Lower triangular; the spread is root rootᵀ."""


def find_mode(density: LogDensity, start: Floats) -> Floats:
    """The highest point near ``start``."""
    optimum = optimize.minimize(lambda point: -density(point[None])[0], start)
    return np.asarray(optimum.x, dtype=np.float64)


def measure_spread(density: LogDensity, mode: Floats) -> Floats:
    """The inverse of the curvature at the mode, by differences."""
    size = len(mode)
    steps = CURVATURE_STEP * np.eye(size)
    corners = np.array(
        [mode + a * steps[i] + b * steps[j] for i in range(size) for j in range(size)
         for a in (1, -1) for b in (1, -1)]
    )  # fmt: skip
    values = density(corners).reshape(size, size, 4) @ np.array([1.0, -1.0, -1.0, 1.0])
    curvature, axes = np.linalg.eigh(-values / (4 * CURVATURE_STEP**2))
    return np.asarray((axes / np.maximum(curvature, LEAST_CURVATURE)) @ axes.T, dtype=np.float64)


def propose(mode: Floats, spread: Floats, rng: np.random.Generator) -> tuple[Floats, Proposal]:
    """``PROPOSALS`` points, and where they come from."""
    root = np.asarray(np.linalg.cholesky(spread), dtype=np.float64)
    normal = rng.standard_normal((PROPOSALS, len(mode)))
    stretch = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, PROPOSALS))
    points: Floats = mode + (normal * stretch[:, None]) @ root.T
    return points, Proposal(mode, root)


def log_proposal(points: Floats, proposal: Proposal) -> Floats:
    """Log density of the proposal up to a constant."""
    scaled = np.linalg.solve(proposal.root, (points - proposal.mode).T)
    distance = (scaled**2).sum(axis=0)
    reach = FREEDOM + len(proposal.mode)
    return np.asarray(-0.5 * reach * np.log1p(distance / FREEDOM), dtype=np.float64)
