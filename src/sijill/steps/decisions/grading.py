"""Grade: a person sets the grade of an incident, with a reason, in place of the source's own."""

from sijill.ledger.entries.entry import Entry
from sijill.model.codes import EvidenceGrade
from sijill.model.errors import DecisionError
from sijill.model.records.record import IncidentRecord
from sijill.model.settings.codebook import load_codebook
from sijill.official.lines import actor_id
from sijill.register.events import AssessmentEntry
from sijill.register.register import replay
from sijill.steps.case.incidents import counted_list, grading_book, suggested_grades
from sijill.steps.decisions.judge import find_standing
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase

SECOND = "second"
"""The role of a second reader, whose grade is shown beside the first and replaces nothing."""


def grade(
    case: OpenCase, incident_id: str, new_grade: EvidenceGrade, reason: str, *, role: str = ""
) -> Entry:
    """Set the grade of an incident, with a reason.

    The entry keeps the version of the rules, and what they suggested at the last build.

    Raises DecisionError if there is no such incident, it is withdrawn, or a second reader is the
    first.
    """
    entries = list(case.ledger.entries())
    register = replay(entries)
    if not isinstance(find_standing(register, incident_id), IncidentRecord):
        raise DecisionError(f"{incident_id} is no incident.")
    first = register.decisions.assessments.get(incident_id)
    if role and first is not None and first.decided.author == case.author.name:
        raise DecisionError(
            f"{case.author.name} graded {incident_id} first (entry {first.decided.entry}); a "
            "second reader is somebody else. Name them with --author."
        )
    graded = AssessmentEntry(
        new_grade.value,
        reason,
        load_codebook().version,
        suggested_grades(case.workspace).get(incident_id, ""),
        grading_book(register.case).version,
        role,
    )
    return append_decision(case, entries, graded.draft(incident_id))


def cautions(case: OpenCase, incident_id: str) -> tuple[str, ...]:
    """Why a grade changes no total, in sentences; none for what is no incident.

    Raises CaseError if the case compares a list of incidents that is not there.
    """
    register = replay(case.ledger.entries())
    incidents = register.active(IncidentRecord)
    event, comparison = incidents.get(incident_id), register.case.comparison
    if event is None:
        return ()
    counted = counted_list(register, incidents.values())
    told: list[str] = []
    if counted and event.head.source != counted:
        told.append(
            f"the incidents of {counted} are counted, and {incident_id} is none of them: its grade "
            "bears on a total only where it was found to be the same incident as one of these. "
            "What is counted stands under [comparison] in case.toml"
        )
    parties = {actor_id(name, register.case) for name in event.actors}
    if comparison is not None and comparison.actor not in parties:
        told.append(
            f"{incident_id} does not name {comparison.actor}, whose incidents are compared, and is "
            "in no total of them"
        )
    return tuple(told)
