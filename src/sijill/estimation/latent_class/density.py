"""The posterior density of the latent class model, persons and classes summed out.

Person i belongs to one of K classes; within class k the lists are independent and list j holds a
person with chance λ_jk. So a cell x has probability p(x) = Σ_k ν_k Π_j λ_jk^x_j (1 − λ_jk)^(1−x_j).
With p(N) ∝ 1/N, the number N of persons and their classes can be summed out exactly
(Manrique-Vallier 2016, Biometrics 72:1246 has the model; the sums are a negative binomial series):

    p(counts | λ, ν) ∝ Π_x [p(x) / (1 − p(0))]^n(x) · P(U ≤ cap),
    U | λ, ν ~ NegBin(n, 1 − p(0)),   U = N − n, the number on no list.

The last factor is there only if U is limited to a cap; it is the incomplete beta function
I_{1−p(0)}(n, cap + 1). One evaluation costs O(M K) whatever the number of persons, M being the
nodes of the tree of histories that somebody has (:mod:`.patterns`): fewer than J times these.

Priors: λ_jk ~ Beta; ν by sticks V_k ~ Beta(1, α), V_K = 1; α ~ Gamma(a, b), which is integrated
out: with e_k = −log(1 − V_k) the density of e is ∝ (b + Σ e_k)^−(a + K − 1).

Coordinates are unconstrained: logit λ_jk, and y_k = log e_k, in which the prior is log-concave even
where α is nearly 0 and sticks are all but whole.

Arrays hold ``LANES`` states side by side (last axis), so that one machine instruction works on all.
A state's rows are logit λ_jk at k J + j, then y_1 … y_{K−1}.
"""

import math
from typing import NamedTuple

import numpy as np

from sijill.estimation.latent_class.cap import cap_terms
from sijill.estimation.latent_class.patterns import Patterns
from sijill.estimation.sampling.compilation import compiled, inlined, vectorised
from sijill.estimation.tables.cells import Floats

LANES = 32
"""States evaluated together. Loops over lanes take their number from the array: with a literal the
compiler unrolls them and then finds no vector instructions."""

SMALLEST = 1e-300
"""Added to what may underflow and divides."""

LARGEST_EXPONENT = 300.0
"""e^±300 and products of a few stay finite; no posterior reaches there."""
SERIES_BELOW = 1e-5
"""Where two terms of a series are more exact than 1 − e^−x."""


class Target(NamedTuple):
    """What the density is conditioned on; plain values that compiled code can take."""

    patterns: Patterns
    """The histories that somebody has."""
    persons: float
    """n, the sum of their counts."""
    lists: int
    classes: int
    chance_a: float
    chance_b: float
    """λ_jk ~ Beta(a, b)."""
    concentration_shape: float
    concentration_rate: float
    cap: float
    """Most persons on no list; infinite for no limit."""


class Scratch(NamedTuple):
    """Scratch arrays of one thread, a column for each lane."""

    chances: Floats
    misses: Floats
    rates: Floats
    """e_k, K − 1 rows."""
    shares: Floats
    """ν_k, K rows."""
    joint: Floats
    """ν_k p(prefix | k): K × nodes × lanes."""
    cells: Floats
    """p(x), a row for each leaf."""
    weights: Floats
    folded: Floats
    totals: Floats
    seen: Floats
    """1 − p(0), one row."""
    common: Floats


@compiled
def make_scratch(target: Target) -> Scratch:
    """Scratch arrays for a table."""
    lists, classes = target.lists, target.classes
    rows, nodes, leaves = classes * lists, target.patterns.starts[-1], len(target.patterns.counts)
    return Scratch(
        np.zeros((rows, LANES)),
        np.zeros((rows, LANES)),
        np.zeros((classes - 1, LANES)),
        np.zeros((classes, LANES)),
        np.zeros((classes, nodes, LANES)),
        np.zeros((leaves, LANES)),
        np.zeros((leaves, LANES)),
        np.zeros((nodes, LANES)),
        np.zeros((classes, LANES)),
        np.zeros(LANES),
        np.zeros(LANES),
    )


