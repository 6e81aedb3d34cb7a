"""Who is on which lists: the named dead by the exact combination of lists that names them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.figures.analysis import People
from sijill.model.results.persons import Person

Combination = tuple[str, ...]
"""Source ids, sorted."""


def by_combination(persons: Iterable[Person]) -> dict[Combination, list[Person]]:
    """The named dead on exactly each combination of lists, the largest first, people by name."""
    groups: dict[Combination, list[Person]] = defaultdict(list)
    for person in persons:
        if person.is_named and person.is_dead:
            groups[person.lists].append(person)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return {
        combination: sorted(people, key=lambda one: (one.display_name.casefold(), one.id))
        for combination, people in ordered
    }


def overlap_counts(persons: Iterable[Person]) -> dict[Combination, int]:
    """How many named dead are on exactly each combination of lists, the largest first."""
    return {combination: len(people) for combination, people in by_combination(persons).items()}


def list_sizes(counts: Mapping[Combination, int], sources: Iterable[str]) -> dict[str, int]:
    """How many people each list holds, whatever other lists hold them too."""
    return {
        source: sum(number for combination, number in counts.items() if source in combination)
        for source in sources
    }


@dataclass(frozen=True, slots=True)
class RangeEnds:
    """What makes the two ends of a number of distinct people, apart from open facts.

    ``joined`` are groups of persons (ids) that count as one at the lowest end; ``parted`` are
    persons whose records count as several people at the highest end, with those groups of records.
    """

    joined: tuple[tuple[str, ...], ...]
    parted: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def range_ends(people: People) -> RangeEnds:
    """The doubtful links that the ends of every number of distinct people rest on."""
    person_of = {
        record: person.id for person in people.working.values() for record in person.records
    }
    joined = (
        tuple(dict.fromkeys(person_of[record] for record in person.records))
        for person in people.joined.values()
    )
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for part in people.parted.values():
        groups[person_of[part.records[0]]].append(part.records)
    return RangeEnds(
        tuple(group for group in joined if len(group) > 1),
        tuple((person, tuple(parts)) for person, parts in groups.items() if len(parts) > 1),
    )
