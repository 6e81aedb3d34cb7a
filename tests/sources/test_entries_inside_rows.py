"""Lists of bodies or people inside the rows of a form: they are asked about, not passed over."""

import json

import pytest

from guessed_lists import guess_of
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.names import PersonName
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.questions.unread_entries import unread_entries
from sijill.sources.records.cells import read_value
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


PEOPLE = (
    '[{"name": "Rana Attar", "age": 34}, {"name": "Samir Attar", "age": 9}]',
    '[{"name": "Huda Sabbagh", "age": 51}]',
)


@pytest.mark.parametrize("heading", ["victims", "name"])
def test_entries_that_are_people_are_no_name_and_are_asked_about(heading: str) -> None:
    lines = [f"{day}.6.2017;Dar Sabil;{cell}" for day, cell in enumerate(PEOPLE, start=3)]
    guessed = guess_of(f"date;place;{heading}", *lines)
    assert "name" not in guessed.fields
    assert any(f"columns such as '{heading}[].name'" in text for text in guessed.questions)


def test_entries_that_a_mapping_takes_for_a_name_are_set_aside() -> None:
    assert isinstance(read_value(FieldType.NAME, PEOPLE[0], None), Unreadable)
    assert isinstance(read_value(FieldType.NAME, "Rana Attar", None), PersonName)
