"""Phrases found in a text by whole words."""

import pytest

from sijill.language.phrases import Phrases

PHRASES = Phrases(["in red", "marked", "in red ink", " "])


@pytest.mark.parametrize("text", ["names in red are dead", "marked", "all marked so", "in red ink"])
def test_that_a_phrase_is_found_wherever_its_words_stand(text: str) -> None:
    assert PHRASES.are_in(text)


@pytest.mark.parametrize("text", ["", "in", "in a red coat", "in redder", "unmarked", "red in"])
def test_that_words_apart_or_parts_of_words_are_no_phrase(text: str) -> None:
    assert not PHRASES.are_in(text)
