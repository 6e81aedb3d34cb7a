"""The bias-corrected and accelerated interval of the log-linear total, the model chosen anew.

For comparison with published figures (Chan, Silverman & Vincent 2021, JASA 116:1297; Silverman,
Chan & Vincent 2024, Statistics and Computing 34:44): the selection is repeated in every replicate
and in every table of the jackknife. The register's own interval is the percentile interval, see
:mod:`sijill.estimation.loglinear.resampling` for why.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from sijill.estimation.loglinear.full_search import choose_models, rank_models
from sijill.estimation.loglinear.models import RankedModel
from sijill.estimation.loglinear.resampling import draw_tables
from sijill.estimation.tables.cells import Floats, Integers, check_cells

NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class BcaInterval:
    """The interval of the total, and the two numbers that shift it."""

    lowest: float
    highest: float
    """Infinite where the tables drawn anew set no upper end."""
    point: float
    bias: float
    """z₀: the normal quantile of the share of replicates below the point."""
    acceleration: float
    is_one_sided: bool
    """All replicates lie on one side of the point: z₀ is then what half a replicate would give."""


def bca_interval(
    counts: Integers,
    *,
    replicates: int,
    seed: int,
    level_percent: int = 95,
    hold_recorded: bool = True,
) -> BcaInterval | None:
    """The interval for a table of three to five lists; ``None`` where no model has a maximum.

    With ``hold_recorded`` each replicate has as many persons as were recorded, as published.
    Without, their number is drawn too (``loglinear.resampling.draw_tables``).

    The acceleration is that of the jackknife over persons: one table for each history that anybody
    has, with one person less, weighted by how many have it.

    Raises:
        ValueError: for more than five lists, whose models are too many to compare in full.
    """
    if replicates < 1:
        raise ValueError(f"at least one replicate is needed: {replicates}")
    ranked = rank_models(check_cells(counts).astype(np.float64), 0.0)
    if not ranked:
        return None
    point = ranked[0].total
    if hold_recorded:
        drawn = _draw_as_many(counts, replicates, seed)
    else:
        drawn = draw_tables(counts, point, replicates, seed)
    totals = _totals(choose_models(drawn.astype(np.float64)))
    below = float((totals < point).sum())
    clipped = min(max(below, 0.5), replicates - 0.5)
    bias = NORMAL.inv_cdf(clipped / replicates)
    acceleration = _accelerate(counts)
    tail = (100 - level_percent) / 200
    lowest, highest = (
        _quantile(totals, _level(bias, acceleration, NORMAL.inv_cdf(q))) for q in (tail, 1 - tail)
    )
    return BcaInterval(lowest, highest, point, bias, acceleration, below != clipped)


def _draw_as_many(counts: Integers, replicates: int, seed: int) -> Integers:
    """Tables with as many persons as were recorded."""
    recorded = int(counts.sum())
    generator = np.random.default_rng(seed)
    return generator.multinomial(recorded, counts / recorded, size=replicates)


def _totals(chosen: list[RankedModel | None]) -> Floats:
    return np.array([math.inf if candidate is None else candidate.total for candidate in chosen])


def _level(bias: float, acceleration: float, z: float) -> float:
    return NORMAL.cdf(bias + (bias + z) / (1 - acceleration * (bias + z)))


def _quantile(totals: Floats, level: float) -> float:
    """Type 8 of Hyndman & Fan (1996); infinite where it would lie beside an infinite total."""
    place = (len(totals) + 1 / 3) * level - 2 / 3
    low = min(max(math.floor(place), 0), len(totals) - 1)
    high = min(low + 1, len(totals) - 1)
    share = min(max(place - low, 0.0), 1.0)
    ordered = np.sort(totals)
    if not share:
        return float(ordered[low])
    return float((1 - share) * ordered[low] + share * ordered[high])


def _accelerate(counts: Integers) -> float:
    """Σ n r³ / (6 (Σ n r²)^1.5), r how far the total without one person is below their mean."""
    held = np.flatnonzero(counts)
    without = np.tile(counts, (len(held), 1))
    without[np.arange(len(held)), held] -= 1
    totals = _totals(choose_models(without.astype(np.float64)))
    weights = counts[held].astype(np.float64)
    kept = np.isfinite(totals)
    totals, weights = totals[kept], weights[kept]
    if not len(totals):
        return 0.0
    residuals = np.average(totals, weights=weights) - totals
    squares = float(weights @ residuals**2)
    return float(weights @ residuals**3) / (6 * squares**1.5) if squares else 0.0
