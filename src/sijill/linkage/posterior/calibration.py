"""How far may the scores of pairs be off? Their log-odds as one draw takes them.

Three things are uncertain about all pairs together, and they matter more for a count than the
chance of single pairs, which evens out:

* *The tail.* A pair of records of one person in which one record is poor disagrees on several
  fields at once, and a score that takes the fields as independent makes that too unlikely. So the
  pairs with low scores hold more true links than their scores say. In simulated registers, where
  the truth is known, the density of true pairs over log-odds falls from its value at even odds like
  exp(slope · log-odds) with a slope near 0.5, where the scores imply 0.7. That density is
  extrapolated; divided by the density of all pairs it gives the probability of each. It is scaled
  by the links in doubt that a register has: lists with clear scores have next to none in the tail.
* *The level.* The log-odds of all pairs, and of those between each two lists, may be shifted.
* *What is not scored.* Links lost to blocking are estimated by the audit; some true pairs bear a
  veto or fall below what is kept, in proportion to the tail.

Each draw of a partition takes its own values.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

LEANING = -0.5
"""What is added to the log-odds of pairs, as scores lean to one person.

In simulated cities of 12,000 records, where the truth is known, half of the pairs at 62 % are one
person, and so on over the whole range.
"""
SLOPE, SLOPE_SD = 0.5, 0.07
LEAST_SLOPE, MOST_SLOPE = 0.2, 0.7
SHIFT_SD = 0.25
"""Of the log-odds of all pairs."""
LIST_SHIFT_SD = 0.25
"""Of the log-odds of the pairs between two lists."""
UNSCORED_SHARE, UNSCORED_SD = 0.4, 0.15
"""Links under a veto or below what is kept, for each link in the tail."""
_MIDDLE = 1.0
"""Log-odds on either side of even odds in which the density of true pairs is taken as it is."""
_STEP = 0.5
_LOWEST = -12.0
_MOST_BELOW_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class CalibrationDraw:
    """What one draw takes for true of all scores: see the module.

    ``list_shifts`` is by the number of the pair of lists; ``unscored_share`` by link in the tail.
    """

    slope: float
    shift: float
    list_shifts: Floats
    unscored_share: float


def draw_calibration(list_pairs: int, rng: np.random.Generator) -> CalibrationDraw:
    """One draw of what the scores leave open."""
    shape = (UNSCORED_SHARE / UNSCORED_SD) ** 2
    return CalibrationDraw(
        float(np.clip(rng.normal(SLOPE, SLOPE_SD), LEAST_SLOPE, MOST_SLOPE)),
        float(rng.normal(0.0, SHIFT_SD)),
        rng.normal(0.0, LIST_SHIFT_SD, list_pairs),
        float(rng.gamma(shape, UNSCORED_SHARE / shape)),
    )


@dataclass(frozen=True, slots=True)
class MatchDensity:
    """The pairs of a register over log-odds.

    ``at_even`` is the density of true pairs at even odds, in links per unit of log-odds;
    ``middles`` and ``pairs`` are the middles of the steps below even odds and how many pairs each
    holds.
    """

    at_even: float
    middles: Floats
    pairs: Floats

    @classmethod
    def of(cls, weights: Floats) -> "MatchDensity":
        """From the log-odds of all pairs without a veto."""
        near_even = weights[np.abs(weights) < _MIDDLE]
        edges = np.arange(_LOWEST, _MIDDLE + _STEP / 2, _STEP)
        counted, _ = np.histogram(weights, edges)
        return cls(
            float(probability(near_even).sum()) / (2 * _MIDDLE),
            (edges[:-1] + edges[1:]) / 2,
            counted.astype(float),
        )

    def in_tail(self, slope: float) -> float:
        """True pairs below even odds."""
        return self.at_even / slope

    def log_odds(self, weights: Floats, slope: float) -> Floats:
        """The log-odds of each pair with the tail extrapolated; never below its own."""
        true = self.at_even * np.exp(slope * self.middles) * _STEP
        share = np.clip(true / np.maximum(self.pairs, 1.0), 1e-9, _MOST_BELOW_EVEN)
        share = np.minimum.accumulate(share[::-1])[::-1]  # falls where a step holds no pairs
        tail = np.interp(weights, self.middles, np.log(share) - np.log1p(-share))
        extended: Floats = np.where(weights < 0, np.maximum(tail, weights), weights)
        return extended


def calibrated(
    weights: Floats, list_pairs: Rows, density: MatchDensity, draw: CalibrationDraw
) -> Floats:
    """The log-odds of pairs as one draw takes them."""
    shifted: Floats = (
        density.log_odds(weights, draw.slope) + draw.shift + draw.list_shifts[list_pairs]
    )
    return shifted


def probability(log_odds: Floats) -> Floats:
    """Log-odds as probabilities."""
    probabilities: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -500, 500)))
    return probabilities
