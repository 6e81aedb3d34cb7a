"""Columns about witnesses, interviewers and relatives are proposed as protected."""

from collections.abc import Sequence

import pytest

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.guessing.protection import (
    names_likely_somebody,
    propose_protected,
    shortest_names,
)
from sijill.sources.tables.table import Row, Table

TELLERS = [
    "Nama saksi",
    "Nomor telepon",
    "Jina la shahidi",
    "Namba ya simu",
    "የምስክር ስም",
    "Markhaati",
    "ชื่อพยาน",
    "หมายเลขโทรศัพท์",
    "သက်သေအမည်",
    "Nome del testimone",
    "Raccontato da",
    "Cellulare",
    "Świadkowie",
    "Osoba kontaktowa",
    "Ime svjedoka",
    "Сведок",
    "Izjavu dala",
    "Vittnets namn",
    "Berättat av",
    "Uppgiftslämnare",
    "Vitner",
    "Fortalt af",
    "Getuige",
    "Contactpersoon",
    "गवाह का नाम",
    "मोबाइल नंबर",
    "परिवार का पता",
    "Şahit",
    "Kaynak kişi",
    "Auskunftsperson",
    "اسم من أبلغ",
    "اسم الناشط",
    "NOK",
    "Who said",
    "тел.",
    "W\u0456tness",  # a Cyrillic letter that is written like i
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
    "told_by",
    "Narrated by",
    "Interview/Statement given by",
    "Testimony of",
    "Person interviewed",
    "According to",
    "Cellmate",
    "رواه",
    "نقلاً عن",
    "صاحبة الشهادة",
    "من تمت مقابلته",
    "أُخذت الإفادة من",
    "مصاحبه\u200cشونده",
    "روایت\u200cکننده",
    "به نقل از",
    "گێڕەرەوە",
    "Vebêjer",
    "Raconté par",
    "Personne auditionnée",
    "D'après",
    "Narrado por",
    "Declarado por",
    "Según",
    "Depoente",
    "Erzählt von",
    "Zeugin",
    "Anlatan",
    "İfadesi alınan",
    "Рассказала",
    "Со слов",
    "Кем сообщено",
    "Розповів",
    "Зі слів",
    "Дав свідчення",
    "מוסרת העדות",
    "סופר על ידי",
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
    "Account of events",
    "Testimony",
    "رواية الأحداث",
    "According to the list",
    "Показания",
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


WITNESSES = {
    "english": ["Umm Walid al-Hasan", "Yusuf Haddad", "Layla Hamdan"],
    "arabic": ["أم وليد الحسن", "يوسف حداد", "ليلى حمدان"],
    "given names": ["Yusuf", "Layla", "Fatima"],
    "kurdish": ["Rojda Demir", "Azad Yılmaz", "Berfin Şahin"],
    "russian": ["Ольга Зимина", "Зимин Роман Ильевич", "Олег Садов"],
}
DEAD = ["Khalid Samir", "Rana Walid", "Sami Karim"]
MEDIA = ["Basatin Today", "The Daily Garden", "Radio Orchard"]


def _list_of(cells: Sequence[str], heading: str = "X17") -> tuple[list[Column], list[Row]]:
    lines = zip(DEAD, cells, strict=True)
    rows = [
        Row(at, {"no": str(at), "name": dead, "died": "2031-06-03", heading: cell})
        for at, (dead, cell) in enumerate(lines, 2)
    ]
    return look_at(Table(("no", "name", "died", heading), tuple(rows))), rows


@pytest.mark.parametrize("cells", WITNESSES.values(), ids=list(WITNESSES))
def test_names_under_a_heading_that_nobody_knows_are_proposed_as_protected(
    cells: list[str],
) -> None:
    """The list says who is dead under another heading; these are somebody else."""
    proposed = guess(*_list_of(cells))
    why = "no field reads it, and its cells look like names of people"
    assert proposed.protected == {"X17": why}
    assert proposed.fields["name"] == ("name",)


@pytest.mark.parametrize("heading", ["who was with him", "من كان معه", "кто был рядом"])
def test_a_column_of_companions_asks_whether_it_names_victims(heading: str) -> None:
    proposed = guess(*_list_of(["Yusuf Haddad", "Layla Hamdan", "Fatima Saleh"], heading))
    assert list(proposed.protected) == [heading]
    (question,) = [one for one in proposed.questions if "proposed as protected" in one]
    assert question.startswith(repr(heading))
    assert "is counted nowhere" in question


def test_a_column_that_asks_for_a_witness_asks_nothing_more() -> None:
    proposed = guess(*_list_of(["Yusuf Haddad", "Layla Hamdan", "Fatima Saleh"], "told by"))
    assert list(proposed.protected) == ["told by"]
    assert not [one for one in proposed.questions if "protected" in one]


@pytest.mark.parametrize(
    ("cells", "heading"),
    [(MEDIA, "X17"), (DEAD, "Father's name"), (["market", "street", "clinic"], "Where exactly")],
)
def test_other_words_and_names_of_the_dead_are_not(cells: list[str], heading: str) -> None:
    assert not guess(*_list_of(cells, heading)).protected


def test_a_column_that_may_be_the_names_of_the_dead_is_left() -> None:
    """No other column is read as the name."""
    rows = [
        Row(at, {"no": str(at), "X17": cell, "died": "2031-06-03"}) for at, cell in enumerate(DEAD)
    ]
    columns = look_at(Table(("no", "X17", "died"), tuple(rows)))
    assert not guess(columns, rows, RecordKind.PERSON).protected


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


@pytest.mark.parametrize(
    "heading",
    [
        "Interviewed by Umm Walid",
        "Witness: Fatima Saleh",
        "told_by_Yusuf",
        "اسم الشاهد: أم وليد",
        "الشاهدة فاطمة صالح",
        "Témoin Yusuf Haddad",
        "Свидетель Ольга",
    ],
)
def test_a_heading_that_goes_on_with_a_name_is_known(heading: str) -> None:
    assert names_likely_somebody(heading)


@pytest.mark.parametrize(
    "heading",
    [*TELLERS, *OTHERS, "Witness occupation", "Respondent's mother tongue", "Umm Walid", "Father"],
)
def test_a_heading_that_only_asks_names_nobody(heading: str) -> None:
    assert not names_likely_somebody(heading)
