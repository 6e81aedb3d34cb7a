"""Lists of missing people and of patients in twelve languages: nobody is guessed to be killed."""

import pytest

from guessed_lists import guess_of, table_of
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import guess

MISSING = [
    "Name;Age;Date missing",
    "Name;Age;Last seen",
    "Name;Age;Date of disappearance",
    "الاسم;العمر;تاريخ الفقدان",
    "الاسم;العمر;تاريخ الاختفاء",
    "نام;سن;تاریخ ناپدید شدن",
    "ناو;تەمەن;بەرواری ونبوون",
    "Nom;Âge;Date de disparition",
    "Nombre;Edad;Fecha de desaparición",
    "Nome;Idade;Data do desaparecimento",
    "Name;Alter;Vermisst seit",
    "Ad Soyad;Yaş;Kaybolma tarihi",
    "ФИО;Возраст;Дата исчезновения",
    "ПІБ;Вік;Дата зникнення",
    "שם;גיל;תאריך היעלמות",
    "Name;Age;Went missing on",
    "Nom;Âge;Porté disparu le",
    "Name;Alter;Datum des Verschwindens",
    "الاسم;العمر;فقد بتاريخ",
    "نام;سن;تاریخ مفقود شدن",
    "ФИО;Возраст;Дата пропажи",
]


@pytest.mark.parametrize("heading", MISSING)
def test_who_has_a_day_of_disappearance_and_none_of_death_is_missing(heading: str) -> None:
    guessed = guess_of(heading, "Rana Attar;12;2031-06-25")
    assert guessed.kind is RecordKind.PERSON, guessed.reason
    assert guessed.fields.get("last_seen") == (heading.rsplit(";", maxsplit=1)[-1],)
    assert guessed.fixed["harm"] == "missing"


@pytest.mark.parametrize("heading", ["Name;Date missing;Date of death", "Name;Age;Date of death"])
def test_who_has_a_day_of_death_is_killed(heading: str) -> None:
    assert guess_of(heading, "Rana Attar;2031-06-25;2031-06-27").fixed["harm"] == "killed"


def test_the_mapping_says_why() -> None:
    table = table_of(MISSING[0], "Rana Attar;12;2031-06-25")
    text = write_mapping("a", "a.csv", table, guess(look_at(table), table.rows))
    assert 'harm = "missing"  # by dates of disappearance' in text


@pytest.mark.parametrize(
    "heading",
    [
        "اسم المريض;العمر",
        "اسم المصاب;العمر",
        "نام بیمار;سن",
        "Patient name;Age",
        "Nom du patient;Âge",
        "Nombre del paciente;Edad",
        "Nome do paciente;Idade",
        "Name des Patienten;Alter",
        "Hastanın adı;Yaş",
        "ФИО пациента;Возраст",
        "ПІБ пацієнта;Вік",
        "שם המטופל;גיל",
    ],
)
def test_a_patient_is_a_person(heading: str) -> None:
    guessed = guess_of(heading, "Rana Attar;12")
    assert guessed.kind is RecordKind.PERSON, guessed.reason
    assert guessed.fields["name"] == (heading.split(";", maxsplit=1)[0],)


DETAINED = [
    *("Name;Age;Date of arrest", "Name;Age;Detained since", "Name;Age;Prison"),
    *("الاسم;العمر;تاريخ الاعتقال", "الاسم;العمر;السجن", "نام;سن;تاریخ بازداشت"),
    *(
        "ناو;تەمەن;بەرواری دەستگیرکردن",
        "Nom;Âge;Date d'arrestation",
        "Nombre;Edad;Fecha de arresto",
    ),
    *("Nome;Idade;Data da detenção", "Name;Alter;Verhaftet am", "Ad Soyad;Yaş;Gözaltı tarihi"),
    *("ФИО;Возраст;Дата задержания", "ПІБ;Вік;Дата арешту", "שם;גיל;תאריך מעצר"),
    *("Name;Age;Released on", "Nom;Âge;Lieu de détention", "Nombre;Edad;Lugar de detención"),
    *("ФИО;Возраст;Место заключения", "Nav;Temen;Dîroka girtinê"),
]


@pytest.mark.parametrize("heading", DETAINED)
def test_who_was_arrested_is_not_taken_for_killed(heading: str) -> None:
    assert guess_of(heading, "Rana Attar;12;2031-06-25").fixed.get("harm") == "unknown"
