"""The minimum number of individuals, on commingled cases, beside bodies, sets and persons."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.records.field_work import RecoveryDetails
from sijill.model.records.record import Head, Locator, RemainsRecord
from sijill.model.recovery_codes import Completeness
from sijill.remains.individuals import completeness, count_individuals, elements_of


def remains(condition: str = "", *elements: str, record: str = "n:1") -> RemainsRecord:
    conditions = (condition,) if condition else ()
    head = Head(record, "n", Locator("x.csv", "0" * 64, "", 2))
    return RemainsRecord(head, recovery=RecoveryDetails(conditions=conditions, elements=elements))


def sets(*given: tuple[str, ...]) -> Mapping[str, RemainsRecord]:
    """Sets n:1, n:2 …, each a condition and its elements."""
    return {f"n:{place}": remains(*one) for place, one in enumerate(given, start=1)}


def test_the_element_that_is_there_most_often_sets_the_number() -> None:
    grave = sets(
        ("commingled", "2 left femur", "right femur", "skull"),
        ("body_part", "left femur"),
        ("body_part", "right femur"),
    )
    found = count_individuals(grave)
    assert (found.lowest, found.element) == (3, "femur left")
    assert found.sets == ("n:1", "n:2")


def test_a_complete_body_holds_every_element_once() -> None:
    assert count_individuals(sets(("complete",), ("body_part", "skull"))).lowest == 2
    assert count_individuals(sets(("complete",), ("incomplete",))).lowest == 2


def test_parts_that_fit_together_may_be_of_one_person() -> None:
    assert count_individuals(sets(("body_part", "skull"), ("body_part", "left femur"))).lowest == 1


def test_sets_that_were_reassociated_are_one_individual() -> None:
    grave = sets(("body_part", "skull"), ("body_part", "skull"), ("body_part", "left hand"))
    assert count_individuals(grave).lowest == 2
    assert count_individuals(grave, [("n:1", "n:2")]).lowest == 1


def test_sets_identified_as_one_person_are_one_and_as_several_are_several() -> None:
    grave = sets(("incomplete",), ("incomplete",))
    assert count_individuals(grave, persons={"n:1": "f:1", "n:2": "f:1"}).lowest == 1
    parts = sets(("body_part", "skull"), ("body_part", "left hand"))
    found = count_individuals(parts, persons={"n:1": "f:1", "n:2": "f:2"})
    assert (found.lowest, found.element) == (2, "identified")


def test_a_set_of_unstated_condition_is_a_body_at_most() -> None:
    found = count_individuals(sets((), (), ("complete",)))
    assert (found.lowest, found.if_bodies) == (1, 3)


def test_nothing_found_is_nobody() -> None:
    assert count_individuals({}).lowest == 0


@pytest.mark.parametrize(
    ("written", "element", "number"),
    [
        ("left femur", "femur left", 1),
        ("Femur (left)", "femur left", 1),
        ("2 left femur", "femur left", 2),
        ("٢ skull", "skull", 2),
        ("left femur x3", "femur left", 3),
        ("3 x ribs", "ribs", 3),
    ],
)
def test_elements_are_read_with_side_and_number(written: str, element: str, number: int) -> None:
    assert elements_of(remains("body_part", written)) == {element: number}


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ((), None),
        (("fresh", "complete"), Completeness.COMPLETE),
        (("complete", "commingled"), Completeness.COMMINGLED),
        (("skeletonised",), None),
    ],
)
def test_completeness_is_what_is_written_the_least_first(
    conditions: tuple[str, ...], found: Completeness | None
) -> None:
    head = Head("n:1", "n", Locator("x.csv", "0" * 64, "", 2))
    record = RemainsRecord(head, recovery=RecoveryDetails(conditions=conditions))
    assert completeness(record) is found


CONDITIONS = st.sampled_from(["", "complete", "incomplete", "body_part", "commingled"])
ELEMENTS = st.lists(
    st.sampled_from(["skull", "left femur", "right femur", "2 pelvis"]), max_size=3, unique=True
)


@given(st.lists(st.tuples(CONDITIONS, ELEMENTS), max_size=8))
def test_the_number_never_exceeds_what_lies_there_and_never_falls_with_more_remains(
    grave: list[tuple[str, list[str]]],
) -> None:
    found = sets(*((condition, *elements) for condition, elements in grave))
    counted = count_individuals(found)
    assert counted.lowest <= counted.if_bodies
    assert counted.lowest <= 2 * max(len(found), 1)
    fewer = dict(list(found.items())[:-1])
    assert count_individuals(fewer).lowest <= counted.lowest
