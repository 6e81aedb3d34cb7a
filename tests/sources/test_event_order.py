"""Days of one row that cannot both be right are told, and both stay."""

import pytest

from sijill.model.records.record import Locator, RecordKind
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows

COLUMNS = {
    RecordKind.PERSON: ("name", "date_of_birth", "last_seen", "died"),
    RecordKind.REMAINS: ("code", "died", "recovered"),
    RecordKind.DETERMINATION: ("actor", "happened", "issued"),
    RecordKind.SITE: ("code", "opened", "closed"),
}


def _rejects(kind: RecordKind, cells: dict[str, str]) -> tuple[Reject, ...]:
    mapping = SourceMapping.model_validate(
        {
            "id": "list",
            "title": "A list",
            "kind": kind.value,
            "file": "list.csv",
            "fields": {name: f"{name} as written" for name in COLUMNS[kind] if name in cells},
        }
    )
    words = {f"{name} as written": text for name, text in cells.items()}
    read = read_rows(mapping, [ReceivedRow(Locator("list.csv", "0" * 64, "", 2), words)], {})
    assert len(read.records) == 1
    return read.rejects


@pytest.mark.parametrize(
    ("kind", "cells", "said"),
    [
        (
            RecordKind.REMAINS,
            {"code": "R1", "died": "2031-05-09", "recovered": "2031-05-02"},
            "the recovery (2031-05-02) lies before the death or harm (2031-05-09): one is wrong",
        ),
        (
            RecordKind.PERSON,
            {"name": "Salma Haddad", "date_of_birth": "2032", "died": "2031-05-09"},
            "the death or harm (2031-05-09) lies before the birth (2032): one is wrong",
        ),
        (
            RecordKind.PERSON,
            {"name": "Salma Haddad", "last_seen": "2031-06-01", "died": "2031-05"},
            (
                "the death or harm (2031-05) lies before the day on which the person was last seen "
                "alive (2031-06-01): one is wrong"
            ),
        ),
        (
            RecordKind.DETERMINATION,
            {"actor": "the coalition", "happened": "2031-05-09", "issued": "2031-02-28"},
            "the release (2031-02-28) lies before what it is about (2031-05-09): one is wrong",
        ),
        (
            RecordKind.SITE,
            {"code": "S1", "opened": "2031-06-01", "closed": "2031-05-20"},
            "the closing (2031-05-20) lies before the opening (2031-06-01): one is wrong",
        ),
    ],
)
def test_days_out_of_order_are_told(kind: RecordKind, cells: dict[str, str], said: str) -> None:
    (note,) = _rejects(kind, cells)
    assert (note.effect, note.reason) == (Effect.NOTE, said)
    assert "as written" in note.column


@pytest.mark.parametrize(
    "cells",
    [
        {"code": "R1", "died": "2031-05-09", "recovered": "2031-05-09"},
        {"code": "R1", "died": "2031-05", "recovered": "2031-05-02"},
        {"code": "R1", "died": "2031", "recovered": "2031-05-02"},
        {"code": "R1", "died": "", "recovered": "2031-05-02"},
    ],
)
def test_days_that_may_be_in_order_say_nothing(cells: dict[str, str]) -> None:
    assert not _rejects(RecordKind.REMAINS, cells)
