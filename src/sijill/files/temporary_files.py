"""Temporary files and folders that carry their process in their name.

A process that is killed cannot clean up after itself, and what it leaves may be the plain copy of a
file with witnesses' names. So the next run of the same work removes what no living process owns.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from sijill.model.errors import StorageError


def prefix_of(work: str) -> str:
    """How the names begin that this process gives to what it will remove again."""
    return f".{work}-{os.getpid()}-"


@contextmanager
def private_folder(parent: Path, work: str) -> Iterator[Path]:
    """A folder for its owner alone, for as long as it is needed.

    Raises:
        StorageError: if it cannot be made.
    """
    try:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix_of(work)))
    except OSError as error:
        raise StorageError(f"{parent} cannot be written to ({error.strerror}).") from error
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


@contextmanager
def system_folder(work: str) -> Iterator[Path]:
    """A private folder where the system keeps temporary files.

    What killed processes left of the same work there is removed first.

    Raises:
        StorageError: if it cannot be made.
    """
    parent, name = Path(tempfile.gettempdir()), f"sijill-{work}"
    clear_leftovers(parent, name)
    with private_folder(parent, name) as folder:
        yield folder


def clear_leftovers(folder: Path, work: str) -> int:
    """Remove what processes of this machine left of some work when they ended; how many there were.

    What cannot be removed stays for the next time: it keeps nobody from working.
    """
    count = 0
    for path in folder.glob(f".{work}-*"):
        owner = path.name.removeprefix(f".{work}-").partition("-")[0]
        if owner.isdecimal() and _is_alive(int(owner)):
            continue
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                rmtree(path)
            else:
                path.unlink()
            count += 1
    return count


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
