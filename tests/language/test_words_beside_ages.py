"""Cells that hold an age and one word more, such as the sex."""

import pytest

from sijill.language.ages import age_without, read_age, word_beside_age


@pytest.mark.parametrize(
    ("text", "word", "age"),
    [
        ("34/M", "M", "34"),
        ("F 9", "F", "9"),
        ("M34", "M", "34"),
        ("40 M", "M", "40"),
        ("34 y M", "M", "34 y"),
        ("34yrs/Female", "Female", "34 yrs"),
        ("8 months / F", "F", "8 months"),
        ("ذكر ٣٤", "ذكر", "34"),
        ("أنثى - 9 أشهر", "أنثى", "9 أشهر"),
        ("М, 61", "М", "61"),
    ],
)
def test_the_word_is_parted_from_the_age(text: str, word: str, age: str) -> None:
    assert word_beside_age(text) == word
    assert age_without(text, word) == age
    assert read_age(age).is_known  # type: ignore[union-attr]  # an age


@pytest.mark.parametrize(
    "text", ["34", "M", "", "6 months", "18-25", "M 34 F 9", "about 40 M", "1 of 3 sons", "2031 M"]
)
def test_other_cells_hold_no_such_pair(text: str) -> None:
    assert word_beside_age(text) == ""
    assert age_without(text, "M") == text
