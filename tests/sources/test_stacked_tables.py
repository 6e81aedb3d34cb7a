"""A second table beneath the list, and titles of sections among its rows: nobody is added."""

from pathlib import Path

import pytest

from sijill.model.records.rejects import Effect
from sijill.sources.tables.lines.section_titles import (
    FATE_ABOVE,
    IS_FATE_ABOVE,
    SECTION,
    is_section,
)
from sijill.sources.tables.lines.stacked_tables import rows_of_other_tables
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

HEAD = ["No", "Name", "Age", "Date", "Place"]
PEOPLE = [
    ["1", "Nadir Salloum", "34", "2017-06-15", "Sur"],
    ["2", "Basma Qadri", "28", "2017-06-16", "Sur"],
    ["3", "Tariq Halabi", "50", "2017-06-16", "Ayn"],
]
EMPTY = [""] * 5


def _apart(*lines: list[str]) -> list[int]:
    """Which lines beneath the people belong to another table, from 0."""
    found = rows_of_other_tables([HEAD, *PEOPLE, *lines], 1, HEAD)
    return [place - 1 - len(PEOPLE) for place in found]


def _read(folder: Path, content: str) -> Table:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    return read_table(path, "list.csv", FileReading("list"))


def test_the_rows_of_a_summary_are_set_aside_with_where_it_begins_and_what_to_do(
    tmp_path: Path,
) -> None:
    table = _read(
        tmp_path,
        "Name,Age,Place\nNadir Salloum,34,Sur\nBasma Qadri,28,Sur\n\n"
        "Summary by month\nMonth,Killed\nJune,12\nJuly,3\n",
    )
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Salloum", "Basma Qadri"]
    reason = (
        "another table begins on row 5 ('Summary by month'), beneath the first; its rows were not "
        "read by the headings of the first. Move it to a sheet or a file of its own"
    )
    aside = [(one.row, one.value, one.reason) for one in table.problems if one.row > 4]
    assert aside == [
        (5, "Summary by month", reason),
        (6, "Month | Killed", reason),
        (7, "June | 12", reason),
        (8, "July | 3", reason),
    ]
    assert {one.effect for one in table.problems} == {Effect.ROW}


@pytest.mark.parametrize(
    "headings",
    [
        ["Incident", "Place", "Killed", "Injured", "Weapon"],
        ["Incident ID", "Location", "Deaths reported", "Source", "Notes"],
        ["Month", "Killed"],
        ["Code", "Meaning"],
        ["Age group", "Male", "Female"],
        ["الفئة العمرية", "ذكور", "إناث"],
        ["Column", "Description"],
        ["Date", "Place", "Killed", "Weapon"],
        ["Name", "Age", "Hospital", "Wound"],
        ["الشهر", "عدد الشهداء"],
        ["الحادثة", "المكان", "القتلى", "الجرحى"],
        ["ماه", "تعداد کشته"],
        ["مانگ", "ژمارەی کوژراو"],
        ["Meh", "Kuştî"],
        ["Mois", "Nombre de morts"],
        ["Mes", "Muertos", "Heridos"],
        ["Mês", "Mortos", "Feridos"],
        ["Monat", "Tote", "Verletzte"],
        ["Ay", "Ölü sayısı"],
        ["Месяц", "Погибло", "Ранено"],
        ["Місяць", "Загинуло", "Поранено"],
        ["חודש", "הרוגים", "פצועים"],
        ["Incident", "Place", "Date", "Killed", "Injured", "Source", "Link"],
    ],
)
def test_headings_beneath_the_list_begin_another_table_in_any_language(headings: list[str]) -> None:
    values = [["A1"] + ["12"] * (len(headings) - 1), ["A2"] + ["3"] * (len(headings) - 1)]
    assert _apart(EMPTY, headings, *values) == [1, 2, 3]
    assert _apart(headings, *values) == [0, 1, 2]


def test_a_title_belongs_to_the_table_beneath_it_where_it_stands_apart() -> None:
    below = [["Month", "Killed"], ["June", "12"]]
    assert _apart(EMPTY, ["Things that happened"], *below) == [1, 2, 3]
    assert _apart(["Deaths by month"], *below) == [0, 1, 2]
    assert _apart(["", "Rima Kurd"], *below) == [1, 2], "she stands last in the list"


def test_a_summary_without_headings_shows_by_its_title_and_its_narrow_lines() -> None:
    assert _apart(["Summary"], ["June", "12"], ["July", "3"]) == [0, 1, 2]
    assert _apart(["Summary"], PEOPLE[0]) == []


def test_the_headings_of_the_first_table_lead_back_to_it() -> None:
    more = ["4", "Rima Kurd", "4", "2017-07-01", "Sur"]
    assert _apart(["Month", "Killed"], ["June", "12"], HEAD, more) == [0, 1]
    assert _apart(HEAD, more) == []


