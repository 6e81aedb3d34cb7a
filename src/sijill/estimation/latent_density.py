"""The posterior density of the latent class model with persons and classes summed out.

Person i belongs to one of K classes; within class k the lists are independent and list j holds a
person with chance λ_jk. So a cell x has probability p(x) = Σ_k ν_k Π_j λ_jk^x_j (1 − λ_jk)^(1−x_j).
With p(N) ∝ 1/N, the number N of persons and their classes can be summed out exactly
(Manrique-Vallier 2016, Biometrics 72:1246 has the model; the sums are a negative binomial series):

    p(counts | λ, ν) ∝ Π_x [p(x) / (1 − p(0))]^n(x) · P(U ≤ cap),
    U | λ, ν ~ NegBin(n, 1 − p(0)),   U = N − n, the number on no list.

The last factor is there only if U is limited to a cap; it is the incomplete beta function
I_{1−p(0)}(n, cap + 1). One evaluation costs O(2^J K) whatever the number of persons.

Priors: λ_jk ~ Beta; ν by sticks V_k ~ Beta(1, α), V_K = 1; α ~ Gamma(a, b), which is integrated out:
with e_k = −log(1 − V_k) the density of e is ∝ (b + Σ e_k)^−(a + K − 1).

Coordinates are unconstrained: logit λ_jk, and y_k = log e_k, in which the prior is log-concave even
where α is nearly 0 and sticks are all but whole.

Arrays hold ``LANES`` states side by side (last axis), so that one machine instruction works on all.
A state's rows are logit λ_jk at k J + j, then y_1 … y_{K−1}.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from sijill.estimation.cells import Floats

LANES = 8
"""States evaluated together: the doubles of one 512-bit register."""

FAST = {"nogil": True, "cache": True, "fastmath": {"contract", "arcp", "nsz", "reassoc"},
        "error_model": "numpy"}
EXACT = {"nogil": True, "cache": True, "error_model": "numpy"}

LARGEST_EXPONENT = 300.0
"""e^±300 and products of a few stay finite; no posterior reaches there."""


class Target(NamedTuple):
    """What the density is conditioned on; plain values that compiled code can take."""

    counts: Floats
    """Persons by cell (2^J); cell 0 is ignored."""
    persons: float
    """n, the sum of ``counts``."""
    lists: int
    classes: int
    chance_a: float
    chance_b: float
    """λ_jk ~ Beta(a, b)."""
    concentration_shape: float
    concentration_rate: float
    cap: float
    """Most persons on no list; infinite for no limit."""


class Space(NamedTuple):
    """Scratch arrays of one thread, all with ``LANES`` columns."""

    chances: Floats
    misses: Floats
    rates: Floats
    """e_k, K − 1 rows."""
    shares: Floats
    """ν_k, K rows."""
    joint: Floats
    """ν_k p(x | k): K × 2^J × lanes."""
    cells: Floats
    """p(x), 2^J rows."""
    weights: Floats
    folded: Floats
    seen: Floats
    """1 − p(0) in row 0, its derivative's extra term in row 1."""


@njit(**EXACT)
def make_space(lists: int, classes: int) -> Space:
    """Scratch arrays for a table of ``lists`` lists."""
    cells = 1 << lists
    return Space(
        np.zeros((classes * lists, LANES)), np.zeros((classes * lists, LANES)),
        np.zeros((classes - 1, LANES)), np.zeros((classes, LANES)),
        np.zeros((classes, cells, LANES)), np.zeros((cells, LANES)),
        np.zeros((cells, LANES)), np.zeros((cells, LANES)), np.zeros((2, LANES)),
    )


@njit(inline="always", **FAST)
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
    return s * np.int64((np.int64(whole) + 1023) << 52).view(np.float64)


@njit(**FAST)
def weigh_cells(state: Floats, target: Target, space: Space) -> None:
    """Fill λ, 1 − λ, e, ν, the joint probabilities and p(x) of all lanes."""
    lists, classes = target.lists, target.classes
    for i in range(lists * classes):
        for b in range(LANES):
            odds = exponential(-state[i, b])
            chance = 1.0 / (1.0 + odds)
            space.chances[i, b] = chance
            space.misses[i, b] = odds * chance
    first = lists * classes
    rest = np.ones(LANES)
    for k in range(classes - 1):
        for b in range(LANES):
            rate = exponential(state[first + k, b])
            left = exponential(-rate)
            # 1 − e^−rate loses digits where rate is small
            stick = 1.0 - left if rate > 1e-5 else rate * (1.0 - 0.5 * rate)
            space.rates[k, b] = rate
            space.shares[k, b] = rest[b] * stick
            rest[b] *= left
    for b in range(LANES):
        space.shares[classes - 1, b] = rest[b]
    space.cells[:] = 0.0
    for k in range(classes):
        joint = space.joint[k]
        for b in range(LANES):
            joint[0, b] = space.shares[k, b]
        for j in range(lists):
            half = 1 << j
            i = k * lists + j
            for x in range(half):
                for b in range(LANES):
                    joint[x + half, b] = joint[x, b] * space.chances[i, b]
                    joint[x, b] = joint[x, b] * space.misses[i, b]
        for x in range(1 << lists):
            for b in range(LANES):
                space.cells[x, b] += joint[x, b]
    space.seen[0] = 0.0
    for x in range(1, 1 << lists):
        for b in range(LANES):
            space.seen[0, b] += space.cells[x, b]


