"""Cells that are likely names of people, whatever their heading is."""

import pytest

from sijill.language.names.likely_names import is_likely_name, words_of_names

NAMES = [
    "Umm Walid",
    "Abu Sami al-Ali",
    "Fatima Saleh",
    "Yusuf",
    "Abd al-Rahman Nasser",
    "أم وليد",
    "أبو سامي العلي",
    "فاطمة صالح",
    "Rojda Demir, Azad",
    "Ольга Зимина",
    "Садов Пётр Ильич Андреевич",
    "Зінченко Марія Іванівна",
]
OTHERS = [
    "",
    "market",
    "Basatin Today",
    "Building 7",
    "Fatima Saleh 0991 234 567",
    "سوق الخضار",
    "больница",
    "x" * 201 + " Fatima",
    "They told us that Fatima was under the house with two others",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_likely_one(text: str) -> None:
    assert is_likely_name(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_not(text: str) -> None:
    assert not is_likely_name(text)


def test_names_that_no_dictionary_has_are_known_by_the_list_itself() -> None:
    """Ximena and Quispe stand in two names of the list, Rojas in one."""
    borne = words_of_names(["Ximena Quispe Rojas", "Luis Quispe", "Ximena Soto"])
    assert borne == {"ximena", "quispe"}
    assert is_likely_name("Ximena del Sol", borne)
    assert not is_likely_name("Carmen Rojas", borne)
    assert not is_likely_name("Ximena del Sol")
