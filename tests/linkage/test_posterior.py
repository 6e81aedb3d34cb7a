"""Draws of a partition: what they respect, what they depend on, and what they are counted as."""

from collections import Counter
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.linkage.clustering.clusters import Constraints, Edges
from sijill.linkage.clustering.growing import make_groups, meet, merge
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.learning import chance
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.posterior.calibration import Calibration
from sijill.linkage.posterior.distinct import distinct_clusters
from sijill.linkage.posterior.effects import find_doubtful
from sijill.linkage.posterior.lost_links import (
    LOST_SHARE,
    LostLinks,
    RecordTraits,
    shares_between_lists,
)
from sijill.linkage.posterior.noise import hash_records, logistic_noise, pair_keys
from sijill.linkage.posterior.partitions import JOINING, Partitions
from sijill.linkage.review import order_by_effect, review_bound
from sijill.model.results.links import Partition
from sijill.model.results.replicates import DoubtfulLink, Replicates, interval

IDS = tuple(f"{name}:{row}" for name in "abc" for row in range(2))
"""Two records on each of three lists: rows 0 and 1, 2 and 3, 4 and 5."""
FREE = np.full(6, -1, dtype=np.int32)


def edges(*pairs: tuple[int, int, float], forbidden: tuple[int, ...] = ()) -> Edges:
    flags = np.zeros(len(pairs), dtype=bool)
    flags[list(forbidden)] = True
    return Edges(
        np.array([a for a, _, _ in pairs], dtype=np.int32),
        np.array([b for _, b, _ in pairs], dtype=np.int32),
        np.array([weight for _, _, weight in pairs]),
        flags,
    )


def draw(
    found: Edges, constraints: Constraints | None = None, once: npt.NDArray[np.int32] = FREE
) -> list[int]:
    space = Partitions(
        IDS, found, constraints or Constraints(), once, np.ones(len(IDS), dtype=bool)
    )
    drawn: list[int] = space.draw(found.weights).tolist()
    return drawn


def test_a_pair_above_even_odds_joins_and_is_known_by_its_first_row() -> None:
    assert draw(edges((0, 2, 1.0), (1, 3, -1.0))) == [0, 1, 0, 3, 4, 5]


def test_a_forbidden_pair_is_joined_by_no_chain() -> None:
    chain = edges((0, 2, 5.0), (0, 4, 1.0), (2, 4, 5.0), forbidden=(1,))
    assert len({draw(chain)[row] for row in (0, 4)}) == 2


def test_a_list_that_names_each_person_once_has_no_two_records_in_a_cluster() -> None:
    once = np.array([0, 0, -1, -1, -1, -1], dtype=np.int32)
    drawn = draw(edges((0, 2, 5.0), (1, 2, 4.0)), once=once)
    assert drawn[0] == drawn[2] != drawn[1]


def test_judgements_bind_whatever_the_weights() -> None:
    same, different = (IDS[0], IDS[2]), (IDS[1], IDS[3])
    judged = Constraints(frozenset([same]), frozenset([different]))
    drawn = draw(edges((0, 2, -9.0), (1, 3, 9.0)), judged)
    assert drawn[0] == drawn[2]
    assert drawn[1] != drawn[3]


WEIGHTS = st.floats(-6, 6, allow_subnormal=False).filter(lambda weight: weight != 0)
PAIRS = st.dictionaries(
    st.sampled_from([(a, b) for a in range(6) for b in range(a + 1, 6)]),
    st.tuples(WEIGHTS, st.booleans()),
)


