"""The posterior density of the latent class model, persons and classes summed out.

Person i belongs to one of K classes; within class k the lists are independent and list j holds a
person with chance λ_jk. So a cell x has probability p(x) = Σ_k ν_k Π_j λ_jk^x_j (1 − λ_jk)^(1−x_j).
With p(N) ∝ 1/N, the number N of persons and their classes can be summed out exactly
(Manrique-Vallier 2016, Biometrics 72:1246 has the model; the sums are a negative binomial series):

    p(counts | λ, ν) ∝ Π_x [p(x) / (1 − p(0))]^n(x) · P(U ≤ cap),
    U | λ, ν ~ NegBin(n, 1 − p(0)),   U = N − n, the number on no list.

The last factor is there only if U is limited to a cap; it is the incomplete beta function
I_{1−p(0)}(n, cap + 1). One evaluation costs O(M K) whatever the number of persons, M being the
histories that somebody has. With z = logit λ,

    log [ν_k p(x | k)] = Σ_j x_j z_jk + [log ν_k + Σ_j log(1 − λ_jk)],

so all cells of all classes and states are one product of matrices and one exponential.

Priors: λ_jk ~ Beta; ν by sticks V_k ~ Beta(1, α), V_K = 1; α ~ Gamma(a, b), which is integrated
out: with e_k = −log(1 − V_k) the density of e is ∝ (b + Σ e_k)^−(a + K − 1).

Coordinates are unconstrained: logit λ_jk, and y_k = log e_k, in which the prior is log-concave even
where α is nearly 0 and sticks are all but whole.

States are columns of an array. Its rows are logit λ_jk at j K + k, then y_1 … y_{K−1}. Densities
have double precision. The sums of a gradient have single precision by default: a Hamiltonian path
may follow any function of the place, and is accepted by the density itself, so the draws are as
exact, and half of the memory is read.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.estimation.latent_class.cap import cap_terms
from sijill.estimation.tables.cells import NOWHERE, Floats, Integers, number_of_lists

NUMBERS_AT_ONCE = 1 << 16
"""Histories are worked on in blocks of about so many numbers, to stay in the processor's cache."""
NEGLIGIBLE_SQUARE = 1e-4
"""In single precision log(1 + x) is x below this."""

Real = NDArray[Any]
"""Numbers of single or double precision."""


class Target(NamedTuple):
    """What the density is conditioned on."""

    design: Floats
    """A row for each history that somebody has: 1 for each list that holds it, and a last 1."""
    counts: Floats
    """Persons by history."""
    persons: float
    """n, the sum of the counts."""
    lists: int
    classes: int
    chance_a: float
    chance_b: float
    """λ_jk ~ Beta(a, b)."""
    concentration_shape: float
    concentration_rate: float
    cap: float
    """Most persons on no list; infinite for no limit."""

    @property
    def first_stick(self) -> int:
        """The row of y_1."""
        return self.lists * self.classes

    @property
    def power(self) -> float:
        """Of b + Σ e_k in the prior."""
        return self.concentration_shape + self.classes - 1


class Sticks(NamedTuple):
    """What the rows y say; each has a column for each state."""

    rates: Real
    """e_k, K − 1 rows."""
    broken: Real
    """V_k."""
    log_shares: Real
    """log ν_k, K rows."""


class Odds(NamedTuple):
    """What the rows z say, each of shape (lists, classes, states)."""

    logits: Real
    chances: Real
    """λ_jk."""
    log_misses: Real
    """log(1 − λ_jk)."""


class _Digits(NamedTuple):
    """What a precision can hold."""

    exponent: float
    """e^± this and products of a few stay finite; no posterior reaches there."""
    series_below: float
    """Where three terms of a series are more exact than 1 − e^−x."""
    least_cell: float
    """Where a p(x) is smaller, the shares of the classes in it are taken from logarithms."""


