"""Ranges: which claim sets each end; names raise both; contested status is 0 on both sides."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_records import head_of
from sijill.incidents.ranges import combine_ranges, listed_deaths, settle_incident
from sijill.language.names.reading import read_name
from sijill.model.codes import CivilianStatus, EvidenceGrade, Harm
from sijill.model.records.record import Group, IncidentRecord, PersonRecord
from sijill.model.results.incidents import Incident
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange

NAMES = ("Rana Attar", "Samir Hallaq", "Nour Qasim", "Adel Jaber", "Huda Sabbagh", "Ziad Omari")


def incident(killed: CountRange | None, record_id: str = "monitor:1") -> IncidentRecord:
    groups = {Group.CIVILIANS: killed} if killed else {}
    return IncidentRecord(head_of(record_id), grade=EvidenceGrade.FAIR, killed=groups)


def people(
    number: int,
    harm: Harm = Harm.KILLED,
    status: CivilianStatus = CivilianStatus.UNKNOWN,
    *,
    described: bool = False,
) -> list[PersonRecord]:
    return [
        PersonRecord(
            head_of(f"victims:{row + 2}"),
            written_names=(read_name("unidentified man" if described else NAMES[row]),),
            harm=harm,
            incident="monitor:1",
            civilian_status=status,
        )
        for row in range(number)
    ]


def settled(killed: CountRange | None, persons: list[PersonRecord]) -> Incident:
    return settle_incident([incident(killed)], listed_deaths(persons))


def test_more_names_than_the_maximum_raise_both_ends() -> None:
    found = settled(CountRange(2, 4), people(6))
    assert (found.stated, found.killed) == (CountRange(2, 4), CountRange(6, 6))
    assert len(found.listed) == 6
    assert str(found.lowest) == "6: 6 people are named as killed in it"


def test_names_raise_the_minimum_within_the_range() -> None:
    found = settled(CountRange(2, 9), people(5))
    assert found.killed == CountRange(5, 9)
    assert str(found.highest) == "9: the highest that a record states (monitor:1)"


def test_people_without_a_name_raise_the_maximum_alone() -> None:
    assert settled(CountRange(2, 4), people(6, described=True)).killed == CountRange(2, 6)


def test_combatants_raise_no_number_of_civilians() -> None:
    fighters = people(6, status=CivilianStatus.COMBATANT)
    assert settled(CountRange(2, 4), fighters).killed == CountRange(2, 4)
    disputed = people(6, status=CivilianStatus.CONTESTED)
    assert settled(CountRange(2, 4), disputed).killed == CountRange(2, 6)


def test_the_injured_do_not_raise_it() -> None:
    assert settled(CountRange(2, 4), people(6, Harm.INJURED)).killed == CountRange(2, 4)


def test_an_unknown_number_stays_unknown() -> None:
    assert not settled(None, people(2)).killed.is_known


def test_an_assessors_grade_replaces_the_sources_which_stays_on_record() -> None:
    stated = [incident(CountRange(2, 4))]
    found = settle_incident(stated, listed_deaths([]), EvidenceGrade.CONFIRMED)
    assert (found.grade, found.record.grade) == (EvidenceGrade.CONFIRMED, EvidenceGrade.FAIR)


def test_the_injured_and_missing_of_every_list_about_one_incident_stand_with_it() -> None:
    """Before, those of its first list alone did."""
    first = incident(CountRange(3, 5))
    second = replace(
        incident(CountRange(4, 7), "council:9"),
        injured={Group.PEOPLE: CountRange.exactly(8)},
        missing=CountRange(2),
    )
    merged = settle_incident([first, second], listed_deaths([])).record
    assert merged.injured == {Group.PEOPLE: CountRange.exactly(8)}
    assert merged.missing == CountRange(2)


def test_two_lists_about_one_incident_give_the_lowest_and_the_highest() -> None:
    records = [incident(CountRange(3, 5)), incident(CountRange(4, 7), "council:9")]
    found = settle_incident(records, listed_deaths([]))
    assert found.killed == CountRange(3, 7)
    assert found.members == ("monitor:1", "council:9")
    assert found.lowest is not None
    assert found.highest is not None
    assert (found.lowest.record, found.highest.record) == ("monitor:1", "council:9")


def test_one_person_on_two_lists_raises_the_minimum_once() -> None:
    persons = [*people(1), *people(1)]
    persons[1] = PersonRecord(
        head_of("other:2"),
        written_names=persons[0].written_names,
        harm=Harm.KILLED,
        incident="monitor:1",
    )
    one = {"victims:2": "P1", "other:2": "P1"}
    found = settle_incident([incident(CountRange(0, 1))], listed_deaths(persons, one, one))
    assert found.killed == CountRange(1, 1)


def test_contested_status_gives_0_as_both_minima_and_the_whole_as_both_maxima() -> None:
    """T9."""
    record = IncidentRecord(
        head_of("monitor:1"),
        killed={Group.CIVILIANS: CountRange(3, 5), Group.COMBATANTS: CountRange(2, 2)},
        is_status_contested=True,
    )
    found = settle_incident([record], listed_deaths([]))
    assert found.killed == CountRange(0, 7)
    assert found.record.killed[Group.CIVILIANS] == CountRange(0, 7)
    assert found.record.killed[Group.COMBATANTS] == CountRange(0, 7)
    assert found.lowest is not None
    assert "contested" in found.lowest.rule


@pytest.mark.parametrize(
    ("stated", "combined"),
    [
        ({}, UNKNOWN_COUNT),
        ({"a": UNKNOWN_COUNT}, UNKNOWN_COUNT),
        ({"a": CountRange(3), "b": CountRange(1, 2)}, CountRange(1)),
        ({"a": UNKNOWN_COUNT, "b": CountRange(1, 2)}, CountRange(1, 2)),
    ],
)
def test_unknown_is_not_zero_and_an_open_end_stays_open(
    stated: dict[str, CountRange], combined: CountRange
) -> None:
    assert combine_ranges(stated)[0] == combined


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=5))
def test_a_combined_range_holds_every_part(ends: list[tuple[int, int]]) -> None:
    parts = {str(place): CountRange(low, low + more) for place, (low, more) in enumerate(ends)}
    combined, (lowest, highest) = combine_ranges(parts)
    assert lowest is not None
    assert highest is not None
    assert parts[lowest.record].lowest == combined.lowest
    assert parts[highest.record].highest == combined.highest
    assert all((combined.lowest or 0) <= (part.lowest or 0) for part in parts.values())


def test_whoever_is_listed_under_two_incidents_raises_the_highest_alone() -> None:
    first = people(1)
    again = PersonRecord(
        head_of("victims:9"),
        written_names=first[0].written_names,
        harm=Harm.KILLED,
        incident="monitor:2",
    )
    one = {"victims:2": "P1", "victims:9": "P1"}
    listed = listed_deaths([*first, again], one, one)
    found = settle_incident([incident(CountRange(0, 0))], listed)
    assert found.killed == CountRange(0, 1)


@pytest.mark.parametrize(
    ("civilians", "undetermined", "range_"),
    [
        (CountRange(0, 0), CountRange(12, 12), CountRange(0, 12)),
        (CountRange(3, 5), CountRange(2, 2), CountRange(3, 7)),
        (CountRange(3, 5), CountRange(2), CountRange(3)),
        (CountRange(3), CountRange(2, 2), CountRange(3)),
        (CountRange(3, 5), UNKNOWN_COUNT, CountRange(3, 5)),
        (UNKNOWN_COUNT, CountRange(2, 2), UNKNOWN_COUNT),
    ],
)
def test_who_may_have_been_a_civilian_is_in_the_highest_alone(
    civilians: CountRange, undetermined: CountRange, range_: CountRange
) -> None:
    killed = {Group.CIVILIANS: civilians, Group.UNDETERMINED: undetermined}
    settled_incident = settle_incident(
        (IncidentRecord(head_of("monitor:1"), killed=killed),), listed_deaths([])
    )
    assert settled_incident.killed == range_


def test_where_status_is_contested_the_whole_is_no_less_than_who_is_named() -> None:
    record = replace(incident(CountRange(1, 3)), is_status_contested=True)
    found = settle_incident([record], listed_deaths(people(5)))
    assert (found.stated, found.killed) == (CountRange(0, 3), CountRange(0, 5))
    assert found.record.killed[Group.COMBATANTS] == CountRange(0, 5)
    assert str(found.highest) == "5: 5 people are named or described as killed in it"
    fighters = people(5, status=CivilianStatus.COMBATANT)
    assert settle_incident([record], listed_deaths(fighters)).killed == CountRange(0, 5)
    fewer = settle_incident([record], listed_deaths(people(2)))
    assert fewer.killed == CountRange(0, 3)