@inlined
def exponential(x: float) -> float:
    """e^x to 1e-15, written so that the compiler can work on all lanes at once."""
    x = min(max(x, -LARGEST_EXPONENT), LARGEST_EXPONENT)
    whole = np.floor(x * 1.4426950408889634 + 0.5)
    r = x - whole * 0.693147180369123816490
    r -= whole * 1.90821492927058770002e-10
    s = 1.0 / 479001600.0
    s = s * r + 1.0 / 39916800.0
    s = s * r + 1.0 / 3628800.0
    s = s * r + 1.0 / 362880.0
    s = s * r + 1.0 / 40320.0
    s = s * r + 1.0 / 5040.0
    s = s * r + 1.0 / 720.0
    s = s * r + 1.0 / 120.0
    s = s * r + 1.0 / 24.0
    s = s * r + 1.0 / 6.0
    s = s * r + 0.5
    s = s * r + 1.0
    s = s * r + 1.0
    scaled: float = s * np.int64((np.int64(whole) + 1023) << 52).view(np.float64)
    return scaled


@vectorised
def weigh_cells(state: Floats, target: Target, scratch: Scratch) -> None:
    """Fill λ, 1 − λ, e, ν, the joint probabilities and p(x) of all lanes."""
    lists, classes, lanes = target.lists, target.classes, state.shape[1]
    for i in range(lists * classes):
        logit, chance, miss = state[i], scratch.chances[i], scratch.misses[i]
        for b in range(lanes):
            odds = exponential(-logit[b])
            held = 1.0 / (1.0 + odds)
            chance[b] = held
            miss[b] = odds * held
    break_sticks(state[lists * classes :], scratch)
    scratch.cells[:] = 0.0
    scratch.seen[:] = 0.0
    for k in range(classes):
        rows = slice(k * lists, (k + 1) * lists)
        scratch.joint[k, 0] = scratch.shares[k]
        spread_class(k, target.patterns, scratch, scratch.chances[rows], scratch.misses[rows])


@vectorised
def spread_class(
    k: int, patterns: Patterns, scratch: Scratch, chances: Floats, misses: Floats
) -> None:
    """Multiply along the tree, and add the class to p(x) and to 1 − p(0).

    Whoever is seen is seen first by some list: 1 − p(0) is the sum over lists of being on none
    before and on this one, which loses no digits however rarely anybody is seen.
    """
    joint, seen, starts = scratch.joint[k], scratch.seen, patterns.starts
    for j in range(len(chances)):
        chance, miss, missed = chances[j], misses[j], joint[starts[j]]
        for b in range(len(seen)):
            seen[b] += missed[b] * chance[b]
        for node in range(starts[j + 1], starts[j + 2]):
            into, before = joint[node], joint[patterns.parents[node]]
            factor = chance if patterns.holds[node] else miss
            for b in range(len(seen)):
                into[b] = before[b] * factor[b]
    leaf = starts[len(chances)]
    for x in range(len(scratch.cells)):
        cell, part = scratch.cells[x], joint[leaf + x]
        for b in range(len(seen)):
            cell[b] += part[b]


@vectorised
def break_sticks(state: Floats, scratch: Scratch) -> None:
    """Fill e and ν from the y rows of a state."""
    rest = scratch.shares[-1]
    rest[:] = 1.0
    for k in range(len(state)):
        logs, rates, shares = state[k], scratch.rates[k], scratch.shares[k]
        for b in range(len(logs)):
            rate = exponential(logs[b])
            left = exponential(-rate)
            # 1 − e^−rate loses digits where rate is small
            stick = 1.0 - left if rate > SERIES_BELOW else rate * (1.0 - 0.5 * rate)
            rates[b] = rate
            shares[b] = rest[b] * stick
            rest[b] = rest[b] * left


@vectorised
def differentiate(
    state: Floats, inverse_temperature: float, target: Target, scratch: Scratch, gradient: Floats
) -> None:
    """The gradient of log prior + β · log likelihood, β being the inverse temperature."""
    weigh_cells(state, target, scratch)
    lists, classes = target.lists, target.classes
    differentiate_cells(inverse_temperature, target, scratch)
    both = target.chance_a + target.chance_b
    for k in range(classes):
        total = scratch.totals[k]
        fold_class(k, target.patterns, scratch, gradient[k * lists : (k + 1) * lists])
        for j in range(lists):
            slope, chance = gradient[k * lists + j], scratch.chances[k * lists + j]
            for b in range(len(total)):
                slope[b] += target.chance_a - chance[b] * (total[b] + both)
    differentiate_sticks(target, scratch, gradient[lists * classes :])


