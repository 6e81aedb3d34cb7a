"""Columns with numbers of people that no field reads are asked about: they are in no number."""

import pytest

from guessed_lists import guess_of
from sijill.model.records.record import RecordKind


def _asked(heading: str, *lines: str) -> str:
    return " ".join(guess_of(heading, *lines).questions)


def test_the_reported_beside_the_verified_is_asked_about() -> None:
    asked = _asked("Date;Place;Killed (reported);Killed (verified)", "2031-06-02;Karm;9;4")
    assert "'Killed (verified)' counts the same people as 'Killed (reported)'" in asked


@pytest.mark.parametrize(
    ("heading", "cells", "column"),
    [
        ("Date;Location;Boys;Girls;Total killed;Injured", "2031-06-02;Karm;1;0;4;7", "Boys"),
        ("Fecha;Lugar;Niñas;Muertos;Heridos", "2031-06-02;Karm;1;4;7", "Niñas"),
        ("التاريخ;المكان;النساء;عدد القتلى;عدد الجرحى", "2031-06-02;كرم;1;4;7", "النساء"),
    ],
)
def test_parts_that_may_be_of_killed_or_injured_are_asked_about(
    heading: str, cells: str, column: str
) -> None:
    guessed = guess_of(heading, cells)
    assert guessed.kind is RecordKind.INCIDENT
    assert any(repr(column) in question for question in guessed.questions)


@pytest.mark.parametrize(
    "heading",
    ["unknown killed", "Killed, status unknown", "Undetermined deaths", "قتلى غير محددين"],
)
def test_the_killed_of_unknown_status_are_read(heading: str) -> None:
    guessed = guess_of(f"id;date;civilians killed;{heading}", "M1;2031-06-02;4;1")
    assert guessed.fields["undetermined_killed_min"] == (heading,)
    assert guessed.questions == ()


def test_numbers_that_are_read_or_count_no_people_are_not_asked_about() -> None:
    assert _asked("id;date;place;killed;injured;houses destroyed", "1;2031-06-02;Karm;4;7;3") == ""


def test_how_many_people_a_row_stands_for_is_asked_and_names_no_row() -> None:
    guessed = guess_of(
        "date;number;name;cause of death",
        "2031-05-12;1;Rana Attar;drowned",
        "2031-05-09;17;N.N.;suffocated",
        "2031-05-11;3;unknown;drowned",
    )
    assert guessed.key == ()
    assert any("'number' may say how many people" in question for question in guessed.questions)
    assert any("21 in all" in question for question in guessed.questions)


def test_numbers_of_rows_are_no_numbers_of_people() -> None:
    in_order = guess_of("number;name;date of death", "1;Rana Attar;2031-05-12", "2;N.N.;2031-05-13")
    assert in_order.key == ("number",)
    named = guess_of("number;name;date of death", "7;Rana Attar;2031-05-12", "3;Ali Sad;2031-05-13")
    assert named.key == ("number",)
    assert not any("how many" in question for question in (*in_order.questions, *named.questions))


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Código fosa;Fecha de exhumación;Municipio;Cuerpos recuperados", "Cuerpos recuperados"),
        ("Grave;Date exhumed;Place;Bodies exhumed", "Bodies exhumed"),
        ("رقم القبر;تاريخ الانتشال;المكان;الجثث المنتشلة", "الجثث المنتشلة"),
    ],
)
def test_graves_with_numbers_of_bodies_are_sites_and_the_numbers_count(
    heading: str, column: str
) -> None:
    guessed = guess_of(heading, "F-001;12/03/2032;San Roque;4", "F-002;15/03/2032;El Carmen;7")
    assert guessed.kind is RecordKind.SITE
    assert guessed.fields["recovered_count"] == (column,)


def test_a_number_of_bodies_that_no_field_of_sites_reads_is_asked_about() -> None:
    guessed = guess_of("Grave;Date exhumed;Skeletons in it", "F-1;2032-03-12;4", "F-2;2032-03-15;7")
    assert guessed.kind is RecordKind.SITE
    assert any(question.startswith("'Skeletons in it'") for question in guessed.questions)


