"""A cap on the number on no list: what it adds to the log posterior.

P(U ≤ cap) for a negative binomial U is a regularised incomplete beta function (DLMF 8.17.5).
"""

import numpy as np
from scipy.special import betainc, betaln

from sijill.estimation.tables.cells import Floats

SMALLEST = 1e-280
"""Where the incomplete beta function is smaller, its logarithm is taken from its first terms."""
LARGEST_SEEN = 1.0 - 1e-15


def cap_terms(seen: Floats, persons: float, cap: float) -> tuple[Floats, Floats]:
    """Log P(U ≤ cap) and its derivative by 1 − p(0), for U ~ NegBin(n, ``seen``)."""
    a, b = persons, cap + 1.0
    seen = np.minimum(seen, LARGEST_SEEN)
    front = a * np.log(seen) + b * np.log1p(-seen) - betaln(a, b)
    inside = betainc(a, b, seen)
    # I_x(a, b) ≈ x^a (1 − x)^b / (a B(a, b)) · 1 / (1 − x (a + b) / (a + 1)) far below the mean
    rest = 1.0 - seen * (a + b) / (a + 1.0)
    first = front - np.log(a) - np.log(np.maximum(rest, 1.0 / (a + b)))
    logs = np.where(inside > SMALLEST, np.log(np.maximum(inside, SMALLEST)), first)
    slopes = np.exp(front - logs) / (seen * (1.0 - seen))
    return np.asarray(logs, dtype=np.float64), np.asarray(slopes, dtype=np.float64)
