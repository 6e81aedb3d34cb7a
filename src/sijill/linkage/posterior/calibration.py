"""How far may the scores of pairs be off? Their log-odds as one draw takes them.

Two things are uncertain about all pairs together, and they matter more for a count than the chance
of single pairs, which evens out:

* *The level.* The log-odds of all pairs, and of those between each two lists, may be shifted.
* *What is not scored.* Blocking loses links, and so do vetoes (``lost_links``).

Each draw of a partition takes its own values.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

LEANING = 1.2
"""What is added to the log-odds of pairs before a draw.

A score says how likely a pair is by itself, with whatever else its records resemble. A draw decides
for each record between several candidates and nobody, one after the other: where two are at even
odds each, it would find nobody in a quarter of the draws. In simulated cities of 2,000 to 20,000
deaths, and in two or three of their lists alone, draws with 1.0 to 1.8 join as many records as
belong together and can be told (``bench/linkage_coverage.py``).
"""
SHIFT_SD = 0.35
"""Of the log-odds of all pairs."""
LIST_SHIFT_SD = 0.25
"""Of the log-odds of the pairs between two lists."""


@dataclass(frozen=True, slots=True)
class CalibrationDraw:
    """What one draw takes for true of all scores; ``list_shifts`` by the number of two lists."""

    shift: float
    list_shifts: Floats


def draw_calibration(list_pairs: int, rng: np.random.Generator) -> CalibrationDraw:
    """One draw of what the scores leave open."""
    return CalibrationDraw(
        float(rng.normal(0.0, SHIFT_SD)), rng.normal(0.0, LIST_SHIFT_SD, list_pairs)
    )


def calibrated(weights: Floats, list_pairs: Rows, draw: CalibrationDraw) -> Floats:
    """The log-odds of pairs as one draw takes them."""
    shifted: Floats = weights + LEANING + draw.shift + draw.list_shifts[list_pairs]
    return shifted
