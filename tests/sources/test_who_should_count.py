"""Cells that say who should count: marks of several fates, answers, grades, causes, and names.

What a list says of this is read, or asked about; its people are never counted in silence.
"""

import pytest

from guessed_lists import guess_of, table_of
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.records.row_doubt import RowDoubt
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.questions.refusals import what_to_change
from sijill.sources.guessing.questions.table_words import with_words_around
from sijill.sources.row_doubts import may_lack_violence, row_doubt

PEOPLE = "Name;Age;Date of death"


def _questions_about(column: str, *list_: str) -> list[str]:
    return [question for question in guess_of(*list_).questions if f"{column!r}" in question]


# Columns of marks are read together.


def test_crosses_under_several_fates_are_read_together() -> None:
    proposed = guess_of(
        "Name;Killed;Injured;Missing",
        "Basil Amri;x;;",
        "Rana Zayd;;x;",
        "Nour Zayd;;;x",
        "Omar Amri;;;",
    )
    assert proposed.fields["harm"] == ("Killed", "Missing", "Injured")
    assert proposed.values["harm"] == {
        "x |  | ": "killed",
        " |  | x": "injured",
        " | x | ": "missing",
    }
    assert not any("is not used" in question for question in proposed.questions)


def test_of_two_fates_that_are_both_answered_yes_the_gravest_counts() -> None:
    proposed = guess_of(
        "Nom;Décédé;Blessé",
        "Awa Sow;oui;oui",
        "Fanta Sow;non;oui",
        "Issa Sow;oui;non",
        "Ali Sow;non;non",
    )
    assert proposed.values["harm"] == {
        "oui | oui": "killed",
        "non | oui": "injured",
        "oui | non": "killed",
        "non | non": "alive",
    }


def test_a_sign_that_may_mean_yes_or_no_is_left_to_a_person() -> None:
    proposed = guess_of(
        "الاسم;العمر;شهيد;جريح",
        "باسل العمري;30;✓;",
        "رنا زايد;20;;✓",
        "نور زايد;9;✗;",
        "عمر العمري;9;✓;",
    )
    assert proposed.values["harm"] == {"✓ | ": "killed", " | ✓": "injured"}


def test_crosses_for_men_women_and_children_are_sex_and_age() -> None:
    proposed = guess_of(
        "Name;Men;Women;Children", "Basil Amri;x;;", "Rana Zayd;;x;", "Nour Zayd;;;x"
    )
    assert proposed.values["sex"] == {"x | ": "male", " | x": "female"}
    assert proposed.fields["age_group"] == ("Children", "Men", "Women")
    assert proposed.values["age_group"] == {
        " | x | ": "adult",
        " |  | x": "adult",
        "x |  | ": "child",
    }


def test_the_mapping_shows_what_each_combination_means() -> None:
    lines = ("Name;Killed;Injured", "Basil Amri;x;", "Rana Zayd;;x")
    text = write_mapping("list", "list.csv", table_of(*lines), guess_of(*lines))
    assert 'columns = ["Killed", "Injured"]' in text
    assert '"x | " = "killed"\n" | x" = "injured"' in text


@pytest.mark.parametrize("heading", ["Died (Y/N)", "Fatal?", "Did the person die?", "هل توفي"])
def test_whoever_did_not_die_is_not_among_those_who_may_have_been_killed(heading: str) -> None:
    lines = (f"Full name;Age;{heading}", "Basil Amri;30;yes", "Rana Zayd;20;no")
    text = write_mapping("list", "list.csv", table_of(*lines), guess_of(*lines))
    assert '"yes" = "killed"\n"no" = "alive"' in text


def test_beside_ticks_a_cross_says_no() -> None:
    proposed = guess_of(
        "Name;Killed;Missing", "Basil Amri;✓;", "Rana Zayd;✗;✓", "Nour Zayd;✗;✗", "Omar Amri;✗;"
    )
    assert proposed.values["harm"] == {"✓ | ": "killed", "✗ | ✓": "missing", "✗ | ✗": "alive"}


