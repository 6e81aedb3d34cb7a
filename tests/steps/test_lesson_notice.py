"""What judgements taught, in words."""

import numpy as np

from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS
from sijill.linkage.judging.lesson import Lesson, Taught
from sijill.steps.case.lesson_notice import explain_lesson


def lesson(taught: Taught, rivals: float = 0.0, **factors: float) -> Lesson:
    found = np.ones(len(COMPARISONS))
    for name, factor in factors.items():
        found[FIELD_NUMBERS[name]] = factor
    return Lesson(taught, 1_000, 235, found, rivals)


def test_what_was_learned_is_said_with_how_much_and_from_how_many() -> None:
    (notice,) = explain_lesson(lesson(Taught.LEARNED, 0.7, day=1.54, age=0.88, place=1.01))
    assert "1,000 judged pairs (235 one person, 765 two people)" in notice.sentence
    assert "age × 0.88, day × 1.54, other candidates of the same records, 0.70" in notice.sentence
    assert "place" not in notice.sentence


def test_judgements_that_change_little_say_so() -> None:
    (notice,) = explain_lesson(lesson(Taught.LEARNED))
    assert "nothing by more than a twentieth" in notice.sentence


def test_one_sided_judgements_say_why_they_taught_nothing() -> None:
    (notice,) = explain_lesson(lesson(Taught.ONE_SIDED))
    assert "taught nothing about other pairs: fewer than 20 of one kind" in notice.sentence


def test_few_judgements_or_none_are_no_notice() -> None:
    assert explain_lesson(lesson(Taught.TOO_FEW)) == explain_lesson(None) == []
