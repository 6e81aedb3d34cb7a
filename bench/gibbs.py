"""The usual sampler of the latent class model, to be measured against and tested with.

The blocked Gibbs sampler of Manrique-Vallier (2016, Biometrics 72:1246, section 4) in the form
that the R package LCMCR documents: it works on counts of persons by observed cell and class, so a
sweep costs O(2^J K) whatever the number of persons. But each step moves N by about 1/√n of its
size, so draws stay alike for longer the more persons there are.
"""

import math

import numpy as np

from compilation import compiled
from sijill.estimation.tables.cells import Floats, Integers, number_of_lists

SHAPE = 0.25
RATE = 0.25
WARM_SWEEPS = 500
"""Sweeps with α fixed, before it is drawn as well."""


@compiled
def split(number: int, weights: Floats, into: Integers, rng: np.random.Generator) -> None:
    """Add a multinomial draw of ``number`` persons to ``into``; weights need not sum to 1."""
    left = weights.sum()
    last = len(weights) - 1
    for k in range(last):
        if number == 0:
            return
        share = weights[k] / left if left > 0.0 else 0.0
        drawn = number if share >= 1.0 else rng.binomial(number, share)
        into[k] += drawn
        number -= drawn
        left -= weights[k]
    into[last] += number


@compiled
def log_gamma_draw(shape: float, rng: np.random.Generator) -> float:
    """The logarithm of a gamma draw of rate 1, also where the draw itself would underflow."""
    if shape < 0.5:  # noqa: PLR2004 - where plain draws begin to lose digits
        return math.log(rng.standard_gamma(shape + 1.0)) + math.log(1.0 - rng.random()) / shape
    return math.log(rng.standard_gamma(shape))


@compiled
def assign_classes(
    observed: Integers, chances: Floats, misses: Floats, shares: Floats, rng: np.random.Generator
) -> Integers:
    """Persons by class and, for each class, by list: K × (1 + J), column 0 the whole class."""
    classes, lists = chances.shape
    held = np.zeros((classes, lists + 1), np.int64)
    weights, into = np.empty(classes), np.empty(classes, np.int64)
    for x in range(1, len(observed)):
        if observed[x] == 0:
            continue
        for k in range(classes):
            logs = shares[k]
            for j in range(lists):
                logs += chances[k, j] if x >> j & 1 else misses[k, j]
            weights[k] = logs
        weights[:] = np.exp(weights - weights.max())
        into[:] = 0
        split(observed[x], weights, into, rng)
        for k in range(classes):
            held[k, 0] += into[k]
            for j in range(lists):
                if x >> j & 1:
                    held[k, j + 1] += into[k]
    return held


@compiled
def draw_shares(sizes: Integers, alpha: float, shares: Floats, rng: np.random.Generator) -> None:
    """Log ν from V_k ~ Beta(1 + size_k, α + sizes after k)."""
    after = sizes.sum()
    gone = 0.0
    for k in range(len(sizes) - 1):
        after -= sizes[k]
        a, b = log_gamma_draw(1.0 + sizes[k], rng), log_gamma_draw(alpha + after, rng)
        both = max(a, b) + math.log1p(math.exp(-abs(a - b)))
        shares[k] = gone + a - both
        gone += b - both
    shares[-1] = gone


@compiled
def draw_unseen(
    misses: Floats, shares: Floats, persons: int, cap: float, rng: np.random.Generator
) -> tuple[int, Integers]:
    """The number on no list, at most the cap, and that number by class."""
    weights = np.exp(shares + misses.sum(axis=1))
    missed = weights.sum()
    into = np.zeros(len(shares), np.int64)
    unseen = -1
    while unseen < 0 or unseen > cap:
        unseen = rng.poisson(rng.standard_gamma(persons) * missed / (1.0 - missed))
    split(unseen, weights, into, rng)
    return unseen, into


@compiled
def sweep_many(
    observed: Integers, lists: int, classes: int, sweeps: int, cap: float, rng: np.random.Generator
) -> Integers:
    """The number on no list after each sweep."""
    persons = observed[1:].sum()
    chances, misses = np.empty((classes, lists)), np.empty((classes, lists))
    for j in range(lists):
        on = 0
        for x in range(1, len(observed)):
            on += observed[x] if x >> j & 1 else 0
        chances[:, j] = math.log(on / persons)
        misses[:, j] = math.log(1.0 - on / persons)
    shares = np.full(classes, -math.log(classes))
    alpha = 0.3 / classes
    unseen_by_class = np.zeros(classes, np.int64)
    trace = np.empty(sweeps, np.int64)
    for sweep in range(sweeps):
        held = assign_classes(observed, chances, misses, shares, rng)
        for k in range(classes):
            for j in range(lists):
                on = held[k, j + 1]
                a = log_gamma_draw(1.0 + on, rng)
                b = log_gamma_draw(1.0 + held[k, 0] - on + unseen_by_class[k], rng)
                both = max(a, b) + math.log1p(math.exp(-abs(a - b)))
                chances[k, j], misses[k, j] = a - both, b - both
        draw_shares(held[:, 0] + unseen_by_class, alpha, shares, rng)
        trace[sweep], unseen_by_class = draw_unseen(misses, shares, persons, cap, rng)
        if sweep >= WARM_SWEEPS:
            alpha = rng.standard_gamma(SHAPE + classes - 1) / (RATE - shares[-1])
    return trace


def run_gibbs(counts: Integers, *, classes: int, sweeps: int, cap: float, seed: int) -> Integers:
    """The number on no list after each of ``sweeps`` sweeps of one chain.

    Unlike LCMCR, classes are not relabelled by size after the first 500 sweeps; α is drawn from
    then on all the same.
    """
    rng = np.random.default_rng(seed)
    return sweep_many(counts, number_of_lists(counts), classes, sweeps, cap, rng)
