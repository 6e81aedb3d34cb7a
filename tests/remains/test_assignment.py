"""All bodies of a list at once: nobody leaves two whole bodies."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.model.codes import Harm
from sijill.model.records.field_work import RecoveryDetails
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.results.candidates import BodyCandidates
from sijill.model.values.personal import PersonalDetails
from sijill.remains.assignment import Leads, availability
from sijill.remains.candidates import find_candidates

RING = PersonalDetails(marks=("copper bracelet burned into the wrist",))


def body(record: str, *conditions: str, personal: PersonalDetails = RING) -> RemainsRecord:
    head = head_of(record)
    return RemainsRecord(head, personal=personal, recovery=RecoveryDetails(conditions=conditions))


def families(size: int = 20) -> list[PersonRecord]:
    """One person with the bracelet among others with a scar."""
    people = []
    for number in range(size):
        head = head_of(f"families:{number}")
        marks = PersonalDetails(marks=("scar over the left eye",))
        people.append(PersonRecord(head, harm=Harm.MISSING, personal=marks))
    people[3] = replace(people[3], personal=RING)
    return people


def chance_of_the_bracelet(*bodies: RemainsRecord) -> list[float]:
    """For each body, the posterior of the person with the bracelet."""
    return [_chance(one) for one in find_candidates(bodies, families(), most=20)]


def _chance(found: BodyCandidates) -> float:
    (chance,) = [one.posterior for one in found.candidates if one.person == "families:3"]
    return chance


def test_two_bodies_that_fit_one_person_share_the_chance() -> None:
    (alone,) = chance_of_the_bracelet(body("n:1", "complete"))
    first, second = chance_of_the_bracelet(body("n:1", "complete"), body("n:2", "complete"))
    assert alone > 0.5
    assert first == pytest.approx(second)
    assert first + second <= 1
    found, _ = find_candidates([body("n:1"), body("n:2")], families(), most=20)
    (reason,) = [one for one in found.candidates[0].factors if one.field == "other bodies"]
    assert "other bodies may be this person's" in reason.words
    assert found.none_listed > 1 - alone


@pytest.mark.parametrize("condition", ["body_part", "commingled"])
def test_parts_take_nobody_from_another_and_lose_nobody(condition: str) -> None:
    (alone,) = chance_of_the_bracelet(body("n:1", "complete"))
    both = chance_of_the_bracelet(body("n:1", "complete"), body("n:2", condition))
    assert both == pytest.approx([alone, alone])


def test_rows_of_two_lists_may_be_the_same_body() -> None:
    (alone,) = chance_of_the_bracelet(body("n:1"))
    assert chance_of_the_bracelet(body("n:1"), body("morgue:1")) == pytest.approx([alone, alone])


def test_without_pairs_nobody_competes() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert not len(availability(Leads(none, none, np.zeros(0), np.ones(2))))


def exact(weights: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The chances of each pair, over every way to give the bodies people or nobody."""
    bodies, people = weights.shape
    chances, total = np.zeros(weights.shape), 0.0
    for way in product(range(people + 1), repeat=bodies):
        taken = [one for one in way if one < people]
        if len(set(taken)) < len(taken):
            continue
        chance = float(
            np.prod([weights[b, p] if p < people else others[b] for b, p in enumerate(way)])
        )
        total += chance
        for place, person in enumerate(way):
            if person < people:
                chances[place, person] += chance
    return chances / total


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0.01, 20), min_size=9, max_size=9))
def test_the_chances_are_those_of_all_ways_counted(drawn: list[float]) -> None:
    """Belief propagation is near the sum over all assignments of three bodies and three people."""
    weights, others = np.array(drawn).reshape(3, 3), np.full(3, 0.5)
    bodies, people = (one.ravel() for one in np.indices((3, 3)))
    free = availability(Leads(bodies, people, weights.ravel(), others)).reshape(3, 3)
    found = weights * free
    found /= others[:, None] + found.sum(axis=1, keepdims=True)
    wrong = np.abs(found - exact(weights, others))
    assert float(wrong.mean()) < 0.08
    assert float(wrong.max()) < 0.2
