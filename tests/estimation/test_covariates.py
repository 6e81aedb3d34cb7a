"""The doubly robust total: by algebra, by a slow second computation, and against a known truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.capture_shares import fit_logistic
from comparators.covariates import (
    CrossFitting,
    PairEstimate,
    Recorded,
    _deal,
    estimate_pair,
    estimate_pairs,
)
from sijill.estimation.tables.cells import Booleans, Floats, Integers
from sijill.model.values.quantities import Refusal, RefusalReason

PERSONS = 4_000


def chances(features: Floats) -> Floats:
    """Whoever is easy to find for one list is easy to find for the other."""
    ease, far = features.T
    scores = np.column_stack([-0.3 + 0.9 * ease - 0.8 * far, -0.6 + 0.8 * ease - 0.6 * far])
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float64)


def draw(seed: int, lists: int = 2) -> tuple[Booleans, Floats]:
    generator = np.random.default_rng(seed)
    features = np.column_stack([generator.normal(size=PERSONS), generator.random(PERSONS) < 0.4])
    chance = np.hstack([chances(features), chances(features)[:, ::-1]])[:, :lists]
    on_lists: Booleans = generator.random((PERSONS, lists)) < chance
    return on_lists, features


def true_shares(features: Floats) -> Floats:
    first, second = chances(features).T
    seen = first + second - first * second
    zero = np.zeros(len(first))
    shares = [zero, first * (1 - second), second * (1 - first), first * second]
    conditional: Floats = np.column_stack(shares) / seen[:, None]
    return conditional


def learn_roughly(_features: Floats, groups: Integers, others: Floats) -> Floats:
    """The truth with errors of the size n^(−1/4) that a flexible learner makes."""
    size = len(groups) ** -0.25
    errors = size * np.column_stack([1 + np.sin(5 * others[:, 0]), 1 + np.cos(3 * others[:, 0])])
    odds = true_shares(others)[:, 1:3] / true_shares(others)[:, 3:] * np.exp(errors)
    both = 1 / (1 + odds.sum(axis=1, keepdims=True))
    return np.hstack([np.zeros_like(both), odds * both, both])


def total_of(estimate: PairEstimate | Refusal) -> PairEstimate:
    assert isinstance(estimate, PairEstimate)
    return estimate


def table_of(first: int, second: int, both: int) -> Booleans:
    rows = [[True, False]] * first + [[False, True]] * second + [[True, True]] * both
    return np.array(rows)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60), st.integers(0, 99))
def test_without_features_it_is_lincoln_and_petersen(
    first: int, second: int, both: int, seed: int
) -> None:
    """N = n₁ n₂ / n₁₂ with Sekar & Deming's variance n₁ n₂ z₁ z₂ / n₁₂³."""
    on_lists = table_of(first, second, both)
    estimate = total_of(
        estimate_pair(Recorded(on_lists, np.empty((len(on_lists), 0))), (0, 1), CrossFitting(seed))
    )
    on_first, on_second = first + both, second + both
    assert estimate.total == pytest.approx(on_first * on_second / both)
    assert estimate.plug_in == pytest.approx(estimate.total)
    variance = on_first * on_second * first * second / both**3
    assert estimate.standard_error**2 == pytest.approx(variance, rel=1e-5, abs=1e-5)


def test_with_one_category_it_is_close_to_lincoln_and_petersen_in_each() -> None:
    on_lists = np.vstack([table_of(400, 300, 200), table_of(100, 150, 300)])
    category = (np.arange(len(on_lists)) < 900)[:, None].astype(np.float64)
    estimate = total_of(estimate_pair(Recorded(on_lists, category), (0, 1), CrossFitting(seed=1)))
    expected = 600 * 500 / 200 + 400 * 450 / 300
    assert estimate.total == pytest.approx(expected, rel=0.01)


