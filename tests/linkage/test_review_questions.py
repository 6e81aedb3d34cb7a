"""What one answer changes, and that each question is asked once before any is asked again."""

import numpy as np

from sijill.linkage.clustering.questions import find_questions
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.comparing.vetoes import VETOES
from sijill.linkage.review import order_by_effect
from sijill.model.results.links import Partition, Veto
from sijill.model.results.replicates import DoubtfulLink

NO_BOUND = 1_000_000
IDS = ("a:1", "a:2", "b:1", "b:2", "c:1", "d:1")


def scored(*pairs: tuple[int, int, float], vetoed: tuple[int, ...] = ()) -> ScoredPairs:
    """Pairs of rows of ``IDS`` with their log-odds, sorted."""
    left, right = (np.array(side, dtype=np.int32) for side in list(zip(*pairs, strict=True))[:2])
    odds = np.array([one[2] for one in pairs])
    vetoes = np.full(len(pairs), -1, dtype=np.int8)
    vetoes[list(vetoed)] = VETOES.index(Veto.GIVEN_NAMES_DISAGREE)
    levels = np.zeros((len(pairs), len(COMPARISONS)), dtype=np.int8)
    return ScoredPairs(IDS, left, right, odds, odds, vetoes, levels)


def asked(pairs: ScoredPairs, *clusters: tuple[str, ...]) -> list[tuple[str, str]]:
    partition = Partition(clusters, "")
    grey = [pairs.at(number) for number in range(len(pairs))]
    return [one.pair for one in order_by_effect(grey, (), pairs, partition, NO_BOUND)]


def test_two_clusters_are_asked_about_once_and_before_a_single_record() -> None:
    """Four pairs of two clusters of two are one question, and its answer changes four pairs."""
    pairs = scored((0, 2, -1.0), (0, 3, -0.8), (1, 2, -1.0), (1, 3, -1.0), (4, 5, -0.5))
    order = asked(pairs, ("a:1", "a:2"), ("b:1", "b:2"), ("c:1",), ("d:1",))
    assert order[:2] == [("a:1", "b:2"), ("c:1", "d:1")]
    assert len(order) == len(pairs)


def test_an_answer_changes_as_many_pairs_as_it_joins_in_proportion_to_its_doubt() -> None:
    pairs = scored((0, 2, 0.0), (1, 2, 0.0), (3, 4, 0.0), (3, 5, -3.0))
    changes = find_questions(pairs, np.array([0, 0, 1, 2, 3, 4], dtype=np.int32)).changes
    assert changes[:3].tolist() == [0.5, 0.5, 0.25]
    assert 0 < changes[3] < 0.05


def test_what_a_veto_parts_changes_nothing_and_comes_last() -> None:
    pairs = scored((0, 2, 3.0), (4, 5, -2.0), vetoed=(0,))
    singles = tuple((one,) for one in IDS)
    assert asked(pairs, *singles) == [("c:1", "d:1"), ("a:1", "b:1")]
    assert find_questions(pairs, np.arange(6, dtype=np.int32)).changes[0] < 1e-4


def test_a_veto_that_draws_leave_open_is_asked_by_its_effect() -> None:
    pairs = scored((0, 2, 3.0), (4, 5, -2.0), vetoed=(0,))
    partition = Partition(tuple((one,) for one in IDS), "")
    links = (DoubtfulLink("a:1", "b:1", 500, 500, 250_000),)
    grey = [pairs.at(number) for number in range(2)]
    order = order_by_effect(grey, links, pairs, partition, NO_BOUND)
    assert [one.pair for one in order] == [("a:1", "b:1"), ("c:1", "d:1")]


def test_inside_a_cluster_the_record_that_fits_worse_is_asked_about_once() -> None:
    pairs = scored((0, 1, 5.0), (0, 2, -0.5), (1, 2, 0.5), (4, 5, -2.0))
    found = find_questions(pairs, np.array([0, 0, 0, 1, 2, 3], dtype=np.int32))
    assert found.about[1] == found.about[2] != found.about[0]
    assert found.changes[1] == found.changes[2] == 0.5
    order = asked(pairs, ("a:1", "a:2", "b:1"), ("b:2",), ("c:1",), ("d:1",))
    assert order[0] == ("a:2", "b:1")
    assert order[-1] == ("a:1", "b:1")
