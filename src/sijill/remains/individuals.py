"""How many individuals remains come from, at least: the minimum number of individuals (MNI).

Each kind of element is counted with its side, and the largest count stands: three left femora are
of three people (White 1953, *American Antiquity* 18: 396; applied to commingled remains in Adams
and Konigsberg 2004, *Am J Phys Anthropol* 125: 138). A complete body holds every element once.
Sets that people re-associated (judged the same, or identified as one person) are one individual.
Remains identified as different people are of different individuals.

The MNI is no number of bodies, of sets of remains or of persons; the four never mix.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.language.scripts import fold, fold_digits
from sijill.model.records.record import RemainsRecord
from sijill.model.recovery_codes import Completeness
from sijill.model.values.counts import CountRange

BODY = (Completeness.COMPLETE, Completeness.INCOMPLETE)
"""What is counted as a body."""
TRUNK = "body"
"""The element that every complete or incomplete body holds once."""
_WORD = re.compile(r"\w+")
_MULTIPLE = re.compile(r"^(?:(\d{1,2})\s*[x×]?\s+)?(.*?)(?:\s*[x×]\s*(\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class Individuals:
    """The minimum number, the element that sets it, and the sets that hold that element.

    ``lowest`` counts what is stated alone; ``if_bodies`` is the number if every set whose condition
    nobody wrote down is a body.
    """

    lowest: int
    if_bodies: int
    element: str
    sets: tuple[str, ...]

    @property
    def range(self) -> CountRange:
        """Both as a range."""
        return CountRange(self.lowest, self.if_bodies)


def completeness(record: RemainsRecord) -> Completeness | None:
    """How much of one person a set holds; none where nobody wrote it down."""
    stated = [one for one in Completeness if one.value in record.recovery.conditions]
    for one in (Completeness.COMMINGLED, Completeness.BODY_PART, Completeness.INCOMPLETE):
        if one in stated:
            return one
    if stated:
        return Completeness.COMPLETE
    return Completeness.BODY_PART if record.recovery.elements else None


def elements_of(record: RemainsRecord) -> Counter[str]:
    """The elements of a set by kind and side, the words of each in alphabetical order."""
    found: Counter[str] = Counter()
    for written in record.recovery.elements:
        words = _MULTIPLE.match(fold_digits(written.strip()))
        if words is None or not words[2]:
            continue
        number = int(words[1] or words[3] or 1)
        found[" ".join(sorted(_WORD.findall(fold(words[2]))))] += max(1, number)
    return found


def count_individuals(
    remains: Mapping[str, RemainsRecord],
    same: Iterable[tuple[str, str]] = (),
    persons: Mapping[str, str] | None = None,
) -> Individuals:
    """The minimum number of individuals in some remains.

    Args:
        remains: the sets, by record id.
        same: pairs that people judged to be of one individual.
        persons: by record id, the person as whom a set was identified.
    """
    identified = {one: who for one, who in (persons or {}).items() if one in remains}
    groups = _groups(remains, same, identified)
    people = len(set(identified.values()))
    least, element, sets = _largest(groups, remains, are_unstated_bodies=False)
    most, _, _ = _largest(groups, remains, are_unstated_bodies=True)
    if people > least:
        least, element, sets = people, "identified", tuple(sorted(identified))
    return Individuals(least, max(most, least), element, sets)


def _groups(
    remains: Iterable[str], same: Iterable[tuple[str, str]], identified: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Sets of one individual together: judged the same, or identified as one person."""
    leader = {one: one for one in remains}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    by_person: dict[str, str] = {}
    pairs = [pair for pair in same if pair[0] in leader and pair[1] in leader]
    pairs += [(one, by_person.setdefault(who, one)) for one, who in identified.items()]
    for left, right in pairs:
        leader[find(left)] = find(right)
    together: dict[str, list[str]] = defaultdict(list)
    for one in leader:
        together[find(one)].append(one)
    return [tuple(group) for group in together.values()]


def _largest(
    groups: Sequence[tuple[str, ...]],
    remains: Mapping[str, RemainsRecord],
    *,
    are_unstated_bodies: bool,
) -> tuple[int, str, tuple[str, ...]]:
    """The largest count of one element, the element, and the sets that hold it."""
    whole: list[tuple[str, ...]] = []
    counts: Counter[str] = Counter()
    holders: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        kinds = {completeness(remains[one]) for one in group}
        if Completeness.COMPLETE in kinds or (are_unstated_bodies and None in kinds):
            whole.append(group)
            continue
        held: Counter[str] = Counter()
        for one in group:
            held |= elements_of(remains[one])
        if Completeness.INCOMPLETE in kinds:
            held |= Counter({TRUNK: 1})
        elif not held and kinds & {Completeness.BODY_PART, Completeness.COMMINGLED}:
            held = Counter({f"some part of {group[0]}": 1})
        counts.update(held)
        for element in held:
            holders[element].extend(group)
    complete = [one for group in whole for one in group]
    if not counts:
        return len(whole), TRUNK, tuple(sorted(complete))
    element, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return len(whole) + number, element, tuple(sorted((*complete, *holders[element])))
