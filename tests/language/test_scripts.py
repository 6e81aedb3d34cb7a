"""Letters: plain ASCII takes a shorter way, which comes to the same."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.ages.grammar import read_age
from sijill.language.dates.grammar import read_date
from sijill.language.names.parts import group_words
from sijill.language.numbers.counts import read_count
from sijill.language.scripts import fold, fold_arabic, fold_latin, fold_plain, script_of, tidy
from sijill.model.values.counts import CountRange
from sijill.model.values.names import Script
from sijill.model.values.unreadable import Unreadable

TEXTS = st.text(st.characters(max_codepoint=0x7F), max_size=30)
BEYOND = "\u0645"
"""An Arabic letter: with it a text is not ASCII, so that it takes the longer way."""


@given(TEXTS)
@settings(max_examples=60)
def test_folds_of_ascii_are_those_of_any_text(text: str) -> None:
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    assert tidy(text) == fold_arabic(text) == words
    assert f"{fold(text)}{BEYOND}" == fold(f"{words}{BEYOND}")
    assert fold_latin(text) == fold_latin(f"{text}{BEYOND}")
    assert f"{fold_plain(text)}{BEYOND}" == fold_plain(f"{text}{BEYOND}")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Samir", Script.LATIN),
        ("12 - 4", Script.NONE),
        ("سمير", Script.ARABIC),
        ("سمير Samir", Script.MIXED),
        ("Самир", Script.OTHER),
        ("", Script.NONE),
    ],
)
def test_the_script_of_a_text(text: str, script: Script) -> None:
    assert script_of(text) is script


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Samir Nur al Din Wardi", ["Samir", "Nur al Din", "Wardi"]),
        ("Nur al-Din Wardi", ["Nur al-Din", "Wardi"]),
        ("Samir Abd al Rahman", ["Samir", "Abd al Rahman"]),
        ("Abu Salim Wardi", ["Abu Salim", "Wardi"]),
        ("Samir al Wardi", ["Samir", "al Wardi"]),
        ("Samir Qasim Wardi", ["Samir", "Qasim", "Wardi"]),
        ("سمير نور الدين الوردي", ["سمير", "نور الدين", "الوردي"]),
        ("سمير عبد الرحمن", ["سمير", "عبد الرحمن"]),
    ],
)
def test_words_that_stand_alone_and_words_that_belong_together(name: str, parts: list[str]) -> None:
    assert [word.part.written for word in group_words(name.split())] == parts


@pytest.mark.parametrize("cell", ["7²", "35¹", "٣⁴", "7₂", "7③", "12 ¹", "²"])
def test_the_mark_of_a_note_is_no_digit_of_a_number(cell: str) -> None:
    """A list copied from a page says 7² with a note below; 72 people were read."""
    for answer in (read_count(cell), read_age(cell), read_date(f"{cell} June 2031")):
        assert isinstance(answer, Unreadable)
        assert "mark of a note" in answer.reason


@pytest.mark.parametrize("cell", ["٣", "３", "③"])
def test_digits_of_other_scripts_and_shapes_are_numbers(cell: str) -> None:
    assert read_count(cell) == CountRange(3, 3)
