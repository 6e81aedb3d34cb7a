"""Who is on which lists: the named dead by the exact combination of lists that names them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijill.figures.analysis import People
from sijill.model.results.persons import Person
from sijill.model.results.replicates import DoubtfulLink

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
    """The links that the ends of a number of distinct people rest on, the greatest effect first.

    ``joined`` are two persons of the settled partition that are one in some draws, and lower the
    number there; ``parted`` are records of one person that are two in some draws.
    """

    joined: tuple[DoubtfulLink, ...]
    parted: tuple[DoubtfulLink, ...]


def range_ends(people: People, doubtful: Iterable[DoubtfulLink]) -> RangeEnds:
    """The doubtful links, by what they are in the settled partition."""
    person_of = {
        record: person.id for person in people.working.values() for record in person.records
    }
    links = tuple(doubtful)
    settled = [person_of[link.left] == person_of[link.right] for link in links]
    return RangeEnds(
        tuple(link for link, one in zip(links, settled, strict=True) if not one),
        tuple(link for link, one in zip(links, settled, strict=True) if one),
    )
