"""What some hundred judgements teach about pairs that nobody judged.

A penalised logistic regression of the judgements, with the score that the lists alone give as its
offset. It may learn that the evidence of a field counts more or less than the model takes it to,
and how much more or less than it is taken to it speaks against a pair that other candidates of its
records are as good (``clustering.rivals``).
Factors are never negative, so evidence keeps its sign and its order: no disagreement ever raises a
probability; the given name, which tells siblings apart, never counts less. What relatives explain
is computed anew from the changed evidence. A reviewer errs now and then (``REVIEWER_ERRS``), so no
judgement is taken for certain here; for its own two records it binds all the same.

A review asks about pairs in doubt, chosen by their score and by what they change; they are no fair
sample of all pairs. So judgements teach what tells pairs apart, and not how many pairs are one
person: that stays as the lists have it, by a shift of all scores that keeps the expected number.
An earlier version took the level from the judgements too and lost true links by it.

Sources: Fellegi and Sunter (1969); Copas (1988) on regression with mistaken answers.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from sijill.linkage.arrays import Flags, Floats
from sijill.linkage.clustering.rivals import SHARE
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.learning import chance
from sijill.linkage.comparing.pair_data import PairData

FEWEST = 100
"""Judged pairs from which there is something to learn."""
FEWEST_OF_A_KIND = 20
"""So many of them must be one person, and so many two."""
REVIEWER_ERRS = 0.02
"""Share of answers that are wrong."""
FACTOR_SD, LEVEL_SD, RIVALS_SD = 0.25, 0.5, 0.3
"""How far factors, the level of the judged pairs and the weight of rivals may be expected to be
from what they are without judgements. Chosen by eye."""
_FIELDS = len(COMPARISONS)
_SPREAD = np.array([*[FACTOR_SD] * _FIELDS, LEVEL_SD, RIVALS_SD])
_STEP = 1e-4


class Taught(StrEnum):
    """Whether judgements taught anything, and if not, why."""

    LEARNED = "learned"
    TOO_FEW = "too few"
    ONE_SIDED = "one-sided"


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What was learned.

    ``judged`` pairs taught, ``same`` of them one person; ``factors`` are what the evidence of each
    field is multiplied by, ``rivals`` how much more of the log-odds of rivals is taken off than
    without judgements, and ``shift`` what is added to every pair.
    """

    taught: Taught
    judged: int
    same: int
    factors: Floats
    rivals: float = 0.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class PairEvidence:
    """What the score of each pair is made of.

    ``added`` has a column for each field, then the prior, then relatives; ``rivals`` are the
    log-odds of rivals.
    """

    data: PairData
    added: npt.NDArray[np.float32]
    rivals: Floats

    def part(self, rows: npt.NDArray[np.int64]) -> "PairEvidence":
        """The pairs at these positions."""
        chosen = np.zeros(len(self.rivals), dtype=bool)
        chosen[rows] = True
        return PairEvidence(self.data.part(chosen), self.added[chosen], self.rivals[chosen])

    def weights(self, model: Model, lesson: Lesson) -> Floats:
        """The log-odds of the pairs with what was learned."""
        by_field = self.added[:, :_FIELDS] * lesson.factors
        others = model.against(by_field, self.data)
        weights: Floats = by_field.sum(axis=1) + self.added[:, _FIELDS] - others
        weights += lesson.shift - lesson.rivals * self.rivals
        return weights


@dataclass(frozen=True, slots=True, eq=False)
class _Regression:
    """The penalised regression over values that are 0 without judgements and mostly within 1."""

    evidence: PairEvidence
    model: Model
    same: Flags

    def lesson(self, values: Floats) -> Lesson:
        """What these values are."""
        moved = values * _SPREAD
        judged, same = len(self.same), int(self.same.sum())
        factors, shift, rivals = 1 + moved[:_FIELDS], float(moved[-2]), float(moved[-1])
        return Lesson(Taught.LEARNED, judged, same, factors, rivals, shift)

    def loss(self, values: Floats) -> tuple[float, Floats]:
        """The penalised loss of the judgements, and its slopes."""
        weights = self._weights(values)
        right = chance(weights)
        said = REVIEWER_ERRS + (1 - 2 * REVIEWER_ERRS) * right
        likelihood = np.where(self.same, said, 1 - said)
        slopes = (1 - 2 * REVIEWER_ERRS) * right * (1 - right) / likelihood
        slopes[~self.same] *= -1
        moved = [
            slopes @ (self._weights(values + step) - weights) / _STEP
            for step in _STEP * np.eye(len(values))
        ]
        return float(values @ values / 2 - np.log(likelihood).sum()), values - np.array(moved)

    def _weights(self, values: Floats) -> Floats:
        weights = self.evidence.weights(self.model, self.lesson(values))
        return weights - SHARE * self.evidence.rivals


def teaches(same: Flags) -> Taught:
    """Whether so many judgements, each one person or two, suffice to learn from."""
    if len(same) < FEWEST:
        return Taught.TOO_FEW
    fewest = min(int(same.sum()), int((~same).sum()))
    return Taught.LEARNED if fewest >= FEWEST_OF_A_KIND else Taught.ONE_SIDED


def no_lesson(same: Flags) -> Lesson:
    """What judgements teach that do not suffice."""
    return Lesson(teaches(same), len(same), int(same.sum()), np.ones(_FIELDS))


def learn_lesson(evidence: PairEvidence, model: Model, same: Flags) -> Lesson:
    """Learn from judged pairs; the level that fits them, which they do not teach, is left out.

    Args:
        evidence: of the judged pairs, in an order that does not depend on who judged when.
        model: by which they were weighed.
        same: whether each was judged one person.
    """
    fit = _Regression(evidence, model, same)
    least = [*[-1 / FACTOR_SD] * _FIELDS, None, -SHARE / RIVALS_SD]
    least[FIELD_NUMBERS["given"]] = 0.0
    found = minimize(
        fit.loss,
        np.zeros(len(_SPREAD)),
        jac=True,
        method="L-BFGS-B",
        bounds=[(bound, None) for bound in least],
    )
    return replace(fit.lesson(found.x), shift=0.0)
