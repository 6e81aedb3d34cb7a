"""Lists as people keep them whose numbers were wrong once, or asked nothing where they should."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from guessed_lists import guess_of
from sijill.language.numbers import read_count
from sijill.model.records.record import RecordKind
from sijill.model.values.counts import CountRange
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.first_look import look_first
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.questions.refusals import what_to_change
from sijill.sources.guessing.questions.unread_numbers import unsaid_number
from sijill.sources.tables.lines.heading_lines import read_headings
from sijill.sources.tables.lines.row_kinds import kind_problem
from sijill.sources.tables.table_files import FileReading
from small_cases import Command


def _guessed(folder: Path, *lines: str) -> Guess:
    file = folder / "list.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = look_first(file, FileReading("list")).table
    return guess(look_at(table), table.rows)


@pytest.mark.parametrize(
    "cells",
    [
        ("الإجمالي", "", "30+", "12"),
        ("Total", "at least 14", "3"),
        ("Total", "n/a", "17"),
        ("Итого", "не менее 7", "1"),
        ("Total", "dozens", "100+"),
        ("Total", "35", "149", "missing: lowest numbers"),
    ],
)
def test_a_total_with_an_open_or_unknown_number_is_no_record(cells: Sequence[str]) -> None:
    assert "total of other rows" in kind_problem(cells, 9)


@pytest.mark.parametrize(
    "cells",
    [
        ("Total", "Khan Market", "3"),
        ("Omar Deeb", "30+", "1"),
        ("Total", "2031-05-06", "3", "a fire at a petrol station"),
    ],
)
def test_a_row_with_further_words_may_be_a_record(cells: Sequence[str]) -> None:
    assert not kind_problem(cells, 9)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("17[1]", CountRange.exactly(17)),
        ("1,204[4][a]", CountRange.exactly(1204)),
        ("40+[2]", CountRange(40, None)),
        ("8–10[note 3]", CountRange(8, 10)),
    ],
)
def test_a_number_is_read_without_the_marks_of_notes(text: str, counted: CountRange) -> None:
    assert read_count(text) == counted


def test_a_heading_that_stands_once_keeps_the_group_of_its_neighbours() -> None:
    lines = [
        ["Date", "Killed", "", "", "Injured", ""],
        ["", "Civilians", "Police", "Attackers", "Civilians", "Police"],
        ["2031-01-05", "4", "2", "7", "6", "1"],
    ]
    assert read_headings(lines, 2).cells[1:4] == (
        "Killed/Civilians",
        "Killed/Police",
        "Killed/Attackers",
    )


def test_rows_that_count_the_dead_are_incidents_though_bodies_were_found(tmp_path: Path) -> None:
    guessed = _guessed(
        tmp_path,
        "Date found,Location,Dead,Missing,Cause",
        "2031-01-12,off Zaw,9,14,Drowning",
        "2031-02-02,Sfa coast,1,,Drowning",
        "2031-04-01,off Zaw,0,22,Drowning",
    )
    assert guessed.kind is RecordKind.INCIDENT
    assert guessed.fields["people_killed_min"] == ("Dead",)
    assert any("'Date found' holds days" in question for question in guessed.questions)


@pytest.mark.parametrize(
    "headings",
    ["Date,Newspaper,Headline,Killed,Place", "Fecha,Medio,Titular,Muertos,Lugar"],
)
def test_several_news_about_one_place_are_asked_about(headings: str, tmp_path: Path) -> None:
    first = "2031-04-13,Libre,Attack on the square,2,Rioseco"
    same = _guessed(tmp_path, headings, first, "2031-04-14,El Faro,Now three,3,Rioseco")
    assert any("are those of news" in question for question in same.questions)
    other = _guessed(tmp_path, headings, first, "2031-04-14,El Faro,An ambush,3,Puerto Claro")
    assert not any("are those of news" in question for question in other.questions)


def test_people_without_names_are_a_list_of_people_where_it_says_their_fates(
    tmp_path: Path,
) -> None:
    guessed = _guessed(
        tmp_path,
        "id,date_inc,sex,age,status",
        "1,11mar2031,Male,34,Killed",
        "2,15mar2031,Female,,Missing",
    )
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["harm"] == ("status",)


@pytest.mark.parametrize(
    ("heading", "cured", "died"),
    [
        ("Mode de sortie", "Guérie", "Décédé"),
        ("Tipo de egreso", "Mejorado", "Fallecido"),
        ("Discharge status", "Improved", "Expired"),
    ],
)
def test_how_patients_left_a_hospital_says_who_died(
    heading: str, cured: str, died: str, tmp_path: Path
) -> None:
    guessed = _guessed(tmp_path, f"Name,Age,{heading}", f"Awa,34,{cured}", f"Seydou,51,{died}")
    assert guessed.fields["harm"] == (heading,)


def test_a_later_fate_that_differs_is_asked_about(tmp_path: Path) -> None:
    head = "Name,Status,Date,Updated status"
    changed = _guessed(tmp_path, head, "Adel,Injured,2031-03-01,Killed", "Sami,Killed,,")
    assert any("'Updated status' holds fates as well" in one for one in changed.questions)
    same = _guessed(tmp_path, head, "Adel,Killed,2031-03-01,Died of wounds", "Sami,Killed,,")
    assert not any("holds fates as well" in question for question in same.questions)


def test_columns_of_days_are_asked_about_where_none_is_read(tmp_path: Path) -> None:
    rows = ("Karim,2030-12-30,2031-02-01,killed", "Sana,2031-01-02,2031-02-01,killed")
    asked = _guessed(tmp_path, "Name,Date 1,Date 2,Fate", *rows)
    assert any("'Date 1', 'Date 2' hold days" in question for question in asked.questions)
    read = _guessed(tmp_path, "Name,Date of death,Date 2,Fate", *rows)
    assert not any("hold days" in question for question in read.questions)


def test_letters_are_those_of_the_words_above_them(tmp_path: Path) -> None:
    guessed = _guessed(
        tmp_path, "Name,Civ/Mil,Date of death", "Vuk,C,1993-05-03", "Zec,M,1993-05-11"
    )
    assert guessed.fields["civilian_status"] == ("Civ/Mil",)


def test_a_number_of_people_a_row_is_asked_about_with_words_among_the_numbers(
    tmp_path: Path,
) -> None:
    guessed = _guessed(
        tmp_path,
        "Nombre,N,Fecha,Resultado",
        "Ana Solis,1,2031-06-03,muerta",
        "Familia Cruz,4,2031-06-03,muertos",
        "Hombre no identificado,1,2031-06-05,muerto",
        "Obreros,varios,2031-06-05,heridos",
    )
    assert not guessed.key
    assert any("'N' may say how many people" in question for question in guessed.questions)


def test_a_title_in_the_column_of_numbers_parts_the_wounded_from_the_dead(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "الرقم,الاسم,العمر\n١,أنس جبور,٤٠\n٢,طفلة مجهولة,\nجرحى السوق,,\n١,ماهر جبور,٣٧\n",
        encoding="utf-8",
    )
    table = look_first(file, FileReading("list")).table
    assert [row.cells["الاسم"] for row in table.rows] == ["أنس جبور", "طفلة مجهولة"]
    assert any("another table begins" in problem.reason for problem in table.problems)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Травмовано", "people_injured_min"),
        ("Травмировано", "people_injured_min"),
        ("Homicidios", "people_killed_min"),
        ("Asesinatos", "people_killed_min"),
    ],
)
def test_words_of_the_police_and_of_rescuers_count_people(
    heading: str, field: str, tmp_path: Path
) -> None:
    other = "Killed" if "injured" in field else "Injured"
    guessed = _guessed(tmp_path, f"Date,Place,{other},{heading}", "2031-08-04,Lisne,3,12")
    assert guessed.fields[field] == (heading,)


def test_a_cumulative_row_is_a_total() -> None:
    assert "total of other rows" in kind_problem(("Acumulado", "34", "3"), 4)


def test_a_list_of_numbers_without_one_asks_for_it() -> None:
    columns = [Column("Mes", 1, 1, (("2031-01", 1),)), Column("Muertes X", 1, 1, (("14", 1),))]
    (asked,) = unsaid_number(RecordKind.COUNT, {"about": ("Mes",)}, columns)
    assert asked.endswith("if 'Muertes X' is one, name it under value")
    assert not list(unsaid_number(RecordKind.COUNT, {"value": ("Muertes X",)}, columns))


def test_unknown_is_no_fate(tmp_path: Path) -> None:
    guessed = _guessed(
        tmp_path,
        "Name,Date of death,Race",
        "Jon Reed,2031-01-30,Black",
        "Liz Moor,2031-02-03,Unknown",
        "Sam Hill,2031-02-05,White",
    )
    assert not any("'Race'" in question for question in guessed.questions)


@pytest.mark.parametrize(
    "heading", ["Died on", "Martyred on", "Murió el", "استشهد في", "Killed on"]
)
def test_days_beneath_a_verb_of_death_are_those_of_the_death(heading: str, tmp_path: Path) -> None:
    guessed = _guessed(tmp_path, f"Name,Age,{heading}", "Karim,44,2031-05-30", "Huda,7,2031-05-31")
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["died"] == (heading,)


@pytest.mark.parametrize(
    "headings",
    [
        ("Estado", "Año", "Fosas", "Cuerpos exhumados"),
        ("التاريخ", "الموقع", "عدد الجثث المنتشلة"),
        ("Site", "Year", "Bodies exhumed"),
    ],
)
def test_a_list_that_counts_bodies_is_not_told_to_call_them_killed(headings: Sequence[str]) -> None:
    assert "give each body a row of its own" in what_to_change(headings)
    assert "'Killed'" not in what_to_change(headings)
    assert "'Killed'" in what_to_change((*headings[:1], "Something"))


SUMS = ["2031-05-01;Tal;8;3;5", "2031-05-02;Darb;2;2;0", "2031-05-03;Kasr;6;1;5"]


@pytest.mark.parametrize("whole", ["Victims", "Casualties", "Total killed and injured"])
def test_the_sum_of_two_numbers_that_are_read_is_not_asked_about(whole: str) -> None:
    heading = f"Date;Place;{whole};Killed;Injured"
    summed = guess_of(heading, *SUMS)
    assert not any(repr(whole) in question for question in summed.questions)
    unlike = guess_of(heading, *SUMS, "2031-05-04;Tal;9;3;5")
    too_few = guess_of(heading, *SUMS[:1])
    for guessed in (unlike, too_few):
        assert any(repr(whole) in question for question in guessed.questions)


def test_a_verdict_on_a_death_is_no_fate() -> None:
    found = ("Unlawful killing", "Open", "Lawful killing")
    rows = [f"Person {number};31;2031-01-30;{one}" for number, one in enumerate(found)]
    guessed = guess_of("Name;Age;Date of death;Inquest verdict", *rows)
    assert not any("verdict" in question for question in guessed.questions)


@pytest.mark.parametrize(
    ("heading", "states"),
    [
        ("Fosa;Estado;Fecha de exhumación;Cuerpos recuperados", ("Concluida", "En proceso")),
        ("Vala;Estado;Data da exumação;Corpos recuperados", ("Concluída", "Em andamento")),
        ("Pit;State;Date exhumed;Bodies recovered", ("Completed", "In progress")),
    ],
)
def test_how_far_a_work_is_is_no_place(heading: str, states: tuple[str, str]) -> None:
    rows = [f"F-{n};{state};2031-03-0{n};{n + 1}" for n, state in enumerate(states, start=1)]
    guessed = guess_of(heading, *rows)
    assert guessed.kind == "site"
    assert heading.split(";")[1] not in guessed.fields.get("place", ())


def test_codes_for_sexes_are_no_ages() -> None:
    """A list with 1 and 2 for the sexes had children alone, of one and two years."""
    guessed = guess_of("name;sex;date", "Ali Karim;1;2031-02-01", "Mona Said;2;2031-02-01")
    assert not {"age", "age_group"} & guessed.fields.keys()
    assert guessed.fields["sex"] == ("sex",)


def test_a_table_of_a_column_a_person_is_said_to_be_turned() -> None:
    lines = ["Age;34;12", "Sex;M;F", "Date of death;2031-02-01;2031-02-01", "Name;A B;C D"]
    guessed = guess_of("Field;Person 1;Person 2", *lines)
    assert guessed.kind is None
    assert "turn it round" in guessed.reason
    straight = guess_of("Name;Victim 1;Victim 2", "Tal;A B;C D", "Darb;E F;G H")
    assert "turn it round" not in straight.reason


def test_a_list_of_unknown_headings_has_a_mapping_to_fill_in(
    tmp_path: Path, sijill: Command
) -> None:
    """No number comes of it before somebody says which column each field reads."""
    (tmp_path / "list.csv").write_text("zzname,zzage,zzday\nA B,12,2031-02-01\n", "utf-8")
    refused = sijill("new", tmp_path / "case", tmp_path / "list.csv")
    assert refused.exit_code == 1
    for word in ("'zzname', 'zzage', 'zzday'", "--kind person --write"):
        assert word in " ".join(refused.output.split())
    case = tmp_path / "case"
    assert sijill("new", case).exit_code == 0
    (case / "data/list.csv").write_bytes((tmp_path / "list.csv").read_bytes())
    mapping = case / "sources/list.toml"
    kind = ("--kind", "person", "--write", mapping)
    said = sijill("inspect", tmp_path / "list.csv", *kind)
    assert "say in it which column each field reads" in " ".join(said.output.split())
    assert sijill("build", case).exit_code == 1
    written = mapping.read_text("utf-8")
    mapping.write_text(written.replace("# name =", "name ="), "utf-8")
    assert sijill("build", case).exit_code == 0


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Date;Commune;Faits;Victimes", ("12 morts, 30 blessés", "2 morts")),
        ("Date;Town;What happened;Losses", ("12 dead, 30 wounded", "2 dead, 1 wounded")),
    ],
)
def test_killed_and_injured_in_the_words_of_one_column_are_both_read(
    heading: str, cells: tuple[str, str]
) -> None:
    rows = [f"2031-03-0{n};Gao;market;{cell}" for n, cell in enumerate(cells, start=1)]
    guessed = guess_of(heading, *rows)
    column = (heading.rsplit(";", maxsplit=1)[-1],)
    assert guessed.kind == "incident"
    assert guessed.fields["people_killed_min"] == column
    assert guessed.fields["people_injured_min"] == column


def test_posts_that_tell_of_the_dead_are_no_incidents() -> None:
    """Two posts on one event would count its dead twice."""
    told = "3 killed and 5 wounded in the shelling of the market this morning, the hospital says"
    guessed = guess_of("Date;Place;Post", f"2031-03-01;Tal;{told}", f"2031-03-01;Tal;now {told}")
    assert guessed.kind is not RecordKind.INCIDENT


@pytest.mark.parametrize("witness", ["Witness", "Testigo", "الشاهد"])
def test_what_witnesses_said_is_no_finding_of_an_authority(witness: str) -> None:
    heading = f"Ref;{witness};Statement date;Incident;What the witness said"
    guessed = guess_of(heading, "W1;A;2031-02-03;Market;I saw five bodies", "W2;B;2031-02-05;M;Few")
    assert guessed.kind is RecordKind.TESTIMONY


@pytest.mark.parametrize("heading", ["No. abducted", "Secuestrados", "عدد المخطوفين", "Похищено"])
def test_people_abducted_are_asked_about_as_the_missing_are(heading: str) -> None:
    guessed = guess_of(f"Date;Place;Killed;{heading}", "2031-01-03;Tudun;11;4", "2031-01-15;K;3;17")
    assert any(f"{heading!r} counts people abducted" in one for one in guessed.questions)


def test_a_remark_on_how_the_dead_died_is_no_fate() -> None:
    rows = ("Aung Ko;23;2031-03-12;Shot in protest", "Thida;19;2031-03-13;Died in custody")
    guessed = guess_of("Name;Age;Date of death;Remark", *rows)
    assert not any("fate" in question for question in guessed.questions)
    alive = guess_of("Name;Age;Date of death;Remark", *rows, "Hla;30;2031-03-13;alive")
    assert alive.fields["note"] == ("Remark",)


@pytest.mark.parametrize(
    ("army", "witnesses"),
    [("Killed (army says)", "Killed (witnesses say)"), ("Killed", "Killed (according to witness)")],
)
def test_numbers_that_witnesses_gave_are_no_names_of_theirs(army: str, witnesses: str) -> None:
    """They were protected and unseen, and the other number stood alone."""
    heading = f"Date;Location;{army};{witnesses};Witness phone"
    guessed = guess_of(heading, "2031-02-01;Tal;2;9;0944000123", "2031-02-05;D;0;3;0944000124")
    assert set(guessed.protected) == {"Witness phone"}
    assert any(repr(witnesses) in question for question in guessed.questions)
