"""A list without a key is edited: decisions about its rows hold for them, or it is told."""

import csv
import io
from collections.abc import Mapping

import pytest

from small_cases import SmallCase, build_street

PEOPLE = (
    "Khalid Walid al-Attar,40,2031-06-03",
    "Rana Walid al-Attar,12,2031-06-03",
    "Samir Nabil al-Hallaq,33,2031-06-09",
    "Nadia Omar al-Haddad,51,2031-06-11",
)
HEADER = "name,age,died"
MAPPING = """\
id = "clinic"
title = "Clinic"
kind = "person"
file = "clinic.csv"
fixed = {{ harm = "killed" }}
{key}
[fields]
name = "name"
age = "age"
died = "died"
"""


@pytest.fixture
def case(street: SmallCase) -> SmallCase:
    """The street's list and one of a clinic, whose rows have no numbers."""
    _map(street)
    _write(street, *PEOPLE)
    build_street(street)
    return street


def _map(case: SmallCase, key: str = "") -> None:
    (case.folder / "sources" / "clinic.toml").write_text(MAPPING.format(key=key), encoding="utf-8")


def _write(case: SmallCase, *rows: str, header: str = HEADER) -> None:
    (case.data / "clinic.csv").write_text("\n".join((header, *rows, "")), encoding="utf-8")


