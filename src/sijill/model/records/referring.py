"""Which incidents the list of a record ties it to, whatever the record's kind."""

from sijill.model.records.record import (
    CountRecord,
    HazardRecord,
    IncidentRecord,
    LedgerMonthRecord,
    LetterRecord,
    Record,
    ReportRecord,
)


def incidents_named(record: Record) -> tuple[str, ...]:
    """The record ids of the incidents that a list says a record is about; none where it says none.

    An incident, a bulk count, a month of a ledger and a hazard are about none other.
    """
    match record:
        case ReportRecord() | LetterRecord():
            return record.incidents
        case IncidentRecord() | CountRecord() | LedgerMonthRecord() | HazardRecord():
            return ()
        case _:
            return (record.incident,) if record.incident else ()
