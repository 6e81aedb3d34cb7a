"""Protected words that a formula took from another sheet stay in the file."""

import json
from pathlib import Path

import xlsxwriter

from sijill.steps.case.starting.inspect_file import inspect_file
from small_cases import Command

HEADER = ("no", "name", "died", "place", "told_by", "note")
WITNESSES = ("Umm Walid", "Samira")


def write_workbook(path: Path) -> None:
    """Three people; places and remarks are looked up in sheets of codes and of witnesses."""
    with xlsxwriter.Workbook(path) as book:
        people, places, told = map(book.add_worksheet, ("people", "places", "told"))
        people.write_row(0, 0, HEADER)
        places.write_row(0, 0, ("code", "place"))
        told.write_row(0, 0, ("code", "told_by"))
        book.define_name("whoever", "=told!$B$2")
        for row, name in enumerate(("Khalid Attar", "Rana Sabbagh"), 1):
            places.write_row(row, 0, (row, "Basatin"))
            told.write_row(row, 0, (row, WITNESSES[row - 1]))
            people.write_row(row, 0, (str(row), name, "2031-06-03"))
            people.write_formula(row, 3, "=VLOOKUP(1,places!A:B,2)", None, "Basatin")
            people.write_string(row, 4, "the neighbour")
        people.write_formula(1, 5, '="as "&told!B3&" said"', None, "as Samira said")
        people.write_formula(2, 5, "=whoever", None, "Umm Walid")


def test_a_first_look_shows_the_places_and_no_witness(tmp_path: Path) -> None:
    write_workbook(tmp_path / "list.xlsx")
    shown = json.dumps(inspect_file(tmp_path / "list.xlsx").as_json())
    assert "Basatin" in shown
    assert not [one for one in WITNESSES if one in shown]


def test_a_case_stores_the_places_and_no_witness(sijill: Command, tmp_path: Path) -> None:
    write_workbook(tmp_path / "list.xlsx")
    case = tmp_path / "case"
    assert sijill("new", case, tmp_path / "list.xlsx").exit_code == 0
    assert sijill("build", case).exit_code == 0
    asides = {case / "data", case / "evidence"}
    texts = [
        path.read_bytes()
        for path in case.rglob("*")
        if path.is_file() and not asides & set(path.parents)
    ]
    assert any(b"Basatin" in text for text in texts)
    assert not [one for one in WITNESSES if any(one.encode() in text for text in texts)]
