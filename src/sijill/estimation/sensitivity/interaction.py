"""How the total moves with the assumption that the data cannot test.

The number on no list leaves no trace, so every total rests on an assumption about how lists depend
on each other, and models that fit alike can give any total (Aleshin-Guendel, Sadinle & Wakefield,
Biometrics 2024, arXiv 2101.09304). Here the assumption is stated as a number, and varied. Nothing
else is assumed: no model is chosen, every recorded history keeps its own chance.

Without an interaction of all J lists the odd histories (on one list, on three, ...) and the even
ones (on two, four, ...) settle the number on no list:

    n₀ = Π n(x) over odd x  /  Π n(x) over even x ≠ 0.

With the interaction it is δ times as many. With two lists δ is their odds ratio: 2 where being
on one list doubles the odds of being on the other. With three it is the odds ratio of two lists
among persons not on the third over that among persons on it, whichever two are taken. In general,
log δ = (−1)^J u for the highest-order term u of the log-linear model.

**Intervals** are log-normal in the number missed, with the delta method's relative variance
Σ 1/n(x) + 1/n₀: the chance in the counts and that in n₀ itself (for two lists at δ = 1 Sekar and
Deming's).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sijill.estimation.tables.cells import (
    NOWHERE,
    Integers,
    check_cells,
    number_of_lists,
    sizes_of_sets,
)
from sijill.estimation.tables.lower_bound import log_normal_factor
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason


class EmptyCells(StrEnum):
    """What is done where some history is nobody's."""

    REFUSE = "refuse"
    ADD_HALF = "add_half"
    """½ is added to every history, empty or not (for two lists nearly Chapman's)."""


@dataclass(frozen=True, slots=True)
class TotalAt:
    """The total if the assumption holds with one value of δ."""

    factor: float
    """δ: how many times as many are on no list as without an interaction of all lists."""
    total: float
    standard_error: float
    interval: CountRange


@dataclass(frozen=True, slots=True)
class _Missed:
    """Those missed at δ = 1, and how uncertain that is."""

    recorded: int
    missed: float
    relative_variance: float

    def total_at(self, factor: float, level_percent: int) -> TotalAt:
        missed = factor * self.missed
        return TotalAt(
            factor,
            self.recorded + missed,
            math.sqrt(missed**2 * self.relative_variance + missed),
            self._interval_of(missed, level_percent),
        )

    def _interval_of(self, missed: float, level_percent: int) -> CountRange:
        if not missed:
            return CountRange.exactly(self.recorded)
        spread = log_normal_factor(self.relative_variance + 1 / missed, level_percent)
        highest = self.recorded + missed * spread
        return CountRange(
            math.floor(self.recorded + missed / spread),
            None if math.isinf(highest) else math.ceil(highest),
        )


def totals_by_factor(
    counts: Integers,
    factors: Iterable[float],
    *,
    empty_cells: EmptyCells = EmptyCells.REFUSE,
    level_percent: int = 95,
) -> tuple[TotalAt, ...] | Refusal:
    """The curve N(δ) at the given values.

    Raises:
        ValueError: for a factor that is negative or infinite, or counts that are none
            (``check_cells``).
    """
    base = _missed_by_all(check_cells(counts), empty_cells)
    if isinstance(base, Refusal):
        return base
    values = list(factors)
    for factor in values:
        if not (factor >= 0 and math.isfinite(factor)):
            raise ValueError(f"no odds ratio: {factor}")
    return tuple(base.total_at(factor, level_percent) for factor in values)


def _missed_by_all(counts: Integers, empty_cells: EmptyCells) -> _Missed | Refusal:
    """n₀ at δ = 1 from all histories of the table."""
    lists = number_of_lists(counts)
    if lists < 2:  # noqa: PLR2004
        return Refusal(
            RefusalReason.TOO_FEW_LISTS, "One list cannot say what it misses.", "Two lists."
        )
    histories = np.delete(counts, NOWHERE)
    if not histories.sum():
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    empty = int((histories == 0).sum())
    if empty and empty_cells is EmptyCells.REFUSE:
        return Refusal(
            RefusalReason.NO_OVERLAP,
            f"{empty} of the {len(histories)} ways to be recorded are nobody's; the total would "
            "be nought or without limit on the strength of these.",
            "Fewer lists, or ½ added to every count.",
        )
    weights = histories + (0.5 if empty_cells is EmptyCells.ADD_HALF else 0.0)
    odd = np.delete(sizes_of_sets(lists), NOWHERE) % 2 == 1
    logarithm = float(np.where(odd, 1.0, -1.0) @ np.log(weights))
    return _Missed(int(histories.sum()), math.exp(logarithm), float((1 / weights).sum()))
