"""Rows of incidents that repeat another word by word, or say that they do, are in no lower end."""

from pathlib import Path

import pytest
import xlsxwriter

from sijill.steps.case.starting.start_case import start_case
from sijill.steps.case.starting.trial import Trial
from trial_runs import begin_case, trial_of, try_case, values_of

HEAD = "Date,Place,Killed,Injured,Description\n"
OTHERS = "2031-06-03,Badu,12,5,Air strike on a house near the mill\n2031-06-09,Badu,3,1,Mortar\n"
TOLD = "2031-06-01,Basatin,4,2,Shelling of the market at noon\n"
SHORT = "2031-06-04,Rumayla,1,0,Sniper\n"


def killed(trial: Trial) -> str:
    return values_of(trial)["documented.deaths"]


@pytest.mark.parametrize(
    ("rows", "number", "of_numbered"),
    [
        (TOLD + TOLD, "19–23", "19–23"),
        (TOLD + "2031-06-02,Basatin,4,2,Shelling of the market at noon\n", "23", "23"),
        (SHORT + SHORT, "17", "17"),
        (TOLD + "2031-06-01,Basatin,4,2,Duplicate of row 1\n", "19–23", "19–23"),
    ],
    ids=["equal accounts", "another day", "equal short rows", "said in words"],
)
def test_what_repeats_another_incident_is_in_upper_ends_alone(
    tmp_path: Path, rows: str, number: str, of_numbered: str
) -> None:
    """Whether the list numbers its rows or not."""
    (tmp_path / "numbered").mkdir()
    lines = (HEAD + rows + OTHERS).splitlines()
    numbered = "".join(f"{at or 'No'},{line}\n" for at, line in enumerate(lines))
    assert killed(trial_of(tmp_path, log="\n".join(lines))) == number
    assert killed(trial_of(tmp_path / "numbered", log=numbered)) == of_numbered


def test_the_row_and_the_one_it_repeats_are_named(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, log=HEAD + TOLD + TOLD + SHORT + SHORT + OTHERS)
    doubted, noted = (note for note in trial.lists[0].notes if "word by word" in note.reason)
    assert (doubted.row, doubted.value) == (3, "row 2")
    assert "upper ends alone" in doubted.reason
    assert (noted.row, noted.value) == (5, "row 4")
    assert "both count" in noted.reason


def test_a_person_says_that_equal_rows_are_different_incidents(tmp_path: Path) -> None:
    begin_case(tmp_path, log=HEAD + TOLD + TOLD + OTHERS)
    mapping = tmp_path / "case" / "sources" / "log.toml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("settled = []", 'settled = ["equal rows"]'), encoding="utf-8")
    assert killed(try_case(tmp_path)) == "23"


def test_equal_rows_of_people_without_a_name_are_different_people(tmp_path: Path) -> None:
    """A morgue enters unknown bodies with the same few words."""
    rows = "Name,Sex,Date of death,Place\n" + "Unknown,M,2031-06-02,brought from the old mill\n" * 3
    assert values_of(trial_of(tmp_path, bodies=rows))["persons.without_name"] == "3"


def test_such_an_incident_is_in_the_upper_end_of_the_number_of_incidents(tmp_path: Path) -> None:
    figures = values_of(trial_of(tmp_path, log=HEAD + TOLD + TOLD + OTHERS))
    assert figures["documented.incidents"] == "3–4"
    assert figures["documented.incidents.graded"] == "3–4"


@pytest.mark.parametrize("number", ["", "No"], ids=["no numbers", "counted by sheet"])
def test_a_row_of_another_sheet_is_no_repeat_for_its_number(tmp_path: Path, number: str) -> None:
    """Row 3 of June repeats row 2; row 3 of July is another incident."""
    july = "2031-07-03,Sinaa,7,1,Mine under a van of farm workers\n"
    july += "2031-07-09,Nahda,2,0,Shelling of the bakery at dawn\n"
    book = xlsxwriter.Workbook(tmp_path / "log.xlsx", {"strings_to_numbers": True})
    for name, rows in (("June", TOLD + TOLD + OTHERS), ("July", july)):
        sheet = book.add_worksheet(name)
        for place, line in enumerate((HEAD + rows).splitlines()):
            counted = [str(place or number)] if number else []
            sheet.write_row(place, 0, [*counted, *line.split(",")])
    book.close()
    start_case(tmp_path / "case", [tmp_path / "log.xlsx"], "A case")
    assert killed(try_case(tmp_path)) == "28–32"


def test_numbers_of_the_killed_that_all_differ_count_no_rows(tmp_path: Path) -> None:
    """Two accounts with the same words and other numbers are no repeat."""
    other = TOLD.replace(",4,2,", ",5,2,")
    assert killed(trial_of(tmp_path, log=HEAD + TOLD + other + OTHERS)) == "24"