def test_health_workers_and_patients_killed_make_a_list_of_incidents() -> None:
    guessed = guess_of(
        "Event;Date;Health Workers Killed;Health Workers Injured;Patients Killed",
        "E1;2031-06-02;2;3;1",
    )
    assert guessed.kind is RecordKind.INCIDENT
    assert guessed.fields["health_workers_killed_min"] == ("Health Workers Killed",)
    assert any("'Patients Killed'" in question for question in guessed.questions)


@pytest.mark.parametrize("heading", ["martyred", "Killed", "استشهد"])
def test_days_beneath_a_word_for_the_killed_are_days_of_death(heading: str) -> None:
    guessed = guess_of(f"name;age;{heading}", "Rana Attar;12;2031-08-03", "Ali Sad;30;2031-08-04")
    assert guessed.fields["died"] == (heading,)


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("Claimed civilians killed", "Civilians killed (assessed)"),
        ("Alleged deaths", "Deaths conceded"),
    ],
)
def test_what_others_claim_is_conceded_by_nobody(claimed: str, found: str) -> None:
    guessed = guess_of(
        f"Allegation ID;Incident date;{claimed};Assessment;{found}",
        "1338;2031-06-02;4;Credible;2",
        "1339;2031-06-03;60;Non-credible;",
    )
    assert guessed.kind is RecordKind.DETERMINATION
    assert guessed.fields["deaths_min"] == (found,)
    alone = guess_of(
        f"Allegation ID;Incident date;{claimed};Assessment",
        "1338;2031-06-02;4;Credible",
        "1339;2031-06-03;60;Non-credible",
    )
    assert "deaths_min" not in alone.fields
    assert any(repr(claimed) in question for question in alone.questions)


def test_letters_that_may_be_fates_are_asked_about() -> None:
    rows = ("Rana Attar;12;K", "Ali Sad;30;W", "Omar Sad;41;K", "Lina Sad;5;M")
    guessed = guess_of("Name;Age;K/W/M", *rows)
    assert any("the letters 'K', 'M', 'W'" in question for question in guessed.questions)
    assert not any("letters" in one for one in guess_of("Name;Age;Sex", "A B;1;M").questions)


@pytest.mark.parametrize("words", ["remains in one bag, at least 2 persons", "two bodies, tied"])
def test_words_of_several_bodies_in_a_row_are_asked_about(words: str) -> None:
    guessed = guess_of(
        "Body no;Date found;Place found;Sex;Description",
        "1;2031-08-03;River bank;M;green shirt",
        f"2;2031-08-04;Well;;{words}",
    )
    assert guessed.kind is RecordKind.REMAINS
    asked = [one for one in guessed.questions if "several bodies in row 3" in one]
    assert len(asked) == 1
    assert words in asked[0]


def test_months_that_add_up_to_the_total_that_is_read_are_not_asked_about() -> None:
    months = "District;Jan killed;Feb killed;Mar killed;Total killed"
    rows = ("Ayn;1;2;;3", "Sur;4;0;1;5", "Karm;2;2;2;6", "Dera;;7;;7")
    guessed = guess_of(months, *rows)
    assert guessed.fields["value"] == ("Total killed",)
    assert not guessed.questions
    others = guess_of(months, *rows[:-1], "Dera;1;7;;7")
    assert [one for one in others.questions if one.startswith("'Jan killed', 'Feb killed'")]
    groups = guess_of(months.replace("Jan ", "Jan/").replace("Feb ", "Feb/"), *rows)
    assert not [one for one in groups.questions if "counts the same people" in one]


def test_deaths_of_other_causes_within_the_total_are_asked_about() -> None:
    heading = "Month;Deaths from violence;Deaths from disease;Total deaths"
    guessed = guess_of(heading, "2031-01;3;1;4", "2031-02;5;0;5", "2031-03;2;6;8")
    assert any("'Deaths from disease' hold numbers of people" in one for one in guessed.questions)


@pytest.mark.parametrize("cell", ["4-6", "3+1", "2031/03"])
def test_a_range_or_a_sum_is_no_pair_of_numbers(cell: str) -> None:
    guessed = guess_of(
        "Date;Place;Women killed;Civcas", *[f"2031-01-0{n};Ayn;1;{cell}" for n in "123"]
    )
    assert not [one for one in guessed.questions if "two numbers in a cell" in one]
