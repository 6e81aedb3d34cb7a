"""Headings, keys and names of sheets that are themselves words of a protected column."""

import pytest

from sijill.sources.tables.protection.protected_values import ProtectedValues

LONG = "Hind bint Samir ibn Yusuf al-Basatini"
KNOWN = ProtectedValues(
    ["Umm Walid", "Samira", "أم خالد", "Abu Samir; Rana Nabil", "yes", "-", LONG]
)


@pytest.mark.parametrize(
    "name",
    [
        "Umm Walid",
        "umm_walid",
        "saw Umm Walid (2031)",
        "people.Umm Walid.phone",
        "people/Samira",
        "SAMIRA",
        "ام خالد",
        "Rana Nabil",
    ],
)
def test_a_name_that_stands_in_a_protected_cell_is_known(name: str) -> None:
    assert KNOWN.are_in(name)


@pytest.mark.parametrize("name", ["place", "Samira Street", "yes", "Walid", "", "2031", LONG[:30]])
def test_other_names_are_not(name: str) -> None:
    assert not KNOWN.are_in(name)


@pytest.mark.parametrize(
    "sheet",
    [
        "Umm Walid", "Interview Samira", "Samira 2", "list_Samira", "مقابلة ام خالد",
        LONG[:31], LONG[:20], f"Interview {LONG}"[:31], f"{LONG[:24]} (2)", "Abu Sam",
    ],
)  # fmt: skip
def test_a_sheet_may_be_named_after_a_single_word_or_the_beginning_of_a_name(sheet: str) -> None:
    assert KNOWN.may_name(sheet)


@pytest.mark.parametrize(
    "sheet", ["list", "June 2031", "Walid", "Abu", "Hind", "Basatin", "Sheet1", ""]
)
def test_a_sheet_of_another_name_is_not(sheet: str) -> None:
    assert not KNOWN.may_name(sheet)


def test_nothing_is_known_of_a_file_without_protected_cells() -> None:
    assert not ProtectedValues([]).are_in("Umm Walid")


def test_a_name_is_known_in_another_order_of_its_words() -> None:
    known = ProtectedValues(["Samira Nabil al-Attar"])
    assert known.found_in("told by al-Attar, Samira Nabil") == ("al", "attar", "samira", "nabil")
    assert not known.found_in("Samira al-Attar")


def test_an_account_is_no_name_and_is_looked_at_once() -> None:
    assert not ProtectedValues(["I saw it " * 100_000]).are_in("I saw it")
    assert not KNOWN.are_in("a " * 20_000)
    assert not KNOWN.may_name("a " * 20_000)
