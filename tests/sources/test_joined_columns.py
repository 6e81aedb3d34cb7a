"""Year, month and day in columns of their own, and calendars named by headings."""

import pytest

from sijill.language.dates import Calendar, year_calendar
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.joined_columns import (
    join_ages,
    join_dates,
    part_of_date,
    parts_of_dates,
    without_choices,
)
from sijill.sources.records.joined_dates import join_date
from sijill.sources.tables.table import Row


def _column(name: str, *cells: str) -> Column:
    return Column(name, len(cells), len(set(cells)), tuple((cell, 1) for cell in cells))


HEADINGS = """
    Year | Month | Day ; Year of death | Month of death | Day of death ; iyear | imonth | iday ;
    السنة | الشهر | اليوم ; سنة الوفاة | شهر الوفاة | يوم الوفاة ; سال | ماه | روز ;
    سال فوت | ماه فوت | روز فوت ; ساڵ | مانگ | ڕۆژ ; sal | meh | roj ; Année | Mois | Jour ;
    Année du décès | Mois du décès | Jour du décès ; Año | Mes | Día ;
    Año del hecho | Mes del hecho | Día del hecho ; Ano | Mês | Dia ; Jahr | Monat | Tag ;
    Todesjahr Jahr | Monat des Todes | Tag des Todes ; Yıl | Ay | Gün ;
    Ölüm yılı | Ölüm ayı | Ölüm günü ; Год | Месяц | День ;
    Год гибели | Месяц гибели | День гибели ;
    Рік | Місяць | День ; Рік загибелі | Місяць загибелі | День загибелі ; שנה | חודש | יום ;
    שנת פטירה | חודש פטירה | יום פטירה
"""
TRIPLES = [
    tuple(" ".join(heading.split()) for heading in triple.split("|"))
    for triple in HEADINGS.split(";")
]


@pytest.mark.parametrize("triple", TRIPLES, ids=" ".join)
def test_three_columns_make_one_date(triple: tuple[str, ...]) -> None:
    year, month, day = triple
    columns = [_column(year, "2031", "2032"), _column(month, "6", "7"), _column(day, "15", "16")]
    found = join_dates({}, columns, RecordKind.INCIDENT)
    assert found["happened"] == triple
    assert join_dates({"died": (day,)}, columns, RecordKind.PERSON)["died"] == triple
    assert parts_of_dates(columns) == set(triple)


@pytest.mark.parametrize(
    "heading",
    [
        *("Year of birth", "birth month", "سنة الميلاد", "Année de naissance", "Geburtsjahr"),
        *("Año de nacimiento", "Doğum yılı", "Год рождения", "Рік народження", "Holiday"),
        *("Today", "School year", "Tag number"),
    ],
)
def test_other_dates_are_no_parts(heading: str) -> None:
    assert part_of_date(heading) in ("", "day" if heading == "Tag number" else "")


def test_a_column_of_whole_dates_is_not_replaced() -> None:
    columns = [_column("Date", "2031-06-15"), _column("Year", "2031"), _column("Month", "6")]
    assert join_dates({"died": ("Date",)}, columns, RecordKind.PERSON)["died"] == ("Date",)


def test_numbers_that_are_no_years_make_no_date() -> None:
    columns = [_column("Year", "3", "12"), _column("Month", "6", "7"), _column("Day", "15", "16")]
    assert join_dates({}, columns, RecordKind.INCIDENT) == {}


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("2031", "6", "15"), "2031-06-15"),
        (("2031", "6", "0"), "2031-06"),
        (("2031", "", ""), "2031"),
        (("2031", "June", "15"), "15 June 2031"),
        (("2031", "حزيران", "15"), "15 حزيران 2031"),
        (("15", "Juni", "2031"), "15 Juni 2031"),
        (("2031", "-9", "15"), "2031"),
    ],
)
def test_parts_are_joined_for_the_grammar_of_dates(parts: tuple[str, ...], text: str) -> None:
    assert join_date(parts) == text


