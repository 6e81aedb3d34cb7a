"""What each set of lists contributes to the weight of a decomposable graph, by number unseen.

For a set A of lists, sum the table over all other lists: 2^|A| cells, and in the prior each has
the pseudo-count a_A = delta 2^(J - |A|). The Dirichlet likelihood of this smaller table is the
set's contribution g(A); a graph's log weight is the sum of g over its cliques less that over its
separators, plus what is the same for all graphs (Madigan & York 1997, Biometrika 84:19,
equation 5):

    log(1 / N) + log Γ(N + 1) - log Γ(n₀ + 1) - Σ log n(x)!, with N = n + n₀.

Only one cell of each smaller table, *on none of these lists*, contains those on no list at all. So
g(A) = constant + log Γ(n₀ + z_A + a_A) - log Γ(n₀ + n + delta 2^J), where z_A counts the persons
seen, but not on A.

Weights are kept relative to independence: a set's *gain* is g(A) less g of each of its lists.

**Between two numbers unseen** the log weight cannot rise far above a straight line. Each
bracket log Γ(n₀ + z_A + a_A) - log Γ(n₀ + n + delta 2^J) is convex in n₀, the more so the larger
the set; each separator lies in a clique of its own, so the difference is convex too; -log N is
convex. What remains, log Γ(N + 1) - log Γ(n₀ + 1), bends down by at most
κ = ψ′(n₀ + 1) - ψ′(n₀ + n + 1), ψ′ the trigamma function, which falls with n₀. A sum of
exponentials of such functions has a logarithm of this kind again. So for any set of graphs, the
log of their joint weight is at most κ w² / 8 above the straight line over a stretch of width w.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import gammaln, polygamma

from sijill.estimation.tables.cells import Floats, Integers, number_of_lists

STIRLING_FROM = 64.0
"""From here on three terms of Stirling's series are exact to 1e-16."""


class TotalPrior(StrEnum):
    """What is believed of the total N before the lists are seen."""

    RECIPROCAL = "reciprocal"
    """1/N: no scale is preferred. dga's choice (its manual says 1/n₀, its code 1/N)."""
    UNIFORM = "uniform"
    """Every total on the grid alike."""


@dataclass(frozen=True, slots=True, eq=False)
class SetWeights:
    """Everything that the weights need from one table."""

    recorded: int
    """n, the persons seen."""
    prior: TotalPrior
    mass: float
    """delta 2^J, all pseudo-counts together."""
    absent: Floats
    """z_A + a_A by set; shape (2^J,)."""
    constants: Floats
    """What g(A) has besides n₀, by set; 0 for the empty set."""
    arrangements: float
    """-Σ log n(x)!, the same for all graphs and numbers unseen."""

    @property
    def lists(self) -> int:
        """J."""
        return number_of_lists(self.absent)

    def contributions(self, unseen: Floats) -> Floats:
        """g(A) for each set (row) and number unseen (column); the empty set's are 0."""
        beyond = unseen + (self.recorded + self.mass)
        fewer = self.absent - (self.recorded + self.mass)
        rows = log_gamma_ratio(beyond, fewer[:, None])
        rows += self.constants[:, None]
        rows[0] = 0
        return rows

    def shared(self, unseen: Floats, contributions: Floats) -> Floats:
        """The log weight of independence: what is the same for all graphs, and every list's g."""
        totals = unseen + self.recorded
        alone = contributions[1 << np.arange(self.lists)].sum(axis=0)
        prior = -np.log(totals) if self.prior is TotalPrior.RECIPROCAL else 0.0
        weight: Floats = log_gamma_ratio(unseen + 1, np.array(self.recorded)) + alone + prior
        return weight + self.arrangements

    def curvature(self, unseen: float) -> float:
        """κ, for every number unseen from this one on."""
        return float(polygamma(1, unseen + 1) - polygamma(1, unseen + self.recorded + 1))


def weigh_sets(counts: Integers, delta: float, prior: TotalPrior) -> SetWeights:
    """The contributions of all sets of lists for one table of 2^J cells."""
    lists = number_of_lists(counts)
    cells = np.arange(1 << lists)
    absent, constants = np.zeros(1 << lists), np.zeros(1 << lists)
    mass = delta * (1 << lists)
    for chosen in range(1 << lists):
        pseudo = delta * (1 << lists - chosen.bit_count())
        summed = np.bincount(cells & chosen, weights=counts, minlength=1 << lists)
        inside = cells[(cells & ~chosen == 0) & (cells > 0)]
        absent[chosen] = summed[0] + pseudo
        constants[chosen] = (gammaln(summed[inside] + pseudo) - gammaln(pseudo)).sum()
        constants[chosen] += gammaln(mass) - gammaln(pseudo)
    constants[0] = 0
    arrangements = -float(gammaln(counts[1:] + 1).sum())
    return SetWeights(int(counts.sum()), prior, mass, absent, constants, arrangements)


def log_gamma_ratio(x: Floats, more: Floats) -> Floats:
    """Log Γ(x + more) - log Γ(x), precise where x is large.

    The difference of two log Γ of 10^12 has lost all digits behind the point, and 10^17 + 1/8 is
    not a float. So Stirling's series (Abramowitz & Stegun 6.1.41) is subtracted term by term, with
    the difference as it was given. ``more`` may be negative; x + more is above 0.
    """
    x, more = np.broadcast_arrays(x, more)
    other = x + more
    ratio = (other - 0.5) * np.log1p(more / x) + more * (np.log(x) - 1)
    ratio += _stirling_rest(other) - _stirling_rest(x)
    small = np.minimum(other, x) < STIRLING_FROM
    if small.any():
        ratio[small] = gammaln(other[small]) - gammaln(x[small])
    exact: Floats = ratio
    return exact


def _stirling_rest(x: Floats) -> Floats:
    inverse = 1 / x
    square = inverse * inverse
    rest: Floats = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260)))
    return rest
