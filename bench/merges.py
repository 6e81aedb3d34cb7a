"""Merges in any order: devices append, erase, lose their memory, restore old copies, and sync.

A story is a list of steps on two to four copies of one ledger. Whatever the steps were, once every
pair has synced, all copies must hold the same entries in the same order, every entry that an append
returned must be in each of them or kept apart as a fork, and every copy must verify.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Literal, get_args

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as set_seed
from hypothesis import strategies as st

from sijill.ledger import Draft, Entry, EntryKind, Ledger, Verdict, verify
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.ledger.sync.merging import cosign_others, take_in

BASE = datetime(2031, 6, 1, tzinfo=UTC)
WAIT_MS = 10_000
STORIES_AT_ONCE = 20

Act = Literal["append", "decide", "erase", "sync", "save", "restore", "forget"]
ACTS: tuple[Act, ...] = get_args(Act)
Step = tuple[Act, int, int, int]
"""What, on which device, with which other one, and by how many minutes its clock goes on."""

STEPS = st.lists(
    st.tuples(
        st.sampled_from((*ACTS, "append", "decide", "sync", "sync")),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(-600, 600),
    ),
    min_size=6,
    max_size=24,
)


class MergeFailedError(Exception):
    """Something that must never happen in a merge."""


@dataclass
class Device:
    """One copy, the key of its device, its clock, and a copy of the copy."""

    folder: Path
    key: DeviceKey
    clock: datetime = BASE
    written: list[Entry] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The ledger."""
        return self.folder / "register.db"

    @property
    def saved(self) -> Path:
        """A backup of it."""
        return self.folder / "saved.db"

    def open(self) -> Ledger:
        """The ledger, to be written to with the device's key."""
        return Ledger.open(self.path, key=self.key)


def play(steps: Sequence[Step], devices: int, folder: Path) -> int:
    """Play a story and check its end; how many merges there were that took something in.

    Raises:
        MergeFailedError: if copies differ, an entry is lost, or a copy does not verify.
    """
    copies = _begin(devices, folder)
    merges = 0
    may_fork = False
    for act, which, other, minutes in steps:
        device, peer = copies[which % devices], copies[other % devices]
        device.clock += timedelta(minutes=minutes)
        match act:
            case "sync":
                merges += _sync(device, peer)
            case "save":
                shutil.copyfile(device.path, device.saved)
            case "restore" if device.saved.exists():
                shutil.copyfile(device.saved, device.path)
                _forgive(copies)
            case "forget":
                may_fork = True
                shutil.rmtree(device.key.memory or folder / "none", ignore_errors=True)
            case "append" | "decide" | "erase":
                _write(device, act)
    for _ in range(2):
        merges += sum(_sync(one, two) for one, two in permutations(copies, 2))
    _check(copies, may_fork=may_fork)
    return merges


def _forgive(copies: Sequence[Device]) -> None:
    """What was only in a file that somebody overwrote is gone; no merge can bring it back."""
    held = {leaf for copy in copies for leaf in _leaves(copy)}
    for copy in copies:
        copy.written = [entry for entry in copy.written if entry.leaf in held]


def _leaves(copy: Device) -> set[str]:
    with Ledger.open(copy.path) as ledger:
        return {entry.leaf for entry in (*ledger.entries(), *ledger.forked())}


def _begin(devices: int, folder: Path) -> list[Device]:
    copies = []
    for number in range(devices):
        place = folder / str(number)
        place.mkdir()
        key = DeviceKey.from_secret(bytes([number]) * 32, place / "heads")
        copies.append(Device(place, key))
    first = copies[0]
    with Ledger.open(first.path, create=True, key=first.key) as ledger:
        drafts = [Draft(EntryKind.ROW, f"list:{row}", {"row": row}) for row in range(3)]
        first.written += ledger.append(drafts, author="0", at=BASE)
    for copy in copies[1:]:
        shutil.copyfile(first.path, copy.path)
    return copies


def _write(device: Device, act: Act) -> None:
    with device.open() as ledger:
        author = device.folder.name
        if act == "erase":
            held = [one for one in ledger.entries() if "row" in one.payload]
            if held:
                ledger.erase([(held[0], "row")], "asked", author=author, at=device.clock)
            return
        kind = EntryKind.ROW if act == "append" else EntryKind.JUDGEMENT
        subject = f"{author}:{len(device.written)}"
        drafts = [Draft(kind, subject, {"row": number}) for number in range(2)]
        device.written += ledger.append(drafts, author=author, at=device.clock)


def _sync(one: Device, two: Device) -> int:
    """Both take in what they lack, as ``sijill sync`` does; how often one took something in."""
    if one is two:
        return 0
    here = SqliteStorage.open(one.path, create=False, wait_ms=WAIT_MS)
    there = SqliteStorage.open(two.path, create=False, wait_ms=WAIT_MS)
    try:
        taken = [take_in(here, there), take_in(there, here)]
        with one.open() as ledger:
            ledger.acknowledge(author=one.folder.name, at=one.clock)
        with one.open() as ledger:
            if ledger.main.public == one.key.public:
                cosign_others(here, ledger.main, one.key)
        taken.append(take_in(there, here))
    finally:
        here.close()
        there.close()
    return sum(bool(one.entries or one.forked or one.erased) for one in taken)


def _check(copies: Sequence[Device], *, may_fork: bool) -> None:
    held: list[list[str]] = []
    for copy in copies:
        with copy.open() as ledger:
            entries = [entry.leaf for entry in ledger.entries()]
            apart = {entry.leaf for entry in ledger.forked()}
        if apart and not may_fork:
            raise MergeFailedError(f"{copy.path}: a fork, though no device forgot")
        lost = {entry.leaf for one in copies for entry in one.written} - set(entries) - apart
        if lost:
            raise MergeFailedError(f"{copy.path}: {len(lost)} entries are lost")
        held.append([*entries, *sorted(apart)] if may_fork else entries)
        report = verify(copy.path, copy.folder / "evidence")
        if report.verdict is not Verdict.SOUND:
            raise MergeFailedError(f"{copy.path}: {[str(one) for one in report.findings][:5]}")
    if any(sorted(one) != sorted(held[0]) for one in held):
        raise MergeFailedError("copies hold different entries")
    if not may_fork and any(one != held[0] for one in held):
        raise MergeFailedError("copies hold the entries in different orders")


def run(merges: int, seed: int) -> int:
    """Stories until so many merges took something in; how many did.

    Raises:
        MergeFailedError: as ``play``, with the shortest story that shows it.
    """
    done = 0

    def one_story(steps: Sequence[Step], devices: int) -> None:
        nonlocal done
        with tempfile.TemporaryDirectory() as folder:
            done += play(steps, devices, Path(folder))

    stories = settings(
        max_examples=STORIES_AT_ONCE,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    while done < merges:
        set_seed(seed)(stories(given(STEPS, st.integers(2, 4))(one_story)))()
        seed += 1
    return done
