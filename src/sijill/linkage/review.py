"""What a person should look at: pairs in doubt that nobody has judged, by what they change.

Of the pairs that ask the same question (``clustering.questions``) the likeliest stands where its
answer puts it, and the others after all questions: one answer mostly answers them.

Review can end when the pairs that nobody judged no longer move the number of persons: they are
listed until all the others together are expected to move it by less than a stated bound, which is
the root of the summed variances that their doubts add to the number.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sijill.linkage.clustering.questions import find_questions
from sijill.linkage.comparing.comparisons import FIELD_NUMBERS, UNKNOWN, level_number
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.comparing.vetoes import VETOES
from sijill.linkage.linkage import log_odds
from sijill.linkage.rivalry import few_records_differ
from sijill.model.results.links import Partition, ScoredPair, Veto
from sijill.model.results.replicates import DoubtfulLink

_ELSEWHERE = level_number("given", "elsewhere")
_UNLIKE = VETOES.index(Veto.GIVEN_NAMES_DISAGREE)
_OVERRULED = [
    VETOES.index(veto) for veto in (Veto.ONE_LIST_WITHOUT_DUPLICATES, Veto.IDENTITY_NUMBERS_DIFFER)
]
"""Vetoes that a score may contradict: a number is copied wrongly, a list holds somebody twice."""


BOUND_PERMILLE = 5
"""Of the persons: how far pairs outside the review may be expected to move their number."""


def review_bound(persons: int) -> int:
    """By how many persons the pairs outside the review may move their number, at least 1."""
    return max(1, persons * BOUND_PERMILLE // 1000)


def order_by_effect(
    grey: Iterable[ScoredPair],
    doubtful: Sequence[DoubtfulLink],
    scored: ScoredPairs,
    partition: Partition,
    bound: int,
) -> list[ScoredPair]:
    """The grey pairs and the doubtful ones that matter, what changes most first.

    Args:
        grey: pairs that are shown whatever their effect, in their order.
        doubtful: links that the draws differ in, the greatest effect first.
        scored: all scored pairs.
        partition: the clusters that were settled.
        bound: see ``review_bound``.
    """
    asked = {pair.pair: pair for pair in grey}
    rest = sum(link.variance for link in doubtful if link.pair not in asked)
    for link in doubtful:
        if rest < bound**2 * 10**6:
            break
        if link.pair not in asked:
            asked[link.pair] = scored[link.pair]
            rest -= link.variance
    effects = {link.pair: link.effect for link in doubtful}
    pairs = sorted(asked.values(), key=lambda pair: -effects.get(pair.pair, 0))
    return _by_question(pairs, effects, scored, partition)


def _by_question(
    pairs: Sequence[ScoredPair],
    effects: Mapping[tuple[str, str], int],
    scored: ScoredPairs,
    partition: Partition,
) -> list[ScoredPair]:
    """The pairs by what an answer changes, one for each question before all others.

    What a veto keeps apart changes no pair of records unless somebody overrules it; where draws
    leave it open, its effect on the number of persons stands in its place.
    """
    positions = [scored.find(pair.pair) for pair in pairs]
    at = np.array([-1 if one is None else one for one in positions], dtype=np.int64)
    found = find_questions(scored, _clusters_of(scored, partition))
    changes = 2 * found.changes[at]
    of_draws = np.array([effects.get(pair.pair, 0) / 1000 for pair in pairs])
    changes = np.where(scored.vetoes[at] < 0, changes, np.maximum(changes, of_draws))
    likeliest = np.argsort(-scored.odds[at], kind="stable")
    _, first = np.unique(found.about[at][likeliest], return_index=True)
    is_again = np.ones(len(pairs), dtype=bool)
    is_again[likeliest[first]] = False
    return [pairs[number] for number in np.lexsort((-changes, is_again)).tolist()]


def _clusters_of(scored: ScoredPairs, partition: Partition) -> npt.NDArray[np.int32]:
    """For each record of the scored pairs the number of its cluster."""
    number = {record: at for at, members in enumerate(partition.clusters) for record in members}
    return np.array([number[record] for record in scored.ids], dtype=np.int32)


def pairs_to_review(
    scored: ScoredPairs,
    partition: Partition,
    judged: Iterable[tuple[str, str]],
    same_permille: int,
    review_permille: int,
) -> list[ScoredPair]:
    """Pairs in the grey zone that nobody has judged, the most uncertain first.

    A pair is grey where its score is between the two thresholds and no veto stands, where the
    clusters overrule its score (joined below the threshold, or parted above it), where something
    speaks against it that few records cannot weigh, where it looks like one person twice on a list
    that was taken to name each person once, where all but the identity numbers agree, or where the
    given name of one stands further on in the other and no age tells a second name from a son's
    father.
    """
    cluster_of = _clusters_of(scored, partition)
    joined = cluster_of[scored.left] == cluster_of[scored.right]
    high = scored.odds >= log_odds(same_permille)
    possible = scored.odds >= log_odds(review_permille)
    overruled = np.isin(scored.vetoes, _OVERRULED)
    few = few_records_differ(scored.vetoes)
    grey = (scored.vetoes < 0) & (
        (possible & ~high) | (possible & (joined != high)) | (joined & ~high)
    )
    given, age = (scored.levels[:, FIELD_NUMBERS[name]] for name in ("given", "age"))
    second = (given == _ELSEWHERE) & (age == UNKNOWN)
    grey |= (overruled | (second & (scored.vetoes == _UNLIKE))) & high
    grey |= few & possible & ~joined
    halfway = (same_permille + review_permille) / 2
    done = set(judged)
    pairs = [scored.at(position) for position in np.flatnonzero(grey).tolist()]
    return sorted(
        (pair for pair in pairs if pair.pair not in done),
        key=lambda pair: (abs(pair.permille - halfway), pair.pair),
    )
