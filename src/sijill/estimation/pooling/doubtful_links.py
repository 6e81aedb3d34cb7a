"""Doubt about links is doubt about the total: one estimate over several readings of the same lists.

Every missed link makes two persons of one and hides an overlap, so the total comes out too high;
every false link makes it too low. The interval of one reading knows nothing of this. So the same
estimate is made with every doubtful pair as one person, as settled, and with every doubtful pair as
two, and the interval reaches from the lowest end of the three to the highest. In the reading with
most links fewer are counted than as the links stand; so the interval does not begin below those
counted, nor below the lower end of the bound that is printed beside it.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sijill.model.results.captures import Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal


def span_readings(
    settled: Estimate | Refusal, others: Mapping[str, Estimate | Refusal]
) -> Estimate | Refusal:
    """The settled estimate, its intervals widened to those of the other readings.

    The draws are those of all readings, in equal parts; the median is theirs, held in the interval.

    ``others`` are estimates of the same stratum, keyed by the words that describe the reading. A
    settled refusal stays one. A reading that refuses widens nothing, and a warning says so.
    """
    if isinstance(settled, Refusal):
        return settled
    found = {words: one for words, one in others.items() if isinstance(one, Estimate)}
    warnings = [
        f"With {words} nothing could be estimated: {one.explanation}"
        for words, one in others.items()
        if isinstance(one, Refusal)
    ]
    draws = np.concatenate([settled.draws, *(one.draws for one in found.values())])
    readings = "; ".join(
        f"{one.total} with {words}"
        for words, one in {"the links as settled": settled, **found}.items()
    )
    bound = _hull(settled.chao_lower_bound, *(one.chao_lower_bound for one in found.values()))
    spanned = _hull(settled.total, *(one.total for one in found.values()))
    total = not_below(spanned, settled.observed, bound.lowest)
    return replace(
        settled,
        total=total,
        chao_lower_bound=bound,
        median=max(int(np.quantile(draws, 0.5, method="lower")), total.lowest or 0),
        draws=draws,
        warnings=(*settled.warnings, *warnings, f"The interval spans doubtful links: {readings}."),
    )


def not_below(total: CountRange, *floors: int | None) -> CountRange:
    """The range with no end below any of the floors that are known."""
    lowest = max(end for end in (total.lowest, *floors, 0) if end is not None)
    return CountRange(lowest, None if total.highest is None else max(lowest, total.highest))


def _hull(*ranges: CountRange) -> CountRange:
    """From the lowest end to the highest; open where one of them is open."""
    lows = [one.lowest for one in ranges]
    highs = [one.highest for one in ranges]
    return CountRange(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )
