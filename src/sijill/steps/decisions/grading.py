"""Grade: a person sets the grade of an incident, with a reason, in place of the source's own."""

from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.model.codes import EvidenceGrade
from sijill.model.errors import DecisionError
from sijill.model.records.record import IncidentRecord
from sijill.model.settings.codebook import load_codebook
from sijill.register.events import AssessmentEntry
from sijill.register.register import Register, replay
from sijill.steps.case.incidents import counted_list, grading_book, suggested_grades
from sijill.steps.decisions.judge import find_standing
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase

SECOND = "second"
"""The role of a second reader, whose grade is shown beside the first and replaces nothing."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The entry of a grade, and why it changes no total, in sentences."""

    entry: Entry
    cautions: tuple[str, ...]


def grade(
    case: OpenCase, incident_id: str, new_grade: EvidenceGrade, reason: str, *, role: str = ""
) -> Graded:
    """Set the grade of an incident, with a reason.

    The entry keeps the version of the rules, and what they suggested at the last build.

    Raises:
        DecisionError: if there is no such incident, it is withdrawn, or a second reader is the
            first.
        CaseError: if the case compares a list of incidents that is not there.
    """
    entries = list(case.ledger.entries())
    register = replay(entries)
    incident = find_standing(register, incident_id)
    if not isinstance(incident, IncidentRecord):
        raise DecisionError(f"{incident_id} is no incident.")
    cautions = _cautions(register, incident)
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
    return Graded(append_decision(case, entries, graded.draft(incident_id)), cautions)


def _cautions(register: Register, incident: IncidentRecord) -> tuple[str, ...]:
    identity, comparison = incident.head.id, register.case.comparison
    counted = counted_list(register, register.active(IncidentRecord).values())
    sentences: list[str] = []
    if counted and incident.head.source != counted:
        sentences.append(
            f"the incidents of {counted} are counted, and {identity} is none of them: its grade "
            "bears on a total only where it was found to be the same incident as one of these. "
            "What is counted stands under [comparison] in case.toml"
        )
    parties = {register.case.id_of(name) for name in incident.actors}
    if comparison is not None and comparison.actor not in parties:
        sentences.append(
            f"{identity} does not name {comparison.actor}, whose incidents are compared, and is "
            "in no total of them"
        )
    return tuple(sentences)
