"""People counted under three readings: the difference to the working partition is enough."""

from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.figures.analysis import People
from sijill.figures.people import PeopleGroup, is_child, named_dead
from sijill.model.codes import CivilianStatus, Harm, Sex
from sijill.model.results.persons import Person
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE
from sijill.model.values.names import NameStatus
from sijill.model.values.places import UNKNOWN_PLACE

AGES = (AgeInterval.child(), AgeInterval.adult(), UNKNOWN_AGE)


def person(number: int) -> Person:
    """A child, an adult or somebody of unknown age, some of them missing or without a name."""
    return Person(
        id=f"P-{number}",
        records=(f"list:{number}",),
        lists=("list",),
        status=NameStatus.UNNAMED if number % 7 == 0 else NameStatus.FULL,
        latin=f"Name {number % 11}",
        arabic="",
        spellings=(),
        sex=Sex.UNKNOWN,
        age=AGES[number % 3],
        harm=Harm.MISSING if number % 5 == 0 else Harm.KILLED,
        died=UNKNOWN_DATE,
        place=UNKNOWN_PLACE,
        civilian_status=CivilianStatus.UNKNOWN,
        actors=(),
        incidents=(),
        remains=(),
    )


PEOPLE = tuple(map(person, range(40)))
READINGS = st.sets(st.sampled_from(PEOPLE), max_size=20)


@given(READINGS, READINGS, READINGS)
@settings(max_examples=40)
def test_counts_are_those_of_every_reading_by_itself(
    working: set[Person], joined: set[Person], parted: set[Person]
) -> None:
    readings = [
        MappingProxyType({one.id: one for one in some}) for some in (working, joined, parted)
    ]
    counted, parts = PeopleGroup(People(*readings), named_dead).count(is_child)
    answers = [[is_child(one) for one in some.values() if named_dead(one)] for some in readings]
    assert counted.lowest == min(some.count(True) for some in answers)
    assert counted.highest == max(len(some) - some.count(False) for some in answers)
    assert len(parts) == len(answers[0]) - answers[0].count(False)


def test_contributions_stand_in_the_order_of_names_and_say_what_is_open() -> None:
    everybody = {one.id: one for one in (PEOPLE[3], PEOPLE[2], PEOPLE[1])}
    _, parts = PeopleGroup(People(everybody, everybody, everybody), named_dead).count(is_child)
    assert [(one.subject, one.value) for one in parts] == [
        ("P-2", CountRange(0, 1)),
        ("P-3", CountRange(1, 1)),
    ]


def test_a_person_adds_the_same_to_every_figure() -> None:
    everybody = {one.id: one for one in PEOPLE}
    group = PeopleGroup(People(everybody, everybody, everybody), named_dead)
    (_, first), (_, second) = group.count(lambda _: True), group.count(lambda _: True)
    assert all(one is other for one, other in zip(first, second, strict=True))
