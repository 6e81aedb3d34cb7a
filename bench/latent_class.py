"""Effective draws per CPU second: ours beside the usual Gibbs sampler, as populations grow.

    python bench/latent_class.py [persons ...]

Tables are simulated: four groups that differ in how easily they are recorded, 4 to 6 lists. An
effective draw is one of log n0 (number on no list) by its bulk size. Ours counts all of its CPU
time, four runs from the prior on and then many draws from where they ended; Gibbs counts the sweeps
after a burn-in of a fifth, in two chains. Compilation counts for neither. Without arguments: 5,000,
50,000 and 500,000 persons, ten minutes.
"""

import sys
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

import gibbs
from sijill.estimation.latent_class.particles import Effort
from sijill.estimation.latent_class.posterior import ClassPrior, sample_classes
from sijill.estimation.sampling.convergence import ess_bulk, rhat
from sijill.estimation.tables.cells import Integers
from sijill.model.values.quantities import Refusal

SIZES = (5_000, 50_000, 500_000)
SWEEPS = 300_000
CLASSES = 10
CAP_FACTOR = 20
LONG = Effort(draws_each=256)
"""Both samplers run long, so that neither's beginning weighs much."""


def simulate_table(persons: int, lists: int, seed: int = 1) -> Integers:
    """Counts by cell of a population of four groups."""
    rng = np.random.default_rng(seed)
    chances = rng.beta(1.0, 2.5, (4, lists))
    group = rng.choice(4, persons, p=(0.5, 0.3, 0.15, 0.05))
    recorded = rng.random((persons, lists)) < chances[group]
    counts = np.bincount(recorded @ (1 << np.arange(lists)), minlength=1 << lists)
    counts[0] = 0
    return counts


def clock(run: Callable[[], Integers]) -> tuple[Integers, float]:
    """What ``run`` gives, and its CPU seconds."""
    start = time.process_time()
    return run(), time.process_time() - start


def sample_ours(counts: Integers, effort: Effort = LONG) -> Integers:
    """Draws of our sampler; stops if its runs disagree."""
    prior = ClassPrior(classes=CLASSES, cap_factor=CAP_FACTOR)
    posterior = sample_classes(counts, prior, seed=1, effort=effort, thorough=None)
    if isinstance(posterior, Refusal):
        raise SystemExit(str(posterior))
    return posterior.unseen


def sample_theirs(counts: Integers, sweeps: int) -> Integers:
    """Two chains of the Gibbs sampler."""
    cap = float(CAP_FACTOR * counts.sum())
    return np.stack(
        [
            gibbs.run_gibbs(counts, classes=CLASSES, sweeps=sweeps, cap=cap, seed=seed)
            for seed in (1, 2)
        ]
    )[:, sweeps // 5 :]


class Compared(NamedTuple):
    """Both samplers on one table."""

    ours_per_s: float
    theirs_per_s: float
    line: str
    """For the table."""


def compare(persons: int, lists: int) -> Compared:
    """Sample one simulated table both ways."""
    counts = simulate_table(persons, lists)
    ours, seconds = clock(lambda: sample_ours(counts))
    theirs, their_seconds = clock(lambda: sample_theirs(counts, SWEEPS))
    rates = ess_bulk(ours) / seconds, ess_bulk(theirs) / (0.8 * their_seconds)
    middles = [np.median(draws) + counts.sum() for draws in (ours, theirs)]
    sweep_us = their_seconds / 2 / SWEEPS * 1e6
    return Compared(
        *rates,
        f"{persons:>8,} {lists:>5} | {middles[0]:>9,.0f} {rhat(ours):.3f} {seconds:>6.1f} s "
        f"{rates[0]:>7.0f}/s | {middles[1]:>9,.0f} {rhat(theirs):.3f} "
        f"{sweep_us:>5.0f} µs {rates[1]:>7.1f}/s | {rates[0] / rates[1]:>6.1f}",
    )


def compile_both() -> None:
    """Both samplers on a small table, so that compiling and loading counts for neither."""
    tiny = simulate_table(200, 3)
    sample_theirs(tiny, 10)
    sample_ours(tiny, Effort())


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    compile_both()
    print(" persons lists |   ours N R-hat    CPU   draws | Gibbs N R-hat sweep   draws |  ratio")
    for persons in sizes:
        for lists in (4, 5, 6):
            print(compare(persons, lists).line, flush=True)


if __name__ == "__main__":
    main()
