"""How the total moves with the assumption that the data cannot test.

The number on no list leaves no trace, so every total rests on an assumption about how lists depend
on each other, and models that fit alike can give any total (Aleshin-Guendel, Sadinle & Wakefield,
Biometrics 2024, arXiv 2101.09304). Here the assumption is stated as a number, and varied. Nothing
else is assumed: no model is chosen, every recorded history keeps its own chance.

**All lists at once.** Without an interaction of all J lists the odd histories (on one list, on
three, ...) and the even ones (on two, four, ...) settle the number on no list:

    n₀ = Π n(x) over odd x  /  Π n(x) over even x ≠ 0.

With the interaction it is δ times as many. With two lists δ is their odds ratio: 2 where being
on one list doubles the odds of being on the other. With three it is the odds ratio of two lists
among persons not on the third over that among persons on it, whichever two are taken. In general,
log δ = (−1)^J u for the highest-order term u of the log-linear model.

**Two of several lists.** With odds ratio φ between lists j and k in the whole population, a persons
on j alone, b on k alone and c on both (further lists aside), those on neither are φ a b / c. Each
pair of which one can say a range of φ bounds the total, and all hold together (bounds on pairwise
dependence and on the highest-order term: Sun, Van Baelen, Plettinckx & Crawford, arXiv 2008.00127;
odds ratios of two lists: Gerritse, van der Heijden & Bakker 2015, Journal of Official Statistics).

**Intervals** are log-normal in the number missed, with the delta method's relative variance
Σ 1/n(x) + 1/n₀: the chance in the counts and that in n₀ itself (for two lists at φ = 1 Sekar and
Deming's). For a range of δ or φ they run from the lower end at the lowest to the upper end at the
highest, and so hold the truth at least as often as they say wherever in the range it lies.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sijill.estimation.tables.cells import (
    NOWHERE,
    Booleans,
    Integers,
    check_cells,
    number_of_lists,
    sizes_of_sets,
)
from sijill.estimation.tables.lower_bound import log_normal_factor
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

Pair = tuple[int, int]
"""Two lists, by their bits."""


class EmptyCells(StrEnum):
    """What is done where some history that a formula needs is nobody's."""

    REFUSE = "refuse"
    ADD_HALF = "add_half"
    """½ is added to every history of the formula, empty or not (for two lists nearly Chapman's)."""


