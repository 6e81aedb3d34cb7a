"""A cell that lists several people by name, and one that does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names.listed_names import names_listed
from sijill.language.names.several_people import speaks_of_several


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("1. Rana Halabi 2. Omar Said 3. Hana Said", ["Rana Halabi", "Omar Said", "Hana Said"]),
        ("1- Rana Halabi\n2- Omar Said", ["Rana Halabi", "Omar Said"]),
        ("1) Rana Halabi; 2) Omar Said;", ["Rana Halabi", "Omar Said"]),
        ("1. Rana Halabi, 40 2. a child, 12", ["Rana Halabi, 40", "a child, 12"]),
        ("(1) Олена Лісна (2) Іван Лісний", ["Олена Лісна", "Іван Лісний"]),
        ("١- علي كريم ٢- عمر سعيد", ["علي كريم", "عمر سعيد"]),
        ("۱. رضا کریمی ۲. مینا کریمی", ["رضا کریمی", "مینا کریمی"]),
        ("Rana Halabi; Omar Said", ["Rana Halabi", "Omar Said"]),
        ("نور حلبي؛ سامي حلبي", ["نور حلبي", "سامي حلبي"]),
        ("Rana Halabi\nOmar Said\nHind Attar", ["Rana Halabi", "Omar Said", "Hind Attar"]),
        ("Rana Halabi (35), Hana Halabi (7 years)", ["Rana Halabi (35)", "Hana Halabi (7 years)"]),
        ("علي كريم (٣٥)، عمر كريم (١٢)", ["علي كريم (35)", "عمر كريم (12)"]),
        ("Ali Said, Huda Said, and Hadi Said", ["Ali Said", "Huda Said", "Hadi Said"]),
        ("علي كريم، عمر كريم و هدى كريم", ["علي كريم", "عمر كريم", "هدى كريم"]),
    ],
)
def test_each_person_of_a_list_in_one_cell_is_found(cell: str, people: list[str]) -> None:
    assert list(names_listed(cell)) == people
    assert speaks_of_several(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Rana Halabi",
        "1. Rana Halabi",
        "12. Rana Halabi",
        "Perez Luna, Juan",
        "Ahmad Saleh; Ahmed Salih",
        "Khalid Noor; Abu Omar",
        "Samir\nHaddad",
        "Samir Haddad\nسمير حداد",
        "Samir Haddad; teacher",
        "2. Rana Halabi 3. Omar Said",
        "Samir Haddad, baker from Homs and father of three",
        "Samir Haddad, Homs (40)",
        "Juan Ortega y Gasset",
        "Ali Karim, (35), and Omar Said",
        "Ali Karim, Omar Karim and",
        "",
    ],
)
def test_a_cell_that_may_be_about_one_person_is_no_list(cell: str) -> None:
    assert names_listed(cell) == ()


PIECES = ("Ali", "Omar", "and", "و", "(35)", "[7 y]", ",", ";", "1.", "\n")


@given(st.lists(st.sampled_from(PIECES)))
def test_whatever_stands_in_a_cell_it_has_people_or_none(words: list[str]) -> None:
    assert all(names_listed(" ".join(words)))
