"""A cap on the number on no list: what it adds to the log posterior.

P(U ≤ cap) for a negative binomial U is a regularised incomplete beta function (DLMF 8.17.5).
"""

import math

from sijill.estimation.sampling.compilation import compiled

NEGLIGIBLE = 1e-14


@compiled
def cap_terms(seen: float, unseen: float, persons: float, cap: float) -> tuple[float, float]:
    """Log P(U ≤ cap) and its derivative by 1 − p(0), for U ~ NegBin(n, seen)."""
    a, b = persons, cap + 1.0
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


@compiled
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
        if abs(step - 1.0) < NEGLIGIBLE:
            break
    return value
