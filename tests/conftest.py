"""What tests of several folders share: the command, a small case, and one simulated city."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from postgres_cluster import Addresses, Cluster, reason_to_skip
from sijill.cli.commands import main
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.steps.case.build import build
from sijill.steps.workspace import Scribe, Workspace, silent
from small_cases import CASE, PEOPLE, BuiltCity, Command, SmallCase


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
    for folder in ("sources", "data"):
        (case.folder / folder).mkdir(parents=True)
    (case.folder / "case.toml").write_text(CASE, encoding="utf-8")
    case.map_list()
    case.write_list(*PEOPLE)
    return case


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> BuiltCity:
    """A city of 300 deaths, built once; tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("small") / "city"
    write_city(build_city(11, 300), folder)
    scribe = Scribe("test", lambda: datetime(2032, 1, 1, tzinfo=UTC))
    return BuiltCity(folder, build(Workspace(folder, folder), scribe, silent))


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
