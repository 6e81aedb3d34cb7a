"""What other lists, and other lines of the same list, say of a line's incident."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from made_records import head_of
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord, Group, Head, IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.settings.case import Actor, Case
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.names import Script
from sijill.model.values.places import Place, Text
from sijill.official.matching import match_determinations

CASE = Case(title="A town", area="Basatin", actors=(Actor(id="alliance", name="The Alliance"),))
DAY, ISSUED = date(2031, 6, 15), date(2031, 9, 30)
AGAIN = "another line of its list is about it"
MONTHS_APART = "answered by a line of many months before or after"
EXPECTED = "answered, and another list knows of more"


def _head(source: str, row: int) -> Head:
    return head_of(f"{source}:{row}")


def _incident(row: int) -> Incident:
    record = IncidentRecord(
        _head("monitor", row),
        happened=DateInterval.on(DAY),
        place=Place((Text("Siha", Script.LATIN),), None, None),
        actors=("The Alliance",),
        killed={Group.CIVILIANS: CountRange(2, 4)},
    )
    return Incident(record, record.grade, CountRange(2, 4), CountRange(2, 4), ())


def _line(row: int, source: str = "releases", incident: str = "") -> DeterminationRecord:
    return DeterminationRecord(
        _head(source, row),
        actor="The Alliance",
        incident=incident,
        issued=DateInterval.on(ISSUED),
        happened=DateInterval.on(DAY),
        place=Place((Text("Siha, Basatin", Script.LATIN),), None, None),
        position=OfficialPosition.NON_CREDIBLE,
        reason=OfficialReason.INSUFFICIENT_INFORMATION,
        text="Siha, Basatin. Insufficient information.",
    )


def _points(*others: DeterminationRecord) -> dict[str, dict[str, float]]:
    """The reasons of the open line, by incident; two incidents of a day, the first one answered."""
    incidents = {one.id: one for one in (_incident(1), _incident(2))}
    match = match_determinations([_line(1), *others], incidents, CASE)["releases:1"]
    return {one.incident: {why.words: why.points for why in one.reasons} for one in match.ranked}


ANSWER = _line(2, incident="monitor:1")
ELSEWHERE = _line(3, "columns", "monitor:1")


def test_an_incident_that_another_line_answers_is_unlikely_for_a_second_one() -> None:
    points = _points(ANSWER)
    assert points["monitor:1"][AGAIN] < -5
    assert AGAIN not in points["monitor:2"]


def test_an_open_line_goes_to_the_incident_that_no_line_answers() -> None:
    incidents = {one.id: one for one in (_incident(1), _incident(2))}
    alone = match_determinations([_line(1)], incidents, CASE)["releases:1"]
    beside = match_determinations([_line(1), ANSWER], incidents, CASE)["releases:1"]
    assert (alone.incident, beside.incident) == ("", "monitor:2")


def test_many_months_later_an_incident_is_sooner_answered_again() -> None:
    issued = DateInterval.on(ISSUED - timedelta(days=300))
    points = _points(replace(ANSWER, issued=issued))["monitor:1"]
    assert AGAIN not in points
    assert -5 < points[MONTHS_APART] < 0


@pytest.mark.parametrize(
    "beyond",
    [
        replace(ELSEWHERE, position=OfficialPosition.REOPENED),
        replace(ELSEWHERE, position=OfficialPosition.CREDIBLE),
        replace(ELSEWHERE, other_reasons=(OfficialReason.NO_STRIKE_MATCHING,)),
    ],
    ids=["reopened", "another position", "a further reason"],
)
def test_another_list_that_knows_of_more_lets_a_second_answer_be_expected(
    beyond: DeterminationRecord,
) -> None:
    points = _points(ANSWER, beyond)["monitor:1"]
    assert -2 < points[EXPECTED] < 0


def test_what_the_first_answer_said_is_no_evidence_about_a_second() -> None:
    points = _points(ANSWER, ELSEWHERE)["monitor:1"]
    assert points[AGAIN] < -5
    assert "same position in another list" not in points
    assert "same reason in another list" not in points


def test_a_line_that_left_the_incident_open_stands_in_no_other_lines_way() -> None:
    points = _points(replace(ANSWER, position=OfficialPosition.OPEN))["monitor:1"]
    assert not {AGAIN, MONTHS_APART, EXPECTED} & points.keys()


def test_another_party_that_answered_says_nothing_of_this_one() -> None:
    assert AGAIN not in _points(replace(ANSWER, actor="The Council"))["monitor:1"]


def test_a_duplicate_speaks_against_no_other_line() -> None:
    duplicate = replace(ANSWER, position=OfficialPosition.DUPLICATE)
    assert AGAIN not in _points(duplicate)["monitor:1"]
