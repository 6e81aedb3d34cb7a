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
where one list avoids those whom another holds. That can be seen among the persons on any third
list: where the odds ratio of a pair is below 1 by more than chance, the pair is left out of the
sum, and the bound is that of the others (each pair bounds f₀ by itself, so any of them may be).
"""

import math
from itertools import combinations
from statistics import NormalDist
from typing import NamedTuple

from sijill.estimation.tables.cells import Integers, check_cells, number_of_lists
from sijill.model.values.counts import CountRange

AVOIDING_DEVIATIONS = 2.0
"""Standard errors of a log odds ratio below even: one pair in 44 by chance. A pair left out by
chance costs little; one that avoids each other makes the bound too high."""

MISSED_OVERLAPS = 0.1
"""Links that were missed hide overlaps and make any total too high, a lower bound included. Its
lower end allows that one overlap in ten was missed, each record in twenty of those on two lists."""


def pairs_of_bound(counts: Integers) -> list[tuple[int, int]]:
    """The pairs of lists, by their bits, that do not avoid each other among those on a third."""
    lists = number_of_lists(counts)
    return [pair for pair in combinations(range(lists), 2) if not _avoids(counts, *pair)]


def _avoids(counts: Integers, left: int, right: int) -> bool:
    """With half a person more in each cell (Haldane 1956)."""
    cells = [0.5] * 4
    pair = 1 << left | 1 << right
    for history, number in enumerate(counts):
        if history & ~pair:
            cells[(history >> left & 1) + 2 * (history >> right & 1)] += int(number)
    log_odds_ratio = math.log(cells[0] * cells[3] / (cells[1] * cells[2]))
    error = math.sqrt(sum(1 / number for number in cells))
    return log_odds_ratio < -AVOIDING_DEVIATIONS * error


def chao_unseen(counts: Integers) -> tuple[float, float]:
    """The bound on the number on no list, and its variance.

    The variance is the delta method of Chao (1987) applied to this form: with s_j the sum of z_k
    over the lists k that j is paired with, σ² = f₀ + f₀² / f₂ + Σ z_j (s_j / f₂)².
    """
    bound = _bound(counts, 0.0)
    return bound.unseen, bound.variance


class _Bound(NamedTuple):
    recorded: float
    unseen: float
    variance: float


def _bound(counts: Integers, missed: float) -> _Bound:
    """The bound if a share of all overlaps was missed: each of these is two persons who are one."""
    lists = range(number_of_lists(counts))
    more = missed / (1 - missed)
    on_two = {pair: float(counts[1 << pair[0] | 1 << pair[1]]) for pair in combinations(lists, 2)}
    split = [more * sum(n for pair, n in on_two.items() if j in pair) for j in lists]
    alone = [max(float(counts[1 << j]) - split[j], 0.0) for j in lists]
    paired = [0.0] * len(lists)
    f2, product = 1.0, 0.0
    for j, k in pairs_of_bound(counts):
        f2 += (1 + more) * on_two[j, k]
        product += alone[j] * alone[k]
        paired[j] += alone[k]
        paired[k] += alone[j]
    f0 = product / f2
    variance = f0 + f0**2 / f2
    variance += sum(z * (of_pairs / f2) ** 2 for z, of_pairs in zip(alone, paired, strict=True))
    return _Bound(float(counts.sum()) - more * sum(on_two.values()), f0, variance)


def chao_lower_bound(counts: Integers, level_percent: int) -> CountRange:
    """The lower bound of the total as an interval, log-normal in the number on no list.

    [n + f₀/C, n + f₀ C] with C = exp(z √log(1 + σ²/f₀²)) (Chao 1987). The lower end allows for
    ``MISSED_OVERLAPS``; it never falls below n, those recorded.
    """
    counts = check_cells(counts)
    recorded = int(counts.sum())
    low, high = (_ends(_bound(counts, missed), level_percent) for missed in (MISSED_OVERLAPS, 0.0))
    return CountRange(max(recorded, math.floor(low[0])), max(recorded, math.ceil(high[1])))


def _ends(bound: _Bound, level_percent: int) -> tuple[float, float]:
    if not bound.unseen:
        return bound.recorded, bound.recorded
    factor = log_normal_factor(bound.variance / bound.unseen**2, level_percent)
    return bound.recorded + bound.unseen / factor, bound.recorded + bound.unseen * factor


def log_normal_factor(relative_variance: float, level_percent: float) -> float:
    """C = exp(z √log(1 + v)): a log-normal number of relative variance v is within [f/C, f C]."""
    z = NormalDist().inv_cdf(0.5 + level_percent / 200)
    return math.exp(z * math.sqrt(math.log1p(relative_variance)))