@vectorised
def differentiate_cells(inverse_temperature: float, target: Target, scratch: Scratch) -> None:
    """The derivatives of β · log likelihood by the p(x), β being the inverse temperature.

    They go into ``scratch.weights``.
    """
    seen, common = scratch.seen, scratch.common
    for b in range(len(seen)):
        common[b] = -target.persons / seen[b]
    if target.cap < np.inf:
        for b in range(len(seen)):
            common[b] += cap_terms(seen[b], scratch.cells[0, b], target.persons, target.cap)[1]
    unseen = scratch.weights[0]
    for b in range(len(seen)):
        unseen[b] = -inverse_temperature * common[b]
    counts = target.patterns.counts
    for x in range(1, len(counts)):
        weight, cell = scratch.weights[x], scratch.cells[x]
        for b in range(len(seen)):
            weight[b] = inverse_temperature * counts[x] / (cell[b] + SMALLEST)


@vectorised
def fold_class(k: int, patterns: Patterns, scratch: Scratch, held: Floats) -> None:
    """Sums of joint · weight over all histories, and for each list over those that contain it."""
    joint, folded, weights = scratch.joint[k], scratch.folded, scratch.weights
    starts, lists = patterns.starts, len(held)
    folded[: starts[lists]] = 0.0
    for x in range(len(weights)):
        into, part, weight = folded[starts[lists] + x], joint[starts[lists] + x], weights[x]
        for b in range(len(into)):
            into[b] = part[b] * weight[b]
    for j in range(lists - 1, -1, -1):
        sums = held[j]
        sums[:] = 0.0
        for node in range(starts[j + 1], starts[j + 2]):
            more, into = folded[node], folded[patterns.parents[node]]
            for b in range(len(sums)):
                into[b] += more[b]
            if patterns.holds[node]:
                for b in range(len(sums)):
                    sums[b] += more[b]
    scratch.totals[k] = folded[0]


@vectorised
def differentiate_sticks(target: Target, scratch: Scratch, gradient: Floats) -> None:
    """The y rows of the gradient, from each class's total."""
    summed, after = scratch.common, scratch.seen
    summed[:] = target.concentration_rate
    after[:] = 0.0
    for k in range(target.classes - 1):
        rates = scratch.rates[k]
        for b in range(len(rates)):
            summed[b] += rates[b]
    power = target.concentration_shape + target.classes - 1
    for k in range(target.classes - 2, -1, -1):
        rates, slopes = scratch.rates[k], gradient[k]
        total, following = scratch.totals[k], scratch.totals[k + 1]
        for b in range(len(rates)):
            rate = rates[b]
            after[b] += following[b]
            grown = exponential(rate) - 1.0 if rate > SERIES_BELOW else rate * (1.0 + 0.5 * rate)
            slope = total[b] / (grown + SMALLEST) - after[b] - power / summed[b]
            slopes[b] = 1.0 + rate * slope


@compiled
def measure(state: Floats, target: Target, scratch: Scratch, logs: Floats) -> None:
    """Fill ``logs``: row 0 the log prior, row 1 the log likelihood, of all lanes."""
    weigh_cells(state, target, scratch)
    first = target.lists * target.classes
    power = target.concentration_shape + target.classes - 1
    for b in range(LANES):
        prior = 0.0
        for i in range(first):
            z = state[i, b]
            tail = math.log1p(math.exp(-abs(z)))
            prior -= target.chance_a * (max(-z, 0.0) + tail)
            prior -= target.chance_b * (max(z, 0.0) + tail)
        summed = target.concentration_rate
        for k in range(target.classes - 1):
            prior += state[first + k, b]
            summed += math.exp(state[first + k, b])
        logs[0, b] = prior - power * math.log(summed)
        likelihood = -target.persons * math.log(scratch.seen[b])
        for x in range(1, len(target.patterns.counts)):
            likelihood += target.patterns.counts[x] * math.log(scratch.cells[x, b])
        if target.cap < np.inf:
            seen, unseen = scratch.seen[b], scratch.cells[0, b]
            likelihood += cap_terms(seen, unseen, target.persons, target.cap)[0]
        logs[1, b] = likelihood


@compiled
def measure_all(states: Floats, target: Target, scratch: Scratch) -> Floats:
    """What ``measure`` gives for batches × rows × lanes: batches × 2 × lanes."""
    logs = np.empty((len(states), 2, states.shape[2]))
    for batch in range(len(states)):
        measure(states[batch], target, scratch, logs[batch])
    return logs


@compiled
def odds_missed(states: Floats, target: Target, scratch: Scratch) -> Floats:
    """p(0) / (1 − p(0)) of each state, batch after batch."""
    odds = np.empty((len(states), states.shape[2]))
    for batch in range(len(states)):
        weigh_cells(states[batch], target, scratch)
        odds[batch] = scratch.cells[0] / scratch.seen
    return odds.ravel()
