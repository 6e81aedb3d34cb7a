"""Two lists that are independent once a few facts about a person are known: a doubly robust total.

If women are hard to find for both lists, the lists overlap too much and the total is too low. Where
sex, age, month or place are known of everybody recorded, it is enough that the lists are
independent *among persons alike in these*. With q₁(x), q₂(x), q₁₂(x) the shares of the recorded
persons like x who are on the first list, the second and both, one recorded person like x stands
for γ(x) = q₁ q₂ / q₁₂ persons.

Averaging γ over those recorded is the *plug-in* estimate; it inherits every error of the learnt
shares. The *doubly robust* one averages

    φ = γ ( y₁/q₁ + y₂/q₂ − y₁ y₂/q₁₂ )

instead, y being whether this person is on the list: then errors of the shares enter only as
products of two (Das, Kennedy & Jewell, JASA 2024, arXiv 2104.14091). The shares are learnt from
other persons than those averaged (cross-fitting), so that any learner may be used.

With no features it is Lincoln and Petersen's n₁ n₂ / n₁₂, with Sekar and Deming's variance.

With more than two lists every pair gives a total of its own, the others serving only to record more
persons. Pairs that disagree say that the assumption fails for some of them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from comparators.capture_shares import BOTH, Learner, fit_logistic
from sijill.estimation.tables.cells import Booleans, Floats, Integers
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

SMALLEST_SHARE = 0.005
"""Learnt shares on both lists are raised to this. Below, one person would stand for hundreds and
decide the total. How many were raised is reported: the total is then too low."""

Pair = tuple[int, int]
"""Two lists, by their columns."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The persons recorded, one a row. Those on none of the lists are left out of every sum.

    Both may be arrays, frames or lists of rows; they are held as arrays.

    Raises:
        ValueError: unless ``on_lists`` holds 0 and 1 or truth, ``features`` numbers, and both have
            a row for each person.
    """

    on_lists: Booleans
    """Shape (persons, lists)."""
    features: Floats
    """Shape (persons, features): numbers, and categories as one 0/1 column each. May be (n, 0)."""

    def __post_init__(self) -> None:
        held, features = np.asarray(self.on_lists), np.asarray(self.features)
        if held.ndim != 2 or not np.isin(held, (0, 1)).all():  # noqa: PLR2004 - rows and columns
            raise ValueError("on_lists has a row for each person, and 0 or 1 for each list")
        try:
            numbers = features.astype(np.float64)
        except (TypeError, ValueError) as error:
            raise ValueError(
                f"features are numbers; make one column of 0 and 1 for each category: {error}"
            ) from error
        if numbers.ndim != 2 or len(numbers) != len(held):  # noqa: PLR2004
            raise ValueError(
                "on_lists and features have different numbers of persons, or features no columns: "
                f"shapes {held.shape} and {numbers.shape}"
            )
        object.__setattr__(self, "on_lists", held.astype(np.bool_))
        object.__setattr__(self, "features", numbers)


@dataclass(frozen=True, slots=True)
class CrossFitting:
    """How shares are learnt."""

    seed: int
    """Decides which persons are in which part."""
    parts: int = 5
    """The persons of each part are averaged with shares learnt from the other parts."""
    learner: Learner = fit_logistic


@dataclass(frozen=True, slots=True)
class PairEstimate:
    """What one pair of lists says about all persons, those on no list included."""

    pair: Pair
    total: float
    standard_error: float
    """Over the chance in who is recorded; the assumption is taken as true."""
    interval: CountRange
    plug_in: float
    """The average of γ, for comparison only: it has no valid interval."""
    raised: int
    """Persons whose learnt share on both lists was raised to :data:`SMALLEST_SHARE`."""


class _Part(NamedTuple):
    """The averages over one part of the persons."""

    inverse: float
    plug_in: float
    variance: float
    raised: int


def estimate_pairs(
    recorded: Recorded, fitting: CrossFitting, level_percent: int = 95
) -> dict[Pair, PairEstimate | Refusal] | Refusal:
    """The estimate of every pair of lists, or why there is none."""
    lists = recorded.on_lists.shape[1]
    if lists < 2:  # noqa: PLR2004
        return Refusal(
            RefusalReason.TOO_FEW_LISTS, "One list cannot say what it misses.", "Two lists."
        )
    return {
        (first, second): estimate_pair(recorded, (first, second), fitting, level_percent)
        for first, second in combinations(range(lists), 2)
    }


def estimate_pair(
    recorded: Recorded, pair: Pair, fitting: CrossFitting, level_percent: int = 95
) -> PairEstimate | Refusal:
    """The doubly robust total from one pair of lists.

    The standard error is √(n² σ² + n P (P − 1)): P = total / n is what one person stands for, σ²
    its variance, and the second part is the chance in n itself. The interval is normal, and does
    not fall below n.

    Raises:
        ValueError: where parts are fewer than two.
    """
    if recorded.features.shape[1] and fitting.parts < 2:  # noqa: PLR2004
        raise ValueError(f"cross-fitting needs at least two parts, not {fitting.parts}")
    seen = recorded.on_lists.any(axis=1)
    features = recorded.features[seen]
    groups = recorded.on_lists[seen][:, pair] @ np.array([1, 2])
    # Without features there is nothing that could be learnt too closely.
    parts = fitting.parts if features.shape[1] else 1
    refusal = _refuse(features, groups, parts)
    if refusal is not None:
        return refusal
    averages = _average_parts(features, groups, parts, fitting)
    n = len(groups)
    inverse = float(np.mean([part.inverse for part in averages]))
    variance = n * float(np.mean([part.variance for part in averages]))
    error = math.sqrt(variance + n * inverse * (inverse - 1))
    reach = NormalDist().inv_cdf(0.5 + level_percent / 200) * error
    return PairEstimate(
        pair=pair,
        total=n * inverse,
        standard_error=error,
        interval=CountRange(
            max(n, math.floor(n * inverse - reach)), math.ceil(n * inverse + reach)
        ),
        plug_in=float(n * np.mean([part.plug_in for part in averages])),
        raised=sum(part.raised for part in averages),
    )


def _refuse(features: Floats, groups: Integers, parts: int) -> Refusal | None:
    if not len(groups):
        return Refusal(RefusalReason.NOTHING_RECORDED, "No list holds anybody.")
    unknown = int((~np.isfinite(features)).any(axis=1).sum())
    if unknown:
        return Refusal(
            RefusalReason.UNKNOWN_VALUE,
            f"Of {unknown:,} persons recorded some feature is not known.",
            "Use features known of everybody, or fill them in several times over and compare.",
        )
    shared = int((groups == BOTH).sum())
    if shared < parts:
        return Refusal(
            RefusalReason.NO_OVERLAP,
            f"{shared:,} persons are on both lists.",
            f"At least {parts}, one for each part of the cross-fitting.",
        )
    return None


def _average_parts(
    features: Floats, groups: Integers, parts: int, fitting: CrossFitting
) -> Sequence[_Part]:
    part_of = _deal(groups, parts, fitting.seed)
    averages = []
    for part in range(parts):
        inside = part_of == part
        outside = ~inside if parts > 1 else inside
        shares = fitting.learner(features[outside], groups[outside], features[inside])
        averages.append(_average(groups[inside], shares))
    return averages


def _deal(groups: Integers, parts: int, seed: int) -> Integers:
    """The part of each person: drawn so that every part has its share of each group."""
    order = np.random.default_rng(seed).permutation(len(groups))
    order = order[np.argsort(groups[order], kind="stable")]
    part_of = np.empty(len(groups), dtype=np.int64)
    part_of[order] = np.arange(len(groups)) % parts
    return part_of


def _average(groups: Integers, shares: Floats) -> _Part:
    """1/ψ of one part by both estimates; ψ is the chance of being recorded at all."""
    on_first, on_second = (groups & 1).astype(np.float64), (groups >> 1).astype(np.float64)
    raised = int((shares[:, 3] < SMALLEST_SHARE).sum())
    first, second, both = _constrain(
        shares[:, 1] + shares[:, 3], shares[:, 2] + shares[:, 3], shares[:, 3]
    )
    stands_for = first * second / both
    each = stands_for * (on_first / first + on_second / second - on_first * on_second / both)
    return _Part(
        inverse=max(1.0, float(each.mean())),
        plug_in=float(stands_for.mean()),
        variance=float(each.var()),
        raised=raised,
    )


def _constrain(first: Floats, second: Floats, both: Floats) -> tuple[Floats, Floats, Floats]:
    """Shares that can be: q₁₂ ≤ q₁, q₂; q₁ + q₂ − q₁₂ ≤ 1; and γ = q₁ q₂ / q₁₂ ≥ 1."""
    both = np.maximum(both, SMALLEST_SHARE)
    first = np.minimum(np.maximum(both, first), 1.0)
    second = np.maximum(both / first, np.minimum(second, np.minimum(1 + both - first, 1.0)))
    return first, second, both