def _persons(case: SmallCase) -> list[Mapping[str, str]]:
    text = (case.folder / "out" / "tables" / "persons.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _row_of(case: SmallCase, name: str) -> str:
    (found,) = (
        record
        for person in _persons(case)
        for record in person["records"].split()
        if record.startswith("clinic:") and name in person["name"]
    )
    return found


def _run(case: SmallCase, *words: str) -> str:
    answer = case.run(*words, "--case", case.folder)
    assert answer.exit_code == 0, answer.output
    return answer.output


def _build(case: SmallCase) -> str:
    built = case.build()
    assert built.exit_code == 0, built.output
    return " ".join(built.output.split())


def _withdraw_nadia(case: SmallCase) -> None:
    _run(case, "withdraw", _row_of(case, "Nadia"), "--kind", "not_dead", "--reason", "she called")


def _is_counted(case: SmallCase, name: str) -> bool:
    return any(name in person["name"] for person in _persons(case))


def test_a_withdrawn_row_stays_withdrawn_when_a_cell_of_it_is_edited(case: SmallCase) -> None:
    _withdraw_nadia(case)
    _build(case)
    assert not _is_counted(case, "Nadia")
    _write(case, *PEOPLE[:3], PEOPLE[3].replace("51", "52"))
    output = _build(case)
    assert not _is_counted(case, "Nadia")
    assert "decisions about a row of an earlier file hold for the same row as edited" in output
    page = (case.folder / "out" / "dossier" / "changes.html").read_text(encoding="utf-8")
    assert "0 new, 1 changed, 0 no longer listed" in page
    assert "the row as it was edited" in page
    assert "taken back" not in page
    _write(case, *PEOPLE[:3], PEOPLE[3].replace("51", "52").replace("Nadia", "Nadya"))
    _build(case)
    assert not _is_counted(case, "Nad")


def test_decisions_survive_a_column_more_and_a_key(case: SmallCase) -> None:
    _withdraw_nadia(case)
    rows = [f"{row},c{number}" for number, row in enumerate(PEOPLE)]
    _write(case, *rows, header=f"{HEADER},no")
    _build(case)
    assert not _is_counted(case, "Nadia")
    _map(case, '[key]\ncolumns = ["no"]')
    _build(case)
    assert not _is_counted(case, "Nadia")


def test_a_judgement_holds_for_an_edited_row_and_is_taken_back_as_ever(case: SmallCase) -> None:
    decided = case.folder / "decided.csv"
    decided.write_text(
        "left,right,decision,reason\n"
        f"notebook:3,{_row_of(case, 'Samir')},different,the families say so\n",
        encoding="utf-8",
    )
    _run(case, "judge", str(decided))
    _build(case)
    apart = len(_persons(case))
    _write(case, PEOPLE[0], PEOPLE[1], PEOPLE[2].replace("33", "34"), PEOPLE[3])
    _build(case)
    assert len(_persons(case)) == apart
    _run(case, "judge", "--undo", "--reason", "they are one")
    _build(case)
    assert len(_persons(case)) == apart - 1


def test_a_decision_whose_row_is_gone_is_told_until_it_is_taken_back(case: SmallCase) -> None:
    row = _row_of(case, "Nadia")
    _withdraw_nadia(case)
    _write(case, *PEOPLE[:3], "Nadia al-Haddad,50,2031-06-12")
    output = _build(case)
    assert _is_counted(case, "Nadia")
    assert "decisions about a row change nothing, because the list holds it no more" in output
    page = (case.folder / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    assert row in page
    _run(case, "judge", "--undo", "--reason", "decided again")
    assert "change nothing" not in _build(case)


def test_an_erasure_reaches_the_row_as_it_was_before_it_was_edited(case: SmallCase) -> None:
    edited = PEOPLE[3].replace("51", "52")
    _write(case, *PEOPLE[:3], edited)
    _build(case)
    assert b"Nadia" in (case.folder / "register.db").read_bytes()
    _run(case, "erase", _row_of(case, "Nadia"), "--reason", "the family asked")
    assert b"Nadia" not in (case.folder / "register.db").read_bytes()
    for row in (edited, PEOPLE[3]):
        _write(case, *PEOPLE[:2], row)
        assert "brings rows that were erased on request: 4" in case.build().output
        assert not _is_counted(case, "Nadia")


def test_a_row_of_an_earlier_file_alone_can_be_erased(case: SmallCase) -> None:
    row = _row_of(case, "Nadia")
    _write(case, *PEOPLE[:3])
    _build(case)
    _run(case, "erase", row, "--reason", "the family asked")
    assert b"Nadia" not in (case.folder / "register.db").read_bytes()


def test_a_cell_that_was_corrected_and_then_changed_by_its_keeper_is_told(case: SmallCase) -> None:
    _run(case, "correct", _row_of(case, "Nadia"), "age", "53", "--reason", "her papers")
    moved = PEOPLE[3].replace("2031-06-11", "2031-06-12")
    _write(case, *PEOPLE[:3], moved)
    assert "has changed it since" not in _build(case), "another cell was edited"
    _write(case, *PEOPLE[:3], moved.replace("51", "53"))
    assert "has changed it since" not in _build(case), "the list was put right"
    _write(case, *PEOPLE[:3], moved.replace("51", "35"))
    output = _build(case)
    assert "was corrected, and the list's keeper has changed it since to something else" in output
    page = (case.folder / "out" / "dossier" / "index.html").read_text(encoding="utf-8")
    assert "keeper has changed it since" in page
    assert any(person["age"] == "53" for person in _persons(case)), "the correction holds"


def test_a_corrected_cell_of_a_list_with_a_key_is_watched_too(case: SmallCase) -> None:
    _run(case, "correct", "notebook:1", "age", "42", "--reason", "his papers")
    notebook = case.data / "notebook.csv"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace(",40,", ",44,"), encoding="utf-8")
    assert "the age of notebook:1 (row 2) was corrected" in _build(case)
    _run(case, "judge", "--undo", "--reason", "the list is right")
    assert "was corrected" not in _build(case)


def _number(case: SmallCase, *rows: str) -> None:
    """The clinic's list with running numbers, which are its key."""
    _map(case, '[key]\ncolumns = ["no"]')
    _write(case, *(f"{row},{number}" for number, row in enumerate(rows, 1)), header=f"{HEADER},no")
    _build(case)


def test_a_list_that_is_numbered_anew_gives_no_decision_to_somebody_else(case: SmallCase) -> None:
    _number(case, *PEOPLE)
    assert _row_of(case, "Nadia") == "clinic:4"
    _withdraw_nadia(case)
    _run(case, "correct", "clinic:1", "age", "44", "--reason", "his papers")
    _number(case, "Huda Salim al-Masri,30,2031-06-01", *PEOPLE[:2], PEOPLE[3], PEOPLE[2])
    assert not _is_counted(case, "Nadia")
    assert _is_counted(case, "Samir")
    assert [one["age"] for one in _persons(case) if "Huda" in one["name"]] == ["30"]
    _number(case, PEOPLE[0], PEOPLE[1].replace("12", "13"), PEOPLE[2])
    assert _is_counted(case, "Samir")


def test_a_number_that_went_to_another_row_takes_no_decision_with_it(case: SmallCase) -> None:
    _number(case, *PEOPLE)
    _run(case, "withdraw", "clinic:2", "--kind", "duplicate", "--reason", "listed twice")
    _write(case, *(f"{row},{n}" for n, row in enumerate(PEOPLE[2:], 2)), header=f"{HEADER},no")
    output = _build(case)
    assert _is_counted(case, "Samir")
    assert "clinic:2 (of an earlier file)" in output
    _run(case, "withdraw", "clinic:2", "--kind", "duplicate", "--reason", "he is listed elsewhere")
    _build(case)
    assert _row_of(case, "Nadia") == "clinic:3"
    assert not any("clinic:2" in one["records"] for one in _persons(case))


def test_an_erasure_reaches_the_row_under_its_earlier_number_and_no_other(case: SmallCase) -> None:
    _number(case, *PEOPLE)
    _number(case, "Huda Salim al-Masri,30,2031-06-01", *PEOPLE)
    _run(case, "correct", "clinic:4", "age", "34", "--reason", "the papers of Samir Nabil")
    _run(case, "erase", "clinic:5", "--reason", "the family asked")
    assert b"the papers of Samir Nabil" in (case.folder / "register.db").read_bytes()
    words = (case.folder / "register.db").read_bytes()
    assert b"Nadia" not in words
    assert words.count(b"Samir Nabil al-Hallaq") >= 2, "of another person, in both files"
    _number(case, "Huda Salim al-Masri,31,2031-06-01", *PEOPLE[:3])
    assert _row_of(case, "Samir") == "clinic:4"


def test_a_row_that_is_edited_under_its_own_number_keeps_its_decisions(case: SmallCase) -> None:
    _number(case, *PEOPLE)
    _withdraw_nadia(case)
    _number(case, *PEOPLE[:3], "Nadia bint Omar,50,2031-07-12")
    assert not _is_counted(case, "Nadia")


def test_a_review_file_from_before_the_list_was_numbered_anew_decides_nothing(
    case: SmallCase,
) -> None:
    _number(case, *PEOPLE)
    review = case.folder / "decided.csv"
    shown = "Samir Nabil al-Hallaq,Samir N. Hallaq"
    review.write_text(
        "left,right,decision,reason,left_name,right_name\n"
        f"clinic:3,notebook:3,different,the families say so,{shown}\n",
        encoding="utf-8",
    )
    _number(case, "Huda Salim al-Masri,30,2031-06-01", *PEOPLE)
    answer = case.run("judge", review, "--case", case.folder)
    assert answer.exit_code == 1
    assert "another name for clinic:3 than its list has now" in " ".join(answer.output.split())
    text = review.read_text(encoding="utf-8").replace("clinic:3", "clinic:4")
    review.write_text(text, encoding="utf-8")
    assert case.run("judge", review, "--case", case.folder).exit_code == 0
