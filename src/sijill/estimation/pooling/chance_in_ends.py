"""How far other tables drawn anew would move the ends of an interval.

A table is always drawn anew alike (``headline.FIXED_SEED``), so no seed shows this. An end of the
log-linear interval is one of a few hundred totals by size. Its place among them is binomial, so the
totals at the places 1.96 deviations before and behind say how far chance moves it (the
distribution-free interval of a quantile; David & Nagaraja 2003, Order Statistics, 7.1).
"""

import math
from collections.abc import Sequence

import numpy as np

from sijill.model.results.captures import Draws, Method, MethodAnswer
from sijill.model.values.counts import CountRange

STABLE = 0.02
"""Of the median: an end that moves by less needs no word."""
NORMAL = 1.96


def warn_of_chance(
    answers: Sequence[MethodAnswer], floor: CountRange, median: int, level_percent: int
) -> list[str]:
    """A sentence where an end that the log-linear models decide is moved much by chance."""
    found = next((one for one in answers if one.method is Method.LOG_LINEAR), None)
    if found is None or found.total.highest is None:
        return []
    lows = [one.total.lowest or 0 for one in answers]
    highs = [math.inf if one.total.highest is None else one.total.highest for one in answers]
    low, high = move_of_ends(found.draws, level_percent)
    moved = {}
    if found.total.lowest == min(lows) > (floor.lowest or 0):
        moved["lower"] = low
    if found.total.highest == max(highs):
        moved["upper"] = high
    large = {end: by for end, by in moved.items() if STABLE * median < by < math.inf}
    if not large:
        return []
    ends = " and ".join(f"the {end} end by about {by:,.0f}" for end, by in large.items())
    sentence = (
        f"Other tables drawn anew would move {ends}: {found.draws.size:,} of them leave so much to "
        "chance. More leave less."
    )
    return [sentence]


def move_of_ends(draws: Draws, level_percent: int) -> tuple[float, float]:
    """Half the distribution-free 95 % interval of the lower and of the upper end."""
    ordered = np.sort(draws, axis=None)
    size, tail = len(ordered), (100 - level_percent) / 200
    apart = NORMAL * math.sqrt(size * tail * (1 - tail))
    first = max(math.floor(size * tail - apart), 0)
    last = min(math.ceil(size * tail + apart), size - 1)
    low = (ordered[last] - ordered[first]) / 2
    far = ordered[size - 1 - first]
    high = math.inf if math.isinf(far) else (far - ordered[size - 1 - last]) / 2
    return float(low), float(high)
