"""A disk that fills up, at every write in turn: what was accepted stays, the rest is gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from sijill.ledger import Draft, Ledger, Verdict, verify
from sijill.ledger.stores.sqlite_errors import translated
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.model.errors import StorageError

Drafts = Callable[[int], list[Draft]]


class SmallDisk(apsw.VFS):
    """The system's files, with room for so many more writes."""

    def __init__(self) -> None:
        self.below = apsw.vfs_names()[0]
        self.writes_left: int | None = None
        super().__init__("small-disk", self.below, makedefault=True)

    def xOpen(  # noqa: N802 the name is SQLite's
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        """Open a file."""
        return SmallFile(self, name, flags)

    def take(self) -> None:
        """Make room for a write."""
        if self.writes_left is not None:
            if self.writes_left == 0:
                raise apsw.FullError("the disk is full")
            self.writes_left -= 1


class SmallFile(apsw.VFSFile):
    """A file on the small disk."""

    def __init__(
        self, disk: SmallDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self.disk = disk
        super().__init__(disk.below, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 the name is SQLite's
        """Write, if there is room."""
        self.disk.take()
        super().xWrite(data, offset)


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    small = SmallDisk()
    try:
        yield small
    finally:
        small.unregister()


def test_a_full_disk_at_every_write_of_an_append(path: Path, drafts: Drafts, at: datetime) -> None:
    failures, sentences = 0, set()
    with small_disk() as disk, Ledger.open(path, create=True) as ledger:
        accepted = ledger.append(drafts(3), author="rana", at=at)
        while ledger.size == 3:
            disk.writes_left = failures
            try:
                accepted += ledger.append(drafts(2), author="rana", at=at)
            except StorageError as error:
                failures += 1
                sentences.add(str(error))
            disk.writes_left = None
            assert list(ledger.entries()) == accepted
    assert failures > 5
    assert all("the disk is full" in sentence for sentence in sentences)
    with Ledger.open(path) as ledger:
        assert list(ledger.entries()) == accepted
        ledger.append(drafts(1), author="rana", at=at)
        head = ledger.main.head()
    assert head.size == 6
    assert verify(path, path.parent, head).verdict is Verdict.SOUND


def test_a_full_disk_at_every_write_of_the_creation(path: Path) -> None:
    failures, is_made = 0, False
    with small_disk() as disk:
        while not is_made:
            disk.writes_left = failures
            try:
                Ledger.open(path, create=True).close()
                is_made = True
            except StorageError:
                failures += 1
    assert failures > 5
    assert verify(path, path.parent).verdict is Verdict.SOUND


def test_a_file_that_may_not_grow(ledger: Ledger, path: Path, drafts: Drafts, at: datetime) -> None:
    ledger.append(drafts(3), author="rana", at=at)
    assert isinstance(ledger.storage, SqliteStorage)
    head, pages = ledger.main.head(), ledger.storage.connection.pragma("page_count")
    ledger.storage.connection.pragma("max_page_count", pages)
    with pytest.raises(StorageError, match="Make space and repeat the step"):
        ledger.append(drafts(2000), author="rana", at=at)
    assert ledger.main.head() == head
    ledger.storage.connection.pragma("max_page_count", 1 << 30)
    assert len(ledger.append(drafts(2000), author="rana", at=at)) == 2000
    ledger.close()
    assert verify(path, path.parent, head).verdict is Verdict.SOUND


def test_a_disk_without_room_for_the_index_of_the_log_is_full_and_not_broken(
    tmp_path: Path,
) -> None:
    """SQLite speaks of input and output then. ``/proc`` never has a block to spare."""
    error = apsw.IOError("disk I/O error")
    assert "the disk is full" in str(translated(error, Path("/proc/register.db")))
    assert "does not read or write" in str(translated(error, tmp_path / "register.db"))
