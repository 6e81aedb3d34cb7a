"""A fault of the program itself: a sentence for whoever ran it, and a report that can be sent.

The report says where in the program it happened. It holds no words of anybody's files: neither the
error's message nor any value, because these may hold a witness's name.
"""

import os
import platform
import tempfile
import traceback
from importlib.metadata import version

CLOSING = (
    "What was accepted before is kept. This is a fault of sijill, not yours: please report it."
)


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
