"""A telephone form with a repeated group: each person is tied to the incident of its form."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from sijill.steps.case.starting.start_case import start_case
from small_cases import Command

INCIDENTS = (
    ["start", "Date of incident", "Place", "_Position_latitude", "_Position_longitude",
     "Killed", "_id", "_uuid", "_submission_time", "_index"],
    ["2031-06-02T10:00:00", "2031-06-01", "Basatin", "35.95", "39.01", "2", "901", "a",
     "2031-06-02T11:00:00", "1"],
    ["2031-06-05T10:00:00", "2031-06-04", "Harbour", "35.97", "39.02", "1", "902", "b",
     "2031-06-05T11:00:00", "2"],
)  # fmt: skip
VICTIMS = (
    ["Name of victim", "Age", "Sex", "_index", "_parent_table_name", "_parent_index",
     "_submission__id", "_submission__uuid"],
    ["Yusuf Darwish", "34", "male", "1", "incident form", "1", "901", "a"],
    ["Hala Darwish", "29", "female", "2", "incident form", "1", "901", "a"],
    ["Tariq Shami", "50", "male", "3", "incident form", "2", "902", "b"],
)  # fmt: skip


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    for title, rows in (("incident form", INCIDENTS), ("victims", VICTIMS)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "kobo.xlsx")
    return tmp_path / "kobo.xlsx"


def test_both_sheets_have_a_mapping_and_people_name_their_incident(
    workbook: Path, tmp_path: Path
) -> None:
    started = start_case(tmp_path / "case", [workbook], "case")
    incidents, people = started.inspected
    assert (incidents.source, people.source) == ("kobo", "kobo-victims")
    assert people.guessed.reference is not None
    assert people.guessed.reference.source == "kobo"
    assert incidents.guessed.fields["latitude"] == ("_Position_latitude",)
    assert incidents.guessed.fields["happened"] == ("Date of incident",)
    assert [path.name for path in (tmp_path / "case" / "data").iterdir()] == ["kobo.xlsx"]


def test_answers_of_odk_in_two_files_are_tied_by_their_keys(tmp_path: Path) -> None:
    with (tmp_path / "incident.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["incident date", "location", "where-Latitude", "where-Longitude",
                 "civilians killed", "KEY"],
                ["2031-06-01", "Basatin", "35.95", "39.01", "2", "uuid:1"],
                ["2031-06-04", "Harbour", "35.97", "39.02", "1", "uuid:2"],
            ]
        )  # fmt: skip
    with (tmp_path / "incident-victims.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["name", "age", "sex", "date of death", "PARENT_KEY", "KEY"],
                ["Yusuf Darwish", "34", "male", "2031-06-01", "uuid:1", "uuid:1/victims[1]"],
                ["Tariq Shami", "50", "male", "2031-06-04", "uuid:2", "uuid:2/victims[1]"],
            ]
        )
    files = [tmp_path / "incident.csv", tmp_path / "incident-victims.csv"]
    started = start_case(tmp_path / "case", files, "case")
    incidents, people = started.inspected
    assert incidents.guessed.fields["latitude"] == ("where-Latitude",)
    assert people.guessed.reference is not None
    assert people.guessed.reference.column == "PARENT_KEY"


def test_a_built_case_counts_each_once(workbook: Path, tmp_path: Path, sijill: Command) -> None:
    folder = tmp_path / "case"
    assert sijill("new", folder, workbook).exit_code == 0
    answer = sijill("build", folder)
    assert answer.exit_code == 0, answer.output
    words = (folder / "out" / "tables" / "persons.csv").read_text(encoding="utf-8")
    assert words.count(',"kobo:90') == 3