def slow_total(groups: Integers, shares: Floats, part_of: Integers) -> tuple[float, float]:
    """Total and standard error by the formulas of drpop 0.0.3, one person at a time."""
    inverses, variances = [], []
    for part in range(int(part_of.max()) + 1):
        influences = []
        for i in range(len(groups)):
            if part_of[i] != part:
                continue
            q12 = max(shares[i][3], 0.005)
            q1 = min(max(q12, shares[i][1] + shares[i][3]), 1.0)
            q2 = max(q12 / q1, min(shares[i][2] + shares[i][3], 1 + q12 - q1, 1.0))
            y1, y2 = int(groups[i] in (1, 3)), int(groups[i] in (2, 3))
            influences.append(q1 * q2 / q12 * (y2 / q2 + y1 / q1 - y1 * y2 / q12))
        mean = sum(influences) / len(influences)
        inverses.append(max(1.0, mean))
        variances.append(sum((x - mean) ** 2 for x in influences) / len(influences))
    n = len(groups)
    stands_for = sum(inverses) / len(inverses)
    chance = sum(variances) / len(variances) / n
    return n * stands_for, math.sqrt(n**2 * chance + n * stands_for * (stands_for - 1))


@pytest.mark.parametrize("pair", [(0, 1), (1, 2)])
def test_it_is_what_the_formulas_give_person_by_person(pair: tuple[int, int]) -> None:
    on_lists, features = draw(4, lists=3)
    seen = on_lists.any(axis=1)
    groups = on_lists[seen][:, pair] @ np.array([1, 2])
    fitting = CrossFitting(seed=9, parts=4)
    part_of = _deal(groups, 4, seed=9)
    shares = np.empty((len(groups), 4))
    for part in range(4):
        inside = part_of == part
        shares[inside] = fit_logistic(
            features[seen][~inside], groups[~inside], features[seen][inside]
        )
    total, error = slow_total(groups, shares, part_of)
    estimate = total_of(estimate_pair(Recorded(on_lists, features), pair, fitting))
    assert estimate.total == pytest.approx(total)
    assert estimate.standard_error == pytest.approx(error)


def test_where_a_feature_drives_both_lists_it_covers_and_lincoln_and_petersen_does_not() -> None:
    """Sixty populations of 4,000: the interval holds the truth, the naive one never does."""
    covered, naive = 0, 0
    for seed in range(60):
        on_lists, features = draw(seed)
        fitting = CrossFitting(seed)
        interval = total_of(estimate_pair(Recorded(on_lists, features), (0, 1), fitting)).interval
        covered += (interval.lowest or 0) <= PERSONS <= (interval.highest or 0)
        blind = Recorded(on_lists, features[:, :0])
        naive += (total_of(estimate_pair(blind, (0, 1), fitting)).interval.highest or 0) >= PERSONS
    assert covered >= 53
    assert naive == 0


def test_with_a_rough_learner_it_covers_and_the_plug_in_is_biased() -> None:
    covered, totals, plug_ins = 0, [], []
    for seed in range(60):
        on_lists, features = draw(seed)
        fitting = CrossFitting(seed, learner=learn_roughly)
        estimate = total_of(estimate_pair(Recorded(on_lists, features), (0, 1), fitting))
        covered += (estimate.interval.lowest or 0) <= PERSONS <= (estimate.interval.highest or 0)
        totals.append(estimate.total)
        plug_ins.append(estimate.plug_in)
    assert covered >= 53
    assert abs(np.mean(totals) / PERSONS - 1) < 0.03
    assert np.mean(plug_ins) / PERSONS - 1 > 0.07


def test_the_standard_error_is_the_spread_over_populations() -> None:
    estimates = []
    for seed in range(150):
        on_lists, features = draw(seed)
        recorded = Recorded(on_lists, features)
        fitting = CrossFitting(seed, learner=lambda _x, _y, others: true_shares(others))
        estimates.append(total_of(estimate_pair(recorded, (0, 1), fitting)))
    spread = np.std([estimate.total for estimate in estimates])
    assert spread == pytest.approx(np.mean([e.standard_error for e in estimates]), rel=0.2)


def test_every_pair_of_three_lists_answers_alike_where_the_assumption_holds() -> None:
    on_lists, features = draw(5, lists=3)
    estimates = estimate_pairs(Recorded(on_lists, features), CrossFitting(seed=1))
    assert isinstance(estimates, dict)
    assert list(estimates) == [(0, 1), (0, 2), (1, 2)]
    for estimate in map(total_of, estimates.values()):
        assert abs(estimate.total - PERSONS) < 3 * estimate.standard_error


