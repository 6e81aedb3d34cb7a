"""An incident's range rises to the names, and only its upper end."""

from sijill.incidents.ranges import settle_incidents
from sijill.model.codes import EvidenceGrade, Harm
from sijill.model.records.record import Group, Head, IncidentRecord, Locator, PersonRecord
from sijill.model.values.counts import CountRange


def _head(record_id: str) -> Head:
    source, _, row = record_id.partition(":")
    return Head(record_id, source, Locator(f"{source}.csv", "0" * 64, "", int(row)))


def _incident(killed: CountRange | None) -> IncidentRecord:
    groups = {Group.CIVILIANS: killed} if killed else {}
    return IncidentRecord(_head("monitor:1"), grade=EvidenceGrade.FAIR, killed=groups)


def _named(number: int, harm: Harm = Harm.KILLED) -> list[PersonRecord]:
    return [
        PersonRecord(_head(f"victims:{row}"), harm=harm, incident="monitor:1")
        for row in range(2, 2 + number)
    ]


def test_more_names_than_the_maximum_raise_it() -> None:
    incident = settle_incidents([_incident(CountRange(2, 4))], _named(6), {})["monitor:1"]
    assert incident.stated == CountRange(2, 4)
    assert incident.killed == CountRange(2, 6)
    assert len(incident.listed) == 6


def test_the_injured_do_not_raise_it() -> None:
    injured = _named(6, Harm.INJURED)
    assert settle_incidents([_incident(CountRange(2, 4))], injured, {})[
        "monitor:1"
    ].killed == CountRange(2, 4)


def test_an_unknown_number_stays_unknown() -> None:
    assert not settle_incidents([_incident(None)], _named(2), {})["monitor:1"].stated.is_known


def test_an_assessors_grade_replaces_the_sources_which_stays_on_record() -> None:
    grades = {"monitor:1": EvidenceGrade.CONFIRMED}
    incident = settle_incidents([_incident(CountRange(2, 4))], [], grades)["monitor:1"]
    assert incident.grade is EvidenceGrade.CONFIRMED
    assert incident.record.grade is EvidenceGrade.FAIR
