"""What a person should look at: pairs in doubt that nobody has judged."""

from collections.abc import Iterable

import numpy as np

from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.comparing.scoring import UNKNOWN
from sijill.linkage.comparing.vetoes import VETOES
from sijill.model.results.links import Partition, ScoredPair, Veto

_FIELDS = [comparison.name for comparison in COMPARISONS]
_ELSEWHERE = [level.word for level in COMPARISONS[0].levels].index("elsewhere")
_UNLIKE = VETOES.index(Veto.GIVEN_NAMES_DISAGREE)


def pairs_to_review(
    scored: ScoredPairs,
    partition: Partition,
    judged: Iterable[tuple[str, str]],
    same_permille: int,
    review_permille: int,
) -> list[ScoredPair]:
    """Pairs in the grey zone that nobody has judged, the most uncertain first.

    A pair is grey where its score is between the two thresholds and no veto stands, where the
    clusters overrule its score (joined below the threshold, or parted above it), where it looks
    like one person twice on a list that was taken to name each person once, or where the given name
    of one stands further on in the other and no age tells a second name from a son's father.
    """
    number = {record: at for at, members in enumerate(partition.clusters) for record in members}
    cluster_of = np.array([number[record] for record in scored.ids], dtype=np.int64)
    joined = cluster_of[scored.left] == cluster_of[scored.right]
    odds = np.log(np.array([same_permille, review_permille]) / 1000)
    odds -= np.log1p(-np.array([same_permille, review_permille]) / 1000)
    high, possible = scored.odds >= odds[0], scored.odds >= odds[1]
    twice = scored.vetoes == VETOES.index(Veto.ONE_LIST_WITHOUT_DUPLICATES)
    grey = (scored.vetoes < 0) & (
        (possible & ~high) | (possible & (joined != high)) | (joined & ~high)
    )
    given, age = (scored.levels[:, _FIELDS.index(name)] for name in ("given", "age"))
    second = (given == _ELSEWHERE) & (age == UNKNOWN)
    grey |= (twice | (second & (scored.vetoes == _UNLIKE))) & high
    middle = (same_permille + review_permille) / 2
    done = set(judged)
    found = [scored.at(position) for position in np.flatnonzero(grey).tolist()]
    return sorted(
        (pair for pair in found if pair.pair not in done),
        key=lambda pair: (abs(pair.permille - middle), pair.pair),
    )
