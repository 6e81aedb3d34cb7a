"""Lists of missing people and of patients in twelve languages: nobody is guessed to be killed."""

import pytest

from guessed_lists import guess_of, records_of, table_of
from sijill.model.records.record import PersonRecord, RecordKind
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import HARM_IS_A_GUESS
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


@pytest.mark.parametrize(
    ("headings", "lines", "fates"),
    [
        (
            "Name;Date of arrest;Status",
            ("Basil Amri;2031-01-01;Died", "Rana Zayd;2031-01-01;Escaped", "Nur Aziz;;Discharged"),
            {"Escaped": "alive", "Discharged": "alive"},
        ),
        (
            "Apellidos y nombres;Fecha de ingreso;Motivo de egreso;Fecha de defunción",
            ("Soto, Juan;2031-01-01;traslado;", "Rojas, Ana;2031-01-01;fallecimiento;2031-02-01"),
            {"traslado": "unknown"},
        ),
        (
            "Name;Age;Status",
            ("Basil Amri;20;Killed", "Rana Zayd;30;Wounded", "Nur Aziz;9;Transferred"),
            {},
        ),
        ("Patient Name;Age;Outcome", ("Basil Amri;20;Died", "Rana Zayd;30;Absconded"), {}),
    ],
)
def test_who_was_moved_or_left_is_hurt_only_where_the_list_is_of_patients(
    headings: str, lines: tuple[str, ...], fates: dict[str, str]
) -> None:
    assert guess_of(headings, *lines).values.get("harm", {}) == fates


def test_a_wound_that_was_not_fatal_is_one_of_somebody_who_was_hurt() -> None:
    lines = ("Basil Amri;No;Loss of foot", "Rana Zayd;Yes;", "Nur Aziz;No;Eyes")
    guessed = guess_of("victim_name;fatal;injury", *lines)
    assert guessed.fields["harm"] == ("fatal",)
    assert guessed.values["harm"] == {"No": "injured", "Yes": "killed"}


def _people(*lines: str) -> list[PersonRecord]:
    return [record for record in records_of(*lines) if isinstance(record, PersonRecord)]


def _doubts(*lines: str) -> list[RowDoubt | None]:
    return [person.doubt for person in _people(*lines)]


def test_whom_the_keeper_has_not_confirmed_is_in_doubt() -> None:
    rows = ("Ehab M;2031-11-05;Verified", "Lina S;2031-11-05;Pending verification")
    headings = "Name;Date of death;Status"
    assert _doubts(headings, *rows) == [None, RowDoubt.UNCONFIRMED]


def test_among_fates_a_verified_row_is_a_death_and_a_pending_one_in_doubt() -> None:
    rows = (
        "Ehab M;2031-11-05;Verified",
        "Lina S;2031-11-05;Under review",
        "Rana N;;Rejected - alive",
    )
    headings = "Name;Date of death;Status"
    guessed = guess_of(headings, *rows)
    assert guessed.values["harm"] == {"Verified": "killed", "Under review": "killed"}
    assert _doubts(headings, *rows) == [None, RowDoubt.UNCONFIRMED, None]
    assert [person.harm for person in _people(headings, *rows)] == ["killed", "killed", "alive"]


def test_of_an_illness_somebody_died_whom_nothing_calls_killed_is_in_doubt() -> None:
    headings = "Name;Age;Date of death;Cause;Remarks"
    rows = (
        "Basil Amri;20;2031-06-03;shelling;",
        "Rana Zayd;30;2031-06-03;measles;",
        "Nur Aziz;9;2031-06-04;;drowned in the river",
    )
    table = table_of(headings, *rows)
    guessed = guess(look_at(table), table.rows)
    assert any(question.startswith(HARM_IS_A_GUESS) for question in guessed.questions)
    doubts = _doubts(headings, *rows)
    assert doubts == [None, RowDoubt.NOT_KILLED, RowDoubt.NOT_KILLED]
    killed = headings.replace("Date of death", "Killed on")
    assert _doubts(killed, *rows) == [None, None, None]


@pytest.mark.parametrize(
    "remark", ["Schicksal unbekannt", "emigriert 1938 nach Haifa", "судьба неизвестна"]
)
def test_whose_fate_is_unknown_or_who_emigrated_is_in_doubt(remark: str) -> None:
    rows = ("Basil Amri;2031-06-03;", f"Rana Zayd;;{remark}")
    assert [doubt is None for doubt in _doubts("Name;Gest.;Bemerkung", *rows)] == [True, False]
