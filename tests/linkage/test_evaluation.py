"""Links against the truth, pairwise and B-cubed, over all records and by group."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.linkage.circumstances import circumstances
from sijill.linkage.evaluation import evaluate_blocking, evaluate_links
from sijill.model.records.record import PersonRecord
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


def test_blocking_says_which_true_pairs_no_key_gives(
    person: Callable[..., PersonRecord],
) -> None:
    records = [
        person("a:1", "Khalid Walid al-Attar"),
        person("b:1", "Khalid Walid al-Attar"),
        person("a:2", "Rana Samir al-Hallaq"),
        person("b:2", "Lubna Nabil al-Najjar"),
        person("b:3", "wife of Tariq"),
    ]
    person_of = {"a:1": "P", "b:1": "P", "a:2": "Q", "b:2": "Q", "b:3": "Q"}
    found = evaluate_blocking(records, circumstances(records, {}), person_of)
    assert (found.records, found.pairs) == (4, 1), "a description is not compared"
    assert (found.true_pairs, found.found, found.recall) == (2, 1, 0.5)
    assert found.pairs_per_record == 0.25
    assert set(found.by_key.values()) == {1}
    assert found.by_key["given and father"] == 1


def test_where_nobody_is_known_blocking_has_no_recall(
    person: Callable[..., PersonRecord],
) -> None:
    records = [person("a:1", "Khalid Walid al-Attar"), person("b:1", "Khalid Walid al-Attar")]
    found = evaluate_blocking(records, circumstances(records, {}), {})
    assert (found.pairs, found.true_pairs, found.recall) == (1, 0, None)
    assert evaluate_blocking([], {}, {}).pairs_per_record == 0