_DIGITS = {
    np.dtype(np.float32): _Digits(80.0, 1e-2, 1e-30),
    np.dtype(np.float64): _Digits(300.0, 1e-5, 1e-290),
}


def occupied_histories(counts: Integers | Floats) -> tuple[Floats, Floats]:
    """The design and the counts of the histories that somebody has, of a table of 2^J cells."""
    lists = number_of_lists(counts)
    cells = np.flatnonzero(counts)
    cells = cells[cells != NOWHERE]
    held = cells[:, None] >> np.arange(lists) & 1
    design = np.column_stack([held, np.ones(len(cells), np.int64)]).astype(np.float64)
    return design, np.asarray(counts, dtype=np.float64)[cells]


def one_less(x: Real) -> Real:
    """1 − e^−x for x ≥ 0, with all digits."""
    small = np.minimum(x, 1)
    series = small * (1 - small * (0.5 - small / 6))
    return np.where(x > _DIGITS[x.dtype].series_below, 1 - np.exp(-x), series)


def break_sticks(sticks: Real) -> Sticks:
    """e, V and log ν from the y rows of states."""
    most = _DIGITS[sticks.dtype].exponent
    rates = np.exp(np.clip(sticks, -most, most))
    broken = one_less(rates)
    log_shares = np.empty((len(rates) + 1, rates.shape[1]), rates.dtype)
    np.log(broken, out=log_shares[:-1])
    gone = np.cumsum(rates, axis=0)
    log_shares[1:-1] -= gone[:-1]
    log_shares[-1] = -gone[-1]
    return Sticks(rates, broken, log_shares)


def _weigh_lists(states: Real, target: Target) -> Odds:
    logits = states[: target.first_stick].reshape(target.lists, target.classes, -1)
    small = np.abs(logits)
    np.exp(np.negative(small, out=small), out=small)
    both = 1 + small
    if small.dtype == np.float64:
        log_misses = np.log1p(small)
    else:
        log_misses = np.log(both)
        np.copyto(log_misses, small, where=small < NEGLIGIBLE_SQUARE)
    log_misses += np.maximum(logits, 0)
    np.negative(log_misses, out=log_misses)
    # a chance is small / both or its complement
    chances = np.divide(small, both, out=small)
    return Odds(logits, np.where(logits > 0, 1 - chances, chances), log_misses)


def _seen_and_missed(missed_by_all: Real, sticks: Sticks) -> tuple[Real, Real]:
    """1 − p(0), and ν_k p(0 | k) by class; no digits are lost however rarely anybody is seen.

    ``missed_by_all`` is log p(0 | k).
    """
    shares = np.exp(sticks.log_shares)
    seen = one_less(-missed_by_all)
    return (shares * seen).sum(axis=0), shares * np.exp(missed_by_all)


def _features(logits: Real, missed_by_all: Real, sticks: Sticks) -> Real:
    """J + 1 rows: z_j and log ν + Σ log(1 − λ), a column for each class of each state."""
    base = missed_by_all + sticks.log_shares
    return np.concatenate([logits, base[None]]).reshape(len(logits) + 1, -1)


