"""A morgue's book holds the dead, and a list under the title "Wounded" does not."""

from pathlib import Path

import pytest

from guessed_lists import guess_of
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import HARM_IS_A_GUESS
from sijill.steps.case.starting.inspect_file import inspect_file


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("الاسم;العمر;تاريخ الدخول;سبب الوفاة", "رنا العطار;12;2031-08-03;شظايا"),
        ("Name;Age;Admission date;Cause of death", "Rana Attar;12;2031-08-03;shrapnel"),
        ("Nom;Âge;Date d'admission;Cause du décès", "Rana Attar;12;2031-08-03;éclats"),
    ],
)
def test_a_day_of_admission_beside_a_cause_of_death_is_of_the_dead(
    heading: str, cells: str
) -> None:
    assert guess_of(heading, cells).fixed["harm"] == "killed"


def test_patients_taken_for_injured_by_their_admission_alone_are_asked_about() -> None:
    guessed = guess_of("Name;Age;Admission date", "Rana Attar;12;2031-08-03")
    assert guessed.fixed["harm"] == "injured"
    assert any("headings are those of a hospital" in one for one in guessed.questions)
    wounded = guess_of("Name;Age;Type of wound", "Rana Attar;12;burn")
    assert wounded.fixed["harm"] == "injured"
    assert not any("hospital" in one for one in wounded.questions)


def test_the_name_of_somebody_missing_is_no_name_of_the_dead() -> None:
    guessed = guess_of("Name of missing;Arrested by", "Rana Attar;a patrol")
    assert guessed.fixed["harm"] == "missing"


@pytest.mark.parametrize(
    ("title", "name", "harm"),
    [
        ("Wounded of the August attacks", "list.csv", "injured"),
        ("قائمة جرحى قصف البساتين", "list.csv", "injured"),
        ("Liste des personnes disparues", "list.csv", "missing"),
        ("Список раненых", "list.csv", "injured"),
        ("", "injured_august.csv", "injured"),
        ("", "missing persons.csv", "missing"),
        ("Victims, killed and injured", "list.csv", "killed"),
        ("Morgue, unclaimed and missing papers", "list.csv", "killed"),
        ("", "list.csv", "killed"),
    ],
)
def test_titles_say_what_befell_people_where_no_heading_does(
    tmp_path: Path, title: str, name: str, harm: str
) -> None:
    rows = "Name,Age,Place\nRana Attar,12,Karm\nAli Sad,31,Karm\n"
    file = tmp_path / name
    file.write_text(f"{title},,\n{rows}" if title else rows, encoding="utf-8")
    guessed = inspect_file(file).guessed
    assert guessed.fixed["harm"] == harm
    is_asked = any(question.startswith(HARM_IS_A_GUESS) for question in guessed.questions)
    assert is_asked is (harm == "killed")
    assert any("the title" in question for question in guessed.questions) is (harm != "killed")


def test_a_title_does_not_overrule_a_heading(tmp_path: Path) -> None:
    file = tmp_path / "missing and found.csv"
    file.write_text("Name,Date of death\nRana Attar,2031-08-03\n", encoding="utf-8")
    assert inspect_file(file).guessed.fixed["harm"] == "killed"


@pytest.mark.parametrize(
    "note",
    [
        "* Names in red were later found alive",
        "الأسماء باللون الأحمر لم يتم التأكد منها",
        "Yellow = not verified",
    ],
)
def test_a_note_on_colours_or_on_the_living_is_asked_about(tmp_path: Path, note: str) -> None:
    file = tmp_path / "list.csv"
    names = "\n".join(f"Rana Attar {number},12,2031-08-03,Karm" for number in range(5))
    file.write_text(f"Name,Age,Date of death,Place\n{names}\n{note},,,\n", encoding="utf-8")
    guessed = inspect_file(file).guessed
    assert any(note in question and "row 7" in question for question in guessed.questions)


def test_codes_with_clothes_and_few_names_are_remains() -> None:
    guessed = guess_of(
        "code;date;site;sex;age;name;clothes",
        "R-01;2032-03-01;School;M;30-40;;blue jacket",
        "R-02;2032-03-01;School;F;20-25;Huda Najjar;red scarf",
        "R-03;2032-03-02;School;?;child;;",
    )
    assert guessed.kind is RecordKind.REMAINS
    missing = guess_of(
        "code;date;place;sex;age;name;clothes",
        "M-01;2032-03-01;School;M;34;Khalid Shami;blue jacket",
        "M-02;2032-03-01;School;F;22;Huda Najjar;red scarf",
    )
    assert missing.kind is RecordKind.PERSON


@pytest.mark.parametrize(
    ("heading", "cells", "harm"),
    [
        ("Survivor name;Age;Needs", "Huda Najjar;22;Prosthesis", "alive"),
        ("Nombre del sobreviviente;Edad;Herida", "Huda Najjar;22;quemadura grave", "injured"),
    ],
)
def test_survivors_are_not_counted_as_killed(heading: str, cells: str, harm: str) -> None:
    guessed = guess_of(heading, cells)
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fixed["harm"] == harm


def test_numbered_victims_make_a_list_of_incidents() -> None:
    guessed = guess_of("Date;Place;Victim 1;Victim 2", "2031-06-02;Karm;Rana Attar;Ali Sad")
    assert guessed.kind is RecordKind.INCIDENT


def test_where_bodies_come_from_makes_no_letters() -> None:
    assert guess_of("No;From;Age range", "1;Mill grave;20-25").kind is not RecordKind.LETTER
