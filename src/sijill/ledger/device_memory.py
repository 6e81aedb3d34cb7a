"""What a device remembers of its logs outside every ledger: the last head that it signed of each.

A ledger that was restored from a backup, or copied and continued elsewhere, is behind that memory.
To go on there would sign a second history under the same numbers. So a device whose log is behind
begins a new log, which cites the old head as far as it is there.

The memory is a folder beside the device's key, one checkpoint in a file for each log. It is written
after the checkpoint is safe in the ledger, so it is never ahead of a ledger that lost nothing.
"""

import os
from pathlib import Path

from sijill.ledger.notes import Note, read_note
from sijill.model.errors import LedgerError, StorageError


def remember(folder: Path, log: str, note: bytes) -> None:
    """Keep the newest checkpoint of a log.

    Raises:
        StorageError: if it cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{log}-{os.getpid()}"
        fresh.write_bytes(note)
        fresh.replace(folder / log)
    except OSError as error:
        raise StorageError(
            f"{folder}: what this device signed cannot be noted ({error.strerror}). The ledger is "
            "unharmed; make room there or change the permissions."
        ) from error


def recall(folder: Path, log: str) -> Note | None:
    """The checkpoint of a log that this device signed last, as far as it remembers one.

    Raises:
        LedgerError: if something else lies in its place.
        StorageError: if it cannot be read.
    """
    path = folder / log
    try:
        return read_note(path.read_bytes())
    except FileNotFoundError:
        return None
    except LedgerError as error:
        raise LedgerError(f"{path}: {error}. Remove the file to do without it.") from error
    except OSError as error:
        raise StorageError(f"{path}: it cannot be read ({error.strerror}).") from error
