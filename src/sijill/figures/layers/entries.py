"""Entries about people who are not named, or not alone: no distinct people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sijill.figures.figure import Contribution, Figure, Writer
from sijill.language.names.several_people import speaks_of_several
from sijill.language.numbers.people_counted import others_meant, people_meant
from sijill.model.codes import Harm
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.values.counts import CountRange
from sijill.model.values.names import NameStatus
from sijill.model.values.quantities import Layer, Unit


def entry_figures(writer: Writer, records: Iterable[PersonRecord | RemainsRecord]) -> list[Figure]:
    """Entries that describe or do not name the dead, or do not say who died; not distinct people.

    Who is not known to have been killed is counted apart, and only where there is anybody.
    """
    people = [record for record in records if isinstance(record, PersonRecord)]
    dead = [record for record in people if record.harm.is_death]
    unknown = [record.head.id for record in people if record.harm is Harm.UNKNOWN]
    groups = (("persons.described", NameStatus.DESCRIBED), ("persons.unnamed", NameStatus.UNNAMED))
    without = [record for record in dead if not is_named(record)]
    together = [
        record for record in dead if is_named(record) and speaks_of_several(record.name.written)
    ]
    several = [record.head.id for record in together if not others_meant(record.name.written)]
    beside = [record for record in together if others_meant(record.name.written)]
    layer = Layer.DOCUMENTED_PERSON
    figures = [
        writer.count(
            name,
            Unit.RECORDS,
            Layer.DOCUMENTED_PERSON,
            [record.head.id for record in dead if _best_status(record) is status],
        )
        for name, status in groups
    ]
    for name, entries in (("persons.without_name", without + beside), *_nameless_living(people)):
        if nameless := [Contribution(record.head.id, people_of(record)) for record in entries]:
            figures.append(writer.sum(name, Unit.PERSONS, layer, nameless))
    if several:
        figures.append(writer.count("persons.several", Unit.RECORDS, layer, several))
    if unknown:
        figures.append(writer.count("persons.fate_unknown", Unit.RECORDS, layer, unknown))
    return figures


def _nameless_living(
    people: Sequence[PersonRecord],
) -> Iterator[tuple[str, list[PersonRecord]]]:
    """The entries of the injured and of the missing that name nobody, by the name of a figure."""
    for name, harms in (
        ("persons.injured.without_name", (Harm.INJURED,)),
        ("persons.missing.without_name", (Harm.MISSING, Harm.MISSING_PRESUMED_DEAD)),
    ):
        yield name, [one for one in people if one.harm in harms and not is_named(one)]


def is_named(record: PersonRecord | RemainsRecord) -> bool:
    """Whether an entry gives a name that can be compared, in any spelling."""
    return any(name.is_comparable for name in record.written_names)


def people_of(record: PersonRecord) -> CountRange:
    """How many people without a name an entry speaks of: one, unless it says another number.

    Of an entry that names somebody, those beside whoever is named. An entry whose own words speak
    against it may be of nobody.
    """
    meant = others_meant if is_named(record) else people_meant
    numbers = filter(None, (meant(name.written) for name in record.written_names))
    number = max(numbers, key=lambda one: one.at_least, default=CountRange.exactly(1))
    return replace(number, lowest=0) if record.doubt is not None else number


def _best_status(record: PersonRecord) -> NameStatus:
    order = (NameStatus.FULL, NameStatus.PARTIAL, NameStatus.DESCRIBED, NameStatus.UNNAMED)
    return min((name.status for name in record.written_names), key=order.index)
