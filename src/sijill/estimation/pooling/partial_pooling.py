"""Strata that learn from each other: totals of small strata shrunk towards what the others say.

Of a stratum with a dozen recorded persons a method says little or nothing, and complete pooling,
one table for all, hides that strata differ. Partial pooling is between: by each method, the log of
the number missed for each one recorded is a draw from one normal distribution over strata,

    θ_s ~ N(μ, τ²),  what the method says of the stratum ~ N(θ_s, v_s),

with μ uniform and τ half normal (the model of eight schools; Rubin 1981, J. Educational Statistics
6:377; Gelman et al. 2013, Bayesian Data Analysis, section 5.5). The data decide how alike strata
are: where they differ much, τ is large and hardly anything is shrunk; a stratum that is known well
stays where it is. μ and τ are drawn, not plugged in, so that few strata give wide intervals.

A stratum's draws keep their shape: they are moved and narrowed to the mean and deviation of θ_s.
Where some have no upper end, they are drawn from a normal distribution instead. A stratum of which
the method says nothing is drawn from N(μ, τ²). The methods are put together as elsewhere
(``envelope``), and totals over strata are sums of joint draws. A method that a stratum's table
refutes is no part of that stratum's union, here as there; in its sum over strata those that are
part of it stand in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sijill.estimation.pooling.digest import digest_of_draws
from sijill.estimation.pooling.envelope import envelope_by_method, spread_evenly
from sijill.estimation.pooling.methods import answers_kept
from sijill.estimation.pooling.pooled import Pooled, pool
from sijill.estimation.tables.cells import Floats
from sijill.model.results.captures import Draws, Estimate, Method
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

FEWEST_STRATA = 3
"""That a method says something of: how much strata differ is not seen from two."""
DRAWS = 4_000
"""Of each method and stratum."""
TAU_SCALE = 1.0
"""Of the half normal prior of τ: strata may well differ by a factor of e in how many are missed."""
LARGEST_TAU, TAU_STEPS = 4.0, 160
"""Of the grid of τ: four times the scale, beyond which the prior has 1 in 16,000."""
LEAST_DEVIATION = 0.01
"""Of what a method says of a stratum, on the scale of logs: 1 %; of less none is sure."""
LARGEST_LOG = 30.0
"""10^13 missed for each one recorded: a total without upper end is taken to be so large."""

ASSUMPTION = (
    "Strata are taken to be alike: how many are missed for each one recorded differs between them "
    "as draws from one distribution do, so that large strata say something of small ones. If lists "
    "reach the small strata least, the totals of these are too low."
)


@dataclass(frozen=True, slots=True)
class PartlyPooled:
    """Every stratum, and all of them, after each has learned from the others."""

    strata: Mapping[str, Pooled]
    whole: Pooled
    between: Mapping[Method, float]
    """The median of τ by method: 0 is strata alike, 1 a factor of e between them."""
    assumption: str = ASSUMPTION


class _MethodLogs(NamedTuple):
    """One method's answers for the strata, in their order: logs of missed per recorded."""

    draws: Sequence[Floats | None]
    centres: Floats
    deviations: Floats
    """Infinite where it says nothing."""


class _Between(NamedTuple):
    """Joint draws of how strata differ."""

    mu: Floats
    tau: Floats


def pool_partly(
    answers: Mapping[str, Estimate | Refusal], recorded: Mapping[str, int]
) -> PartlyPooled | Refusal:
    """Shrink the strata towards each other; ``recorded`` are those of every stratum.

    The same estimates give the same result, in whatever order they come and whatever strata and
    lists are called.
    """
    names = sorted(answers, key=lambda name: (_digest(answers[name]), recorded[name], name))
    usable = {name: _usable(answers[name]) for name in names}
    persons = np.array([recorded[name] for name in names], dtype=np.float64)
    estimates = [answer for answer in answers.values() if isinstance(answer, Estimate)]
    by_method = _read_methods(names, usable, persons)
    if not by_method:
        return Refusal(
            RefusalReason.NO_MODEL,
            f"No method has an answer for {FEWEST_STRATA} strata, of {len(names):,}: how much "
            "strata differ cannot be told.",
            f"At least {FEWEST_STRATA} strata with an estimate.",
        )
    words = sorted(int(digest_of_draws(estimate), 16) for estimate in estimates)
    rng = np.random.default_rng(np.random.SeedSequence(words))
    between = {method: _draw_between(logs, rng) for method, logs in by_method.items()}
    totals = {m: _draw_totals(logs, between[m], persons, rng) for m, logs in by_method.items()}
    parts = {
        name: _parts_of_stratum({m: draws[at] for m, draws in totals.items()}, usable[name])
        for at, name in enumerate(names)
    }
    sums = {
        method: np.sum([_stand_in(parts[name], method, rng) for name in names], axis=0)
        for method in totals
    }
    return PartlyPooled(
        {name: _answer(name, answers, parts[name], recorded, rng) for name in names},
        _answer_whole(estimates, sums, int(persons.sum()), rng),
        {method: float(np.median(spread.tau)) for method, spread in between.items()},
    )  # fmt: skip


def _digest(outcome: Estimate | Refusal) -> str:
    return digest_of_draws(outcome) if isinstance(outcome, Estimate) else ""


def _usable(outcome: Estimate | Refusal) -> dict[Method, Draws]:
    """The draws of every method that answers and is not refuted."""
    if isinstance(outcome, Refusal):
        return {}
    return {answer.method: answer.draws for answer in answers_kept(outcome)}


