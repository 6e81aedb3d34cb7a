"""Rubin's and HRDAG's rules for several imputed replicates, to reproduce published figures.

They work on log n₀ and treat the replicates' draws as normal there. New work puts draws together
instead (:mod:`sijill.estimation.pooling.replicates`), which needs no shape.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from sijill.model.results.captures import Draws

NOBODY = 0.1
"""What HRDAG puts for a draw of 0 on no list, which has no logarithm."""


class FreedomRule(StrEnum):
    """Which degrees of freedom the interval of combined replicates has."""

    HRDAG = "hrdag"
    """(m − 1) (1 + (W / B) / (m + 1))², as in verdata."""
    RUBIN = "rubin"
    """(m − 1) (1 + W / ((1 + 1/m) B))² (Rubin 1987, Multiple Imputation, equation 3.1.6)."""


@dataclass(frozen=True, slots=True)
class Combined:
    """Replicates of one stratum, combined on log n₀."""

    low: float
    high: float
    point: float
    """On the natural scale, as HRDAG prints it: it may lie far right in the interval, or outside,
    because the interval is around the geometric mean of n₀."""
    freedom: float


def combine_replicates(
    unseen: Sequence[Draws],
    observed: Sequence[int],
    *,
    rule: FreedomRule = FreedomRule.HRDAG,
    level_percent: int = 95,
) -> Combined:
    """HRDAG's combination over imputed replicates (verdata 1.0, ``combine_estimates``).

    With x = log n₀ (0.1 for nobody): W is the mean of the variances within replicates, B the
    variance of their means, T = W + (1 + 1/m) B. The interval is n̄ + exp(mean x ∓ t √T), the point
    n̄ + the mean of n₀, and n̄ the rounded mean of those observed.

    Raises:
        ValueError: for fewer than two replicates, a replicate of fewer than two draws, or numbers
            observed that do not match them.
    """
    if len(unseen) < 2 or min(map(len, unseen)) < 2 or len(observed) != len(unseen):  # noqa: PLR2004 - a variance needs two
        raise ValueError("two replicates of two draws at least, and the observed number of each")
    logs = [np.log(np.where(draws > 0, draws, NOBODY)) for draws in unseen]
    m = len(logs)
    within = float(np.mean([np.var(values, ddof=1) for values in logs]))
    means = np.array([values.mean() for values in logs])
    between = float(means.var(ddof=1))
    share = math.inf if not between else within / between
    factor = 1 / (m + 1) if rule is FreedomRule.HRDAG else m / (m + 1)
    freedom = (m - 1) * (1 + share * factor) ** 2
    reach = stats.t.ppf(0.5 + level_percent / 200, freedom)
    reach = float(reach) * math.sqrt(within + (1 + 1 / m) * between)
    recorded = round(float(np.mean(observed)))
    return Combined(
        low=recorded + math.exp(means.mean() - reach),
        high=recorded + math.exp(means.mean() + reach),
        point=recorded + float(np.mean([draws.mean() for draws in unseen])),
        freedom=freedom,
    )
