"""How far may the scores of pairs be off? The log-odds of pairs as one draw takes them.

A score says how likely a pair is, with whatever else its two records resemble. A draw decides for
each record between several candidates and nobody, one after the other, and keeps clusters together.
Where two candidates are at even odds each, it would find nobody in a quarter of the draws; where
many records bear the same few names, it would join too many. So something is added to all log-odds
that makes draws make as many links as the scores expect. It depends on the lists, and is measured
in a few draws of its own.

Two things are uncertain about all pairs together, and they matter more for a count than the chance
of single pairs, which evens out:

* *How many links there are.* The few pairs of a small register teach that less well.
* *What is not scored.* Blocking loses links, and so do vetoes (``lost_links``).

Each draw of a partition takes its own values, and its own shift for each two lists.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.linkage.comparing.learning import chance
from sijill.linkage.posterior.noise import Hashes, logistic_noise
from sijill.linkage.posterior.partitions import Partitions

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

TRIED = (-1.0, 0.0, 1.0, 2.0)
"""Added to log-odds; between two of them the logarithm of the links is taken as linear."""
MOST_DRAWS, ROWS_DRAWN = 6, 60_000
"""Draws for each that is tried, with the same noise for all; in large registers, where chance evens
out, one draw for so many records at least."""
OF_ROOT, OF_ALL = 0.4, 0.003
"""The deviation of the number of links, in parts of its square root and of itself. In simulated
cities of 120 to 2,000 deaths nine in ten intervals or more then hold the truth, in small towns in
which many people share a name 35 of 40 (``bench/linkage_coverage.py``, ``small_registers.py``)."""
LIST_SHIFT_SD = 0.25
"""Of the log-odds of the pairs between two lists."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How many links the scores expect, how many each of ``TRIED`` makes, and the lists of pairs.

    A link is one cluster less: three records of one person are two links. ``doubt`` is the sum of
    p (1 - p) over all edges that a draw decides; ``list_pairs`` has for each edge the number of its
    two lists.
    """

    expected: float
    doubt: float
    joined: Floats
    list_pairs: Rows

    @classmethod
    def of(
        cls,
        partitions: Partitions,
        weights: Floats,
        odds: Floats,
        keys: Hashes,
        list_pairs: Rows,
    ) -> "Calibration":
        """Measured in draws.

        Args:
            partitions: what can be drawn.
            weights: log-odds of its edges, as draws take them.
            odds: log-odds of the same edges with other candidates taken off.
            keys: of each edge, for its noise.
            list_pairs: of each edge the number of its two lists.
        """
        draws = min(MOST_DRAWS, max(1, ROWS_DRAWN // max(1, partitions.records)))
        noises = [logistic_noise(keys, number) for number in range(draws)]
        joined = [
            np.mean([partitions.links(partitions.draw(weights + tried + one)) for one in noises])
            for tried in TRIED
        ]
        chances = chance(odds)
        expected = partitions.expected_links(chances)
        doubt = float((chances * (1 - chances))[partitions.is_open].sum())
        return cls(expected, doubt, np.maximum.accumulate(joined), list_pairs)

    def draw(self, rng: np.random.Generator) -> tuple[Floats, int]:
        """What one draw adds to the log-odds of each edge, and how many links are still lost."""
        deviation = np.hypot(OF_ROOT * np.sqrt(self.expected), OF_ALL * self.expected)
        deviation *= min(1.0, self.doubt)  # where no pair is in doubt, nor is their number
        wanted = self.expected + deviation * rng.normal()
        shifts = rng.normal(0.0, LIST_SHIFT_SD, int(self.list_pairs.max(initial=0)) + 1)
        level = np.interp(np.log1p(max(wanted, 0.0)), np.log1p(self.joined), TRIED)
        added = level + shifts[self.list_pairs]
        return added, round(max(0.0, wanted - float(self.joined[-1])))
