"""Linkage against the truth of a simulated city: the oracle that hand-written pairs cannot be."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.scoring import join_by_defaults
from sijill.linkage.features import comparable_name, feature_table
from sijill.model.records.record import IncidentRecord
from sijill.register.register import Register, Replay
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.simulation.oracle import joined_relatives, score_pairs
from sijill.steps.case.capture import capture_case, read_settings
from sijill.steps.case.link import Linked, link_records
from sijill.steps.case.truth import (
    LEAST_PRECISION,
    LEAST_RECALL,
    MOST_OF_DEFAULTS,
    Truth,
    read_truth,
)
from sijill.steps.open_case import writing
from sijill.steps.workspace import Author, Workspace, silent

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
    return link_records(register, silent, city)


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


def test_the_count_of_people_covers_the_truth(
    linked: Linked, person_of: dict[str, str], truth: Truth
) -> None:
    dead = set(person_of.values()) & set(truth.incident)
    counted = [
        sum(person.is_named and person.is_dead for person in reading.values())
        for reading in linked.people.readings
    ]
    assert min(counted) <= len(dead) <= max(counted)
