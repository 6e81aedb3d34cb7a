"""A disk that fills up or breaks: from some write or sync on, nothing gets through.

Whatever was acknowledged before stays, the ledger is sound when the disk works again, and the next
append goes on where the last one ended.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import apsw

from power_cut import AT, KEY
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.model.errors import SijillError

APPENDS = 12
MOST_STEPS = 60
"""Twelve appends take about so many writes and syncs."""


class FailingDisk(apsw.VFS):
    """The system's files, which fail after so many writes and syncs."""

    def __init__(self, steps: int, error: type[apsw.Error]) -> None:
        self.below = apsw.vfs_names()[0]
        self.steps_left = steps
        self.error = error
        super().__init__("failing-disk", self.below, makedefault=True)

    def xOpen(  # noqa: N802  the name is SQLite's
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        """Open a file."""
        return FailingFile(self, name, flags)

    def take_step(self) -> None:
        """Let one write or sync through, or fail it."""
        if self.steps_left == 0:
            raise self.error("the disk fails")
        self.steps_left -= 1


class FailingFile(apsw.VFSFile):
    """One file of it."""

    def __init__(
        self, disk: FailingDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self.disk = disk
        super().__init__(disk.below, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  SQLite's
        """Write, or fail."""
        self.disk.take_step()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802  SQLite's
        """Sync, or fail."""
        self.disk.take_step()
        super().xSync(flags)


@contextmanager
def failing_disk(steps: int, error: type[apsw.Error]) -> Iterator[None]:
    """Such a disk under everything that SQLite opens meanwhile."""
    disk = FailingDisk(steps, error)
    try:
        yield
    finally:
        disk.unregister()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of so many failures; ``failed`` is how many really struck an append."""

    runs: int
    failed: int
    lost: int
    unreadable: int


def fail(folder: Path, runs: int, seed: int) -> Outcome:
    """Let the disk fail so many times under one ledger."""
    random = Random(seed)  # noqa: S311  a simulation
    path = folder / "register.db"
    with Ledger.open(path, create=True, key=KEY) as ledger:
        held = ledger.size
    failed = lost = unreadable = 0
    for _ in range(runs):
        error = random.choice((apsw.FullError, apsw.IOError))
        acknowledged, struck = _append_until_it_fails(path, random.randrange(MOST_STEPS), error)
        failed += struck
        unreadable += verify(path, folder).verdict is not Verdict.SOUND
        with Ledger.open(path, key=KEY) as ledger:
            lost += ledger.size < max(held, acknowledged)
            ledger.append([_draft(ledger.size)], author="bench", at=AT)
            held = ledger.size
    return Outcome(runs, failed, lost, unreadable)


def _append_until_it_fails(path: Path, steps: int, error: type[apsw.Error]) -> tuple[int, bool]:
    """The last number acknowledged, and whether the disk failed before all were appended."""
    acknowledged = 0
    with failing_disk(steps, error):
        try:
            with Ledger.open(path, key=KEY) as ledger:
                for _ in range(APPENDS):
                    ledger.append([_draft(ledger.size)], author="bench", at=AT)
                    acknowledged = ledger.size
        except SijillError:
            return acknowledged, True
    return acknowledged, False


def _draft(number: int) -> Draft:
    kind = EntryKind.JUDGEMENT if number % 5 == 0 else EntryKind.ROW
    return Draft(kind, "list", {"row": number})
