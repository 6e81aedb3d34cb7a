"""Remarks that speak against their own row are noted, and change nothing."""

import pytest

from sijill.model.records.fields import FieldType
from sijill.sources.doubts import doubt_of

ALIVE = (
    "found alive 2031-02-09",
    "He is alive and well in the next town",
    "تبين أنه حي يرزق",
    "وُجد حيّاً بعد يومين",
    "retrouvée vivante le 9",
    "apareció vivo",
    "lebt noch",
    "оказался жив",
    "hayatta",
)
REPEATED = (
    "duplicate of row 1",
    "Ali Hassan (repeated)",
    "مكرر",
    "doublon",
    "дубликат",
    "Same as No. 4",
)
NEITHER = (
    "",
    "his wife survived",
    "no longer alive when they came",
    "not found alive",
    "not a duplicate",
    "alivery",
    "died in hospital",
    "غير مكرر",
    "خيري مكرم",
)


@pytest.mark.parametrize("text", ALIVE)
def test_a_remark_that_the_person_lives_is_noted(text: str) -> None:
    assert "alive" in doubt_of("note", FieldType.TEXT, text)


@pytest.mark.parametrize("text", REPEATED)
@pytest.mark.parametrize("field", ["note", "name"])
def test_a_remark_that_the_row_stands_twice_is_noted(field: str, text: str) -> None:
    kind = FieldType.NAME if field == "name" else FieldType.TEXT
    assert "twice" in doubt_of(field, kind, text)


@pytest.mark.parametrize("text", NEITHER)
def test_other_remarks_are_not_noted(text: str) -> None:
    assert doubt_of("note", FieldType.TEXT, text) == ""


def test_the_same_words_elsewhere_are_not_noted() -> None:
    assert doubt_of("place", FieldType.TEXT, "duplicate") == ""
