"""Capture histories from persons: for each stratum, how many are on exactly which lists."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.results.captures import CaptureTable
from sijill.model.results.persons import Person
from sijill.model.settings.case import Stratum
from sijill.model.values.dates import DateInterval

WHOLE = "all"
"""The stratum that holds everybody."""


def capture_tables(
    persons: Iterable[Person], lists: Sequence[str], strata: Sequence[Stratum], period: DateInterval
) -> list[CaptureTable]:
    """One table for everybody, and one for each stratum that occurs.

    Args:
        persons: all persons; those count who are named, dead, and may have died in the period.
        lists: the sources that name people, in the order of the tables.
        strata: how to split; a person for whom a stratum cannot be told is in the whole table
        alone.
        period: the period of the case.
    """
    counted = [
        person
        for person in persons
        if person.is_named and person.is_dead and person.died.overlaps(period)
    ]
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in counted:
        groups[WHOLE].append(person)
        if own := stratum_of(person, strata):
            groups[own].append(person)
    names = sorted(groups, key=lambda name: (name != WHOLE, name))
    return [_table(name, groups[name], lists) for name in names] or [_table(WHOLE, [], lists)]


def add_tables(left: Sequence[CaptureTable], right: Sequence[CaptureTable]) -> list[CaptureTable]:
    """The tables of two groups of persons put together, from those of each; of the same lists."""
    summed: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for table in (*left, *right):
        summed[table.stratum].update(table.counts)
    names = sorted(summed, key=lambda name: (name != WHOLE, name))
    return [CaptureTable(name, left[0].lists, dict(summed[name])) for name in names]


def _table(name: str, persons: Iterable[Person], lists: Sequence[str]) -> CaptureTable:
    present = set(lists)
    counts = Counter(frozenset(person.lists) & present for person in persons)
    counts.pop(frozenset(), None)
    return CaptureTable(name, tuple(lists), dict(counts))


def stratum_of(person: Person | PersonRecord, strata: Sequence[Stratum]) -> str:
    """The name of the stratum that a person is in; empty where the records leave it open."""
    values = [_value_in(person, stratum) for stratum in strata]
    return "/".join(values) if all(values) else ""


def _value_in(person: Person | PersonRecord, stratum: Stratum) -> str:
    """The person's value in a stratum; empty where the records leave it open."""
    match stratum:
        case Stratum.SEX:
            return "" if person.sex is Sex.UNKNOWN else person.sex.value
        case Stratum.AGE_GROUP:
            return {True: "child", False: "adult", None: ""}[person.age.is_child]
    first, last = person.died.earliest, person.died.latest
    if first and last and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return ""
