"""Do people agree with the scores, and with each other?

*Reliability*: judged pairs in bands of their score. In each band the share that was judged one
person is held against the mean of the scores; where scores are calibrated, the two are alike. The
pairs of a review are those in doubt, chosen by their score and what they change, so a band tells of
the pairs that were asked about.

*Cohen's kappa* (1960): the agreement of two readers of the same pairs beyond what their own
habits of answering give by chance; 1 is full agreement, 0 none beyond chance.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scipy.stats import binomtest

BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 1.0)
"""Ends of the bands of scores; the last band holds 1."""
_LEVEL = 0.9
"""Of the intervals."""


@dataclass(frozen=True, slots=True)
class ReliabilityBand:
    """The judged pairs with a score from ``low`` to below ``high``.

    ``expected`` is the mean of their scores; ``lowest`` to ``highest`` is the 90 % interval of the
    share judged one person (Wilson 1927).
    """

    low: float
    high: float
    judged: int
    same: int
    expected: float
    lowest: float
    highest: float

    @property
    def share(self) -> float:
        """The share that was judged one person."""
        return self.same / self.judged

    @property
    def agrees(self) -> bool:
        """Whether the mean of the scores lies within the interval."""
        return self.lowest <= self.expected <= self.highest


@dataclass(frozen=True, slots=True)
class ReaderAgreement:
    """Two readers of the same pairs; ``kappa`` is ``None`` where chance alone gives agreement."""

    first: str
    second: str
    pairs: int
    agreed: int
    kappa: float | None


def measure_reliability(judged: Iterable[tuple[float, bool]]) -> tuple[ReliabilityBand, ...]:
    """The bands that hold judged pairs, in order.

    Args:
        judged: of each pair its score, from 0 to 1, and whether it was judged one person.
    """
    pairs = list(judged)
    bands = []
    for low, high in pairwise(BANDS):
        inside = [
            (score, same) for score, same in pairs if low <= score < high or score == high == 1.0
        ]
        if inside:
            same = sum(answer for _, answer in inside)
            expected = sum(score for score, _ in inside) / len(inside)
            ends = binomtest(same, len(inside)).proportion_ci(_LEVEL, method="wilson")
            bands.append(
                ReliabilityBand(low, high, len(inside), same, expected, ends.low, ends.high)
            )
    return tuple(bands)


def compare_readers(first: str, second: str, answers: Sequence[tuple[str, str]]) -> ReaderAgreement:
    """The agreement of two readers.

    Args:
        first: who gave the first answer of each pair.
        second: who gave the other.
        answers: both answers to each pair that both read.
    """
    agreed = sum(answer == other for answer, other in answers)
    return ReaderAgreement(first, second, len(answers), agreed, cohens_kappa(answers))


def cohens_kappa(answers: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond chance; ``None`` without answers, or where all are one and the same."""
    if not answers:
        return None
    total = len(answers)
    observed = sum(answer == other for answer, other in answers) / total
    ones, others = (Counter(answer[side] for answer in answers) for side in (0, 1))
    chance = sum(ones[answer] * others[answer] for answer in ones) / total**2
    return None if math.isclose(chance, 1.0) else (observed - chance) / (1 - chance)
