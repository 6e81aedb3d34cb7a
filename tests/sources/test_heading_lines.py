"""Lines around a list that are no records: units, second headings, lists beside lists, the foot."""

from pathlib import Path

import pytest

from sijill.model.records.rejects import Effect
from sijill.sources.tables.lines.foot_lines import are_shares
from sijill.sources.tables.lines.heading_lines import (
    JOINED,
    SECOND,
    UNITS,
    read_headings,
    width_of_first_list,
)
from sijill.sources.tables.lines.row_kinds import find_header_row
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

PEOPLE = "Nadir Osman,30,04/05/2019,Sur\nBasma Tahan,9,05/05/2019,Ayn\n"


def _read(folder: Path, content: str, **reading: object) -> Table:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    return read_table(path, "list.csv", FileReading("list", **reading))  # type: ignore[arg-type]  # as the test says


def _set_aside(table: Table) -> list[int]:
    return [problem.row for problem in table.problems if problem.effect is Effect.ROW]


@pytest.mark.parametrize(
    "beneath",
    [
        *(",years,dd/mm/yyyy,", "(text),(years),(date),(text)", "string,integer,date,string"),
        *("required,optional,required,optional", ",سنة,يوم/شهر/سنة,", ",سال,روز/ماه/سال,"),
        *(",ans,jj/mm/aaaa,", ",años,dd/mm/aaaa,", ",anos,dd/mm/aaaa,", ",Jahre,TT.MM.JJJJ,"),
        *(",yıl,gg.aa.yyyy,", ",лет,дд.мм.гггг,", ",років,дд.мм.рррр,", ",שנים,dd/mm/yyyy,"),
        *(
            "e.g. Ali,e.g. 4,ex: 2019,example",
            "مثال: علي,مثال,مثلا,مثال",
            "z.B. Ali,Beispiel,z.B.,z.B.",
        ),
        *(",sal,roj,", "1,2,3,4", "(1),(2),(3),(4)", "١,٢,٣,٤", "-----,---,---,---"),
        *("victim/name,victim/age,victim/date,victim/place", "#affected+name,#age,#date,#loc"),
        *("الاسم,العمر,التاريخ,المكان", "نام,سن,تاریخ,محل", "ناو,تەمەن,بەروار,شوێن"),
        *("Nav,Temen,Dîrok,Cih", "Nom,Âge,Date,Lieu", "Nombre,Edad,Fecha,Lugar"),
        *("Nome,Idade,Data,Local", "Name,Alter,Datum,Ort", "Ad,Yaş,Tarih,Yer"),
        *("Имя,Возраст,Дата,Место", "Ім'я,Вік,Дата,Місце", "שם,גיל,תאריך,מקום"),
        '"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}","{""ImportId"":""d""}"',
    ],
)
def test_a_line_that_describes_the_columns_is_nobody(tmp_path: Path, beneath: str) -> None:
    table = _read(tmp_path, f"Name,Age,Date,Place\n{beneath}\n{PEOPLE}")
    assert table.columns == ("Name", "Age", "Date", "Place")
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Osman", "Basma Tahan"]
    assert _set_aside(table) == [2]


def test_two_such_lines_are_both_set_aside(tmp_path: Path) -> None:
    table = _read(
        tmp_path, f"Name,Age,Date,Place\nName,Alter,Datum,Ort\n,Jahre,TT.MM.JJJJ,\n{PEOPLE}"
    )
    assert len(table.rows) == 2
    assert _set_aside(table) == [2, 3]


@pytest.mark.parametrize(
    "first",
    [
        *("unknown,unknown,unknown,Sur", "Rima Nasr,adult,04/05/2019,Sur", "Rima Nasr,5,,"),
        *("Rima Nasr,,,", "Rima Nasr,unknown,not known,Ayn", "1,2,04/05/2019,Sur"),
    ],
)
def test_a_person_who_stands_first_stays(tmp_path: Path, first: str) -> None:
    table = _read(tmp_path, f"Name,Age,Date,Place\n{first}\n{PEOPLE}")
    assert len(table.rows) == 3


def test_headings_cut_over_two_lines_are_joined(tmp_path: Path) -> None:
    table = _read(tmp_path, f"Full,Age at,Date of,Place of\nname,death,death,death\n{PEOPLE}")
    assert table.columns == ("Full name", "Age at death", "Date of death", "Place of death")
    assert len(table.rows) == 2
    assert [(one.row, one.effect) for one in table.problems] == [(2, Effect.NOTE)]


def test_questions_stand_beneath_their_codes(tmp_path: Path) -> None:
    table = _read(tmp_path, f"G01Q01,G01Q02,G01Q03,G01Q04\nName,Age,Date,Place\n{PEOPLE}")
    assert table.columns == ("Name", "Age", "Date", "Place")


