"""A case begun from files, as the README tells it."""

import json
from pathlib import Path

import pytest

from small_cases import Command

MONITOR = """\
code,date,location,lat,lon,killed_min,killed_max,grade
A1,2031-06-03,Basatin,35.95,39.01,2,4,fair
A2,2031-06-09,Basatin,35.96,39.02,1,1,weak
"""
DEATHS = """\
Name;Age;Sex;Date of death
خالد وليد العطار;40;male;2031-06-03
رنا وليد العطار;12;female;2031-06-03
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    monitor, deaths = tmp_path / "monitor.csv", tmp_path / "deaths.csv"
    monitor.write_text(MONITOR, encoding="utf-8")
    deaths.write_text(DEATHS, encoding="utf-8")
    return [monitor, deaths]


def test_a_file_is_shown_before_it_is_used(files: list[Path], sijill: Command) -> None:
    answer = sijill("inspect", files[1])
    assert answer.exit_code == 0
    for told in ("2 rows, 4 columns", "cells separated by ';'", "utf-8", "Date of death", "died"):
        assert told in answer.stdout


def test_of_a_protected_column_no_cell_is_shown_and_no_key_written(
    tmp_path: Path, sijill: Command
) -> None:
    people = [{"no": n, "name": f"Rana {n}", "died": "2031-06-03"} for n in range(3)]
    people[0]["witness"] = {"Umm Walid": {"phone": "+963 900 000 17"}}
    people[1]["witness"] = {"Abu Samir": {"phone": "+963 900 000 18"}}
    path = tmp_path / "told.json"
    path.write_text(json.dumps(people), encoding="utf-8")
    shown, begun = sijill("inspect", path), sijill("new", tmp_path / "case", path)
    mapping = (tmp_path / "case/sources/told.toml").read_text("utf-8")
    for text in (shown.output, begun.output, mapping):
        assert "witness" in text
        assert not [one for one in ("Walid", "Samir", "+963") if one in text]
    assert "(withheld)" in shown.output
    assert '  "witness",' in mapping


def test_a_heading_that_holds_rows_of_a_witness_is_refused(tmp_path: Path, sijill: Command) -> None:
    path = tmp_path / "told.csv"
    row = "1,Rana,2031-06-03,Basatin,Umm Walid"
    path.write_text(f'no,name,died,"place\n{row}",witness\n{row}\n', encoding="utf-8")
    for command in (("inspect", path), ("new", tmp_path / "case", path)):
        answer = sijill(*command)
        assert answer.exit_code == 1
        assert "a heading runs over several lines" in answer.output
        assert "Umm Walid" not in answer.output


def test_a_case_begun_from_files_builds_as_it_was_guessed(
    files: list[Path], tmp_path: Path, sijill: Command
) -> None:
    case = tmp_path / "mycase"
    begun = sijill("new", case, *files)
    assert begun.exit_code == 0, begun.output
    built = sijill("build", case, "--json")
    assert built.exit_code == 0, built.output
    figures = json.loads(built.stdout)["figures"]
    assert figures["documented.deaths"] == "3–5"
    assert json.loads(built.stdout)["records"] == 4


def test_a_case_is_never_begun_over_another(
    files: list[Path], tmp_path: Path, sijill: Command
) -> None:
    case = tmp_path / "mycase"
    sijill("new", case, *files)
    before = (case / "case.toml").read_bytes()
    again = sijill("new", case, *files)
    assert again.exit_code == 1
    assert (case / "case.toml").read_bytes() == before


def test_help_teaches_and_answers_for_every_command(sijill: Command) -> None:
    told = sijill("--help").stdout
    assert "A first case, from your own spreadsheets" in told
    for command in ("new", "inspect", "build", "judge", "grade", "correct", "withdraw", "verify"):
        assert f"  {command}" in told
        assert sijill(command, "--help").exit_code == 0
