"""Texts that say that nothing is known, and texts that look like them and are names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.unknown import Topic, is_spreadsheet_error, is_zero_or_unknown, means_unknown

EVERYWHERE = (
    *("", " ", "-", "--", "—", "?", "???", "؟", "…", ".", "*", "()"),
    *(
        "nan",
        "NaN",
        "NaT",
        "None",
        "NULL",
        "null",
        "<NA>",
        "#N/A",
        "n/a",
        "N.A.",
        "na",
        "TBD",
        "TK",
    ),
    *(
        "unknown",
        "Unknown.",
        "(unknown)",
        "[Unknown]",
        "UNKOWN",
        "unknwon",
        "not known",
        "Not-known",
    ),
    *("غير معروف", "غيرمعروف", "مجهول", "مجهولة", "غير متوفر", "نامشخص", "ناشناس", "نەزانراو"),
    *(
        "nayê zanîn",
        "Inconnu",
        "non précisé",
        "Desconocida",
        "sin datos",
        "desconhecido",
        "ignorado",
    ),
    *("unbekannt", "k.A.", "Bilinmiyor", "belirtilmemiş", "неизвестно", "нет данных", "невідомо"),
    *("немає даних", "לא ידוע", "אין מידע"),
    *("অজ্ঞাত", "미상", "ዘይተፈልጠ", "άγνωστη", "haijulikani", "lama yaqaan", "Nepoznata", "onbekend"),
)
NAMELESS = (
    *("TK TK", "Name withheld", "unidentified", "Unidentifed", "John Doe", "N.N.", "sin nombre"),
    *("مجهول الهوية", "بدون اسم", "sans nom", "não identificado", "ohne Namen", "kimliği belirsiz"),
    *("অজ্ঞাতনামা", "အမည်မသိ", "신원미상", "ไม่ทราบชื่อ", "jina halijulikani", "tanpa nama", "bezimeni"),
    *("личность не установлена", "неопознан", "неопізнаний", "אלמוני", "گمنام", "bênav", "بێ ناو"),
)
NAMES = (
    "Mohammed Null",
    "မောင်မသိန်း",
    "Ignota Bianchi",
    "Nana Ahmad",
    "Mahjoub",
    "محجوب",
    "Nada",
    "Noor",
    "Naif",
    "N. Ahmad",
    "Onur",
)


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("text", EVERYWHERE)
def test_unknown_in_every_column(text: str, topic: Topic) -> None:
    assert means_unknown(text, topic)


@pytest.mark.parametrize("text", NAMELESS)
def test_a_person_without_a_name(text: str) -> None:
    assert means_unknown(text, Topic.NAME)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_a_name(text: str) -> None:
    assert not means_unknown(text, Topic.NAME)


@pytest.mark.parametrize("text", ["0", "4", "#REF!", "#####", "#VALUE!", "nine", "Homs"])
def test_a_value_is_not_unknown(text: str) -> None:
    assert not means_unknown(text, Topic.COUNT)


@pytest.mark.parametrize("text", ["#REF!", "#DIV/0!", "#name?", "########"])
def test_what_a_spreadsheet_could_not_compute(text: str) -> None:
    assert is_spreadsheet_error(text)
    assert not is_spreadsheet_error("#N/A")


@pytest.mark.parametrize("text", ["none", "nil", "لا يوجد", "aucun", "keine", "yok", "нет", "אין"])
def test_none_in_a_column_of_numbers_may_be_zero(text: str) -> None:
    assert is_zero_or_unknown(text)
    assert not is_zero_or_unknown("None")
    assert not is_zero_or_unknown("0")


@given(st.text(max_size=80))
def test_brackets_and_spaces_change_nothing(text: str) -> None:
    assert means_unknown(f" [{text}] ") == means_unknown(text) or is_spreadsheet_error(text)


@pytest.mark.parametrize("text", ["unknown" * 10_000, " " * 10_000, "-" * 10_000])
def test_a_long_cell_gets_an_answer(text: str) -> None:
    assert means_unknown(text) == (not text.strip())


@pytest.mark.parametrize(
    "text",
    ["desconocido/a", "inconnu(e)", "Unbekannte/r", "לא ידוע/ה", "لا أعلم", "н/и"],
)
def test_both_genders_and_short_forms_are_unknown(text: str) -> None:
    assert means_unknown(text, Topic.NAME)


@pytest.mark.parametrize("text", ["Nadia", "Nana", "Noname Said", "Ana/o Ruiz", "Null Peter"])
def test_names_that_look_alike_stay(text: str) -> None:
    assert not means_unknown(text, Topic.NAME)
