"""A ledger in a fresh folder, the drafts that fill it, and a hand that tampers with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from forging import Register
from postgres_cluster import Cluster
from registers import SmallRegister, bundle_of, two_devices
from sijill.ledger import Draft, EntryKind, Ledger
from sijill.ledger.stores.opening import Place
from tampering import tamper_with

AT = datetime(2018, 6, 15, 9, 30, tzinfo=UTC)

Tamper = Callable[..., None]
Places = Callable[[], AbstractContextManager[Place]]


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def drafts() -> Callable[[int], list[Draft]]:
    """So many drafts of rows, with text in two scripts."""

    def make(number: int) -> list[Draft]:
        return [
            Draft(
                EntryKind.ROW,
                f"list-a:{place}",
                {"name": f"رنا {place}", "cells": {"row": place, "sex": "f", "ages": [3, None]}},
            )
            for place in range(number)
        ]

    return make


@pytest.fixture
def filled(ledger: Ledger, path: Path, drafts: Callable[[int], list[Draft]], at: datetime) -> Path:
    """The file of a ledger of three entries, closed."""
    ledger.append(drafts(3), author="rana", at=at)
    ledger.close()
    return path


@pytest.fixture
def tamper(path: Path) -> Tamper:
    """Change the closed file with SQL."""
    return partial(tamper_with, path)


@pytest.fixture(params=["sqlite", "postgres"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Where a ledger can be made, as often as asked: in files, and on a server."""
    if request.param == "sqlite":

        @contextmanager
        def file() -> Iterator[Place]:
            yield tmp_path_factory.mktemp("ledger") / "register.db"

        return file
    cluster = request.getfixturevalue("cluster")
    assert isinstance(cluster, Cluster)

    @contextmanager
    def database() -> Iterator[Place]:
        with cluster.ledger() as addresses:
            yield addresses.member

    return database


@pytest.fixture
def place(places: Places) -> Iterator[Place]:
    """Where this test's ledger can be made; the test runs once for each store."""
    with places() as one:
        yield one


@pytest.fixture(scope="session")
def small_register(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    """A register of two devices, merged; tests read it.

    Rana's log holds a capture, rows, decisions, a retraction, an erasure.
    """
    return two_devices(tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="session")
def made_bundle(small_register: SmallRegister, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of everything in a register of two devices, with an erasure and a receipt."""
    return bundle_of(small_register, tmp_path_factory.mktemp("made") / "bundle")


@pytest.fixture
def folder(made_bundle: Path, tmp_path: Path) -> Path:
    """A copy of that bundle, to be changed."""
    return Path(shutil.copytree(made_bundle, tmp_path / "bundle"))


@pytest.fixture
def register(small_register: SmallRegister, tmp_path: Path) -> Register:
    """A copy to tamper with."""
    shutil.copytree(small_register.path.parent, tmp_path / "copy")
    return Register(
        tmp_path / "copy" / "register.db", tmp_path / "copy" / "evidence", small_register.kept
    )
