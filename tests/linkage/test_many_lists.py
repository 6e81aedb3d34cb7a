"""Many short lists: what two of them share is learned as if they were a few long ones."""

from collections.abc import Callable
from random import Random

import numpy as np

from sijill.linkage.arrivals.changes import find_arrived
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.relink import link_arrived
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.list_pools import (
    LEAST_APART,
    MOST_LISTS_APART,
    add_up,
    pool_lists,
    spread_matches,
)
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.features import feature_table, spelling_table
from sijill.linkage.linkage import LinkableRecords, log_odds
from sijill.linkage.persons import link
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Partition

Write = Callable[..., PersonRecord]
LinkAll = Callable[..., tuple[Partition, ScoredPairs]]

GIVEN = [
    "Khalid",
    "Rana",
    "Samir",
    "Nadir",
    "Walid",
    "Huda",
    "Amal",
    "Yusuf",
    "Omar",
    "Layla",
    "Salim",
    "Faris",
    "Tariq",
    "Mona",
]
FAMILY = ["al-Attar", "al-Hallaq", "al-Najjar", "al-Haddad", "al-Khayyat"]
PLACES = ["Basatin", "Rumayla", "Sinaa", "Badu", "Mashlab"]
LISTS, ROWS, SAME_PERMILLE = 80, 5, 650


def namesakes(person: Write, lists: int = LISTS) -> list[PersonRecord]:
    """Short lists of different people whose names are common ones."""
    chance = Random(5)  # noqa: S311  a seeded generator is wanted

    def write(number: int, row: int) -> PersonRecord:
        name = " ".join([*(chance.choice(GIVEN) for _ in range(3)), chance.choice(FAMILY)])
        day = f"2031-06-{chance.randrange(1, 29):02}"
        return person(f"l{number}:{row}", name, died=day, place=chance.choice(PLACES))

    return [write(number, row) for number in range(lists) for row in range(ROWS)]


def test_people_of_common_names_on_many_short_lists_stay_apart(
    person: Write, link_all: LinkAll
) -> None:
    records = namesakes(person)
    twice = [
        person(f"l{number}:9", "Ghaith Anwar Sulayman al-Mawsili", died="2031-06-04", place="Badu")
        for number in (3, 60)
    ]
    partition, scored = link_all([*records, *twice])
    assert ("l3:9", "l60:9") in partition.clusters
    joined = [cluster for cluster in partition.clusters if len(cluster) > 1]
    assert len(joined) <= 4
    assert len(scored) < len(records)


def test_lists_that_arrive_beside_many_short_ones_are_not_joined_to_namesakes(
    person: Write,
) -> None:
    records = namesakes(person, LISTS + 6)
    known = circumstances(records, {})
    before = records[: LISTS * ROWS]
    learned = link(before, known, Constraints(), SAME_PERMILLE, lambda _: None, keeps=True).learned
    assert learned is not None
    kept = Kept.of(learned)
    ids = tuple(sorted(record.head.id for record in records))
    sources = [identity.partition(":")[0] for identity in ids]
    arrived = find_arrived(kept, feature_table(records, known), *spelling_table(records, known))
    linkable = LinkableRecords(ids, sources, Constraints())
    linkage = link_arrived(kept, arrived, linkable, log_odds(SAME_PERMILLE))
    joined = [cluster for cluster in linkage.partition.clusters if len(cluster) > 1]
    assert len(joined) <= 4


def test_few_lists_and_long_lists_are_never_put_together() -> None:
    few = np.full(MOST_LISTS_APART, 3)
    assert pool_lists(few).tolist() == list(range(MOST_LISTS_APART))
    long = np.full(50, LEAST_APART)
    assert pool_lists(long).tolist() == list(range(50))


def test_the_shortest_lists_are_put_together_until_few_pools_are_left() -> None:
    sizes = np.array([9_000, *[5] * 300])
    pools = pool_lists(sizes)
    records = np.bincount(pools, weights=sizes)
    assert len(records) == MOST_LISTS_APART
    assert (pools == pools[0]).sum() == 1, "the long list stands alone"
    assert records[1:].max() < 2 * records[1:].min() + 5
    assert pool_lists(sizes).tolist() == pools.tolist()


def test_matches_of_pools_are_dealt_to_their_lists_by_their_pairs() -> None:
    sizes = np.array([4, 6, 10])
    pools = np.array([0, 0, 1], dtype=np.int32)
    possible = np.outer(sizes, sizes).astype(float)
    np.fill_diagonal(possible, sizes * (sizes - 1) / 2)
    pairs = add_up(possible.ravel(), pools)
    assert pairs.tolist() == [6 + 15 + 24, 100, 1, 45]
    shares = np.array([0.0, 0.1, 0.0, 0.2])
    spread = spread_matches(shares, pools, possible.ravel()).reshape(3, 3)
    assert spread[0, 2] == 4.0
    assert spread[1, 2] == spread[2, 1] == 6.0
    assert spread[2, 2] == 9.0
