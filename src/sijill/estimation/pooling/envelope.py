"""One answer from several that can each be defended: upwards as far as any of them reaches.

No table tells persons who differ from lists that depend on each other, and each method takes one of
these for granted. So the total is identified in part only, and the interval is the union over the
assumptions that nothing in the table refutes (Sun, Van Baelen, Plettinckx & Crawford, arXiv
2008.00127; Conley, Hansen & Rossi 2012, Review of Economics and Statistics 94:260). In a union no
method dilutes another: it holds the truth at least as often as the method that happens to be right,
and it is never narrower than the log-linear models' with re-selection. Averages do not have this
property: where three of four methods err low, the tail of the fourth has a quarter of the weight.

Below, the union has one member where log-linear models answer. That persons differ, fall into
classes or are referred from list to list hides people and invents none (the restriction of sign in
Chao's bound): methods that allow for it speak of the upper end. What makes a total too high is
lists that avoid each other; of that the log-linear models are the only ones to have a parameter, so
the lower end is theirs.

What all methods take for granted, that nothing binds all lists together, no table can test
(Aleshin-Guendel, Sadinle & Wakefield 2024, Biometrics). The allowance for it multiplies the number
on no list by a factor δ whose logarithm is normal. It is not the allowance for people whom lists
hardly reach: that is the member of the union that takes a group of the people to be much harder to
record (:mod:`sijill.estimation.rasch.two_groups`), which the table limits where it can.

The lower end of Chao's bound (``tables.lower_bound``), whose assumption is stated with it, is a
floor: no draw is below.

As a distribution: at each level p the lowest and the highest quantile of the methods, the highest
with the allowance. Draws take the one or the other in the outer twentieths, those of the first
method at the median, and a mixture between; so the quantiles of the draws are the ends at any level
of 90 % and above, and the median is the first method's. The draws are spread evenly over the
levels, not at random: the ends do not move with a seed beyond what the methods' own draws do.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import ndtri

from sijill.estimation.loglinear.resampling import whole_interval
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.cells import Floats, count_cells
from sijill.estimation.tables.usable_lists import ListChoice
from sijill.estimation.tables.wording import name_with_numbers, within
from sijill.language.sentences import with_noun
from sijill.model.results.captures import Draws, Method, MethodAnswer
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

OUTER = 0.05
"""Levels below this and above 1 less this are wholly those of the union."""
STEPS = 40
"""Of the factor δ."""
MOST_BELOW = 0.3
"""Share of the draws below those recorded on lists left out; more, and the lists used do not
describe these."""


def unite_answers(
    choice: ListChoice,
    answers: Sequence[MethodAnswer],
    deviation: float,
    settings: Settings,
    bound: CountRange,
) -> Draws | Refusal:
    """The draws of the envelope, none below those recorded; ``deviation`` is that of log δ."""
    recorded = int(count_cells(choice.table, choice.used).sum())
    parts = {answer.method: answer.draws for answer in answers}
    draws = envelope_by_method(parts, recorded, deviation, settings.draws * len(parts), bound)
    if (draws < choice.table.observed).mean() > MOST_BELOW:
        return _refuse_below(choice, draws, settings.level_percent)
    held: Draws = np.maximum(draws, choice.table.observed)
    return held


def _refuse_below(choice: ListChoice, draws: Draws, level_percent: int) -> Refusal:
    """The lists used put the total below those recorded, others included."""
    table = choice.table
    total = whole_interval(draws, level_percent)
    unused = table.observed - int(count_cells(table, choice.used).sum())
    return Refusal(
        RefusalReason.NO_MODEL,
        f"{table.observed:,} persons are recorded {within(table.stratum)}, but the lists used, "
        f"{name_with_numbers(table, choice.used)}, put the total at {total}. They do not describe "
        f"the {with_noun(unused, 'person')} recorded on other lists alone.",
        "A look at what the other lists hold: people of another place, period or kind belong in a "
        "stratum of their own.",
    )


def envelope_by_method(
    parts: Mapping[Method, Draws], recorded: int, deviation: float, number: int, floor: CountRange
) -> Draws:
    """The envelope of what each method drew, the lower end from those of ``lower_from``."""
    return envelope_draws(
        list(parts.values()),
        recorded,
        deviation,
        number,
        floor,
        lower_from=lower_from(list(parts)),
    )


def envelope_draws(
    parts: Sequence[Draws],
    recorded: int,
    deviation: float,
    number: int,
    floor: CountRange,
    *,
    lower_from: int | None = None,
) -> Draws:
    """``number`` totals in rising order; the first of the parts decides the middle.

    ``recorded`` are those on the lists that the methods are about; ``deviation`` is that of log δ;
    ``floor`` is Chao's bound; the lower end is taken from the first ``lower_from`` parts,
    from all where that is ``None``. Infinite draws stay so: as many draws of the envelope are
    infinite as of the part that has most.
    """
    levels = (np.arange(number) + 0.5) / number
    quantiles = np.array([_outward_quantiles(part, levels) for part in parts])
    leading = quantiles[0]
    lowest = _allow(quantiles[:lower_from].min(axis=0), recorded, deviation)
    highest = _allow(quantiles.max(axis=0), recorded, deviation)
    below = np.minimum(lowest, leading)
    above = np.maximum(np.maximum(highest, leading), floor.greatest_known)
    weight = np.minimum(np.abs(2 * levels - 1) / (1 - 2 * OUTER), 1.0)
    ends = np.where(levels < 0.5, below, above)  # noqa: PLR2004  the median
    is_open = np.isinf(ends)
    apart = np.subtract(ends, leading, out=np.zeros(number), where=~is_open)
    draws: Draws = np.where(is_open, math.inf, np.rint(leading + weight * apart))
    return np.maximum(draws, max(recorded, floor.at_least))


def _outward_quantiles(draws: Floats, levels: Floats) -> Floats:
    """The k-th of B draws at level k / (B + 1), of two the one further from the middle.

    So few draws reach no less far than their percentile interval does.
    """
    ordered = np.sort(draws, axis=None)
    place = levels * (len(ordered) + 1)
    at = np.where(levels < 0.5, np.floor(place), np.ceil(place)).astype(np.int64) - 1  # noqa: PLR2004
    quantiles: Floats = ordered[np.clip(at, 0, len(ordered) - 1)]
    return quantiles


def far_end(parts: Sequence[Draws]) -> float:
    """The largest 99 % quantile, of what is finite, of any part."""
    finite = [part[np.isfinite(part)] for part in parts]
    return max((float(np.quantile(part, 0.99)) for part in finite if len(part)), default=0.0)


def _allow(totals: Floats, recorded: int, deviation: float) -> Floats:
    """The quantiles of ``recorded`` + δ · unseen, where ``totals`` are evenly spread quantiles."""
    if not deviation:
        return totals
    factors = np.exp(deviation * ndtri((np.arange(STEPS) + 0.5) / STEPS))
    unseen = np.maximum(totals - recorded, 0.0)
    scaled = np.sort((unseen[:, None] * factors).ravel())
    quantiles: Floats = recorded + scaled.reshape(len(totals), STEPS)[:, STEPS // 2]
    return quantiles


def lower_from(methods: Sequence[Method]) -> int | None:
    """From how many of the methods the lower end is: the log-linear models alone, or all."""
    return 1 if methods[0] is Method.LOG_LINEAR else None


def spread_evenly(draws: Draws, number: int) -> Floats:
    """``number`` of the draws, or each several times: evenly spaced among them by size."""
    ordered: Floats = np.sort(draws, axis=None)
    at = ((np.arange(number) + 0.5) * len(ordered) / number).astype(np.int64)
    return ordered[at]
