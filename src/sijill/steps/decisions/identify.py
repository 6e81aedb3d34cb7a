"""Identify: a person's decision whose body it is enters the ledger, signed.

From preliminary on, the two records count as one person at the next build; a hypothesis is a lead
that is shown and joins nothing. Whoever decides says by what the identity was established and who
established it. Recognition by sight alone is written down as what it is and never as confirmed:
families and teams have taken one body for another (INTERPOL DVI Guide, visual identification).
"""

from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.linkage.clustering.clusters import Constraints, contradictions
from sijill.model.codes import IdentificationMethod, IdentificationStatus
from sijill.model.errors import DecisionError
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.register.events import IdentificationEntry
from sijill.register.register import Register, replay
from sijill.steps.case.link import constraints_of
from sijill.steps.decisions.judge import find_record
from sijill.steps.open_case import OpenCase

STATUSES = (
    IdentificationStatus.HYPOTHESIS,
    IdentificationStatus.PRELIMINARY,
    IdentificationStatus.CONFIRMED_BOARD,
)
"""How sure an identity can be; the other codes say that there is none, or where the body went."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what an identification rests. ``by`` is who identified the body, empty if nobody said."""

    method: IdentificationMethod
    status: IdentificationStatus
    reason: str
    by: str = ""


def identify(case: OpenCase, remains_id: str, person_id: str, grounds: Grounds) -> Entry:
    """Decide that a body is a person's. A later decision about the body replaces it.

    Raises:
        DecisionError: if these are no records of remains and of a person, the status says nothing
            about an identity, sight alone is said to confirm one, or an earlier judgement says
            that the records are not one person.
    """
    register = replay(case.ledger.entries())
    for record_id, kind, name in (
        (remains_id, RemainsRecord, "remains"),
        (person_id, PersonRecord, "a person"),
    ):
        if not isinstance(find_record(register, record_id), kind):
            raise DecisionError(f"{record_id} is no record of {name}. Name the body first.")
        if record_id in register.decisions.withdrawals:
            raise DecisionError(f"{record_id} is withdrawn; it can be identified no more.")
    if grounds.status not in STATUSES:
        raise DecisionError(
            f"{grounds.status} does not say how sure an identity is; use {', '.join(STATUSES)}. An "
            "identification is taken back with: sijill judge --undo"
        )
    if grounds.method.is_recognition and grounds.status is IdentificationStatus.CONFIRMED_BOARD:
        raise DecisionError(
            "recognition by sight does not confirm an identity. Write preliminary, or name the "
            "method on which the board decided."
        )
    _check_contradiction(register, remains_id, person_id, grounds)
    identified = IdentificationEntry(grounds.method, grounds.status, grounds.reason, grounds.by)
    return case.append_one(identified.draft(remains_id, over=(person_id,)))


def _check_contradiction(
    register: Register, remains_id: str, person_id: str, grounds: Grounds
) -> None:
    """Refuse what would make one person of records that were judged different."""
    if grounds.status is IdentificationStatus.HYPOTHESIS:
        return
    held = constraints_of(register)
    replaced = register.decisions.identifications.get(remains_id)
    same = held.same - ({replaced.pair} if replaced else set())
    left, right = sorted((remains_id, person_id))
    clash = contradictions(Constraints(same | {(left, right)}, held.different))
    if clash:
        raise DecisionError(
            f"this contradicts an earlier judgement: {clash[0][0]} and {clash[0][1]} were judged "
            "different, and would become one person. Take that back first with: "
            "sijill judge --undo --entry ENTRY"
        )
