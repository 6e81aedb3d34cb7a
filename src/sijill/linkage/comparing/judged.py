"""What judgements teach about all scores: a straight line from scored to judged log-odds.

The shares of the model are learned without anybody's judgement, so its scores may lean to one side
in one register. When some hundred pairs are judged, a logistic regression of the judgements on the
scores (Platt 1999) says by how much, for judged and other pairs alike. Which pairs a person was
asked about depends on their scores alone, so the judged ones stand for the others of their score.

The line rises, so no disagreement ever raises a probability. It stays near the score itself while
there are few judgements. A reviewer errs now and then, so no judgement is taken for certain here;
for its own two records it binds all the same.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST = 100
"""Judged pairs from which scores are adjusted."""
FEWEST_OF_A_KIND = 20
"""So many of them must be one person, and so many two."""
REVIEWER_ERRS = 0.02
SHIFT_SD, SLOPE_SD = 0.5, 0.25
"""How far the line may be expected to be from the score itself."""
LEAST_SLOPE = 0.25
_WIDEST = 12.0


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """Adjusted log-odds are ``shift`` + ``slope`` times the scored ones.

    ``judged`` is the number of pairs that it was learned from, 0 for the scores as they are.
    """

    shift: float = 0.0
    slope: float = 1.0
    judged: int = 0

    def adjust(self, log_odds: Floats) -> Floats:
        """The log-odds of pairs as the judgements have them; the order of pairs stays."""
        found: Floats = self.shift + self.slope * log_odds
        return found


def learn_line(log_odds: Floats, same: Flags) -> JudgedLine:
    """Learn from the scores of judged pairs and whether each was judged one person."""
    order = np.lexsort((same, log_odds))
    scores, judged = np.clip(log_odds[order], -_WIDEST, _WIDEST), same[order]
    few = min(int(judged.sum()), int((~judged).sum())) < FEWEST_OF_A_KIND
    if len(scores) < FEWEST or few:
        return JudgedLine()

    def loss(line: Floats) -> float:
        shift, slope = line
        chance = 1 / (1 + np.exp(-(shift + slope * scores)))
        said = REVIEWER_ERRS + (1 - 2 * REVIEWER_ERRS) * chance
        fit = np.log(np.where(judged, said, 1 - said)).sum()
        near = (shift / SHIFT_SD) ** 2 / 2 + ((slope - 1) / SLOPE_SD) ** 2 / 2
        return float(near - fit)

    found = minimize(loss, np.array([0.0, 1.0]), bounds=((-5.0, 5.0), (LEAST_SLOPE, 3.0)))
    return JudgedLine(float(found.x[0]), float(found.x[1]), len(scores))
