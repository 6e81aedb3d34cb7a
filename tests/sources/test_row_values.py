"""Values of rows: what a column repeats is read once, and read as if it stood alone."""

import pytest

from sijill.model.records.fields import FIELDS
from sijill.model.records.record import ExtraValue
from sijill.model.records.rejects import Effect
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.dates import DateInterval
from sijill.sources.records.cells import RowValues
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
    assert first.by_field["name"] is second.by_field["name"]
    assert first.by_field["died"] is second.by_field["died"]


def test_a_row_is_read_as_if_it_stood_alone() -> None:
    values = reader()
    values.read(ROW, {})
    other = ROW | {"name": "Dalal Qasim Wardi", "day": "2031-05"}
    assert values.read(other, {}) == reader().read(other, {})


def test_a_place_that_is_unknown_has_no_words() -> None:
    assert reader().read(ROW, {}).texts["place"] == ""


def test_fixed_fields_stand_in_every_row() -> None:
    assert reader().read(ROW, {}).by_field["harm"] == "killed"


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
        assert "latitude" not in read.by_field
        assert "the other one is missing" in read.remarks[0].reason
    assert values.read({"north": "35.9", "east": "39"}, {}).by_field["latitude"] == pytest.approx(
        35.9
    )


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


def _values(kind: str, fields: dict[str, object], cells: dict[str, str]) -> RowValues:
    return reader(kind=kind, fields=fields, fixed={}).read(cells, {})


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("-1", "-1"), ("-9", "-9"), ("99", "99"), ("0", "36.7"), ("34.7", "0"), ("0.000", "0.0")],
)
def test_codes_for_no_place_make_no_point(latitude: str, longitude: str) -> None:
    fields: dict[str, object] = {"latitude": "lat", "longitude": "lon"}
    values = _values("incident", fields, {"lat": latitude, "lon": longitude})
    assert not {"latitude", "longitude"} <= values.by_field.keys()
    assert values.remarks


@pytest.mark.parametrize("cell", ["1970-01-01", "1/1/1970", "1900-01-00", "1900-01-01"])
def test_the_zero_of_programs_is_no_day_of_death(cell: str) -> None:
    fields: dict[str, object] = {
        "died": {"column": "day", "day_first": True},
        "date_of_birth": {"column": "day", "day_first": True},
    }
    values = _values("person", fields, {"day": cell})
    assert values.by_field.keys() == {"date_of_birth"}
    assert "no date" in values.remarks[0].reason


@pytest.mark.parametrize(
    ("kind", "field", "cell"),
    [
        ("incident", "people_killed_min", "999"),
        ("incident", "people_killed_min", "٩٩٩٩"),
        ("person", "name", "Nadir Amri and his wife"),
        ("person", "name", "3 children of Nadir"),
    ],
)
def test_a_doubt_is_noted_and_the_value_stands(kind: str, field: str, cell: str) -> None:
    values = _values(kind, {field: "a"}, {"a": cell})
    assert field in values.by_field
    assert [remark.effect for remark in values.remarks] == [Effect.NOTE]


def test_what_is_decided_of_a_field_without_a_column_is_read() -> None:
    lines = reader(kind="determination", fields={"text": "statement"}, fixed={})
    row = {"statement": "The report was looked at."}
    assert "position" not in lines.read(row, {}).by_field
    assert lines.read(row, {"position": "non_credible"}).by_field["position"] == "non_credible"


def test_a_pasted_release_keeps_its_rows_and_other_texts_do_not() -> None:
    words = "Total:\t4  reports\r\nof May\r\n\r\n\r\n1. Basatin\u200f \r\n"
    lines = reader(kind="determination", fields={"text": "statement"}, fixed={})
    assert lines.read({"statement": words}, {}).texts["text"] == (
        "Total:\t4 reports\nof May\n\n1. Basatin"
    )
    told = reader(kind="testimony", fields={"account": "statement"}, fixed={})
    assert told.read({"statement": words}, {}).texts["account"] == (
        "Total: 4 reports of May 1. Basatin"
    )


@pytest.mark.parametrize(
    ("civilians", "people", "note"),
    [
        ("5", "3", "more civilians killed (5) than people (3): one is wrong"),
        ("3-6", "4", ""),
        ("4", "at least 2", ""),
        ("", "4", ""),
    ],
)
def test_more_of_a_part_than_of_the_whole_is_noted(civilians: str, people: str, note: str) -> None:
    fields = {"civilians_killed_min": "civilians", "people_killed_min": "killed"}
    values = reader(kind="incident", fields=fields, fixed={})
    remarks = values.read({"civilians": civilians, "killed": people}, {}).remarks
    assert [(one.column, one.reason) for one in remarks] == (
        [("civilians, killed", note)] if note else []
    )


def test_a_lower_end_below_that_of_a_part_is_noted() -> None:
    fields = {
        "civilians_killed_min": "civilians",
        "people_killed_min": "least",
        "people_killed_max": "most",
    }
    values = reader(kind="incident", fields=fields, fixed={})
    remarks = values.read({"civilians": "5", "least": "3", "most": "9"}, {}).remarks
    assert [one.reason for one in remarks] == [
        "more civilians killed (5) than people (3), at the least: one of the lower ends is wrong"
    ]
    assert not values.read({"civilians": "3", "least": "3", "most": "9"}, {}).remarks
