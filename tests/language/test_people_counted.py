"""Cells that speak of several people and name none of them, in twelve languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names.reading import read_name
from sijill.language.numbers.people_counted import (
    others_meant,
    people_counted,
    people_meant,
    people_stated,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.names import NameStatus

STATED = {
    "مجهول ×3": 3,
    "مجهول عدد ٢": 2,
    "جثتان مجهولتان": 2,
    "٣ جثث مجهولة": 3,
    "طفلان مجهولان": 2,
    "троє невідомих": 3,
    "двое неизвестных": 2,
    "неизвестные (3 чел.)": 3,
    "دوو کەسی نەناسراو": 2,
    "سه ناشناس": 3,
    "دو نفر ناشناس": 2,
    "du kesên nenas": 2,
    "Unknown x3": 3,
    "UNK x 2": 2,
    "3x unknown": 3,
    "two unknown men": 2,
    "two boys, names unknown": 2,
    "2 unidentified bodies": 2,
    "deux inconnus": 2,
    "zwei Unbekannte": 2,
    "dos cuerpos sin identificar": 2,
    "שני אלמונים": 2,
}
DESCRIBED = {"عائلة الأمري (5 أشخاص)": 5, "Amri family (6)": 6, "3 children of Nadir": 3}
OF_ONE = (
    "Unidentified 4",
    "Unknown male 35",
    "unknown (3)",
    "NN 2",
    "مجهول 3",
    "مجهول الهوية",
    "Child 3",
    "2 NN",
    "Невідомий чоловік",
    "unknown woman and child",
)


def test_a_word_that_is_a_number_only_with_its_marks_counts_nobody_without_them() -> None:
    assert (people_stated("in car, driver"), people_stated("çar zarok")) == (0, 4)


@pytest.mark.parametrize("text", STATED)
def test_a_number_of_people_without_names_names_nobody(text: str) -> None:
    assert read_name(text).status is NameStatus.UNNAMED
    assert people_stated(text) == STATED[text]


@pytest.mark.parametrize("text", DESCRIBED)
def test_a_number_of_people_who_are_described(text: str) -> None:
    assert read_name(text).status is NameStatus.DESCRIBED
    assert people_stated(text) == DESCRIBED[text]


@pytest.mark.parametrize("text", OF_ONE)
def test_a_number_behind_the_word_is_no_number_of_people(text: str) -> None:
    assert not read_name(text).is_comparable
    assert people_stated(text) == 0


@pytest.mark.parametrize("text", ["Sitt Amri", "Se Mann", "Duo Penthe", "ست الحسن", "Sette Bello"])
def test_names_that_sound_like_numbers_stay_names(text: str) -> None:
    assert read_name(text).is_comparable


@given(st.text(max_size=60))
def test_any_text_gets_a_number(text: str) -> None:
    assert people_stated(text) == 0 or people_stated(text) >= 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Karim Adel and 3 children", 3),
        ("Mona Tell & two sons", 2),
        ("محمد علي و 3 أطفال", 3),
        ("Иван Петров и двое детей", 2),
        ("Karim Adel and his wife", 1),
        ("Karim Adel and his three children", 3),
        ("Karim Adel, his wife and 2 daughters", 3),
        ("كريم عادل وزوجته وأولاده الثلاثة", 4),
        ("Juan Pérez con sus dos hijos", 2),
        ("Karim Adel and his children", 0),
        ("Karim Adel, child", 0),
        ("Karim Adel, son of Omar", 0),
        ("Ortega y Gasset", 0),
        ("Karim Adel, 4 persons", 0),
        ("family of Karim Adel (5 persons)", 0),
        ("two bodies", 0),
    ],
)
def test_those_beside_somebody_who_is_named(text: str, number: int) -> None:
    assert others_meant(text) == (CountRange.exactly(number) if number else None)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("about 6 others", 5, 7),
        ("at least 4 others", 4, None),
        ("more than 10 people", 11, None),
        ("between 3 and 5 men", 3, 5),
        ("5-7 others", 5, 7),
        ("up to 8 persons", 1, 8),
        ("another two children", 2, 2),
        ("a further 3", 3, 3),
        ("several others", 2, None),
        ("نحو 6 آخرين", 5, 7),
        ("ما لا يقل عن 4 مدنيين", 4, None),
        ("около 6 человек", 5, 7),
        ("environ 6 autres", 5, 7),
        ("Family of five (Amri)", 5, 5),
        ("famille de cinq (Amri)", 5, 5),
        ("children (3)", 3, 3),
    ],
)
def test_a_number_of_people_is_nobodys_name(
    text: str, lowest: int | None, highest: int | None
) -> None:
    """And the row counts as many as it says, with their range."""
    assert not read_name(text).is_comparable
    assert people_meant(text) == CountRange(lowest, highest)


@pytest.mark.parametrize(
    "text",
    [
        "Child 3",
        "Child (3)",
        "Other 2",
        "Unidentified 4",
        "Miles Carter",
        "Hannah More",
        "6",
        "6-7",
        "",
    ],
)
def test_what_is_numbered_or_named_is_no_number_of_people(text: str) -> None:
    assert people_counted(text) is None


def test_a_range_of_people_stands_beside_somebody_who_is_named() -> None:
    assert read_name("Karim Adel and about 6 others").is_comparable
    assert others_meant("Karim Adel and about 6 others") == CountRange(5, 7)
