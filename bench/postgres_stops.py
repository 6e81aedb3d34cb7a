"""Immediate stops of a PostgreSQL server while a team writes: nothing acknowledged may be lost.

Several members append, each with a key and a log of its own. At a moment drawn by lot the server
is stopped with ``pg_ctl stop -m immediate``, or its first process is killed; sometimes a member is
killed, too. In the end every acknowledged append must be there once, whole, in the order of its
member, and the ledger sound. The control acknowledges before the server does.
"""

import os
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from postgres_cluster import Addresses, Cluster
from power_cut import AT, KEY
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.ledger.signing.keys import DeviceKey
from sijill.model.errors import StorageError

MEMBERS = 3
LONGEST_SECONDS = 0.25
STOPS_A_LEDGER = 20
DRAFTS = 2
KEYS = [DeviceKey.from_secret(bytes(range(place, place + 32))) for place in range(MEMBERS)]
_NUMBER = struct.Struct("<q")

Work = Callable[[str, int, int, int], None]
"""What a process does: at an address, as which member, from which number, telling a pipe."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of so many stops.

    Attributes:
        stops: how often the server was stopped.
        acknowledged: appends that were acknowledged.
        lost: how many of these were not there, not whole, or out of order afterwards.
        doubled: how many entries were there twice.
        unreadable: after how many stops the ledger was not sound, or did not go on.
        resumed: after how many stops a member could append again.
    """

    stops: int
    acknowledged: int
    lost: int
    doubled: int
    unreadable: int
    resumed: int


class _Trial:
    """One ledger, stopped again and again."""

    def __init__(self, cluster: Cluster, addresses: Addresses, *, early: bool) -> None:
        self.cluster = cluster
        self.address = addresses.member
        self.early = early
        self.next = [0] * MEMBERS
        self.acknowledged = [0] * MEMBERS
        self.lost = self.doubled = self.unreadable = self.resumed = 0

    def stop_once(self, random: Random) -> None:
        """Let all work for a while, stop the server, start it, look at what is there."""
        work: Work = _append_early if self.early else _append
        team = [_start(work, self.address, who, self.next[who]) for who in range(MEMBERS)]
        for _, pipe in team:
            os.read(pipe, _NUMBER.size)  # it is at work
        time.sleep(random.random() * LONGEST_SECONDS)
        if random.random() < 1 / 3:
            os.kill(team[-1][0], signal.SIGKILL)
            time.sleep(random.random() * LONGEST_SECONDS / 5)
        if random.random() < 1 / 2:
            self.cluster.stop("immediate")
        else:
            self.cluster.kill()
        for who, (process, pipe) in enumerate(team):
            told = _end(process, pipe)
            self.acknowledged[who] = max(self.acknowledged[who], told)
        self.cluster.start()
        self._look()

    def _look(self) -> None:
        """Everything acknowledged must stand in the ledger, once."""
        with Ledger.open(self.address, key=KEY) as ledger:
            held: list[list[int]] = [[] for _ in self.next]
            for entry in ledger.entries({EntryKind.ROW}):
                member, number, part = map(int, entry.subject.split(":"))
                held[member].append(number * DRAFTS + part)
        for who, numbers in enumerate(held):
            whole = list(range(len(set(numbers))))
            self.doubled += len(numbers) - len(set(numbers))
            self.lost += max(0, self.acknowledged[who] - len(set(numbers)) // DRAFTS)
            self.unreadable += sorted(set(numbers)) != whole or len(numbers) % DRAFTS != 0
            self.unreadable += numbers != sorted(numbers)
        with tempfile.TemporaryDirectory() as folder:
            report = verify(self.address, Path(folder))
        self.unreadable += report.verdict is not Verdict.SOUND
        there = [len(numbers) // DRAFTS for numbers in held]
        self.next = list(map(max, there, self.acknowledged))  # each goes on from what it knows
        self._go_on()

    def _go_on(self) -> None:
        """The first member's next append."""
        number, self.next[0] = self.next[0], self.next[0] + 1
        with Ledger.open(self.address, key=KEYS[0]) as ledger:
            self.resumed += len(ledger.append(_drafts(0, number), author="0", at=AT)) == DRAFTS
        self.acknowledged[0] = self.next[0]


def stop(cluster: Cluster, stops: int, seed: int, *, early: bool = False) -> Outcome:
    """Stop the server so many times, with a fresh ledger now and then.

    This process must not have threads: the writers are forked from it.
    """
    random = Random(seed)  # noqa: S311  a simulation
    total = [0] * 5
    for first in range(0, stops, STOPS_A_LEDGER):
        with cluster.ledger() as addresses:
            Ledger.open(addresses.member, create=True, key=KEY).close()
            trial = _Trial(cluster, addresses, early=early)
            for _ in range(min(STOPS_A_LEDGER, stops - first)):
                trial.stop_once(random)
        figures = (sum(trial.acknowledged), trial.lost, trial.doubled, trial.unreadable)
        total = [one + two for one, two in zip(total, (*figures, trial.resumed), strict=True)]
    return Outcome(stops, *total)


def _start(work: Work, address: str, who: int, first: int) -> tuple[int, int]:
    """A process at work, and the pipe by which it tells."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            work(address, who, first, writing)
        except StorageError:  # the server went away, as it must
            os._exit(0)
        except BaseException:  # noqa: BLE001  a fork must not return
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    return process, reading


def _end(process: int, pipe: int) -> int:
    """The last number that a process told; it ends because the server is gone."""
    told = b""
    while block := os.read(pipe, 65_536):
        told += block
    os.close(pipe)
    _, status = os.waitpid(process, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a writer failed for another reason than the server's stop; see above")
    whole = len(told) // _NUMBER.size * _NUMBER.size
    return max((number for (number,) in _NUMBER.iter_unpack(told[:whole])), default=0)


def _drafts(who: int, number: int) -> list[Draft]:
    return [
        Draft(EntryKind.ROW, f"{who}:{number}:{part}", {"name": "رنا", "row": number})
        for part in range(DRAFTS)
    ]


def _append(address: str, who: int, first: int, pipe: int) -> None:
    """Append to a log of its own, and say so afterwards."""
    number = first
    with Ledger.open(address, key=KEYS[who]) as ledger:
        os.write(pipe, _NUMBER.pack(first))
        while True:
            ledger.append(_drafts(who, number), author=str(who), at=AT)
            number += 1
            os.write(pipe, _NUMBER.pack(number))


def _append_early(address: str, who: int, first: int, pipe: int) -> None:
    """The control: it says that an append is safe before it is."""
    number = first
    with Ledger.open(address, key=KEYS[who]) as ledger:
        os.write(pipe, _NUMBER.pack(first))
        while True:
            os.write(pipe, _NUMBER.pack(number + 1))
            ledger.append(_drafts(who, number), author=str(who), at=AT)
            number += 1


if __name__ == "__main__":
    with Cluster.made() as made:
        outcome = stop(made, int(sys.argv[1]), 2017, early="early" in sys.argv[2:])
    print(
        *(outcome.stops, outcome.acknowledged, outcome.lost, outcome.doubled),
        *(outcome.unreadable, outcome.resumed),
    )
