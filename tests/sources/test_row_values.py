"""Values of rows: what a column repeats is read once, and read as if it stood alone."""

import pytest

from sijill.model.records.fields import FIELDS
from sijill.model.records.record import ExtraValue
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.dates import DateInterval
from sijill.sources.records.row_values import ValueReader

ROW = {"name": "Samir Qasim Wardi", "day": "2031-05-04", "sex": "f", "town": "unknown"}


def reader(**changes: object) -> ValueReader:
    content: dict[str, object] = {
        "id": "list",
        "title": "A list",
        "kind": "person",
        "file": "list.csv",
        "fields": {
            "name": "name",
            "died": "day",
            "sex": {"column": "sex", "values": {"f": "female"}},
            "place": "town",
            "identity_number": "no",
        },
        "fixed": {"harm": "killed"},
    }
    mapping = SourceMapping.model_validate(content | changes)
    return ValueReader(mapping, FIELDS[mapping.kind])


def test_equal_cells_share_one_value() -> None:
    values = reader()
    first, second = values.read(ROW, {}), values.read(dict(ROW), {})
    assert first == second
    assert first.found["name"] is second.found["name"]
    assert first.found["died"] is second.found["died"]


def test_a_row_is_read_as_if_it_stood_alone() -> None:
    values = reader()
    values.read(ROW, {})
    other = ROW | {"name": "Dalal Qasim Wardi", "day": "2031-05"}
    assert values.read(other, {}) == reader().read(other, {})


def test_a_place_that_is_unknown_has_no_words() -> None:
    assert reader().read(ROW, {}).texts["place"] == ""


def test_fixed_fields_stand_in_every_row() -> None:
    assert reader().read(ROW, {}).found["harm"] == "killed"


@pytest.mark.parametrize(("field", "text"), [("died", "2031-06-01"), ("harm", "injured")])
def test_a_correction_replaces_the_text_in_its_row_alone(field: str, text: str) -> None:
    values = reader()
    corrected = values.read(ROW, {field: text})
    assert corrected.texts[field] == text
    assert values.read(ROW, {}).texts[field] != text


def test_what_cannot_be_read_is_remarked_in_every_row_that_has_it() -> None:
    values = reader()
    row = ROW | {"sex": "sometimes", "no": "4.08E+08"}
    for _ in range(2):
        remarks = values.read(row, {}).remarks
        assert [(one.column, one.value) for one in remarks] == [
            ("sex", "sometimes"),
            ("no", "4.08E+08"),
        ]
        assert "is no code of 'sex'" in remarks[0].reason
        assert "rounded this number" in remarks[1].reason


def test_a_latitude_alone_is_no_point() -> None:
    values = reader(fields={"latitude": "north", "longitude": "east"})
    for _ in range(2):
        read = values.read({"north": "35.9", "east": ""}, {})
        assert "latitude" not in read.found
        assert "the other one is missing" in read.remarks[0].reason
    assert values.read({"north": "35.9", "east": "39"}, {}).found["latitude"] == pytest.approx(35.9)


def test_fields_of_the_case_stand_with_their_titles() -> None:
    values = reader(
        extra={"shelter": "where", "seen": {"column": "day", "type": "date", "title": "Last seen"}}
    )
    found, remarks = values.read_extra({"where": " school  hall ", "day": "May 2031"})
    assert found == (
        ExtraValue("shelter", "Shelter", "school hall"),
        ExtraValue("seen", "Last seen", str(DateInterval.from_edtf("2031-05"))),
    )
    assert remarks == ()


def test_a_field_of_the_case_that_cannot_be_read_stays_in_its_own_words() -> None:
    values = reader(extra={"seen": {"column": "day", "type": "date"}})
    found, remarks = values.read_extra({"day": "when the wheat was cut"})
    assert found == (ExtraValue("seen", "Seen", "when the wheat was cut"),)
    assert [remark.column for remark in remarks] == ["day"]
    assert values.read_extra({"day": ""}) == ((), ())
