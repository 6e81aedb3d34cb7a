"""Numbers on no list drawn from their negative binomial distribution.

With p(N) ∝ 1/N and n recorded persons, each on some list with chance 1 − p(0), the number on no
list is NegBin(n, 1 − p(0)): a Poisson number whose rate is Gamma(n) times p(0) / (1 − p(0)).
"""

import numpy as np

from sijill.estimation.tables.cells import Floats, Integers

LARGEST_RATE = 9e18
"""NumPy's Poisson draws stop at 9.2e18."""


def draw_negative_binomial(odds: Floats, recorded: int, rng: np.random.Generator) -> Integers:
    """A number for each of the odds p(0) / (1 − p(0)); in their shape."""
    rates = rng.standard_gamma(recorded, odds.shape) * odds
    return rng.poisson(np.minimum(rates, LARGEST_RATE))