def _read_methods(
    names: Sequence[str], usable: Mapping[str, Mapping[Method, Draws]], persons: Floats
) -> dict[Method, _MethodLogs]:
    """The methods that answer for enough strata."""
    by_method = {method: _read(method, names, usable, persons) for method in Method}
    return {
        method: logs
        for method, logs in by_method.items()
        if np.isfinite(logs.deviations).sum() >= FEWEST_STRATA
    }


def _read(
    method: Method,
    names: Sequence[str],
    usable: Mapping[str, Mapping[Method, Draws]],
    persons: Floats,
) -> _MethodLogs:
    draws: list[Floats | None] = []
    centres, deviations = np.zeros(len(names)), np.full(len(names), np.inf)
    for at, name in enumerate(names):
        given = usable[name].get(method)
        logs = None if given is None else _log_missed(spread_evenly(given, DRAWS), persons[at])
        if logs is not None:
            low, median, high = np.quantile(logs, (0.16, 0.5, 0.84))
            if high < LARGEST_LOG:
                centres[at] = median
                deviations[at] = max((high - low) / 2, LEAST_DEVIATION)
            else:
                logs = None  # half or so without an upper end: it says next to nothing
        draws.append(logs)
    return _MethodLogs(draws, centres, deviations)


def _log_missed(totals: Draws, recorded: float) -> Floats:
    logs = np.log((np.maximum(totals - recorded, 0.0) + 0.5) / (recorded + 0.5))
    return np.asarray(np.minimum(logs, LARGEST_LOG), dtype=np.float64)


def _draw_between(said: _MethodLogs, rng: np.random.Generator) -> _Between:
    """τ from its posterior on a grid, μ and all θ summed out; then μ given τ."""
    tau = (np.arange(TAU_STEPS) + 0.5) * LARGEST_TAU / TAU_STEPS
    known = np.isfinite(said.deviations)
    variances = said.deviations[known] ** 2 + tau[:, None] ** 2
    of_mu = 1.0 / (1.0 / variances).sum(axis=1)
    means = of_mu * (said.centres[known] / variances).sum(axis=1)
    apart = (said.centres[known] - means[:, None]) ** 2 / variances
    logs = 0.5 * np.log(of_mu) - 0.5 * (np.log(variances) + apart).sum(axis=1)
    logs -= 0.5 * (tau / TAU_SCALE) ** 2
    weights = np.exp(logs - logs.max())
    at = rng.choice(TAU_STEPS, DRAWS, p=weights / weights.sum())
    return _Between(means[at] + np.sqrt(of_mu[at]) * rng.standard_normal(DRAWS), tau[at])


def _draw_totals(
    said: _MethodLogs, between: _Between, persons: Floats, rng: np.random.Generator
) -> Floats:
    """Totals by stratum, joint draws: strata × draws."""
    totals = np.empty((len(persons), DRAWS))
    for at, logs in enumerate(said.draws):
        if logs is None:
            drawn = between.mu + between.tau * rng.standard_normal(DRAWS)
        else:
            deviation = said.deviations[at]
            weight = between.tau**2 / (between.tau**2 + deviation**2)
            centre = weight * said.centres[at] + (1 - weight) * between.mu
            own = rng.permutation(logs) - said.centres[at]
            if logs.max() >= LARGEST_LOG:
                own = deviation * rng.standard_normal(DRAWS)
            drawn = centre + np.sqrt(weight) * own
        missed = np.exp(np.minimum(drawn, LARGEST_LOG)) * (persons[at] + 0.5)
        unseen = rng.poisson(missed) if logs is None else np.maximum(missed - 0.5, 0.0)
        totals[at] = persons[at] + unseen
    return np.rint(totals)


def _parts_of_stratum(
    drawn: Mapping[Method, Floats], usable: Mapping[Method, Draws]
) -> dict[Method, Floats]:
    """Of the methods that answer the stratum and are not refuted; all, where there is none."""
    return {method: draws for method, draws in drawn.items() if method in usable} or dict(drawn)


def _stand_in(parts: Mapping[Method, Floats], method: Method, rng: np.random.Generator) -> Floats:
    """The method's totals of a stratum, or those of all that are part of its union."""
    if method in parts:
        return parts[method]
    every = np.concatenate(list(parts.values()))
    return np.asarray(rng.permutation(every)[:DRAWS], dtype=np.float64)


def _answer(
    name: str,
    answers: Mapping[str, Estimate | Refusal],
    parts: Mapping[Method, Floats],
    recorded: Mapping[str, int],
    rng: np.random.Generator,
) -> Pooled:
    own = answers[name]
    estimates = [answer for answer in answers.values() if isinstance(answer, Estimate)]
    deviation = (
        own.delta_sd
        if isinstance(own, Estimate)
        else max(estimate.delta_sd for estimate in estimates)
    )
    lowest = own.chao_lower_bound.lowest if isinstance(own, Estimate) else None
    draws = envelope_by_method(parts, recorded[name], deviation, DRAWS, CountRange(lowest))
    exactly = CountRange.exactly(recorded[name])
    return pool(rng.permutation(draws), exactly, estimates[0].level_percent, {})


def _answer_whole(
    estimates: Sequence[Estimate],
    parts: Mapping[Method, Floats],
    recorded: int,
    rng: np.random.Generator,
) -> Pooled:
    deviation = max(estimate.delta_sd for estimate in estimates)
    draws = envelope_by_method(parts, recorded, deviation, DRAWS, CountRange())
    return pool(
        rng.permutation(draws), CountRange.exactly(recorded), estimates[0].level_percent, {}
    )
