"""Records of several lists grouped into incidents: scored, reviewable, reversible.

Pairs are joined from the likeliest on. A list describes an incident once, so two of its records are
in one group only where a person says so, or where one row prints the other's code. What a person
judged different is never joined, whatever the chain.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sijill.incidents.candidates import Pair, find_candidates
from sijill.incidents.pair_scores import Facts, probability, score_pair, weights
from sijill.model.results.incidents import IncidentGroups, IncidentPair


def group_incidents(
    facts: Iterable[Facts],
    same: Collection[Pair] = frozenset(),
    different: Collection[Pair] = frozenset(),
    thresholds: tuple[int, int] = (700, 200),
) -> IncidentGroups:
    """Which records are about one incident.

    Args:
        facts: what is compared of each record.
        same: pairs of record ids (sorted) that a person judged one incident.
        different: pairs that a person judged two.
        thresholds: per mille from which a pair is joined, and from which a person should look.
    """
    by_id = {record_facts.record.head.id: record_facts for record_facts in facts}
    candidates = find_candidates(by_id)
    scored = sorted(_scored(by_id, candidates.pairs), key=lambda pair: (pair.left, pair.right))
    pairs = tuple(
        replace(pair, judged=_judged((pair.left, pair.right), same, different))
        for pair in _without_rivals(by_id, scored)
    )
    groups = _joined(by_id, pairs, same, different, thresholds[0])
    group_of = {member: group for group in groups for member in group}
    review = tuple(
        pair
        for pair in sorted(pairs, key=lambda pair: (-pair.permille, pair.left, pair.right))
        if not pair.judged
        and pair.permille >= thresholds[1]
        and (group_of[pair.left] is not group_of[pair.right] or pair.permille < _SURE)
    )
    return IncidentGroups(tuple(groups), pairs, review, candidates.cut_records)


_SURE = 950
"""Per mille from which a joined pair is not offered for review."""


def _judged(pair: Pair, same: Collection[Pair], different: Collection[Pair]) -> str:
    if pair in same:
        return "same"
    return "different" if pair in different else ""


def _scored(by_id: Mapping[str, Facts], candidates: Iterable[Pair]) -> Iterator[IncidentPair]:
    """Pairs of different lists that may be of one time, and pairs of one list with one code."""
    for left, right in candidates:
        pair = score_pair(by_id[left], by_id[right])
        if pair is None:
            continue
        is_one_list = by_id[left].record.head.source == by_id[right].record.head.source
        if not is_one_list or "same_code" in pair.reasons:
            yield pair


def _without_rivals(
    by_id: Mapping[str, Facts], pairs: Sequence[IncidentPair]
) -> Iterator[IncidentPair]:
    """The pairs; those that have no rival between their two lists say so and weigh more."""
    near = [pair for pair in pairs if _is_near(pair)]
    times: Counter[tuple[str, str]] = Counter()
    for pair in near:
        left, right = (by_id[each].record.head.source for each in (pair.left, pair.right))
        times[pair.left, right] += 1
        times[pair.right, left] += 1
    for pair in pairs:
        left, right = (by_id[each].record.head.source for each in (pair.left, pair.right))
        is_alone = _is_near(pair) and times[pair.left, right] == times[pair.right, left] == 1
        reasons = (
            {**pair.reasons, "no_other_is_near": weights()["no_other_is_near"]}
            if is_alone
            else pair.reasons
        )
        yield replace(pair, reasons=reasons, permille=probability(reasons))


def _is_near(pair: IncidentPair) -> bool:
    """Whether two records may be of one time and place."""
    reasons = pair.reasons.keys()
    is_near_in_time = bool(reasons & {"same_day", "one_day_apart", "day_of_first_report"})
    return is_near_in_time and not reasons & {
        "places_far_apart",
        "places_apart",
        "other_place_name",
    }


def _joined(
    by_id: Mapping[str, Facts],
    pairs: Sequence[IncidentPair],
    same: Collection[Pair],
    different: Collection[Pair],
    threshold: int,
) -> list[tuple[str, ...]]:
    group_of = {identity: {identity} for identity in by_id}
    lists_of = {identity: {by_id[identity].record.head.source} for identity in by_id}
    apart = _partners(different)
    forced = [pair for pair in sorted(same) if pair[0] in by_id and pair[1] in by_id]
    likely = sorted(
        (pair for pair in pairs if pair.permille >= threshold),
        key=lambda pair: (-pair.permille, pair.left, pair.right),
    )
    free = [
        (pair.left, pair.right, "same_code" in pair.reasons) for pair in likely if not pair.judged
    ]
    for left, right, is_certain in [*((*pair, True) for pair in forced), *free]:
        is_left_larger = len(group_of[left]) >= len(group_of[right])
        kept, joined = (left, right) if is_left_larger else (right, left)
        group, other = group_of[kept], group_of[joined]
        if group is other or _are_judged_apart(group, other, apart):
            continue
        lists, others = lists_of[kept], lists_of[joined]
        if not is_certain and not lists.isdisjoint(others):
            continue  # a list would stand in it twice
        group |= other
        lists |= others
        for member in other:
            group_of[member], lists_of[member] = group, lists
    distinct = {id(group): group for group in group_of.values()}
    return sorted(tuple(sorted(group)) for group in distinct.values())


def _partners(pairs: Collection[Pair]) -> dict[str, set[str]]:
    """For each record those with which it stands in a pair."""
    partners: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        partners[left].add(right)
        partners[right].add(left)
    return partners


def _are_judged_apart(
    larger: Collection[str], smaller: Collection[str], apart: Mapping[str, set[str]]
) -> bool:
    """Whether a person judged any two of them different."""
    return bool(apart) and any(
        not apart[member].isdisjoint(larger) for member in smaller if member in apart
    )
