"""Letters: plain ASCII takes a shorter way, which comes to the same."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.names.parts import group_words
from sijill.language.scripts import fold, fold_arabic, fold_latin, fold_plain, script_of, tidy
from sijill.model.values.names import Script

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
