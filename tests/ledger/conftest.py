"""A ledger in a fresh folder, the drafts that fill it, and a hand that tampers with it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from sijill.ledger import Draft, EntryKind, Ledger
from tampering import tamper_with

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
    """Change the closed file with SQL."""
    return partial(tamper_with, path)
