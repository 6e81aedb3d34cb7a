"""Kills: a writer is ended with SIGKILL at any moment, again and again, on the same ledger.

A writer is killed after it has acknowledged a number of entries, drawn anew for each, and a moment
later: so the loop does as much work on a busy machine as on a quiet one.
The writer says how many entries were acknowledged through a pipe; after each kill the ledger must
hold at least so many, must be sound, and must be ready for the next writer. A writer that
acknowledges too early must be caught by the same loop.
"""

import os
import signal
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from power_cut import AT, KEY
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify

MOST_ENTRIES = 8
"""A writer is killed after 0 to this many acknowledged entries."""
LONGEST_SECONDS = 0.002
"""And up to this long after the last of them: about one append."""
KILLS_A_LEDGER = 50
_NUMBER = struct.Struct("<q")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of so many kills; ``entries`` is how many were written in all."""

    kills: int
    lost: int
    unreadable: int
    entries: int


@dataclass(frozen=True, slots=True)
class _End:
    """When a writer is killed: so many entries after its start, and so many seconds later."""

    entries: int
    seconds: float


def kill(folder: Path, kills: int, seed: int, *, early: bool = False) -> Outcome:
    """Start and kill so many writers, fifty on each ledger, in a folder.

    This process must not have threads: the writers are forked from it.
    """
    random = Random(seed)  # noqa: S311  a simulation
    lost = unreadable = held = entries = 0
    path = folder / "none"
    for number in range(kills):
        if number % KILLS_A_LEDGER == 0:
            entries, held = entries + held, 0
            path = folder / f"register-{number}.db"
            with Ledger.open(path, create=True, key=KEY):
                pass
        end = _End(random.randint(0, MOST_ENTRIES), random.random() * LONGEST_SECONDS)
        acknowledged = max(held, _write_and_die(path, end, early))
        if verify(path, folder).verdict is not Verdict.SOUND:
            unreadable += 1
        with Ledger.open(path) as ledger:
            held = ledger.size
        lost += held < acknowledged
    return Outcome(kills, lost, unreadable, entries + held)


def _write_and_die(path: Path, end: _End, early: bool) -> int:  # noqa: FBT001  passed through
    """Let a writer work until its end, kill it, and give the last number it acknowledged."""
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(reading)
        _write(path, writing, early)
    os.close(writing)
    acknowledged = b""
    while len(acknowledged) < (1 + end.entries) * _NUMBER.size:  # the first says that it began
        block = os.read(reading, _NUMBER.size)
        if not block:
            raise RuntimeError(f"the writer on {path} ended by itself")
        acknowledged += block
    time.sleep(end.seconds)
    os.kill(writer, signal.SIGKILL)
    while block := os.read(reading, 65_536):
        acknowledged += block
    os.close(reading)
    os.waitpid(writer, 0)
    whole = len(acknowledged) // _NUMBER.size * _NUMBER.size
    return max((number for (number,) in _NUMBER.iter_unpack(acknowledged[:whole])), default=0)


def _write(path: Path, pipe: int, early: bool) -> None:  # noqa: FBT001  passed through
    """Append until killed; never returns."""
    try:
        with Ledger.open(path, key=KEY) as ledger:
            number = ledger.size
            os.write(pipe, _NUMBER.pack(number))
            while True:
                number += 1
                if early:
                    os.write(pipe, _NUMBER.pack(number))
                kind = EntryKind.JUDGEMENT if number % 5 == 0 else EntryKind.ROW
                ledger.append([Draft(kind, "list", {"row": number})], author="bench", at=AT)
                os.write(pipe, _NUMBER.pack(number))
    finally:
        os._exit(1)


if __name__ == "__main__":
    outcome = kill(Path(sys.argv[1]), int(sys.argv[2]), 2017, early=bool(sys.argv[3]))
    print(outcome.kills, outcome.lost, outcome.unreadable, outcome.entries)