@dataclass(frozen=True, slots=True)
class AssumedRange:
    """Where δ or φ is taken to lie; 1 is independence, infinity is *of any strength*.

    Raises:
        ValueError: unless 0 ≤ lowest ≤ highest, lowest finite.
    """

    lowest: float
    highest: float

    def __post_init__(self) -> None:
        if not (0 <= self.lowest <= self.highest and math.isfinite(self.lowest)):
            raise ValueError(f"no range of odds ratios: {self.lowest} to {self.highest}")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a formula is applied to counts."""

    empty_cells: EmptyCells = EmptyCells.REFUSE
    level_percent: int = 95


@dataclass(frozen=True, slots=True)
class TotalAt:
    """The total if the assumption holds with one value of δ."""

    factor: float
    """δ: how many times as many are on no list as without an interaction of all lists."""
    total: float
    standard_error: float
    interval: CountRange


@dataclass(frozen=True, slots=True)
class Bounds:
    """The totals that a range of δ or φ allows."""

    lowest: float
    highest: float
    """Infinite where the range is open."""
    interval: CountRange
    """The same with the chance in the counts."""


@dataclass(frozen=True, slots=True)
class PairBounds:
    """What ranges for several pairs of lists allow."""

    by_pair: Mapping[Pair, Bounds]
    """Each pair alone. May lie below the number recorded: other lists hold persons too."""
    together: CountRange | Refusal
    """Where all intervals overlap, at least at the stated level; never below those recorded."""


@dataclass(frozen=True, slots=True)
class _Missed:
    """Those missed at δ = 1, and how uncertain that is."""

    recorded: int
    missed: float
    relative_variance: float

    def variance_at(self, factor: float) -> float:
        missed = factor * self.missed
        return missed**2 * self.relative_variance + missed

    def interval_at(self, factor: float, level_percent: float) -> tuple[float, float]:
        missed = factor * self.missed
        if not missed or math.isinf(missed):
            return self.recorded + missed, self.recorded + missed
        spread = log_normal_factor(self.relative_variance + 1 / missed, level_percent)
        return self.recorded + missed / spread, self.recorded + missed * spread


def totals_by_factor(
    counts: Integers, factors: Iterable[float], reading: Reading
) -> tuple[TotalAt, ...] | Refusal:
    """The curve N(δ) at the given values.

    Raises:
        ValueError: for a factor that is negative or infinite.
    """
    base = _missed_by_all(counts, reading.empty_cells)
    if isinstance(base, Refusal):
        return base
    return tuple(_total_at(base, factor, reading.level_percent) for factor in factors)


def bound_by_interaction(
    counts: Integers, assumed: AssumedRange, reading: Reading
) -> Bounds | Refusal:
    """The totals allowed by a range of δ, the interaction of all lists."""
    base = _missed_by_all(counts, reading.empty_cells)
    if isinstance(base, Refusal):
        return base
    return _bounds(base, assumed, reading.level_percent)


def factor_needed(counts: Integers, total: float, reading: Reading) -> float | Refusal:
    """The δ at which the total would be ``total``: how strong dependence a claim presumes.

    Raises:
        ValueError: for a total below the number recorded.
    """
    base = _missed_by_all(counts, reading.empty_cells)
    if isinstance(base, Refusal):
        return base
    if total < base.recorded:
        raise ValueError(f"{base.recorded} are recorded: the total cannot be {total}")
    return (total - base.recorded) / base.missed


def bound_by_pairs(
    counts: Integers, assumed: Mapping[Pair, AssumedRange], reading: Reading
) -> PairBounds | Refusal:
    """The totals allowed by ranges of odds ratios of pairs, each pair alone and all together.

    For *together* each of K pairs is read at the level 100 − (100 − level) / K, so that all hold
    at once at the stated level (Bonferroni).

    Raises:
        ValueError: where no pair is given, or one that is not two lists of the table.
    """
    counts = check_cells(counts)
    lists = number_of_lists(counts)
    if not assumed or any(len(set(pair) & set(range(lists))) < 2 for pair in assumed):  # noqa: PLR2004
        raise ValueError(f"no pairs of {lists} lists: {list(assumed)}")
    missed: dict[Pair, _Missed] = {}
    for pair in assumed:
        of_pair = _missed_by_pair(counts, pair, reading.empty_cells)
        if isinstance(of_pair, Refusal):
            return of_pair
        missed[pair] = of_pair
    by_pair = {
        pair: _bounds(missed[pair], assumed[pair], reading.level_percent) for pair in assumed
    }
    level = 100 - (100 - reading.level_percent) / len(assumed)
    strict = [_bounds(missed[pair], assumed[pair], level).interval for pair in assumed]
    return PairBounds(by_pair, _meet(strict, int(counts.sum())))


def _missed_by_all(counts: Integers, empty_cells: EmptyCells) -> _Missed | Refusal:
    """n₀ at δ = 1 from all histories of the table."""
    counts = check_cells(counts)
    lists = number_of_lists(counts)
    if lists < 2:  # noqa: PLR2004
        return Refusal(
            RefusalReason.TOO_FEW_LISTS, "One list cannot say what it misses.", "Two lists."
        )
    histories = np.delete(counts, NOWHERE)
    odd = np.delete(sizes_of_sets(lists), NOWHERE) % 2 == 1
    return _missed(histories, odd, empty_cells)


def _missed_by_pair(counts: Integers, pair: Pair, empty_cells: EmptyCells) -> _Missed | Refusal:
    """Those on neither list of the pair at φ = 1, further lists aside."""
    cells = np.arange(len(counts))
    margin = np.bincount((cells >> pair[0] & 1) | (cells >> pair[1] & 1) << 1, counts)
    return _missed(margin[1:].astype(np.int64), np.array([True, True, False]), empty_cells)


def _missed(histories: Integers, odd: Booleans, empty_cells: EmptyCells) -> _Missed | Refusal:
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
    logarithm = float(np.where(odd, 1.0, -1.0) @ np.log(weights))
    return _Missed(int(histories.sum()), math.exp(logarithm), float((1 / weights).sum()))


def _total_at(base: _Missed, factor: float, level_percent: int) -> TotalAt:
    if not (factor >= 0 and math.isfinite(factor)):
        raise ValueError(f"no odds ratio: {factor}")
    return TotalAt(
        factor,
        base.recorded + factor * base.missed,
        math.sqrt(base.variance_at(factor)),
        _whole(*base.interval_at(factor, level_percent)),
    )


def _bounds(base: _Missed, assumed: AssumedRange, level_percent: float) -> Bounds:
    """Both ends of an interval rise with δ, so the ends of the range are enough."""
    return Bounds(
        base.recorded + assumed.lowest * base.missed,
        base.recorded + assumed.highest * base.missed,
        _whole(
            base.interval_at(assumed.lowest, level_percent)[0],
            base.interval_at(assumed.highest, level_percent)[1],
        ),
    )


def _whole(lowest: float, highest: float) -> CountRange:
    return CountRange(math.floor(lowest), None if math.isinf(highest) else math.ceil(highest))


def _meet(intervals: Sequence[CountRange], recorded: int) -> CountRange | Refusal:
    """What all intervals have in common from ``recorded`` up."""
    lowest = max(recorded, *(interval.at_least for interval in intervals))
    ends = [interval.highest for interval in intervals if interval.highest is not None]
    if ends and min(ends) < lowest:
        return Refusal(
            RefusalReason.DEPENDENT_LISTS,
            f"One range asks for at least {lowest:,} persons, another allows at most "
            f"{min(ends):,}: with these counts the assumptions contradict each other.",
            "Wider ranges for the pairs that may depend on each other.",
        )
    return CountRange(lowest, min(ends) if ends else None)