@pytest.mark.parametrize(
    "row",
    [
        ["4", "Rima Kurd", "adult", "unknown", "hospital"],
        ["", "unknown", "child", "June", "village"],
        ["", "Rima Kurd", "killed"],
        ["", "Victim", "minor", "not known", "Sur"],
        ["", "Rima Kurd"],
        ["5", "Kind, Karim", "", "", ""],
    ],
)
def test_people_behind_an_empty_line_stay_people(row: list[str]) -> None:
    assert _apart(EMPTY, row, PEOPLE[0]) == []
    assert _apart(row, EMPTY, PEOPLE[1]) == []


def test_who_made_the_list_is_a_note_in_a_list_of_three_columns(tmp_path: Path) -> None:
    table = _read(tmp_path, "No,Name,Age\n1,Nadir Salloum,34\n2,Rima,4\nPrepared by,A. Khan,\n")
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Salloum", "Rima"]


def test_words_that_a_column_holds_elsewhere_are_no_headings() -> None:
    headings = ["Group", "Place", "Number"]
    rows = [["children", "city", "4"], ["women", "village", "3"]]
    assert (
        rows_of_other_tables([headings, *rows, [""], ["women", "city", "few"]], 1, headings) == {}
    )


@pytest.mark.parametrize(
    "title",
    [
        "Day 2", "Day one", "Block B", "Martyrs of 5 May", "Week 3", "Children:", "Women",
        "الأطفال:", "شهداء 5 أيار", "اليوم الثاني", "النساء", "روز ۲", "کودکان", "ڕۆژی ٢",
        "Roja 2", "Jour 3",
        "Morts du 5 mai", "Día 2", "Víctimas del 5 de mayo", "Bloco C",
        "Tag 2", "Opfer vom 5. Mai", "Blok B",
        "Палата 3", "День 2", "Дети", "Блок Б", "יום 2", "ילדים",
    ],
)  # fmt: skip
def test_titles_of_sections_are_no_people(title: str) -> None:
    assert is_section(title)


@pytest.mark.parametrize(
    "name",
    ["Block", "Day Omar", "Dr. Ward Hassan", "Maria Tag", "يوم سعيد", "Женя",
     "Part Ali", "Rima", "Zone Ahmad B"],
)  # fmt: skip
def test_names_are_no_titles_of_sections(name: str) -> None:
    assert not is_section(name)


def test_a_section_in_a_list_is_set_aside_with_what_to_do(tmp_path: Path) -> None:
    table = _read(tmp_path, "Name,Age\nDay 1,\nNadir Salloum,34\nDay 2,\nBasma Qadri,28\n")
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Salloum", "Basma Qadri"]
    assert [(one.row, one.reason) for one in table.problems] == [(2, SECTION), (4, SECTION)]


def test_titles_with_the_word_for_an_area_and_numbers_of_pages_are_no_people(
    tmp_path: Path,
) -> None:
    table = _read(
        tmp_path,
        "Name,Age,Sex,District\nSur district,,,\nNadir Salloum,34,M,Sur\n,- 2 -,,\n"
        "District of Ayn,,,\nBasma Qadri,28,F,Ayn\n",
    )
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Salloum", "Basma Qadri"]


def test_a_legend_beneath_the_list_is_no_people(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "Nome,Idade,Causa\nNadir Salloum,34,1\nBasma Qadri,28,2\n\nLegenda,,\n1,fogo,\n2,tiro,\n",
    )
    assert [row.cells["Nome"] for row in table.rows] == ["Nadir Salloum", "Basma Qadri"]


@pytest.mark.parametrize(
    "foot",
    [
        *(["Males", "1"], ["Females killed", "1"], ["Number of children", "0"], ["0-17", "2"]),
        *(
            ["60+", "1"],
            ["عدد الذكور", "1"],
            ["النساء", "3"],
            ["تعداد زنان", "2"],
            ["Mujeres", "1"],
        ),
        *(["Anzahl Kinder", "0"], ["Женщины", "1"], ["Кількість дітей", "2"], ["נשים", "1"]),
        *(["Çocuklar", "4"], ["Hommes", "2"], ["Crianças", "1"], ["ژنان", "2"]),
    ],
)
def test_how_many_of_a_group_there_are_is_no_person(tmp_path: Path, foot: list[str]) -> None:
    people = "Name,Age,Place\nNadir Salloum,34,Sur\nBasma Qadri,28,Sur\n"
    table = _read(tmp_path, f"{people}{','.join(foot)},\n")
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Salloum", "Basma Qadri"]
    assert table.problems[-1].row == 4


