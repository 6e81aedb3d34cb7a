"""A mapping says what columns mean; its mistakes are told at once, its quirks are read."""

import pytest

from sijill.model.errors import CaseError
from sijill.model.records.record import IncidentRecord, Locator, PersonRecord, Record
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.ages import AgeInterval
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import guess
from sijill.sources.records import record_ids
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import column_problem, read_rows
from sijill.sources.tables.table import Row, Table
from sijill.sources.toml_files import read_mapping
from sijill.sources.toml_lines import repeated_settings

PERSONS = """
id = "list"
title = "A list"
kind = "person"
file = "list.csv"
[key]
columns = ["no"]
[fields]
name = { columns = ["first", "last"] }
age = { column = "age", unknown = ["0"] }
died = { column = "died", day_first = true }
actors = { column = "parties", unwrap = "php", split = "," }
sex = { column = "sex", values = { "ذ" = "male", "أ" = "female" } }
"""


def _mapping(text: str) -> SourceMapping:
    return read_mapping(text, "list.toml")


def _read(
    mapping: SourceMapping, *rows: dict[str, str]
) -> tuple[tuple[Record, ...], tuple[Reject, ...]]:
    received = [
        ReceivedRow(Locator("list.csv", "0" * 64, "", number), row, ())
        for number, row in enumerate(rows, start=2)
    ]
    read = read_rows(mapping, received, {})
    return read.records, read.rejects


def test_cells_are_joined_translated_and_unwrapped() -> None:
    (record,), rejects = _read(
        _mapping(PERSONS),
        {
            "no": "7",
            "first": "خالد",
            "last": "العطار",
            "age": "0",
            "died": "03/06/2031",
            "parties": 'a:2:{i:0;s:8:"alliance";i:1;s:9:"garrison ";}',
            "sex": "ذ",
        },
    )
    assert isinstance(record, PersonRecord)
    assert rejects == ()
    assert record.head.id == "list:7"
    assert record.written_names[0].written == "خالد العطار"
    assert record.actors == ("alliance", "garrison")
    assert not record.age.is_known
    assert str(record.died) == "2031-06-03"
    assert record.sex == "male"


def test_a_word_without_a_translation_is_set_aside_and_the_row_stays() -> None:
    (record,), (reject,) = _read(
        _mapping(PERSONS), {"no": "7", "first": "خالد", "age": "40", "sex": "م"}
    )
    assert isinstance(record, PersonRecord)
    assert record.age == AgeInterval.of_years(40)
    assert (reject.effect, reject.column, reject.value) == (Effect.VALUE, "sex", "م")
    assert "translate it under 'values'" in reject.reason


def test_two_people_under_one_key_are_both_kept_and_the_second_row_is_told() -> None:
    row = {"no": "7", "first": "خالد"}
    records, (reject,) = _read(_mapping(PERSONS), row, {**row, "first": "رنا"})
    assert [record.name.written for record in records if isinstance(record, PersonRecord)] == [
        "خالد",
        "رنا",
    ]
    first, second = (record.head.id for record in records)
    assert first == "list:7"
    assert second.startswith("list:7~")
    assert (reject.row, reject.effect) == (3, Effect.VALUE)
    assert "row 2 has the key '7' too" in reject.reason


def test_a_row_that_repeats_another_cell_by_cell_is_counted_once_and_told() -> None:
    row = {"no": "7", "first": "خالد"}
    other = {**row, "first": "رنا"}
    records, rejects = _read(_mapping(PERSONS), row, row, other, other)
    assert len(records) == 2
    assert [(reject.row, reject.effect) for reject in rejects] == [
        (3, Effect.ROW),
        (4, Effect.VALUE),
        (5, Effect.ROW),
    ]
    assert "repeats row 4 cell by cell" in rejects[-1].reason


def test_rows_that_repeat_the_first_are_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[dict[str, str]] = []

    def counted(cells: dict[str, str]) -> str:
        hashed.append(cells)
        return "0" * 64

    monkeypatch.setattr(record_ids, "digest_of", counted)
    row = {"no": "7", "first": "خالد"}
    assert len(_read(_mapping(PERSONS), *[row] * 50)[1]) == 49
    assert not hashed


