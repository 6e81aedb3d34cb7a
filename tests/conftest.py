"""What tests of several folders share: the command, a small case, and one simulated city."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner

from postgres_cluster import Addresses, Cluster, reason_to_skip
from sijill.cli.commands import main
from sijill.register.watching import unwatched
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.steps.case.build import build
from sijill.steps.workspace import Author, Workspace
from small_cases import BuiltCity, Command, Prepare, Prepared, SmallCase, build_street, copy_case

hypothesis.settings.register_profile("quick", max_examples=30, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=1_000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long`` runs the long tests alone, ``--part K/N`` only a part of them."""
    parser.addoption("--long", action="store_true", help="the long tests, and only these")
    parser.addoption("--part", default="0/1", help="the K-th of N parts of the long tests, from 0")


def pytest_configure(config: pytest.Config) -> None:
    """Properties are tried with few examples, in the long run with many."""
    hypothesis.settings.load_profile("thorough" if config.getoption("--long") else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, or all others and other parts; one process builds the city."""
    for item in items:
        if "city" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("city"))
    wanted, of = map(int, config.getoption("--part").split("/"))
    long_tests = [item for item in items if item.get_closest_marker("long") is not None]
    if config.getoption("--long"):
        kept = set(sorted(long_tests, key=lambda item: item.nodeid)[wanted::of])
    else:
        kept = set(items) - set(long_tests)
    left_out = [item for item in items if item not in kept]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item in kept]


@pytest.fixture
def sijill(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command ``sijill``, run in this process."""
    monkeypatch.setenv("SIJILL_AUTHOR", "test")
    monkeypatch.setenv("SIJILL_KEY", str(tmp_path / "device.key"))
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def street(tmp_path: Path, sijill: Command) -> SmallCase:
    """A case with one list of three people."""
    case = SmallCase(tmp_path / "street", sijill)
    case.lay_out()
    return case


@pytest.fixture(scope="session")
def made_cases() -> dict[Prepare, Path]:
    """Folders of cases that were prepared in this process, each with the key that signed there."""
    return {}


@pytest.fixture
def prepared(made_cases: dict[Prepare, Path], tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A street as a function prepares it: prepared once in a process, and copied for each test."""

    def copy(street: SmallCase, prepare: Prepare) -> SmallCase:
        if prepare not in made_cases:
            prepare(street)
            made_cases[prepare] = tmp_path_factory.mktemp("made")
            copy_case(street.folder.parent, made_cases[prepare])
        else:
            shutil.rmtree(street.folder)
            copy_case(made_cases[prepare], street.folder.parent)
        return street

    return copy


@pytest.fixture
def built_street(street: SmallCase, prepared: Prepared) -> SmallCase:
    """A street that was built once."""
    return prepared(street, build_street)


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> BuiltCity:
    """A city of 300 deaths, built once; tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("small") / "city"
    write_city(build_city(11, 300), folder)
    author = Author("test", lambda: datetime(2032, 1, 1, tzinfo=UTC))
    return BuiltCity(folder, build(Workspace(folder, folder), author, unwatched))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this test process."""
    reason = reason_to_skip()
    if reason:
        pytest.skip(reason)
    with Cluster.made() as made:
        yield made


@pytest.fixture
def server(cluster: Cluster) -> Iterator[Addresses]:
    """A fresh database on the server, with an installed ledger that no log was begun in."""
    with cluster.ledger() as addresses:
        yield addresses
