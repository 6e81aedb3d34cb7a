"""Given, father's and family name in columns of their own make one name, in twelve languages."""

import pytest

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.tables.table import Row, Table

ROWS = (("Nadir", "Karim", "Amri"), ("Basma", "Hadi", "Zayd"))


def _guess(headings: str, *, parts: int) -> tuple[Guess, tuple[str, ...]]:
    columns = tuple(heading.strip() for heading in headings.split("|"))
    rows = tuple(
        Row(
            place,
            dict(zip(columns, (*(cells if parts == 3 else cells[::2]), "2031-06-15"), strict=True)),
        )
        for place, cells in enumerate(ROWS, start=2)
    )
    return guess(look_at(Table(columns, rows)), rows), columns


THREE = """
    First name | Father's name | Family name | Date of death ;
    Given name | Father name | Surname | Date of death ;
    الاسم الأول | اسم الأب | اسم العائلة | تاريخ الوفاة ;
    الاسم | اسم الأب | الكنية | تاريخ الوفاة ;
    نام | نام پدر | نام خانوادگی | تاریخ فوت ;
    ناو | ناوی باوک | ناوی خێزان | بەرواری مردن ;
    nav | navê bav | paşnav | dîroka mirinê ;
    Prénom | Nom du père | Nom de famille | Date du décès ;
    Adı | Baba adı | Soyadı | Ölüm tarihi ;
    Имя | Отчество | Фамилия | Дата гибели ;
    Ім'я | По батькові | Прізвище | Дата загибелі ;
    שם פרטי | שם האב | שם משפחה | תאריך פטירה
"""
TWO = """
    First name | Last name | Date of death ; Forename | Surname | Date of death ;
    الاسم الأول | اسم العائلة | تاريخ الوفاة ; نام | نام خانوادگی | تاریخ فوت ;
    Prénom | Nom | Date du décès ; Nombre | Apellidos | Fecha de muerte ;
    Nombres | Primer apellido | Fecha de muerte ; Nome | Sobrenome | Data da morte ;
    Nome | Apelido | Data do óbito ; Vorname | Nachname | Todesdatum ;
    Vorname | Familienname | Todesdatum ; Ad | Soyad | Ölüm tarihi ;
    Имя | Фамилия | Дата гибели ; Ім'я | Прізвище | Дата загибелі ;
    שם פרטי | שם משפחה | תאריך פטירה
"""


def _listed(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(";")]


@pytest.mark.parametrize("headings", _listed(THREE))
def test_three_columns_make_one_name(headings: str) -> None:
    guessed, columns = _guess(headings, parts=3)
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["name"] == columns[:3]


@pytest.mark.parametrize("headings", _listed(TWO))
def test_two_columns_make_one_name(headings: str) -> None:
    guessed, columns = _guess(headings, parts=2)
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["name"] == columns[:2]
