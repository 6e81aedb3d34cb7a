"""Numbers with their nouns, and words in a row."""

import pytest

from sijill.language.sentences import join, with_noun


@pytest.mark.parametrize(
    ("words", "sentence"), [("", ""), ("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C")]
)
def test_words_in_a_row(words: str, sentence: str) -> None:
    assert join(words) == sentence


def test_a_noun_is_in_the_singular_for_one_alone() -> None:
    assert with_noun(1, "person") == "1 person"
    assert with_noun(0, "person") == "0 persons"
    assert with_noun(1_204, "person") == "1,204 persons"
    assert with_noun(1, "pair waits", "pairs wait") == "1 pair waits"
    assert with_noun(-1, "entry", "entries") == "-1 entries"
