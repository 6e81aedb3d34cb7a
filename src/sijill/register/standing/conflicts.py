"""Questions that two devices answered differently without knowing of each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.model.decisions.decision import (
    Assessment,
    ClaimReading,
    Consent,
    Correction,
    Decided,
    Identification,
    Judgement,
    LineTie,
)
from sijill.model.decisions.field_work import Examination, SiteDecision
from sijill.register.statements import Statement


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers that contradict each other, and who gave it."""

    answer: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that devices answered differently without knowing of each other."""

    about: str
    sides: tuple[Side, ...]
    subjects: tuple[str, ...] = ()
    """The ids that it is about."""

    def __str__(self) -> str:
        """A sentence for whoever must decide again."""
        answers = "; ".join(
            f"{side.answer} ({side.decided.author}, entry {side.decided.entry})"
            for side in self.sides
        )
        return f"Decided differently: {self.about}: {answers}. Neither counts; decide it again."


def conflict_of(live: Sequence[Statement]) -> Conflict:
    """The conflict of answers to one question."""
    match live[0]:
        case Judgement(left, right):
            about = f"whether {left} and {right} are one person"
        case Assessment(incident):
            about = f"the grade of {incident}"
        case Identification(remains):
            about = f"whose body {remains} is"
        case Consent(subject, use, recipient):
            about = f"consent of {subject} to {use.value}{recipient and f' ({recipient})'}"
        case Correction(record, name):
            about = f"{name} of {record}"
        case ClaimReading(subject):
            about = f"what {subject} claims"
        case LineTie(determination):
            about = f"which incident {determination} is about"
        case SiteDecision(site):
            about = f"whether a team may work at {site}"
        case Examination(remains, item):
            about = f"the examination of {remains}, {item.value}"
    sides = tuple(Side(answer_of(statement), statement.decided) for statement in live)
    return Conflict(about, sides, live[0].subjects)


def answer_of(statement: Statement) -> str:
    """What a statement answers its question with, in a word or two."""
    match statement:
        case Judgement():
            return statement.decision.value
        case Assessment():
            return statement.grade
        case Identification():
            return f"{statement.person}, {statement.status.value}"
        case Consent():
            return statement.state.value
        case ClaimReading():
            return ", ".join((str(statement.number), *statement.parts.values()))
        case LineTie():
            return statement.incident or "none of those recorded"
        case SiteDecision() | Examination():
            return statement.state.value
    return statement.value
