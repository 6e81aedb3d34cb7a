"""Linkage from records to a partition: block, score, close, veto, cluster.

And what a person should see.
"""

from collections.abc import Callable, Iterable, Mapping

from sijill.linkage.clusters import Constraints, cluster, components, missing_pairs
from sijill.linkage.features import Circumstance, Linkable, comparable_name, feature_table
from sijill.linkage.scoring import Scorer, model_digest
from sijill.linkage.vetoes import with_veto
from sijill.model.results.links import Partition, ScoredPair

LARGEST_COMPONENT = 400
"""Components above this are not closed pair by pair (80,000 pairs).

Their missing pairs count as far.
"""

Progress = Callable[[str], None]


def link(
    records: Iterable[Linkable],
    known: Mapping[str, Circumstance],
    constraints: Constraints,
    same_permille: int,
    closing_permille: int,
    progress: Progress,
) -> tuple[Partition, dict[tuple[str, str], ScoredPair]]:
    """The partition of all linkable records, and every scored pair by its ids.

    Args:
        records: persons and remains; those without a comparable name stand alone.
        known: day and place of death by record id.
        constraints: human judgements.
        same_permille: mean probability, in thousandths, from which clusters join.
        closing_permille: probability from which pairs form components, in which every pair is
        scored.
        progress: told in words what is being done.
    """
    by_id = {record.head.id: record for record in records}
    comparable = [record for record in by_id.values() if comparable_name(record) is not None]
    scored: dict[tuple[str, str], ScoredPair] = {}
    if len(comparable) > 1:
        progress("scoring candidate pairs")
        scorer = Scorer(feature_table(comparable, known))
        scored = _by_pair(scorer.candidates(), by_id)
        likely = [
            pair
            for pair, score in scored.items()
            if score.permille >= closing_permille and score.veto is None
        ]
        groups = components((record.head.id for record in comparable), likely)
        open_pairs = missing_pairs(
            (group for group in groups if len(group) <= LARGEST_COMPONENT), scored
        )
        progress("closing components")
        scored |= _by_pair(scorer.score(open_pairs), by_id)
    progress("forming persons")
    return Partition(cluster(by_id, scored, constraints, same_permille), model_digest()), scored


def _by_pair(
    pairs: Iterable[ScoredPair], records: Mapping[str, Linkable]
) -> dict[tuple[str, str], ScoredPair]:
    return {pair.pair: with_veto(pair, records) for pair in pairs}


def pairs_to_review(
    scored: Mapping[tuple[str, str], ScoredPair],
    partition: Partition,
    judged: Iterable[tuple[str, str]],
    same_permille: int,
    review_permille: int,
) -> list[ScoredPair]:
    """Pairs in the grey zone that nobody has judged, the most uncertain first.

    A pair is grey where its score is between the two thresholds and no veto stands, or where the
    clusters overrule its score: joined below the threshold, or parted above it.
    """
    cluster_of = {record: members for members in partition.clusters for record in members}
    done = set(judged)

    def is_grey(pair: ScoredPair) -> bool:
        if pair.pair in done or pair.veto is not None:
            return False
        joined = cluster_of[pair.left] is cluster_of[pair.right]
        high = pair.permille >= same_permille
        return (pair.permille >= review_permille and not high) or (
            joined != high and pair.permille >= review_permille
        )

    middle = (same_permille + review_permille) / 2
    grey = [pair for pair in scored.values() if is_grey(pair)]
    return sorted(grey, key=lambda pair: (abs(pair.permille - middle), pair.pair))
