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
        LONG[:31],
    ],
)
def test_a_name_that_stands_in_a_protected_cell_is_known(name: str) -> None:
    assert KNOWN.are_in(name)


@pytest.mark.parametrize("name", ["place", "Samira Street", "yes", "Walid", "", "2031", LONG[:30]])
def test_other_names_are_not(name: str) -> None:
    assert not KNOWN.are_in(name)


def test_nothing_is_known_of_a_file_without_protected_cells() -> None:
    assert not ProtectedValues([]).are_in("Umm Walid")


def test_an_account_is_no_name_and_is_looked_at_once() -> None:
    assert not ProtectedValues(["I saw it " * 100_000]).are_in("I saw it")
    assert not KNOWN.are_in("a " * 20_000)
