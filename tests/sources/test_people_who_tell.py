"""Columns about witnesses, interviewers and relatives are proposed as protected."""

import pytest

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.protection import propose_protected, shortest_names

TELLERS = [
    "Name of witness",
    "Interviewer",
    "Next of kin",
    "Filled in by",
    "Address of relatives",
    "Caller",
    "اسم الشاهد",
    "اسم الباحث",
    "عنوان ذوي الضحية",
    "نام شاهد",
    "مصاحبه‌گر",
    "نشانی بستگان",
    "ناوی شایەت",
    "پرسیارکەر",
    "ناونیشانی کەسوکار",
    "Navê şahid",
    "Hevpeyvînkar",
    "Navnîşana malbatê",
    "Nom de l'enquêteur",
    "Personne de contact",
    "Adresse de la famille",
    "Nombre del encuestador",
    "Dirección de la familia",
    "Nome da testemunha",
    "Endereço da família",
    "Morada do denunciante",
    "Name des Zeugen",
    "Kontaktperson",
    "Adresse der Angehörigen",
    "Tanığın Adı",
    "Görüşmeci",
    "Başvuranın Adresi",
    "Ailenin adresi",
    "Имя свидетеля",
    "Заполнил",
    "Адрес родственников",
    "Ім'я свідка",
    "Опитувач",
    "Адреса родичів",
    "שם העד",
    "שם המראיין",
    "כתובת המשפחה",
]
OTHERS = [
    "Name",
    "Family name",
    "Mother's name",
    "Address",
    "اسم الضحية",
    "العنوان",
    "عدد القتلى الموثق",
    "کوژراوی دانپێدانراو",
    "Nom",
    "Adresse",
    "Dirección",
    "Familie",
    "Адрес",
    "כתובת",
    "Şehit adı",
    "Reported killed",
    "Number of deaths reported",
]


def _column(name: str) -> Column:
    return Column(name, 2, 2, (("one", 1), ("two", 1)))


@pytest.mark.parametrize("heading", TELLERS)
@pytest.mark.parametrize("kind", [RecordKind.PERSON, RecordKind.REMAINS])
def test_a_column_about_who_tells_is_proposed_as_protected(heading: str, kind: RecordKind) -> None:
    assert heading in propose_protected([_column(heading)], kind)


@pytest.mark.parametrize("heading", OTHERS)
def test_a_column_about_the_dead_or_a_number_is_not(heading: str) -> None:
    assert not propose_protected([_column(heading)], RecordKind.PERSON)


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        (["no", "witness.Umm Walid.phone", "witness.Abu Samir"], ["witness"]),
        (["no", "form.witness.name", "form.witness.phone"], ["form"]),
        (["no", "witness", "witness.name"], ["witness", "witness.name"]),
        (["witness.name", "witness.account"], ["witness.name"]),
        (["Mr. Witness", "no."], ["Mr. Witness"]),
        ([".witness", "..", "witness."], [".witness", "witness."]),
    ],
)
def test_a_name_above_stands_for_the_keys_in_it(columns: list[str], names: list[str]) -> None:
    """A key inside nested values may be a name, and a mapping is kept for ever."""
    proposed = {name: "why" for name in columns if "itness" in name and "account" not in name}
    assert list(shortest_names(proposed, columns)) == names
