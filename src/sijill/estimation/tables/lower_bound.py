"""How many there are at least, if persons differ in how easily they are recorded.

Chao's lower bound uses those on exactly one and exactly two lists. Suppose that who is easy to
record for one list is easy, or at least not harder, for the others. Then among persons as likely
to be missed, being on list j and being on list k go together, and for every two lists
E f₀ · E n_jk ≥ E z_j · E z_k: z_j persons are on list j alone, n_jk on j and k alone, f₀ on none.
(With odds of capture that are a person's factor times a list's, this is the Cauchy–Schwarz
inequality.) Summed over all pairs:

    f₀ ≥ Σ_{j<k} z_j z_k / f₂ = (f₁² − Σ z_j²) / (2 f₂).

This is the form for lists of unequal size, with f₂ + 1 against bias where f₂ is small (Chao 1989,
Biometrics 45:427). The better known f₁² / (2 f₂) (Chao 1987, Biometrics 43:783) is for many lists
of equal size: with J equal lists it is J/(J − 1) times as large, with unequal lists larger still,
so with three to five independent lists it lies *above* the truth and bounds nothing. For equal
lists the form here is Chao's with the factor (J − 1)/J.

The bound holds however much persons differ, and where lists take from each other. It does not hold
where one list avoids those whom another holds.
"""

import math
from statistics import NormalDist

from sijill.estimation.tables.cells import Integers, check_cells, number_of_lists, sets_of_size
from sijill.model.values.counts import CountRange


def chao_unseen(counts: Integers) -> tuple[float, float]:
    """The bound on the number on no list, and its variance.

    The variance is the delta method of Chao (1987) applied to this form:
    σ² = f₀ + f₀² / f₂ + Σ z_j ((f₁ − z_j) / f₂)².
    """
    alone = [int(counts[1 << j]) for j in range(number_of_lists(counts))]
    f1 = sum(alone)
    f2 = int(counts[sets_of_size(2, len(alone))].sum()) + 1
    f0 = (f1**2 - sum(z**2 for z in alone)) / (2 * f2)
    variance = f0 + f0**2 / f2 + sum(z * ((f1 - z) / f2) ** 2 for z in alone)
    return f0, variance


def chao_lower_bound(counts: Integers, level_percent: int) -> CountRange:
    """The lower bound of the total as an interval, log-normal in the number on no list.

    [n + f₀/C, n + f₀ C] with C = exp(z √log(1 + σ²/f₀²)) (Chao 1987); so it never
    falls below n, those recorded.
    """
    counts = check_cells(counts)
    recorded = int(counts.sum())
    f0, variance = chao_unseen(counts)
    if not f0:
        return CountRange.exactly(recorded)
    factor = log_normal_factor(variance / f0**2, level_percent)
    return CountRange(recorded + math.floor(f0 / factor), recorded + math.ceil(f0 * factor))


def log_normal_factor(relative_variance: float, level_percent: float) -> float:
    """C = exp(z √log(1 + v)): a log-normal number of relative variance v is within [f/C, f C]."""
    z = NormalDist().inv_cdf(0.5 + level_percent / 200)
    return math.exp(z * math.sqrt(math.log1p(relative_variance)))
