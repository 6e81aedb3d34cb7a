"""What stands around a heading: numbers of questions, and whole questions of forms on the web."""

import pytest

from guessed_lists import guess_of
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.headings.wordings import asked_in_words, without_number
from sijill.sources.guessing.words import plain_heading


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("q2_age", "age"),
        ("3. Sex", "Sex"),
        ("Q4: Date of death", "Date of death"),
        ("12) Place", "Place"),
        ("1 - Nom complet", "Nom complet"),
        ("2031 deaths", "2031 deaths"),
        ("2 Name", "2 Name"),
        ("Name", "Name"),
        ("3.5", "3.5"),
    ],
)
def test_the_number_of_a_question_is_no_part_of_the_heading(heading: str, rest: str) -> None:
    assert without_number(heading) == rest


FORM = (
    "Timestamp;What is the full name of the person who died?;How old was he or she then?;"
    "Was the person male or female?;On what date did the person die?;"
    "In which village or town did it happen?;Your full name (for our files alone)"
)
LINE = "3/12/2031 10:02:11;{};{};{};2031-06-03;Basatin;A. Haddad"


def test_whole_questions_are_headings() -> None:
    guessed = guess_of(
        FORM, LINE.format("Rana Attar", "12", "Female"), LINE.format("B", "4", "Male")
    )
    assert guessed.kind is RecordKind.PERSON
    names = FORM.split(";")
    assert dict(zip(("name", "age", "sex", "died", "place"), names[1:6], strict=True)) == {
        field: columns[0] for field, columns in guessed.fields.items()
    }
    assert names[6] in guessed.protected, "who fills in the form"


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("What is your name and how old are you", None),
        ("How old was the person and where did it happen", None),
        ("How old", None),
        ("كم كان عمره عند الوفاة تقريبا", "age"),
        ("Quel âge avait la personne à ce moment", "age"),
        ("¿En qué fecha murió la persona que usted conocía?", "died"),
    ],
)
def test_a_question_names_one_field_or_none(question: str, field: str | None) -> None:

    asked = asked_in_words(plain_heading(question), RecordKind.PERSON, 7)
    assert asked == (((field, 7),) if field else ())


def test_names_stand_beneath_members_killed() -> None:
    guessed = guess_of(
        "Family;Members killed;Date",
        "Barak;Wali, Gul, Nadia (6);2031-06-03",
        "Hotar;Zmari and his sons;2031-06-03",
    )
    assert guessed.fields["name"] == ("Members killed",)
    assert guessed.fields["family_name"] == ("Family",)


def test_the_victims_of_mines_are_people() -> None:
    guessed = guess_of(
        "VictimID;Accident ID;Victim name;Gender;Age at time of accident;Date of accident;Status",
        "V1;AC-1;Rostam Halim;Male;14;2031-02-12;Killed",
        "V2;AC-1;Yusra Halim;Female;11;2031-02-12;Injured",
    )
    assert guessed.kind is RecordKind.PERSON
    assert {"name", "sex", "age", "harm"} <= guessed.fields.keys()


@pytest.mark.parametrize(
    "lines",
    [
        ("Name;Rade;Mira", "Age;55;50", "Sex;M;F", "Date of death;2031-04-02;2031-04-02"),
        ("Name;Rade;Mira", "Age;55;50"),
        ("Date;2031-04-02;2031-04-09", "Place;Quay;Mill", "Killed;3;1", "Injured;9;0"),
    ],
)
def test_a_table_on_its_side_is_not_read(lines: tuple[str, ...]) -> None:
    guessed = guess_of(*lines)
    assert guessed.kind is None
    assert "turn it round" in guessed.reason


def test_a_list_of_names_that_are_headings_is_no_table_on_its_side() -> None:
    assert guess_of("Name;Age", "Rana Attar;12", "Basim Place;40").kind is RecordKind.PERSON


@pytest.mark.parametrize("heading", ["Number of bodies", "Minimum number of individuals", "MNI"])
def test_rows_of_several_bodies_are_counted(heading: str) -> None:
    guessed = guess_of(
        f"Body bag no;Date recovered;Grave;{heading}",
        "G1;2031-06-03;Grave 1;1",
        "G2;2031-06-04;Grave 2;3",
    )
    assert guessed.kind is RecordKind.REMAINS
    assert guessed.fields["bodies"] == (heading,)
    assert not any(repr(heading) in question for question in guessed.questions)


def test_rows_of_one_body_are_not_asked_about() -> None:
    guessed = guess_of("Body bag no;Date recovered;MNI", "G1;2031-06-03;1", "G2;2031-06-04;1")
    assert not any("MNI" in question for question in guessed.questions)


def test_what_became_of_patients_at_discharge_is_their_fate() -> None:
    guessed = guess_of(
        "اسم المريض;تاريخ الدخول;التشخيص;الحالة عند الخروج",
        "خالد العمري;2031-03-04;شظايا;متوفى",
        "مها العمري;2031-03-04;شظايا;تحسن",
    )
    assert guessed.fields["harm"] == ("الحالة عند الخروج",)
