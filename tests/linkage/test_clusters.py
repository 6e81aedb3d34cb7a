"""From scored pairs to persons: chains do not join what a veto or a person keeps apart."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.linkage.clustering.clusters import (
    ClusteringInput,
    Constraints,
    Edges,
    components,
    contradictions,
    number_clusters,
)
from sijill.linkage.clustering.clusters import cluster as cluster_records
from sijill.linkage.clustering.former import Clustering

SAME = 0.85
VETO = None
Pair = tuple[str, str]
Weights = dict[Pair, float | None]
"""Weights of evidence in log-odds by pair; ``VETO`` where the pair cannot be one person."""


def given_of(
    records: Iterable[str], weights: Weights, constraints: Constraints, threshold: float
) -> ClusteringInput:
    ids = sorted(records)
    pairs = sorted(weights)
    rows = np.array([[ids.index(a), ids.index(b)] for a, b in pairs], dtype=np.int32)
    left, right = rows.reshape(-1, 2).T
    forbidden = np.array([weights[pair] is VETO for pair in pairs], dtype=bool)
    numbers = np.array([9.0 if weights[pair] is None else weights[pair] for pair in pairs])
    edges = Edges(left, right, numbers.astype(np.float64), forbidden)
    once, compared = np.full(len(ids), -1, dtype=np.int32), np.ones(len(ids), dtype=bool)
    return ClusteringInput(ids, edges, constraints, threshold, once, compared)


def cluster(
    records: Iterable[str], weights: Weights, constraints: Constraints, threshold: float
) -> tuple[tuple[str, ...], ...]:
    return cluster_records(given_of(records, weights, constraints, threshold))


def test_a_likely_pair_is_one_person_and_an_unlikely_one_is_two() -> None:
    weights: Weights = {("a", "b"): 3, ("a", "c"): -2, ("b", "c"): -2}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b"), ("c",))


def test_a_pair_that_nobody_scored_is_far() -> None:
    weights: Weights = {("a", "b"): 3, ("b", "c"): 1}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b"), ("c",))


def test_one_poor_record_does_not_part_what_a_good_pair_joins() -> None:
    """The mean of 4 and -3 is below the threshold; a quarter of the best lifts it."""
    weights: Weights = {("a", "b"): 6, ("a", "c"): 4, ("b", "c"): -3}
    assert cluster("abc", weights, Constraints(), 1.0) == (("a", "b", "c"),)
    assert cluster("abc", {**weights, ("b", "c"): -7}, Constraints(), 1.0) == (("a", "b"), ("c",))


def test_strong_evidence_makes_up_for_a_weak_pair() -> None:
    weights: Weights = {("a", "b"): 7, ("a", "c"): 4.6, ("b", "c"): 0}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b", "c"),)


def test_a_veto_stands_against_every_chain() -> None:
    weights: Weights = {("a", "b"): 7, ("b", "c"): 4.6, ("a", "c"): VETO}
    assert cluster("abc", weights, Constraints(), SAME) == (("a", "b"), ("c",))


def test_a_list_that_names_each_person_once_gives_a_cluster_one_record() -> None:
    once = np.array([0, -1, 0], dtype=np.int32)
    given = given_of("abc", {("a", "b"): 3.0, ("b", "c"): 5.0}, Constraints(), -9)
    assert cluster_records(replace(given, once=once)) == (("a",), ("b", "c"))


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
WEIGHTS = st.one_of(st.just(VETO), st.integers(-9, 9).map(float))


@st.composite
def scores(draw: st.DrawFn) -> Weights:
    chosen = draw(st.lists(st.sampled_from(PAIRS), unique=True))
    return {pair: draw(WEIGHTS) for pair in chosen}


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


JUDGED = st.frozensets(st.sampled_from(PAIRS), max_size=2)
LISTS = st.lists(st.integers(-1, 0), min_size=len(RECORDS), max_size=len(RECORDS))


@st.composite
def arriving(draw: st.DrawFn) -> tuple[ClusteringInput, ClusteringInput]:
    """Records, pairs, judgements and lists before, and some of them changed."""
    weights, lists = draw(scores()), draw(LISTS)
    before = _given(draw, weights, lists)
    changed = weights | draw(st.dictionaries(st.sampled_from(PAIRS), WEIGHTS, max_size=2))
    if draw(st.booleans()):
        lists = draw(LISTS)
    return before, _given(draw, changed, lists)


def _given(draw: st.DrawFn, weights: Weights, lists: list[int]) -> ClusteringInput:
    gone = draw(st.sets(st.sampled_from(RECORDS), max_size=2))
    records = [record for record in RECORDS if record not in gone]
    there = {pair: weight for pair, weight in weights.items() if gone.isdisjoint(pair)}
    given = given_of(records, there, Constraints(draw(JUDGED), draw(JUDGED)), SAME)
    once = [number for record, number in zip(RECORDS, lists, strict=True) if record not in gone]
    named = {record for pair in there for record in pair} | draw(st.sets(st.sampled_from(records)))
    compared = np.array([record in named for record in records], dtype=bool)
    return replace(given, once=np.array(once, dtype=np.int32), compared=compared)


@settings(deadline=None)
@given(arriving())
def test_what_is_taken_from_an_earlier_clustering_is_what_would_be_found_anew(
    inputs: tuple[ClusteringInput, ClusteringInput],
) -> None:
    before, now = inputs
    settled = Clustering(before, number_clusters(before)).find_settled(now)
    assert number_clusters(now, settled).tolist() == number_clusters(now).tolist()
    again = Clustering(before, number_clusters(before)).find_settled(before)
    assert again.tolist() == number_clusters(before).tolist()


def test_only_the_components_of_changed_pairs_grow_anew() -> None:
    """A tampered earlier partition shows through where it is taken, and only there."""
    weights: Weights = {("a", "b"): 5.0, ("c", "d"): 5.0, ("e", "f"): -2.0}
    before = given_of("abcdef", weights, Constraints(), SAME)
    tampered = Clustering(before, np.arange(6, dtype=np.int32))
    now = given_of("abcdef", weights | {("c", "d"): 6.0}, Constraints(), SAME)
    numbers = number_clusters(now, tampered.find_settled(now))
    assert numbers.tolist() == [0, 1, 2, 2, 3, 4]


def test_records_that_come_and_go_shift_the_rows_of_the_others() -> None:
    """Hundreds of records are laid beside each other some at a time; every cluster is found."""
    ids = [f"{number:03}" for number in range(0, 700, 2)]
    before = Clustering(given_of(ids, {}, Constraints(), SAME), np.arange(len(ids), dtype=np.int32))
    gone, new = {ids[0], ids[150], ids[-1]}, ["001", "301", "303", "699", "700"]
    now = sorted([*set(ids) - gone, *new])
    settled = before.find_settled(given_of(now, {}, Constraints(), SAME))
    assert settled.tolist() == [-1 if record in new else ids.index(record) for record in now]


def test_lone_pairs_are_joined_as_by_growing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most components are of two records; they take no part in growing, with the same answer."""
    random = np.random.default_rng(11)
    ids = [f"{number:03}" for number in range(120)]
    drawn = {
        (ids[min(pair)], ids[max(pair)])
        for pair in random.integers(0, len(ids), (70, 2)).tolist()
        if pair[0] != pair[1]
    }
    weights: Weights = {
        pair: VETO if random.random() < 0.2 else float(random.uniform(-2, 14))
        for pair in sorted(drawn)
    }
    judged = Constraints(frozenset({(ids[0], ids[1])}), frozenset({(ids[2], ids[3]), min(drawn)}))
    given = replace(
        given_of(ids, weights, judged, SAME),
        once=random.integers(-1, 3, len(ids)).astype(np.int32),
    )
    at_once = cluster_records(given)
    monkeypatch.setattr(
        "sijill.linkage.clustering.clusters._find_lone_pairs",
        lambda *_given: np.zeros(0, dtype=np.intp),
    )
    assert cluster_records(given) == at_once
