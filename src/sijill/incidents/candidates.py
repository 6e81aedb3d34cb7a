"""Pairs of incident records that may be about one incident, and so are compared.

Records of different lists are candidates where their days lie within a window, where one has no
day, or where they share a victim or a code; records of one list where they share a code. A list
whose rows all have one day, or one code, would make pairs by the square of its rows: there each
record is compared with its neighbours by day and place alone, and it is said of how many.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sijill.incidents.pair_scores import Facts, codes_of, own_code, weights
from sijill.language.scripts import fold

Pair = tuple[str, str]
MOST_PAIRS, PAIRS_PER_RECORD = 300_000, 60
"""Pairs by day that are all compared in a small register, and for each record of a large one."""
LARGEST_BLOCK = 100
"""Records that share a victim or a code and are all compared with one another."""
NEIGHBOURS = 30
"""Records of each other list, or of a block, that a record is compared with beyond these bounds.

All four are chosen by eye: they bound time, and registers of real lists stay below them.
"""


@dataclass(frozen=True, slots=True)
class IncidentCandidates:
    """Sorted pairs of record ids, and of how many records not all pairs are among them."""

    pairs: tuple[Pair, ...]
    cut_records: int = 0


class _Place(NamedTuple):
    """Where a record stands among those of its list: by day, place and id."""

    day: int
    place: str
    id: str


def find_candidates(by_id: Mapping[str, Facts]) -> IncidentCandidates:
    """The pairs to be compared.

    Args:
        by_id: what is compared of each record, by its id.
    """
    pairs: set[Pair] = set()
    cut: set[str] = set()
    pairs |= _by_day(by_id, cut)
    pairs |= _without_day(by_id, cut)
    pairs |= set(_sharing(by_id, lambda facts: facts.victims, cut, in_one_list=False))
    pairs |= set(_sharing(by_id, lambda facts: codes_of(facts.record), cut, in_one_list=True))
    pairs |= set(_neighbours_with_one_code(by_id))
    return IncidentCandidates(tuple(sorted(pairs)), len(cut))


def _most(by_id: Mapping[str, Facts]) -> int:
    return max(MOST_PAIRS, PAIRS_PER_RECORD * len(by_id))


def _by_day(by_id: Mapping[str, Facts], cut: set[str]) -> set[Pair]:
    """Pairs of different lists within the window of days."""
    lists: dict[str, list[_Place]] = defaultdict(list)
    for identity, facts in by_id.items():
        earliest = facts.record.happened.earliest
        if earliest is not None:
            place = _Place(earliest.toordinal(), _place_of(facts), identity)
            lists[facts.record.head.source].append(place)
    for listed in lists.values():
        listed.sort()
    spans = list(_spans(by_id, lists))
    most = len(by_id)
    if sum(end - start for _, _, start, end in spans) > _most(by_id):
        most = NEIGHBOURS
        cut.update(left for left, _, start, end in spans if end - start > most)
    return {
        _pair(left, one.id)
        for left, other, start, end in spans
        for one in other[start : min(end, start + most)]
    }


def _spans(
    by_id: Mapping[str, Facts], lists: Mapping[str, Sequence[_Place]]
) -> Iterator[tuple[str, Sequence[_Place], int, int]]:
    """For each record and each other list, which of its records come behind it in the window."""
    reach = weights()["farthest_days"]
    for source, listed in lists.items():
        for one in listed:
            latest = by_id[one.id].record.happened.latest
            last = (latest.toordinal() if latest else one.day) + reach
            for name, other in lists.items():
                if name != source:
                    start = bisect_right(other, one)
                    end = bisect_right(other, last, start, key=lambda place: place.day)
                    if start < end:
                        yield one.id, other, start, end


def _without_day(by_id: Mapping[str, Facts], cut: set[str]) -> set[Pair]:
    """Pairs of a record without a day and the records of other lists, by place where it is many."""
    lists: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for identity, facts in by_id.items():
        lists[facts.record.head.source].append((_place_of(facts), identity))
    for listed in lists.values():
        listed.sort()
    undated = [identity for identity in by_id if by_id[identity].record.happened.earliest is None]
    is_whole = len(undated) * len(by_id) <= _most(by_id)
    pairs: set[Pair] = set()
    for left in undated:
        for source, listed in lists.items():
            if source == by_id[left].record.head.source:
                continue
            near = listed
            if not is_whole and len(listed) > NEIGHBOURS:
                cut.add(left)
                middle = bisect_right(listed, (_place_of(by_id[left]), left))
                near = listed[max(0, middle - NEIGHBOURS // 2) : middle + NEIGHBOURS // 2]
            pairs |= {_pair(left, right) for _, right in near}
    return pairs


def _sharing(
    by_id: Mapping[str, Facts],
    keys: Callable[[Facts], Collection[str]],
    cut: set[str],
    *,
    in_one_list: bool,
) -> Iterator[Pair]:
    """Pairs that share a victim or a code, of one list as well or of different lists alone."""
    holders: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(by_id):
        for key in keys(by_id[identity]):
            holders[key].append(identity)
    for listed in holders.values():
        lists = {by_id[identity].record.head.source for identity in listed}
        if len(lists) == 1 and not in_one_list:
            continue
        is_whole = len(listed) <= LARGEST_BLOCK
        if not is_whole:
            cut.update(listed)
        for place, left in enumerate(listed):
            source = by_id[left].record.head.source
            end = len(listed) if is_whole else place + 1 + NEIGHBOURS
            for right in listed[place + 1 : end]:
                if in_one_list or by_id[right].record.head.source != source:
                    yield left, right


def _neighbours_with_one_code(by_id: Mapping[str, Facts]) -> Iterator[Pair]:
    """Each record of a list with the next that has its whole code and day."""
    latest: dict[tuple[str, str], str] = {}
    for identity in sorted(by_id):
        record = by_id[identity].record
        key = (own_code(record), str(record.happened))
        if key[0] and record.happened.is_known:
            if key in latest:
                yield latest[key], identity
            latest[key] = identity


def _place_of(facts: Facts) -> str:
    return " ".join(fold(name.written) for name in facts.record.place.names)


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
