"""Match: a person says which incident an official line is about, or that it is about none recorded.

The decision outweighs the list's key, a printed code and every score, and can be taken back.
"""

from sijill.ledger.entries.entry import Entry
from sijill.model.errors import DecisionError
from sijill.model.records.record import DeterminationRecord, IncidentRecord
from sijill.model.settings.codebook import load_codebook
from sijill.official.release_text import read_release
from sijill.register.events import MatchEntry
from sijill.register.register import replay
from sijill.steps.decisions.judge import far_apart, find_standing, undo
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase


def tie(case: OpenCase, determination: str, incident: str, reason: str) -> Entry:
    """Tie a determination to an incident; an empty incident unties it from all.

    Raises:
        DecisionError: if there is no such determination or incident, or no reason is given.
    """
    entries = list(case.ledger.entries())
    register = replay(entries)
    if not isinstance(find_standing(register, determination), DeterminationRecord):
        raise DecisionError(f"{determination} is no official determination.")
    if incident and not isinstance(find_standing(register, incident), IncidentRecord):
        raise DecisionError(f"{incident} is no incident.")
    if not reason.strip():
        raise DecisionError("a match needs a reason: say what it rests on with --reason.")
    entry = MatchEntry(incident, reason, load_codebook().version)
    return append_decision(
        case, entries, entry.draft(determination, over=(incident,) if incident else ())
    )


def cautions(case: OpenCase, determination: str, incident: str) -> tuple[str, ...]:
    """What speaks against a tie that was made, in sentences: other days, another party.

    The tie stands; whoever mistook one code for another sees it here and takes it back.
    """
    register = replay(case.ledger.entries())
    line, event = register.records.get(determination), register.records.get(incident)
    if not isinstance(line, DeterminationRecord) or not isinstance(event, IncidentRecord):
        return ()
    line = read_release(line)
    objections: list[str] = []
    if words := far_apart(line, event):
        objections.append(words)
    party = register.case.id_of(line.actor)
    if party and event.actors and party not in {register.case.id_of(a) for a in event.actors}:
        objections.append(
            f"{incident} does not name {line.actor}, whose line this is: in a comparison with that "
            "party it is in no total, and neither is the line"
        )
    return tuple(objections)


def take_back(case: OpenCase, determination: str, reason: str) -> Entry:
    """Take back what was decided about a determination's incident.

    Raises:
        DecisionError: if nothing that holds was decided about it.
    """
    tied = replay(case.ledger.entries()).decisions.ties.get(determination)
    if tied is None:
        raise DecisionError(f"nothing was decided about the incident of {determination}.")
    return undo(case, tied.decided.entry, reason)
