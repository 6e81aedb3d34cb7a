"""Identify: a person's decision whose body it is enters the ledger, signed.

From preliminary on, the two records count as one person at the next build; a hypothesis is a lead
that is shown and joins nothing. Whoever decides says by what the identity was established and who
established it. A board confirms by a primary method (friction ridge, dental, DNA), or by several
secondary ones together. Recognition by sight alone is a lead, a hypothesis, and never more:
families and teams have taken one body for another (INTERPOL DVI Guide, visual identification).
"""

from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.linkage.clustering.clusters import Constraints, contradictions
from sijill.model.codes import IdentificationMethod, IdentificationStatus
from sijill.model.errors import DecisionError
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.recovery_codes import Completeness, MethodClass
from sijill.register.events import IdentificationEntry
from sijill.register.register import Register, replay
from sijill.remains.elements import completeness
from sijill.remains.individuals import BODY
from sijill.steps.case.link import constraints_of
from sijill.steps.decisions.judge import find_standing
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase

STATUSES = (
    IdentificationStatus.HYPOTHESIS,
    IdentificationStatus.PRELIMINARY,
    IdentificationStatus.CONFIRMED_BOARD,
)
"""How sure an identity can be; the other codes say that there is none, or where the body went."""


LEAST_SECONDARY = 2
"""So many secondary methods together can convince a board."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what an identification rests.

    ``by`` is who identified the body, ``members`` who sat on the board; empty if nobody said.
    ``methods`` support the main one, or are those that are combined.
    """

    method: IdentificationMethod
    status: IdentificationStatus
    reason: str
    by: str = ""
    methods: tuple[IdentificationMethod, ...] = ()
    members: tuple[str, ...] = ()


def identify(case: OpenCase, remains_id: str, person_id: str, grounds: Grounds) -> Entry:
    """Decide that a body is a person's. A later decision about the body replaces it.

    Raises:
        DecisionError: if these are no records of remains and of a person, the status says nothing
            about an identity, sight alone is said to confirm one, nobody is named who decided on
            a board, another body is already that person's, or an earlier judgement says that the
            records are not one person.
    """
    entries = list(case.ledger.entries())
    register = replay(entries)
    for record_id, kind, name in (
        (remains_id, RemainsRecord, "remains"),
        (person_id, PersonRecord, "a person"),
    ):
        if not isinstance(find_standing(register, record_id), kind):
            raise DecisionError(f"{record_id} is no record of {name}. Name the body first.")
    if grounds.status not in STATUSES:
        raise DecisionError(
            f"{grounds.status} does not say how sure an identity is; use {', '.join(STATUSES)}. An "
            "identification is taken back with: sijill judge --undo"
        )
    refused = (
        too_weak(grounds)
        or why_no_board(grounds)
        or _why_two_bodies(register, remains_id, person_id, grounds)
    )
    if refused:
        raise DecisionError(refused)
    _check_contradiction(register, remains_id, person_id, grounds)
    identified = IdentificationEntry(
        grounds.method,
        grounds.status,
        grounds.reason,
        grounds.by,
        grounds.methods,
        tuple(filter(None, map(str.strip, grounds.members))),
    )
    return append_decision(case, entries, identified.draft(remains_id, over=(person_id,)))


def too_weak(grounds: Grounds) -> str:
    """Why the methods do not bear the status, as a sentence; empty if they do."""
    if grounds.status is IdentificationStatus.HYPOTHESIS:
        return ""
    named = {grounds.method, *grounds.methods} - {IdentificationMethod.COMBINED}
    classes = {method.bearing for method in named}
    if MethodClass.PRIMARY in classes:
        return ""
    if named and classes == {MethodClass.VISUAL}:
        return (
            "recognition by sight does not confirm an identity, nor does it join a body and a "
            "person. Write hypothesis, or name the method on which the board decided."
        )
    if grounds.status is not IdentificationStatus.CONFIRMED_BOARD:
        return ""
    secondary = [method for method in named if method.bearing is MethodClass.SECONDARY]
    if len(secondary) >= LEAST_SECONDARY:
        return ""
    return (
        f"{grounds.method} alone does not confirm an identity: it is no primary method "
        "(friction_ridge, dental, dna). Write preliminary, or name with --also what supports it: "
        f"a board needs a primary method, or {LEAST_SECONDARY} secondary ones together."
    )


def why_no_board(grounds: Grounds) -> str:
    """Why nobody knows who confirmed an identity, as a sentence; empty if somebody is named."""
    if grounds.status is not IdentificationStatus.CONFIRMED_BOARD:
        return ""
    if grounds.by.strip() or any(map(str.strip, grounds.members)):
        return ""
    return (
        "a board confirms an identity, and nobody is named who decided. Name the board with --by, "
        "or everybody who sat on it with --member."
    )


def _why_two_bodies(register: Register, remains_id: str, person_id: str, grounds: Grounds) -> str:
    """Why a body cannot be that person's as well, as a sentence.

    Parts may be of one body, and so may two that are incomplete; nothing belongs to a complete one
    that is itself a body.
    """
    if grounds.status is IdentificationStatus.HYPOTHESIS:
        return ""
    remains = register.active(RemainsRecord)
    completeness = _completeness(remains.get(remains_id))
    for other, decided in register.decisions.identifications.items():
        is_same = other != remains_id and decided.joins and decided.person == person_id
        both = {completeness, _completeness(remains.get(other))}
        if is_same and Completeness.COMPLETE in both and both <= {*BODY}:
            return (
                f"{other} was identified as {person_id} (entry {decided.decided.entry}), and both "
                "are bodies, not parts of one: one of the two is somebody else's. If the earlier "
                "one was wrong, take it back first with: sijill judge --undo --entry "
                f"{decided.decided.entry}"
            )
    return ""


def _completeness(record: RemainsRecord | None) -> Completeness | None:
    return completeness(record) if record is not None else None


def _check_contradiction(
    register: Register, remains_id: str, person_id: str, grounds: Grounds
) -> None:
    """Refuse what would make one person of records that were judged different."""
    if grounds.status is IdentificationStatus.HYPOTHESIS:
        return
    constraints = constraints_of(register)
    replaced = register.decisions.identifications.get(remains_id)
    same = constraints.same - ({replaced.pair} if replaced else set())
    left, right = sorted((remains_id, person_id))
    clash = contradictions(Constraints(same | {(left, right)}, constraints.different))
    if clash:
        raise DecisionError(
            f"this contradicts an earlier judgement: {clash[0][0]} and {clash[0][1]} were judged "
            "different, and would become one person. Take that back first with: "
            "sijill judge --undo --entry ENTRY"
        )