@njit(**FAST)
def differentiate(
    state: Floats, heat: float, target: Target, space: Space, gradient: Floats
) -> None:
    """The gradient of log prior + heat · log likelihood."""
    weigh_cells(state, target, space)
    lists, classes, size = target.lists, target.classes, 1 << target.lists
    space.seen[1] = 0.0
    if target.cap < np.inf:
        for b in range(LANES):
            space.seen[1, b] = cap_terms(space.seen[0, b], space.cells[0, b], target)[1]
    weights, folded, seen = space.weights, space.folded, space.seen
    weights[0] = 0.0
    for x in range(1, size):
        for b in range(LANES):
            weights[x, b] = heat * (
                target.counts[x] / (space.cells[x, b] + 1e-300)
                - target.persons / seen[0, b] + seen[1, b]
            )
    first = lists * classes
    total = np.zeros((classes, LANES))
    a, ab = target.chance_a, target.chance_a + target.chance_b
    for k in range(classes):
        joint = space.joint[k]
        for x in range(size):
            for b in range(LANES):
                folded[x, b] = joint[x, b] * weights[x, b]
        held = np.zeros((lists, LANES))
        for j in range(lists - 1, -1, -1):
            half = 1 << j
            for x in range(half):
                for b in range(LANES):
                    held[j, b] += folded[x + half, b]
                    folded[x, b] += folded[x + half, b]
        for b in range(LANES):
            total[k, b] = folded[0, b]
        for j in range(lists):
            i = k * lists + j
            for b in range(LANES):
                gradient[i, b] = (held[j, b] + a) - space.chances[i, b] * (folded[0, b] + ab)
    after = np.zeros(LANES)
    summed = np.full(LANES, target.concentration_rate)
    for k in range(classes - 1):
        for b in range(LANES):
            summed[b] += space.rates[k, b]
    power = target.concentration_shape + classes - 1
    for k in range(classes - 2, -1, -1):
        for b in range(LANES):
            rate = space.rates[k, b]
            after[b] += total[k + 1, b]
            grown = exponential(rate) - 1.0 if rate > 1e-5 else rate * (1.0 + 0.5 * rate)
            slope = total[k, b] / (grown + 1e-300) - after[b] - power / summed[b]
            gradient[first + k, b] = 1.0 + rate * slope


@njit(**EXACT)
def measure(state: Floats, target: Target, space: Space, logs: Floats) -> None:
    """Fill ``logs``: row 0 the log prior, row 1 the log likelihood, of all lanes."""
    weigh_cells(state, target, space)
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
        likelihood = -target.persons * math.log(space.seen[0, b])
        for x in range(1, 1 << target.lists):
            if target.counts[x] > 0:
                likelihood += target.counts[x] * math.log(space.cells[x, b])
        if target.cap < np.inf:
            likelihood += cap_terms(space.seen[0, b], space.cells[0, b], target)[0]
        logs[1, b] = likelihood


@njit(**EXACT)
def cap_terms(seen: float, unseen: float, target: Target) -> tuple[float, float]:
    """log P(U ≤ cap) and its derivative by 1 − p(0), for U ~ NegBin(n, seen)."""
    a, b = target.persons, target.cap + 1.0
    mean = a / (a + b)
    if seen > mean + 12.0 * math.sqrt(mean * (1.0 - mean) / (a + b)):
        return 0.0, 0.0
    front = a * math.log(seen) + b * math.log(unseen)
    front += math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    if seen < (a + 1.0) / (a + b + 2.0):
        inside = front + math.log(continue_fraction(a, b, seen) / a)
    else:
        inside = math.log1p(-math.exp(front) * continue_fraction(b, a, unseen) / b)
    return inside, math.exp(front - inside) / (seen * unseen)


@njit(**EXACT)
def continue_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    tiny = 1e-300
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    value = d
    for m in range(1, 20_000):
        even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        d = 1.0 + even * d
        c = 1.0 + even / c
        d = 1.0 / (d if abs(d) > tiny else tiny)
        c = c if abs(c) > tiny else tiny
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        d = 1.0 + odd * d
        c = 1.0 + odd / c
        d = 1.0 / (d if abs(d) > tiny else tiny)
        c = c if abs(c) > tiny else tiny
        step = d * c
        value *= step
        if abs(step - 1.0) < 1e-14:
            break
    return value
