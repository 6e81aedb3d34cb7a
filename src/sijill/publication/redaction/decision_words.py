"""Decisions about whoever is withheld, without the words that people typed into them.

A reason often names the person, a correction is the name itself, and the log of a body says who
holds it. What was decided, by whom and when, stays, and so do ids and numbers.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from sijill.model.decisions.decision import (
    Assessment,
    ClaimReading,
    Consent,
    Correction,
    Identification,
    Judgement,
    LineTie,
    Withdrawal,
)
from sijill.model.decisions.field_work import Examination, Presence
from sijill.register.decided import Decisions
from sijill.register.standing.conflicts import Conflict, Side

WITHHELD_WORDS = "words withheld"
Key = TypeVar("Key")
AboutRecords = TypeVar(
    "AboutRecords",
    Assessment,
    ClaimReading,
    Consent,
    Correction,
    Examination,
    Identification,
    Judgement,
    LineTie,
    Presence,
    Withdrawal,
)


def without_words(decisions: Decisions, hidden: Collection[str]) -> Decisions:
    """The decisions as they may be shown, where these records are withheld."""
    if not hidden:
        return decisions

    def shown(kept: Mapping[Key, AboutRecords]) -> dict[Key, AboutRecords]:
        return {key: _shown(decision, hidden) for key, decision in kept.items()}

    return replace(
        decisions,
        judgements=shown(decisions.judgements),
        assessments=shown(decisions.assessments),
        identifications=shown(decisions.identifications),
        consents=shown(decisions.consents),
        corrections=shown(decisions.corrections),
        withdrawals=shown(decisions.withdrawals),
        withdrawn_lists=shown(decisions.withdrawn_lists),
        second_readings=shown(decisions.second_readings),
        claims=shown(decisions.claims),
        ties=shown(decisions.ties),
        examinations=shown(decisions.examinations),
        gradings={
            incident: tuple(_shown(grading, hidden) for grading in gradings)
            for incident, gradings in decisions.gradings.items()
        },
        presences={
            remains: tuple(_shown(presence, hidden) for presence in log)
            for remains, log in decisions.presences.items()
        },
        conflicts=tuple(_shown_conflict(conflict, hidden) for conflict in decisions.conflicts),
    )


def _shown(decision: AboutRecords, hidden: Collection[str]) -> AboutRecords:
    if not any(subject in hidden for subject in decision.subjects):
        return decision
    match decision:
        case Correction():
            return replace(decision, value=WITHHELD_WORDS, reason=WITHHELD_WORDS)
        case Identification():
            return replace(decision, by="", members=(), reason=WITHHELD_WORDS)
        case Presence():
            return replace(
                decision, holder=WITHHELD_WORDS, place=WITHHELD_WORDS, reason=WITHHELD_WORDS
            )
        case Examination():
            return replace(decision, by="", reason=WITHHELD_WORDS)
    return replace(decision, reason=WITHHELD_WORDS)


def _shown_conflict(conflict: Conflict, hidden: Collection[str]) -> Conflict:
    if not any(subject in hidden for subject in conflict.subjects):
        return conflict
    return replace(
        conflict, sides=tuple(Side(WITHHELD_WORDS, side.decided) for side in conflict.sides)
    )
