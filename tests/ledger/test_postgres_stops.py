"""A server that is stopped while a team writes, the short run.

``make torture`` stops it two hundred times.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from postgres_cluster import reason_to_skip

STOPS = Path(__file__).parents[2] / "bench" / "postgres_stops.py"


@pytest.mark.skipif(reason_to_skip() is not None, reason=str(reason_to_skip()))
@pytest.mark.parametrize(("stops", "words"), [(3, []), (4, ["early"])])
def test_stops_lose_nothing_and_catch_a_member_that_speaks_too_early(
    stops: int, words: list[str]
) -> None:
    """In a process of its own: writers are forked, and a test runner has threads."""
    told = subprocess.run(
        [sys.executable, str(STOPS), str(stops), *words], capture_output=True, text=True, check=True
    )
    done, acknowledged, lost, doubled, unreadable, resumed = map(int, told.stdout.split())
    assert (done, resumed) == (stops, stops)
    assert acknowledged > stops
    assert doubled == 0
    assert (lost > 0, unreadable > 0) == (bool(words), bool(words))
