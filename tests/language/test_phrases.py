"""Phrases found in a text by whole words."""

import pytest

from sijill.language.phrases import PhraseBook, place_of, stands_in, without_phrases

PHRASES = PhraseBook.of(["in red", "marked", "in red ink", " "])


@pytest.mark.parametrize("text", ["names in red are dead", "marked", "all marked so", "in red ink"])
def test_that_a_phrase_is_found_wherever_its_words_stand(text: str) -> None:
    assert PHRASES.any_in(text)


@pytest.mark.parametrize("text", ["", "in", "in a red coat", "in redder", "unmarked", "red in"])
def test_that_words_apart_or_parts_of_words_are_no_phrase(text: str) -> None:
    assert not PHRASES.any_in(text)


def test_that_a_book_knows_how_long_the_phrases_of_a_word_are() -> None:
    assert PHRASES.longest == {"in": 3, "marked": 1}
    assert PHRASES.firsts == {"in", "marked"}
    assert PhraseBook({("in", "red"): "dead"})["in", "red"] == "dead"


@pytest.mark.parametrize(
    ("phrase", "place"), [("killed", 0), ("since", 7), ("since may", 7), ("sin", -1), ("may 3", -1)]
)
def test_that_a_phrase_is_placed_by_its_whole_words(phrase: str, place: int) -> None:
    assert place_of(phrase, "killed since may") == place
    assert stands_in(phrase, "killed since may") is (place >= 0)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("date of death hijri", "date of death"),
        ("hijri hijri date", "date"),
        ("date by the hijri calendar", "date by the"),
        ("hijrid date", "hijrid date"),
        ("hijri", ""),
    ],
)
def test_that_each_phrase_is_taken_out_of_a_text(text: str, rest: str) -> None:
    assert without_phrases(text, ["hijri", "hijri calendar"]) == rest
