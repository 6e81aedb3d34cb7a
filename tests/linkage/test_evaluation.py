"""Links against the truth, pairwise and B-cubed, over all records and by group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.linkage.evaluation import evaluate_links
from sijill.simulation.oracle import score_pairs

PERSONS = {"a1": "P", "b1": "P", "c1": "P", "a2": "Q", "b2": "Q"}
LISTS = {record: record[0] for record in PERSONS}


def test_a_missed_and_a_wrong_link_count_at_both_their_ends() -> None:
    found = evaluate_links([("a1", "b1"), ("c1", "a2"), ("b2",)], PERSONS, LISTS)
    everyone = found[""]
    assert (everyone.joined_ends, everyone.true_ends, everyone.right_ends) == (4, 8, 2)
    assert everyone.precision == pytest.approx(1 / 2)
    assert everyone.recall == pytest.approx(1 / 4)
    assert everyone.cluster_precision == pytest.approx((1 + 1 + 0.5 + 0.5 + 1) / 5)
    assert everyone.cluster_recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5)


def test_a_group_shows_whose_links_are_missed() -> None:
    found = evaluate_links([("a1", "b1"), ("c1",), ("a2", "b2")], PERSONS, LISTS)
    assert found["c"].recall == 0
    assert found["a"].recall == pytest.approx(2 / 3)
    assert found["c"].precision is None


def test_records_of_unknown_persons_are_left_out() -> None:
    found = evaluate_links([("a1", "nobody", "b1", "c1"), ("a2", "b2")], PERSONS, {})
    assert found[""].precision == found[""].recall == found[""].cluster_f1 == 1


def test_no_records_have_no_quality() -> None:
    found = evaluate_links([], {}, {})[""]
    assert found.precision is None
    assert found.cluster_f1 is None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=15))
def test_over_all_records_it_is_the_pairwise_score(ends: list[tuple[int, int]]) -> None:
    person_of = {str(row): f"P{person}" for row, (person, _) in enumerate(ends)}
    clusters: dict[int, list[str]] = {}
    for row, (_, cluster) in enumerate(ends):
        clusters.setdefault(cluster, []).append(str(row))
    ours = evaluate_links(clusters.values(), person_of, {})[""]
    pairs = score_pairs(clusters.values(), person_of)
    assert (ours.joined_ends, ours.true_ends) == (2 * pairs.joined, 2 * pairs.true)
    assert ours.right_ends == 2 * pairs.right