@pytest.mark.parametrize(
    ("cell", "heading", "calendar"),
    [
        ("1445/03/25", "date of death", Calendar.HIJRI),
        ("١٤٤٥/٠٣/٢٥", "تاريخ الوفاة", Calendar.HIJRI),
        ("25-03-1445", "date", Calendar.HIJRI),
        ("1402/07/15", "date of death", None),
        ("1396/03/25", "date", None),
        ("1402/07/15", "تاریخ (شمسی)", Calendar.IRANIAN),
        ("1402/07/15", "date (Jalali)", Calendar.IRANIAN),
        ("1402/07/15", "Solar Hijri date", Calendar.IRANIAN),
        ("1402/07/15", "تاریخ هجری شمسی", Calendar.IRANIAN),
        ("1402/07/15", "تاريخ الوفاة الهجري", Calendar.HIJRI),
        ("1402/07/15", "Hijri date", Calendar.HIJRI),
        ("1402/07/15", "date (AH)", Calendar.HIJRI),
        ("1402/07/15", "hicri tarih", Calendar.HIJRI),
        ("1402/07/15", "дата (хиджра)", Calendar.HIJRI),
        ("1402/07/15", "date hégire", Calendar.HIJRI),
        ("1402/07/15", "هجری قمری", Calendar.HIJRI),
        ("1402/07/15", "ڕێکەوتی کۆچی", Calendar.HIJRI),
        ("1402/07/15", "fecha hegira", Calendar.HIJRI),
        ("۱۴۰۲/۰۷/۱۵", "تاریخ", Calendar.IRANIAN),
        ("1402/03/31", "date", Calendar.IRANIAN),
        ("2031-06-15", "date", None),
    ],
)
def test_a_calendar_is_shown_by_heading_or_cells(
    cell: str, heading: str, calendar: Calendar | None
) -> None:
    assert year_calendar([cell], heading)[0] is calendar


def test_choices_of_a_question_in_columns_of_their_own_count_nobody() -> None:
    columns = [
        _column("victims/fate", "killed", "injured"),
        _column("victims/fate/killed", "1", "0"),
        _column("victims/fate/injured", "0", "1"),
        _column("victims/name", "Nadir", "Basma"),
        _column("deaths/children", "1", "0"),
    ]
    kept = [column.name for column in without_choices(columns)]
    assert kept == ["victims/fate", "victims/name", "deaths/children"]


AGES: dict[str, tuple[dict[str, list[str]], tuple[str, ...], tuple[str, ...]]] = {
    "months alone": ({"Age (months)": ["8", "14"]}, (), ("Age (months)",)),
    "years and months": (
        {"Age years": ["1", ""], "Age months": ["3", "8"]},
        ("Age years",),
        ("Age years", "Age months"),
    ),
    "months before years": (
        {"العمر بالأشهر": ["3"], "العمر بالسنوات": ["1"]},
        (),
        ("العمر بالسنوات", "العمر بالأشهر"),
    ),
    "one age in two units": (
        {"Age years": ["2", "3"], "Age months": ["24", "36"]},
        ("Age years",),
        ("Age years",),
    ),
    "a number and its unit": (
        {"Age": ["8", "30"], "Unit": ["months", "years"]},
        ("Age",),
        ("Age", "Unit"),
    ),
    "units as letters": (
        {"Age": ["8", "30"], "Age unit": ["d", "y"]},
        ("Age",),
        ("Age", "Age unit"),
    ),
    "words that are no units": ({"Age": ["8", "30"], "Class": ["A", "B"]}, ("Age",), ("Age",)),
    "letters that may be sexes": ({"Age": ["8"], "Mark": ["d"]}, ("Age",), ("Age",)),
}


@pytest.mark.parametrize("name", list(AGES))
def test_columns_that_make_one_age(name: str) -> None:
    cells_of, matched, joined = AGES[name]
    columns = [_column(heading, *cells) for heading, cells in cells_of.items()]
    rows = [
        Row(number, dict(zip(cells_of, cells, strict=True)))
        for number, cells in enumerate(zip(*cells_of.values(), strict=True), 2)
    ]
    fields = {"age": matched} if matched else {}
    assert join_ages(fields, columns, rows)["age"] == joined


def test_a_column_that_another_field_reads_is_no_unit() -> None:
    columns = [_column("Age", "8", "30"), _column("Period", "days", "years")]
    fields = {"age": ("Age",), "note": ("Period",)}
    assert join_ages(fields, columns, [])["age"] == ("Age",)