# What tells rows apart and is not read is asked about.


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Conflict related (Y/N)", ("Y", "N", "Y")),
        ("Zzz", ("نعم", "لا", "نعم")),
        ("راستی‌آزمایی", ("تایید شده", "تایید شده", "ضعیف")),
    ],
)
def test_answers_and_grades_that_no_field_reads_are_asked_about(
    column: str, cells: tuple[str, ...]
) -> None:
    lines = (f"{name};30;2031-08-03;{cell}" for name, cell in zip(NAMES, cells, strict=True))
    assert _questions_about(column, f"{PEOPLE};{column}", *lines)


NAMES = ("Basil Amri", "Rana Zayd", "Nour Zayd")


def test_a_column_that_says_the_same_of_every_row_is_not_asked_about() -> None:
    lines = (f"{name};30;2031-08-03;yes" for name in NAMES)
    assert not _questions_about("Zzz", f"{PEOPLE};Zzz", *lines)


def test_a_question_whether_a_name_may_be_published_withholds_the_names_of_those_who_say_no() -> (
    None
):
    proposed = guess_of(
        "What is the full name of the victim?;How old was the victim?;"
        "Do you agree that we publish the name?",
        "Basil Amri;30;Yes",
        "Rana Zayd;20;No",
    )
    assert proposed.fields["may_publish"] == ("Do you agree that we publish the name?",)


# Causes that need nobody's violence.


def test_a_death_by_accident_among_fates_is_asked_about_and_a_wound_is_not() -> None:
    list_ = (
        "Nome;Posto;Data;Situação",
        "António Lopes;Soldado;2031-08-12;Morto em combate",
        "Manuel Pires;Cabo;2031-10-03;Morto por acidente",
        "Carlos Reis;Soldado;2031-11-14;Ferido em acidente",
        "Rui Melo;Soldado;2031-11-20;Capturado",
    )
    (question,) = _questions_about("Situação", *list_)
    assert "gives for 1 row what may be nobody's violence ('Morto por acidente')" in question
    assert guess_of(*list_).fields["harm"] == ("Situação",)


@pytest.mark.parametrize(
    "cause",
    ["ACCIDENT", "Suicide", "Sobredosis", "ДТП", "самоубийство", "حادث سير", "intihar", "خودکشی"],
)
def test_a_cause_that_is_nobody_s_violence_puts_its_row_in_upper_ends(cause: str) -> None:
    assert row_doubt("cause", cause) is RowDoubt.NOT_KILLED
    assert row_doubt("note", cause) is RowDoubt.NOT_KILLED


@pytest.mark.parametrize("cause", ["suicide bombing", "accidental explosion of a shell", "gunshot"])
def test_violence_in_words_that_also_name_accidents_stands(cause: str) -> None:
    assert row_doubt("cause", cause) is None


@pytest.mark.parametrize(
    "cause",
    [
        "suicide bombing",
        "traffic accident caused by shelling",
        "تفجير انتحاري",
        "intihar saldırısı",
    ],
)
def test_a_weapon_named_beside_such_words_asks_nothing(cause: str) -> None:
    assert not may_lack_violence(cause)


@pytest.mark.parametrize(
    "words", ["Herzberg", "Cardigan", "Heartwell", "Oficina de Búsqueda de Personas"]
)
def test_words_with_letters_of_an_illness_are_no_cause(words: str) -> None:
    assert not may_lack_violence(words)


@pytest.mark.parametrize("cause", ["Infarto", "جلطة قلبية", "Exposure", "FENTANYL TOXICITY"])
def test_causes_that_prisons_and_borders_bring_about_are_asked_about_and_change_nothing(
    cause: str,
) -> None:
    assert may_lack_violence(cause)
    assert row_doubt("cause", cause) is None
    lines = ("Basil Amri;30;2031-08-03;gunshot", f"Rana Zayd;70;2031-08-04;{cause}")
    (question,) = _questions_about("Cause", f"{PEOPLE};Cause", *lines)
    assert repr(cause) in question


def test_a_column_of_manners_that_no_field_reads_becomes_a_remark() -> None:
    proposed = guess_of(
        "Ad Soyad;Tarih;Fail;Zzz",
        "Ayşe Demir;03.08.2031;Eşi;cinayet",
        "Elif Kaya;14.08.2031;;intihar",
    )
    assert proposed.fields["note"] == ("Zzz",)


# Nobody counts as killed in silence.


