"""What follows from all lists together: doubts about initials, and codes that stand twice."""

from datetime import UTC, datetime

import pytest

from sijill.model.codes import CorrectionKind
from sijill.model.decisions.decision import Decided, Withdrawal
from sijill.model.records.record import Locator, PersonRecord
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.across_lists import read_lists
from sijill.register.decided import Decisions
from sijill.register.received import Capture
from sijill.register.source_reading import SourceReading
from sijill.sources.records.received_rows import ReceivedRow

DAY = datetime(2031, 5, 1, tzinfo=UTC)
DECIDED = Decided("3fa9c1:9", "reader", DAY)
ROWS = {
    "people": ("person", [("1", "M. C. Rojas"), ("2", "María del Carmen Rojas Díaz")]),
    "bodies": ("remains", [("1", "B7"), ("2", "B7")]),
}
FIELDS = {
    "people": {"name": "value", "died": "day", "harm": "fate"},
    "bodies": {"code": "value"},
}


def _reading() -> SourceReading:
    columns = ("no", "value", "day", "fate")
    mappings, captures = {}, {}
    for source, (kind, rows) in ROWS.items():
        mappings[source] = SourceMapping.model_validate(
            {
                "id": source,
                "title": source,
                "kind": kind,
                "file": f"{source}.csv",
                "key": {"columns": ("no",)},
                "fields": FIELDS[source],
            }
        )
        where = [Locator(f"{source}.csv", "0" * 64, "", number) for number in range(2, 4)]
        received = tuple(
            ReceivedRow(at, dict(zip(columns, (*cells, "2031-03-12", "killed"), strict=True)))
            for at, cells in zip(where, rows, strict=True)
        )
        captures[source] = (
            Capture(
                source, "a:1", DAY, f"{source}.csv", "0" * 64, 9, "", "", "", columns, received
            ),
        )
    return SourceReading(mappings, captures, {})


@pytest.mark.parametrize("withdrawn", [(), ("people:2", "bodies:1")])
def test_a_row_that_was_withdrawn_puts_no_other_in_doubt(withdrawn: tuple[str, ...]) -> None:
    decisions = Decisions()
    for record in withdrawn:
        decisions.withdrawals[record] = Withdrawal(
            record, CorrectionKind.ERROR_OF_RECORDER, "seen", DECIDED
        )
    records, notes = read_lists(_reading(), Case(title="A town"), decisions)
    assert list(records) == ["bodies:1", "bodies:2", "people:1", "people:2"]
    short = records["people:1"]
    assert isinstance(short, PersonRecord)
    assert short.doubt is (None if withdrawn else RowDoubt.INITIALS)
    assert sorted(note.source for note in notes) == ([] if withdrawn else ["bodies", "people"])
