"""How far two given names agree, asked of the same SQL that scores every pair."""

import duckdb
import pytest

from sijill.language.names import read_name
from sijill.linkage.comparisons import COMPARISONS
from sijill.linkage.features import _forms

GIVEN = next(one for one in COMPARISONS if one.name == "given")


def level(left: str, right: str) -> str:
    """The word of the level on which two given names meet."""
    columns = {
        f"{column}_{side}": value
        for side, text in (("l", left), ("r", right))
        for column, value in _forms("given", read_name(f"{text} al-Attar").given).items()
    }
    cases = "".join(
        f" WHEN {one.condition} THEN '{one.word}'"
        for one in GIVEN.levels
        if one.condition != "ELSE"
    )
    names = ", ".join(columns)
    holes = ", ".join("?" for _ in columns)
    query = (
        f"SELECT CASE WHEN {GIVEN.unknown} THEN 'unknown'{cases} ELSE 'different' END "  # noqa: S608  our own words
        f"FROM (VALUES ({holes})) AS pair({names})"
    )
    row = duckdb.execute(query, list(columns.values())).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohammed", "محمد"),
        ("Mouhamad", "Muhammad"),
        ("Aisha", "عائشة"),
        ("Abdul Rahman", "عبدالرحمن"),
        ("AbdulRahman", "Abd al-Rahman"),
        ("Nour Eddin", "نور الدين"),
        ("Hussein", "Hsain"),
        ("Khadeeja", "خديجه"),
        ("Dschamal", "جمال"),
    ],
)
def test_spellings_of_one_name_are_the_same(left: str, right: str) -> None:
    assert level(left, right) == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohammed", "Mahmoud"),
        ("محمد", "محمود"),
        ("Hasan", "Hussein"),
        ("حسن", "حسين"),
        ("Ahmad", "Hamad"),
        ("Salih", "Salah"),
        ("Amina", "Amira"),
        ("Nura", "نوفة"),
        ("نايف", "نوفة"),
        ("محد", "محمود"),
        ("عبد الله", "عبد الرحمن"),
    ],
)
def test_names_that_brothers_and_sisters_bear_are_different(left: str, right: str) -> None:
    assert level(left, right) == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("محد", "محمد"),
        ("بطيحان", "بطحيان"),
        ("Mohamed", "ممحمد"),
        ("طعمه", "طعنه"),
        ("سعيفان", "سعيفن"),
    ],
)
def test_a_slip_of_the_pen_is_near_but_another_letter_is_not(left: str, right: str) -> None:
    expected = "different" if right == "طعنه" else "near"
    assert level(left, right) == expected


def test_dots_that_a_photograph_lost_are_near() -> None:
    assert level("عبيثر", "عنيثر") == "near"


def test_a_name_that_no_dictionary_knows_is_compared_by_its_consonants() -> None:
    assert level("Butayhan", "بطيحان") == "same letters"
    assert level("Butayhan", "بطيخان") == "different"


def test_the_stated_shares_of_true_pairs_add_up() -> None:
    for comparison in COMPARISONS:
        assert sum(one.m for one in comparison.levels) == pytest.approx(1), comparison.name
