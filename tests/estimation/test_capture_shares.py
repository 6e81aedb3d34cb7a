"""Shares of the groups: against a general minimiser, statsmodels, and the law that draws them."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import optimize

from comparators.capture_shares import RIDGE, fit_logistic
from sijill.estimation.tables.cells import Floats, Integers


def draw_groups(seed: int, persons: int) -> tuple[Floats, Integers]:
    """Two lists, independent given two features; who is on neither list is not there."""
    generator = np.random.default_rng(seed)
    features = np.column_stack([generator.normal(40, 12, persons), generator.random(persons) < 0.3])
    scores = np.column_stack(
        [-0.5 + 0.05 * (features[:, 0] - 40), 0.3 - 0.9 * features[:, 1].astype(np.float64)]
    )
    on_lists = generator.random((persons, 2)) < 1 / (1 + np.exp(-scores))
    groups = on_lists @ np.array([1, 2])
    return features[groups > 0], groups[groups > 0]


def slow_loss(flat: Floats, standard: Floats, groups: Integers) -> float:
    """The penalised negative log-likelihood, person by person; reference group 3."""
    coefficients = flat.reshape(2, -1)
    total = RIDGE * float((coefficients[:, 1:] ** 2).sum()) / 2
    for person, group in zip(standard, groups, strict=True):
        scores = {1: 0.0, 2: 0.0, 3: 0.0}
        for row, other in enumerate((1, 2)):
            scores[other] = coefficients[row, 0] + float(coefficients[row, 1:] @ person)
        total += np.log(sum(np.exp(score) for score in scores.values())) - scores[int(group)]
    return float(total)


def test_it_maximises_what_it_says() -> None:
    features, groups = draw_groups(1, 150)
    standard = (features - features.mean(axis=0)) / features.std(axis=0)
    best = optimize.minimize(slow_loss, np.zeros(6), args=(standard, groups), tol=1e-7).x
    odds = np.exp(np.column_stack([np.ones(len(standard)), standard]) @ best.reshape(2, -1).T)
    both = 1 / (1 + odds.sum(axis=1))
    shares = fit_logistic(features, groups, features)
    assert shares == pytest.approx(
        np.column_stack([np.zeros(len(both)), odds * both[:, None], both]), abs=1e-4
    )


def test_for_many_persons_it_is_the_regression_without_a_prior() -> None:
    features, groups = draw_groups(2, 20_000)
    fitted = sm.MNLogit(groups, sm.add_constant(features)).fit(disp=False, method="newton")
    shares = fit_logistic(features, groups, features[:50])
    expected = fitted.predict(sm.add_constant(features)[:50])
    assert shares[:, 1:] == pytest.approx(expected, abs=1e-3)


def test_with_two_lists_logistic_in_the_features_it_finds_the_law() -> None:
    """P(both | recorded) = p₁ p₂ / (p₁ + p₂ − p₁ p₂) at three ages and both sexes."""
    features, groups = draw_groups(3, 200_000)
    others = np.array([[age, sex] for age in (20.0, 40.0, 60.0) for sex in (0.0, 1.0)])
    first = 1 / (1 + np.exp(0.5 - 0.05 * (others[:, 0] - 40)))
    second = 1 / (1 + np.exp(-0.3 + 0.9 * others[:, 1]))
    seen = first + second - first * second
    shares = fit_logistic(features, groups, others)
    assert shares[:, 3] == pytest.approx(first * second / seen, abs=0.01)
    assert shares[:, 1] == pytest.approx(first * (1 - second) / seen, abs=0.01)


def test_without_features_shares_are_those_observed() -> None:
    groups = np.array([1] * 5 + [2] * 2 + [3] * 3)
    shares = fit_logistic(np.empty((10, 0)), groups, np.empty((2, 0)))
    assert shares == pytest.approx(np.tile([0, 0.5, 0.2, 0.3], (2, 1)))


def test_groups_that_a_feature_separates_have_finite_shares() -> None:
    groups = np.array([1] * 20 + [3] * 20)
    features = (groups == 3)[:, None].astype(np.float64)
    shares = fit_logistic(features, groups, np.array([[0.0], [1.0]]))
    assert 0.9 < shares[0, 1] < 1
    assert 0.9 < shares[1, 3] < 1


def test_one_group_alone_and_a_constant_feature_are_no_obstacle() -> None:
    shares = fit_logistic(np.full((4, 1), 7.0), np.full(4, 3), np.array([[7.0]]))
    assert shares.tolist() == [[0, 0, 0, 1]]
