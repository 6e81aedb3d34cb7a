"""Names in testimonies: which person a witness may speak of. A lead for a reader, never a link."""

from collections.abc import Iterable, Mapping

from sijill.linkage.features import Linkable
from sijill.model.records.record import TestimonyRecord
from sijill.model.results.persons import Person
from sijill.model.values.names import NamePart, NameStatus, PersonName


def find_mentions(
    testimonies: Iterable[TestimonyRecord],
    persons: Mapping[str, Person],
    records: Mapping[str, Linkable],
) -> dict[str, tuple[str, ...]]:
    """For each person, the testimonies that name someone of that full name at a fitting time.

    A mention counts only where exactly one person fits it.
    """
    by_family: dict[str, list[tuple[Person, PersonName]]] = {}
    for person in persons.values():
        for name in (name for record in person.records for name in records[record].written_names):
            if name.status is NameStatus.FULL and name.family is not None:
                by_family.setdefault(name.family.consonant_key, []).append((person, name))
    mentions: dict[str, set[str]] = {}
    for testimony in testimonies:
        for mention in testimony.mentioned_names:
            family = mention.family.consonant_key if mention.family else ""
            fitting = {
                person.id
                for person, name in by_family.get(family, ())
                if _same_given(mention.given, name.given)
                and person.died.overlaps(testimony.happened)
            }
            if len(fitting) == 1:
                mentions.setdefault(fitting.pop(), set()).add(testimony.head.id)
    return {person: tuple(sorted(ids)) for person, ids in mentions.items()}


def _same_given(left: NamePart | None, right: NamePart | None) -> bool:
    if left is None or right is None:
        return False
    if left.name and right.name:
        return left.name == right.name
    if left.sound and right.sound:
        return left.sound == right.sound
    return left.consonant_key == right.consonant_key
