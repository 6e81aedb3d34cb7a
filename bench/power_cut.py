"""Power cuts, simulated: what a disk may hold when the current fails in the middle of writing.

A recording file system notes every write, sync, truncation and deletion while a ledger works. A cut
is then a moment in that record. What was synced before it is on the disk; of the writes since, any
sectors of 512 bytes may have arrived and others not, and a deletion that was not synced may not
have happened. The files are rebuilt so, opened, and asked for every entry that had been
acknowledged.

Wrong settings must be caught by the same cuts, or the simulation proves nothing.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from random import Random

import apsw

from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.model.errors import SijillError

SECTOR_BYTES = 512
AT = datetime(2031, 6, 1, tzinfo=UTC)
KEY = DeviceKey.from_secret(bytes(32))


class Setting(Enum):
    """How the ledger is kept: as it is, or wrong in one of two ways."""

    RIGHT = auto()
    WITHOUT_SYNC = auto()
    ACKNOWLEDGED_EARLY = auto()


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written to a file."""

    file: str
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncation:
    """A file cut to a length."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """Everything written to a file so far is on the disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """A file taken away, and whether the folder was synced after it."""

    file: str
    is_synced: bool


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The caller was told that so many entries are safe."""

    entries: int


Event = Write | Truncation | Sync | Deletion | Acknowledgement


class Recorder(apsw.VFS):
    """The system's files; whatever changes them is noted in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.below = apsw.vfs_names()[0]
        super().__init__("recorder", self.below, makedefault=True)

    def xOpen(  # noqa: N802  the name is SQLite's
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        """Open a file."""
        return RecordedFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001  SQLite's
        """Delete a file."""
        super().xDelete(filename, syncdir)
        self.events.append(Deletion(Path(filename).name, syncdir))


class RecordedFile(apsw.VFSFile):
    """One file of it."""

    def __init__(
        self, recorder: Recorder, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self.events = recorder.events
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary"
        self.file = Path(path).name
        super().__init__(recorder.below, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  SQLite's
        """Write."""
        super().xWrite(data, offset)
        self.events.append(Write(self.file, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802  SQLite's
        """Cut to a length."""
        super().xTruncate(newsize)
        self.events.append(Truncation(self.file, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802  SQLite's
        """Bring it to the disk."""
        super().xSync(flags)
        self.events.append(Sync(self.file))


@contextmanager
def recording() -> Iterator[Recorder]:
    """A recorder under everything that SQLite opens meanwhile."""
    recorder = Recorder()
    try:
        yield recorder
    finally:
        recorder.unregister()


def record(folder: Path, setting: Setting, sittings: int, appends: int) -> list[Event]:
    """The events of a ledger that is opened, appended to and closed several times."""
    path = folder / "register.db"
    with recording() as recorder:
        done = 0
        for _ in range(sittings):
            with Ledger.open(path, create=True, key=KEY) as ledger:
                storage = ledger.storage
                if setting is Setting.WITHOUT_SYNC and isinstance(storage, SqliteStorage):
                    storage.connection.pragma("synchronous", "off")  # the control
                for _ in range(appends):
                    done += 1
                    if setting is Setting.ACKNOWLEDGED_EARLY:
                        recorder.events.append(Acknowledgement(done))
                    ledger.append([_draft(done)], author="bench", at=AT)
                    recorder.events.append(Acknowledgement(done))
        return recorder.events


def _draft(number: int) -> Draft:
    kind = EntryKind.JUDGEMENT if number % 5 == 0 else EntryKind.ROW
    return Draft(kind, "list", {"row": number, "name": f"رنا {number}"})


@dataclass(slots=True)
class Disk:
    """What is on the disk for certain, what was written since, and what may come back.

    A deletion that was not synced may be undone, until a new file is synced: SQLite syncs the
    folder together with a journal or write-ahead log that it has just made.
    """

    files: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[Write | Truncation]] = field(default_factory=dict)
    deleted: dict[str, bytearray] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Live through one event."""
        match event:
            case Write(file=file) | Truncation(file=file):
                self.waiting.setdefault(file, []).append(event)
            case Sync(file=file):
                if file not in self.files:
                    self.deleted.clear()
                content = self.files.setdefault(file, bytearray())
                for change in self.waiting.pop(file, []):
                    _apply(content, change)
            case Deletion(file=file, is_synced=is_synced):
                gone = self.files.pop(file, None)
                self.waiting.pop(file, None)
                if gone is not None and not is_synced:
                    self.deleted[file] = gone

    def after_a_cut(self, random: Random) -> dict[str, bytes]:
        """The files as they may be found when the current is back."""
        found = {name: bytearray(content) for name, content in self.files.items()}
        share = random.random()
        for name, changes in self.waiting.items():
            content = found.setdefault(name, bytearray())
            for change in changes:
                for part in _sectors(change):
                    if random.random() < share:
                        _apply(content, part)
        found |= {name: one for name, one in self.deleted.items() if random.random() < share}
        return {name: bytes(content) for name, content in found.items()}


def _apply(content: bytearray, change: Write | Truncation) -> None:
    match change:
        case Truncation(size=size):
            del content[size:]
        case Write(offset=offset, content=written):
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(written)] = written


def _sectors(change: Write | Truncation) -> Iterator[Write | Truncation]:
    """A write in the pieces that a disk writes whole."""
    if isinstance(change, Truncation):
        yield change
        return
    start, end = change.offset, change.offset + len(change.content)
    while start < end:
        stop = min(end, (start // SECTOR_BYTES + 1) * SECTOR_BYTES)
        begin = start - change.offset
        yield Write(change.file, start, change.content[begin : begin + stop - start])
        start = stop


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of so many cuts."""

    cuts: int
    lost: int
    """Cuts after which an acknowledged entry was gone."""
    unreadable: int
    """Cuts after which the ledger did not open, or was not sound."""


def cut(events: list[Event], cuts: int, seed: int) -> Outcome:
    """Cut the current at so many moments of a record."""
    random = Random(seed)  # noqa: S311  a simulation
    moments = sorted(random.randrange(1, len(events) + 1) for _ in range(cuts))
    disk, acknowledged, lived = Disk(), 0, 0
    lost = unreadable = 0
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        for moment in moments:
            for event in events[lived:moment]:
                if isinstance(event, Acknowledgement):
                    acknowledged = event.entries
                disk.take(event)
            lived = moment
            held = _held(Path(folder), disk.after_a_cut(random))
            unreadable += held is None and acknowledged > 0
            lost += held is not None and held < acknowledged
    return Outcome(cuts, lost, unreadable)


def _memory() -> str | None:
    """A folder in memory: the cuts are simulated, and the real disk need not suffer them."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a private folder in it


def _held(folder: Path, files: dict[str, bytes]) -> int | None:
    """How many entries a ledger holds that is found so; ``None`` if it is not sound."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    path = folder / "register.db"
    try:
        with Ledger.open(path) as ledger:
            held = ledger.size
    except SijillError:
        return None
    return held if verify(path, folder).verdict is Verdict.SOUND else None