@pytest.mark.parametrize("column", ["Perpetrator", "Civilian or fighter"])
def test_a_column_of_parties_or_civilians_does_not_say_that_people_were_killed(column: str) -> None:
    cells = {"Perpetrator": ("Army", "Militia"), "Civilian or fighter": ("civilian", "fighter")}
    one, two = cells[column]
    proposed = guess_of(
        f"Name;Age;Place;{column}", f"Basil Amri;30;Mill;{one}", f"Rana Zayd;2;Mill;{two}"
    )
    said = [one for one in proposed.questions if "counted as killed" in one]
    assert bool(said) is (column != "Perpetrator"), "a perpetrator is one of a killing"


def test_a_title_that_says_killed_settles_it() -> None:
    lines = ("Name;Age;Place", "Basil Amri;30;Mill", "Rana Zayd;2;Mill")
    proposed = guess_of(*lines)
    assert any("counted as killed" in question for question in proposed.questions)
    settled = with_words_around(table_of(*lines), proposed, "killed in August.csv")
    assert settled.fixed["harm"] == "killed"
    assert not any("counted as killed" in question for question in settled.questions)


def test_a_remark_that_somebody_was_gravely_wounded_is_asked_about() -> None:
    lines = ("דוד לוי;34;3.8.2031;", "שרה לוי;29;3.8.2031;נפצעה קשה")
    assert _questions_about("הערות", "שם מלא;גיל;תאריך;הערות", *lines)


# Lists that were refused.


def test_names_under_a_heading_of_the_killed_are_a_list_of_incidents_with_a_question() -> None:
    proposed = guess_of(
        "Дата;Место;Погибшие",
        "05.06.2031;Мост;Петров Сергей, Петрова Анна",
        "13.06.2031;Мост;мать и двое детей",
    )
    assert proposed.kind is RecordKind.INCIDENT
    assert any("'Погибшие'" in question for question in proposed.questions)


def test_household_members_killed_are_numbers_of_people() -> None:
    proposed = guess_of(
        "Head of household;Village;Family members killed", "Abel Kidane;Mai;3", "Sara Kidane;Mai;0"
    )
    assert proposed.kind is RecordKind.INCIDENT
    assert proposed.fields["people_killed_min"] == ("Family members killed",)


@pytest.mark.parametrize("heading", ["Pt name", "Прізвище, ініціали", "Name (initials)"])
def test_names_under_a_heading_with_a_word_for_them_beside_ages_are_people(heading: str) -> None:
    proposed = guess_of(f"{heading};Age;Sex", "Koval I. P.;30;m", "Bondar O.;20;f")
    assert proposed.kind is RecordKind.PERSON
    assert proposed.fields["name"] == (heading,)


def test_days_side_by_side_with_a_line_for_each_number_are_turned_round() -> None:
    proposed = guess_of(
        "Indicator;1 Aug 2031;2 Aug 2031;Total", "Martyrs;12;7;19", "Injured;40;21;61"
    )
    assert proposed.kind is None
    assert "turn it round" in proposed.reason


def test_a_second_column_of_a_list_of_totals_is_asked_about() -> None:
    lines = ("2031-02;North;12;3", "2031-03;North;20;1")
    heading = "Month;Region;Civilians killed (area A);Civilians killed (area B)"
    assert _questions_about("Civilians killed (area B)", heading, *lines)


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (("1", "Basil Amri", "34", "2031-08-03"), "write headings above it"),
        (("Basil Amri",), "It has one column"),
        (("Sl", "Particulars"), "'Name' and 'Age'"),
    ],
)
def test_what_to_change_in_a_list_that_nothing_explains(
    headings: tuple[str, ...], said: str
) -> None:
    assert said in what_to_change(headings)


# Found in a second set of lists.


def test_one_word_for_the_dead_among_others_makes_a_column_one_of_fates_to_ask_about() -> None:
    lines = ("Basil Amri;30;Mill;deceased", "Rana Zayd;2;Mill;stable", "Nour Zayd;9;Mill;critical")
    heading = "Patient;Age;Place;Condition on arrival"
    assert _questions_about("Condition on arrival", heading, *lines)


