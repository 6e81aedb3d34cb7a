"""Tables for the tests of estimation: written out by hand, drawn from a known truth, or public."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from sijill.model.results.captures import CaptureTable

PUBLIC_TABLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse"

WriteTable = Callable[..., CaptureTable]
DrawTable = Callable[..., CaptureTable]
ReadTable = Callable[[str], CaptureTable]


def _write_table(lists: str, counts: Mapping[str, int], stratum: str = "Raqqa") -> CaptureTable:
    return CaptureTable(
        stratum, tuple(lists), {frozenset(members): number for members, number in counts.items()}
    )


def _tabulate(recorded: npt.NDArray[np.bool_]) -> CaptureTable:
    names = "ABCDEFGHIJKL"[: recorded.shape[1]]
    histories = Counter(
        frozenset(name for name, seen in zip(names, person, strict=True) if seen)
        for person in recorded
    )
    histories.pop(frozenset(), None)
    return CaptureTable("simulated", tuple(names), dict(histories))


def _draw_table(
    seed: int, persons: int, chances: Sequence[float], copied: Sequence[tuple[int, int, float]] = ()
) -> CaptureTable:
    """Independent lists; then, for (source, list, share), the share of the source is copied."""
    generator = np.random.default_rng(seed)
    recorded = generator.random((persons, len(chances))) < np.array(chances)
    for source, taker, share in copied:
        recorded[:, taker] |= recorded[:, source] & (generator.random(persons) < share)
    return _tabulate(recorded)


def _read_table(name: str) -> CaptureTable:
    path = PUBLIC_TABLES / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the public capture table {name}.csv is not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        (*lists, _), *rows = csv.reader(file)
    counts = {
        frozenset(name for name, seen in zip(lists, row, strict=False) if seen == "1"): int(row[-1])
        for row in rows
    }
    return CaptureTable(name, tuple(lists), counts)


@pytest.fixture(scope="session")
def write_table() -> WriteTable:
    """A table by hand: ``write_table("ABC", {"A": 5, "AB": 2})``."""
    return _write_table


@pytest.fixture(scope="session")
def draw_table() -> DrawTable:
    """A table drawn from a population of known size."""
    return _draw_table


@pytest.fixture(scope="session")
def read_table() -> ReadTable:
    """One of the public tables; skips where it is absent."""
    return _read_table


@pytest.fixture(scope="session")
def tabulate() -> Callable[[npt.NDArray[np.bool_]], CaptureTable]:
    """A table from persons (rows) by lists (columns)."""
    return _tabulate