def test_groups_above_the_headings_tell_columns_of_one_name_apart() -> None:
    lines = [
        ["No", "Victim", "", "Witness", ""],
        ["", "Name", "Age", "Name", "Phone"],
        ["1", "Nadir Osman", "30", "Rana", "0555"],
    ]
    assert read_headings(lines, 2).cells == ("No", "Victim/Name", "Age", "Witness/Name", "Phone")


def test_headings_repeated_beneath_groups_are_no_second_list() -> None:
    lines = [
        ["Date", "Place", "Killed", "", "Injured", "", "Source"],
        ["", "", "Men", "Women", "Men", "Women", ""],
        ["2031-06-03", "Quay", "1", "2", "0", "1", "Radio"],
    ]
    headings = read_headings(lines, 2)
    assert headings.first_list == 0
    assert headings.cells == (
        *("Date", "Place", "Killed/Men", "Killed/Women", "Injured/Men", "Injured/Women"),
        "Source",
    )


def test_a_date_of_issue_above_the_headings_is_no_group() -> None:
    lines = [["Issued", "04/05/2019", ""], ["", "Name", "Name"], ["1", "Nadir", "Osman"]]
    assert read_headings(lines, 2).cells == ("", "Name", "Name")


@pytest.mark.parametrize(
    ("headings", "width"),
    [
        (["No", "Name", "Age", "", "No", "Name", "Age"], 3),
        (["Name", "Age", "NAME", "AGE.", "name", "age"], 2),
        (["الاسم", "العمر", "الاسم", "العمر"], 2),
        (["Name", "Age", "Name"], 0),
        (["Killed", "min", "max", "min", "max"], 0),
        (["Name", "Name"], 0),
        ([], 0),
    ],
)
def test_lists_side_by_side_show_by_their_headings(headings: list[str], width: int) -> None:
    assert width_of_first_list(headings) == width


def test_the_rows_of_a_list_beside_the_first_are_set_aside_with_their_words(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "No,Name,Age,,No,Name,Age\n1,Nadir Osman,30,,3,Rima Nasr,5\n2,Basma Tahan,9,,,,\n",
    )
    assert table.columns == ("No", "Name", "Age")
    assert [row.cells["Name"] for row in table.rows] == ["Nadir Osman", "Basma Tahan"]
    (problem,) = (one for one in table.problems if one.effect is Effect.ROW)
    assert problem.row == 2
    assert "Rima Nasr" in problem.value
    assert "beside the first" in problem.reason


BESIDE = "Name,Age,,{}\nNadir,30,,{}\nBasma,9,,{}\nRana,7,,{}\nTariq,41,,{}\n"


@pytest.mark.parametrize(
    ("beside", "columns"),
    [
        (("Legend", "killed", "wounded", "", ""), ("Name", "Age")),
        (("Legend", "", "killed", "wounded", ""), ("Name", "Age")),
        (("Remarks", "killed", "", "", "wounded"), ("Name", "Age", "column 3", "Remarks")),
        (("Fate", "killed", "wounded", "killed", ""), ("Name", "Age", "column 3", "Fate")),
    ],
)
def test_a_small_table_beside_a_list_says_nothing_of_its_people(
    beside: tuple[str, ...], columns: tuple[str, ...], tmp_path: Path
) -> None:
    table = _read(tmp_path, BESIDE.format(*beside))
    assert table.columns == columns
    assert len(table.rows) == 4
    aside = [one.value for one in table.problems if "a small table" in one.reason]
    assert [words.strip(" |") for words in aside] == (
        ["killed", "wounded"] if len(columns) == 2 else []
    )


BODY = "No,Name,Age,Place\n1,Nadir Osman,30,Sur\n2,Basma Tahan,9,Ayn\n3,Tariq Nasr,40,Sur\n"


@pytest.mark.parametrize(
    "foot",
    [
        *("Note:,Ages by sight,,", "Prepared by,Dr. Kamal,,", "Date:,06/05/2019,,"),
        *(",,,Head of the morgue", "ملاحظة:,الأعمار تقريبية,,", "إعداد,د. كمال,,"),
        *("تهیه کننده,دکتر,,", "Établi par,Dr. K,,", "Elaborado por,Dr. K,,", "Erstellt von,K,,"),
        *("Hazırlayan,K,,", "Составил,К,,", "Склав,К,,", "הוכן על ידי,ק,,", "Average age,26,,"),
        *("%,25%,75%,", ",33%,67%,"),
    ],
)
def test_a_note_at_the_foot_is_nobody(tmp_path: Path, foot: str) -> None:
    table = _read(tmp_path, f"{BODY}{foot}\n")
    assert len(table.rows) == 3
    assert _set_aside(table) == [5]


