"""Draws from a posterior of a few numbers by importance: weights of proposals, and their worth.

What the proposals are worth is told (1 / Σ w²; Kong, Liu & Wong 1994, JASA 89:278), so that a
posterior of another shape than theirs is not passed over in silence.
"""

from collections.abc import Callable

import numpy as np

from sijill.estimation.tables.cells import Floats

BATCH = 1_000
"""Points at once, so that memory stays small."""

LogDensity = Callable[[Floats], Floats]
"""Log posterior up to a constant: points of shape (m, d) to m numbers."""


def in_batches(function: LogDensity, points: Floats) -> Floats:
    """The function of many points, a batch at a time."""
    parts = [function(points[start : start + BATCH]) for start in range(0, len(points), BATCH)]
    return np.concatenate(parts)


def weigh(log_ratios: Floats) -> tuple[Floats, float]:
    """Weights that sum to 1, from logs of target over proposal, and what they are worth."""
    weights = np.exp(log_ratios - log_ratios.max())
    weights /= weights.sum()
    return weights, float(1.0 / (weights**2).sum())
