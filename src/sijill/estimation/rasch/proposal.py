"""Where draws of the Rasch model are proposed: along the whole ridge of σ.

The list effects are well known once σ is, and σ is not: tables fit alike with everybody alike and
few missed, or very unlike and many missed. The posterior is a long bent ridge and may have several
humps, so nothing that starts from one mode finds it all. Here the ridge is walked from σ = 0 up and
from the largest σ down, in small steps from mode to mode given σ; where the two walks differ, both
branches are kept. Between two steps lies a cell; its mass is known by Laplace's approximation, and
cells are halved until none holds much.

A proposal chooses a cell by its mass, σ in it evenly, and the list effects from a t distribution
around the mode there. Every twentieth is flatter, and cells of little mass are proposed as well:
what the approximation thinks little of is looked at too.
"""

import math
from typing import NamedTuple

import numpy as np

from sijill.estimation.rasch.density import RaschDensity
from sijill.estimation.tables.cells import Floats, Integers

FIRST_STEPS = 36
"""Steps of each walk, 0.25 of a normal σ wide."""
MOST_MASS = 0.03
"""Cells that hold more are halved."""
MOST_HALVINGS = 24
"""After so many a cell is narrower than 1e-8 and held as it is."""
FREEDOM = 5
"""Degrees of freedom of the proposal: tails heavier than the posterior's."""
WIDER = 1.15
"""Proposals spread as much wider than the curvature at the mode says."""
LEAST_CURVATURE = 0.05
"""Of the posterior along any axis; where it is flatter, or bends up, this is put for it."""
EVEN_SHARE = 0.1
"""Of the proposals, chosen without regard to the mass of the cell, as is every cell's width."""
FLAT_SHARE, FLAT_SPREAD = 0.05, 3.0
"""So many proposals spread so many times as wide."""
NEWTON_STEPS = 60
"""A search that has found no mode by then is left where it is."""
LONGEST_STEP = 3.0
"""Of a list effect, in log odds."""
ENOUGH_RISE = 1e-9
"""Of the log density by a step; a mode is found where it rises by less."""
HALVINGS = 24
"""Of a step that falls; it is then shorter than a mode needs to be exact."""


class Ridge(NamedTuple):
    """Modes of the list effects given σ, at rising σ; one branch."""

    sigma: Floats
    modes: Floats
    """Shape (m, J)."""
    curvature: Floats
    """Shape (m, J, J); positive definite."""
    log_mass: Floats
    """Of the posterior per unit of σ, up to a constant shared by branches."""


class Cells(NamedTuple):
    """Stretches of both branches; each with where it begins and how the mode moves along it."""

    low: Floats
    width: Floats
    mode: Floats
    slope: Floats
    root: Floats
    """Lower triangular; the spread is root rootᵀ. Shape (cells, J, J)."""
    log_root: Floats
    """Log of the determinant of ``root``."""
    chance: Floats


def find_modes(density: RaschDensity, start: Floats, sigma: Floats) -> Floats:
    """The list effects at which the posterior given σ is highest, near ``start``; rows alike."""
    modes = start.copy()
    waiting = np.arange(len(sigma))
    for _ in range(NEWTON_STEPS):
        here = np.column_stack([modes[waiting], sigma[waiting]])
        slope = density.slope(here)
        values, axes = np.linalg.eigh(-slope.hessian)
        turned = np.einsum("mji,mj->mi", axes, slope.gradient)
        step = np.einsum("mij,mj->mi", axes, turned / np.maximum(np.abs(values), LEAST_CURVATURE))
        step *= np.minimum(1.0, LONGEST_STEP / np.maximum(np.abs(step).max(axis=1), 1e-300))[
            :, None
        ]
        rise = _climb(density, here, step, slope.height)
        modes[waiting] = here[:, :-1]
        waiting = waiting[rise > ENOUGH_RISE]
        if not len(waiting):
            break
    return modes


def _climb(density: RaschDensity, here: Floats, step: Floats, height: Floats) -> Floats:
    """Move each point along its step, halved until it does not fall; how much each rose."""
    length = np.ones(len(here))
    risen = np.zeros(len(here))
    trying = np.arange(len(here))
    for _ in range(HALVINGS):
        there = here[trying]
        there[:, :-1] += length[trying, None] * step[trying]
        gain = density.log(there) - height[trying]
        fine = gain >= 0
        here[trying[fine]] = there[fine]
        risen[trying[fine]] = gain[fine]
        trying = trying[~fine]
        if not len(trying):
            break
        length[trying] /= 2
    return risen


def walk(density: RaschDensity, start: Floats, sigma: Floats) -> Ridge:
    """A branch of the ridge: from mode to mode in the order of ``sigma``, told in rising order."""
    modes = np.empty((len(sigma), density.lists))
    for i, at in enumerate(sigma):
        # going straight on from the last two modes spares most of the search
        start = 2 * modes[i - 1] - modes[i - 2] if i > 1 else modes[i - 1] if i else start
        modes[i] = find_modes(density, start[None], np.array([at]))[0]
    order = np.argsort(sigma)
    return _survey(density, modes[order], sigma[order])