def test_the_id_of_a_second_row_under_one_key_does_not_depend_on_its_place() -> None:
    row = {"no": "7", "first": "خالد"}
    other = {**row, "first": "رنا"}
    third = {**row, "first": "سمر"}
    ids = {record.head.id for record in _read(_mapping(PERSONS), row, other, third)[0]}
    again = {record.head.id for record in _read(_mapping(PERSONS), row, third, other)[0]}
    assert ids == again


def test_a_list_without_key_keeps_equal_rows_apart() -> None:
    mapping = _mapping(PERSONS.replace('[key]\ncolumns = ["no"]\n', ""))
    row = {"first": "خالد", "last": "العطار"}
    records, rejects = _read(mapping, row, row)
    assert rejects == ()
    assert len({record.head.id for record in records}) == 2


def test_a_required_field_that_is_empty_rejects_the_row() -> None:
    mapping = _mapping(PERSONS.replace("[key]", 'required = ["died"]\n[key]'))
    records, (reject,) = _read(mapping, {"no": "7", "first": "خالد"})
    assert records == ()
    assert "died is required here and is empty" in reject.reason


def test_a_count_that_nobody_gave_is_unknown_and_no_zero() -> None:
    mapping = _mapping(
        'id = "m"\ntitle = "M"\nkind = "incident"\nfile = "m.csv"\n[fields]\n'
        'civilians_killed_min = "low"\ncivilians_killed_max = "high"\n'
    )
    records, _ = _read(mapping, {"low": "", "high": ""}, {"low": "0", "high": "0"})
    unknown, nobody = records
    assert isinstance(unknown, IncidentRecord)
    assert isinstance(nobody, IncidentRecord)
    assert not any(count.is_known for count in unknown.killed.values())
    assert any(count.highest == 0 for count in nobody.killed.values())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('kind = "person"', 'kind = "persons"', "kind"),
        ('title = "A list"\n', "", "title"),
        ("age = {", "shoe = {", "no field 'shoe'"),
        ('id = "list"', 'id = "The List"', "id"),
        ("[fields]", "[fields", "line"),
        ('file = "list.csv"', 'file = "list.csv"\ncolour = 3', "colour"),
        ('column = "age"', 'column = "age", columns = ["a"]', "either 'column' or 'columns'"),
    ],
)
def test_every_mistake_of_a_mapping_is_told_with_its_file(
    before: str, after: str, told: str
) -> None:
    with pytest.raises(CaseError) as caught:
        _mapping(PERSONS.replace(before, after))
    assert "list.toml" in str(caught.value)
    assert told in str(caught.value)


TITLE = 'title = "A list"'


def test_a_setting_that_a_person_adds_beside_the_same_guess_counts_once() -> None:
    twice = PERSONS.replace(TITLE, f"{TITLE}\n{TITLE}  # as I know")
    assert _mapping(twice) == _mapping(PERSONS)


def test_two_settings_that_differ_are_told_with_both_lines() -> None:
    twice = PERSONS.replace(TITLE, f'{TITLE}\ntitle = "Another"')
    line = twice.splitlines().index(TITLE) + 1
    with pytest.raises(
        CaseError, match=f"'title' is set twice, in line {line} and line {line + 1}"
    ):
        _mapping(twice)


def test_the_same_setting_in_two_tables_is_no_repetition() -> None:
    text = '[[part]]\nid = "a"\n[[part]]\nid = "a"\n[other]\nid = "a"\n'
    assert list(repeated_settings(text)) == []


def test_a_missing_column_is_told_with_the_likely_one() -> None:
    told = column_problem(
        _mapping(PERSONS), ["no", "first", "last", "ages", "died", "parties", "sex"], "list.csv"
    )
    assert "'age'" in told
    assert "did you mean 'ages'?" in told


@pytest.mark.parametrize(
    "heading",
    ["x\nprotected = []", 'x\r\nfile = "y"', 'a"b', "a\\b", "a\x7fb", "a\u2028b", "a\x85b", "# x"],
)
def test_a_heading_cannot_write_into_the_guessed_mapping(heading: str) -> None:
    table = Table(("name", heading), (Row(2, {"name": "Huda", heading: "1"}),))
    text = write_mapping("list", "list.csv", table, guess(look_at(table), table.rows))
    assert read_mapping(text, "list.toml").file == "list.csv"
    assert read_mapping(text, "list.toml").protected == ()
    assert not [line for line in text.splitlines() if line.startswith(("protected", 'file = "y'))]
