"""How many are on no list, if a group of the people is much harder to record than the others.

Two latent classes a stated factor apart (Norris & Pollock 1996, Biometrics 52:639, and Pledger
2000, Biometrics 56:434, fit such mixtures): a share s of the people has κ times smaller odds of
being on any list. Given κ one number more than independence is unknown, as in the model of Rasch,
so three lists can tell it. Mixtures that no table tells apart differ in how many they put on no
list (Link 2003, Biometrics 59:1123): people who differ by normal degrees hide few, a group apart
hides many. κ is a wager and is stated. A table of many persons says how large such a group can be
at most, one of few hardly limits it: so the interval becomes wide where little was counted.

The share is uniform from 0 to a half, expit β_j uniform, p(N) ∝ 1/N. With z the log odds of a
person beside those of the first group, the density is that of Rasch with two values of z instead of
a normal law (:mod:`sijill.estimation.rasch.density`).
"""

import math

import numpy as np

from sijill.estimation.rasch.density import RaschDensity, log_prior_of_effects
from sijill.estimation.tables.cells import Floats, Integers

LARGEST_SHARE = 0.5
"""With more the group would be the rule and the others the exception."""
SMALLEST_SHARE = 1e-12
"""In place of 0, whose logarithm there is none of."""


class TwoGroupsDensity(RaschDensity):
    """The log posterior of points (β_1 … β_J, s), shape (m, J + 1), s from 0 to a half.

    β are the log odds of the group that is easier to record.
    """

    largest = LARGEST_SHARE

    def __init__(self, counts: Integers, harder: float) -> None:
        super().__init__(counts)
        self.hardest = math.log(harder)
        self._person_effects = np.array([0.0, -self.hardest])

    def log_prior(self, points: Floats) -> Floats:
        """The part of ``log`` that is the prior's."""
        return log_prior_of_effects(points)

    def _paths(self, points: Floats) -> tuple[Floats, Floats]:
        share = np.clip(points[:, -1:], SMALLEST_SHARE, 1 - SMALLEST_SHARE)
        log_weights = np.log(np.hstack([1 - share, share]))
        log_odds = points[:, :-1, None] + self._person_effects
        alone = log_weights - np.logaddexp(0.0, log_odds).sum(axis=1)
        sizes = np.arange(self.lists + 1)
        return log_odds, alone[:, None] + sizes[:, None] * self._person_effects
