"""A ledger in a fresh folder, the drafts that fill it, and a hand that tampers with it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from sijill.ledger import Draft, EntryKind, Ledger

AT = datetime(2018, 6, 15, 9, 30, tzinfo=UTC)

Tamper = Callable[..., None]


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
    """Change the closed file with SQL, as somebody would who hides that triggers were dropped."""

    def change(statement: str, *values: object) -> None:
        connection = apsw.Connection(str(path))
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
        assert connection.changes() > 0
        for _, sql in triggers:
            connection.execute(str(sql))
        connection.close()

    return change
