"""Exports of forms, registers of prisons and graves, printed pages: what each row stands for."""

from pathlib import Path

import pytest

from guessed_lists import guess_of, records_of
from sijill.model.codes import Harm
from sijill.model.records.fields import FieldType
from sijill.model.records.record import PersonRecord, RecordKind
from sijill.model.records.row_doubt import RowDoubt
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.row_doubts import row_doubt
from sijill.sources.tables.lines.row_kinds import kind_problem
from trial_runs import trial_of, values_of


def _people(heading: str, *lines: str) -> list[PersonRecord]:
    return [one for one in records_of(heading, *lines) if isinstance(one, PersonRecord)]


def test_a_repeat_of_a_form_is_a_list_of_people_and_their_ages_count_nobody() -> None:
    guessed = guess_of(
        "dead_rep/d_name;dead_rep/d_sex;dead_rep/d_age;dead_rep/d_date;_index",
        "Mira Kostal;female;34;2031-02-03;1",
        "Doran Velik;male;61;2031-02-09;2",
    )
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["age"] == ("dead_rep/d_age",)
    assert guessed.fields["name"] == ("dead_rep/d_name",)


def test_words_for_fates_beneath_killed_or_wounded_are_no_names() -> None:
    guessed = guess_of(
        "Pupil;Class;Killed or wounded;When",
        "Mira Kostal;3;killed;2031-05-02",
        "Doran Velik;3;wounded;2031-05-03",
        "Lena Ostrav;1;killed with mother;2031-05-03",
    )
    assert guessed.fields["name"] == ("Pupil",)
    assert guessed.fields["harm"] == ("Killed or wounded",)


def test_rows_of_a_burial_book_count_the_bodies_that_their_number_says() -> None:
    guessed = guess_of(
        "Date buried;Name;Number;Brought from",
        "3/2/2031;Mira Kostal;1;mill",
        "3/2/2031;unidentified bodies;7;hospital",
        "4/2/2031;Doran Velik;1;mill",
        "5/2/2031;unidentified bodies;3;hospital",
    )
    assert guessed.kind is RecordKind.REMAINS
    assert guessed.fields["bodies"] == ("Number",)


@pytest.mark.parametrize("nobody", ["none", "لا يوجد", "-", "0"])
def test_none_among_lists_of_names_is_nobody_for_sure(nobody: str) -> None:
    people = _people(
        "Incident;Date;Location;Names of killed",
        "I1;2031-03-01;Mill;Mira Kostal; Doran Velik".replace("; D", " | D"),
        f"I2;2031-03-02;Mill;{nobody}",
        "I3;2031-03-03;Mill;Lena Ostrav",
    )
    doubts = {one.name.written: one.doubt for one in people}
    assert doubts["Lena Ostrav"] is None
    assert [one.doubt for one in people if not one.name.is_comparable] == [RowDoubt.NOT_HUMAN]


def test_a_line_that_goes_on_with_the_row_above_is_nobody_for_sure() -> None:
    names = ("Kostal, Mira", "Velik, Doran", "Ostrav, Lena", "Brenik, Tomo", "Zarej, Ana")
    numbered = [f"{n}.;{name};19{n}0;Mill" for n, name in enumerate(names, start=4)]
    rows = [*numbered[:2], ";(Pavel);;", *numbered[2:], ";;;(hospital)"]
    people = _people("No.;Name and father's name;Year of birth;Place of death", *rows)
    doubted = [one.head.locator.row for one in people if one.doubt is RowDoubt.REPEATED]
    assert doubted == [4, 8]


def test_a_member_of_a_family_without_a_number_counts() -> None:
    names = ("Kostal Mira", "Velik Doran", "Ostrav Lena", "Brenik Tomo", "Zarej Ana")
    numbered = [f"{n};{name};4{n};Mill" for n, name in enumerate(names, start=1)]
    people = _people("No.;Victim;Age;Place", *numbered[:2], ";Velik Pavel;7;", *numbered[2:])
    assert [one.doubt for one in people] == [None] * 6


def test_a_note_beneath_the_rows_says_what_its_letters_mean(tmp_path: Path) -> None:
    names = ["Mira", "Doran", "Lena", "Tomo", "Ana", "Pavel", "Ilka"]
    rows = "\n".join(
        f"{n},{name} Kost{name.lower()},{30 + n},{code}"
        for n, (name, code) in enumerate(zip(names, "KKWMKWK", strict=True), start=1)
    )
    note = '\n"St: K = killed, W = wounded, M = missing",,,\n'
    values = values_of(trial_of(tmp_path, camp=f"Nr,Name,Age,St\n{rows}{note}"))
    assert values["persons.named"] == "4"
    assert values["persons.injured"] == "2"


def test_a_prison_register_holds_deaths_transfers_and_releases() -> None:
    people = _people(
        "Prisoner;Prison;Event;Event date;Body returned (Y/N)",
        "Mira Kostal;Mill;Death;2031-02-01;Y",
        "Doran Velik;Mill;Transfer;2031-02-03;",
        "Lena Ostrav;Mill;Release;2031-02-04;",
        "Tomo Brenik;Mill;Death;2031-02-07;N",
        "Ana Zarej;Mill;Escape;2031-02-09;",
    )
    assert [one.harm for one in people] == [
        *(Harm.KILLED, Harm.DETAINED, Harm.ALIVE, Harm.KILLED, Harm.ALIVE)
    ]


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (FieldType.HARM, "Localizado(a) sin vida", "killed"),
        (FieldType.HARM, "Sigue desaparecido(a)", "missing"),
        (FieldType.HARM, "Muerto/a", "killed"),
        (FieldType.HARM, "blessé(e)", "injured"),
        (FieldType.HARM, "ተቐቲሉ", "killed"),
        (FieldType.SEX, "نێر / ذكر / Male", "male"),
        (FieldType.SEX, "M / F", ""),
        (FieldType.SEX, "أنثى - Female", "female"),
    ],
)
def test_words_with_two_endings_and_in_several_languages(
    kind: FieldType, cell: str, code: str
) -> None:
    assert translation(kind, cell) == code


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("تاریخ جان‌باختن", "died"),
        ("On what date did this happen?", "died"),
        ("In which village or neighbourhood did it happen?", "place"),
        ("ስም ግዳይ", "name"),
        ("ዕድመ", "age"),
        ("Inscription", "name"),
        ("Sx", "sex"),
    ],
)
def test_headings_of_forms_and_further_languages(heading: str, field: str) -> None:
    assert field in fields_of(heading, RecordKind.PERSON)


