"""From scored pairs to persons: chains do not join what a veto or a person keeps apart."""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.linkage.clustering.clusters import Constraints, Edges, components, contradictions
from sijill.linkage.clustering.clusters import cluster as cluster_edges

SAME = 0.85
VETO = None
Pair = tuple[str, str]
Weights = dict[Pair, float | None]
"""Weights of evidence in log-odds by pair; ``VETO`` where the pair cannot be one person."""


def cluster(
    records: Iterable[str], weights: Weights, constraints: Constraints, threshold: float
) -> tuple[tuple[str, ...], ...]:
    ids = sorted(records)
    rows = np.array([[ids.index(a), ids.index(b)] for a, b in weights], dtype=np.int32)
    left, right = rows.reshape(-1, 2).T
    forbidden = np.array([weight is VETO for weight in weights.values()], dtype=bool)
    numbers = np.array([9.0 if weight is None else weight for weight in weights.values()])
    return cluster_edges(ids, Edges(left, right, numbers, forbidden), constraints, threshold)


def test_a_likely_pair_is_one_person_and_an_unlikely_one_is_two() -> None:
    weights: Weights = {("a", "b"): 3, ("a", "c"): -2, ("b", "c"): -2}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b"), ("c",))


def test_a_pair_that_nobody_scored_is_far() -> None:
    weights: Weights = {("a", "b"): 3, ("b", "c"): 1}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b"), ("c",))


def test_strong_evidence_makes_up_for_a_weak_pair() -> None:
    weights: Weights = {("a", "b"): 7, ("a", "c"): 4.6, ("b", "c"): 0}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b", "c"),)


def test_a_veto_stands_against_every_chain() -> None:
    weights: Weights = {("a", "b"): 7, ("b", "c"): 4.6, ("a", "c"): VETO}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b"), ("c",))


def test_a_list_that_names_each_person_once_gives_a_cluster_one_record() -> None:
    once = np.array([0, -1, 0], dtype=np.int32)
    rows = np.array([[0, 1], [1, 2]], dtype=np.int32)
    edges = Edges(rows[:, 0], rows[:, 1], np.array([3.0, 5.0]), np.zeros(2, dtype=bool))
    assert cluster_edges("abc", edges, Constraints(), -9, once) == (("a",), ("b", "c"))


def test_a_judgement_joins_what_no_score_would() -> None:
    together = Constraints(same=frozenset({("a", "c")}))
    assert cluster("abc", {}, together, SAME) == (("a", "c"), ("b",))


def test_a_judgement_stands_against_a_veto() -> None:
    together = Constraints(same=frozenset({("a", "b")}))
    assert cluster("ab", {("a", "b"): VETO}, together, SAME) == (("a", "b"),)


def test_a_judgement_parts_what_scores_would_join() -> None:
    apart = Constraints(different=frozenset({("a", "b")}))
    assert cluster("ab", {("a", "b"): 7}, apart, SAME) == (("a",), ("b",))


def test_judgements_about_absent_records_are_kept_for_later() -> None:
    absent = Constraints(same=frozenset({("a", "z")}), different=frozenset({("b", "z")}))
    assert cluster("ab", {}, absent, SAME) == (("a",), ("b",))


def test_components_are_sorted_and_hold_lone_records() -> None:
    assert components("dcba", [("c", "a"), ("d", "c")]) == [["a", "c", "d"], ["b"]]


def test_a_contradiction_is_found_through_a_chain_of_judgements() -> None:
    constraints = Constraints(
        same=frozenset({("a", "b"), ("b", "c")}), different=frozenset({("a", "c"), ("a", "d")})
    )
    assert contradictions(constraints) == [("a", "c")]


RECORDS = "abcdefgh"
PAIRS = list(combinations(RECORDS, 2))


@st.composite
def scores(draw: st.DrawFn) -> Weights:
    chosen = draw(st.lists(st.sampled_from(PAIRS), unique=True))
    return {pair: draw(st.one_of(st.just(VETO), st.integers(-9, 9).map(float))) for pair in chosen}


@given(scores(), st.floats(-3, 5))
def test_every_record_is_in_one_cluster_and_no_cluster_holds_a_veto(
    pairs: Weights, threshold: float
) -> None:
    found = cluster(RECORDS, pairs, Constraints(), threshold)
    assert sorted(record for members in found for record in members) == sorted(RECORDS)
    for members in found:
        for pair in combinations(members, 2):
            assert pairs.get(pair, 0) is not VETO


@given(scores(), st.sets(st.sampled_from(PAIRS)), st.sets(st.sampled_from(PAIRS)))
def test_judgements_hold_without_exception_unless_they_contradict_each_other(
    pairs: Weights,
    same: set[tuple[str, str]],
    different: set[tuple[str, str]],
) -> None:
    constraints = Constraints(frozenset(same), frozenset(different))
    clashing = set(contradictions(constraints))
    constraints = Constraints(frozenset(same), frozenset(different - clashing))
    found = cluster(RECORDS, pairs, constraints, SAME)
    cluster_of = {record: members for members in found for record in members}
    assert all(cluster_of[left] is cluster_of[right] for left, right in constraints.same)
    assert all(cluster_of[left] is not cluster_of[right] for left, right in constraints.different)


@pytest.mark.parametrize("threshold", [0.0, SAME, 2.0])
@given(pairs=scores())
def test_the_order_of_the_records_does_not_matter(pairs: Weights, threshold: float) -> None:
    forward = cluster(RECORDS, pairs, Constraints(), threshold)
    backward = dict(reversed(pairs.items()))
    assert cluster(reversed(RECORDS), backward, Constraints(), threshold) == forward
