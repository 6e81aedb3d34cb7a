"""Names written with initials that fit somebody whom a list names in full.

"M. C. Rojas" may be María del Carmen Rojas Díaz, who died on the same day. Comparing by scores does
not decide it, for one letter says next to nothing. So the row with initials is in upper ends alone
where a fuller name fits, until a person judges the two to be the same or different. The fuller row
says on which lists its person may be so: that is in the upper ends of overlaps, once for each row
with initials and each other list.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.model.codes import LinkDecision, Sex
from sijill.model.decisions.decision import Judgement
from sijill.model.records.record import PersonRecord, Record
from sijill.model.records.rejects import Effect, Reject
from sijill.model.records.row_doubt import RowDoubt
from sijill.places.toponyms import place_keys
from sijill.register.fuller_names import MOST_DAYS_APART, FullerNames, WrittenName, written_name

_LETTER = re.compile(r"(?<![^\W\d_'’])[^\W\d_](?![^\W\d_'’])")
"""A letter that stands alone."""
_MOST_COMPARED, _COMPARED_PER_RECORD = 250_000, 10
"""Pairs of rows that are compared in a small register, and for each record of a large one.

Chosen by eye: they bound time, and registers of real lists stay far below them.
"""
Judged = Mapping[tuple[str, str], Judgement]


def doubt_initials(
    records: Mapping[str, Record], judged: Judged
) -> tuple[dict[str, Record], list[Reject]]:
    """The records, those with initials that fit somebody in doubt; and a note for each of them.

    Args:
        records: by id.
        judged: judgements by pair of ids; a pair that was judged is in no doubt.
    """
    people = [record for record in records.values() if isinstance(record, PersonRecord)]
    short = [
        (record, name)
        for record in people
        if record.doubt is None
        and record.harm.is_death
        and _LETTER.search(record.name.written)
        and (name := written_name(record))
        and name.initials
    ]
    if not short:
        return dict(records), []
    fuller_names = FullerNames(people, (name for _, name in short))
    budget = _Budget(max(_MOST_COMPARED, _COMPARED_PER_RECORD * len(people)))
    changed: dict[str, PersonRecord] = {}
    notes: list[Reject] = []
    for record, name in short:
        budget.is_spent = False
        fitting = _first_of_each_list(record, name, fuller_names, judged, budget)
        if not fitting and not budget.is_spent:
            continue
        own = changed.get(record.head.id, record)
        changed[record.head.id] = replace(own, doubt=RowDoubt.INITIALS)
        notes.append(_note(record, _reason(fitting)))
        for other in fitting:
            if other.head.source != record.head.source:
                fuller = changed.get(other.head.id, other)
                lists = tuple(sorted({*fuller.may_be_on, record.head.source}))
                changed[other.head.id] = replace(fuller, may_be_on=lists)
    return {**records, **changed}, notes


@dataclass(slots=True)
class _Budget:
    """How many pairs may still be compared."""

    left: int
    is_spent: bool = False
    """Whether a pair of the row at hand was not compared for it."""

    def take(self) -> bool:
        """Whether one more pair may be compared."""
        self.is_spent = self.left == 0
        self.left -= not self.is_spent
        return not self.is_spent


def _first_of_each_list(
    record: PersonRecord,
    name: WrittenName,
    fuller_names: FullerNames,
    judged: Judged,
    budget: _Budget,
) -> list[PersonRecord]:
    """The first row of each list, by its id, that names the person in full."""
    first: dict[str, PersonRecord] = {}
    lists = fuller_names.sources_of(name)
    for _, other, full in fuller_names.candidates(record, name):
        if len(first) == len(lists) or not budget.take():
            break
        if (
            other.head.source not in first
            and name.may_be(full)
            and other.head.id != record.head.id
            and not _is_judged(judged, record, other)
            and _may_be_one(record, other)
        ):
            first[other.head.source] = other
    return list(first.values())


def _is_judged(judged: Judged, record: PersonRecord, other: PersonRecord) -> bool:
    left, right = sorted((record.head.id, other.head.id))
    judgement = judged.get((left, right))
    return judgement is not None and judgement.decision in (
        LinkDecision.SAME,
        LinkDecision.DIFFERENT,
    )


def _may_be_one(record: PersonRecord, other: PersonRecord) -> bool:
    """Whether both died together, as far as is known, and nothing else speaks against it."""
    if record.incident and other.incident:
        together = record.incident == other.incident
    else:
        days = record.died.days_apart(other.died)
        together = days is not None and days <= MOST_DAYS_APART
    sexes = {record.sex, other.sex} - {Sex.UNKNOWN}
    places = [
        {key for name in one.place.names for key in place_keys(name.written)}
        for one in (record, other)
    ]
    apart = all(places) and places[0].isdisjoint(places[1])
    ages_agree = record.age.narrowed_by(other.age) is not None
    return together and len(sexes) <= 1 and ages_agree and not apart


def _reason(fitting: Sequence[PersonRecord]) -> str:
    """What is said of the row; it names nobody else, whose name may be withheld."""
    if not fitting:
        return (
            "these initials were not compared with every fuller name that shares a word, a letter "
            "and days with them, for there are too many: the row is in the upper ends of numbers "
            "alone; see whether the list writes its names as they are"
        )
    return (
        f"these initials fit the name of {fitting[0].head.id}, who may be the same person: unless "
        "comparing joins them, the row is in the upper ends of numbers alone until a person judges "
        "the two (sijill judge) to be the same or different"
    )


def _note(record: PersonRecord, reason: str) -> Reject:
    where = record.head.locator
    written = record.name.written
    return Reject(
        record.head.source, where.file, where.sheet, where.row, "", written, reason, Effect.NOTE
    )
