"""The minimum number of individuals, on commingled cases, beside bodies, sets and persons."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_records import head_of
from sijill.model.codes import Sex
from sijill.model.records.field_work import RecoveryDetails
from sijill.model.records.record import RemainsRecord
from sijill.model.recovery_codes import Completeness
from sijill.model.values.ages import AgeInterval
from sijill.remains.elements import completeness, profiled_elements
from sijill.remains.individuals import count_individuals


def elements_of(record: RemainsRecord) -> dict[str, int]:
    return {element: number for (element, _), number in profiled_elements(record).items()}


def remains(condition: str = "", *elements: str, record: str = "n:1") -> RemainsRecord:
    conditions = (condition,) if condition else ()
    head = head_of(record)
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


@pytest.mark.parametrize(
    "written",
    [
        ("2 left femur",),
        ("left femur", "Femur (left)"),
        ("left femur x2",),
        ("عظم فخذ أيسر عدد ٢",),
        ("عظم فخذ أيسر", "فخذ يسرى"),
    ],
)
def test_what_is_there_twice_counts_twice_however_it_is_written(written: tuple[str, ...]) -> None:
    assert elements_of(remains("commingled", *written)) == {"femur left": 2}


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
        ("L femur", "femur left", 1),
        ("عظم فخذ أيسر", "femur left", 1),
        ("الفخذ اليسرى", "femur left", 1),
        ("٢ جمجمة", "skull", 2),
        ("left femur of a child", "femur left", 1),
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
    head = head_of("n:1")
    record = RemainsRecord(head, recovery=RecoveryDetails(conditions=conditions))
    assert completeness(record) is found


def part(
    element: str, years: tuple[int, int] | None = None, sex: Sex = Sex.UNKNOWN
) -> RemainsRecord:
    """A part of somebody whose age and sex were estimated."""
    age = AgeInterval(years[0] * 12, years[1] * 12 + 11) if years else AgeInterval()
    return replace(remains("body_part", element), age=age, sex=sex)


def grave(*parts: RemainsRecord) -> dict[str, RemainsRecord]:
    return {f"n:{place}": one for place, one in enumerate(parts, start=1)}


CHILD, ADULT = (4, 9), (25, 40)


@pytest.mark.parametrize(
    ("parts", "number"),
    [
        ((part("left femur", CHILD), part("skull", ADULT)), 2),
        ((part("left femur", (16, 19)), part("skull", ADULT)), 1),
        ((part("left femur", ADULT, Sex.MALE), part("skull", ADULT, Sex.FEMALE)), 2),
        ((part("left femur", CHILD, Sex.MALE), part("skull", CHILD, Sex.FEMALE)), 1),
        ((part("left femur"), part("skull", CHILD), part("right tibia", ADULT, Sex.MALE),
          part("pelvis", ADULT, Sex.FEMALE)), 3),
        ((part("2 left femur"), part("skull", CHILD), part("skull", ADULT)), 2),
        ((part("3 left femur"), part("skull", CHILD), part("skull", ADULT)), 3),
        ((part("left femur of a child"), part("mandible of an adult")), 2),
        ((part("pelvis", None, Sex.MALE), part("skull", None, Sex.FEMALE)), 2),
    ],
)  # fmt: skip
def test_nobody_is_a_child_and_an_adult_or_a_man_and_a_woman(
    parts: tuple[RemainsRecord, ...], number: int
) -> None:
    """A child's skeleton does not show the sex, and an age near the limit is of no class."""
    assert count_individuals(grave(*parts)).lowest == number


def test_what_sets_the_number_is_named_with_its_classes() -> None:
    found = count_individuals(grave(part("left femur", CHILD), part("2 skull", ADULT, Sex.MALE)))
    assert found.lowest == 3
    assert found.element == "femur left (subadult); skull (adult male)"
    assert found.sets == ("n:1", "n:2")


def test_a_commingled_set_is_of_no_one_class() -> None:
    """Its age was written for the bag; two people lie in it."""
    bag = replace(part("left femur", CHILD), recovery=RecoveryDetails(
        conditions=("commingled",), elements=("left femur", "skull of a woman")))  # fmt: skip
    assert count_individuals(grave(bag)).lowest == 1
    assert count_individuals(grave(bag, part("pelvis", ADULT, Sex.MALE))).lowest == 2


def test_reassociated_parts_take_the_class_of_the_one_that_has_it() -> None:
    parts = grave(part("skull", CHILD), part("left femur"), part("left tibia", ADULT))
    assert count_individuals(parts).lowest == 2
    joined = count_individuals(parts, [("n:2", "n:1")])
    assert joined.element == "femur left (subadult); left tibia (adult)"
    with_femur = parts | {"n:4": part("left femur", ADULT)}
    assert count_individuals(with_femur).lowest == 2
    assert count_individuals(with_femur, [("n:1", "n:2"), ("n:3", "n:4")]).lowest == 2


def test_parts_that_contradict_each_other_are_of_no_class_once_people_joined_them() -> None:
    parts = grave(part("skull", CHILD), part("left femur", ADULT))
    assert count_individuals(parts).lowest == 2
    assert count_individuals(parts, [("n:1", "n:2")]).lowest == 1


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
    unclassed = {one: replace(record, age=AgeInterval()) for one, record in found.items()}
    assert count_individuals(unclassed).lowest <= counted.lowest
    fewer = dict(list(found.items())[:-1])
    assert count_individuals(fewer).lowest <= counted.lowest
