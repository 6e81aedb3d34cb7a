"""One writer for a case: a second command waits, then names the process that holds it.

The lock is the operating system's own (``flock``) on the work folder, so it leaves no file behind
and ends with its process, however that ends. Two builds at once would otherwise capture the same
file twice and meet at each other's temporary names.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sijill.files.temporary_files import clear_leftovers
from sijill.model.errors import CaseError, StorageError
from sijill.steps.workspace import Workspace

WAIT_SECONDS = 10.0
LEFTOVERS = ("backup", "vault", "incoming", "spill", "saving")
"""The works whose temporary files and folders a killed process leaves in a case."""
_PAUSE_SECONDS = 0.05


@contextmanager
def case_lock(workspace: Workspace) -> Iterator[None]:
    """Hold the case for writing; what killed processes left in it is removed first.

    Raises:
        CaseError: if another process still holds it after ``WAIT_SECONDS``.
        StorageError: if the work folder cannot be opened.
    """
    try:
        descriptor = os.open(workspace.work, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise StorageError(f"{workspace.work} cannot be opened ({error.strerror}).") from error
    try:
        _wait_for(descriptor, workspace.work)
        clear_case(workspace)
        yield
    finally:
        os.close(descriptor)


def clear_case(workspace: Workspace) -> None:
    """Remove what killed processes of this machine left in a case, and nothing outside of it."""
    for folder in workspace.own_folders:
        for work in LEFTOVERS:
            clear_leftovers(folder, work)


def _wait_for(descriptor: int, folder: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise CaseError(
                    f"{folder}: {_holder(descriptor)} is working on this case. Wait until it is "
                    "done, then repeat."
                ) from error
            time.sleep(_PAUSE_SECONDS)
        except OSError:
            return  # a file system without locks: the ledger's own lock remains
        else:
            return


def _holder(descriptor: int) -> str:
    """Who holds the lock, as far as the system says so."""
    inode = str(os.fstat(descriptor).st_ino)
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        for line in lines:
            _, kind, _, _, process, place, *_ = line.split()
            if kind == "FLOCK" and place.rpartition(":")[2] == inode:
                words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
                command = " ".join(word.decode("utf-8", "replace") for word in words[:6]).strip()
                return f"process {process} ({command})"
    except (OSError, ValueError):
        pass
    return "another process"
