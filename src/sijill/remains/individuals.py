"""How many individuals remains come from, at least: the minimum number of individuals (MNI).

Each kind of element is counted with its side, and the largest count stands: three left femora are
of three people (White 1953, *American Antiquity* 18: 396; applied to commingled remains in Adams
and Konigsberg 2004, *Am J Phys Anthropol* 125: 138). Nobody is a child and an adult, or a man and a
woman: each age class, and each sex of adults, is counted by an element of its own, and the counts
are added where that gives more (Bökönyi 1970, *Am J Archaeology* 74: 291). A complete body holds
every element once. Sets that people re-associated (judged the same, or identified as one person)
are one individual. Remains identified as different people are of different individuals.

The MNI is no number of bodies, of sets of remains or of persons; the four never mix.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.model.codes import Sex
from sijill.model.records.record import RemainsRecord
from sijill.model.recovery_codes import Completeness
from sijill.model.values.counts import CountRange
from sijill.remains.elements import (
    UNKNOWN_PROFILE,
    AgeClass,
    Profile,
    completeness,
    profile_of,
    profiled_elements,
)

BODY = (Completeness.COMPLETE, Completeness.INCOMPLETE)
"""What is counted as a body."""
TRUNK = "body"
"""The element that every complete or incomplete body holds once."""

ElementCounts = Counter[tuple[str, Profile]]
"""Elements, each with the age class and sex of whoever it is of."""


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
    identified = {record: who for record, who in (persons or {}).items() if record in remains}
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
    leader = {record: record for record in remains}

    def find(record: str) -> str:
        while leader[record] != record:
            leader[record] = leader[leader[record]]
            record = leader[record]
        return record

    by_person: dict[str, str] = {}
    pairs = [pair for pair in same if pair[0] in leader and pair[1] in leader]
    pairs += [(record, by_person.setdefault(who, record)) for record, who in identified.items()]
    for left, right in pairs:
        leader[find(left)] = find(right)
    together: dict[str, list[str]] = defaultdict(list)
    for record in leader:
        together[find(record)].append(record)
    return [tuple(group) for group in together.values()]


def _largest(
    groups: Sequence[tuple[str, ...]],
    remains: Mapping[str, RemainsRecord],
    *,
    are_unstated_bodies: bool,
) -> tuple[int, str, tuple[str, ...]]:
    """The largest count, the elements that give it, and the sets that hold these."""
    whole: list[tuple[str, ...]] = []
    counts: ElementCounts = Counter()
    holders: dict[tuple[str, Profile], list[str]] = defaultdict(list)
    for group in groups:
        kinds = {completeness(remains[record]) for record in group}
        if Completeness.COMPLETE in kinds or (are_unstated_bodies and None in kinds):
            whole.append(group)
            continue
        held = _held(group, remains, kinds)
        counts.update(held)
        for element in held:
            holders[element].extend(group)
    complete = [record for group in whole for record in group]
    if not counts:
        return len(whole), TRUNK, tuple(sorted(complete))
    number, chosen = _most(counts)
    sets = {*complete, *(record for element in chosen for record in holders[element])}
    return len(whole) + number, _wording(chosen), tuple(sorted(sets))


def _held(
    group: tuple[str, ...],
    remains: Mapping[str, RemainsRecord],
    kinds: set[Completeness | None],
) -> ElementCounts:
    """What a group holds of one individual; what is known of one of its sets holds for all.

    A re-associated group whose sets contradict each other is of no class.
    """
    profiles = {profile_of(remains[record]) for record in group} - {UNKNOWN_PROFILE}
    profile = next(iter(profiles)) if len(profiles) == 1 else UNKNOWN_PROFILE
    is_one_person = Completeness.COMMINGLED not in kinds
    held: ElementCounts = Counter()
    for record in group:
        elements = profiled_elements(remains[record])
        if len(group) > 1 and is_one_person:
            elements = _under(elements, profile)
        held |= elements
    if Completeness.INCOMPLETE in kinds:
        held |= Counter({(TRUNK, profile): 1})
    elif not held and kinds & {Completeness.BODY_PART, Completeness.COMMINGLED}:
        held = Counter({(f"some part of {group[0]}", profile): 1})
    return held


def _under(elements: ElementCounts, profile: Profile) -> ElementCounts:
    """The elements of a re-associated set under the profile of the whole group."""
    held: ElementCounts = Counter()
    for (element, _), number in elements.items():
        held[element, profile] += number
    return held


def _most(counts: ElementCounts) -> tuple[int, tuple[tuple[str, Profile], ...]]:
    """The largest number that no two elements of one person enter, and the elements that give it.

    Either one element of whoever it is; or one of children and one of adults, or one of men and one
    of women for these; or one of men and one of women, whatever their ages.
    """
    anybody = _best(counts, lambda _: True)
    men = _best(counts, lambda profile: profile.sex == Sex.MALE.value)
    women = _best(counts, lambda profile: profile.sex == Sex.FEMALE.value)
    children = _best(counts, lambda profile: profile.age == AgeClass.SUBADULT)
    adults = _best(counts, lambda profile: profile.age == AgeClass.ADULT)
    grown_men = _best(counts, lambda profile: profile == Profile(AgeClass.ADULT, Sex.MALE.value))
    grown_women = _best(
        counts, lambda profile: profile == Profile(AgeClass.ADULT, Sex.FEMALE.value)
    )
    ways = (
        (anybody,),
        (children, adults),
        (men, women),
        (children, grown_men, grown_women),
    )
    way = max(ways, key=lambda parts: sum(number for number, _ in parts))
    return sum(number for number, _ in way), tuple(entry for _, chosen in way for entry in chosen)


def _best(
    counts: ElementCounts, is_of: Callable[[Profile], bool]
) -> tuple[int, tuple[tuple[str, Profile], ...]]:
    """The element that is there most often among those of some profiles: its number and entries."""
    totals: Counter[str] = Counter()
    for (element, profile), number in counts.items():
        if is_of(profile):
            totals[element] += number
    if not totals:
        return 0, ()
    element, number = min(totals.items(), key=lambda item: (-item[1], item[0]))
    return number, tuple(
        entry for entry in sorted(counts) if entry[0] == element and is_of(entry[1])
    )


def _wording(chosen: Iterable[tuple[str, Profile]]) -> str:
    """The elements in words, each with its classes where several are added."""
    entries = list(chosen)
    elements = dict.fromkeys(element for element, _ in entries)
    if len({profile for _, profile in entries}) == 1 and len(elements) == 1:
        return next(iter(elements))
    classes: dict[str, list[str]] = {element: [] for element in elements}
    for element, profile in entries:
        words = " ".join(filter(None, (profile.age, profile.sex)))
        if words and words not in classes[element]:
            classes[element].append(words)
    return "; ".join(
        f"{element} ({', '.join(words)})" if words else element
        for element, words in classes.items()
    )
