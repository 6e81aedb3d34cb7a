"""Records of several lists grouped into incidents: scored, reviewable, reversible.

Pairs are joined from the likeliest on. A list describes an incident once, so two of its records are
in one group only where a person says so, or where one row prints the other's code. What a person
judged different is never joined, whatever the chain.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sijill.incidents.pair_scores import Facts, codes_of, probability, score_pair, weights
from sijill.model.results.incidents import IncidentGroups, IncidentPair

Pair = tuple[str, str]


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
    by_id = {one.record.head.id: one for one in facts}
    scored = sorted(_scored(by_id), key=lambda one: (one.left, one.right))
    pairs = tuple(
        replace(one, judged=_judged((one.left, one.right), same, different))
        for one in _without_rivals(by_id, scored)
    )
    groups = _joined(by_id, pairs, same, different, thresholds[0])
    group_of = {member: group for group in groups for member in group}
    review = tuple(
        one
        for one in sorted(pairs, key=lambda one: (-one.permille, one.left, one.right))
        if not one.judged
        and one.permille >= thresholds[1]
        and (group_of[one.left] != group_of[one.right] or one.permille < _SURE)
    )
    return IncidentGroups(tuple(groups), pairs, review, group_of)


_SURE = 950
"""Per mille from which a joined pair is not offered for review."""


def _judged(pair: Pair, same: Collection[Pair], different: Collection[Pair]) -> str:
    if pair in same:
        return "same"
    return "different" if pair in different else ""


def _scored(by_id: Mapping[str, Facts]) -> Iterator[IncidentPair]:
    """Pairs of different lists that may be of one time, and pairs of one list with one code."""
    for left, right in _candidates(by_id):
        found = score_pair(by_id[left], by_id[right])
        if found is None:
            continue
        is_one_list = by_id[left].record.head.source == by_id[right].record.head.source
        if not is_one_list or "same_code" in found.reasons:
            yield found


def _without_rivals(
    by_id: Mapping[str, Facts], pairs: Sequence[IncidentPair]
) -> Iterator[IncidentPair]:
    """The pairs; those that have no rival between their two lists say so and weigh more."""
    near = [one for one in pairs if _is_near(one)]
    times: Counter[tuple[str, str]] = Counter()
    for one in near:
        left, right = (by_id[each].record.head.source for each in (one.left, one.right))
        times[one.left, right] += 1
        times[one.right, left] += 1
    for one in pairs:
        left, right = (by_id[each].record.head.source for each in (one.left, one.right))
        is_alone = _is_near(one) and times[one.left, right] == times[one.right, left] == 1
        reasons = {**one.reasons, "no_rival": weights()["no_rival"]} if is_alone else one.reasons
        yield replace(one, reasons=reasons, permille=probability(reasons))


def _is_near(pair: IncidentPair) -> bool:
    """Whether two records may be of one time and place."""
    reasons = pair.reasons.keys()
    is_near_in_time = bool(reasons & {"same_day", "one_day"})
    return is_near_in_time and not reasons & {"far_apart", "apart", "other_place_name"}


def _candidates(by_id: Mapping[str, Facts]) -> Iterator[Pair]:
    """Pairs within the window of days, with a victim in common, or without a day."""
    reach = weights()["farthest_days"]
    dated = sorted(
        (one.record.happened.earliest.toordinal(), identity)
        for identity, one in by_id.items()
        if one.record.happened.earliest is not None
    )
    seen: set[Pair] = set()
    for place, (first, left) in enumerate(dated):
        latest = by_id[left].record.happened.latest
        last = (latest.toordinal() if latest else first) + reach
        for day, right in dated[place + 1 :]:
            if day > last:
                break
            if by_id[left].record.head.source != by_id[right].record.head.source:
                seen.add((min(left, right), max(left, right)))
    seen |= set(_sharing(by_id, lambda one: one.victims))
    seen |= set(_sharing(by_id, lambda one: codes_of(one.record)))
    undated = [one for one in by_id if by_id[one].record.happened.earliest is None]
    seen |= {
        (min(left, right), max(left, right))
        for left in undated
        for right in by_id
        if by_id[left].record.head.source != by_id[right].record.head.source
    }
    yield from sorted(seen)


def _sharing(
    by_id: Mapping[str, Facts], keys: Callable[[Facts], Collection[str]]
) -> Iterator[Pair]:
    """Pairs that share a victim or a code."""
    holders: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(by_id):
        for key in keys(by_id[identity]):
            holders[key].append(identity)
    for listed in holders.values():
        for place, left in enumerate(listed):
            for right in listed[place + 1 :]:
                yield left, right


def _joined(
    by_id: Mapping[str, Facts],
    pairs: Sequence[IncidentPair],
    same: Collection[Pair],
    different: Collection[Pair],
    threshold: int,
) -> list[tuple[str, ...]]:
    group_of = {identity: {identity} for identity in by_id}
    forced = [pair for pair in sorted(same) if pair[0] in by_id and pair[1] in by_id]
    likely = sorted(
        (one for one in pairs if one.permille >= threshold),
        key=lambda one: (-one.permille, one.left, one.right),
    )
    free = [(one.left, one.right, "same_code" in one.reasons) for one in likely if not one.judged]
    for left, right, is_certain in [*((*pair, True) for pair in forced), *free]:
        one, other = group_of[left], group_of[right]
        if one is other or not _may_join(by_id, one, other, different, is_certain=is_certain):
            continue
        one |= other
        for member in other:
            group_of[member] = one
    distinct = {id(group): group for group in group_of.values()}
    return sorted(tuple(sorted(group)) for group in distinct.values())


def _may_join(
    by_id: Mapping[str, Facts],
    left: Collection[str],
    right: Collection[str],
    different: Collection[Pair],
    *,
    is_certain: bool,
) -> bool:
    """Whether nobody judged any two of them different, and no list would stand in it twice."""
    crossing = [(min(one, two), max(one, two)) for one in left for two in right]
    if any(pair in different for pair in crossing):
        return False
    lists = {by_id[one].record.head.source for one in left}
    return is_certain or not lists & {by_id[one].record.head.source for one in right}
