"""SQLite's errors as sentences: what happened, where, and what to do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from sijill.ledger.stores.value_sizes import TOO_LARGE
from sijill.model.errors import LedgerError, SijillError, StorageError


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise about the file into an error of ours.

    Raises:
        LedgerError: if the ledger is busy, damaged, no ledger, or refuses the statement.
        StorageError: if the disk is full, does not write, or may not be written to.
    """
    try:
        yield
    except apsw.Error as error:
        raise translated(error, path) from error
    except OSError as error:
        raise StorageError(
            f"{path}: the ledger cannot be opened or created here ({error.strerror}). Choose a "
            "folder that exists and that you may write to."
        ) from error
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: a text in the ledger is damaged. Run sijill verify.") from error


def translated(error: apsw.Error, path: Path) -> SijillError:
    """The error of ours that stands for one of SQLite's."""
    match error:
        case apsw.FullError():
            return _full(path)
        case apsw.IOError() if _is_full(path):
            return _full(path)
        case apsw.IOError():
            return StorageError(
                f"{path}: the disk does not read or write ({error}). Nothing of this step was "
                "stored. Copy the case to another disk and run sijill verify there."
            )
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError():
            return StorageError(
                f"{path}: the ledger cannot be opened or written to ({error}). Check that the file "
                "and its folder exist and that you may write to both."
            )
    return LedgerError(f"{path}: {_refusal(error)}")


def _full(path: Path) -> StorageError:
    return StorageError(
        f"{path}: the disk is full. Nothing of this step was stored, and nothing stored "
        "earlier is lost. Make space and repeat the step."
    )


def _is_full(path: Path) -> bool:
    """Whether nothing is left where a ledger lies.

    Where there is no room for the index of the write-ahead log, SQLite speaks of input and output.
    """
    with suppress(OSError):
        return os.statvfs(path.parent).f_bavail == 0
    return False


def _refusal(error: apsw.Error) -> str:
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return "another process is writing to the ledger. Repeat the step when it has finished."
        case apsw.NotADBError():
            return "this file is not a ledger, or its beginning is damaged. Check the path."
        case apsw.CorruptError():
            return (
                f"the ledger is damaged ({error}). Keep the file, run sijill verify, and continue "
                "from a backup."
            )
        case apsw.TooBigError():
            return TOO_LARGE
        case apsw.ConnectionClosedError():
            return "the ledger has been closed. Open it again."
    return f"the ledger refuses this ({error}). Run sijill verify."
