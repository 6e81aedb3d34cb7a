"""A fault of the program itself: a sentence for whoever ran it, and a report that can be sent.

The report says where in the program it happened. It holds no words of anybody's files: neither the
error's message nor any value, because these may hold a witness's name.
"""

import errno
import os
import platform
import tempfile
import traceback
from importlib.metadata import version

CLOSING = (
    "What was accepted before is kept. This is a fault of sijill, not yours: please report it."
)

_OF_THE_SYSTEM = frozenset(
    {
        errno.EACCES,
        errno.EDQUOT,
        errno.EIO,
        errno.ELOOP,
        errno.EMFILE,
        errno.ENAMETOOLONG,
        errno.ENFILE,
        errno.ENOSPC,
        errno.ENOTDIR,
        errno.EPERM,
        errno.EROFS,
    }
)
"""Refusals that no program can help: a full disk, a name that is too long, a lack of permission."""
_LONGEST_SHOWN_PATH = 200


def explain_refused(error: OSError) -> str | None:
    """What the system refused, and for which file; none where the error may be a fault of ours."""
    if error.errno not in _OF_THE_SYSTEM:
        return None
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    if len(path) > _LONGEST_SHOWN_PATH:
        path = f"{path[:_LONGEST_SHOWN_PATH]}…"
    of_what = f" for {path}" if path else ""
    return f"the system refused{of_what}: {error.strerror}. What was accepted before is kept."


def explain_fault(error: Exception) -> str:
    """What to say to a person, after the report was written where the system keeps such files."""
    kind = type(error).__name__
    try:
        descriptor, path = tempfile.mkstemp(prefix="sijill-fault-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(report_of(error))
    except OSError:
        return f"something unexpected happened ({kind}). {CLOSING}"
    return (
        f"something unexpected happened ({kind}). {CLOSING} Where it happened is written to "
        f"{path}; it holds no words of your files."
    )


def report_of(error: Exception) -> str:
    """Versions, the kind of error, and the places in the program, the innermost last."""
    places = "".join(
        f"  {frame.filename.rpartition('site-packages')[2]}:{frame.lineno} {frame.name}\n"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    return (
        f"sijill {version('sijill')}, Python {platform.python_version()}, {platform.system()}\n"
        f"{type(error).__module__}.{type(error).__qualname__} at\n{places}"
    )
