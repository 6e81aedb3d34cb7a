"""Many tables: strata that add up, and several readings of one stratum that are averaged.

**Strata** are other people each: draws of their totals are added, and quantiles are taken of the
sums. Quantiles themselves do not add: the sum of lower ends is lower than the lower end of the sum.
Chance is the strata's own, but what is taken for granted is not: the lists are the same, so a
method that errs in one stratum errs in the others, too. If draws of any methods were added, many
strata would average away what the methods disagree on. So draws are added method by method, the
sums are pooled in equal parts, and the allowance for what no table can test is one factor for all.

**Readings** are the same people seen differently: missing fields imputed several times, links drawn
several times from what the linkage leaves open. Each reading is a table, each table is estimated,
and the draws are put together in equal parts (linkage averaging; Sadinle 2018, Annals of Applied
Statistics 12:1013). HRDAG's rule is there to reproduce published figures.

Tables are estimated by any ``map``: that of a pool of processes here, of ``dask.distributed`` or
Spark (``lambda f, xs: context.parallelize(xs).map(f).collect()``) elsewhere. A table's seed is made
from its digest, its stratum's name and the seed given: so the answer depends neither on who
computes what nor on the order of tables, and two strata with the same counts have draws of their
own.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Protocol

import numpy as np
from scipy import stats

from sijill.estimation.digest import estimate_digest
from sijill.estimation.headline import estimate
from sijill.estimation.pooling import spread_evenly
from sijill.estimation.resampling import percentile_interval
from sijill.estimation.settings import Settings
from sijill.model.captures import CaptureTable, Draws, Estimate, Method
from sijill.model.counts import CountRange
from sijill.model.quantities import Refusal, RefusalReason

SUMS = 4_000
"""Sums of each method."""
NOBODY = 0.1
"""What HRDAG puts for a draw of 0 on no list, which has no logarithm."""


class Apply(Protocol):
    """A ``map`` over tables, in order: the built-in one, or that of an executor."""

    def __call__(
        self,
        function: Callable[[CaptureTable], Estimate | Refusal],
        tables: Iterable[CaptureTable],
        /,
    ) -> Iterable[Estimate | Refusal]:
        """The answer to each table."""


def estimate_tables(
    tables: Sequence[CaptureTable],
    *,
    derived: Mapping[str, frozenset[str]],
    seed: int,
    settings: Settings | None = None,
    apply: Apply = map,
) -> list[Estimate | Refusal]:
    """Estimate each table, in order."""
    one = partial(_estimate_one, derived=dict(derived), seed=seed, settings=settings or Settings())
    return list(apply(one, tables))


def _estimate_one(
    table: CaptureTable,
    *,
    derived: Mapping[str, frozenset[str]],
    seed: int,
    settings: Settings,
) -> Estimate | Refusal:
    known = estimate_digest(table, derived, settings)
    named = int.from_bytes(table.stratum.encode())
    mixed = np.random.SeedSequence((seed, int(known, 16), named)).generate_state(1)
    return estimate(table, derived=derived, seed=int(mixed[0]), settings=settings)


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several tables as one total."""

    total: CountRange
    point: int | None
    """The median of the draws; ``None`` where half of them have no upper end."""
    observed: CountRange
    """Those recorded; a range where readings differ."""
    draws: Draws
    level_percent: int
    refused: Mapping[str, Refusal]
    """What had no estimate, by stratum or by the reading's number, and why."""


def add_strata(answers: Mapping[str, Estimate | Refusal], *, seed: int) -> Pooled | Refusal:
    """The total over strata that have nobody in common, from summed draws.

    ``seed`` decides which draws are added, and the factors.

    One stratum without an estimate leaves none for the total: it would be a sum of unlike numbers.
    """
    refused = {name: one for name, one in answers.items() if isinstance(one, Refusal)}
    if refused or not answers:
        return Refusal(
            RefusalReason.NO_MODEL,
            f"The strata without an estimate leave none for all: {', '.join(refused) or 'none'}.",
            "Strata put together so that each can be estimated, or a total of the others alone.",
        )
    found = [one for name, one in sorted(answers.items()) if isinstance(one, Estimate)]
    rng = np.random.default_rng(seed)
    methods = [m for m in Method if any(one.method is m for it in found for one in it.answers)]
    missed = np.concatenate(
        [np.sum([_draw_missed(one, method, rng) for one in found], axis=0) for method in methods]
    )
    deviation = max(one.untestable_deviation for one in found)
    factors = np.exp(deviation * rng.standard_normal(len(missed)))
    observed = sum(one.observed for one in found)
    draws = observed + np.rint(missed * factors)
    return _pool(draws, CountRange.exactly(observed), found[0].level_percent, {})


def _draw_missed(one: Estimate, method: Method, rng: np.random.Generator) -> Draws:
    """Those not recorded, by one method; by all that answered where this one did not."""
    parts = [answer.draws for answer in one.answers if answer.method is method]
    parts = parts or [answer.draws for answer in one.answers]
    pooled = np.concatenate([spread_evenly(part, SUMS) for part in parts])
    missed: Draws = np.maximum(rng.permutation(pooled)[:SUMS] - one.observed, 0.0)
    return missed


def average_readings(answers: Sequence[Estimate | Refusal]) -> Pooled | Refusal:
    """One stratum under several readings: their draws in equal parts.

    Readings that refuse are told and left out; if all do, the first refusal is the answer.
    """
    found = [one for one in answers if isinstance(one, Estimate)]
    refused = {str(at): one for at, one in enumerate(answers, 1) if isinstance(one, Refusal)}
    if not found:
        return next(
            iter(refused.values()), Refusal(RefusalReason.NOTHING_RECORDED, "There is no reading.")
        )
    number = min(len(one.draws) for one in found)
    draws = np.concatenate([_thin(one.draws, number) for one in found])
    recorded = [one.observed for one in found]
    return _pool(draws, CountRange(min(recorded), max(recorded)), found[0].level_percent, refused)


def _thin(draws: Draws, number: int) -> Draws:
    """The first ``number`` draws: they are in random order."""
    return draws[:number]


def _pool(
    draws: Draws, observed: CountRange, level_percent: int, refused: Mapping[str, Refusal]
) -> Pooled:
    low, high = percentile_interval(draws.tolist(), level_percent)
    middle = float(np.quantile(draws, 0.5, method="lower"))
    return Pooled(
        total=CountRange(int(low), None if math.isinf(high) else int(high)),
        point=None if math.isinf(middle) else int(middle),
        observed=observed,
        draws=draws,
        level_percent=level_percent,
        refused=refused,
    )


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
    within = float(np.mean([np.var(one, ddof=1) for one in logs]))
    means = np.array([one.mean() for one in logs])
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
