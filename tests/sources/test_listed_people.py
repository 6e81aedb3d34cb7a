"""Rows whose name cell lists several people, from the file to the records."""

from collections import Counter

import pytest

from guessed_lists import guess_of
from sijill.model.records.record import Locator, PersonRecord
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import guess
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.record_ids import record_ids, row_key
from sijill.sources.records.rows import Read, read_rows
from sijill.sources.tables.table import Row, Table
from sijill.sources.toml_files import read_mapping


def _read(*lines: str) -> Read:
    columns = tuple(lines[0].split("|"))
    rows = (dict(zip(columns, line.split("|"), strict=True)) for line in lines[1:])
    table = Table(columns, tuple(Row(number, cells) for number, cells in enumerate(rows, start=2)))
    guessed = guess(look_at(table), table.rows)
    mapping = read_mapping(write_mapping("list", "list.csv", table, guessed), "list.toml")
    received = [
        ReceivedRow(Locator("list.csv", "", "", row.number), row.cells) for row in table.rows
    ]
    read = read_rows(mapping, received, {})
    for row in received:
        own = {record.head.id for record in read.records if record.head.locator == row.locator}
        key = row_key(mapping, row.cells, Counter())
        assert own <= set(record_ids(mapping, key, row.cells))
    return read


def _names(read: Read) -> list[str]:
    people = [record for record in read.records if isinstance(record, PersonRecord)]
    return [person.written_names[0].written for person in people]


LISTS = [
    "1. Rana Halabi 2. Omar Said 3. Hana Said",
    "Rana Halabi; Omar Said; Hind Attar",
    "١- رنا حلبي ٢- عمر سعيد ٣- هناء سعيد",
]


@pytest.mark.parametrize("cell", LISTS)
def test_each_person_of_a_cell_is_a_record_of_the_row(cell: str) -> None:
    read = _read("No|Full name|Date of death|Place", f"A|{cell}|2031-05-01|Tal", "B|Yusuf Attar||")
    assert len(_names(read)) == 4
    first = read.records[0]
    assert isinstance(first, PersonRecord)
    assert first.died.earliest
    assert first.head.cells["Full name"] != cell


def test_ages_are_each_ones_own_or_nobodys() -> None:
    as_many = _read("Full name|Age|Date of death", f"{LISTS[1]}|40; 12; 7|2031-05-01")
    ages = [one.age.is_known for one in as_many.records if isinstance(one, PersonRecord)]
    assert ages == [True, True, True]
    one_age = _read("Full name|Age|Date of death", f"{LISTS[1]}|40|2031-05-01", "B C|30|")
    known = [one.age.is_known for one in one_age.records if isinstance(one, PersonRecord)]
    assert known == [False, False, False, True]


def test_a_number_of_the_row_is_compared_with_whom_it_lists() -> None:
    heading = "Full name;Number of people;Date of death"
    same = guess_of(heading, f"{LISTS[0]};3;2031-05-01", "Yusuf Attar;1;2031-05-02")
    assert not any("Number of people" in question for question in same.questions)
    fewer = guess_of(heading, f"{LISTS[0]};4;2031-05-01", "Yusuf Attar;1;2031-05-02")
    asked = [one for one in fewer.questions if "Number of people" in one]
    assert asked
    assert "says 4 in row 2" in asked[0]


def test_rows_of_one_person_are_read_as_before() -> None:
    read = _read("Full name|Date of death", "Rana Halabi|2031-05-01", "Ahmad Sad; Ahmed Sad|")
    assert _names(read)[0] == "Rana Halabi"
    assert len(read.records) == 2
