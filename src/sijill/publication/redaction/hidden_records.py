"""What is left of a record whose words may not be shown: what it counts, and where it stands."""

from dataclasses import replace
from typing import TypeVar

from sijill.model.codes import ConsentState
from sijill.model.records.field_work import NO_RECOVERY_DETAILS
from sijill.model.records.head import Remark
from sijill.model.records.record import (
    CountRecord,
    DamageRecord,
    DeterminationRecord,
    Head,
    IncidentRecord,
    LedgerMonthRecord,
    LetterRecord,
    PersonRecord,
    Record,
    RemainsRecord,
    ReportRecord,
    StrikeRecord,
    TestimonyRecord,
)
from sijill.model.records.rejects import Reject
from sijill.model.values.dates import UNKNOWN_DATE
from sijill.model.values.names import UNNAMED
from sijill.model.values.personal import NO_DETAILS
from sijill.model.values.places import UNKNOWN_PLACE

WITHHELD = "withheld, as consent was refused or withdrawn"

UNQUOTED = "how it was read, or why it was not, is withheld with its words"
"""In place of a reason, which may quote what stands in the cell."""
_Problem = TypeVar("_Problem", Remark, Reject)


def without_quotes(problem: _Problem) -> _Problem:
    """A remark or a reject of which only the place and the effect are left."""
    return replace(problem, value="", reason=UNQUOTED)


def hide(record: Record) -> Record:
    """A record without a word of its row."""
    head = replace(
        without(record.head, set(record.head.cells)),
        remarks=tuple(map(without_quotes, record.head.remarks)),
        links=(),
        extra=(),
    )
    match record:
        case PersonRecord() | RemainsRecord() | TestimonyRecord():
            return _hide_people(record, head)
        case IncidentRecord():
            return replace(record, head=head, note="", link="")
        case DeterminationRecord():
            return replace(record, head=head, text="", around="", link="")
        case CountRecord():
            return replace(record, head=head, sentence=WITHHELD, said_by=WITHHELD, link="")
    return _hide_context(record, head)


def _hide_people(record: PersonRecord | RemainsRecord | TestimonyRecord, head: Head) -> Record:
    """A record of a person, a body or a witness, without names, details and words."""
    match record:
        case PersonRecord():
            return replace(
                record,
                head=head,
                written_names=(UNNAMED,),
                place=UNKNOWN_PLACE,
                cause="",
                note="",
                personal=NO_DETAILS,
                status_said_by="",
            )
        case RemainsRecord():
            return replace(
                record,
                head=head,
                written_names=(UNNAMED,),
                identified_by="",
                cause="",
                note="",
                personal=NO_DETAILS,
                recovery=NO_RECOVERY_DETAILS,
            )
        case TestimonyRecord():
            return replace(
                record,
                head=head,
                pseudonym="",
                given_on=UNKNOWN_DATE,
                place=UNKNOWN_PLACE,
                mentioned_names=(),
                account="",
                may_quote=ConsentState.WITHDRAWN if record.may_quote.permits else record.may_quote,
            )


def _hide_context(record: Record, head: Head) -> Record:
    """What stands beside incidents, without its words."""
    match record:
        case ReportRecord():
            return replace(
                record,
                head=head,
                publisher=WITHHELD,
                author="",
                medium="",
                title="",
                text="",
                translation="",
                team="",
                note="",
            )
        case LetterRecord():
            return replace(
                record,
                head=head,
                sender=WITHHELD,
                addressee=WITHHELD,
                subject="",
                answer="",
                text="",
                note="",
            )
        case StrikeRecord():
            return replace(record, head=head, target="", text="", note="")
        case DamageRecord():
            return replace(record, head=head, structure="", damage="", note="")
        case LedgerMonthRecord():
            return replace(record, head=head, note="")
    return replace(record, head=head)


def without(head: Head, columns: set[str]) -> Head:
    """The head without the cells of these columns."""
    kept = {column: cell for column, cell in head.cells.items() if column not in columns}
    gone = tuple(column for column in head.cells if column in columns)
    if not gone:
        return head
    remarks = tuple(
        without_quotes(remark) if remark.column in columns else remark for remark in head.remarks
    )
    return replace(head, cells=kept, withheld=(*head.withheld, *gone), remarks=remarks)
