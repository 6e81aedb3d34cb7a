"""The draws are a function of records and judgements: no order matters, nothing is left behind."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.language.names.reading import read_name
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints, contradictions
from sijill.linkage.linkage import Linkage
from sijill.linkage.persons import link
from sijill.linkage.posterior.lost_links import RecordTraits
from sijill.linkage.posterior.replicates import Posterior, draw_partitions
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval

NAMES = ("Salim", "Samir", "Hasan", "Husayn", "Widad", "Layla")
DRAWS = 30


def person(identity: str, name: str, age: int | None = None) -> PersonRecord:
    head = head_of(identity)
    years = UNKNOWN_AGE if age is None else AgeInterval(12 * age, 12 * age + 11)
    return PersonRecord(head, (read_name(name),), sex=Sex.MALE, age=years)


RECORDS = [
    *(person(f"a:{at}", f"{name} Khalid Haddad", 20 + at) for at, name in enumerate(NAMES)),
    *(person(f"b:{at}", f"{name} Haddad") for at, name in enumerate(NAMES)),
    *(person(f"c:{at}", f"{name} Khalid", 21 + at) for at, name in enumerate(NAMES[:3])),
]
"""Six people on two lists, and three of them on a third without their family name."""


def linked(records: list[PersonRecord], judged: Constraints | None = None) -> Linkage:
    known = circumstances(records, {})
    return link(records, known, judged or Constraints(), 700, lambda _doing: None)


@pytest.fixture(scope="module")
def linkage() -> Linkage:
    return linked(RECORDS)


def draw(linkage: Linkage, judged: Constraints) -> Posterior:
    lists = np.array(["abc".index(one[0]) for one in linkage.ids], dtype=np.int32)
    traits = RecordTraits(lists, np.zeros_like(lists), np.zeros(len(lists), dtype=bool))
    return draw_partitions(linkage, judged, traits, DRAWS)


def written(posterior: Posterior) -> bytes:
    """All that a draw is, as bytes."""
    replicates = posterior.replicates
    return json.dumps(
        [
            replicates.always,
            replicates.varying,
            replicates.starts.tolist(),
            replicates.members.tolist(),
            [(*one.pair, one.permille, one.effect, one.variance) for one in posterior.doubtful],
        ]
    ).encode()


IDS = [*(f"a:{at}" for at in range(6)), *(f"b:{at}" for at in range(6))]
PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS[:6]), st.sampled_from(IDS[6:])),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(max_examples=15, deadline=None)
@given(PAIRS, st.integers(0, 4))
def test_a_judgement_taken_back_restores_the_bytes(
    linkage: Linkage, pairs: list[tuple[str, str]], same: int
) -> None:
    before = written(draw(linkage, Constraints()))
    judged = Constraints(frozenset(pairs[:same]), frozenset(pairs[same:]))
    if not contradictions(judged):
        during = draw(linkage, judged)
        for number in range(DRAWS):
            drawn = during.replicates.draw(number)
            cluster_of = {one: cluster for cluster in drawn for one in cluster}
            assert all(cluster_of[a] == cluster_of[b] for a, b in judged.same)
            assert all(cluster_of[a] != cluster_of[b] for a, b in judged.different)
        assert not {one.pair for one in during.doubtful} & set(pairs)
    assert written(draw(linkage, Constraints())) == before


def test_the_order_of_records_does_not_matter(linkage: Linkage) -> None:
    order = np.random.default_rng(3).permutation(len(RECORDS)).tolist()
    shuffled = [RECORDS[at] for at in order]
    assert written(draw(linked(shuffled), Constraints())) == written(draw(linkage, Constraints()))


def clusters_by_record(linkage: Linkage) -> dict[str, int]:
    clusters = enumerate(linkage.partition.clusters)
    return {record: number for number, members in clusters for record in members}


@settings(max_examples=4, deadline=None)
@given(PAIRS, st.integers(0, 4), st.sampled_from([(), RECORDS[12:]]))
def test_another_list_never_changes_what_a_person_decided(
    pairs: list[tuple[str, str]], same: int, third: tuple[PersonRecord, ...]
) -> None:
    judged = Constraints(frozenset(pairs[:same]), frozenset(pairs[same:]))
    if contradictions(judged):
        return
    of = clusters_by_record(linked([*RECORDS[:12], *third], judged))
    assert all(of[a] == of[b] for a, b in judged.same)
    assert all(of[a] != of[b] for a, b in judged.different)


def test_a_judgement_taken_back_restores_the_settled_persons(linkage: Linkage) -> None:
    judged = linked(RECORDS, Constraints(frozenset([("a:0", "b:1")]), frozenset([("a:2", "b:2")])))
    assert judged.partition != linkage.partition
    assert linked(RECORDS).partition == linkage.partition