def test_a_group_in_brackets_that_is_none_of_ours_is_not_all_the_dead() -> None:
    proposed = guess_of(
        "Tarih;İl;Ölü (sivil);Ölü (güvenlik gücü)", "03.08.2031;Van;0;2", "14.08.2031;Van;1;0"
    )
    assert proposed.fields["civilians_killed_min"] == ("Ölü (sivil)",)
    assert "people_killed_min" not in proposed.fields
    assert any("'Ölü (güvenlik gücü)'" in question for question in proposed.questions)


def test_people_with_noughts_and_ones_under_killed_and_injured_are_people() -> None:
    proposed = guess_of(
        "id;name;age;killed;injured",
        "1;Basil Amri;30;1;0",
        "2;Rana Zayd;2;0;1",
        "3;Nour Zayd;9;0;0",
    )
    assert proposed.kind is RecordKind.PERSON
    assert proposed.values["harm"] == {"1 | 0": "killed", "0 | 1": "injured", "0 | 0": "alive"}


@pytest.mark.parametrize("heading", ["Full name", "name", "Имя", "الاسم"])
def test_people_without_an_age_are_people_where_each_row_counts_one(heading: str) -> None:
    names = ("Basil Amri", "Rana Zayd", "Nour Zayd")
    rows = [f"{no};{name};2031-06-0{no};Mill;1" for no, name in enumerate(names, 1)]
    proposed = guess_of(f"no;{heading};date;place;killed", *rows)
    assert proposed.kind is RecordKind.PERSON
    assert proposed.fields["harm"] == ("killed",)


def test_people_with_a_mark_of_death_and_its_cause_are_no_findings_of_an_authority() -> None:
    rows = ("Basil Amri;Mill;top;1", "Rana Zayd;Mill;bomba;1", "Nour Zayd;Mill;top;1")
    assert guess_of("Ad Soyad;Yer;Neden;Ölü", *rows).kind is RecordKind.PERSON
    split = ("Basil;Amri;top;1", "Rana;Zayd;bomba;1", "Nour;Zayd;top;1")
    assert guess_of("Ad;Soyad;Neden;Öldü", *split).kind is RecordKind.PERSON


@pytest.mark.parametrize(
    ("least", "most"),
    [
        ("Killed at least", "Killed at most"),
        ("killed_lo", "killed_hi"),
        ("Deaths lower bound", "Deaths upper bound"),
        ("أدنى عدد للقتلى", "أقصى عدد للقتلى"),
        ("الحد الأدنى للقتلى", "الحد الأقصى للقتلى"),
        ("הרוגים (מינ')", "הרוגים (מקס')"),
        ("Au moins tués", "Au plus tués"),
        ("не менее погибших", "не более погибших"),
    ],
)
def test_the_two_ends_of_a_number_of_dead_are_told_by_their_words(least: str, most: str) -> None:
    rows = ("2031-06-01;Mill;3;5", "2031-06-02;Harsh;1;4", "2031-06-07;Mill;2;2")
    fields = guess_of(f"Date;Place;{least};{most}", *rows).fields
    assert (fields["people_killed_min"], fields["people_killed_max"]) == ((least,), (most,))


@pytest.mark.parametrize("heading", ["فوت شده", "Muerte", "Скончался", "نەماوە"])
def test_a_mark_under_a_word_for_death_says_that_somebody_died(heading: str) -> None:
    rows = ("1;Basil Amri;30;1", "2;Rana Zayd;20;0", "3;Nour Zayd;25;1")
    assert guess_of(f"No;Name;Age;{heading}", *rows).fields["harm"] == (heading,)


@pytest.mark.parametrize(
    "rows",
    [
        ("Strike on the mill;1", "Shelling of a school;0", "Attack by night;1"),
        ("Basil Amri;1", "Rana Zayd;4", "Nour Zayd;1"),
    ],
)
def test_named_incidents_and_rows_that_count_several_stay_incidents(rows: tuple[str, ...]) -> None:
    dated = [f"2031-06-0{no};Mill;{row}" for no, row in enumerate(rows, 1)]
    assert guess_of("date;place;name;killed", *dated).kind is RecordKind.INCIDENT


