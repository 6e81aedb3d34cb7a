"""Strata that add up: other people each.

Draws of their totals are added, and quantiles are taken of the sums. Quantiles themselves do not
add: the sum of lower ends is lower than the lower end of the sum. Chance is the strata's own, but
what is taken for granted is not: the lists are the same, so a method that errs in one stratum errs
in the others, too. If draws of any methods were added, many strata would average away what the
methods disagree on. So draws are added method by method, the answer is the envelope of these sums
(``envelope``), with one allowance for what no table can test.

Tables are estimated by any ``map``; see ``estimate_tables``. The answer depends neither on who
computes what, nor on the order of tables, nor on what a stratum is called.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

import numpy as np

from sijill.estimation.pooling.digest import digest_of_draws
from sijill.estimation.pooling.envelope import envelope_by_method, far_end, spread_evenly
from sijill.estimation.pooling.headline import estimate_table
from sijill.estimation.pooling.methods import answers_kept
from sijill.estimation.pooling.pooled import Pooled, name_some, pool, without_upper_end
from sijill.estimation.pooling.settings import Settings
from sijill.model.results.captures import CaptureTable, Draws, Estimate, Method
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

SUMS = 4_000
"""Sums of each method."""


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
    derived: Mapping[str, frozenset[str]] | None = None,
    seed: int,
    settings: Settings | None = None,
    apply: Apply = map,
) -> list[Estimate | Refusal]:
    """Estimate each table, in order, by the ``map`` given: what it calls can be pickled.

    A pool of processes: ``apply=pool.map``. Spark:
    ``apply=lambda f, xs: context.parallelize(list(xs), len(xs)).map(f).collect()``. Dask:
    ``apply=lambda f, xs: dask.compute(*map(dask.delayed(f), xs), scheduler="processes")``, or
    ``apply=lambda f, xs: client.gather(client.map(f, list(xs)))`` of ``dask.distributed``. The
    answers are the same whoever computes them.
    """
    estimate = partial(
        estimate_table, derived=dict(derived or {}), seed=seed, settings=settings or Settings()
    )
    return list(apply(estimate, tables))


def add_strata(
    answers: Mapping[str, Estimate | Refusal], recorded: Mapping[str, int] | None = None
) -> Pooled | Refusal:
    """The total over strata that have nobody in common, from summed draws.

    Which draws are added is decided by what was drawn for each stratum, so whoever adds the same
    estimates comes to the same sum, whatever the strata and their lists are called.

    Of strata without an estimate nothing is known beyond those recorded there (``recorded``, by
    stratum): they are added as a floor, and the total has no upper end. It has none either where a
    stratum's own interval has none; the draws then hold the furthest total of any method there.
    With no estimate at all there is no total.
    """
    refused = {
        name: answer for name, answer in sorted(answers.items()) if isinstance(answer, Refusal)
    }
    estimates = [answer for answer in answers.values() if isinstance(answer, Estimate)]
    estimates.sort(key=digest_of_draws)
    if not estimates:
        return Refusal(
            RefusalReason.NO_MODEL,
            f"No stratum has an estimate: {name_some(list(refused)) or 'there is none'}.",
            "Strata put together so that some can be estimated.",
        )
    floor = sum((recorded or {}).get(name, 0) for name in refused)
    observed = floor + sum(estimate.observed for estimate in estimates)
    draws = floor + _sum_draws(estimates)
    unlimited = [
        name
        for name, answer in sorted(answers.items())
        if isinstance(answer, Estimate) and answer.total.highest is None
    ]
    summed = pool(draws, CountRange.exactly(observed), estimates[0].level_percent, refused, floor)
    return without_upper_end(summed, unlimited) if unlimited else summed


def _sum_draws(estimates: Sequence[Estimate]) -> Draws:
    """The envelope of the methods' sums; one allowance for all strata, as the headline has it."""
    words = [int(digest_of_draws(estimate), 16) for estimate in estimates]
    rng = np.random.default_rng(np.random.SeedSequence(words))
    parts = {
        method: np.sum([_draw_totals(estimate, method, rng) for estimate in estimates], axis=0)
        for method in Method
        if any(answer.method is method for estimate in estimates for answer in estimate.answers)
    }
    used = sum(
        estimate.observed if estimate.on_lists is None else estimate.on_lists
        for estimate in estimates
    )
    deviation = max(estimate.delta_sd for estimate in estimates)
    draws = envelope_by_method(parts, used, deviation, SUMS * len(parts), _bound(estimates))
    summed: Draws = np.maximum(
        rng.permutation(draws), sum(estimate.observed for estimate in estimates)
    )
    return summed


def _draw_totals(estimate: Estimate, method: Method, rng: np.random.Generator) -> Draws:
    """``SUMS`` totals by one method; by all that answered where this one did not, or is refuted.

    Infinite ones count as the furthest of any method.
    """
    usable = answers_kept(estimate)
    parts = [answer.draws for answer in usable if answer.method is method]
    parts = parts or [answer.draws for answer in usable]
    pooled = np.concatenate([spread_evenly(part, SUMS) for part in parts])
    pooled[np.isinf(pooled)] = far_end([answer.draws for answer in usable])
    totals: Draws = np.maximum(rng.permutation(pooled)[:SUMS], estimate.observed)
    return totals


def _bound(estimates: Sequence[Estimate]) -> CountRange:
    """Chao's bound of the sum: chance in one stratum has nothing to do with that in another.

    Each end is as far from the sum of the middles as the root of the summed squares says.
    """
    ends = [
        (estimate.chao_lower_bound.at_least, estimate.chao_lower_bound.greatest_known)
        for estimate in estimates
    ]
    missed = np.array([(low, high) for low, high in ends]) - [
        [estimate.observed] for estimate in estimates
    ]
    middles = np.sqrt(np.maximum(missed, 0.0).prod(axis=1))
    apart = np.sqrt(((missed - middles[:, None]) ** 2).sum(axis=0))
    base = sum(estimate.observed for estimate in estimates) + middles.sum()
    return CountRange(max(int(base - apart[0]), 0), int(np.ceil(base + apart[1])))