@pytest.mark.parametrize(
    "name", ["N Salloum", "Media Hassan", "Rima", "woman", "17-003", "Suma Mean", "girl", "5-4"]
)
def test_people_at_the_foot_with_an_age_alone_stay(tmp_path: Path, name: str) -> None:
    people = "Name,Age,Place\nNadir Salloum,34,Sur\nBasma Qadri,28,Sur\n"
    table = _read(tmp_path, f"{people}{name},41,\n")
    assert [row.cells["Name"] for row in table.rows][-1] == name


def test_a_word_of_headings_among_running_numbers_is_enough_behind_an_empty_line() -> None:
    assert _apart(EMPTY, ["Hospital", "Beds"], ["Central", "100"]) == [1, 2]
    assert _apart(["Hospital", "Beds"], ["Central", "100"]) == []


@pytest.mark.parametrize(
    "title",
    [
        "Injured",
        "Wounded persons:",
        "List of the missing (2)",
        "الجرحى",
        "أسماء المفقودين",
        "مجروحان",
        "برینداران",
        "Birîndar",
        "Blessés",
        "Lista de heridos",
        "Desaparecidos",
        "Verletzte",
        "Yaralılar",
        "Список раненых",
        "Зниклі безвісти",
        "פצועים",
    ],
)
def test_the_injured_beneath_the_dead_are_not_read_as_dead(title: str) -> None:
    again = [["1", "Salma Haddad", "8", "2017-06-16", "Sur"], EMPTY]
    assert _apart(_title(title), HEAD, *again) == [0, 1, 2]
    assert _apart(EMPTY, _title(title), *again) == [1, 2]
    assert _apart(_title(title), *again, _title("Killed"), *again) == [0, 1]


@pytest.mark.parametrize("title", ["Killed and injured", "Dead or missing, Day 2", "قتلى وجرحى"])
def test_a_title_that_speaks_of_the_dead_too_begins_no_other_list(title: str) -> None:
    assert _apart(_title(title), PEOPLE[0]) == []


def test_in_a_narrow_table_such_a_word_may_be_a_row_of_its_own() -> None:
    """In a pedigree the missing man himself is called so, and his parents may be unknown."""
    head = ["name", "father", "mother"]
    rows = [["Basma", "", ""], ["Missing", "", ""], ["Nadir", "Missing", "Basma"]]
    assert rows_of_other_tables([head, *rows], 1, head) == {}
    apart = [head, *rows, ["", "", ""], ["Missing", "", ""], head, ["Salma", "", ""]]
    assert list(rows_of_other_tables(apart, 1, head)) == [5, 6, 7]


def test_sections_of_a_list_of_the_injured_belong_to_it() -> None:
    lines = [_title("Injured in Sur"), HEAD, *PEOPLE, _title("Injured children"), PEOPLE[0]]
    assert rows_of_other_tables(lines, 2, HEAD) == {}


def _title(words: str) -> list[str]:
    return [words, "", "", "", ""]


@pytest.mark.parametrize(
    ("lines", "fates"),
    [
        ("Killed:\n{}\n{}\nMissing:\n{}", ["Killed:", "Killed:", "Missing:"]),
        ("Dead\n{}\nName,Age,Place\n{}\nWounded,,\n{}", ["Dead", "Dead", "Wounded"]),
        ("{}\nWounded:\n{}\n{}", []),
        ("Killed:\n{}\nWounded:\n{}\nEvacuated:\n{}", []),
        ("Killed:\n{}\nKilled and injured:\n{}\n{}", []),
        ("Killed:\n{}\n{}\n{}", []),
        ("Killed:\n{}\n{}\nMissing:\n{}\nTotal,3", ["Killed:", "Killed:", "Missing:"]),
    ],
)
def test_titles_of_fates_are_a_column_where_every_row_stands_beneath_one(
    lines: str, fates: list[str], tmp_path: Path
) -> None:
    people = ("Nadir Salloum,34,Sur", "Basma Qadri,28,Sur", "Tariq Halabi,50,Ayn")
    table = _read(tmp_path, f"Name,Age,Place\n{lines.format(*people)}\n")
    assert [row.cells[FATE_ABOVE] for row in table.rows if FATE_ABOVE in row.cells] == fates
    assert (FATE_ABOVE in table.columns) is bool(fates)
    titles = [one.value.strip(" |") for one in table.problems if one.reason == IS_FATE_ABOVE]
    assert titles == sorted({*fates})


def test_a_title_above_the_headings_is_that_of_the_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("KILLED,,\nName,Age,Place\nNadir,34,Sur\nINJURED,,\nBasma,28,Sur\n", "utf-8")
    table = read_table(path, "list.csv", FileReading("list", header_row=2))
    assert [row.cells[FATE_ABOVE] for row in table.rows] == ["KILLED", "INJURED"]
