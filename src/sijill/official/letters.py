"""Letters that ask a party for its view before publication, and whether it answered in time.

A letter is answered by another that names it, or on the day that its own row tells. Words about an
answer that no day goes with ("no reply yet") are shown and settle nothing. Without an answer the
clock runs to the day up to which one was asked for. A day that is known only as an interval counts
as late only where all of it is late.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sijill.model.records.record import LetterRecord
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval


class LetterState(StrEnum):
    """Where a letter stands on a day."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered late"
    AWAITED = "answer awaited"
    OVERDUE = "answer overdue"
    NO_DEADLINE = "no answer, and no day was set"
    NOT_SENT = "not sent, or on no known day"


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """One letter that is no answer, its answers, and the clock.

    ``days`` count from the letter to its first answer, or until the day set (``AWAITED``), or since
    it (``OVERDUE``); unknown where a day is unknown.
    """

    letter: LetterRecord
    state: LetterState
    days: int | None = None
    answers: tuple[LetterRecord, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether an answer is on record, in a letter of its own or in this one's row."""
        return self.state in (LetterState.ANSWERED, LetterState.ANSWERED_LATE)

    @property
    def answered(self) -> DateInterval:
        """When the first answer was given; unknown without one."""
        return _first_answer(self.letter, self.answers)


def letter_standings(letters: Iterable[LetterRecord], on: date) -> tuple[LetterStanding, ...]:
    """Every letter that is no answer, in the order of sending.

    Args:
        letters: letters and answers.
        on: the day on which the clock is read.
    """
    held = {letter.head.id: letter for letter in letters}
    answers: dict[str, list[LetterRecord]] = defaultdict(list)
    for letter in held.values():
        if letter.answers:
            answers[letter.answers].append(letter)
    asked = [letter for letter in held.values() if not letter.answers]
    return tuple(
        _standing(letter, sorted(answers[letter.head.id], key=_order), on)
        for letter in sorted(asked, key=_order)
    )


def _order(letter: LetterRecord) -> tuple[date, str]:
    return (letter.sent.earliest or date.max, letter.head.id)


def _standing(letter: LetterRecord, answers: list[LetterRecord], on: date) -> LetterStanding:
    sent, until = letter.sent.earliest, letter.answer_by.latest
    given = [answer for answer in answers if not _is_later(answer.sent, on)]
    if given or (letter.answered.is_known and not _is_later(letter.answered, on)):
        answered = _first_answer(letter, given).earliest
        is_late = until is not None and answered is not None and answered > until
        state = LetterState.ANSWERED_LATE if is_late else LetterState.ANSWERED
        days = (answered - sent).days if answered is not None and sent is not None else None
        return LetterStanding(letter, state, days, tuple(given))
    if sent is None or sent > on:
        return LetterStanding(letter, LetterState.NOT_SENT)
    if until is None:
        return LetterStanding(letter, LetterState.NO_DEADLINE)
    if on > until:
        return LetterStanding(letter, LetterState.OVERDUE, (on - until).days)
    return LetterStanding(letter, LetterState.AWAITED, (until - on).days)


def _is_later(day: DateInterval, on: date) -> bool:
    """Whether an answer was not there yet on the day on which the clock is read."""
    return day.earliest is not None and day.earliest > on


def _first_answer(letter: LetterRecord, answers: Sequence[LetterRecord]) -> DateInterval:
    """The day of the earliest answer that is told, of letters or by the letter's own row."""
    days = [*(answer.sent for answer in answers[:1]), letter.answered]
    known = [day for day in days if day.earliest is not None]
    return min(known, key=lambda day: day.earliest or date.max, default=UNKNOWN_DATE)
