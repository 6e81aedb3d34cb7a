"""Letters that ask a party for its view, on the clock."""

from datetime import date, timedelta

import pytest

from made_records import head_of
from sijill.model.records.record import LetterRecord
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.official.letters import LetterState, letter_standings

SENT, UNTIL = date(2031, 6, 1), date(2031, 6, 15)


def _letter(
    row: int, sent: date | None = SENT, until: date | None = None, answers: str = ""
) -> LetterRecord:
    return LetterRecord(
        head_of(f"letters:{row}"),
        sender="The recorders",
        addressee="The Alliance",
        sent=DateInterval.on(sent) if sent else UNKNOWN_DATE,
        answer_by=DateInterval.on(until) if until else UNKNOWN_DATE,
        answers=answers,
    )


@pytest.mark.parametrize(
    ("on", "state", "days"),
    [
        (SENT - timedelta(1), LetterState.NOT_SENT, None),
        (SENT, LetterState.AWAITED, 14),
        (UNTIL, LetterState.AWAITED, 0),
        (UNTIL + timedelta(1), LetterState.OVERDUE, 1),
    ],
)
def test_without_an_answer_the_clock_runs_to_the_day_that_was_set(
    on: date, state: LetterState, days: int | None
) -> None:
    (one,) = letter_standings([_letter(1, until=UNTIL)], on)
    assert (one.state, one.days, one.answers) == (state, days, ())


@pytest.mark.parametrize(
    ("answered", "state", "days"),
    [
        (UNTIL, LetterState.ANSWERED, 14),
        (UNTIL + timedelta(3), LetterState.ANSWERED_LATE, 17),
        (None, LetterState.ANSWERED, None),
    ],
)
def test_an_answer_stops_the_clock(
    answered: date | None, state: LetterState, days: int | None
) -> None:
    letters = [_letter(1, until=UNTIL), _letter(2, answered, answers="letters:1")]
    (one,) = letter_standings(letters, date(2031, 9, 1))
    assert (one.state, one.days) == (state, days)
    assert [each.head.id for each in one.answers] == ["letters:2"]


def test_an_answer_of_a_later_day_is_not_there_yet() -> None:
    letters = [_letter(1, until=UNTIL), _letter(2, UNTIL, answers="letters:1")]
    (one,) = letter_standings(letters, UNTIL - timedelta(2))
    assert (one.state, one.days, one.answers) == (LetterState.AWAITED, 2, ())


def test_a_letter_without_a_day_has_no_clock() -> None:
    unset, undated = letter_standings([_letter(2, None), _letter(1)], date(2031, 9, 1))
    assert (unset.state, unset.days) == (LetterState.NO_DEADLINE, None)
    assert undated.state is LetterState.NOT_SENT


def test_an_answer_to_a_letter_that_is_not_on_record_is_no_letter_of_its_own() -> None:
    assert letter_standings([_letter(2, answers="letters:1")], SENT) == ()


def test_the_first_of_several_answers_counts() -> None:
    letters = [
        _letter(1, until=UNTIL),
        _letter(3, UNTIL + timedelta(9), answers="letters:1"),
        _letter(2, UNTIL - timedelta(1), answers="letters:1"),
    ]
    (one,) = letter_standings(letters, date(2031, 9, 1))
    assert (one.state, one.days) == (LetterState.ANSWERED, 13)
    assert [each.head.id for each in one.answers] == ["letters:2", "letters:3"]
