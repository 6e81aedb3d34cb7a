"""Who is on which of two lists, given what is known of a person: a multinomial logistic regression.

Of the persons recorded, each is on the first list alone, on the second alone, on both, or (where
there are further lists) on neither. If being on a list is logistic in the features and the two
lists are independent given them, then log P(first alone) / P(both) = −logit P(second) and
log P(second alone) / P(both) = −logit P(first): both are linear in the features. So regressing the
four groups at once, with *both* as the reference, is exactly right where regressing "on the first
list or not" among those recorded would only be near.

Any other learner will do that takes and returns what :func:`fit_logistic` does.
"""

from collections.abc import Callable

import numpy as np

from sijill.estimation.tables.cells import Floats, Integers

GROUPS = 4
NEITHER, FIRST_ALONE, SECOND_ALONE, BOTH = range(GROUPS)
"""The groups as bit masks of the two lists; NEITHER are those recorded on further lists only."""

Learner = Callable[[Floats, Integers, Floats], Floats]
"""From features (n, p) and groups (n,) of some persons, and features (m, p) of others, the shares
of the four groups among such others: shape (m, 4), rows that sum to 1."""

RIDGE = 1.0
"""A normal prior of variance 1 on each coefficient of a standardised feature. It settles the
regression where a feature separates the groups, and fades as persons become many."""
ITERATIONS = 100
CONVERGED_GAIN = 1e-10
"""Relative. Newton's steps gain quadratically less: what follows is rounding."""
SMALLEST_STEP = 2.0**-30


def fit_logistic(features: Floats, groups: Integers, others: Floats) -> Floats:
    """The shares of the groups among ``others``, learnt from ``features`` and ``groups``.

    Maximum of the likelihood less half the sum of squared coefficients (intercepts are free), by
    Newton's method with steps halved until they gain. A group that nobody is in has share 0.
    """
    centre, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    present = np.unique(groups)
    belongs = (groups[:, None] == present[:-1]).astype(np.float64)
    design = _with_intercept((features - centre) / scale)
    coefficients = _maximise(design, belongs)
    shares = np.zeros((len(others), GROUPS))
    shares[:, present] = _softmax(_with_intercept((others - centre) / scale) @ coefficients)
    return shares


def _with_intercept(features: Floats) -> Floats:
    return np.hstack([np.ones((len(features), 1)), features])


def _softmax(scores: Floats) -> Floats:
    """Shares from the scores of all groups but the last, whose score is 0."""
    scores = np.hstack([scores, np.zeros((len(scores), 1))])
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


def _maximise(design: Floats, belongs: Floats) -> Floats:
    """Coefficients of shape (1 + features, groups − 1)."""
    penalties = np.full(design.shape[1], RIDGE)
    penalties[0] = 0.0
    coefficients = np.zeros((design.shape[1], belongs.shape[1]))
    loss = _loss(design, belongs, coefficients, penalties)
    for _ in range(ITERATIONS):
        step = _newton_step(design, belongs, coefficients, penalties)
        size = 1.0
        while (new := _loss(design, belongs, coefficients + size * step, penalties)) > loss:
            size /= 2
            if size < SMALLEST_STEP:
                return coefficients
        coefficients = coefficients + size * step
        if loss - new <= CONVERGED_GAIN * abs(loss):
            break
        loss = new
    return coefficients


def _loss(design: Floats, belongs: Floats, coefficients: Floats, penalties: Floats) -> float:
    """The penalised negative log-likelihood."""
    scores = design @ coefficients
    highest = np.maximum(scores.max(axis=1, initial=0.0), 0.0)
    odds = np.exp(scores - highest[:, None]).sum(axis=1) + np.exp(-highest)
    likelihood = (belongs * scores).sum() - (highest + np.log(odds)).sum()
    return float(0.5 * (penalties[:, None] * coefficients**2).sum() - likelihood)


def _newton_step(
    design: Floats, belongs: Floats, coefficients: Floats, penalties: Floats
) -> Floats:
    """−H⁻¹g. The information of groups a and b is X' diag(P_a (δ_ab − P_b)) X."""
    shares = _softmax(design @ coefficients)[:, :-1]
    gradient = design.T @ (shares - belongs) + penalties[:, None] * coefficients
    size, groups = coefficients.shape
    information = np.zeros((groups, size, groups, size))
    for a in range(groups):
        for b in range(groups):
            weights = shares[:, a] * ((a == b) - shares[:, b])
            information[a, :, b, :] = (design * weights[:, None]).T @ design
        information[a, :, a, :] += np.diag(penalties)
    flat = information.reshape(groups * size, groups * size)
    step = np.linalg.solve(flat, -gradient.T.ravel())
    return np.asarray(step.reshape(groups, size).T, dtype=np.float64)
