"""What a list leaves open is asked at every build, by its mapping and its file as they are then."""

import html
import re
from pathlib import Path

import pytest

from small_cases import Command

DEATHS = """\
Full name,Age,Date of death,Seen by us,Checked
Rana Halabi,12,2031-06-03,walnut,yes
Samir Attar,40,2031-06-03,walnut,no
Khalid Noor,55,2031-06-05,cedar,yes
"""


@pytest.fixture
def case(tmp_path: Path, sijill: Command) -> Path:
    (tmp_path / "deaths.csv").write_text(DEATHS, encoding="utf-8")
    case = tmp_path / "case"
    assert sijill("new", case, tmp_path / "deaths.csv").exit_code == 0
    return case


def _first_page(case: Path, sijill: Command) -> str:
    assert sijill("build", case).exit_code == 0
    page = (case / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def _edit(mapping: Path, old: str, new: str) -> None:
    written = mapping.read_text(encoding="utf-8")
    assert old in written
    mapping.write_text(written.replace(old, new, 1), encoding="utf-8")


ASKED = "'Checked' tells rows apart ('yes' in 2, 'no' in 1)"


def test_a_column_is_asked_about_until_a_field_reads_it(case: Path, sijill: Command) -> None:
    assert ASKED in _first_page(case, sijill)
    _edit(case / "sources/deaths.toml", "[fields]\n", '[fields]\nmay_publish = "Checked"\n')
    assert "'Checked'" not in _first_page(case, sijill)


def test_a_column_that_is_said_to_change_nothing_is_asked_about_no_more(
    case: Path, sijill: Command
) -> None:
    mapping = case / "sources/deaths.toml"
    _edit(mapping, "settled = []", 'settled = ["Checked"]')
    for _ in range(2):
        assert "'Checked'" not in _first_page(case, sijill)
    _edit(mapping, 'settled = ["Checked"]', "settled = []")
    assert ASKED in _first_page(case, sijill)


def test_a_column_of_a_later_issue_is_asked_about(case: Path, sijill: Command) -> None:
    _edit(case / "sources/deaths.toml", "settled = []", 'settled = ["Checked"]')
    first = _first_page(case, sijill)
    heading, *rows = DEATHS.splitlines()
    fates = ("Counted", "yes", "no", "yes")
    issued = "\n".join(f"{line},{cell}" for line, cell in zip((heading, *rows), fates, strict=True))
    (case / "data/deaths.csv").write_text(issued, encoding="utf-8")
    later = _first_page(case, sijill)
    assert "'Counted' tells rows apart" in later
    assert "'Counted'" not in first
    assert "'Checked'" not in later


def test_a_settled_column_that_is_not_there_is_named(case: Path, sijill: Command) -> None:
    _edit(case / "sources/deaths.toml", "settled = []", 'settled = ["Cheked"]')
    page = _first_page(case, sijill)
    assert "Settled names 'Cheked', and the file has no such column" in page
    assert ASKED in page


def test_numbers_in_a_question_are_those_of_the_latest_file(case: Path, sijill: Command) -> None:
    assert ASKED in _first_page(case, sijill)
    (case / "data/deaths.csv").write_text(
        f"{DEATHS}Hind Sabbagh,30,2031-06-07,cedar,no\n", encoding="utf-8"
    )
    page = _first_page(case, sijill)
    assert "'Checked' tells rows apart ('yes' in 2, 'no' in 2)" in page
    assert ASKED not in page


def test_a_question_that_the_mapping_holds_ends_with_its_answer(
    tmp_path: Path, sijill: Command
) -> None:
    people = "Full name,Age,Village\nRana Halabi,12,Basatin\nSamir Attar,40,Basatin\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    case = tmp_path / "case"
    assert sijill("new", case, tmp_path / "people.csv").exit_code == 0
    asked = "o heading says that these people were killed"
    assert asked in _first_page(case, sijill)
    _edit(case / "sources/people.toml", 'harm = "killed"', 'harm = "injured"')
    assert asked not in _first_page(case, sijill)


def test_of_the_columns_of_a_mapping_without_settled_nothing_is_asked(
    case: Path, sijill: Command
) -> None:
    _edit(case / "sources/deaths.toml", "settled = []", "# ")
    assert "'Checked'" not in _first_page(case, sijill)
