"""Draws of the partition: R whole partitions that could be the true one.

Each draw takes its own calibration of the scores and its own noise for each pair, and grows
clusters under the constraints. Then as many links are added as, by the audit, blocking and vetoes
have lost: between records that look like those of the lost pairs and that nothing parts. Which they
are nobody knows, so they count in numbers and are shown nowhere.

Where two lists give what looks like one person two identity numbers, either these are two people or
one list copied its numbers wrongly. The records do not say which, and the answer is one for all
such pairs, so it is not drawn pair by pair: that would even out and make ranges too narrow. Each
answer has the probability one half: in the odd draws all such pairs are two people, in the even
draws they are weighed by their scores, in which another number counts like another name.

So it is where few records cannot decide a pair (``few_records``): what nobody knows is what a
difference is worth in these lists, and that is one for all such pairs. Each draw takes a share of
them for one person, from none to all, each as likely; so the range of a count reaches from where
all stay apart, as they do until somebody decides, to where all are joined.

Everything is random under the seed alone: the same records and judgements give the same draws.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.linkage import Linkage
from sijill.linkage.posterior.calibration import Calibration
from sijill.linkage.posterior.distinct import distinct_clusters
from sijill.linkage.posterior.effects import find_doubtful
from sijill.linkage.posterior.lost_links import LostLinks, RecordTraits
from sijill.linkage.posterior.noise import hash_records, logistic_noise, pair_keys
from sijill.linkage.posterior.partitions import Partitions
from sijill.linkage.rivalry import few_records_differ, numbers_differ
from sijill.model.results.replicates import DoubtfulLink, Replicates

Rows = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

SEED = 7
APART = -30.0
"""Log-odds so low that no noise joins a pair: in the odd draws two numbers are two people."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws of the partition, and the links that they differ in, the greatest effect first."""

    replicates: Replicates[tuple[str, ...]]
    doubtful: tuple[DoubtfulLink, ...]


def draw_partitions(
    linkage: Linkage, constraints: Constraints, traits: RecordTraits, draws: int
) -> Posterior:
    """Draw partitions.

    Args:
        linkage: scored pairs and the settled partition.
        constraints: human judgements, as the settled partition has them.
        traits: of each record, in the order of ``linkage.ids``.
        draws: how many partitions.
    """
    edges = linkage.free
    partitions = Partitions(linkage.ids, edges, constraints, linkage.once, linkage.compared)
    keys = pair_keys(hash_records(linkage.ids, SEED), edges.left, edges.right)
    pair_lists = _number_list_pairs(traits.lists, edges.left, edges.right)
    lost = LostLinks.of(linkage, traits, constraints)
    by_number = numbers_differ(linkage.scored.vetoes)
    undecided = few_records_differ(linkage.scored.vetoes) & (edges.weights >= 0)
    scores, odds = (
        np.where(by_number | undecided, APART, values)
        for values in (edges.weights, linkage.scored.odds)
    )
    calibration = Calibration.of(partitions, scores, odds, keys, pair_lists)
    rng = np.random.default_rng(SEED)
    labels = np.empty((draws, len(linkage.ids)), dtype=np.int32)
    with_lost = np.empty_like(labels)
    for number in range(draws):
        added, left = calibration.draw(rng)
        weights = edges.weights + added
        if number % 2:  # half of the draws, whatever their number
            weights = np.where(by_number, APART, weights)
        if undecided.any():
            weights = np.where(undecided, rng.logistic(), weights)
        labels[number] = partitions.draw(weights + logistic_noise(keys, number))
        links = left + lost.draw_number(labels[number], rng)
        with_lost[number] = lost.join(labels[number], links, rng)
    return Posterior(
        distinct_clusters(linkage.ids, with_lost),
        find_doubtful(linkage.ids, edges, labels, _judged(constraints)),
    )


def _number_list_pairs(lists: Rows, left: Rows, right: Rows) -> Rows:
    """For each pair of records a number for its two lists, whichever stands first."""
    low, high = np.minimum(lists[left], lists[right]), np.maximum(lists[left], lists[right])
    both = low.astype(np.int64) * (int(lists.max(initial=0)) + 1) + high
    _, number = np.unique(both, return_inverse=True)
    return number.astype(np.int32)


def _judged(constraints: Constraints) -> frozenset[tuple[str, str]]:
    return constraints.same | constraints.different
