"""Protected words are nowhere but in the files as received; ``make torture`` looks longest."""

import gzip
from pathlib import Path

import pytest

from canaries import REFUSED, SHAPES, begin, captured, run_commands, run_kills
from canary_kills import run_kills_of_all
from canary_kinds import KINDS


def test_a_build_lets_no_protected_word_out(tmp_path: Path) -> None:
    trial = begin(tmp_path / "trial", 2, with_vault=True)
    run_kills(trial, 1, 2017)
    assert trial.leaks == []
    assert captured(trial) == {*SHAPES, *KINDS, "second"} - REFUSED


@pytest.mark.long
@pytest.mark.parametrize("with_vault", [True, False], ids=["with vault", "without vault"])
def test_no_command_lets_a_protected_word_out(tmp_path: Path, *, with_vault: bool) -> None:
    trial = begin(tmp_path / "trial", 2, with_vault=with_vault)
    run_commands(trial)
    assert trial.leaks == []
    assert len(trial.canaries) == 2 * (len(SHAPES) + len(KINDS))


@pytest.mark.long
def test_no_command_that_is_killed_leaves_a_protected_word(tmp_path: Path) -> None:
    trial = begin(tmp_path / "trial", 2, with_vault=True)
    killed = run_kills_of_all(trial, 16, 2017)
    assert trial.leaks == []
    assert set(killed) == {
        "build", "judge", "correct", "bundle", "sync", "backup", "restore", "erase"
    }  # fmt: skip


def test_the_search_finds_a_canary(tmp_path: Path) -> None:
    """The control: a file with one, plain or packed, is told."""
    trial = begin(tmp_path / "trial", 1, with_vault=False)
    (trial.case / "plain.txt").write_text("by canary-x", encoding="utf-8")
    (trial.case / "wide.txt").write_bytes("Canary-x".encode("utf-16"))
    (trial.case / "packed").write_bytes(gzip.compress(b"Canary-x"))
    trial.search("nothing")
    assert sorted(trial.leaks) == [
        f"case/{name}, after nothing" for name in ("packed", "plain.txt", "wide.txt")
    ]
