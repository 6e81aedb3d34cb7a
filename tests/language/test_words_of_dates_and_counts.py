"""Words that no date, and no number of people, has: a text with one of them is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.dates import may_be_of_date, read_date
from sijill.language.numbers import may_be_of_count, may_end_count, read_count
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval

DATES = ["3 June 2031", "June 2031", "early June 2031", "in the night to 4 May 2031", "2031", "12"]
COUNTS = ["5", "at least 5 people", "two hundred and five", "dozens", "between 3 and 7", "no one"]
STRANGE = ["people", "Basatin", "killed", "council", "bakery", "market", "victims", "strikes"]


@given(st.sampled_from(DATES), st.sampled_from(STRANGE), st.data())
def test_no_date_has_a_word_that_dates_do_not_have(
    written: str, word: str, data: st.DataObject
) -> None:
    words = written.split()
    at = data.draw(st.integers(0, len(words)))
    if not may_be_of_date(word.casefold()):
        assert not isinstance(read_date(" ".join([*words[:at], word, *words[at:]])), DateInterval)


@given(st.sampled_from(COUNTS), st.sampled_from(STRANGE), st.data())
def test_no_count_has_a_word_that_counts_do_not_have(
    written: str, word: str, data: st.DataObject
) -> None:
    words = written.split()
    at = data.draw(st.integers(0, len(words)))
    if not may_be_of_count(word.casefold()):
        read = read_count(" ".join([*words[:at], word, *words[at:]]))
        assert not (isinstance(read, CountRange) and read.is_known)


@given(st.sampled_from(COUNTS), st.sampled_from([*STRANGE, "were", "in", "of", "at", "least"]))
def test_no_count_ends_with_a_word_that_ends_none(written: str, word: str) -> None:
    if not may_end_count(word.casefold()):
        read = read_count(f"{written} {word}")
        assert not (isinstance(read, CountRange) and read.is_known)


@pytest.mark.parametrize("word", ["in", "basatin"])
def test_other_words_end_no_count(word: str) -> None:
    assert not may_end_count(word)


@pytest.mark.parametrize("word", ["june", "حزيران", "morning", "utc", "2031", "week", "between"])
def test_words_of_dates_may_be_of_dates(word: str) -> None:
    assert may_be_of_date(word)


@pytest.mark.parametrize("word", ["basatin", "killed", "council"])
def test_other_long_words_are_of_no_date(word: str) -> None:
    assert not may_be_of_date(word)


@pytest.mark.parametrize("word", ["five", "dozen", "people", "at", "cinq", "خمسة", "17"])
def test_words_of_counts_may_be_of_counts(word: str) -> None:
    assert may_be_of_count(word)


@pytest.mark.parametrize("word", ["bakery", "basatin"])
def test_other_words_are_of_no_count(word: str) -> None:
    assert not may_be_of_count(word)
