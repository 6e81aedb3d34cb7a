"""What a record says of a person beside name, sex, age, day and place, as facts to show."""

from collections.abc import Iterator

from sijill.model.codes import CauseOfDeath
from sijill.model.records.field_work import RecoveryDetails
from sijill.model.records.record import (
    IncidentRecord,
    PersonRecord,
    Record,
    RemainsRecord,
    TestimonyRecord,
)
from sijill.model.values.personal import PersonalDetails
from sijill.model.vocabulary import label
from sijill.publication.wording import if_known


def personal_facts(record: Record) -> list[tuple[str, str]]:
    """Pairs of a title and a value, those that the record gives; and the case's own fields."""
    facts: list[tuple[str, str]] = []
    match record:
        case PersonRecord() | RemainsRecord():
            facts += _details(record.personal)
            facts += _cause(record.cause, record.cause_of_death)
            if isinstance(record, RemainsRecord):
                facts += _facts_of_recovery(record.recovery)
                if record.identified_by:
                    facts.append(("Identified by", record.identified_by))
        case TestimonyRecord():
            facts += _allowed(record)
        case IncidentRecord():
            facts += _cause("", record.cause_of_death)
    if isinstance(record, PersonRecord | IncidentRecord) and record.time_of_day is not None:
        facts.append(("Time of day", str(record.time_of_day)))
    if isinstance(record, PersonRecord) and record.status_said_by:
        facts.append(("Civilian status said by", record.status_said_by))
    facts += [(field.title, field.text) for field in record.head.extra if field.text]
    return facts


def _facts_of_recovery(details: RecoveryDetails) -> Iterator[tuple[str, str]]:
    """What lay there, and three causes that stand apart: seen, told, and found by a doctor."""
    apparent = details.apparent_cause
    given = (
        (
            "Condition",
            ", ".join(label("remains_condition", condition) for condition in details.conditions),
        ),
        ("Parts that are there", "; ".join(details.elements)),
        ("Apparent cause", label("apparent_cause", apparent) if apparent else ""),
        ("Cause as it was told", details.stated_cause),
        ("Cause that a doctor found", details.forensic_cause),
    )
    return ((title, value) for title, value in given if value)


def _allowed(record: TestimonyRecord) -> Iterator[tuple[str, str]]:
    """What the witness answered about publication, and the uses that the list asks about."""
    yield "Consent to be quoted", label("consent_state", record.may_quote)
    if record.uses is not None:
        named = ", ".join(label("consent_use", use) for use in sorted(record.uses))
        yield "Uses that are allowed", named or "none"


def _details(details: PersonalDetails) -> Iterator[tuple[str, str]]:
    titled = (
        ("Born", if_known(details.date_of_birth)),
        ("Identity number", ", ".join(map(str, details.identity_numbers))),
        ("Father", details.father_name.written),
        ("Mother", details.mother_name.written),
        ("Family name", details.family_name.written),
        ("Family group", details.family_group),
        ("Relatives", details.kin),
        ("Nationality", details.nationality),
        ("Papers", ", ".join(details.documents)),
        ("Occupation", details.occupation),
        (
            "Counted among",
            ", ".join(label("victim_category", category) for category in details.categories),
        ),
    )
    return ((title, value) for title, value in titled if value)


def _cause(words: str, code: CauseOfDeath) -> Iterator[tuple[str, str]]:
    if words:
        yield "Cause", words
    if code is not CauseOfDeath.UNKNOWN:
        yield "Cause of death, coded", label("cause_of_death", code)
