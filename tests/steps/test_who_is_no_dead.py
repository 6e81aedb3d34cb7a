"""Lists that new users bring and whose people must not stand as killed without a word."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from sijill.model.settings.source_mapping import HARM_IS_UNSAID
from sijill.sources.guessing.words import speaks_of
from sijill.steps.case.starting.start_case import start_case
from trial_runs import begin_case, trial_of, try_case, values_of

NAMED = "persons.named"


@pytest.mark.parametrize(
    "lines",
    [
        "Name,Phone,Role\nRula Haddad,0944 112 233,Coordinator\nSamer Issa,0933 121 212,Driver\n",
        "Name,Rank,Unit\nAung Kyaw,Team lead,North\nSu Su,Volunteer,South\n",
        "Nombre,Correo,Cargo\nRosa Peña,rosa@example.org,Abogada\nLuis Mora,l@example.org,Chofer\n",
    ],
)
def test_nobody_of_a_list_of_names_and_posts_is_known_to_be_killed(
    tmp_path: Path, lines: str
) -> None:
    assert values_of(trial_of(tmp_path, team=lines))[NAMED] == "0–2"
    mapping = (tmp_path / "case" / "sources" / "team.toml").read_text(encoding="utf-8")
    assert HARM_IS_UNSAID in mapping
    assert 'harm = "unknown"' in mapping


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("killed_in_june", "Name,Rank,Unit\nAung Kyaw,Private,North\nSu Su,Private,South\n"),
        ("list", "Name,Unit,Remarks\nAung Kyaw,North,killed by a mine\nSu Su,South,\n"),
        ("list", "Name,Rank,Place of death\nAung Kyaw,Private,Bago\nSu Su,Private,Hlaing\n"),
        ("list", "Name,Age,Town\nAung Kyaw,31,Bago\nSu Su,19,Hlaing\n"),
    ],
)
def test_a_word_of_death_or_what_lists_of_the_dead_have_is_enough(
    tmp_path: Path, name: str, lines: str
) -> None:
    assert values_of(trial_of(tmp_path, **{name: lines}))[NAMED] == "2"


def test_the_question_is_answered_when_the_fate_is_written(tmp_path: Path) -> None:
    begin_case(tmp_path, team="Name,Rank,Unit\nAung Kyaw,Private,North\nSu Su,Private,South\n")
    mapping = tmp_path / "case" / "sources" / "team.toml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace('harm = "unknown"', 'harm = "killed"'), encoding="utf-8")
    assert values_of(try_case(tmp_path / ""))[NAMED] == "2"


ACTS = """\
Código víctima,Nombre,Sexo,Edad,Tipo de violación,Fecha,Lugar
V1,Teodoro Ixcoy,M,40,Detención arbitraria,12/02/1982,Rabinal
V1,Teodoro Ixcoy,M,40,Tortura,13/02/1982,Rabinal
V1,Teodoro Ixcoy,M,40,Ejecución arbitraria,14/02/1982,Rabinal
V2,Juana Tum,F,33,Tortura,20/02/1982,Cubulco
V3,Mateo Raxón,M,9,Ejecución arbitraria,13/03/1982,Río Negro
V4,Carlos Chen,M,30,Detención arbitraria,04/05/1982,Rabinal
V4,Carlos Chen,M,30,Desaparición forzada,04/05/1982,Rabinal
"""


def test_acts_against_people_are_fates_and_only_killing_kills(tmp_path: Path) -> None:
    """Two were executed, one is missing, and whether who was tortured lived is not said."""
    values = values_of(trial_of(tmp_path, violaciones=ACTS))
    assert values[NAMED] == "2–3"
    assert values["persons.missing"] == "1"


def test_torture_is_a_cause_where_all_died_and_no_act_is_a_fate(tmp_path: Path) -> None:
    lines = (
        "Name,Age,Date of death,Type of violation\nSami Nour,31,2013-05-01,torture\n"
        "Adel Saleh,40,2013-06-02,shelling\n"
    )
    assert values_of(trial_of(tmp_path, dead=lines))[NAMED] == "2"


def test_a_grave_beside_names_and_days_of_execution_recovers_nobody(tmp_path: Path) -> None:
    lines = (
        "Apellidos y nombre;Edad;Fecha de fusilamiento;Lugar;Fosa\n"
        "Moreno Tapia, Antonio;41;18-8-1936;tapia;F1\nGil Cabrera, Josefa;35;13-9-1936;tapia;F2\n"
    )
    values = values_of(trial_of(tmp_path, vecinos=lines))
    assert values[NAMED] == "2"
    assert "remains.recovered" not in values


def test_of_two_issues_of_one_list_the_first_page_says_so(tmp_path: Path) -> None:
    head = "Full name,Year of birth,Town,Date of death\n"
    people = [
        f"{name},19{50 + at},Bucha,{at + 5:02}.03.2022\n"
        for at, name in enumerate(
            ["Nina Kravets", "Ihor Melnyk", "Olha Zaiets", "Petro Bondar", "Denys Lytvyn"]
        )
    ]
    later = "Halyna Savchuk,1970,Irpin,21.03.2022\n"
    trial_of(tmp_path, v1=head + "".join(people), v2=head + "".join(people[:4]) + later)
    mapping = (tmp_path / "case" / "sources" / "v1.toml").read_text(encoding="utf-8")
    assert "it has the headings of v2 and 4 of its rows" in mapping
    assert "(1 here, 1 there)" in mapping


def test_lists_of_different_people_are_no_issues_of_one(tmp_path: Path) -> None:
    head = "Name,Age,Date of death\n"
    trial_of(
        tmp_path,
        north=head + "Ali Nouri,31,2031-05-01\nSara Amini,4,2031-05-02\nOmid Rad,50,2031-05-03\n",
        south=head + "Ali Nouri,31,2031-05-01\nNavid Kia,61,2031-05-02\nRoya Zand,8,2031-05-09\n",
    )
    for name in ("north", "south"):
        mapping = (tmp_path / "case" / "sources" / f"{name}.toml").read_text(encoding="utf-8")
        assert "later issue" not in mapping


def workbook(path: Path, **sheets: list[list[str | int]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


SOLDIERS: list[list[str | int]] = [
    ["Name", "Rank", "Unit", "Age", "Killed on", "Place"],
    ["Uri Kohn", "Sgt", "North", 20, "2031-10-07", "Zikim"],
    ["Dan Mor", "Cpl", "North", 19, "2031-10-07", "Oz"],
]
CIVILIANS: list[list[str | int]] = [
    ["Name", "Age", "Town", "Date of murder"],
    ["Rivka Shal", 71, "Beri", "2031-10-07"],
    ["Noa Gal", 23, "Reim", "2031-10-07"],
]
ABDUCTED: list[list[str | int]] = [
    ["Name", "Age", "Town", "Date of abduction", "Status"],
    ["Amit Dor", 30, "Oz", "2031-10-07", "in captivity"],
    ["Sara Dor", 28, "Oz", "2031-10-07", "released"],
    ["Eitan Dor", 4, "Oz", "2031-10-07", "released"],
]


def test_every_sheet_that_is_a_list_of_people_is_taken(tmp_path: Path) -> None:
    book = workbook(
        tmp_path / "list.xlsx", soldiers=SOLDIERS, civilians=CIVILIANS, abducted=ABDUCTED
    )
    start_case(tmp_path / "case", [book], "A case")
    assert values_of(try_case(tmp_path))[NAMED] == "4"


def test_a_sheet_with_the_rows_of_another_and_one_of_witnesses_are_not_taken(
    tmp_path: Path,
) -> None:
    short: list[list[str | int]] = [[row[0], row[3], row[5]] for row in SOLDIERS]
    witnesses: list[list[str | int]] = [["Name", "Age", "Town"], ["Lea Roth", 50, "Beri"]]
    book = workbook(tmp_path / "list.xlsx", all=SOLDIERS, short=short, witnesses=witnesses)
    start_case(tmp_path / "case", [book], "A case")
    assert len(list((tmp_path / "case" / "sources").iterdir())) == 1
    assert values_of(try_case(tmp_path))[NAMED] == "2"


def test_who_stands_beneath_a_title_of_the_injured_is_injured(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [["Name", "Age", "Sex"], ["KILLED"], ["Hasan Mard", 44, "M"]]
    rows += [["Amina Mard", 12, "F"], ["INJURED"], ["Lina Tahan", 28, "F"], ["Zein Kur", 19, "M"]]
    start_case(tmp_path / "case", [workbook(tmp_path / "june.xlsx", june=rows)], "A case")
    figures = values_of(try_case(tmp_path))
    assert (figures[NAMED], figures["persons.injured"]) == ("2", "2")
    assert "'INJURED'" not in (tmp_path / "case" / "sources" / "june.toml").read_text("utf-8")


def test_whom_a_title_of_the_injured_means_is_open_where_rows_stand_beneath_none(
    tmp_path: Path,
) -> None:
    rows: list[list[str | int]] = [["Name", "Age", "Sex"], ["Hasan Mard", 44, "M"], ["INJURED"]]
    rows += [["Lina Tahan", 28, "F"], ["Zein Kur", 19, "M"], ["Amina Mard", 12, "F"]]
    start_case(tmp_path / "case", [workbook(tmp_path / "june.xlsx", june=rows)], "A case")
    assert values_of(try_case(tmp_path))[NAMED] == "0–4"


def test_who_is_not_alive_died_and_who_is_not_found_alive_may_live(tmp_path: Path) -> None:
    lines = "Name,Age,{}\nAli Nouri,31,No\nSara Amini,4,Yes\nOmid Rad,50,No\nRoya Zand,8,Yes\n"
    assert values_of(trial_of(tmp_path, survey=lines.format("Alive?")))[NAMED] == "2"


def test_a_turkish_word_inside_an_english_one_speaks_of_no_death() -> None:
    """Turkish "ölü", folded, is in "volunteers"."""
    assert not speaks_of("death", ["volunteers"])
    assert speaks_of("death", ["Ölüler", "ölü listesi"])


@pytest.mark.parametrize("mark", ["Yes", "x", "see row 1", "1"])
def test_rows_that_a_column_marks_as_duplicates_are_in_upper_ends_alone(
    tmp_path: Path, mark: str
) -> None:
    lines = (
        "Name of deceased,Age,Date of death,Duplicate?\nSamuel Okoth,24,2024-06-02,no\n"
        f"Grace Njeri,19,2024-06-25,\nunknown male,,2024-06-25,{mark}\n"
    )
    trial = trial_of(tmp_path, killed=lines)
    assert values_of(trial)[NAMED] == "2"
    assert values_of(trial)["persons.without_name"] == "0–1"


def test_marks_of_duplicates_among_incidents_are_asked_about(tmp_path: Path) -> None:
    lines = "Date,Place,Killed,Dup\n2024-06-02,Ayn,3,\n2024-06-02,Ayn,4,x\n2024-07-02,Rab,1,\n"
    begin_case(tmp_path, events=lines)
    mapping = (tmp_path / "case" / "sources" / "events.toml").read_text(encoding="utf-8")
    assert "'Dup' tells rows apart ('x' in 1)" in mapping


def test_a_list_of_wounds_says_that_nobody_of_it_is_counted_as_killed(tmp_path: Path) -> None:
    lines = "PM No.,Name,Sex,Wound no.,Wound type\nP1,Abdul Karim,M,1,gunshot\nP2,Sita Rai,F,1,x\n"
    begin_case(tmp_path, list=lines)
    mapping = (tmp_path / "case" / "sources" / "list.toml").read_text(encoding="utf-8")
    assert "they are counted as injured" in mapping
    assert values_of(try_case(tmp_path))[NAMED] == "0"


def test_titles_of_death_over_headings_of_wounds_leave_it_open(tmp_path: Path) -> None:
    lines = "No.,Name,Sex,Wound no.,Wound type\nP1,Abdul Karim,M,1,gunshot\nP2,Sita Rai,F,1,x\n"
    begin_case(tmp_path, autopsies=lines)
    mapping = (tmp_path / "case" / "sources" / "autopsies.toml").read_text(encoding="utf-8")
    assert HARM_IS_UNSAID not in mapping
    assert "the title 'autopsies' speaks of a death" in mapping
    assert "counted as injured" not in mapping
    assert values_of(try_case(tmp_path))[NAMED] == "0–2"


def test_remarks_of_which_each_part_speaks_against_the_row_do(tmp_path: Path) -> None:
    lines = (
        "Name,Age,Date killed,Verification\nU Myint,61,2022-01-02,Verified\n"
        "Ko Zaw,24,2022-02-03,Retracted - alive\nMg Thant,11,2022-03-04,Retracted - duplicate\n"
    )
    assert values_of(trial_of(tmp_path, list=lines))[NAMED] == "1–3"