def _blocks(target: Target, columns: int) -> Iterator[slice]:
    size = max(16, NUMBERS_AT_ONCE // columns)
    for start in range(0, len(target.counts), size):
        yield slice(start, min(start + size, len(target.counts)))


def _share_out(logs: Real, counts: Real) -> None:
    """Write the persons of each history that belong to each class over ``logs``.

    ``logs`` are log ν_k p(x | k), histories × classes × states.
    """
    joint = np.exp(logs)
    cells = joint.sum(axis=1)
    if cells.min(initial=1.0) < _DIGITS[cells.dtype].least_cell:
        largest = logs.max(axis=1)
        joint = np.exp(logs - largest[:, None])
        cells = joint.sum(axis=1)
    np.multiply(joint, (counts[:, None] / cells)[:, None], out=logs)


def differentiate(
    states: Floats,
    inverse_temperature: float,
    target: Target,
    kind: type[np.floating[Any]] = np.float32,
) -> Real:
    """The gradient of log prior + β · log likelihood, β being the inverse temperature.

    ``kind`` is the precision of the sums over histories.
    """
    short = states.astype(kind)
    odds, sticks = _weigh_lists(short, target), break_sticks(short[target.first_stick :])
    missed_by_all = odds.log_misses.sum(axis=0)
    features = _features(odds.logits, missed_by_all, sticks)
    design, counts = target.design.astype(kind), target.counts.astype(kind)
    shape = (target.classes, states.shape[1])
    sums = np.zeros_like(features)
    for block in _blocks(target, features.shape[1]):
        persons = (design[block] @ features).reshape(-1, *shape)
        _share_out(persons, counts[block])
        sums += design[block].T @ persons.reshape(len(persons), -1)
    seen, missed = _seen_and_missed(missed_by_all, sticks)
    rate = target.persons / seen
    if target.cap < np.inf:
        rate -= cap_terms(seen.astype(np.float64), target.persons, target.cap)[1]
    sums *= kind(inverse_temperature)
    by_list = sums.reshape(target.lists + 1, *shape)
    totals = by_list[-1] + missed * (inverse_temperature * rate).astype(kind)
    slopes = odds.chances
    slopes *= -kind(target.chance_a + target.chance_b) - totals
    slopes += by_list[:-1]
    slopes += kind(target.chance_a)
    of_sticks = _differentiate_sticks(sticks, totals, target)
    return np.concatenate([slopes.reshape(target.first_stick, -1), of_sticks])


def _differentiate_sticks(sticks: Sticks, totals: Real, target: Target) -> Real:
    """The y rows of the gradient, from each class's total."""
    rates = sticks.rates
    after = np.cumsum(totals[::-1], axis=0)[::-1][1:]
    # e / (e^e − 1) = e (1 − V) / V
    ratio = rates * (1 - sticks.broken) / sticks.broken
    after = after + target.power / (target.concentration_rate + rates.sum(axis=0))
    return np.asarray(1 + totals[:-1] * ratio - rates * after)


def measure(states: Floats, target: Target) -> Floats:
    """Row 0 the log prior, row 1 the log likelihood, a column for each state."""
    odds, sticks = _weigh_lists(states, target), break_sticks(states[target.first_stick :])
    missed_by_all = odds.log_misses.sum(axis=0)
    features = _features(odds.logits, missed_by_all, sticks)
    likelihood = np.zeros(states.shape[1])
    for block in _blocks(target, features.shape[1]):
        joint = (target.design[block] @ features).reshape(-1, target.classes, states.shape[1])
        np.exp(joint, out=joint)
        likelihood += target.counts[block] @ np.log(joint.sum(axis=1))
    seen, _ = _seen_and_missed(missed_by_all, sticks)
    likelihood -= target.persons * np.log(seen)
    if target.cap < np.inf:
        likelihood += cap_terms(seen, target.persons, target.cap)[0]
    prior = (target.chance_a * odds.logits.sum(axis=0)).sum(axis=0)
    prior += (target.chance_a + target.chance_b) * missed_by_all.sum(axis=0)
    return np.stack([prior + stick_prior(sticks.rates, target), likelihood])


def stick_prior(rates: Floats, target: Target) -> Floats:
    """The part of the log prior that belongs to the rows y, from e = exp(y)."""
    summed = np.log(target.concentration_rate + rates.sum(axis=0))
    prior: Floats = np.log(rates).sum(axis=0) - target.power * summed
    return prior


def odds_missed(states: Floats, target: Target) -> Floats:
    """p(0) / (1 − p(0)) of each state."""
    missed_by_all = _weigh_lists(states, target).log_misses.sum(axis=0)
    seen, missed = _seen_and_missed(missed_by_all, break_sticks(states[target.first_stick :]))
    ratio: Floats = missed.sum(axis=0) / seen
    return ratio
