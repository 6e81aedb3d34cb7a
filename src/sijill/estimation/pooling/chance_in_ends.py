"""How far chance moves the ends of an interval: other tables drawn anew, or another seed.

An end is one of a number of totals by size, and its place among so many independent ones is
binomial. So the totals at the places 1.96 deviations before and behind say how far chance moves it
(the distribution-free interval of a quantile; David & Nagaraja 2003, Order Statistics, 7.1).

A table is always drawn anew alike for the log-linear models (``headline.FIXED_SEED``), so no seed
shows how far others would move an end. The draws of latent classes and of persons who differ move
with the seed; they count as so many independent ones as they are worth (effective sample size).
"""

import math
from collections.abc import Sequence

import numpy as np

from sijill.estimation.pooling.envelope import lower_from
from sijill.model.results.captures import Draws, Method, MethodAnswer
from sijill.model.values.counts import CountRange

STABLE = 0.02
"""Of the median, or of the width: an end that moves by less needs no word."""
NORMAL = 1.96
WORTH = {
    Method.LATENT_CLASS: "ess_tail",
    Method.RASCH: "effective",
    Method.TWO_GROUPS: "effective",
}
"""The diagnostic that says how many independent draws a sampler's are worth."""


def warn_of_chance(
    answers: Sequence[MethodAnswer], floor: CountRange, median: int, level_percent: int
) -> list[str]:
    """A sentence for each method that decides an end which chance moves much."""
    lows = [answer.total.at_least for answer in answers]
    highs = [
        math.inf if answer.total.highest is None else answer.total.highest for answer in answers
    ]
    lower_end = min(lows[: lower_from([answer.method for answer in answers])])
    width = max(highs) - lower_end
    large = STABLE * (median if math.isinf(width) else max(median, width))
    sentences = []
    for answer, lowest, highest in zip(answers, lows, highs, strict=True):
        low, high = move_of_ends(answer.draws, level_percent, _worth(answer))
        ends = []
        if lowest == lower_end > floor.at_least and large < low < math.inf:
            ends.append(f"the lower end by about {low:,.0f}")
        if highest == max(highs) and large < high < math.inf:
            ends.append(f"the upper end by about {high:,.0f}")
        if ends:
            sentences.append(_explain(answer, " and ".join(ends)))
    return sentences


def _worth(answer: MethodAnswer) -> float:
    """How many independent draws; without end where the distribution is known exactly."""
    if answer.method is Method.LOG_LINEAR:
        return float(answer.draws.size)
    return float(answer.diagnostics.get(WORTH.get(answer.method, ""), math.inf))


def _explain(answer: MethodAnswer, ends: str) -> str:
    if answer.method is Method.LOG_LINEAR:
        return (
            f"Other tables drawn anew would move {ends}: {answer.draws.size:,} of them leave so "
            "much to chance. More leave less."
        )
    return (
        f"Another seed would move {ends}: the draws of {answer.method} are worth "
        f"{_worth(answer):,.0f} independent ones."
    )


def move_of_ends(draws: Draws, level_percent: int, worth: float) -> tuple[float, float]:
    """Half the distribution-free 95 % interval of the lower and of the upper end.

    The draws are ``worth`` so many independent ones.
    """
    ordered = np.sort(draws, axis=None)
    size, tail = len(ordered), (100 - level_percent) / 200
    apart = NORMAL * size * math.sqrt(tail * (1 - tail) / worth)
    first = max(math.floor(size * tail - apart), 0)
    last = min(math.ceil(size * tail + apart), size - 1)
    low = (ordered[last] - ordered[first]) / 2
    far = ordered[size - 1 - first]
    high = math.inf if math.isinf(far) else (far - ordered[size - 1 - last]) / 2
    return float(low), float(high)
