"""Lists of bodies or people inside the rows of a form: they are asked about, not passed over."""

import json

import pytest

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.questions.unread_entries import unread_entries
from sijill.sources.tables.table import Row

BODIES = [{"body_code": "G1-1", "sex": "male"}, {"body_code": "G1-2", "sex": "female"}]
PHOTOS = [{"filename": "a.jpg"}, {"filename": "b.jpg"}]


def asked(kind: RecordKind, entries: list[dict[str, str]], **fields: tuple[str, ...]) -> list[str]:
    cell = json.dumps(entries)
    column = Column("individuals", 1, 1, ((cell, 1),))
    rows = [Row(1, {"individuals": cell}), Row(2, {"individuals": ""})]
    return list(unread_entries(kind, [column], rows, fields))


def test_entries_that_are_bodies_are_asked_about() -> None:
    (question,) = asked(RecordKind.REMAINS, BODIES)
    assert "(2 in row 1)" in question
    assert "'individuals[].body_code'" in question


@pytest.mark.parametrize(
    ("kind", "entries", "fields"),
    [
        (RecordKind.REMAINS, PHOTOS, {}),
        (RecordKind.REMAINS, BODIES, {"note": ("individuals",)}),
        (RecordKind.INCIDENT, BODIES, {}),
    ],
)
def test_pictures_columns_that_are_read_and_incidents_are_not_asked_about(
    kind: RecordKind, entries: list[dict[str, str]], fields: dict[str, tuple[str, ...]]
) -> None:
    assert not asked(kind, entries, **fields)