def test_incidents_that_name_their_place_and_count_none_or_one_stay_incidents() -> None:
    proposed = guess_of("Date;Name of village;killed", "2031-08-03;Mill;1", "2031-08-04;Mill;0")
    assert proposed.kind is RecordKind.INCIDENT


def test_numbers_of_the_killed_in_a_list_of_damage_are_asked_about_and_are_no_key() -> None:
    proposed = guess_of(
        "Date;School;Pupils killed;Teachers killed;Damage",
        "2031-08-03;A;4;1;partial",
        "2031-08-14;B;0;0;total",
    )
    assert proposed.key == ()
    assert any("'Teachers killed'" in question for question in proposed.questions)


def test_crosses_under_a_heading_of_death_are_no_days() -> None:
    proposed = guess_of(
        "Adı Soyadı;Tarih;Öldü;Yaralandı", "Ali Kaya;03.08.2031;X;", "Ayşe Kaya;03.08.2031;;X"
    )
    assert proposed.fields["died"] == ("Tarih",)
    assert proposed.fields["harm"] == ("Öldü", "Yaralandı")


def test_the_names_of_the_deceased_beside_their_ages_are_a_list_of_people() -> None:
    proposed = guess_of("Ref;Deceased;Age;Location", "1;Basil Amri;30;Mill", "2;Rana Zayd;2;Mill")
    assert proposed.kind is RecordKind.PERSON
    assert proposed.fields["name"] == ("Deceased",)


def test_columns_that_count_none_or_one_are_no_answers() -> None:
    lines = ("2031-08-03;Mill;3;0", "2031-08-04;Mill;1;1")
    asked = _questions_about("Min children", "Date;Place;Min killed;Min children", *lines)
    assert not any("tells rows apart" in question for question in asked)


# One person in several rows, and people who are no victims.


def test_a_name_with_two_fates_is_asked_about() -> None:
    rows = ("Rana Zayd;F;Homs;injured", "Omar Amri;M;Homs;killed", "Rana Zayd;F;Homs;killed")
    asked = _questions_about("Name", "Name;Sex;Place;Status", *rows)
    assert any("rows 2 and 4" in question for question in asked)


@pytest.mark.parametrize("other", ["Rana Zayd;F;Hama;killed", "Rana Zayd;F;Homs;injured"])
def test_another_person_of_the_name_or_the_same_fate_is_none_of_two(other: str) -> None:
    rows = ("Rana Zayd;F;Homs;injured", "Omar Amri;M;Homs;killed", other)
    assert not _questions_about("Name", "Name;Sex;Place;Status", *rows)


def test_rows_of_perpetrators_are_asked_about() -> None:
    rows = ("Rana Zayd;30;killed;teacher", "Omar Amri;19;killed;attacker")
    asked = _questions_about("Role", "Name;Age;Outcome;Role", *rows)
    assert any("'attacker' in 1 row" in question for question in asked)


def test_who_did_it_to_most_of_the_rows_is_nobody_of_the_list() -> None:
    rows = ("Rana Zayd;30;killed;attacker", "Omar Amri;19;killed;attacker", "Ali Zayd;9;killed;")
    assert not any(
        "attacker" in question for question in guess_of("Name;Age;Outcome;Shot by", *rows).questions
    )


def test_a_log_of_strikes_holds_no_people() -> None:
    heading = "Strike no.;Date;Area;Munitions released;Targets engaged"
    guessed = guess_of(heading, "S-1;2031-08-01;Amriya;3;vehicles", "S-2;2031-08-02;Amriya;1;depot")
    assert guessed.kind is RecordKind.STRIKE
    assert {"munitions", "target"} <= guessed.fields.keys()


def test_feminicides_are_killings_and_attempts_are_none() -> None:
    rows = ("Rana Zayd;30;feminicidio", "Nour Amri;19;tentativa", "Ana Zayd;41;femicidio tentado")
    guessed = guess_of("Nombre;Edad;Tipo", *rows)
    assert guessed.fields["harm"] == ("Tipo",)
    meant = {"feminicidio": "killed", "tentativa": "alive", "femicidio tentado": "alive"}
    columns = look_at(table_of("Nombre;Edad;Tipo", *rows))
    said = {cell: translation(FieldType.HARM, cell, "Tipo") for cell, _ in columns[2].commonest}
    assert said == meant
