"""Numbers of people in digits, words and phrases of two languages."""

import pytest

from sijill.language.numbers import number_before, phrases, read_count
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("4", CountRange(4, 4)),
        ("4.0", CountRange(4, 4)),
        ("٤", CountRange(4, 4)),
        ("1,200", CountRange(1200, 1200)),
        ("4-9", CountRange(4, 9)),
        ("4–9", CountRange(4, 9)),
        ("4 to 9", CountRange(4, 9)),
        ("at least 4", CountRange(4)),
        ("4+", CountRange(4)),
        ("up to 4", CountRange(0, 4)),
        ("four", CountRange(4, 4)),
        ("thirty-three", CountRange(33, 33)),
        ("ثلاثة", CountRange(3, 3)),
        ("dozens", CountRange(12, 24)),
        ("0", CountRange(0, 0)),
        ("", UNKNOWN_COUNT),
        ("unknown", UNKNOWN_COUNT),
    ],
)
def test_counts_as_written(text: str, count: CountRange) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["4.5", "-4", "9-4", "99999999999", "lots and lots"])
def test_what_is_no_count_is_unreadable_with_a_reason(text: str) -> None:
    answer = read_count(text)
    assert isinstance(answer, Unreadable)
    assert answer.reason


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "it was assessed that thirty three civilians were unintentionally killed",
            CountRange(33, 33),
        ),
        ("2 civilians were killed", CountRange(2, 2)),
        ("no number is given for civilians", UNKNOWN_COUNT),
    ],
)
def test_the_number_in_running_text(text: str, count: CountRange) -> None:
    assert number_before(text, "civilians?") == count


def test_every_phrase_says_where_it_comes_from() -> None:
    assert all(phrase.source for phrase in phrases())
