"""Who is on which lists: the named dead by the exact combination of lists that names them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from sijill.figures.analysis import People
from sijill.model.results.persons import Person
from sijill.model.results.replicates import LEVEL_PERCENT, DoubtfulLink

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
        combination: sorted(people, key=lambda person: (person.display_name.casefold(), person.id))
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


def range_ends(people: People) -> RangeEnds:
    """The doubtful links, by what they are in the settled partition."""
    person_of = _settled(people)
    links = people.doubtful
    settled = [person_of[link.left] == person_of[link.right] for link in links]
    return RangeEnds(
        tuple(
            link for link, is_one_person in zip(links, settled, strict=True) if not is_one_person
        ),
        tuple(link for link, is_one_person in zip(links, settled, strict=True) if is_one_person),
    )


def fewest_and_most(people: People) -> tuple[dict[str, str], dict[str, str]]:
    """For each record its person, once with as many records together as may be, once with as few.

    Together is what is one person in at least 5 % of the draws, and apart what is not one in at
    least 95 %. For the people of one incident these are the two ends; for a whole register, where
    doubts even out, they lie far outside the interval.
    """
    rest = (100 - LEVEL_PERCENT) * 5
    joined = _Persons(_settled(people))
    for link in people.doubtful:
        if link.permille >= rest:
            joined.join(link.left, link.right)
    separate = {link.pair for link in people.doubtful if link.permille < 1000 - rest}
    parted = _Persons({record: record for record in joined.person_of})
    for person in people.working.values():
        for pair in combinations(sorted(person.records), 2):
            if pair not in separate:
                parted.join(*pair)
    return joined.by_record(), parted.by_record()


def _settled(people: People) -> dict[str, str]:
    return {record: person.id for person in people.working.values() for record in person.records}


class _Persons:
    """Records with their persons, which may be joined."""

    def __init__(self, person_of: Mapping[str, str]) -> None:
        self.person_of = person_of
        self._same = {person: person for person in person_of.values()}

    def _root(self, person: str) -> str:
        while self._same[person] != person:
            person = self._same[person]
        return person

    def join(self, left: str, right: str) -> None:
        """Make the persons of two records one."""
        first, second = sorted(self._root(self.person_of[record]) for record in (left, right))
        self._same[second] = first

    def by_record(self) -> dict[str, str]:
        """The person of each record."""
        return {record: self._root(person) for record, person in self.person_of.items()}
