"""Texts from files of others in TOML: they come back the same, and say nothing else."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.files.toml_text import in_comment, quoted

ODD = [
    'a "quoted" heading',
    "two\nlines",
    'x"\nvault = []\n[fields]\nname = "y',
    "[key]",
    "a = b",
    "back\\slash",
    "a # note",
    "next\x85line",
    "line\u2028separator",
    "delete\x7f",
    "nul\x00",
    "اسم \u200f الضحية",
    "'''",
    '"""',
    "",
]


@pytest.mark.parametrize("text", ODD)
def test_a_text_comes_back_the_same_as_key_and_as_value(text: str) -> None:
    written = quoted(text)
    assert tomllib.loads(f"{written} = {written}") == {text: text}
    assert written.splitlines() == [written]


@given(st.text(max_size=20))
def test_any_text_comes_back_the_same(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)} # {in_comment(text)}\nb = 1") == {"a": text, "b": 1}


def test_half_a_sign_is_shown_as_one_that_cannot_be() -> None:
    assert quoted("a\udcffb") == '"a\ufffdb"'
    assert in_comment("a\udcffb") == "a b"
