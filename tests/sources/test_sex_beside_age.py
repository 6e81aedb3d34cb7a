"""One column for age and sex, as registers of hospitals and morgues write it."""

import pytest

from guessed_lists import table_of
from sijill.model.records.fields import FIELDS
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import guess
from sijill.sources.records.row_values import ValueReader
from sijill.sources.toml_files import read_mapping

PEOPLE = ("Basim Adelov", "Rana Adelova", "Hana Berrin", "Nadir Kesh")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Age/Sex", ("34/M", "9/F", "61/F", "7M")),
        ("Sex/Age", ("M34", "F9", "F61", "M7")),
        ("Age", ("34 y M", "9 y F", "61 y F", "7 M")),
        ("العمر والجنس", ("ذكر 34", "أنثى 9", "أنثى 61", "ذكر ٧")),
        ("Edad/Sexo", ("34/H", "9/M", "61/M", "7/H")),
    ],
)
def test_both_are_read_from_one_column(heading: str, cells: tuple[str, ...]) -> None:
    lines = [f"{name};{cell};2031-06-03" for name, cell in zip(PEOPLE, cells, strict=True)]
    table = table_of(f"Name;{heading};Date of death", *lines)
    text = write_mapping("list", "list.csv", table, guess(look_at(table), table.rows))
    mapping = read_mapping(text, "list")
    reader = ValueReader(mapping, FIELDS[mapping.kind])
    rows = [reader.read(row.cells, {}) for row in table.rows]
    assert [row.by_field["sex"] for row in rows] == ["male", "female", "female", "male"]
    assert [str(row.age("age")) for row in rows] == ["34", "9", "61", "7"]
    assert not [remark for row in rows for remark in row.remarks]


def test_a_column_of_ages_alone_says_no_sex() -> None:
    table = table_of("Name;Age;Date of death", "Rana;7m;2031-06-03", "Nadir;40;2031-06-03")
    assert "sex" not in guess(look_at(table), table.rows).fields
