"""Withdraw: a record, or a whole list, counts no longer; it stays on record as withdrawn.

A list comes into the register by its mapping and stays when the mapping goes, for nothing that was
received is lost. Where it should never have counted (its id was mistyped and it came in twice, its
keeper took it back) a person withdraws it: none of its records counts, whenever it came in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.model.codes import CorrectionKind
from sijill.model.errors import DecisionError
from sijill.register.events import WithdrawalEntry
from sijill.register.register import Register, replay
from sijill.steps.decisions.consent import keep_withheld
from sijill.steps.decisions.judge import find_record
from sijill.steps.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The entry, and what goes with it.

    Attributes:
        entry: that the record or the list is withdrawn.
        kind: why.
        records: how many records count no longer.
        decided: of a list, how many decisions about its records have no effect any more.
        withheld: records of the same persons, which are withheld by themselves from now on.
    """

    entry: Entry
    kind: CorrectionKind
    records: int
    decided: int
    withheld: tuple[str, ...]


def withdraw(case: OpenCase, subject: str, kind: CorrectionKind | None, reason: str) -> Withdrawn:
    """Let a record, or every record of a list, count no longer.

    Args:
        case: the case.
        subject: the id of the record or of the list.
        kind: why; where none is given, a record is of somebody who is not dead, and a list is an
            error of whoever entered it.
        reason: in words.

    Raises:
        DecisionError: if there is none of that id, it is withdrawn already, or a whole list is said
            to be one person who is alive.
    """
    register = replay(case.ledger.entries())
    is_list = subject in register.mappings
    why = kind or (CorrectionKind.ERROR_OF_RECORDER if is_list else CorrectionKind.NOT_DEAD)
    if is_list and why is CorrectionKind.NOT_DEAD:
        raise DecisionError(
            f"{subject} is a whole list, and {why} is about one person: withdraw the record, or "
            "say with --kind why the list counts no longer."
        )
    if not is_list:
        find_record(register, subject)
    decisions = register.decisions
    known = decisions.withdrawn_lists.get(subject) or decisions.withdrawal_of(subject)
    if known is not None:
        raise DecisionError(f"{subject} is withdrawn already (entry {known.decided.entry}).")
    leaving = _counted(register, subject) if is_list else (subject,)
    kept = keep_withheld(case, leaving, "withdrawn")
    entry = case.append_one(WithdrawalEntry(why, reason).draft(subject))
    decided = _decided(register, leaving) if is_list else 0
    return Withdrawn(entry, why, len(leaving), decided, tuple(one.subject for one in kept))


def _counted(register: Register, source: str) -> tuple[str, ...]:
    """The records of a list that were not withdrawn one by one."""
    return tuple(
        identity
        for identity, record in register.records.items()
        if record.head.source == source and register.decisions.withdrawal_of(identity) is None
    )


def _decided(register: Register, records: Iterable[str]) -> int:
    """How many decisions that stand are about one of the records."""
    about = set(records)
    said = (statement.subjects for statement in register.decisions.statements())
    return sum(not about.isdisjoint(subjects) for subjects in said)
