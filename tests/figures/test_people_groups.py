"""People counted in all draws of the partition, each looked at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import PERSON
from sijill.figures.analysis import People
from sijill.figures.layers.people import PeopleGroup, is_child, is_known_dead, may_be_named_dead
from sijill.model.codes import Harm
from sijill.model.results.persons import Person
from sijill.model.results.replicates import Replicates, interval
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.counts import CountRange
from sijill.model.values.names import NameStatus

AGES = (AgeInterval.child(), AgeInterval.adult(), UNKNOWN_AGE)


def person(number: int) -> Person:
    """A child, an adult or somebody of unknown age, some of them missing or without a name."""
    return replace(
        PERSON,
        id=f"P-{number}",
        records=(f"list:{number}",),
        lists=("list",),
        status=NameStatus.UNNAMED if number % 7 == 0 else NameStatus.FULL,
        latin=f"Name {number % 11}",
        age=AGES[number % 3],
        harm=Harm.MISSING if number % 5 == 0 else Harm.KILLED,
    )


PEOPLE = tuple(map(person, range(40)))
SOME = st.lists(st.sets(st.sampled_from(range(40)), max_size=20), min_size=1, max_size=6)


def drawn(draws: Sequence[Iterable[int]]) -> Replicates[Person]:
    """Nobody is in every draw; each draw has some of forty people."""
    chosen = [sorted(one) for one in draws]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in chosen])]).astype(np.int64)
    return Replicates((), PEOPLE, starts, np.array([at for one in chosen for at in one], np.int64))


def same_in_all(persons: Iterable[Person]) -> People:
    everybody = {one.id: one for one in persons}
    nothing = np.zeros(0, dtype=np.int64)
    replicates = Replicates(tuple(everybody.values()), (), np.zeros(3, dtype=np.int64), nothing)
    return People(everybody, replicates)


@given(SOME)
@settings(max_examples=40)
def test_counts_are_those_of_every_draw_by_itself(draws: list[set[int]]) -> None:
    people = People({one.id: one for one in PEOPLE}, drawn(draws))
    counted, parts = PeopleGroup(people, may_be_named_dead).count(is_child)
    answers = [
        [is_child(PEOPLE[at]) for at in sorted(some) if may_be_named_dead(PEOPLE[at])]
        for some in draws
    ]
    assert counted == interval(
        np.array([some.count(True) for some in answers]),
        np.array([len(some) - some.count(False) for some in answers]),
    )
    assert len(parts) == sum(
        may_be_named_dead(one) and is_child(one) is not False for one in PEOPLE
    )


def test_contributions_stand_in_the_order_of_names_and_say_what_is_open() -> None:
    people = same_in_all((PEOPLE[3], PEOPLE[2], PEOPLE[1]))
    _, parts = PeopleGroup(people, may_be_named_dead).count(is_child)
    assert [(one.subject, one.value) for one in parts] == [
        ("P-2", CountRange(0, 1)),
        ("P-3", CountRange(1, 1)),
    ]


def test_a_person_adds_the_same_to_every_figure() -> None:
    group = PeopleGroup(same_in_all(PEOPLE), may_be_named_dead)
    (_, first), (_, second) = group.count(lambda _: True), group.count(lambda _: True)
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_people_whose_fate_nobody_says_are_in_the_upper_end_alone() -> None:
    doubted = [replace(one, harm=Harm.UNKNOWN) for one in PEOPLE[8:10]]
    group = PeopleGroup(
        same_in_all([*PEOPLE[1:4], *doubted]), may_be_named_dead, belongs=is_known_dead
    )
    counted, parts = group.count(lambda _: True)
    assert counted == CountRange(3, 5)
    assert sorted(one.value.lowest or 0 for one in parts) == [0, 0, 1, 1, 1]


def test_nobody_is_doubted_where_every_fate_is_said() -> None:
    group = PeopleGroup(same_in_all(PEOPLE[1:4]), may_be_named_dead, belongs=is_known_dead)
    assert group.count(lambda _: True)[0] == CountRange.exactly(3)
