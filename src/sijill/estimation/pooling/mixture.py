"""One answer from several that can each be defended: their draws in equal parts, and an allowance.

No table tells persons who differ from lists that depend on each other, and each method takes one of
these for granted. So no method is chosen: each has the same part in the pool, whose interval covers
what they disagree on (a linear opinion pool; Stone 1961, Annals of Mathematical Statistics
32:1339). Weights by how well a method fits would be weights by the cells that somebody is in, which
say nothing of the cell that nobody is in.

What all methods take for granted, that nothing binds all lists together, no table can test
(Aleshin-Guendel, Sadinle & Wakefield 2024, Biometrics). The allowance for it multiplies the number
on no list, draw by draw, by a factor δ whose logarithm is normal with mean 0.
"""

from collections.abc import Sequence

import numpy as np

from sijill.estimation.tables.cells import Floats
from sijill.model.results.captures import Draws, MethodAnswer


def pool_draws(
    answers: Sequence[MethodAnswer], recorded: int, deviation: float, number: int, seed: int
) -> Draws:
    """``number`` totals from each answer, in random order; shape (answers × number,).

    ``recorded`` are those on the lists that the answers are about; ``deviation`` is that of log δ.
    """
    rng = np.random.default_rng(seed)
    parts = [spread_evenly(answer.draws, number) for answer in answers]
    totals = rng.permutation(np.concatenate(parts))
    factors = np.exp(deviation * rng.standard_normal(len(totals)))
    pooled: Draws = recorded + np.rint(np.maximum(totals - recorded, 0.0) * factors)
    return pooled


def spread_evenly(draws: Draws, number: int) -> Floats:
    """``number`` of the draws, or each several times: evenly spaced among them by size."""
    ordered: Floats = np.sort(draws, axis=None)
    at = ((np.arange(number) + 0.5) * len(ordered) / number).astype(np.int64)
    return ordered[at]
