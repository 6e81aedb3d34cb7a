"""Lists of many kinds and languages, begun as a new user begins: the first page has their number.

What one list teaches the guesses must not make another one wrong.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sijill.steps.case.starting.start_case import start_case
from trial_runs import try_case, values_of

LISTS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("lists_as_people_keep_them.toml").read_text(encoding="utf-8")
)["list"]


@pytest.mark.parametrize("given", LISTS, ids=[given["what"] for given in LISTS])
def test_the_first_page_has_the_number_of_the_list(given: dict[str, Any], tmp_path: Path) -> None:
    files = [tmp_path / file["name"] for file in given["file"]]
    for path, file in zip(files, given["file"], strict=True):
        path.write_text(file["text"], encoding="utf-8")
    start_case(tmp_path / "case", files, "A case")
    values = values_of(try_case(tmp_path))
    assert {name: values.get(name) for name in given["figures"]} == given["figures"]


CHRONOLOGY = """Date,Time,Event,Exhibit,Page
01.03.2031,06:40,Soldiers opened fire on a minibus; Idris Fall and his daughter killed,A-2,5
03.03.2031,16:20,Shots from a roof; three demonstrators died,B-2,12
04.03.2031,,Statement of the ministry,B-5,15
09.03.2031,,Arrest of a brother of the driver,C-1,20
"""

SIDE_BY_SIDE = """North,,,South,,
Name,Age,Date of death,Name,Age,Date of death
Arto Sevan,44,2031-05-01,Luka Drin,20,2031-05-03
Nune Sevan,40,2031-05-01,Mira Drin,22,2031-05-03
"""

BENEATH = """Name,Age,Date of death,Village
Arto Sevan,44,2031-05-01,Tashir
Nune Sevan,40,2031-05-01,Tashir
,,,
List of the June attack,,,
Full name,Sex,Years,Day killed
Luka Drin,M,20,2031-06-03
Mira Drin,F,22,2031-06-03
"""

SUMMED_UP = """Name,Age,Date of death,Village
Arto Sevan,44,2031-05-01,Tashir
Nune Sevan,40,2031-06-01,Tashir
,,,
Summary by month,,,
Month,Killed,,
May,1,,
June,1,,
"""

PERHAPS_A_TOTAL = """Eskualdea,Killed
Ardo,8
Bela,11
Guztira,19
"""


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (CHRONOLOGY, "texts of 'Event' tell of people killed"),
        (SIDE_BY_SIDE, "another list stands beside the first"),
        (BENEATH, "another list stands beneath the first ('List of the June attack', row 5 on)"),
        (PERHAPS_A_TOTAL, "row 4 ('Guztira | 19') may be the total"),
    ],
)
def test_what_no_number_holds_is_asked_about(text: str, asked: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    (started,) = start_case(tmp_path / "case", [tmp_path / "list.csv"], "A case").inspected
    assert any(asked in question for question in started.guessed.questions)


def test_a_summary_beneath_a_list_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(SUMMED_UP, encoding="utf-8")
    (started,) = start_case(tmp_path / "case", [tmp_path / "list.csv"], "A case").inspected
    assert not [one for one in started.guessed.questions if "beneath" in one]
