"""Days of one row that cannot both be right: a body recovered before the death, for example.

Nothing is set aside, for nobody knows which of the two is wrong; the note names both.
"""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from sijill.model.records.context import DamageRecord, LetterRecord
from sijill.model.records.field_work import SiteRecord
from sijill.model.records.record import (
    CountRecord,
    DeterminationRecord,
    HazardRecord,
    PersonRecord,
    Record,
    RemainsRecord,
    Remark,
)
from sijill.model.records.rejects import Effect
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.settings.source_mapping import SourceMapping

_BIRTH = ("personal.date_of_birth", "the birth")
_HARM = ("died", "the death or harm")
_EVENT = ("happened", "what it is about")
_IN_THIS_ORDER: dict[type, tuple[tuple[tuple[str, str], tuple[str, str]], ...]] = {
    PersonRecord: (
        (_BIRTH, _HARM),
        (_BIRTH, ("last_seen", "the day on which the person was last seen")),
        (("last_seen", "the day on which the person was last seen alive"), _HARM),
    ),
    RemainsRecord: ((_BIRTH, _HARM), (_HARM, ("recovered", "the recovery"))),
    DeterminationRecord: ((_EVENT, ("issued", "the release")),),
    CountRecord: (
        (("about", "the time that the number is about"), ("said_on", "the day of the statement")),
    ),
    TestimonyRecord: ((_EVENT, ("given_on", "the testimony")),),
    HazardRecord: ((("reported", "the report"), ("cleared", "the clearance")),),
    DamageRecord: (
        (("unharmed", "the last picture without damage"), ("seen", "the first with damage")),
    ),
    LetterRecord: ((("sent", "the letter"), ("answer_by", "the day by which it asks an answer")),),
    SiteRecord: ((("opened", "the opening"), ("closed", "the closing")),),
}
"""By the class of a record, what may not lie before what: where each day stands, and its words."""


def with_order_of_days(mapping: SourceMapping, record: Record) -> Record:
    """The record, with a note for each pair of days that stand the wrong way round.

    Args:
        mapping: says which columns the days stand in; a day that was read from a text has none.
        record: the record as read.
    """
    notes = tuple(_days_out_of_order(mapping, record))
    if not notes:
        return record
    return replace(record, head=replace(record.head, remarks=(*record.head.remarks, *notes)))


def _days_out_of_order(mapping: SourceMapping, record: Record) -> Iterator[Remark]:
    """Pairs of days of which the second lies wholly before the first, not only in part."""
    for (first, first_words), (second, second_words) in _IN_THIS_ORDER.get(type(record), ()):
        before, after = attrgetter(first)(record), attrgetter(second)(record)
        if before.earliest and after.latest and after.latest < before.earliest:
            names = (name.removeprefix("personal.") for name in (first, second))
            rules = [mapping.fields[name] for name in names if name in mapping.fields]
            columns = ", ".join(column for rule in rules for column in rule.reads)
            reason = f"{second_words} ({after}) lies before {first_words} ({before}): one is wrong"
            yield Remark(columns, f"{before}, {after}", reason, Effect.NOTE)
