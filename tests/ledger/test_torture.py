"""Kills and power cuts, the short run: nothing acknowledged is lost, and wrong settings are caught.

``make torture`` runs ten thousand and twenty thousand.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from columns import unseen_changes
from failing_disk import fail
from flips import TABLES, flip_bundle, flip_register
from power_cut import Setting, cut, record
from registers import every_table
from sijill.ledger import Verdict, verify

TORTURE = Path(__file__).parents[2] / "bench" / "crash_loop.py"


def test_five_hundred_power_cuts_lose_nothing(tmp_path: Path) -> None:
    outcome = cut(record(tmp_path, Setting.RIGHT, 3, 15), 500, 7)
    assert (outcome.lost, outcome.unreadable) == (0, 0)


@pytest.mark.parametrize("setting", [Setting.WITHOUT_SYNC, Setting.ACKNOWLEDGED_EARLY])
def test_a_wrong_setting_is_caught_by_power_cuts(tmp_path: Path, setting: Setting) -> None:
    outcome = cut(record(tmp_path, setting, 3, 15), 200, 7)
    assert outcome.lost > 0


def test_a_disk_that_is_full_or_broken_loses_nothing(tmp_path: Path) -> None:
    outcome = fail(tmp_path, 60, 7)
    assert outcome.failed > 40
    assert (outcome.lost, outcome.unreadable) == (0, 0)


@pytest.mark.parametrize("stride", [1_009, pytest.param(97, marks=pytest.mark.long)])
def test_flipped_bytes_of_a_register_are_found_or_change_nothing(stride: int) -> None:
    flips = flip_register(stride, 7)
    assert flips.done > 50_000 // stride
    assert (flips.unseen, flips.crashes) == (0, 0)


@pytest.mark.parametrize("every", [29, pytest.param(1, marks=pytest.mark.long)])
def test_every_column_of_every_table_is_bound_by_something(tmp_path: Path, every: int) -> None:
    """But the time of a migration, which nobody signs: only its form is looked at."""
    register = every_table(tmp_path)
    report = verify(register.path, register.evidence, roots=register.roots)
    assert report.verdict is Verdict.SOUND
    tried, unseen = unseen_changes(register, tmp_path / "changed.db", every)
    assert {table for table, _ in tried} >= {*TABLES} - {"timestamp"}
    assert {column for table, column in tried if table == "cosignature"} >= {"n", "size", "peer"}
    assert {(change.table, change.column) for change in unseen} <= {("migration", "at")}


@pytest.mark.parametrize("stride", [997, pytest.param(53, marks=pytest.mark.long)])
def test_flipped_bytes_of_a_bundle_are_found_or_change_nothing(stride: int) -> None:
    flips = flip_bundle(stride, 7)
    assert flips.done > 30_000 // stride
    assert (flips.unseen, flips.crashes) == (0, 0)


@pytest.mark.parametrize(("kills", "early"), [("100", ""), ("40", "early")])
def test_kills_lose_nothing_and_catch_a_writer_that_speaks_too_early(
    tmp_path: Path, kills: str, early: str
) -> None:
    """In a process of its own: writers are forked, and a test runner has threads."""
    told = subprocess.run(
        [sys.executable, str(TORTURE), str(tmp_path), kills, early],
        capture_output=True,
        text=True,
        check=True,
    )
    done, lost, unreadable, entries = map(int, told.stdout.split())
    assert (done, unreadable) == (int(kills), 0)
    assert entries > done
    assert (lost > 0) is bool(early)
