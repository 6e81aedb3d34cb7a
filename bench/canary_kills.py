"""Commands on a case of canaries that are killed at any moment, and what they leave looked through.

Each command that writes takes its turn: build, judge, correct, bundle, sync, backup, restore and
erase. It is first run to its end, which says how long it takes, and is then killed somewhere in
that time. Each run is given something new to do, as a changed list or another record to erase. A
kill counts where it struck a step at work, which the killed process itself writes down.
"""

import random
import shutil
import time
from collections import Counter
from typing import TYPE_CHECKING

import strikes
from canaries import RIGHT, Trial
from canary_names import mixed_names
from strikes import at_work

if TYPE_CHECKING:
    from collections.abc import Callable

Words = tuple[object, ...]
_LEAST_SECONDS = 0.05
TRIES = 3
"""How many are killed at most, for each that is to be struck at work."""
ROWS = 400


class _Turns:
    """What is asked of the commands; each call gives one something that was not done before."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.number = 0
        root = trial.root
        self.key, self.backup = root / "kills.key", root / "kills.age"
        self.public = trial.run("keygen", self.key, "--json").split('"')[3]
        trial.run("backup", trial.case, "--to", self.backup, "--recipient", self.public)

    def build(self) -> Words:
        """A build of a case in which a list with protected words has changed."""
        self.number += 1
        numbers = range(self.number * ROWS, (self.number + 1) * ROWS)
        content = RIGHT(mixed_names("kill", numbers, begin=self.number))
        (self.trial.case / "data" / "right.csv").write_bytes(content)
        (self.trial.root / "received" / f"kill-{self.number}.csv").write_bytes(content)
        return ("build", self.trial.case)

    def judge(self) -> Words:
        """Decisions on a pair, which a person wrote down."""
        self.number += 1
        path = self.trial.root / f"judged-{self.number}.csv"
        row = f"right:{self.number % ROWS + 1},nested:1,different,seen on the spot"
        path.write_text(f"left,right,decision,reason\n{row}\n", "utf-8")
        return ("judge", path, "--case", self.trial.case)

    def correct(self) -> Words:
        """A correction of a record."""
        self.number += 1
        why = ("--reason", f"seen, {self.number}", "--case", self.trial.case)
        return ("correct", "missing:1", "name", f"Khalid Nabil {self.number}", *why)

    def bundle(self) -> Words:
        """A bundle about one record, into a new folder."""
        self.number += 1
        folder = self.trial.root / f"bundle-{self.number}"
        return ("bundle", self.trial.case, "--subject", "right:1", "--to", folder)

    def sync(self) -> Words:
        """A stick that has the register only."""
        self.number += 1
        stick = self.trial.root / f"stick-{self.number}"
        stick.mkdir()
        for name in ("register.db", "case.toml"):
            shutil.copyfile(self.trial.case / name, stick / name)
        return ("sync", self.trial.case, stick, "--accept", "--take-files")

    def save(self) -> Words:
        """A backup into a new file."""
        self.number += 1
        target = self.trial.root / f"case-{self.number}.age"
        return ("backup", self.trial.case, "--to", target, "--recipient", self.public)

    def restore(self) -> Words:
        """The backup into a new folder."""
        self.number += 1
        target = self.trial.root / f"again-{self.number}"
        return ("restore", self.backup, "--key", self.key, "--to", target)

    def erase(self) -> Words:
        """A record that was not erased yet."""
        self.number += 1
        record = f"right:{self.number % ROWS + 1}"
        return ("erase", record, "--reason", "request 12", "--case", self.trial.case)


def run_kills_of_all(trial: Trial, kills: int, seed: int) -> dict[str, Counter[str]]:
    """Kill each command in its turn until ``kills`` of them struck one at work.

    Returns, by command, the steps that were struck, and how often it was not yet or no more at
    work. At most ``TRIES`` times as many are killed.
    """
    chance = random.Random(seed)  # noqa: S311  moments, no secret
    trial.run("build", trial.case)
    turns = _Turns(trial)
    asked: list[Callable[[], Words]] = [
        turns.build, turns.judge, turns.correct, turns.bundle, turns.sync, turns.save,
        turns.restore, turns.erase,
    ]  # fmt: skip
    windows: dict[str, tuple[float, float]] = {}
    struck: dict[str, Counter[str]] = {}
    for number in range(TRIES * kills):
        if sum(map(at_work, struck.values())) >= kills:
            break
        ask = asked[number % len(asked)]
        words = ask()
        name = str(words[0])
        if name not in windows:
            began = time.monotonic()
            trial.run(*words)
            windows[name] = _LEAST_SECONDS, time.monotonic() - began
            words = ask()
        moment = chance.uniform(*windows[name])
        place = trial.kill(moment, *words)
        windows[name] = _narrowed(windows[name], moment, place)
        struck.setdefault(name, Counter())[place] += 1
    trial.run("build", trial.case)
    trial.run("verify", trial.case)
    return struck


def _narrowed(window: tuple[float, float], moment: float, place: str) -> tuple[float, float]:
    """When to strike next: later where a command was still starting, earlier where it had ended."""
    low, high = window
    match place:
        case strikes.STARTING:
            return (low + moment) / 2, high
        case strikes.ENDED:
            return low, (moment + high) / 2
    return window
