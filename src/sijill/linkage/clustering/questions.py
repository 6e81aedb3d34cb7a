"""What one answer about a pair changes: two clusters joined, or a record parted from its cluster.

Asking about each pair of two clusters of three records would be nine questions with one answer. So
pairs are put together by the question that they ask: whether the clusters of their two records are
one person, or, inside a cluster, whether the record that fits it worse belongs there. An answer is
expected to change p (1 - p) times the pairs of records that it joins or parts, where p is the
probability by the closeness at which clusters grow: these pairs are what counts of persons and of
overlaps rest on.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.clustering.clusters import SHARE_OF_BEST, STRONGEST
from sijill.linkage.clustering.growing import UNSCORED
from sijill.linkage.comparing.learning import chance
from sijill.linkage.comparing.pairs import ScoredPairs

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ReviewQuestions:
    """For each scored pair the number of its question, and what an answer is expected to change.

    ``changes`` are pairs of records, at least 0.
    """

    about: Numbers
    changes: Floats


def find_questions(scored: ScoredPairs, cluster_of: Rows) -> ReviewQuestions:
    """The questions that the scored pairs ask.

    Args:
        scored: all scored pairs.
        cluster_of: for each of their records the number of its cluster.
    """
    ends = cluster_of[scored.left].astype(np.int64), cluster_of[scored.right].astype(np.int64)
    clusters = int(cluster_of.max(initial=-1)) + 1
    parted = ends[0] != ends[1]
    odds = np.where(scored.vetoes < 0, np.clip(scored.odds, -STRONGEST, STRONGEST), -STRONGEST)
    about = np.minimum(*ends) * clusters + np.maximum(*ends)
    changes = np.zeros(len(scored))
    size = np.bincount(cluster_of, minlength=clusters)
    every = (size[ends[0]] * size[ends[1]])[parted]
    changes[parted] = _of_joining(about[parted], odds[parted], every)
    inside = ~parted & (scored.vetoes < 0)
    weaker, changes[inside] = _of_parting(scored, odds, inside, len(cluster_of))
    about[inside] = -1 - weaker
    return ReviewQuestions(about, changes)


def _of_joining(about: Numbers, odds: Floats, every: npt.NDArray[np.int64]) -> Floats:
    """What it is expected to change whether the two clusters of each pair are one.

    Args:
        about: of each pair the number of its two clusters.
        odds: natural log-odds, of pairs under a veto the least.
        every: how many pairs of records the two clusters make.
    """
    _, at, of = np.unique(about, return_index=True, return_inverse=True)
    scored = np.bincount(of, minlength=len(at))
    sums = np.bincount(of, odds, len(at)) + UNSCORED * (every[at] - scored)
    best = np.full(len(at), -np.inf)
    np.maximum.at(best, of, odds)
    same = chance(SHARE_OF_BEST * best + (1 - SHARE_OF_BEST) * sums / every[at])
    changes: Floats = (same * (1 - same) * every[at])[of]
    return changes


def _of_parting(
    scored: ScoredPairs, odds: Floats, inside: Flags, records: int
) -> tuple[Numbers, Floats]:
    """For each pair inside a cluster the record that fits worse, and what parting it changes."""
    left, right, weights = scored.left[inside], scored.right[inside], odds[inside]
    others = np.bincount(left, minlength=records) + np.bincount(right, minlength=records)
    sums = np.bincount(left, weights, records) + np.bincount(right, weights, records)
    same = chance(sums / np.maximum(others, 1))
    changes = same * (1 - same) * others
    weaker = np.where(changes[left] >= changes[right], left, right).astype(np.int64)
    return weaker, changes[weaker]
