"""Linkage against the truth of a simulated city: the oracle that hand-written pairs cannot be."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.splink_defaults import join_by_defaults
from sijill.linkage.features import comparable_name, feature_table
from sijill.model.records.record import IncidentRecord
from sijill.model.results.replicates import interval
from sijill.register.register import Register, Replay
from sijill.register.watching import unwatched
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.simulation.oracle import joined_relatives, score_pairs
from sijill.steps.case.capture import capture_case
from sijill.steps.case.link import Linked, link_records
from sijill.steps.case.settings import read_settings
from sijill.steps.case.truth.comparison import (
    LEAST_PRECISION,
    LEAST_RECALL,
    MOST_OF_DEFAULTS,
    Truth,
    read_truth,
)
from sijill.steps.open_case import writing
from sijill.steps.workspace import Author, Workspace

SEED, DEATHS = 7, 1500


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "city"
    write_city(build_city(SEED, DEATHS), folder)
    return folder


@pytest.fixture(scope="module")
def register(city: Path) -> Register:
    workspace = Workspace(city, city)
    author = Author("test", lambda: datetime(2032, 1, 1, tzinfo=UTC))
    with writing(workspace, author, create=True) as case:
        replayed = Replay()
        capture_case(case, read_settings(workspace), replayed)
        return replayed.register()


@pytest.fixture(scope="module")
def linked(register: Register, city: Path) -> Linked:
    return link_records(register, unwatched, city)


@pytest.fixture(scope="module")
def truth(city: Path) -> Truth:
    return read_truth(city / "truth")


@pytest.fixture(scope="module")
def person_of(register: Register, truth: Truth) -> dict[str, str]:
    """The true person of every record whose name can be compared."""
    return {
        record: truth.person_of[record]
        for record, found in register.linkable.items()
        if comparable_name(found) is not None and record in truth.person_of
    }


def test_pairs_are_found_with_few_mistakes(linked: Linked, person_of: dict[str, str]) -> None:
    score = score_pairs(linked.partition.clusters, person_of)
    assert score.precision >= LEAST_PRECISION
    assert score.recall >= LEAST_RECALL


def test_no_cluster_joins_two_people_killed_together(
    linked: Linked, person_of: dict[str, str], truth: Truth
) -> None:
    clusters = linked.partition.clusters
    assert joined_relatives(clusters, person_of, truth.given, truth.incident) == 0


def test_the_city_is_hard_for_the_defaults(register: Register, person_of: dict[str, str]) -> None:
    records = register.linkable.values()
    features = feature_table(records, circumstances(records, register.active(IncidentRecord)))
    assert score_pairs(join_by_defaults(features, 95), person_of).precision <= MOST_OF_DEFAULTS


def count_dead(linked: Linked) -> npt.NDArray[np.int64]:
    return linked.people.replicates.count(lambda person: person.is_named and person.is_dead)


def test_the_count_of_people_covers_the_truth_and_is_narrow(
    linked: Linked, person_of: dict[str, str], truth: Truth
) -> None:
    dead = set(person_of.values()) & set(truth.incident)
    counted = interval(count_dead(linked))
    assert counted.lowest is not None
    assert counted.highest is not None
    assert counted.lowest <= len(dead) <= counted.highest
    assert counted.highest - counted.lowest <= 0.08 * len(dead)


def test_draws_are_partitions_of_the_same_records(linked: Linked) -> None:
    records = sorted(record for members in linked.partition.clusters for record in members)
    for number in (0, 57, 99):
        drawn = linked.people.replicates.draw(number)
        assert sorted(record for person in drawn for record in person.records) == records


def test_a_doubtful_link_is_one_person_in_its_share_of_the_draws(linked: Linked) -> None:
    link = linked.people.doubtful[0]
    replicates = linked.people.replicates
    together = sum(
        any({link.left, link.right} <= set(person.records) for person in replicates.draw(number))
        for number in range(replicates.draws)
    )
    assert together >= replicates.draws * link.permille / 1000


def test_review_asks_about_two_people_once_before_it_asks_again(linked: Linked) -> None:
    number = {one: at for at, members in enumerate(linked.partition.clusters) for one in members}
    asked = [tuple(sorted((number[one.left], number[one.right]))) for one in linked.review]
    between = [clusters for clusters in asked if clusters[0] != clusters[1]]
    different = len(set(between))
    assert len(set(between[:different])) == different < len(between)


def test_all_that_review_leaves_out_moves_the_count_by_less_than_the_bound(linked: Linked) -> None:
    rest = sum(link.variance for link in linked.people.doubtful) - sum(
        link.variance
        for link in linked.people.doubtful
        if link.pair in {pair.pair for pair in linked.review}
    )
    assert rest < linked.review_bound**2 * 10**6
