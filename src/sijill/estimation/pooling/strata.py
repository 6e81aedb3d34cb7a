"""Many tables: strata that add up, and several readings of one stratum that are averaged.

**Strata** are other people each: draws of their totals are added, and quantiles are taken of the
sums. Quantiles themselves do not add: the sum of lower ends is lower than the lower end of the sum.
Chance is the strata's own, but what is taken for granted is not: the lists are the same, so a
method that errs in one stratum errs in the others, too. If draws of any methods were added, many
strata would average away what the methods disagree on. So draws are added method by method, the
answer is the envelope of these sums (``envelope``), with one allowance for what no table can test.

**Readings** are the same people seen differently: missing fields imputed several times, links drawn
several times from what the linkage leaves open. Each reading is a table, each table is estimated,
and the draws are put together in equal parts (linkage averaging; Sadinle 2018, Annals of Applied
Statistics 12:1013). HRDAG's rule (:mod:`sijill.estimation.pooling.rubin_rules`) is there to
reproduce published figures.

Tables are estimated by any ``map``; see ``estimate_tables``. The answer depends neither on who
computes what, nor on the order of tables, nor on what a stratum is called.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

import numpy as np

from sijill.estimation.pooling.envelope import envelope_draws, lower_from, spread_evenly
from sijill.estimation.pooling.headline import estimate_table
from sijill.estimation.pooling.methods import find_refuted
from sijill.estimation.pooling.pooled import Pooled, name_some, pool
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
    one = partial(
        estimate_table, derived=dict(derived or {}), seed=seed, settings=settings or Settings()
    )
    return list(apply(one, tables))


def add_strata(
    answers: Mapping[str, Estimate | Refusal], recorded: Mapping[str, int] | None = None
) -> Pooled | Refusal:
    """The total over strata that have nobody in common, from summed draws.

    Which draws are added is decided by the digests and seeds of the estimates, so whoever adds the
    same estimates comes to the same sum, whatever the strata are called.

    Of strata without an estimate nothing is known beyond those recorded there (``recorded``, by
    stratum): they are added as a floor, and the total has no upper end. With no estimate at all
    there is no total.
    """
    refused = {name: one for name, one in sorted(answers.items()) if isinstance(one, Refusal)}
    found = [one for one in answers.values() if isinstance(one, Estimate)]
    found.sort(key=lambda one: (one.digest, one.seed))
    if not found:
        return Refusal(
            RefusalReason.NO_MODEL,
            f"No stratum has an estimate: {name_some(list(refused)) or 'there is none'}.",
            "Strata put together so that some can be estimated.",
        )
    floor = sum((recorded or {}).get(name, 0) for name in refused)
    observed = floor + sum(one.observed for one in found)
    draws = floor + _sum_draws(found)
    return pool(draws, CountRange.exactly(observed), found[0].level_percent, refused, floor)


def _sum_draws(found: Sequence[Estimate]) -> Draws:
    """The envelope of the methods' sums; one allowance for all strata, as the headline has it."""
    words = [word for one in found for word in (int(one.digest, 16), one.seed)]
    rng = np.random.default_rng(np.random.SeedSequence(words))
    methods = [m for m in Method if any(one.method is m for it in found for one in it.answers)]
    parts = [sum(_draw_totals(one, method, rng) for one in found) for method in methods]
    used = sum(one.observed if one.on_lists is None else one.on_lists for one in found)
    deviation = max(one.delta_sd for one in found)
    number = SUMS * len(methods)
    draws = envelope_draws(
        [np.asarray(part) for part in parts],
        used,
        deviation,
        number,
        _bound(found),
        lower_from=lower_from(methods),
    )
    summed: Draws = np.maximum(rng.permutation(draws), sum(one.observed for one in found))
    return summed


def _draw_totals(one: Estimate, method: Method, rng: np.random.Generator) -> Draws:
    """``SUMS`` totals by one method; by all that answered where this one did not, or is refuted."""
    refuted = find_refuted(one.answers, one.models[0].bic if one.models else None)
    usable = [answer for answer in one.answers if answer.method not in refuted]
    parts = [answer.draws for answer in usable if answer.method is method]
    parts = parts or [answer.draws for answer in usable]
    pooled = np.concatenate([spread_evenly(part, SUMS) for part in parts])
    totals: Draws = np.maximum(rng.permutation(pooled)[:SUMS], one.observed)
    return totals


def _bound(found: Sequence[Estimate]) -> CountRange:
    """Chao's bound of the sum: chance in one stratum has nothing to do with that in another.

    Each end is as far from the sum of the middles as the root of the summed squares says.
    """
    ends = [(one.chao_lower_bound.lowest or 0, one.chao_lower_bound.highest or 0) for one in found]
    missed = np.array([(low, high) for low, high in ends]) - [[one.observed] for one in found]
    middles = np.sqrt(np.maximum(missed, 0.0).prod(axis=1))
    apart = np.sqrt(((missed - middles[:, None]) ** 2).sum(axis=0))
    base = sum(one.observed for one in found) + middles.sum()
    return CountRange(max(int(base - apart[0]), 0), int(np.ceil(base + apart[1])))


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
    recorded = CountRange(min(one.observed for one in found), max(one.observed for one in found))
    return pool(draws, recorded, found[0].level_percent, refused)


def _thin(draws: Draws, number: int) -> Draws:
    """The first ``number`` draws: they are in random order."""
    return draws[:number]
