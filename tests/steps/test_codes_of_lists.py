"""Lists that write codes: another sheet of the workbook explains them, or nobody is counted."""

from pathlib import Path

import pytest
import xlsxwriter

from sijill.config import find_workspace
from sijill.register.watching import unwatched
from sijill.steps.case.starting.inspect_file import look_into
from sijill.steps.case.starting.start_case import start_case
from sijill.steps.case.starting.trial import try_out

Cells = list[list[object]]
LIST: Cells = [
    ["ID", "Name", "Sex", "Status", "Date"],
    [1, "Rana Adelov", 2, 1, "2031-06-03"],
    [2, "Basim Adelov", 1, 1, "2031-06-03"],
    [3, "Nadir Kesh", 1, 2, "2031-06-04"],
    [4, "Amal Berrin", 2, 9, "2031-06-05"],
    [5, "Omar Berrin", 1, 2, "2031-06-05"],
]
SEXES: Cells = [["Sex", 1, "Male"], ["Sex", 2, "Female"]]
CODEBOOKS: dict[str, tuple[str, Cells]] = {
    "a line for each code": (
        "Codebook",
        [
            ["Variable", "Code", "Meaning"],
            *SEXES,
            ["Status", 1, "Killed"],
            ["Status", 2, "Injured"],
            ["Status", 9, "Unknown"],
        ],
    ),
    "the name last": (
        "Codes",
        [
            ["Code", "Meaning", "Variable"],
            [1, "Killed", "Status"],
            [2, "Injured", "Status"],
            [9, "?", "Status"],
        ],
    ),
    "the name above its codes": (
        "Legend",
        [["Status"], [1, "Dead"], [2, "Wounded"], [9, "Not known"], [], ["Sex"], [1, "M"]],
    ),
    "names side by side": (
        "Lists",
        [["Sex", "", "Status", ""], [1, "Male", 1, "Killed"], [2, "Female", 2, "Injured"]],
    ),
    "all codes in a cell": (
        "Notes",
        [
            ["Field", "Description"],
            ["Status", "What happened: 1 = killed, 2 = injured, 9 = unknown"],
        ],
    ),
    "a sheet for one column": ("Status", [["Code", "Label"], [1, "قتيل"], [2, "جريح"]]),
}
NO_CODEBOOKS: dict[str, tuple[str, Cells]] = {
    "none": ("About", [["Kept by hand"]]),
    "numbers of each": ("Summary", [["Status", "Number"], [1, 2], [2, 2], [9, 1]]),
    "two meanings of one code": (
        "Codes",
        [
            ["Status", 1, "Killed"],
            ["Status", 1, "Injured"],
            ["Status", 2, "Killed"],
            ["Status", 2, "Missing"],
        ],
    ),
    "a table by sexes": ("By sex", [["Status", 1, 2], [1, 2, 9], [9, 1, 2]]),
}


UNNAMED: Cells = [["Code", "Meaning"], [1, "Found dead"], [2, "Still sought"], [3, "Found alive"]]
TRACED: Cells = [
    ["No", "Sought person", "Date of last news", "Outcome code"],
    ["T1", "Rana Adelov", "2031-06-03", 2],
    ["T2", "Basim Adelov", "2031-06-03", 1],
    ["T3", "Nadir Kesh", "2031-06-04", 3],
    ["T4", "Amal Berrin", "2031-06-05", 2],
]


def _book(folder: Path, name: str, codes: Cells, listed: Cells = LIST) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title, rows in (("Data", listed), (name, codes)):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def _figures(folder: Path, name: str, codes: Cells) -> dict[str, str]:
    start_case(folder / "case", [_book(folder, name, codes)], "A case")
    trial = try_out(find_workspace(folder / "case", None), unwatched)
    return {key: value for key, (_, value) in trial.figures.items()}


@pytest.mark.parametrize("shape", list(CODEBOOKS))
def test_a_sheet_that_explains_codes_says_who_was_killed(shape: str, tmp_path: Path) -> None:
    figures = _figures(tmp_path, *CODEBOOKS[shape])
    assert figures["persons.named"] in ("2", "2–3"), "who has the code 9 may have been killed"
    assert figures["persons.injured"] == "2"


def test_a_sheet_that_names_no_column_explains_the_one_whose_every_code_it_has(
    tmp_path: Path,
) -> None:
    start_case(tmp_path / "case", [_book(tmp_path, "Codes", UNNAMED, TRACED)], "A case")
    trial = try_out(find_workspace(tmp_path / "case", None), unwatched)
    figures = {key: value for key, (_, value) in trial.figures.items()}
    assert (figures["persons.named"], figures["persons.missing"]) == ("1", "2")


@pytest.mark.parametrize("shape", list(NO_CODEBOOKS))
def test_codes_that_nothing_explains_make_nobody_killed(shape: str, tmp_path: Path) -> None:
    assert _figures(tmp_path, *NO_CODEBOOKS[shape])["persons.named"] == "0–5"


def test_the_mapping_states_the_codes_and_asks_about_those_that_nothing_explains(
    tmp_path: Path,
) -> None:
    explained = look_into(_book(tmp_path, *CODEBOOKS["a line for each code"]), "list").mapping
    assert '"1" = "killed"\n"2" = "injured"' in explained
    assert '"1" = "male"\n"2" = "female"' in explained
    bare = look_into(_book(tmp_path, *NO_CODEBOOKS["none"]), "list")
    assert bare.guessed.fixed["harm"] == "unknown"
    assert any("'Status' ('1', '2', '9')" in question for question in bare.guessed.questions)
