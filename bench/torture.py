"""Crashes, power cuts, broken disks, stopped servers: ours must lose nothing, wrong settings must.

Run with ``make torture``; the table is printed and written to ``bench/torture.json``. Exit code 1
if an acknowledged entry was lost, a ledger was unreadable, or a control was not caught.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from canaries import begin, begin_small
from canary_commands import run_commands, run_kills
from canary_kills import run_kills_of_all
from columns import unseen_changes
from crash_loop import kill
from failing_disk import fail
from flips import UNSIGNED, Flips, flip_bundle, flip_register
from hostile import run as give_hostile
from inputs import Kind
from merges import MergeFailedError, run
from postgres_cluster import Cluster, reason_to_skip
from postgres_stops import stop
from power_cut import Setting, cut, record
from registers import every_table

SEED = 2017
SITTINGS, APPENDS = 3, 15


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. A control is a wrong setting that must be caught."""

    trial: str
    runs: int
    lost: int
    unreadable: int
    is_control: bool

    @property
    def holds(self) -> bool:
        """Whether it came out as it must."""
        return bool(self.lost or self.unreadable) is self.is_control

    @property
    def cells(self) -> tuple[str, ...]:
        """The trial, its numbers, and whether it holds, as they are printed."""
        numbers = (f"{number:,}" for number in (self.runs, self.lost, self.unreadable))
        return (self.trial, *numbers, "holds" if self.holds else "DOES NOT HOLD")


def cut_power(setting: Setting, runs: int) -> Line:
    """Power cuts under one setting."""
    with tempfile.TemporaryDirectory() as folder:
        events = record(Path(folder), setting, SITTINGS, APPENDS)
    outcome = cut(events, runs, SEED)
    name = f"power cut, {setting.name.lower().replace('_', ' ')}"
    return Line(name, runs, outcome.lost, outcome.unreadable, setting is not Setting.RIGHT)


def kill_writers(runs: int, *, early: bool) -> Line:
    """Kills of a right writer, or of one that acknowledges too early."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill(Path(folder), runs, SEED, early=early)
    name = f"kill -9, {'acknowledged early' if early else 'right'}"
    return Line(name, runs, outcome.lost, outcome.unreadable, early)


def break_the_disk(runs: int) -> Line:
    """A disk that is full or broken from some write on."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = fail(Path(folder), runs, SEED)
    return Line("disk full or broken", runs, outcome.lost, outcome.unreadable, is_control=False)


def stop_servers(stops: int, controls: int) -> list[Line]:
    """A PostgreSQL server stopped while a team writes, and the control that speaks too early."""
    reason = reason_to_skip()
    if reason:
        print(f"No server is stopped. {reason}", file=sys.stderr)
        return []
    lines = []
    with Cluster.made() as cluster:
        for runs, early in ((stops, False), (controls, True)):
            outcome = stop(cluster, runs, SEED, early=early)
            name = f"PostgreSQL stopped, {'acknowledged early' if early else 'right'}"
            failed = outcome.unreadable + outcome.stops - outcome.resumed
            lines.append(Line(name, runs, outcome.lost + outcome.doubled, failed, early))
    return lines


def merge_copies(merges: int) -> Line:
    """Copies of a ledger appended to, restored and merged in generated stories."""
    try:
        done = run(merges, SEED)
    except MergeFailedError as error:
        print(error, file=sys.stderr)
        return Line("merges", merges, 1, 1, is_control=False)
    return Line("merges", done, 0, 0, is_control=False)


def seek_canaries(each: int, kills: int) -> list[Line]:
    """Protected words of every shape, with and without vault, and builds that are killed."""
    lines = []
    for with_vault in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            trial = begin(Path(folder) / "trial", each, with_vault=with_vault)
            run_commands(trial)
            builds = run_kills(trial, kills, SEED)
        print(*trial.leaks, sep="\n", file=sys.stderr)
        name = f"canaries, {'with' if with_vault else 'without'} vault"
        lines.append(Line(name, len(trial.canaries), len(trial.leaks), 0, is_control=False))
        print(f"killed, builds in a row: {dict(builds.most_common())}", file=sys.stderr)
    return lines