@given(PAIRS, st.lists(st.sampled_from([-1, -1, 0, 1]), min_size=6, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_draw_is_what_grows_from_all_records_at_once(
    pairs: dict[tuple[int, int], tuple[float, bool]], lists: list[int]
) -> None:
    once = np.array(lists, dtype=np.int32)
    groups = make_groups(range(6), np.arange(6, dtype=np.int32), once, np.ones(6, dtype=bool))
    left, right = np.array(list(pairs), dtype=np.int32).reshape(-1, 2).T
    meet(
        groups,
        (left, right),
        np.array([weight for weight, _ in pairs.values()], dtype=np.float64),
        np.array([forbidden for _, forbidden in pairs.values()], dtype=np.bool_),
    )
    grown = merge(list(range(6)), groups, JOINING)
    parted = tuple(at for at, (_, forbidden) in enumerate(pairs.values()) if forbidden)
    scored = edges(*((a, b, weight) for (a, b), (weight, _) in pairs.items()), forbidden=parted)
    expected = {row: min(part) for part in grown for row in part}
    assert draw(scored, once=once) == [expected[row] for row in range(6)]


@given(
    st.integers(3, 12),
    st.integers(0, 10_000),
    st.sampled_from([(1.0, 1.0), (2.0, 1.5), (0.3, 0.5), (4.0, 3.0)]),
)
@settings(max_examples=200, deadline=None)
def test_records_of_which_nearly_all_pairs_agree_are_joined_as_if_they_grew(
    count: int, seed: int, weight: tuple[float, float]
) -> None:
    random = Random(seed)  # noqa: S311  a seeded generator is wanted
    rows = np.arange(count, dtype=np.int32)
    left, right = (side.astype(np.int32) for side in np.triu_indices(count, 1))
    weights = np.array([random.gauss(*weight) for _ in left])
    forbidden = np.array([random.random() < 0.01 for _ in left])
    nowhere, compared = np.full(count, -1, dtype=np.int32), np.ones(count, dtype=bool)
    groups = make_groups(range(count), rows, nowhere, compared)
    meet(groups, (left, right), weights, forbidden)
    expected = {row: min(part) for part in merge(rows.tolist(), groups, JOINING) for row in part}
    ids = [f"a:{row:02}" for row in range(count)]
    scored = Edges(left, right, weights, forbidden)
    drawn = Partitions(ids, scored, Constraints(), nowhere, compared).draw(weights)
    assert drawn.tolist() == [expected[row] for row in range(count)]


def test_records_judged_different_are_joined_by_no_third() -> None:
    judged = Constraints(frozenset(), frozenset([(IDS[0], IDS[2])]))
    drawn = draw(edges((0, 4, 5.0), (2, 4, 4.0)), judged)
    assert drawn[0] != drawn[2]


@st.composite
def weighted(strategy: st.DrawFn) -> Edges:
    pairs = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    weights = strategy(st.lists(st.floats(-8, 8), min_size=15, max_size=15))
    barred = strategy(st.sets(st.integers(0, 14), max_size=5))
    return edges(
        *((a, b, weight) for (a, b), weight in zip(pairs, weights, strict=True)),
        forbidden=tuple(barred),
    )


@settings(max_examples=60)
@given(weighted(), st.integers(0, 14), st.integers(0, 14))
def test_no_draw_breaks_a_constraint(found: Edges, same: int, apart: int) -> None:
    together = (IDS[found.left[same]], IDS[found.right[same]])
    parted = (IDS[found.left[apart]], IDS[found.right[apart]])
    judged = Constraints(frozenset([together]), frozenset([parted] if same != apart else []))
    drawn = draw(found, judged)
    assert drawn[found.left[same]] == drawn[found.right[same]]
    for at in np.flatnonzero(found.forbidden).tolist():
        if at != same and not {found.left[at], found.right[at]} & {
            found.left[same],
            found.right[same],
        }:
            assert drawn[found.left[at]] != drawn[found.right[at]]
    if same != apart:
        assert drawn[found.left[apart]] != drawn[found.right[apart]]


@settings(max_examples=40)
@given(weighted())
def test_a_judgement_taken_back_restores_the_draw(found: Edges) -> None:
    before = draw(found)
    draw(found, Constraints(frozenset([(IDS[0], IDS[3])])))
    assert draw(found) == before


def test_noise_belongs_to_the_pair_and_not_to_its_place() -> None:
    left, right = np.array([0, 1], np.int32), np.array([2, 2], np.int32)
    one = logistic_noise(pair_keys(hash_records(["a:1", "b:1", "c:1"], 7), left, right), 3)
    more = hash_records(["a:0", "a:1", "b:1", "c:1"], 7)
    other = logistic_noise(pair_keys(more, left + 1, right + 1), 3)
    assert (one == other).all()
    assert one[0] != one[1]


def test_noise_differs_by_draw_and_seed_and_gives_each_pair_its_chance() -> None:
    ids = [f"a:{row}" for row in range(20_000)]
    rows = np.arange(0, 20_000, 2, dtype=np.int32)
    keys = pair_keys(hash_records(ids, 7), rows, rows + 1)
    noise = logistic_noise(keys, 0)
    assert abs((1.5 + noise > 0).mean() - chance(np.array([1.5]))[0]) < 0.02
    assert (logistic_noise(keys, 1) != noise).all()
    assert (pair_keys(hash_records(ids, 8), rows, rows + 1) != keys).all()


NAMESAKES = 60


@dataclass(frozen=True)
class Drawn:
    """A hundred draws: the links that scores expect, and in the mean those drawn and those lost."""

    expected: float
    links: float
    lost: float
    different: int


def drawn_namesakes(weight: float, chance_of_each: float) -> Drawn:
    """Rows of two lists, each with three candidates of one weight and one chance."""
    ids = [f"a:{row:03}" for row in range(NAMESAKES)] + [f"b:{row:03}" for row in range(NAMESAKES)]
    left = np.repeat(np.arange(NAMESAKES, dtype=np.int32), 3)
    right = NAMESAKES + (left + np.tile(np.arange(3, dtype=np.int32), NAMESAKES)) % NAMESAKES
    weights = np.full(len(left), weight)
    edges = Edges(left, right, weights, np.zeros(len(left), dtype=bool))
    nowhere, named = np.full(len(ids), -1, np.int32), np.ones(len(ids), dtype=bool)
    partitions = Partitions(ids, edges, Constraints(), nowhere, named)
    keys = pair_keys(hash_records(ids, 7), left, right)
    odds = np.full(len(left), np.log(chance_of_each / (1 - chance_of_each)))
    calibration = Calibration.of(partitions, weights, odds, keys, np.zeros(len(left), np.int32))
    rng = np.random.default_rng(1)
    links, lost, seen = [], [], set()
    for number in range(100):
        added, left_over = calibration.draw(rng)
        label = partitions.draw(weights + added + logistic_noise(keys, number))
        links.append(partitions.links(label))
        lost.append(left_over)
        seen.add(tuple(label.tolist()))
    return Drawn(calibration.expected, float(np.mean(links)), float(np.mean(lost)), len(seen))


@pytest.mark.parametrize("chance_of_each", [0.07, 0.12, 0.2])
def test_draws_make_as_many_links_as_the_scores_expect(chance_of_each: float) -> None:
    drawn = drawn_namesakes(-2.5, chance_of_each)
    assert drawn.links + drawn.lost == pytest.approx(drawn.expected, rel=0.15)


def test_what_no_draw_can_join_is_lost() -> None:
    drawn = drawn_namesakes(-9.0, 0.12)
    assert drawn.links < 1
    assert drawn.lost == pytest.approx(drawn.expected, rel=0.15)


def test_each_draw_takes_a_number_of_links_of_its_own() -> None:
    assert drawn_namesakes(-2.5, 0.12).different > 90


def test_three_certain_records_of_one_person_are_two_links() -> None:
    edges = Edges(
        np.array([0, 0, 1], np.int32), np.array([1, 2, 2], np.int32), np.zeros(3), np.zeros(3, bool)
    )
    nowhere, named = np.full(4, -1, np.int32), np.ones(4, dtype=bool)
    partitions = Partitions(["a:1", "b:1", "c:1", "c:2"], edges, Constraints(), nowhere, named)
    assert partitions.expected_links(np.full(3, 1 - 1e-9)) == pytest.approx(2, abs=1e-3)
    assert partitions.expected_links(np.array([0.5, 0.0, 0.0])) == pytest.approx(0.5, abs=1e-6)


def lost_links(doubt: float, found: float = 0.0, unseen_ratio: float = 0.0) -> LostLinks:
    lists, groups = np.zeros(4, np.int32), np.zeros(4, np.int32)
    traits = RecordTraits(lists, groups, np.zeros(4, dtype=bool))
    pairs, shares = np.array([[0, 1]], np.int32), np.array([1.0])
    return LostLinks(pairs, shares, traits, {}, doubt, found, unseen_ratio)


def mean_lost(lost: LostLinks, links: int) -> float:
    rng = np.random.default_rng(11)
    label = np.repeat(np.arange(0, 2 * links, 2, dtype=np.int32), 2)
    return float(np.mean([lost.draw_number(label, rng) for _ in range(2_000)]))


def test_lists_without_doubt_lose_no_links_and_long_ones_in_doubt_lose_more() -> None:
    assert mean_lost(lost_links(0.0, 3.0, 9.0), 1_000) == 0
    assert mean_lost(lost_links(400.0), 0) == 0
    assert mean_lost(lost_links(400.0), 2_500) == pytest.approx(LOST_SHARE * 1_000, rel=0.1)


def test_what_the_audit_finds_bears_on_the_links_that_blocking_loses() -> None:
    without, none, many = (
        mean_lost(lost, 2_500)
        for lost in (lost_links(400.0), lost_links(400.0, 0, 5), lost_links(400.0, 20, 5))
    )
    assert without < none < without + 10
    assert many == pytest.approx(without + 22 / (2 / 30 + 1 / 5), rel=0.1)


def test_stand_ins_tie_records_of_one_group_on_lists_that_share_none() -> None:
    lists, groups = np.array([0, 0, 1, 1, 2, 2], np.int32), np.array([0, 1] * 3, np.int32)
    traits = RecordTraits(lists, groups, np.zeros(6, dtype=bool))
    lost = LostLinks(np.array([[0, 1]], np.int32), np.array([1.0]), traits)
    before = np.arange(6, dtype=np.int32)
    after = lost.join(before, 2, np.random.default_rng(3))
    assert after.tolist() == [0, 1, 0, 1, 4, 5]
    assert before.tolist() == [0, 1, 2, 3, 4, 5]
    assert lost.join(after, 5, np.random.default_rng(3)).tolist() == after.tolist()
    one_cluster = np.zeros(6, dtype=np.int32)
    assert lost.join(one_cluster, 10**9, np.random.default_rng(3)).tolist() == [0] * 6


def test_no_link_between_records_with_numbers_is_lost() -> None:
    """Equal numbers are always compared, whatever the names are."""
    lists, groups = np.array([0, 0, 1, 1], np.int32), np.zeros(4, np.int32)
    pairs, shares = np.array([[0, 1]], np.int32), np.array([1.0])
    for numbered, tied in (([True] * 4, False), ([True, True, False, False], True)):
        lost = LostLinks(pairs, shares, RecordTraits(lists, groups, np.array(numbered)))
        after = lost.join(np.arange(4, dtype=np.int32), 5, np.random.default_rng(3))
        assert (after.tolist() != [0, 1, 2, 3]) is tied


def test_stand_ins_tie_no_records_that_were_judged_different() -> None:
    lists, groups = np.array([0, 0, 1, 1], np.int32), np.array([0, 1] * 2, np.int32)
    pairs, shares = np.array([[0, 1]], np.int32), np.array([1.0])
    traits = RecordTraits(lists, groups, np.zeros(4, dtype=bool))
    lost = LostLinks(pairs, shares, traits, {0: {2}, 2: {0}})
    after = lost.join(np.arange(4, dtype=np.int32), 5, np.random.default_rng(3))
    assert after.tolist() == [0, 1, 2, 1]


def test_stand_ins_tie_records_that_stand_alone_before_those_of_clusters() -> None:
    """Each list has 100 records alone and 100 in clusters of two.

    A record alone is four times as likely, so that both of a link stand alone in 16 of 25.
    """
    lists = np.repeat(np.arange(4, dtype=np.int32), [200, 200, 100, 100])
    label = np.arange(600, dtype=np.int32)
    label[400:500], label[500:600] = np.arange(100), np.arange(200, 300)
    traits = RecordTraits(lists, np.zeros(600, np.int32), np.zeros(600, dtype=bool))
    lost = LostLinks(np.array([[0, 1]], np.int32), np.array([1.0]), traits)
    sizes: Counter[int] = Counter()
    rng = np.random.default_rng(5)
    for _ in range(400):
        after = lost.join(label, 1, rng)
        sizes[int(np.bincount(after).max())] += 1
    assert sizes[2] == pytest.approx(400 * 16 / 25, rel=0.15)
    assert sizes[3] == pytest.approx(400 * 8 / 25, rel=0.25)


def test_two_lists_lose_links_as_the_root_of_their_links_and_doubt() -> None:
    """Nine even pairs of lists 0 and 1; of lists 0 and 2 one such pair and one that is certain."""
    left, right = np.array([0] * 5 + [1] * 4 + [0, 2]), np.array([1] * 5 + [0] * 4 + [2, 0])
    pairs, shares = shares_between_lists(left, right, np.array([0.5] * 10 + [1.0]))
    by_root = [np.sqrt(4.5 * 2.25), np.sqrt(1.5 * 0.25)]
    assert pairs.tolist() == [[0, 1], [0, 2]]
    assert shares.tolist() == pytest.approx([each / sum(by_root) for each in by_root])


@pytest.mark.parametrize("links", [1, 10**15])
def test_stand_ins_are_as_many_as_there_are_records_at_most(links: int) -> None:
    """In a register of a few odd rows the number that may be lost is out of all proportion."""
    lists, groups = np.arange(40, dtype=np.int32) % 4, np.zeros(40, np.int32)
    pairs, shares = np.array([[0, 1], [1, 2], [0, 3]], np.int32), np.array([0.2, 0.5, 0.3])
    lost = LostLinks(pairs, shares, RecordTraits(lists, groups, np.zeros(40, dtype=bool)))
    after = lost.join(np.arange(40, dtype=np.int32), links, np.random.default_rng(3))
    assert 1 <= 40 - len(np.unique(after)) <= min(links, 39)
    for head in np.unique(after):
        in_cluster = lists[after == head].tolist()
        assert len(set(in_cluster)) == len(in_cluster)
        assert head == np.flatnonzero(after == head)[0]


DRAWN = np.array([[0, 1, 0, 3], [0, 1, 2, 3], [0, 1, 0, 3]], dtype=np.int32)


def test_clusters_of_all_draws_are_told_apart_from_those_that_vary() -> None:
    found = distinct_clusters(["a", "b", "c", "d"], DRAWN)
    assert found.always == (("b",), ("d",))
    assert found.varying == (("a",), ("a", "c"), ("c",))
    assert [len(found.draw(number)) for number in range(3)] == [3, 4, 3]
    assert found.count(lambda cluster: "c" in cluster).tolist() == [1, 1, 1]
    assert found.count(lambda cluster: len(cluster) == 1).tolist() == [2, 4, 2]
    assert found.change(len).draw(0) == (1, 1, 2)


def test_clusters_that_come_back_in_a_later_draw_are_the_same_clusters() -> None:
    random = np.random.default_rng(5)
    ids = [f"{number:02}" for number in range(60)]
    groups = random.integers(0, 25, (12, len(ids)))
    groups[7] = groups[2]
    labels = np.array(
        [[np.flatnonzero(draw == group)[0] for group in draw] for draw in groups], dtype=np.int32
    )
    found = distinct_clusters(ids, labels)
    for number, label in enumerate(labels):
        clusters = {tuple(ids[row] for row in np.flatnonzero(label == one)) for one in label}
        assert set(found.draw(number)) == clusters
        assert len(found.draw(number)) == len(clusters)


def test_nothing_to_link_gives_draws_of_nothing() -> None:
    found = distinct_clusters([], np.empty((3, 0), dtype=np.int32))
    assert found.draws == 3
    assert found.count(bool).tolist() == [0, 0, 0]


def test_an_interval_holds_nine_of_ten_draws_and_reaches_from_certain_to_possible() -> None:
    counts = np.arange(101)
    assert str(interval(counts)) == "5–95"
    assert str(interval(counts, counts + 10)) == "5–105"
    assert interval(np.full(100, 7)).is_exact


def test_a_doubtful_link_has_its_share_its_effect_and_its_variance() -> None:
    found = edges((0, 2, 1.0), (1, 3, -9.0))
    (link,) = find_doubtful(["a", "b", "c", "d"], found, DRAWN, frozenset())
    assert (link.pair, link.permille) == (("a", "c"), 667)
    assert (link.effect, link.variance) == (444, 222222)
    assert find_doubtful(["a", "b", "c", "d"], found, DRAWN, {("a", "c")}) == ()


def test_review_lists_what_moves_the_count_until_the_rest_is_below_the_bound() -> None:
    links = [DoubtfulLink(f"a:{n}", f"b:{n}", 500, 500, 250_000) for n in range(6)]
    ids = sorted({end for link in links for end in link.pair} | {"c:1", "d:1"})
    ends = [
        (ids.index(a), ids.index(b)) for a, b in [*(link.pair for link in links), ("c:1", "d:1")]
    ]
    left, right = np.array(ends, dtype=np.int32).T
    odds = np.array([0.0] * len(links) + [-2.0])
    vetoes = np.full(len(ends), -1, dtype=np.int8)
    levels = np.zeros((len(ends), len(COMPARISONS)), dtype=np.int8)
    pairs = ScoredPairs(ids, left, right, odds, odds, vetoes, levels)
    partition = Partition(tuple((one,) for one in ids), "")
    weak = pairs.at(len(links))
    asked = order_by_effect([weak], links, pairs, partition, 1)
    assert [pair.pair for pair in asked] == [*(link.pair for link in links[:3]), weak.pair]
    assert order_by_effect([], links, pairs, partition, 2) == []


@pytest.mark.parametrize(("persons", "bound"), [(0, 1), (399, 1), (2_000, 10)])
def test_the_bound_of_review_grows_with_the_register(persons: int, bound: int) -> None:
    assert review_bound(persons) == bound


def test_replicates_are_data_that_can_be_replaced() -> None:
    one = Replicates(("x",), (), np.zeros(2, dtype=np.int64), np.zeros(0, dtype=np.int64))
    assert replace(one, always=("x", "y")).count(bool).tolist() == [2]
