"""From scored pairs to persons: chains do not join what a veto or a person keeps apart."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.linkage.clusters import (
    Constraints,
    cluster,
    components,
    contradictions,
    missing_pairs,
)
from sijill.model.results.links import ScoredPair, Veto

SAME = 700


def scored(
    *pairs: tuple[str, str, int] | tuple[str, str, Veto],
) -> dict[tuple[str, str], ScoredPair]:
    found = {}
    for left, right, told in pairs:
        pair = (
            ScoredPair(left, right, 999, {}, told)
            if isinstance(told, Veto)
            else ScoredPair(left, right, told, {})
        )
        found[left, right] = pair
    return found


def test_a_likely_pair_is_one_person_and_an_unlikely_one_is_two() -> None:
    pairs = scored(("a", "b", 950), ("a", "c", 100), ("b", "c", 100))
    assert cluster("abc", pairs, Constraints(), SAME) == (("a", "b"), ("c",))


def test_a_pair_that_nobody_scored_is_far() -> None:
    pairs = scored(("a", "b", 950), ("b", "c", 750))
    assert cluster("abc", pairs, Constraints(), SAME) == (("a", "b"), ("c",))


def test_strong_evidence_makes_up_for_a_weak_pair() -> None:
    pairs = scored(("a", "b", 999), ("a", "c", 990), ("b", "c", 500))
    assert cluster("abc", pairs, Constraints(), SAME) == (("a", "b", "c"),)


def test_a_veto_stands_against_every_chain() -> None:
    brothers = Veto.GIVEN_NAMES_DISAGREE
    pairs = scored(("a", "b", 999), ("b", "c", 990), ("a", "c", brothers))
    assert cluster("abc", pairs, Constraints(), SAME) == (("a", "b"), ("c",))


def test_a_judgement_joins_what_no_score_would() -> None:
    together = Constraints(same=frozenset({("a", "c")}))
    assert cluster("abc", {}, together, SAME) == (("a", "c"), ("b",))


def test_a_judgement_stands_against_a_veto() -> None:
    together = Constraints(same=frozenset({("a", "b")}))
    pairs = scored(("a", "b", Veto.AGES_FAR_APART))
    assert cluster("ab", pairs, together, SAME) == (("a", "b"),)


def test_a_judgement_parts_what_scores_would_join() -> None:
    apart = Constraints(different=frozenset({("a", "b")}))
    assert cluster("ab", scored(("a", "b", 999)), apart, SAME) == (("a",), ("b",))


def test_judgements_about_absent_records_are_kept_for_later() -> None:
    absent = Constraints(same=frozenset({("a", "z")}), different=frozenset({("b", "z")}))
    assert cluster("ab", {}, absent, SAME) == (("a",), ("b",))


def test_components_are_sorted_and_hold_lone_records() -> None:
    assert components("dcba", [("c", "a"), ("d", "c")]) == [["a", "c", "d"], ["b"]]


def test_missing_pairs_are_those_of_a_group_that_nobody_scored() -> None:
    assert missing_pairs([["a", "b", "c"]], scored(("a", "b", 1))) == [("a", "c"), ("b", "c")]


def test_a_contradiction_is_found_through_a_chain_of_judgements() -> None:
    constraints = Constraints(
        same=frozenset({("a", "b"), ("b", "c")}), different=frozenset({("a", "c"), ("a", "d")})
    )
    assert contradictions(constraints) == [("a", "c")]


RECORDS = "abcdefgh"
PAIRS = list(combinations(RECORDS, 2))


@st.composite
def scores(draw: st.DrawFn) -> dict[tuple[str, str], ScoredPair]:
    chosen = draw(st.lists(st.sampled_from(PAIRS), unique=True))
    return {
        pair: ScoredPair(
            *pair,
            draw(st.integers(0, 1000)),
            {},
            draw(st.sampled_from([None, None, None, Veto.GIVEN_NAMES_DISAGREE])),
        )
        for pair in chosen
    }


@given(scores(), st.integers(500, 990))
def test_every_record_is_in_one_cluster_and_no_cluster_holds_a_veto(
    pairs: dict[tuple[str, str], ScoredPair], threshold: int
) -> None:
    found = cluster(RECORDS, pairs, Constraints(), threshold)
    assert sorted(record for members in found for record in members) == sorted(RECORDS)
    for members in found:
        for pair in combinations(members, 2):
            assert pair not in pairs or pairs[pair].veto is None


@given(scores(), st.sets(st.sampled_from(PAIRS)), st.sets(st.sampled_from(PAIRS)))
def test_judgements_hold_without_exception_unless_they_contradict_each_other(
    pairs: dict[tuple[str, str], ScoredPair],
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


@pytest.mark.parametrize("threshold", [500, 700, 900])
@given(pairs=scores())
def test_the_order_of_the_records_does_not_matter(
    pairs: dict[tuple[str, str], ScoredPair], threshold: int
) -> None:
    forward = cluster(RECORDS, pairs, Constraints(), threshold)
    backward = dict(reversed(pairs.items()))
    assert cluster(reversed(RECORDS), backward, Constraints(), threshold) == forward