def _survey(density: RaschDensity, modes: Floats, sigma: Floats) -> Ridge:
    slope = density.slope(np.column_stack([modes, sigma]))
    values, axes = np.linalg.eigh(-slope.hessian)
    values = np.maximum(values, LEAST_CURVATURE)
    curvature = np.einsum("mij,mj,mkj->mik", axes, values, axes)
    return Ridge(sigma, modes, curvature, slope.height - 0.5 * np.log(values).sum(axis=1))


def find_ridges(density: RaschDensity) -> list[Ridge]:
    """Both branches, halved where there is mass."""
    shares = np.clip(density.on_list / (2 * density.recorded), 1e-4, 1 - 1e-4)
    steps = np.linspace(0.0, density.largest, FIRST_STEPS + 1)
    common = np.log(shares / (1 - shares))
    hard = common - density.hardest
    ridges = [walk(density, common, steps), walk(density, hard, steps[::-1])]
    for _ in range(MOST_HALVINGS):
        logs = [_log_masses(ridge) for ridge in ridges]
        total = np.logaddexp.reduce(np.concatenate(logs))
        heavy = [np.flatnonzero(masses - total > math.log(MOST_MASS)) for masses in logs]
        if not any(len(at) for at in heavy):
            break
        ridges = [_halve(density, *pair) for pair in zip(ridges, heavy, strict=True)]
    return ridges


def _log_masses(ridge: Ridge) -> Floats:
    ends = np.logaddexp(ridge.log_mass[:-1], ridge.log_mass[1:]) - math.log(2)
    return np.asarray(ends + np.log(np.diff(ridge.sigma)), dtype=np.float64)


def _halve(density: RaschDensity, ridge: Ridge, at: Integers) -> Ridge:
    if not len(at):
        return ridge
    sigma = (ridge.sigma[at] + ridge.sigma[at + 1]) / 2
    between = (ridge.modes[at] + ridge.modes[at + 1]) / 2
    surveyed = _survey(density, find_modes(density, between, sigma), sigma)
    return Ridge(*(np.insert(old, at + 1, new, axis=0)
                   for old, new in zip(ridge, surveyed, strict=True)))  # fmt: skip


def lay_cells(ridges: list[Ridge]) -> Cells:
    """The cells of all branches, and how likely each is proposed."""
    parts = []
    for ridge in ridges:
        width = np.diff(ridge.sigma)
        slope = np.diff(ridge.modes, axis=0) / width[:, None]
        spread = np.linalg.inv((ridge.curvature[:-1] + ridge.curvature[1:]) / 2)
        root = WIDER * np.linalg.cholesky(spread)
        parts.append((ridge.sigma[:-1], width, ridge.modes[:-1], slope, root))
    low, width, mode, slope, root = (np.concatenate(part) for part in zip(*parts, strict=True))
    log_root = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    logs = np.concatenate([_log_masses(ridge) for ridge in ridges])
    by_mass = np.exp(logs - np.logaddexp.reduce(logs))
    by_width = width / width.sum()
    chance = (1 - EVEN_SHARE) * by_mass + EVEN_SHARE * (by_width + 1 / len(width)) / 2
    return Cells(low, width, mode, slope, root, log_root, chance)


def propose(cells: Cells, number: int, rng: np.random.Generator) -> Floats:
    """Points (β, σ), shape (number, J + 1)."""
    lists = cells.mode.shape[1]
    cell = rng.choice(len(cells.low), number, p=cells.chance / cells.chance.sum())
    along = rng.random(number) * cells.width[cell]
    stretch = np.sqrt(FREEDOM / rng.chisquare(FREEDOM, number))
    stretch[rng.random(number) < FLAT_SHARE] *= FLAT_SPREAD
    noise = stretch[:, None] * rng.standard_normal((number, lists))
    effects = cells.mode[cell] + along[:, None] * cells.slope[cell]
    effects += np.einsum("mij,mj->mi", cells.root[cell], noise)
    return np.column_stack([effects, cells.low[cell] + along])


def log_proposal(cells: Cells, points: Floats) -> Floats:
    """Log density of ``propose`` at points, up to a constant.

    Cells of different branches overlap; so each point may have come from any cell around its σ.
    """
    logs = np.full(len(points), -np.inf)
    sigma = points[:, -1]
    for i, low in enumerate(cells.low):
        inside = np.flatnonzero((sigma >= low) & (sigma <= low + cells.width[i]))
        if not len(inside):
            continue
        centre = cells.mode[i] + (sigma[inside] - low)[:, None] * cells.slope[i]
        scaled = np.linalg.solve(cells.root[i], (points[inside, :-1] - centre).T)
        shape = _log_shape((scaled**2).sum(axis=0), len(scaled))
        log_density = shape - cells.log_root[i] + math.log(cells.chance[i] / cells.width[i])
        logs[inside] = np.logaddexp(logs[inside], log_density)
    return logs


def _log_shape(distance: Floats, size: int) -> Floats:
    """The t distribution, with its flatter part."""
    usual = -0.5 * (FREEDOM + size) * np.log1p(distance / FREEDOM)
    flat = -0.5 * (FREEDOM + size) * np.log1p(distance / FREEDOM / FLAT_SPREAD**2)
    flat -= size * math.log(FLAT_SPREAD)
    mixed = np.logaddexp(math.log(1 - FLAT_SHARE) + usual, math.log(FLAT_SHARE) + flat)
    return np.asarray(mixed, dtype=np.float64)
