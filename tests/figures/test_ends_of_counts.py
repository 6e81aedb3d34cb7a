"""The links behind the two ends of a number of people, and the ends of one incident's people."""

import numpy as np

from made_records import head_of
from sijill.figures.analysis import People
from sijill.figures.overlap import fewest_and_most, range_ends
from sijill.language.names.reading import read_name
from sijill.model.records.record import PersonRecord
from sijill.model.results.replicates import DoubtfulLink, Replicates
from sijill.register.persons import build_persons


def record(identity: str) -> PersonRecord:
    head = head_of(identity)
    return PersonRecord(head, (read_name("Salim Haddad"),))


RECORDS = {one: record(one) for one in ("a:1", "b:1", "a:2", "b:2", "c:1")}


def people(*links: DoubtfulLink) -> People:
    clusters = (("a:1", "b:1"), ("a:2",), ("b:2",), ("c:1",))
    known = {one: item.died for one, item in RECORDS.items()}
    places = {one: item.place for one, item in RECORDS.items()}
    settled = build_persons(clusters, RECORDS, known, places)
    nothing = np.zeros(0, dtype=np.int64)
    draws = Replicates(tuple(settled.values()), (), np.zeros(2, dtype=np.int64), nothing)
    return People(settled, draws, links)


def link(left: str, right: str, permille: int) -> DoubtfulLink:
    return DoubtfulLink(left, right, permille, 500, 250_000)


def test_doubtful_links_are_shown_by_what_they_are_as_settled() -> None:
    ends = range_ends(people(link("a:1", "b:1", 800), link("a:2", "b:2", 300)))
    assert [one.pair for one in ends.parted] == [("a:1", "b:1")]
    assert [one.pair for one in ends.joined] == [("a:2", "b:2")]


def test_few_people_where_doubts_are_joined_and_many_where_they_are_parted() -> None:
    fewest, most = fewest_and_most(people(link("a:1", "b:1", 800), link("a:2", "b:2", 300)))
    assert len(set(fewest.values())) == 3
    assert len(set(most.values())) == 5


def test_what_is_settled_in_nearly_all_draws_is_left_as_it_is() -> None:
    fewest, most = fewest_and_most(people(link("a:1", "b:1", 960), link("a:2", "b:2", 40)))
    assert len(set(fewest.values())) == len(set(most.values())) == 4
    assert most["a:1"] == most["b:1"]
