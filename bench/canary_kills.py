"""Commands on a case of canaries that are killed at work, and what they leave looked through.

Each command that writes is first run to its end, which says what changes it makes to files and
databases; then it is killed at changes spread over all of these, or a moment after one. Each run is
given something new to do, as a changed list or another record to erase. After each kill everything
that lies there is searched for canaries, the register must be sound and hold every entry that it
held, and a target that is there (a backup, a bundle, a restored case) must be whole.
"""

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from canaries import ARABIC, COLUMNS, MAPPING, RIGHT, Trial
from canaries import ROWS as LISTED
from canary_names import mixed_names
from sijill.ledger import Ledger, Verdict, verify

Words = tuple[object, ...]
LONGEST_DELAY = 0.03
"""Seconds after a change at which every second kill strikes: amid the writing of a file."""
ROWS = 40
ENDED = "ended"
_OTHERS = ("received", "stick")
"""Folders that are not looked through for leftovers: no command comes to a stick again."""
KILLED = (-9, -14)
"""By the signal itself, or by the one of a delay."""


@dataclass
class Kills:
    """What came of the kills.

    Attributes:
        struck: by command, the steps that were struck, with the change that was to be made.
        faults: what was lost or not whole, and commands that failed when they were run again.
        left: names of temporary files that lie there when everything was run to its end.
    """

    struck: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def at_work(self, command: str) -> int:
        """How many struck this command at a change."""
        places = self.struck[command]
        return places.total() - places[ENDED]


