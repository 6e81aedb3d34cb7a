"""What a device remembers of its logs outside every ledger: the last head that it signed of each.

A ledger that was restored from a backup, or copied and continued elsewhere, is behind that memory.
To go on there would sign a second history under the same numbers. So a device whose log is behind
begins a new log, which cites the old head as far as it is there.

The memory is a folder beside the device's key, one checkpoint in a file for each log. It is written
after the checkpoint is safe in the ledger, so it is never ahead of a ledger that lost nothing.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sijill.files.durability import whole_file
from sijill.files.reading import read_if_there
from sijill.files.temporary_files import clear_leftovers
from sijill.ledger.log.log import Log
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint
from sijill.model.case_limits import MOST_CHECKPOINT_BYTES
from sijill.model.errors import FileUnreadableError, LedgerError, StorageError

_WORK = "head"
"""The work in the names of temporary files."""


def remember(folder: Path, log: str, note: bytes) -> None:
    """Keep the newest checkpoint of a log.

    Raises:
        StorageError: if it cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_leftovers(folder, _WORK)
        with whole_file(folder / log, _WORK) as file:
            file.write(note)
    except OSError as error:
        raise StorageError(
            f"{folder}: what this device signed cannot be noted ({error.strerror}). The entries "
            "are stored and signed; make room there or change the permissions, so that an older "
            "copy can be distinguished from this one."
        ) from error


def recall(folder: Path, log: str) -> Checkpoint | None:
    """The checkpoint of a log that this device signed last, as far as it remembers one.

    Raises:
        LedgerError: if something else lies in its place.
        StorageError: if it cannot be read.
    """
    path = folder / log
    try:
        content = read_if_there(path, MOST_CHECKPOINT_BYTES)
        return None if content is None else read_checkpoint(content)
    except LedgerError as error:
        raise LedgerError(
            f"{path}: {error}. Until it is put right, this device begins a new log. Put the newest "
            "checkpoint of that log in its place, from a copy that lacks nothing."
        ) from error
    except FileUnreadableError as error:
        raise StorageError(f"{error}.") from error


def fallen_behind(memory: Path | None, public: bytes, logs: Iterable[Log]) -> dict[str, str]:
    """The logs that hold less than, or other than, what this device signed of them, by their ids.

    Every log of its key is asked: that a device went on in another does not bring back what is
    missing of the one before. Where what the device noted is damaged, nobody knows: the text says
    so, and is empty otherwise.
    """
    mine = [log for log in logs if log.public == public]
    return {log.id: _damage(memory, log) for log in mine if DeviceMemory(memory).is_behind(log)}


def _damage(memory: Path | None, log: Log) -> str:
    """What is wrong with what the device noted of a log; empty if nothing is."""
    try:
        if memory is not None:
            recall(memory, log.id)
    except LedgerError as error:
        return str(error)
    return ""


class DeviceMemory:
    """The memory of the device that has a ledger open. Without a folder it forgets everything."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._waiting: tuple[str, bytes] | None = None

    def keep(self, log: str, note: bytes) -> None:
        """Note a checkpoint; if that fails it waits, because its entries are stored by then."""
        self._waiting = log, note
        with suppress(StorageError):
            self.settle()

    def settle(self) -> None:
        """Note what waits.

        Raises:
            StorageError: if it cannot be written.
        """
        if self._folder is not None and self._waiting is not None:
            remember(self._folder, *self._waiting)
        self._waiting = None

    def is_behind(self, log: Log) -> bool:
        """Whether this device has signed more of a log than is here, or something else.

        Where the memory is damaged nobody knows; a new log is safe then, and verify tells.
        """
        try:
            last = recall(self._folder, log.id) if self._folder is not None else None
        except LedgerError:
            return True
        if last is None:
            return False
        return last.head.size > log.size or log.root_at(last.head.size) != last.head