def test_totals_that_grow_by_the_new_ones_beside_them_are_never_added(tmp_path: Path) -> None:
    reports = "Sitrep,As of,New deaths,Total deaths\n#1,07/01/2031,4,4\n#2,14/01/2031,0,4\n"
    reports += "#3,21/01/2031,3,7\n#4,28/01/2031,9,16\n"
    trial = trial_of(tmp_path, reports=reports)
    assert "16" in values_of(trial).values()
    assert "documented.people" not in trial.figures


def test_new_numbers_beside_totals_of_other_places_are_incidents() -> None:
    guessed = guess_of(
        "Date;Village;New deaths;Total deaths",
        "2031-01-07;Mill;4;4",
        "2031-01-08;Weir;2;6",
        "2031-01-09;Tower;1;7",
    )
    assert guessed.kind is RecordKind.INCIDENT


def test_whoever_is_asked_about_is_named_and_whoever_calls_is_not() -> None:
    guessed = guess_of(
        "Call no;Caller;Asked about;Age;Information given / status",
        "C1;Ana Zarej;Mira Kostal;31;missing",
        "C2;Ilka Brenik;Doran Velik;44;dead",
    )
    assert guessed.fields["name"] == ("Asked about",)
    assert "Caller" in guessed.protected


def test_patients_without_names_have_fates_by_their_exit() -> None:
    people = _people(
        "Pt ID;Date adm;Age;Sex;Type of exit",
        *("1;01-Nov-31;34;M;Cured", "2;02-Nov-31;7;F;Dead <48h", "3;03-Nov-31;20;M;DOA"),
    )
    assert [one.harm for one in people] == [Harm.INJURED, Harm.KILLED, Harm.KILLED]


def test_staff_who_work_retired_or_left_are_alive() -> None:
    people = _people(
        "Staff no;Name;Status",
        *("1;Mira Kostal;working", "2;Doran Velik;martyr", "3;Lena Ostrav;emigrated"),
        *("4;Tomo Brenik;retired", "5;Ana Zarej;fate unknown"),
    )
    alive = [one.name.written for one in people if one.harm is Harm.ALIVE]
    assert alive == ["Mira Kostal", "Lena Ostrav", "Tomo Brenik"]


def test_a_column_called_state_that_holds_fates_is_no_place() -> None:
    guessed = guess_of(
        "Family book;Relation;Name;State",
        *(
            "FB1;head;Mira Kostal;alive",
            "FB1;son;Doran Kostal;martyr",
            "FB2;head;Lena Ostrav;alive",
        ),
        *("FB2;son;Tomo Ostrav;missing", "FB2;wife;Ana Zarej;martyr"),
    )
    assert guessed.fields["harm"] == ("State",)


def test_a_total_of_the_killed_and_the_injured_in_words_is_no_row() -> None:
    assert "total of other rows" in kind_problem(("", "", "TOTAL", "14 muertos y 35 heridos"), 9)
    assert not kind_problem(("", "", "TOTAL", "a petrol station"), 9)


def test_causes_of_death_by_years_are_no_list_of_people() -> None:
    rows = ("War operations;210;480;395", "Cancer;80;79;85", "Traffic accidents;44;40;31")
    assert guess_of("Cause of death;2031;2032;2033", *rows).kind is not RecordKind.PERSON


@pytest.mark.parametrize(
    ("remark", "doubt"),
    [
        ("rejected - alive", RowDoubt.WITHDRAWN),
        ("rejected", RowDoubt.WITHDRAWN),
        ("accepted", None),
    ],
)
def test_a_row_that_was_rejected_is_in_doubt(remark: str, doubt: RowDoubt | None) -> None:
    assert row_doubt("note", remark) is doubt


@pytest.mark.parametrize("cause", ["قضاء وقدر", "ولادة متعسرة"])
def test_a_death_by_fate_is_nobodys_violence(cause: str) -> None:
    assert row_doubt("cause", cause) is RowDoubt.NOT_KILLED


def test_a_day_of_death_that_says_alive_is_none() -> None:
    people = _people(
        "Name;Born;Date of death;Place",
        *("Mira Kostal;1950;11/2/2031;Mill", "Doran Velik;1951;alive;", "Ana Zarej;1952;-;"),
        *("Lena Ostrav;1953;wounded, abroad;", "Tomo Brenik;1954;14/2/2031;Mill"),
    )
    assert [one.harm for one in people] == [
        *(Harm.KILLED, Harm.ALIVE, Harm.UNKNOWN, Harm.INJURED, Harm.KILLED)
    ]
    dead = ("Mira Kostal;11/2/2031", "Doran Velik;", "Ana Zarej;unknown", "Lena Ostrav;3/2/2031")
    assert {one.harm for one in _people("Name of martyr;Date of death", *dead)} == {Harm.KILLED}