class Runner:
    """Runs commands in children of one process that has everything imported."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self._told, self._answer = trial.root / "told.txt", trial.root / "tmp" / "answer.txt"
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__).with_name("signs.py"))],
            env=trial.environment(),
            cwd=trial.root / "tmp",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, words: Words, strike: int, delay: float) -> int:
        writing, reading = self._process.stdin, self._process.stdout
        if writing is None or reading is None:
            raise RuntimeError("the process has no pipes")
        self._told.unlink(missing_ok=True)
        asked = {
            "words": list(map(str, words)),
            "strike": strike,
            "delay": delay,
            "told": str(self._told),
            "answer": str(self._answer),
        }
        writing.write(f"{json.dumps(asked)}\n")
        writing.flush()
        code: int = json.loads(reading.readline())["code"]
        return code

    def run(self, *words: object) -> tuple[int, str]:
        """Run a command to its end; its exit code and what it said."""
        code = self._ask(words, 0, 0.0)
        return code, self._answer.read_text("utf-8", "replace")

    def signs(self, words: Words) -> tuple[int, list[str]]:
        """Run a command to its end; its exit code and what changes it made."""
        code = self._ask(words, 0, 0.0)
        return code, self._told.read_text("utf-8").splitlines()

    def strike(self, words: Words, number: int, delay: float) -> str:
        """Kill a command at a change; the change, or ``ENDED`` where it made fewer."""
        code = self._ask(words, number, delay)
        return self._told.read_text("utf-8") if code in KILLED else ENDED


def leaves(case: Path) -> frozenset[str]:
    """The hashes of the entries that a register holds."""
    with Ledger.open(case / "register.db") as ledger:
        return frozenset(entry.leaf for entry in ledger.entries())


@contextmanager
def _runner(trial: Trial) -> Iterator[Runner]:
    runner = Runner(trial)
    try:
        yield runner
    finally:
        runner.close()


class Turns:
    """What is asked of the commands; each call gives one something that was not done before."""

    def __init__(self, runner: Runner) -> None:
        self.runner, self.trial, self.number = runner, runner.trial, 0
        root = self.trial.root
        self.key, self.backup = root / "kills.key", root / "kills.age"
        self.public = json.loads(runner.run("keygen", self.key, "--json")[1])["public"]
        runner.run("backup", self.trial.case, "--to", self.backup, "--recipient", self.public)
        self.exhibit = ""

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _at(self, *words: object) -> Words:
        return (*words, "--reason", f"seen, {self._next()}", "--case", self.trial.case)

    def commands(self) -> dict[str, Callable[[], Words]]:
        """Every command that writes, by what is done."""
        case = self.trial.case
        return {
            "build": self._build,
            "judge": self._judge,
            "correct": lambda: self._at("correct", "missing:1", "name", f"Khalid {self.number}"),
            "grade": lambda: self._at("grade", "incidents:1", "fair"),
            "match": lambda: self._at("match", "lines:1", "incidents:1"),
            "consent": lambda: self._at("consent", "interviews:1", "given", "--scope", "publish"),
            "withdraw": lambda: self._at("withdraw", f"rows:{self._next() % LISTED}"),
            "identify": lambda: self._at("identify", "remains:1", "missing:2", "--method", "dna"),
            "claim": lambda: self._at("claim", f"{self._next()} died in Basatin", "--confirm"),
            "presence": lambda: self._at(
                "presence", "remains:1", "--holder", "the morgue", "--at", f"shelf {self.number}"
            ),
            "examine": lambda: self._at("examine", "remains:1", "photo", "completed"),
            "site": lambda: ("site", case, "S1", "--state", "no_go", "--reason", f"{self._next()}"),
            "operation": lambda: (
                "operation", case, "S1", "--day", "2026-01-05", "--team", "T2", "--note",
                f"hole {self._next()}",
            ),
            "undo": lambda: self._at("judge", "--undo"),
            "evidence add": self._add,
            "evidence act": lambda: (
                "evidence", "act", case, self.exhibit, "viewed", "--reason", f"{self._next()}",
            ),
            "evidence copy": lambda: (
                "evidence", "copy", case, self.exhibit, self._picture(), "--redacted", "--reason",
                "faces",
            ),
            "evidence export": lambda: (
                "evidence", "export", case, self.exhibit, self._target("opened"), "--reason",
                "the court",
            ),
            "fixity": lambda: ("evidence", "fixity", case),
            "bundle": lambda: (
                "bundle", case, "--subject", "rows:1", "--to", self._target("bundle"),
            ),
            "sync": self._sync,
            "backup": lambda: (
                "backup", case, "--to", self._target("age"), "--recipient", self.public,
            ),
            "restore": lambda: (
                "restore", self.backup, "--key", self.key, "--to", self._target("again"),
            ),
            "unseal": lambda: (
                "unseal", case, self._sealed(), "--key", self.trial.root / "vault.key", "--to",
                self._target("opened"),
            ),
            "keygen": lambda: ("keygen", self._target("key"), "--split", "2/3"),
            "checkpoint": lambda: ("checkpoint", case, "--to", self._target("head")),
            "erase": lambda: (
                "erase", f"rows:{self._next() % LISTED}", "--reason", "request 12", "--case", case,
            ),
            "seal later": self._seal_later,
        }  # fmt: skip

    def _target(self, kind: str) -> Path:
        folder = self.trial.root / "opened" if kind == "opened" else self.trial.root
        return folder / f"{kind}-{self._next()}"

    def _build(self) -> Words:
        """A build of a case in which a list with protected words has changed."""
        number = self._next()
        names = mixed_names("kill", range(number * ROWS, (number + 1) * ROWS), begin=number)
        self._receive("right.csv", RIGHT(names))
        return ("build", self.trial.case)

    def _receive(self, name: str, content: bytes) -> None:
        (self.trial.case / "data" / name).write_bytes(content)
        (self.trial.root / "received" / f"kill-{self._next()}-{name}").write_bytes(content)

    def _judge(self) -> Words:
        number = self._next()
        path = self.trial.root / f"judged-{number}.csv"
        row = f"rows:{number % LISTED},missing:1,different,seen on the spot"
        path.write_text(f"left,right,decision,reason\n{row}\n", "utf-8")
        return ("judge", path, "--case", self.trial.case)

    def _picture(self) -> Path:
        path = self.trial.root / "received" / f"street-{self._next()}.jpg"
        path.write_bytes(f"no picture, {self.number}".encode() * 50_000)
        return path

    def _add(self) -> Words:
        return ("evidence", "add", self.trial.case, self._picture(), "--title", "A street")

    def _sync(self) -> Words:
        """A stick that has the register only."""
        stick = self._target("stick")
        stick.mkdir()
        for name in ("register.db", "case.toml"):
            shutil.copyfile(self.trial.case / name, stick / name)
        return ("sync", self.trial.case, stick, "--accept", "--take-files")

    def _sealed(self) -> str:
        _, answer = self.runner.run("log", self.trial.case, "--last", 100_000, "--json")
        sealed = [
            entry["payload"]["sealed"]["sha256"]
            for entry in json.loads(answer)
            if entry["kind"] == "capture" and "sealed" in entry["payload"]
        ]
        return str(sealed[0])

    def _seal_later(self) -> Words:
        """A list that was captured in plain, and a vault after it."""
        number, case = self._next(), self.trial.case
        settings = case / "case.toml"
        text = settings.read_text("utf-8")
        head, _, rest = text.partition("\n")
        mapping = MAPPING.format(source=f"late-{number}", file=f"late-{number}.csv")
        mapping = mapping.replace("told_by", ARABIC)
        (case / "sources" / f"late-{number}.toml").write_text(mapping, "utf-8")
        names = ",".join((*COLUMNS, ARABIC))
        (witness,) = mixed_names("late", range(number, number + 1), begin=number)
        row = f"{number},Rana,2031-06-03,Basatin,{witness}"
        self._receive(f"late-{number}.csv", f"{names}\n{row}\n".encode())
        settings.write_text(rest, "utf-8")
        self.runner.run("build", case)
        settings.write_text(f"{head}\n{rest}", "utf-8")
        return ("build", case)


def run_kills_of_all(trial: Trial, kills: int, seed: int, only: tuple[str, ...] = ()) -> Kills:
    """Kill each command so many times, at changes spread over all that it makes.

    Args:
        trial: of ``begin_small``.
        kills: of each command; fewer, where it makes fewer changes.
        seed: of the moments.
        only: the commands; all where none is named.
    """
    chance = random.Random(seed)  # noqa: S311  moments, no secret
    done = Kills()
    with _runner(trial) as runner:
        (trial.root / "opened").mkdir(exist_ok=True)
        runner.run("build", trial.case)
        turns = Turns(runner)
        turns.exhibit = json.loads(runner.run(*turns.commands()["evidence add"](), "--json")[1])[
            "exhibit"
        ]
        runner.run(*turns.commands()["judge"]())
        for name, ask in turns.commands().items():
            if only and name not in only:
                continue
            _kill_one(runner, done, name, ask, (kills, chance))
        runner.run("build", trial.case)
        code, answer = runner.run("verify", trial.case)
        if code:
            done.faults.append(f"verify at the end: {answer[-300:]}")
    done.left = sorted(
        str(path.relative_to(trial.root))
        for path in trial.root.rglob(".*")
        if not path.relative_to(trial.root).parts[0].startswith(_OTHERS)
    )
    return done


def _kill_one(
    runner: Runner,
    done: Kills,
    name: str,
    ask: Callable[[], Words],
    how: tuple[int, random.Random],
) -> None:
    trial, (kills, chance) = runner.trial, how
    words = ask()
    code, signs = runner.signs(words)
    if code not in (0, 1) or not signs:
        done.faults.append(f"{name} as a whole: exit code {code}, {len(signs)} changes")
        return
    struck = done.struck.setdefault(name, Counter())
    before = leaves(trial.case)
    for number in range(kills):
        place = 1 + (number * len(signs) + chance.randrange(len(signs))) // kills
        delay = chance.uniform(0, LONGEST_DELAY) if number % 2 else 0.0
        words = ask()
        sign = runner.strike(words, min(place, len(signs)), delay)
        if sign == ENDED and delay:  # it was done before the kill came: strike at the change itself
            words = ask()
            sign = runner.strike(words, min(place, len(signs)), 0.0)
        struck[sign] += 1
        trial.search(f"{name}, killed at {sign}")
        before = _look(runner, done, f"{name}, killed at {sign}", before)
        _look_at_target(runner, done, f"{name}, killed at {sign}", words)
    code, answer = runner.run(*ask())
    if code not in (0, 1):
        done.faults.append(f"{name} after the kills: exit code {code}: {answer[-300:]}")
    trial.search(f"{name} after its kills")


def _look(runner: Runner, done: Kills, what: str, before: frozenset[str]) -> frozenset[str]:
    case = runner.trial.case
    report = verify(case / "register.db", case / "evidence")
    if report.verdict is not Verdict.SOUND:
        done.faults.append(f"{what}: {report.verdict}: {report.findings[:3]}")
    now = leaves(case)
    if lost := before - now:
        done.faults.append(f"{what}: {len(lost)} entries are lost")
    return now


def _look_at_target(runner: Runner, done: Kills, what: str, words: Words) -> None:
    """A target that is there is whole."""
    command, root = words[0], runner.trial.root
    for path in (root / "opened").iterdir():
        if sha256(path.read_bytes()).hexdigest() not in runner.trial.received():
            done.faults.append(f"{what}: {path.name} is there and is no file as it was received")
    for path in root.glob("key-*.txt"):
        if not path.read_text("utf-8").endswith("\n"):
            done.faults.append(f"{what}: {path.name} is there and not whole")
    target = words[words.index("--to") + 1] if "--to" in words else None
    if not isinstance(target, Path) or not target.exists():
        return
    if command == "backup":
        place = root / f"{target.name}-restored"
        code, answer = runner.run("restore", target, "--key", root / "kills.key", "--to", place)
        shutil.rmtree(place, ignore_errors=True)
    elif command == "bundle":
        code, answer = runner.run("verify", target)
    elif command == "restore":  # without the device's memory: a backup is older than that
        report = verify(target / "register.db", target / "evidence")
        code, answer = int(report.verdict is not Verdict.SOUND), str(report.findings)
    else:
        return
    if code:
        done.faults.append(f"{what}: {target.name} is there and not whole: {answer[-300:]}")