def test_the_same_seed_gives_the_same_total_and_another_seed_another() -> None:
    on_lists, features = draw(6)
    first, again, other = (
        total_of(estimate_pair(Recorded(on_lists, features), (0, 1), CrossFitting(seed)))
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first.total != other.total


def test_persons_on_no_list_change_nothing() -> None:
    on_lists, features = draw(7)
    seen = on_lists.any(axis=1)
    fitting = CrossFitting(seed=1)
    assert estimate_pair(Recorded(on_lists, features), (0, 1), fitting) == estimate_pair(
        Recorded(on_lists[seen], features[seen]), (0, 1), fitting
    )


def test_a_share_near_nothing_is_raised_and_counted() -> None:
    on_lists = table_of(2_000, 2_000, 6)
    estimate = total_of(
        estimate_pair(Recorded(on_lists, np.empty((4_006, 0))), (0, 1), CrossFitting(seed=1))
    )
    assert estimate.raised == 4_006
    assert estimate.total < 2_006**2 / 6


def test_the_interval_never_falls_below_those_recorded() -> None:
    on_lists = table_of(3, 3, 60)
    estimate = total_of(
        estimate_pair(Recorded(on_lists, np.empty((66, 0))), (0, 1), CrossFitting(seed=1))
    )
    assert estimate.interval.lowest == 66


@pytest.mark.parametrize(
    ("on_lists", "features", "reason"),
    [
        (np.zeros((3, 2), dtype=bool), np.zeros((3, 1)), RefusalReason.NOTHING_RECORDED),
        (table_of(5, 5, 0), np.zeros((10, 0)), RefusalReason.NO_OVERLAP),
        (table_of(5, 5, 4), np.zeros((14, 1)), RefusalReason.NO_OVERLAP),
        (table_of(5, 5, 9), np.full((19, 1), np.nan), RefusalReason.UNKNOWN_VALUE),
    ],
)
def test_what_cannot_be_estimated_is_refused(
    on_lists: Booleans, features: Floats, reason: RefusalReason
) -> None:
    answer = estimate_pair(Recorded(on_lists, features), (0, 1), CrossFitting(seed=1))
    assert isinstance(answer, Refusal)
    assert answer.reason is reason


def test_one_list_is_refused_and_unfitting_arrays_are_an_error() -> None:
    answer = estimate_pairs(Recorded(np.ones((3, 1), dtype=bool), np.ones((3, 1))), CrossFitting(1))
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.TOO_FEW_LISTS
    with pytest.raises(ValueError, match="different numbers"):
        estimate_pair(Recorded(table_of(5, 5, 9), np.ones((3, 1))), (0, 1), CrossFitting(1))
    with pytest.raises(ValueError, match="two parts"):
        estimate_pair(
            Recorded(table_of(5, 5, 9), np.ones((19, 1))), (0, 1), CrossFitting(1, parts=1)
        )


def test_frames_and_lists_are_taken_as_they_are() -> None:
    pandas = pytest.importorskip("pandas")
    rows, ages = [[1, 1], [1, 0], [0, 1], [1, 1]] * 30, [[30.0], [41.0], [12.0], [7.0]] * 30
    frame = pandas.DataFrame(rows, columns=["in_A", "in_B"])
    fitting = CrossFitting(seed=1)
    from_frame = estimate_pair(Recorded(frame, pandas.DataFrame(ages)), (0, 1), fitting)
    assert from_frame == estimate_pair(Recorded(rows, ages), (0, 1), fitting)  # type: ignore[arg-type]
    assert from_frame == estimate_pair(
        Recorded(np.array(rows) == 1, np.array(ages)), (0, 1), fitting
    )


@pytest.mark.parametrize(
    ("on_lists", "features", "said"),
    [
        ([[1, 2]], [[1.0]], "0 or 1 for each list"),
        ([1, 0], [[1.0], [2.0]], "0 or 1 for each list"),
        ([["yes", "no"]], [[1.0]], "0 or 1 for each list"),
        ([[1, 0]], [["female"]], "features are numbers"),
        ([[1, 0]], [[1.0], [2.0]], "different numbers of persons"),
        ([[1, 0]], [1.0], "features no columns"),
    ],
)
def test_what_are_no_persons_is_an_error(on_lists: object, features: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Recorded(on_lists, features)  # type: ignore[arg-type]
