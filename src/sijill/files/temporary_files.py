"""Temporary files and folders that carry their process in their name.

A process that is killed cannot clean up after itself, and what it leaves may be the plain copy of a
file with witnesses' names. So the next run of the same work removes what no living process owns.
"""

import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree


def prefix_of(work: str) -> str:
    """How the names begin that this process gives to what it will remove again."""
    return f".{work}-{os.getpid()}-"


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
