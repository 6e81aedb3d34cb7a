"""Match: a person says which incident an official line is about, or that it is about none recorded.

The decision outweighs the list's key, a printed code and every score, and can be taken back.
"""

from sijill.ledger.entries.entry import Entry
from sijill.model.errors import DecisionError
from sijill.model.records.record import DeterminationRecord, IncidentRecord
from sijill.model.settings.codebook import load_codebook
from sijill.register.events import MatchEntry
from sijill.register.register import replay
from sijill.steps.decisions.judge import find_record, undo
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase


def tie(case: OpenCase, determination: str, incident: str, reason: str) -> Entry:
    """Tie a determination to an incident; an empty incident unties it from all.

    Raises:
        DecisionError: if there is no such determination or incident, or no reason is given.
    """
    register = replay(case.ledger.entries())
    if not isinstance(find_record(register, determination), DeterminationRecord):
        raise DecisionError(f"{determination} is no official determination.")
    if incident and not isinstance(find_record(register, incident), IncidentRecord):
        raise DecisionError(f"{incident} is no incident.")
    if not reason.strip():
        raise DecisionError("a match needs a reason: say what it rests on with --reason.")
    entry = MatchEntry(incident, reason, load_codebook().version)
    return append_decision(case, entry.draft(determination, over=(incident,) if incident else ()))


def take_back(case: OpenCase, determination: str, reason: str) -> Entry:
    """Take back what was decided about a determination's incident.

    Raises:
        DecisionError: if nothing that holds was decided about it.
    """
    tied = replay(case.ledger.entries()).decisions.ties.get(determination)
    if tied is None:
        raise DecisionError(f"nothing was decided about the incident of {determination}.")
    return undo(case, tied.decided.entry, reason)
