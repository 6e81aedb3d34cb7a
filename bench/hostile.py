"""Hostile inputs by the thousand, each given to the commands within limits of time and memory.

Run with ``make torture``, or a part of it with ``make hostile KINDS=csv,json EACH=10 SEED=7``.
What is given and what must hold stands in ``tests/hostile``. Every input runs in a process of its
own, so that the processor's time and the memory of one are known; lists are built many at once, and
a batch that is beyond the limits is taken apart until the input is found.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from hostile_copies import Originals
from inputs import LISTS, HostileInput, Kind, make, make_large, make_many, make_odd
from timestamp_authority import make_authority
from trials import Stage, give, give_first_look, give_lists, make_originals

SEED = 2017
MOST_SECONDS, MOST_BYTES = 10.0, 512 * 2**20
"""Beyond a build that finds nothing new."""
PATIENCE_SECONDS = 900
"""Of the clock, after which a process is ended; a busy machine is slow."""
BATCH, NEW_CASE = 50, 4
"""How many lists are built at once, and how many a new case is started from: of many more that
share people, an estimate takes longer than the files. Of every two such groups one is taken."""
PERCENT = dict.fromkeys(LISTS, 150) | {
    Kind.CASE: 40,
    Kind.BOUNDARIES: 30,
    Kind.STICK: 20,
    Kind.WACZ: 25,
    Kind.PROOFMODE: 25,
    Kind.AUTO_ARCHIVER: 25,
    Kind.PICTURE: 25,
}
"""How many are given of a kind, against the others: many are built at once, or each takes long."""
LOADED = ("sijill.steps.case.build", "sijill.cli.case.cases", "splink", "duckdb", "altair")


@dataclass(frozen=True, slots=True)
class Use:
    """What one process came to.

    Attributes:
        seconds: processor time of its longest command; of all of it, if it did not end.
        memory: the most that it, or a child of it, ever held, in bytes.
        faults: what did not hold.
    """

    seconds: float
    memory: int
    faults: tuple[str, ...]


@dataclass
class Result:
    """All inputs of a run: how many of each kind, and what was wrong."""

    given: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    most_seconds: float = 0
    most_memory: int = 0


def apart(stage: Stage, work: Callable[[], None]) -> Use:
    """Do some work in a process of its own, and measure it with all of its children."""
    answer = stage.root / "answer.json"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            work()
            measured = {"faults": stage.faults, "seconds": stage.most_seconds}
            answer.write_text(json.dumps(measured), encoding="utf-8")
        except BaseException:  # noqa: BLE001  the process ends here, and says why
            traceback.print_exc()
        finally:
            os._exit(0)
    until = time.monotonic() + PATIENCE_SECONDS
    while not (ended := os.wait4(child, os.WNOHANG))[0]:
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    used = ended[2]
    seconds = used.ru_utime + used.ru_stime
    found = ["it did not come to an end"]
    if answer.exists():
        measured = json.loads(answer.read_text(encoding="utf-8"))
        seconds, found = measured["seconds"], measured["faults"]
    return Use(seconds, 1024 * used.ru_maxrss, tuple(found))


class Trials:
    """Inputs given to copies of one case."""

    def __init__(self, root: Path, seed: int) -> None:
        self.seed = seed
        self.stage = Stage(root / "root")
        os.environ.update(self.stage.environment())
        tempfile.tempdir = None
        self.result = Result()
        self._whole = root / "whole"
        self._drafts = root / "originals"
        apart(self.stage, self._begin)
        self.originals = _read_originals(self._drafts)
        self.idle = apart(self.stage, lambda: give_lists(self.stage, [_PLAIN]))
        self._reset()

    def _begin(self) -> None:
        self.stage.lay_out()
        authority = make_authority(self._drafts.with_name("authority"))
        _write_originals(make_originals(self.stage, authority.answer), self._drafts)
        shutil.copytree(self.stage.case, self._whole)

    def _reset(self) -> None:
        shutil.rmtree(self.stage.case)
        shutil.copytree(self._whole, self.stage.case)
        shutil.rmtree(self.stage.root / "given", ignore_errors=True)

    def give_kind(self, kind: Kind, each: int, *, large: bool) -> None:
        """Give the small inputs of a kind, and the large ones if they are asked for."""
        many = each * PERCENT.get(kind, 100) // 100
        small = [make(self.seed, kind, number, self.originals) for number in range(many)]
        small += make_odd(kind)
        if kind in LISTS:
            for start in range(0, len(small), BATCH):
                self._give_batch(small[start : start + BATCH])
        else:
            for one in small:
                self._give_one(one)
        self.result.given[kind.value] += len(small)
        if large:
            self._give_large(kind)

    def _give_large(self, kind: Kind) -> None:
        for name, write in make_large(kind):
            self._give_batch([write()]) if kind in LISTS else self._give_one(write())
            self._note_large(kind, name, 1)
        for name, write_all in make_many() if kind is Kind.CSV else ():
            lists = write_all()
            self._give_at_once(lists)
            self._note_large(kind, name, len(lists))

    def _note_large(self, kind: Kind, name: str, given: int) -> None:
        used = self.last
        print(f"  {kind} {name}: {used.seconds:.1f} s, {used.memory >> 20:,} MiB", flush=True)
        self.result.given[kind.value] += given

    def _give_batch(self, given: Sequence[HostileInput]) -> None:
        self._reset()
        used = apart(self.stage, lambda: give_lists(self.stage, given))
        is_ended = "it did not come to an end" not in used.faults
        if len(given) > 1 and (self._excess(used) or not is_ended):
            half = len(given) // 2
            self._give_batch(given[:half])
            self._give_batch(given[half:])
            return
        self._note(given[0], used)
        for start in range(0, len(given), 2 * NEW_CASE):
            if given[0].kind is not Kind.MAPPING:
                self._reset()
                self._look_first(given[start : start + NEW_CASE])

    def _give_at_once(self, given: Sequence[HostileInput]) -> None:
        """Lists that are hostile together only: they are not taken apart."""
        self._reset()
        self._note(given[0], apart(self.stage, lambda: give_lists(self.stage, given)))

    def _look_first(self, given: Sequence[HostileInput]) -> None:
        self._note(given[0], apart(self.stage, lambda: give_first_look(self.stage, given)))

    def _give_one(self, given: HostileInput) -> None:
        self._reset()
        self._note(given, apart(self.stage, lambda: give(self.stage, given)))

    def _note(self, given: HostileInput, used: Use) -> None:
        self.last = used
        self.result.most_seconds = max(self.result.most_seconds, used.seconds - self.idle.seconds)
        self.result.most_memory = max(self.result.most_memory, used.memory - self.idle.memory)
        excess = self._excess(used)
        found = [*used.faults, *([f"{given.name}: {excess}"] if excess else [])]
        self.result.faults += found
        print(*found, sep="\n", file=sys.stderr, end="\n" if found else "", flush=True)

    def _excess(self, used: Use) -> str:
        seconds, memory = used.seconds - self.idle.seconds, used.memory - self.idle.memory
        if seconds <= MOST_SECONDS and memory <= MOST_BYTES:
            return ""
        return f"it took {seconds:.1f} s and {memory >> 20:,} MiB beyond an idle build"


_PLAIN = HostileInput(Kind.CSV, "plain", b"no,name,died,place,note\n1,Nadir Samir,,,q0x1z\n")


def _write_originals(originals: Originals, folder: Path) -> None:
    groups = {"bundle": originals.bundle, "stick": originals.stick, "backup": originals.backup}
    groups["one"] = {"checkpoint": originals.checkpoint, "response": originals.response}
    for group, files in groups.items():
        for name, content in files.items():
            path = folder / group / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _read_originals(folder: Path) -> Originals:
    def group(name: str) -> dict[str, bytes]:
        paths = sorted(path for path in (folder / name).rglob("*") if path.is_file())
        return {path.relative_to(folder / name).as_posix(): path.read_bytes() for path in paths}

    one = group("one")
    checkpoint, response = one["checkpoint"], one["response"]
    return Originals(group("bundle"), group("stick"), group("backup"), checkpoint, response)


def run(each: int, kinds: Sequence[Kind], seed: int = SEED, *, large: bool = True) -> Result:
    """Give ``each`` small inputs of every kind that the seed makes, and all large ones."""
    for module in LOADED:
        import_module(module)
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder), seed)
        print(
            f"an idle build: {trials.idle.seconds:.1f} s, {trials.idle.memory >> 20:,} MiB",
            flush=True,
        )
        for kind in kinds:
            trials.give_kind(kind, each, large=large)
            print(
                f"{kind}: {trials.result.given[kind]:,} given, "
                f"{len(trials.result.faults):,} faults so far",
                flush=True,
            )
    return trials.result


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=100, help="small inputs of each kind")
    parser.add_argument("--kinds", default=",".join(Kind))
    parser.add_argument("--seed", type=int, default=SEED, help="another one makes other inputs")
    parser.add_argument("--small", action="store_true", help="without the large inputs")
    asked = parser.parse_args()
    kinds = [Kind(name) for name in asked.kinds.split(",")]
    result = run(asked.each, kinds, asked.seed, large=not asked.small)
    print(
        f"{result.given.total():,} inputs, {len(result.faults):,} faults; at most "
        f"{result.most_seconds:.1f} s and {result.most_memory >> 20:,} MiB beyond an idle build"
    )
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(_main())