def kill_commands(kills: int) -> list[Line]:
    """Every command that writes, killed at changes spread over all that it makes.

    What is left lying, and a command that was struck at none, count as unreadable.
    """
    with tempfile.TemporaryDirectory() as folder:
        trial = begin_small(Path(folder) / "trial", 7)
        done = run_kills_of_all(trial, kills, SEED)
    print(*trial.leaks, *done.faults, *done.left, sep="\n", file=sys.stderr)
    for command, places in done.struck.items():
        words = f"{done.at_work(command)} of {places.total()} at {len(places)} changes"
        print(f"killed, {command}: {words}", file=sys.stderr)
    lost = len(trial.leaks) + len(done.faults)
    idle = sum(not done.at_work(command) for command in done.struck)
    struck = sum(map(done.at_work, done.struck))
    return [Line("commands killed at work", struck, lost, idle + len(done.left), is_control=False)]


def give_hostile_files(each: int) -> Line:
    """Hostile files of every kind, each within limits of time and memory."""
    result = give_hostile(each, list(Kind))
    given = result.given.total()
    return Line("hostile files", given, len(result.faults), 0, is_control=False)


def flip_bytes(what: str, flips: Flips) -> Line:
    """Every byte flipped: changes that went unseen, and crashes."""
    return Line(f"bytes flipped, {what}", flips.done, flips.unseen, flips.crashes, is_control=False)


def change_columns() -> Line:
    """Every value of every table changed: what still verifies, but for the time of a migration."""
    with tempfile.TemporaryDirectory() as folder:
        tried, unseen = unseen_changes(every_table(Path(folder)), Path(folder) / "changed.db")
    lost = [change for change in unseen if (change.table, change.column) != UNSIGNED]
    print(*lost, sep="\n", file=sys.stderr)
    return Line("columns changed, register", len(tried), len(lost), 0, is_control=False)


def every_trial(asked: argparse.Namespace) -> Iterator[Line]:
    """Each trial in turn; in full they take two hours, so a line is told when it is there."""
    for setting in Setting:
        yield cut_power(setting, asked.cuts if setting is Setting.RIGHT else asked.controls)
    yield break_the_disk(asked.failures)
    yield merge_copies(asked.merges)
    yield flip_bytes("register", flip_register(asked.every))
    yield change_columns()
    yield flip_bytes("bundle", flip_bundle(asked.every))
    yield give_hostile_files(asked.hostile)
    yield from seek_canaries(asked.canaries, asked.builds)
    yield from kill_commands(asked.commands)
    yield from stop_servers(asked.stops, min(asked.controls, 20))
    yield kill_writers(asked.kills, early=False)
    yield kill_writers(asked.controls, early=True)


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--cuts", type=int, default=20_000)
    parser.add_argument("--failures", type=int, default=500)
    parser.add_argument("--every", type=int, default=1, help="flip every n-th byte")
    parser.add_argument("--merges", type=int, default=20_000)
    parser.add_argument("--stops", type=int, default=200)
    parser.add_argument("--canaries", type=int, default=25, help="in each shape")
    parser.add_argument(
        "--builds",
        type=int,
        default=25,
        help="killed, with and without vault",
    )
    parser.add_argument("--commands", type=int, default=50, help="kills of each that writes")
    parser.add_argument("--hostile", type=int, default=100, help="small inputs of each kind")
    parser.add_argument("--controls", type=int, default=300)
    lines = []
    for line in every_trial(parser.parse_args()):
        print(*line.cells, sep="  ", file=sys.stderr, flush=True)
        lines.append(line)
    table = Table("trial", "runs", "lost", "unreadable", "")
    for line in lines:
        table.add_row(*line.cells)
    Console().print(table)
    content = [
        {"trial": line.trial, "runs": line.runs, "lost": line.lost, "unreadable": line.unreadable}
        for line in lines
    ]
    Path(__file__).with_suffix(".json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(_main())
