"""Accidents that may stand in two lists of hazards: a deminer's and the council's.

Nobody has judged them, so neither is left out: what the later one states beyond the other is in the
lower end of a sum, all of it in the upper. Two can be one where they are of different lists, their
days meet or are neighbours, and their points can coincide or their places share a distinctive name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sijill.figures.figure import Contribution
from sijill.model.records.record import HazardRecord
from sijill.model.values.counts import CountRange
from sijill.places.distances import can_coincide
from sijill.places.toponyms import may_be_one_place

_MOST_DAYS = 31
"""An accident of a less exact date is not said to be another of its year."""

Group = list[HazardRecord]


def groups_of(accidents: Iterable[HazardRecord]) -> Mapping[str, Group]:
    """By record id, the accidents that may be one, at most one of each list, in a fixed order.

    An accident joins the first group that it can belong to, one with the same numbers before any.
    """
    group_of: dict[str, Group] = {}
    by_day: dict[int, list[Group]] = defaultdict(list)
    for accident in sorted(accidents, key=lambda one: (one.head.source, one.head.id)):
        days = _days(accident)
        near = (
            group for day in _around(days) for group in by_day[day] if _can_join(accident, group)
        )
        group = min(near, key=lambda one: not _same_numbers(accident, one[0]), default=[])
        group.append(accident)
        group_of[accident.head.id] = group
        for day in days:
            if not any(one is group for one in by_day[day]):
                by_day[day].append(group)
    return group_of


def contribution(
    accident: HazardRecord, group: Group, harmed: Callable[[HazardRecord], CountRange]
) -> Contribution:
    """What an accident adds to a sum in which those before it in its group stand already."""
    stated = harmed(accident)
    before = [one for one in group[: group.index(accident)] if harmed(one).is_known]
    if not before or not stated.is_known:
        return Contribution(accident.head.id, stated)
    counted = max(harmed(one).at_least for one in before)
    beyond = CountRange(max(0, stated.at_least - counted), stated.highest)
    return Contribution(accident.head.id, beyond, f"may be the accident of {before[0].head.id}")


def _days(accident: HazardRecord) -> list[int]:
    """The days on which an accident may have happened, as ordinals; none where they are many."""
    first, last = accident.reported.earliest, accident.reported.latest
    if first is None or last is None or (last - first).days >= _MOST_DAYS:
        return []
    return list(range(first.toordinal(), last.toordinal() + 1))


def _around(days: Sequence[int]) -> Iterable[int]:
    """The days, the one before and the one behind them."""
    return range(days[0] - 1, days[-1] + 2) if days else ()


def _can_join(accident: HazardRecord, group: Group) -> bool:
    return all(
        one.head.source != accident.head.source and _is_one_place(one, accident) for one in group
    )


def _is_one_place(left: HazardRecord, right: HazardRecord) -> bool:
    meets = can_coincide(left.place, right.place)
    if meets is not None:
        return meets
    return any(
        may_be_one_place(one.written, other.written)
        for one in left.place.names
        for other in right.place.names
    )


def _same_numbers(left: HazardRecord, right: HazardRecord) -> bool:
    return (left.killed, left.injured) == (right.killed, right.injured)
