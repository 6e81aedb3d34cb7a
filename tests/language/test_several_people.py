"""Name cells that speak of more than one person, in twelve languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names.reading import read_name
from sijill.language.names.several_people import speaks_of_several

SEVERAL = """
    Nadir, Basma, Omar | Nadir; Basma; Omar | نادر، بسمة، عمر |
    Nadir Amri; Basma Amri | Nadir Amri & Basma Amri | Nadir Amri / Basma Zayd | Nadir Amri + 2 |
    Nadir and his wife | Nadir Amri and his two sons | Nadir and Basma Amri | and 3 others |
    3 children of Nadir | two children | his children | the twins of Basma | family of 5 |
    wife of Nadir and her son |
    Amri family (6) | women | نادر وعمر الأمري | نادر الأمري وزوجته | نادر الأمري وآخرون | أطفاله |
    عائلة الأمري (٥) | ٥ أشخاص من عائلة الأمري | توأم بسمة | نادر و بسمة الأمري |
    نادر امری و همسرش | نادر و عمر امری | ٣ نفر از خانواده امری | نادر و ژنی و منداڵەکانی |
    Nadir û Omar Amri | Nadir Amri û zarokên wî | Nadir Amri et ses deux enfants |
    trois enfants de Nadir | Nadir et Basma Amri | Nadir Amri y su hijo | dos hijos de Nadir |
    Nadir Amri y otros | Nadir Amri e seus filhos | três filhos de Nadir | Nadir Amri e outros |
    Nadir Amri und seine Frau | zwei Kinder von Nadir | Nadir Amri ve eşi | Nadir ve Omar Amri |
    Надир Амри и его жена | Надир и Омар Амри | 3 ребёнка | Надір Амрі та його діти |
    Надір і Омар Амрі | נאדר עמרי ואשתו | 3 ילדים של נאדר
"""
ONE = """
    Nadir Amri | Amri, Nadir | Nadir Amri (30) | 1. Nadir Amri | Nadir Amri 30 | Nadir Amri, MD |
    Amri, Nadir, Jr. | Amri, Nadir, alias Abu Omar | Amri, Nadir, 30 | Nadir / نادر / Надир |
    Nadir Amri; teacher | Nadir Amri / نادر الأمري | José Ortega y Gasset | Maria Costa e Silva |
    وليد الأمري | وسام نادر | وائل | ورد الأمري | طفل نادر الأمري | زوجة نادر | عائلة الأمري |
    family of Nadir | wife of Nadir | son of Nadir Amri | Child 3 | child 2 of Nadir |
    one member of the Amri family 2 | Victim 2 | Unidentified 4 | Abu Omar | Anders And |
    son of Nadir and Basma | daughter of Nadir and Basma Amri | ابن نادر و بسمة |
    Иван Петров | נאדר עמרי | نادر امری | Nadir Amri, 6 years
"""


def _texts(listed: str) -> list[str]:
    return [" ".join(text.split()) for text in listed.split("|")]


@pytest.mark.parametrize("text", _texts(SEVERAL))
def test_more_than_one_person_is_seen(text: str) -> None:
    assert speaks_of_several(text)


@pytest.mark.parametrize("text", _texts(ONE))
def test_one_person_is_one(text: str) -> None:
    assert not speaks_of_several(text)


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    assert speaks_of_several(text) in (True, False)


def test_names_in_lines_of_one_cell_are_several_people() -> None:
    assert speaks_of_several("Rana Ali Haddad\nOmar Saleh")
    assert speaks_of_several("رنا علي حداد\r\nعمر صالح")
    assert speaks_of_several(read_name("Rana Ali Haddad\nOmar Saleh").written)


@pytest.mark.parametrize("cell", ["Rana\nHaddad", "Rana Ali\nHaddad", "رنا حداد\nRana Haddad"])
def test_one_name_in_a_narrow_cell_is_one_person(cell: str) -> None:
    assert not speaks_of_several(cell)


@pytest.mark.parametrize(
    ("cell", "several"),
    [
        ("Wali, Gul, Nadia (6), Omid (3)", True),
        ("Ana (6), Luis (3)", True),
        ("Ana Luna (6 yrs) and Luis", True),
        ("Ana Luna (6)", False),
        ("Perez Luna, Ana (6)", False),
    ],
)
def test_ages_in_brackets_stand_behind_names(cell: str, several: bool) -> None:  # noqa: FBT001
    assert speaks_of_several(cell) is several