@pytest.mark.parametrize("last", [",Rima Nasr,,", ",Rima Nasr,5,", "4,Rima Nasr,,", ",Rima,5,Sur"])
def test_a_person_at_the_foot_of_whom_little_is_known_stays(tmp_path: Path, last: str) -> None:
    assert len(_read(tmp_path, f"{BODY}{last}\n").rows) == 4


@pytest.mark.parametrize("title", ["Day 2", "5 May 2019", "Fighters:", "Homs", "الشهداء الأطفال"])
def test_a_title_in_the_column_of_numbers_is_nobody(tmp_path: Path, title: str) -> None:
    table = _read(tmp_path, f"{BODY}{title},,,\n4,Rima Nasr,5,Ayn\n")
    assert len(table.rows) == 4
    assert _set_aside(table) == [5]


@pytest.mark.parametrize(
    "again", ["No,Name,Age,Place", "NO.,NAME ,age,Place:", ",Name,Age,Place", " no , name , , "]
)
def test_headings_repeated_on_a_later_page_are_nobody(tmp_path: Path, again: str) -> None:
    table = _read(tmp_path, f"{BODY}{again}\n4,Rima Nasr,5,Ayn\n5,Omar Aziz,6,Ayn\n")
    assert len(table.rows) == 5
    assert _set_aside(table) == [5]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["75%", "25%"], True),
        (["%", "75%", "25%"], True),
        (["نسبة", "٧٥٪", "٢٥٪"], True),
        (["Nadir", "75%", "25%"], False),
        (["75%"], False),
        ([], False),
    ],
)
def test_shares_in_per_cent(cells: list[str], shares: bool) -> None:  # noqa: FBT001  a table
    assert are_shares(cells) is shares


def test_headings_beneath_groups_and_a_title_are_found(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        "The dead of Sur,,,,,\nNo,Victim,,Incident,,Informant\n,Name,Age (years),Date,Time,Name\n"
        "1,Nadir Osman,30,04/05/2019,9:10,Rana\n2,Basma Tahan,9,05/05/2019,8:00,\n",
        header_row=0,
    )
    assert table.columns == ("No", "Victim/Name", "Age (years)", "Date", "Time", "Informant/Name")
    assert len(table.rows) == 2


def test_a_sparse_first_row_does_not_make_groups_of_the_headings() -> None:
    lines = [["No", "Name", "Age", ""], ["1", "Nadir", "30", "x"], ["2", "Basma", "9", ""]]
    assert find_header_row(lines) == 1


def test_units_in_brackets_are_units_whatever_they_are() -> None:
    lines = [["Name", "Lat", "Lon"], ["", "(°)", "(°)"], ["Nadir", "35.1", "39.2"]]
    assert read_headings(lines, 1).beneath == (UNITS,)


def test_headings_on_two_lines_beneath_groups_of_cells() -> None:
    lines = [
        ["م", "بيانات الشهيد", "", "الحادثة", ""],
        ["", "الاسم", "العمر", "التاريخ", "المكان"],
        ["1", "نادر عثمان", "30", "04/05/2019", "صور"],
    ]
    headings = read_headings(lines, 1)
    assert headings.cells == ("م", "الاسم", "العمر", "التاريخ", "المكان")
    assert headings.beneath == (JOINED,)


def test_labels_beneath_the_names_of_a_form() -> None:
    lines = [
        ["dead-name", "dead-age", "dead-sex"],
        ["Name of the dead", "Age in years", "Sex"],
        ["Nadir Osman", "30", "M"],
    ]
    assert read_headings(lines, 1).cells == ("dead-name", "dead-age", "dead-sex")
    assert read_headings(lines, 1).beneath == (SECOND,)


def test_one_unit_beneath_a_column_of_numbers() -> None:
    lines = [["الاسم", "العمر"], ["", "سنة"], ["نادر", "30"]]
    assert read_headings(lines, 1).beneath == (UNITS,)
    assert read_headings([["Name", "Age"], ["Nadir", ""], ["Basma", "9"]], 1).beneath == ()


class Account(str):
    """A long cell; taking it apart as a whole is what takes long."""

    __slots__ = ()

    def strip(self, *_: object) -> str:
        """Refuse."""
        raise AssertionError("a long cell was looked at as a whole")


def test_cells_longer_than_a_heading_are_looked_at_no_further() -> None:
    account = Account("a word " * 100_000)
    lines = [["no", "name", "note"], ["1", "Rana", account], ["2", "Samir", account]]
    assert read_headings(lines, 1).beneath == ()
